"""A month's file from the presence system: upload, preview, apply in one step, the rows to repair."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal import jobs
from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, download, version_of
from appraisal.sheets import csv_bytes
from appraisal.templatetags.ui import bulan

from .. import access, operations, queries, resources
from ..forms import AttendanceFileForm
from ..models import Upload
from ..operations.attendance import ATTENDANCE_APPLY


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """Take a month's file and show its preview, or say what is wrong with the file."""
    today = timezone.localdate()
    require(access.may_keep_attendance(request.user, today))
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AttendanceFileForm(*posted, today=today)
    if form.is_valid():
        name, content = form.upload()
        month = form.cleaned_data["month"]
        with refusals(form):
            upload = resources.upload_attendance(
                name=name, content=content, month=month, by=request.user, at=timezone.now()
            )
            return redirect("organizations:attendance-preview", upload.pk)
    context = {"form": form, "uploads": queries.last_attendance_files(request.user, today)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "organizations/attendance_start.html", context, status=status)


@require_safe
def template(request: Request) -> HttpResponse:
    """Return an empty file with the columns."""
    require(access.may_keep_attendance(request.user, timezone.localdate()))
    return download(resources.attendance_template(), "contoh-kehadiran.xlsx")


@require_safe
def preview(request: Request, pk: int) -> HttpResponse:
    """Show what a file would change, or what came of it."""
    upload = _upload(request, pk)
    expires_at = upload.uploaded_at + operations.UPLOAD_LIFETIME
    context = queries.attendance_upload_page(upload, request.GET.get("halaman", "")) | {
        "is_expired": expires_at < timezone.now(),
        "expires_at": expires_at,
    }
    return TemplateResponse(request, "organizations/attendance_preview.html", context)


@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    """Write what the preview showed, a large file by a worker; an old preview is shown afresh."""
    upload = _upload(request, pk)
    asked: dict[str, Any] = {"upload": upload, "version": version_of(request) or 0}
    asked |= {"by": request.user, "at": timezone.now()}
    if upload.is_going_on or jobs.is_large(queries.effect_of(upload)):
        operations.begin_upload(kind=ATTENDANCE_APPLY, **asked)
        return redirect("organizations:attendance-preview", pk)
    try:
        done = operations.apply_attendance(**asked)
    except resources.OutOfDate as refused:
        operations.renew_attendance(**asked)
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"Kehadiran {bulan(queries.month_of(done))} sudah tersimpan.")
    return redirect("organizations:attendance-preview", pk)


@require_safe
def faulty(request: Request, pk: int) -> HttpResponse:
    """Return the rows to repair as CSV, in a form that can be uploaded again."""
    upload = _upload(request, pk)
    name = f"kehadiran-perlu-diperbaiki-{upload.pk}.csv"
    return download(csv_bytes(*resources.faulty_attendance(upload)), name)


def _upload(request: Request, pk: int) -> Upload:
    today = timezone.localdate()
    require(access.may_keep_attendance(request.user, today))
    rows = access.attendance_files(request.user, today).select_related("uploaded_by", "job")
    return get_object_or_404(rows, pk=pk)
