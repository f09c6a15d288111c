"""A file of moves in the browser: upload, preview, apply in one step, download of the rows to repair."""

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
from appraisal.errors import Denied, Refused
from appraisal.http import Request, download, version_of
from appraisal.sheets import csv_bytes

from .. import access, operations, queries, resources
from ..forms import SheetForm
from ..models import Upload
from ..operations.mass_move import MOVES_APPLY
from ..rules import UploadKind


@require_http_methods(["GET", "HEAD", "POST"])
def moves_start(request: Request) -> HttpResponse:
    """Take a file of moves and show its preview, or say what is wrong with the file."""
    require(access.may_administer(request.user, timezone.localdate()))
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if form.is_valid():
        name, content = form.upload()
        try:
            upload = resources.upload_moves(name=name, content=content, by=request.user, at=timezone.now())
        except Denied:
            raise
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("organizations:moves-preview", upload.pk)
    context = {"form": form, "uploads": queries.last_moves()}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "organizations/moves_start.html", context, status=status)


@require_safe
def moves_template(request: Request) -> HttpResponse:
    """Return an empty file with the columns."""
    require(access.may_administer(request.user, timezone.localdate()))
    return download(resources.moves_template(), "contoh-mutasi.xlsx")


@require_safe
def moves_preview(request: Request, pk: int) -> HttpResponse:
    """Show what a file would bring about, or what came of it."""
    upload = _upload(request, pk)
    now = timezone.now()
    context = queries.moves_page(upload, request.GET.get("halaman", "")) | {
        "is_expired": upload.uploaded_at + operations.UPLOAD_LIFETIME < now,
        "expires_at": upload.uploaded_at + operations.UPLOAD_LIFETIME,
        "may_undo": operations.may_still_undo(upload, now),
        "undo_until": upload.applied_at and upload.applied_at + operations.UNDO_FOR,
    }
    return TemplateResponse(request, "organizations/moves_preview.html", context)


@require_POST
def moves_apply(request: Request, pk: int) -> HttpResponse:
    """Write what the preview showed, a large file by a worker; an old preview is shown afresh."""
    upload = _upload(request, pk)
    asked: dict[str, Any] = {"upload": upload, "version": version_of(request) or 0}
    asked |= {"by": request.user, "at": timezone.now()}
    if upload.is_going_on or jobs.is_large(upload.outcome["moved"]):
        operations.begin_upload(kind=MOVES_APPLY, **asked)
        return redirect("organizations:moves-preview", pk)
    try:
        operations.apply_moves(**asked)
    except resources.OutOfDate as refused:
        operations.renew_moves(**asked)
        messages.warning(request, str(refused))
    else:
        messages.success(request, "Mutasi sudah diterapkan.", extra_tags=f"mutasi-{pk}")
    return redirect("organizations:moves-preview", pk)


@require_safe
def moves_faulty(request: Request, pk: int) -> HttpResponse:
    """Return the rows to repair as CSV, in a form that can be uploaded again."""
    upload = _upload(request, pk)
    return download(csv_bytes(*resources.faulty_moves(upload)), f"mutasi-perlu-diperbaiki-{upload.pk}.csv")


def _upload(request: Request, pk: int) -> Upload:
    require(access.may_administer(request.user, timezone.localdate()))
    rows = Upload.objects.filter(kind=UploadKind.MOVES).select_related("uploaded_by", "undone_by", "job")
    upload = get_object_or_404(rows, pk=pk)
    require(access.may_see_upload(request.user, upload))
    return upload
