"""Talks: the list, one talk with its agenda, confirming, what follows, the calendar file."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, version_of
from appraisal.paging import page_number
from appraisal.templatetags.ui import tanggal
from organizations.access import is_superior

from ..access import talk as access
from ..documents.talk import calendar_file
from ..forms.talk import PointForm
from ..models import FollowUp, Talk, TalkPoint
from ..operations import talk as operations
from ..operations import talk_notes as notes
from ..queries import talk as queries
from ..queries.talk_agenda import points_of, suggestions
from ..rules.talk import TalkMove, TalkState

__all__ = ["talk_of"]


def talk_of(request: Request, pk: int) -> Talk:
    """Return a talk that this person may read, or 404."""
    rows = access.visible_talks(request.user, timezone.localdate())
    talk: Talk = get_object_or_404(queries.with_all(rows), pk=pk)
    return talk


@require_safe
def talk_list(request: Request) -> HttpResponse:
    """Show the talks of one's own and of the team, and what is still open after them."""
    today = timezone.localdate()
    page = page_number(request.GET.get("halaman", ""))
    listed = queries.talk_list(request.user, today, page=page)
    context = {
        "listed": listed,
        "today": today,
        "own": queries.own_plan(request.user, today),
        "leads": is_superior(request.user, today),
        "links": {
            "prev_href": f"?halaman={page - 1}" if page > 1 else "",
            "next_href": f"?halaman={page + 1}" if listed.has_more else "",
            "label": f"Halaman {page}",
        },
    }
    return TemplateResponse(request, "reviews/talk_list.html", context)


@require_safe
def talk_detail(request: Request, pk: int) -> HttpResponse:
    """Show a talk: when, the agenda, the notes, who has confirmed, what follows."""
    return _page(request, talk_of(request, pk), PointForm())


def _page(request: Request, talk: Talk, form: PointForm) -> HttpResponse:
    today, user = timezone.localdate(), request.user
    (row,) = queries.rows_of([talk], user, today)  # first: it notes on the plan who leads it
    may = {move.name.lower(): access.may(move, user, talk, today) for move in TalkMove}
    side = access.side_of(user, talk, today)
    points = points_of(talk)
    context: dict[str, Any] = {
        "row": row,
        "talk": talk,
        "plan": talk.plan,
        "today": today,
        "may": may,
        "has_confirmed": side in talk.confirmed,
        "points": points,
        "suggested": suggestions(talk, points, user, today) if may["add_point"] else [],
        "follow_ups": queries.follow_ups_of(talk, user, today) if talk.notes else [],
        "reason": queries.cancel_reason(talk),
        "is_planned": talk.state == TalkState.PLANNED,
        "form": form,
    }
    if form.errors:
        require(may["add_point"])
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/talk_detail.html", context, status=status)


@require_POST
def talk_point_add(request: Request, pk: int) -> HttpResponse:
    """Put a point of one's own on the agenda, or one or all of the suggested ones."""
    talk, form = talk_of(request, pk), PointForm(request.POST)
    key = request.POST.get("usulan", "")
    if key:
        found = suggestions(talk, points_of(talk), request.user, timezone.localdate())
        offered = [each for each in found if key in (each.key, "semua")]
        points = [operations.PointDraft(each.text, each.help_request, each.remark) for each in offered]
        operations.add_points(talk=talk, points=points, by=request.user, at=timezone.now())
        return redirect(f"{reverse('reviews:talk-detail', args=[talk.pk])}#pokok")
    if form.is_valid():
        with refusals(form):
            points = [operations.PointDraft(form.cleaned_data["text"])]
            operations.add_points(talk=talk, points=points, by=request.user, at=timezone.now())
            return redirect(f"{reverse('reviews:talk-detail', args=[talk.pk])}#pokok")
    return _page(request, talk, form)


@require_POST
def talk_point_remove(request: Request, pk: int) -> HttpResponse:
    """Take one's own point off the agenda."""
    seen = access.visible_talks(request.user, timezone.localdate())
    rows = TalkPoint.objects.filter(talk__in=seen).select_related("talk__plan")
    point = get_object_or_404(rows, pk=pk)
    operations.remove_point(point=point, by=request.user, at=timezone.now())
    return redirect(f"{reverse('reviews:talk-detail', args=[point.talk_id])}#pokok")


@require_POST
def talk_confirm(request: Request, pk: int) -> HttpResponse:
    """Confirm the notes as they were read."""
    talk = talk_of(request, pk)
    done = notes.confirm(talk=talk, version=version_of(request) or 0, by=request.user, at=timezone.now())
    fixed = "Catatan dialog sudah disetujui bersama dan tidak berubah lagi."
    said = fixed if done.state == TalkState.FIXED else "Persetujuan Anda tersimpan."
    messages.success(request, said)
    return redirect("reviews:talk-detail", talk.pk)


@require_POST
def follow_up_finish(request: Request, pk: int) -> HttpResponse:
    """Say that a follow-up is done, or open it again."""
    seen = access.visible_talks(request.user, timezone.localdate())
    rows = FollowUp.objects.filter(talk__in=seen).select_related("talk__plan")
    row = get_object_or_404(rows, pk=pk)
    is_done = "buka" not in request.POST
    version = version_of(request) or 0
    done = notes.finish(follow_up=row, version=version, is_done=is_done, by=request.user, at=timezone.now())
    messages.success(request, f"Selesai {tanggal(done.done_on)}." if is_done else "Dibuka lagi.")
    return redirect(f"{reverse('reviews:talk-detail', args=[row.talk_id])}#tindak-lanjut")


@require_safe
def talk_calendar(request: Request, pk: int) -> HttpResponse:
    """Hand over the talk as a file for the calendar of a phone."""
    talk = talk_of(request, pk)
    (row,) = queries.rows_of([talk], request.user, timezone.localdate())
    site = (settings.SITE_URL or request.build_absolute_uri("/")).rstrip("/")
    address = site + reverse("reviews:talk-detail", args=[talk.pk])
    file = calendar_file(talk, other=row.other, address=address, at=timezone.now())
    headers = {
        "Content-Disposition": 'attachment; filename="dialog-kinerja.ics"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=headers)
