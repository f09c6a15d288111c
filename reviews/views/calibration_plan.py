"""The list of calibration meetings, opening one, and choosing other days or another leader."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request
from indicators.models import Term
from organizations.access import chain_of, is_superior
from organizations.models import Unit

from ..access.distribution import lies_below, spread_tops
from ..access.meeting import leaders_of, may_organise, organising_scope
from ..forms.calibration import MeetingForm
from ..operations import meeting as operations
from ..queries.meeting import meeting_page
from .calibration import load_meeting
from .loading import version_of


@require_safe
def calibration_list(request: Request) -> HttpResponse:
    """Show the meetings that concern this person, the latest first."""
    today = timezone.localdate()
    context = {
        "page": meeting_page(request.user, today, request.GET.get("halaman", "")),
        "today": today,
        "organises": bool(organising_scope(request.user, today)),
        "leads": is_superior(request.user, today),
    }
    return TemplateResponse(request, "reviews/calibration_list.html", context)


@require_http_methods(["GET", "POST"])
def calibration_new(request: Request, unit: int, term: int) -> HttpResponse:
    """Open a meeting for a unit and everything below it in a term."""
    today = timezone.localdate()
    row = get_object_or_404(Unit.objects.open(), pk=unit)
    part = get_object_or_404(Term.objects.select_related("period"), pk=term)
    if not lies_below(chain_of(row.pk), spread_tops(request.user, today)):
        raise Http404
    require(may_organise(request.user, row, today))
    form = MeetingForm(request.POST or None, leaders=leaders_of(row, today), initial={"held_on": today})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            held = operations.open_meeting(
                unit=row, term=part, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, f"Rapat kalibrasi {row} dibuka. Hasil kelompok menunggu rapat.")
            return redirect("reviews:calibration-detail", held.pk)
    return _page(request, form, {"unit": row, "term": part, "meeting": None})


@require_http_methods(["GET", "POST"])
def calibration_change(request: Request, pk: int) -> HttpResponse:
    """Choose other days or another leader of an open meeting."""
    today, meeting = timezone.localdate(), load_meeting(request, pk)
    require(may_organise(request.user, meeting.unit, today))
    initial = {"held_on": meeting.held_on, "until": meeting.until, "led_by": meeting.led_by_id}
    form = MeetingForm(request.POST or None, leaders=leaders_of(meeting.unit, today), initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.change_meeting(
                meeting=meeting,
                version=version_of(request) or 0,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, "Rapat tersimpan.")
            return redirect("reviews:calibration-detail", pk)
    context = {"unit": meeting.unit, "term": meeting.term, "meeting": meeting}
    return _page(request, form, context | {"version": request.POST.get("version", meeting.version)})


def _page(request: Request, form: MeetingForm, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/calibration_new.html", context | {"form": form}, status=status)
