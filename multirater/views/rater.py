"""The pages of a rater: what waits, one form from its start to "terkirim"; nothing typed is kept before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.errors import Conflict, Denied, Refused
from appraisal.forms import add_refusal
from appraisal.http import Request, version_of
from appraisal.logs import untraced

from ..access import rater as access
from ..forms.opinion import OpinionForm, initial_of
from ..models import Invitation
from ..operations import invitation as invitations
from ..operations import opinion as operations
from ..queries import rater as queries
from ..rules import SEALED, InvitationStatus, Side, Why
from ..rules.answering import Door
from ..rules.why import WHY

SEND, MEND = "kirim", "ubah"


@untraced
@require_safe
def invitation_list(request: Request) -> HttpResponse:
    """Show the forms that wait, and those that are done."""
    page, rows, waiting = queries.form_page(
        request.user, timezone.localdate(), request.GET.get("halaman", "")
    )
    context = {"page": page, "rows": rows, "waiting": waiting}
    return TemplateResponse(request, "multirater/invitation_list.html", context)


@untraced
@require_safe
def invitation_start(request: Request, pk: int) -> HttpResponse:
    """Say for whom, why, what for, and who reads it, before the first question."""
    row = _own(request, pk)
    today = timezone.localdate()
    context = _about(row) | {
        "may": access.may_answer(request.user, row, today),
        "may_step_aside": access.may_step_aside(request.user, row, today),
        "is_late": access.door_of(row.round, today) == Door.LATE,
        "is_sent": row.status == InvitationStatus.ANSWERED,
    }
    return TemplateResponse(request, "multirater/invitation_start.html", context)


@untraced
@require_POST
def invitation_decline(request: Request, pk: int) -> HttpResponse:
    """Take "belum cukup mengenal" as the answer; somebody else is asked where possible."""
    row = _own(request, pk)
    request.way_back = reverse("multirater:invitation-start", args=[row.pk])  # type: ignore[attr-defined]
    invitations.decline(invitation=row, version=version_of(request) or 0, by=request.user, at=timezone.now())
    messages.success(request, "Terima kasih. Formulir itu selesai bagi Anda.")
    return redirect("multirater:invitation-list")


@untraced
@require_safe
def opinion_write(request: Request, pk: int) -> HttpResponse:
    """Show the form, with what was sent before while it may still be changed."""
    row = _own(request, pk)
    if not access.may_answer(request.user, row, timezone.localdate()):
        return redirect("multirater:invitation-start", row.pk)
    sent = operations.opinion_of(row)
    return _write(request, row, _form(row, initial=initial_of(sent.scores, sent.words) if sent else {}))


@untraced
@require_http_methods(["GET", "HEAD", "POST"])
def opinion_check(request: Request, pk: int) -> HttpResponse:
    """Show the answers once more; mend or send them. They travel in the form, not through the database."""
    row = _own(request, pk)
    if request.method != "POST":
        return redirect("multirater:opinion-write", row.pk)
    act = request.POST.get("act")
    if act == MEND:
        return _write(request, row, _form(row, initial=request.POST.dict()))
    form = _form(row, request.POST)
    if not form.is_valid() or not _accepted(form, _send if act == SEND else _look, request, row):
        return _write(request, row, form)
    if act == SEND:
        return redirect("multirater:opinion-sent", row.pk)
    context = _about(row) | {"answers": form.answers(), "version": request.POST.get("version", "")}
    return TemplateResponse(request, "multirater/opinion_check.html", context)


@untraced
@require_safe
def opinion_sent(request: Request, pk: int) -> HttpResponse:
    """Thank, say what happens next, and lead to the next form."""
    row = _own(request, pk)
    if row.status != InvitationStatus.ANSWERED:
        return redirect("multirater:invitation-start", row.pk)
    today = timezone.localdate()
    context = _about(row) | {
        "may_change": access.may_answer(request.user, row, today),
        "step": queries.next_form(request.user, row, today),
    }
    return TemplateResponse(request, "multirater/opinion_sent.html", context)


def _own(request: Request, pk: int) -> Invitation:
    rows = access.own_invitations(request.user).select_related(*queries.PEOPLE)
    return get_object_or_404(rows, pk=pk)


def _form(
    row: Invitation, data: QueryDict | None = None, initial: dict[str, Any] | None = None
) -> OpinionForm:
    is_sealed = row.side in SEALED
    return OpinionForm(
        row.round.questionnaire, row.reviewee.is_leader, data, is_sealed=is_sealed, initial=initial
    )


Act = Callable[[Request, Invitation, OpinionForm], object]


def _accepted(form: OpinionForm, act: Act, request: Request, row: Invitation) -> bool:
    """Run an act; what it refuses becomes an error of the form, or a page that shows the answers."""
    try:
        act(request, row, form)
    except Denied as denied:
        denied.mine = _beside(form.mine(), {})  # type: ignore[attr-defined]
        raise
    except Conflict as conflict:
        stored = conflict.theirs
        conflict.theirs = _beside(stored, form.mine())
        conflict.mine = _beside(form.mine(), stored)  # type: ignore[attr-defined]
        raise
    except Refused as refused:
        add_refusal(form, refused)
        return False
    return True


def _beside(these: dict[str, str], those: dict[str, str]) -> dict[str, str]:
    """Return the answers that differ from those, by question."""
    return {asked: text or "Dikosongkan" for asked, text in these.items() if those.get(asked) != text}


def _look(request: Request, row: Invitation, form: OpinionForm) -> None:
    require(access.may_answer(request.user, row, timezone.localdate()))
    operations.check_answers(row, form.items, form.scores(), form.words())


def _send(request: Request, row: Invitation, form: OpinionForm) -> None:
    operations.send_opinion(
        invitation=row,
        version=version_of(request) or 0,
        scores=form.scores(),
        words=form.words(),
        by=request.user,
        at=timezone.now(),
    )


def _write(request: Request, row: Invitation, form: OpinionForm) -> HttpResponse:
    context = _about(row) | {"form": form, "version": request.POST.get("version", row.version)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "multirater/opinion_write.html", context, status=status)


def _about(row: Invitation) -> dict[str, Any]:
    """Return what every page of a form says of it."""
    is_own = row.side == Side.SELF
    return {
        "until": access.last_day(row.round, timezone.localdate()),
        "why": WHY[Why(row.why)],
        "invitation": row,
        "round": row.round,
        "is_own": is_own,
        "is_sealed": row.side in SEALED,
        "person": "Diri Anda sendiri" if is_own else row.ratee.full_name,
        "draft": f"umpan-360-{row.pk}",
    }
