"""Notes from a file, for oneself or for an office: upload, preview, apply once, rows to mend."""

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
from appraisal.http import Request, download
from appraisal.sheets import csv_bytes
from organizations.forms import SheetForm
from organizations.models import Upload
from organizations.operations import begin_upload
from organizations.rules import UploadKind
from organizations.rules.attendance import read_month

from ..access.note import may_import_notes, own_notes
from ..documents.note_form import blank_form
from ..operations.note_sheet import NOTES_APPLY, apply_notes
from ..queries.note_facts import own_facts
from ..resources import note as resources
from ..resources.daily import daily_file
from .loading import version_of

MOST = 1000  # notes of one month


@require_http_methods(["GET", "HEAD", "POST"])
def note_import(request: Request) -> HttpResponse:
    """Take a file with one's own notes and show its preview, or say what is wrong with the file."""
    return _start(request, is_office=False)


@require_http_methods(["GET", "HEAD", "POST"])
def office_import(request: Request) -> HttpResponse:
    """Take a file with the notes of an office's people."""
    require(may_import_notes(request.user, timezone.localdate()))
    return _start(request, is_office=True)


def _start(request: Request, *, is_office: bool) -> HttpResponse:
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if form.is_valid():
        name, content = form.upload()
        try:
            upload = resources.upload_notes(
                name=name, content=content, is_office=is_office, by=request.user, at=timezone.now()
            )
        except Denied:
            raise
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("reviews:note-preview", upload.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "is_office": is_office}
    return TemplateResponse(request, "reviews/note_import.html", context, status=status)


@require_safe
def note_daily(request: Request) -> HttpResponse:
    """Return the own notes of a month in the columns of e-Kinerja."""
    today = timezone.localdate()
    month = read_month(request.GET.get("bulan", "")) or today.replace(day=1)
    notes = own_notes(request.user).filter(noted_on__year=month.year, noted_on__month=month.month)
    notes = notes.select_related("result", "indicator").order_by("noted_on", "pk")
    return download(daily_file(notes[:MOST]), f"e-kinerja-{month:%Y-%m}.xlsx")


@require_safe
def note_form(request: Request) -> HttpResponse:
    """Return the form on paper, with the own results by number."""
    content = blank_form(request.user, own_facts(request.user), timezone.localdate())
    headers = {"Content-Disposition": 'inline; filename="formulir-catatan.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_safe
def note_template(request: Request) -> HttpResponse:
    """Return the workbook to fill in, with the own results by number."""
    today = timezone.localdate()
    content = resources.notes_template(own_facts(request.user), today)
    return download(content, f"catatan-{today:%Y-%m}.xlsx")


@require_safe
def office_template(request: Request) -> HttpResponse:
    """Return the workbook for an office."""
    require(may_import_notes(request.user, timezone.localdate()))
    return download(resources.office_template(), "catatan-unit.xlsx")


@require_safe
def note_preview(request: Request, pk: int) -> HttpResponse:
    """Show what a file would add, or what came of it."""
    context = resources.notes_preview(_own(request, pk), timezone.now())
    return TemplateResponse(request, "reviews/note_preview.html", context)


@require_POST
def note_apply(request: Request, pk: int) -> HttpResponse:
    """Write the new notes that the preview showed; many of them by a worker."""
    upload = _own(request, pk)
    asked: dict[str, Any] = {"upload": upload, "version": version_of(request) or 0}
    asked |= {"by": request.user, "at": timezone.now()}
    if upload.is_going_on or jobs.is_large(upload.outcome["new"]):
        begin_upload(kind=NOTES_APPLY, **asked)
        return redirect("reviews:note-preview", pk)
    upload = apply_notes(**asked)
    messages.success(request, f"{upload.outcome['new']} catatan ditambahkan.")
    if upload.outcome["is_office"]:
        return redirect("reviews:note-preview", pk)
    return redirect("reviews:note-list")


@require_safe
def note_faulty(request: Request, pk: int) -> HttpResponse:
    """Return the rows to mend as CSV, in a form that can be uploaded again."""
    upload = _own(request, pk)
    return download(csv_bytes(*resources.faulty_notes(upload)), f"catatan-perlu-diperbaiki-{pk}.csv")


def _own(request: Request, pk: int) -> Upload:
    """Return a file that this person uploaded; those of others do not exist."""
    rows = Upload.objects.filter(kind=UploadKind.NOTES.value, uploaded_by=request.user)
    rows = rows.select_related("job")
    upload: Upload = get_object_or_404(rows, pk=pk)
    return upload
