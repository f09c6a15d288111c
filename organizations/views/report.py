""" "Data saya keliru": reporting wrong data in one click, and answering."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.http import Request, version_of

from .. import access, operations, queries
from ..forms import DataAnswerForm, ReportForm


@require_POST
def report(request: Request) -> HttpResponse:
    """Report wrong data; "Atasan saya keliru" needs no further typing."""
    form = ReportForm(request.POST)
    if not form.is_valid():
        context = queries.person_page(request.user, timezone.localdate())
        return TemplateResponse(request, "organizations/profile.html", context | {"form": form}, status=422)
    operations.report_data(employee=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, "Laporan Anda sampai ke admin. Anda bisa terus bekerja sementara itu.")
    return redirect("organizations:profile")


@require_safe
def report_list(request: Request) -> HttpResponse:
    """Show the open reports of the units this admin serves."""
    today = timezone.localdate()
    require(access.may_see_desk(request.user, today))
    context = queries.report_page(request.user, today, request.GET)
    return TemplateResponse(request, "organizations/report_list.html", context)


@require_http_methods(["GET", "POST"])
def report_answer(request: Request, pk: int) -> HttpResponse:
    """Answer one report."""
    rows = access.open_reports(request.user, timezone.localdate()).select_related("employee")
    item = get_object_or_404(rows, pk=pk)
    form = DataAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.answer_report(
            report=item,
            version=version_of(request) or 0,
            by=request.user,
            at=timezone.now(),
            **form.cleaned_data,
        )
        said = f"Jawaban untuk {item.employee.full_name} tersimpan."
        messages.success(request, said, extra_tags=f"laporan-{pk}")
        return redirect("organizations:report-list")
    today = timezone.localdate()
    [queued] = queries.queued([item], today)
    context = {"form": form, "report": item, "queued": queued}
    context["repair"] = queries.repair_of(item, request.user, today)
    context |= queries.person_page(item.employee, today)
    return TemplateResponse(
        request, "organizations/report_answer.html", context, status=422 if form.errors else 200
    )
