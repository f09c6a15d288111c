"""Potential assessments: a file, its preview, applying it, taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, download, version_of
from organizations.forms import SheetForm
from organizations.models import Upload
from organizations.operations import UNDO_FOR, UPLOAD_LIFETIME
from organizations.rules import UploadKind

from ..access.career import may_bring_in
from ..operations.potential import apply_potential, undo_potential
from ..queries.potential import potential_files, preview
from ..resources.potential import potential_template, upload_potential


@require_http_methods(["GET", "HEAD", "POST"])
def potential_start(request: Request) -> HttpResponse:
    """Take a file and show its preview, or say what is wrong with it; list the files so far."""
    today, now = timezone.localdate(), timezone.now()
    require(may_bring_in(request.user, today))
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SheetForm(*posted)
    if form.is_valid():
        name, content = form.upload()
        with refusals(form):
            upload = upload_potential(name=name, content=content, by=request.user, on=today, at=now)
            return redirect("development:potential-preview", upload.pk)
    context = {"form": form, "files": potential_files()[:20]}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "development/potential_start.html", context, status=status)


@require_safe
def potential_template_file(request: Request) -> HttpResponse:
    """Return an empty file with the columns."""
    require(may_bring_in(request.user, timezone.localdate()))
    return download(potential_template(), "contoh-nilai-potensial.xlsx")


@require_safe
def potential_preview(request: Request, pk: int) -> HttpResponse:
    """Show what a file would change, or what came of it."""
    upload, now = _upload(request, pk), timezone.now()
    context = preview(upload, request.GET.get("halaman", "")) | {
        "is_expired": upload.uploaded_at + UPLOAD_LIFETIME < now,
        "may_undo": upload.applied_at and not upload.undone_at and now <= upload.applied_at + UNDO_FOR,
        "undo_until": upload.applied_at and upload.applied_at + UNDO_FOR,
    }
    return TemplateResponse(request, "development/potential_preview.html", context)


@require_POST
def potential_apply(request: Request, pk: int) -> HttpResponse:
    """Write what the preview showed."""
    upload = _upload(request, pk)
    apply_potential(upload=upload, version=version_of(request) or 0, by=request.user, at=timezone.now())
    messages.success(request, "Nilai potensial tersimpan. Bisa dibatalkan dalam tujuh hari.")
    return redirect("development:potential-preview", pk)


@require_POST
def potential_undo(request: Request, pk: int) -> HttpResponse:
    """Take a file back."""
    upload = _upload(request, pk)
    undo_potential(upload=upload, version=version_of(request) or 0, by=request.user, at=timezone.now())
    messages.success(request, "Berkas ini dibatalkan; nilainya kembali seperti sebelumnya.")
    return redirect("development:potential-preview", pk)


def _upload(request: Request, pk: int) -> Upload:
    require(may_bring_in(request.user, timezone.localdate()))
    rows = Upload.objects.filter(kind=UploadKind.POTENTIAL).select_related("uploaded_by", "undone_by")
    return get_object_or_404(rows, pk=pk)
