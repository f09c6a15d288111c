"""Service records from a file: its preview, applying it, taking it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal import audit
from appraisal.http import Request
from organizations.rules import UploadKind
from organizations.views.person_file import PersonFile

from ..access.record import may_keep_records
from ..operations.record_file import apply_records, undo_records
from ..queries.record_file import preview, record_files
from ..resources.record import record_template, upload_records

FILES = PersonFile(
    kind=UploadKind.RECORDS,
    folder="awards",
    start="awards:record-import",
    preview="awards:record-preview",
    may=may_keep_records,
    keep=upload_records,
    files=record_files,
    shown=preview,
    apply=apply_records,
    undo=undo_records,
    saved="Catatan tersimpan dan dihitung untuk penghargaan. Bisa dibatalkan dalam tujuh hari.",
    undone="Berkas ini dibatalkan; catatannya ditarik dan tetap terbaca.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def record_import(request: Request) -> HttpResponse:
    """Take a file and show its preview, or say what is wrong with it; list the files so far."""
    return FILES.answer_start(request)


@require_safe
def record_template_file(request: Request) -> HttpResponse:
    """Return an empty file with the columns."""
    return FILES.answer_template(request, record_template, "contoh-catatan-kepegawaian.xlsx")


@require_safe
def record_preview(request: Request, pk: int) -> HttpResponse:
    """Show what a file would change, or what came of it."""
    upload = FILES.upload(request, pk)
    audit.seen(action="record.file_viewed", by=request.user, at=timezone.now(), target=upload)
    return FILES.answer_preview(request, pk)


@require_POST
def record_apply(request: Request, pk: int) -> HttpResponse:
    """Write what the preview showed."""
    return FILES.answer_apply(request, pk)


@require_POST
def record_undo(request: Request, pk: int) -> HttpResponse:
    """Take a file back."""
    return FILES.answer_undo(request, pk)
