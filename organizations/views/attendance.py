"""Attendance: the own year, a month of the units an admin serves, and corrections."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, version_of
from appraisal.templatetags.ui import bulan

from .. import access, operations, queries
from ..forms import AttendanceAnswerForm, AttendanceReportForm
from ..rules.attendance import NOT_ABSENT


@require_safe
def attendance_mine(request: Request) -> HttpResponse:
    """Show the own months of a year in words, with where they come from."""
    today = timezone.localdate()
    years = queries.attendance_years(request.user, today)
    asked = request.GET.get("tahun", "")
    year = next((one for one in years if str(one) == asked), years[0])
    context = queries.own_attendance(request.user, year, today) | {"years": years, "not_absent": NOT_ABSENT}
    return TemplateResponse(request, "organizations/attendance_mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def attendance_report(request: Request, pk: int) -> HttpResponse:
    """Say what is wrong in one of the own months, and read the answers."""
    month = get_object_or_404(queries.own_month(request.user, pk))
    form = AttendanceReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.report_attendance(
                attendance=month, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            said = f"Koreksi {bulan(month.month)} sampai ke admin. Jawabannya tampil di sini."
            messages.success(request, said, extra_tags=f"kehadiran-{pk}")
            return redirect("organizations:attendance-report", pk)
    reports = list(month.reports.select_related("answered_by").order_by("-reported_at", "-pk"))
    waiting = next((report for report in reports if report.answered_at is None), None)
    context = {"row": month, "presence": queries.presence_of(month), "reports": reports, "waiting": waiting}
    status = 422 if form.errors else 200
    return TemplateResponse(
        request, "organizations/attendance_report.html", context | {"form": form}, status=status
    )


@require_safe
def attendance_list(request: Request) -> HttpResponse:
    """Show a month of the units this admin serves, by name."""
    today = timezone.localdate()
    require(access.may_keep_attendance(request.user, today))
    context = queries.attendance_page(request.user, today, request.GET) | {
        "waiting": access.open_attendance_reports(request.user, today).count(),
        "not_absent": NOT_ABSENT,
    }
    return TemplateResponse(request, "organizations/attendance_list.html", context)


@require_safe
def report_list(request: Request) -> HttpResponse:
    """Show the corrections that wait for an answer of this admin."""
    today = timezone.localdate()
    require(access.may_keep_attendance(request.user, today))
    reports = queries.attendance_reports(request.user, today)
    return TemplateResponse(request, "organizations/attendance_reports.html", {"reports": reports})


@require_http_methods(["GET", "HEAD", "POST"])
def report_answer(request: Request, pk: int) -> HttpResponse:
    """Answer one correction, and correct the month where the system was wrong."""
    today = timezone.localdate()
    rows = access.attendance_reports(request.user, today)
    report = get_object_or_404(rows.select_related("attendance__employee", "attendance__upload"), pk=pk)
    presence = queries.presence_of(report.attendance)
    form = AttendanceAnswerForm(request.POST or None, presence=presence)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.answer_attendance(
                report=report,
                version=version_of(request) or 0,
                seen=_seen(request),
                by=request.user,
                at=timezone.now(),
                **form.values(),
            )
            said = f"Jawaban untuk {report.attendance.employee.full_name} tersimpan."
            messages.success(request, said, extra_tags=f"koreksi-{pk}")
            return redirect("organizations:attendance-reports")
    context = {"form": form, "report": report, "row": report.attendance, "presence": presence}
    context["seen"] = request.POST.get("seen", report.attendance.version)
    return TemplateResponse(
        request, "organizations/attendance_answer.html", context, status=422 if form.errors else 200
    )


def _seen(request: Request) -> int:
    """Return the version of the month that the form showed."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
