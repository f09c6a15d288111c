"""Pages of the sittings of a committee: writing them down, and their minutes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request
from reviews.rules.document import DocumentKind
from reviews.views.document import hand_over

from ..access import award as access
from ..forms.committee import SittingForm
from ..models import AwardList, Sitting
from ..operations.settling import why_no_quorum
from ..operations.sitting import who_may_sit, write_sitting
from ..queries import committee as queries
from .committee import load_list


@require_http_methods(["GET", "POST"])
def sitting_list(request: Request, pk: int) -> HttpResponse:
    """Show the sittings of a list, and write down a new one."""
    return _page(request, load_list(request, pk), None)


@require_http_methods(["GET", "POST"])
def sitting_change(request: Request, pk: int) -> HttpResponse:
    """Correct a sitting that was written down, until the list is settled."""
    sitting = _load(request, pk)
    return _page(request, sitting.award_list, sitting)


def _load(request: Request, pk: int) -> Sitting:
    require(access.may_see(request.user, timezone.localdate()))
    return get_object_or_404(Sitting.objects.select_related("award_list"), pk=pk)


def _page(request: Request, shown: AwardList, sitting: Sitting | None) -> HttpResponse:
    today = timezone.localdate()
    may_write = access.may_sit(request.user, today)
    form = SittingForm(request.POST or None, people=who_may_sit(today), initial=_initial(sitting))
    if request.method == "POST":
        require(may_write)
        if form.is_valid():
            with refusals(form):
                _write(request, shown, sitting, form)
                messages.success(request, "Rapat tercatat.")
                return redirect("awards:sitting-list", shown.pk)
    context = {
        "award_list": shown,
        "sitting": sitting,
        "sittings": [] if sitting else queries.sittings_of(shown),
        "form": form if may_write and shown.closed_at is None else None,
        "no_quorum": "" if shown.closed_at or sitting else why_no_quorum(shown),
        "may_issue": bool(access.may_issue(request.user, shown, today)),
        "version": request.POST.get("version", sitting.version if sitting else 0),
    }
    return TemplateResponse(request, "awards/sitting_list.html", context, status=422 if form.errors else 200)


def _write(request: Request, shown: AwardList, sitting: Sitting | None, form: SittingForm) -> None:
    version = request.POST.get("version", "")
    write_sitting(
        award_list=shown,
        sitting=sitting,
        version=int(version) if version.isascii() and version.isdigit() and len(version) < 7 else 0,
        held_on=form.cleaned_data["held_on"],
        place=form.cleaned_data["place"],
        course=form.cleaned_data["course"],
        parts=form.parts(),
        by=request.user,
        at=timezone.now(),
    )


def _initial(sitting: Sitting | None) -> dict[str, Any]:
    if sitting is None:
        return {"held_on": timezone.localdate()}
    own = {"held_on": sitting.held_on, "place": sitting.place, "course": sitting.course}
    parts = sitting.members.values_list("employee", "part")
    return own | {f"part-{employee}": part for employee, part in parts}


@require_POST
def sitting_minutes(request: Request, pk: int) -> HttpResponse:
    """Issue the minutes of a sitting as a document and hand them over."""
    sitting = _load(request, pk)
    require(access.may_issue(request.user, sitting.award_list, timezone.localdate()))
    return hand_over(request, DocumentKind.AWARD_MINUTES, target=sitting)
