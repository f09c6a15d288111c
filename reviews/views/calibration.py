"""The calibration meeting: sheet, cases and minutes; superiors hand ratings over and take them back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal import audit
from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request
from organizations.models import Employee

from ..access import calibration as access
from ..access.evaluation import visible_evaluations
from ..access.meeting import is_running, may_organise, may_see, reads_all, visible_cases
from ..forms.calibration import CaseForm, MinutesForm
from ..models import CalibrationCase, CalibrationMeeting, Evaluation
from ..operations import calibration as operations
from ..operations import meeting as meetings
from ..queries.border import beside, with_counts
from ..queries.matrix import matrix_cells
from ..queries.meeting import LOADED, sheet_of
from ..rules.evaluation import EvaluationStatus
from .loading import version_of, with_plan


def load_meeting(request: Request, pk: int) -> CalibrationMeeting:
    """Return a meeting that concerns this person, or 404."""
    row = get_object_or_404(CalibrationMeeting.objects.select_related(*LOADED), pk=pk)
    if not may_see(request.user, row, timezone.localdate()):
        raise Http404
    return row


@require_safe
def calibration_detail(request: Request, pk: int) -> HttpResponse:
    """Show the sheet of a meeting as this person reads it; `?cetak=1` holds every line, to print."""
    today, meeting = timezone.localdate(), load_meeting(request, pk)
    prints = request.GET.get("cetak") == "1"
    reads = reads_all(request.user, meeting, today)
    if reads and request.method == "GET":
        audit.record(action="calibration.viewed", by=request.user, at=timezone.now(), target=meeting)
    sheet = sheet_of(request.user, meeting, today, request.GET.dict(), whole=prints)
    may_change = may_organise(request.user, meeting.unit, today)
    context = {
        "meeting": meeting,
        "sheet": sheet,
        "prints": prints,
        "reads": reads,
        "only_asked": request.GET.get("lihat") == "batas",
        "is_running": is_running(meeting, today),
        "leads": access.may_lead(request.user, meeting, today),
        "may_change": may_change and meeting.closed_at is None,
        "may_close": meeting.closed_at is None and (may_change or meeting.led_by_id == request.user.pk),
    }
    return TemplateResponse(request, "reviews/calibration_detail.html", context)


@require_POST
def calibration_offer(request: Request, pk: int) -> HttpResponse:
    """Hand every finished draft of the own team to the meeting."""
    meeting = load_meeting(request, pk)
    count = operations.offer_all(meeting=meeting, by=request.user, at=timezone.now())
    messages.success(request, f"{count} penilaian diserahkan ke rapat kalibrasi.")
    return redirect("reviews:calibration-detail", pk)


@require_POST
def calibration_offer_one(request: Request, pk: int) -> HttpResponse:
    """Hand one finished draft to the meeting of its group."""
    rows = with_plan(visible_evaluations(request.user, timezone.localdate()))
    row = get_object_or_404(rows, pk=pk)
    version = version_of(request) or 0
    operations.offer(evaluation=row, version=version, by=request.user, at=timezone.now())
    messages.success(request, "Penilaian diserahkan ke rapat kalibrasi.")
    return redirect("reviews:evaluation-check", row.plan_id, row.term_id)


@require_POST
def calibration_take_back(request: Request, pk: int) -> HttpResponse:
    """Take an offered rating back; it is a draft again."""
    rows = with_plan(visible_evaluations(request.user, timezone.localdate()))
    row = get_object_or_404(rows, pk=pk)
    version = version_of(request) or 0
    operations.take_back(evaluation=row, version=version, by=request.user, at=timezone.now())
    messages.success(request, "Penilaian ditarik dan kembali menjadi draf Anda.")
    return redirect("reviews:evaluation-check", row.plan_id, row.term_id)


@require_http_methods(["GET", "POST"])
def calibration_case(request: Request, pk: int, evaluation: int) -> HttpResponse:
    """Show a case with its questions; the leader keeps or changes the rating."""
    today, meeting = timezone.localdate(), load_meeting(request, pk)
    rows = with_counts(with_plan(visible_cases(request.user, meeting, today)))
    row = get_object_or_404(rows, pk=evaluation)
    initial = {"results_rating": row.results_rating, "behaviour_rating": row.behaviour_rating}
    form = CaseForm(request.POST or None, initial=initial)
    case = meeting.cases.filter(evaluation=row).select_related("decided_by").first()
    may = access.may_decide_case(request.user, meeting, row, today)
    if request.method == "POST":
        if form.is_valid():
            with refusals(form):
                operations.decide_case(
                    meeting=meeting,
                    evaluation=row,
                    version=version_of(request) or 0,
                    by=request.user,
                    at=timezone.now(),
                    **form.cleaned_data,
                )
                messages.success(request, "Keputusan tersimpan.", extra_tags=f"kasus-{meeting.pk}-{row.pk}")
                return redirect("reviews:calibration-detail", pk)
        require(may)
    known = beside([row])[row.pk]
    context = _case_context(meeting, row, case, request.user) | {"form": form, "may": may, "known": known}
    mine = row.status == EvaluationStatus.OFFERED and row.appraiser_id == request.user.pk
    context["may_take_back"] = mine and access.may_take_back(request.user, row, today)
    context["version"] = request.POST.get("version", row.version)
    return TemplateResponse(
        request, "reviews/calibration_case.html", context, status=422 if form.errors else 200
    )


def _case_context(
    meeting: CalibrationMeeting, row: Evaluation, case: CalibrationCase | None, user: Employee
) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "evaluation": row,
        "plan": row.plan,
        "case": case,
        "cells": matrix_cells(row),
        "is_leader": meeting.led_by_id == user.pk,
    }


@require_http_methods(["GET", "POST"])
def calibration_minutes(request: Request, pk: int) -> HttpResponse:
    """Write the minutes; only the leader, while the meeting runs."""
    meeting = load_meeting(request, pk)
    require(access.may_lead(request.user, meeting, timezone.localdate()))
    form = MinutesForm(request.POST or None, initial={"minutes": meeting.minutes})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            meetings.write_minutes(
                meeting=meeting,
                version=version_of(request) or 0,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, "Notula tersimpan.", extra_tags=f"notula-{pk}")
            return redirect("reviews:calibration-detail", pk)
    context = {"meeting": meeting, "form": form, "version": request.POST.get("version", meeting.version)}
    return TemplateResponse(
        request, "reviews/calibration_minutes.html", context, status=422 if form.errors else 200
    )


@require_POST
def calibration_close(request: Request, pk: int) -> HttpResponse:
    """Close the meeting: the superiors may share."""
    meeting = load_meeting(request, pk)
    meetings.close_meeting(
        meeting=meeting, version=version_of(request) or 0, by=request.user, at=timezone.now()
    )
    messages.success(request, "Rapat ditutup. Pejabat penilai bisa membagikan hasil setelah dialog.")
    return redirect("reviews:calibration-detail", pk)
