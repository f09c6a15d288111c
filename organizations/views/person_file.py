"""The pages of a file about people: shown first, written once, taken back within seven days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from appraisal.access import Decision, require
from appraisal.forms import refusals
from appraisal.http import Request, download, version_of

from ..forms import SheetForm
from ..models import Employee, Upload
from ..operations import UNDO_FOR, UPLOAD_LIFETIME
from ..rules import UploadKind

SHOWN = 20  # files of before


@dataclass(frozen=True)
class PersonFile:
    """One kind of file: who brings it in, how it is read, shown, written and taken back, and where.

    `start` and `preview` are names of addresses; their templates are in `folder`, named as the addresses are.
    """

    kind: UploadKind
    folder: str
    start: str
    preview: str
    may: Callable[[Employee, date], Decision]
    keep: Callable[..., Upload]
    files: Callable[[], QuerySet[Upload]]
    shown: Callable[[Upload, str], dict[str, Any]]
    apply: Callable[..., Upload]
    undo: Callable[..., Upload]
    saved: str  # what is said after applying
    undone: str

    def answer_start(self, request: Request) -> HttpResponse:
        """Take a file and show its preview, or say what is wrong with it; list the files so far."""
        today, now = timezone.localdate(), timezone.now()
        require(self.may(request.user, today))
        form = SheetForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
        if form.is_valid():
            name, content = form.upload()
            with refusals(form):
                upload = self.keep(name=name, content=content, by=request.user, on=today, at=now)
                return redirect(self.preview, upload.pk)
        context = {"form": form, "files": self.files()[:SHOWN], "preview_page": self.preview}
        status = 422 if form.errors else 200
        return TemplateResponse(request, self._template(self.start), context, status=status)

    def answer_template(self, request: Request, content: Callable[[], bytes], name: str) -> HttpResponse:
        """Return an empty file with the columns."""
        require(self.may(request.user, timezone.localdate()))
        return download(content(), name)

    def answer_preview(self, request: Request, pk: int) -> HttpResponse:
        """Show what a file would change, or what came of it."""
        upload, now = self.upload(request, pk), timezone.now()
        context = self.shown(upload, request.GET.get("halaman", "")) | {
            "is_expired": upload.uploaded_at + UPLOAD_LIFETIME < now,
            "may_undo": upload.applied_at and not upload.undone_at and now <= upload.applied_at + UNDO_FOR,
            "undo_until": upload.applied_at and upload.applied_at + UNDO_FOR,
        }
        return TemplateResponse(request, self._template(self.preview), context)

    def answer_apply(self, request: Request, pk: int) -> HttpResponse:
        """Write what the preview showed."""
        return self._move(request, pk, self.apply, self.saved)

    def answer_undo(self, request: Request, pk: int) -> HttpResponse:
        """Take a file back."""
        return self._move(request, pk, self.undo, self.undone)

    def _move(self, request: Request, pk: int, operation: Callable[..., Upload], said: str) -> HttpResponse:
        upload = self.upload(request, pk)
        operation(upload=upload, version=version_of(request) or 0, by=request.user, at=timezone.now())
        messages.success(request, said)
        return redirect(self.preview, pk)

    def upload(self, request: Request, pk: int) -> Upload:
        """Return a file of this kind, or 404; who may not bring it in is refused."""
        require(self.may(request.user, timezone.localdate()))
        rows = Upload.objects.filter(kind=self.kind).select_related("uploaded_by", "undone_by")
        return get_object_or_404(rows, pk=pk)

    def _template(self, page: str) -> str:
        return f"{self.folder}/{page.partition(':')[2].replace('-', '_')}.html"
