"""Service records from a file: its preview, applying it, taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal import audit
from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, download, version_of
from organizations.forms import SheetForm
from organizations.models import Upload
from organizations.operations import UNDO_FOR, UPLOAD_LIFETIME
from organizations.rules import UploadKind

from ..access.record import may_keep_records
from ..operations.record_file import apply_records, undo_records
from ..queries.record_file import preview, record_files
from ..resources.record import record_template, upload_records


@require_http_methods(["GET", "HEAD", "POST"])
def record_import(request: Request) -> HttpResponse:
    """Take a file and show its preview, or say what is wrong with it; list the files so far."""
    today, now = timezone.localdate(), timezone.now()
    require(may_keep_records(request.user, today))
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SheetForm(*posted)
    if form.is_valid():
        name, content = form.upload()
        with refusals(form):
            upload = upload_records(name=name, content=content, by=request.user, on=today, at=now)
            return redirect("awards:record-preview", upload.pk)
    context = {"form": form, "files": record_files()[:20]}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "awards/record_import.html", context, status=status)


@require_safe
def record_template_file(request: Request) -> HttpResponse:
    """Return an empty file with the columns."""
    require(may_keep_records(request.user, timezone.localdate()))
    return download(record_template(), "contoh-catatan-kepegawaian.xlsx")


@require_safe
def record_preview(request: Request, pk: int) -> HttpResponse:
    """Show what a file would change, or what came of it."""
    upload, now = _upload(request, pk), timezone.now()
    audit.seen(action="record.file_viewed", by=request.user, at=now, target=upload)
    context = preview(upload, request.GET.get("halaman", "")) | {
        "is_expired": upload.uploaded_at + UPLOAD_LIFETIME < now,
        "may_undo": upload.applied_at and not upload.undone_at and now <= upload.applied_at + UNDO_FOR,
        "undo_until": upload.applied_at and upload.applied_at + UNDO_FOR,
    }
    return TemplateResponse(request, "awards/record_preview.html", context)


@require_POST
def record_apply(request: Request, pk: int) -> HttpResponse:
    """Write what the preview showed."""
    upload = _upload(request, pk)
    apply_records(upload=upload, version=version_of(request) or 0, by=request.user, at=timezone.now())
    messages.success(
        request, "Catatan tersimpan dan dihitung untuk penghargaan. Bisa dibatalkan dalam tujuh hari."
    )
    return redirect("awards:record-preview", pk)


@require_POST
def record_undo(request: Request, pk: int) -> HttpResponse:
    """Take a file back."""
    upload = _upload(request, pk)
    undo_records(upload=upload, version=version_of(request) or 0, by=request.user, at=timezone.now())
    messages.success(request, "Berkas ini dibatalkan; catatannya ditarik dan tetap terbaca.")
    return redirect("awards:record-preview", pk)


def _upload(request: Request, pk: int) -> Upload:
    require(may_keep_records(request.user, timezone.localdate()))
    rows = Upload.objects.filter(kind=UploadKind.RECORDS).select_related("uploaded_by", "undone_by")
    return get_object_or_404(rows, pk=pk)
