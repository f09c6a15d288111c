"""Predicates from before this system: a file, its preview, applying it, taking it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.http import Request
from organizations.rules import UploadKind
from organizations.views.person_file import PersonFile

from ..access.exchange import may_exchange
from ..operations.past import apply_past, undo_past
from ..queries.past import past_files, preview
from ..resources.past import past_template, upload_past

FILES = PersonFile(
    kind=UploadKind.PAST,
    folder="desk",
    start="desk:past-start",
    preview="desk:past-preview",
    may=may_exchange,
    keep=upload_past,
    files=past_files,
    shown=preview,
    apply=apply_past,
    undo=undo_past,
    saved="Riwayat predikat tersimpan. Bisa dibatalkan dalam tujuh hari.",
    undone="Berkas ini dibatalkan; riwayat kembali seperti sebelumnya.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def past_start(request: Request) -> HttpResponse:
    """Take a file and show its preview, or say what is wrong with it; list the files so far."""
    return FILES.answer_start(request)


@require_safe
def past_template_file(request: Request) -> HttpResponse:
    """Return an empty file with the columns."""
    return FILES.answer_template(request, past_template, "contoh-riwayat-predikat.xlsx")


@require_safe
def past_preview(request: Request, pk: int) -> HttpResponse:
    """Show what a file would change, or what came of it."""
    return FILES.answer_preview(request, pk)


@require_POST
def past_apply(request: Request, pk: int) -> HttpResponse:
    """Write what the preview showed."""
    return FILES.answer_apply(request, pk)


@require_POST
def past_undo(request: Request, pk: int) -> HttpResponse:
    """Take a file back."""
    return FILES.answer_undo(request, pk)
