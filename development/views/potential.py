"""Potential assessments: a file, its preview, applying it, taking it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.http import Request
from organizations.rules import UploadKind
from organizations.views.person_file import PersonFile

from ..access.career import may_bring_in
from ..operations.potential import apply_potential, undo_potential
from ..queries.potential import potential_files, preview
from ..resources.potential import potential_template, upload_potential

FILES = PersonFile(
    kind=UploadKind.POTENTIAL,
    folder="development",
    start="development:potential-start",
    preview="development:potential-preview",
    may=may_bring_in,
    keep=upload_potential,
    files=potential_files,
    shown=preview,
    apply=apply_potential,
    undo=undo_potential,
    saved="Nilai potensial tersimpan. Bisa dibatalkan dalam tujuh hari.",
    undone="Berkas ini dibatalkan; nilainya kembali seperti sebelumnya.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def potential_start(request: Request) -> HttpResponse:
    """Take a file and show its preview, or say what is wrong with it; list the files so far."""
    return FILES.answer_start(request)


@require_safe
def potential_template_file(request: Request) -> HttpResponse:
    """Return an empty file with the columns."""
    return FILES.answer_template(request, potential_template, "contoh-nilai-potensial.xlsx")


@require_safe
def potential_preview(request: Request, pk: int) -> HttpResponse:
    """Show what a file would change, or what came of it."""
    return FILES.answer_preview(request, pk)


@require_POST
def potential_apply(request: Request, pk: int) -> HttpResponse:
    """Write what the preview showed."""
    return FILES.answer_apply(request, pk)


@require_POST
def potential_undo(request: Request, pk: int) -> HttpResponse:
    """Take a file back."""
    return FILES.answer_undo(request, pk)
