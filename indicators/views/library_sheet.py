"""The library as a spreadsheet: everybody downloads it, the BKD imports one with a preview."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.errors import Denied, Refused
from appraisal.forms import add_refusal
from appraisal.http import Request, download
from appraisal.sheets import write_xlsx
from organizations.forms import SheetForm
from organizations.models import Upload
from organizations.rules import UploadKind

from .. import operations, queries, resources
from ..access import library as access
from ..forms import LibraryFilter
from ..models import LibraryEntry
from .loading import page, stamp

EXAMPLES = 3  # entries in the file to fill in; they show how, and change nothing when they come back


@require_safe
def library_file(request: Request) -> HttpResponse:
    """Download the entries in force that fit what was asked for."""
    rows, is_near = queries.chosen_entries(LibraryFilter.chosen(request.GET))
    return _workbook(
        "kamus-indikator.xlsx", rows.order_by("-points", "code") if is_near else rows.order_by("code")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def library_import(request: Request) -> HttpResponse:
    """Take a file and show its preview, or say what is wrong with it."""
    require(access.may_keep_library(request.user, timezone.localdate()))
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if request.method == "POST" and form.is_valid():
        name, content = form.upload()
        try:
            upload = resources.upload_library(name=name, content=content, by=request.user, at=timezone.now())
        except Denied:
            raise
        except Refused as refused:
            refused.field = refused.field or "file"
            add_refusal(form, refused)
        else:
            return redirect("indicators:library-preview", upload.pk)
    return page(request, "indicators/library_import.html", form)


@require_safe
def library_template(request: Request) -> HttpResponse:
    """Download a file to fill in, with a few entries as they look."""
    require(access.may_keep_library(request.user, timezone.localdate()))
    return _workbook("contoh-kamus.xlsx", queries.in_force().order_by("code")[:EXAMPLES])


@require_safe
def library_preview(request: Request, pk: int) -> HttpResponse:
    """Show what a file would change, or what it changed."""
    upload = _upload(request, pk)
    found = resources.library_preview(upload, timezone.now())
    return page(request, "indicators/library_preview.html", **found)


@require_POST
def library_apply(request: Request, pk: int) -> HttpResponse:
    """Write what the preview showed."""
    upload = _upload(request, pk)
    request.way_back = reverse("indicators:library-preview", args=[pk])  # type: ignore[attr-defined]
    operations.apply_library(upload=upload, **stamp(request), digest=request.POST.get("digest", ""))
    messages.success(request, "Isi berkas masuk kamus.")
    return redirect("indicators:library-preview", pk)


def _upload(request: Request, pk: int) -> Upload:
    """Return a file for its uploader, and once it was applied for every BKD admin."""
    require(access.may_keep_library(request.user, timezone.localdate()))
    upload = get_object_or_404(Upload.objects.select_related("uploaded_by"), kind=UploadKind.LIBRARY, pk=pk)
    if upload.applied_at is None and upload.uploaded_by_id != request.user.pk:
        raise Denied("Pratinjau ini dibuka untuk yang mengunggahnya. Unggah berkasnya sendiri dulu.")
    return upload


def _workbook(name: str, entries: Iterable[LibraryEntry]) -> HttpResponse:
    content = write_xlsx(tuple(resources.HEADER), resources.library_rows(entries), title="Kamus indikator")
    return download(content, name)
