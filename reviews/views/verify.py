"""The public check of a paper or a file: no login, no score, no NIP, and no flood."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal.templatetags.ui import initials, tanggal
from appraisal.throttle import Allowance

from ..forms.document import CodeForm, CompareForm
from ..models import Document
from ..operations import document as operations
from ..queries.document import latest_of
from ..rules.document import DOCUMENT_LABELS, DocumentKind

UNKNOWN_CODES = Allowance("verify-code", per_minute=30, per_day=600)
COMPARED_FILES = Allowance("verify-file", per_minute=20, per_day=600)
LATER = {
    UNKNOWN_CODES: "Dari jaringan ini baru saja datang banyak kode yang tidak dikenal.",
    COMPARED_FILES: "Dari jaringan ini baru saja datang banyak berkas untuk dibandingkan.",
}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def document_verify_start(request: HttpRequest) -> HttpResponse:
    """Ask for the code on a paper and lead to its page."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("reviews:document-verify", form.cleaned_data["code"])
    status = 422 if form.is_bound else 200
    return _public(TemplateResponse(request, "reviews/verify_start.html", {"form": form}, status=status))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def document_verify(request: HttpRequest, code: str) -> HttpResponse:
    """Show to everybody what a document is and whether it holds: no score, no NIP, initials only."""
    now = timezone.now()
    if UNKNOWN_CODES.is_used_up(request, now):
        return _later(request, UNKNOWN_CODES)
    found = Document.objects.filter(code=code).select_related("subject").first()
    if found is None:
        UNKNOWN_CODES.count(request, now)
        page = TemplateResponse(request, "reviews/verify_unknown.html", {"form": CodeForm()}, status=404)
        return _public(page)
    form, same = CompareForm(), None
    if request.method == "POST":
        if COMPARED_FILES.is_used_up(request, now):
            return _later(request, COMPARED_FILES)
        COMPARED_FILES.count(request, now)
        form = CompareForm(request.POST, request.FILES)
        same = _is_same(found, form)
    context: dict[str, Any] = {**_facts(found), "form": form, "same": same}
    status = 422 if form.is_bound and form.errors else 200
    return _public(TemplateResponse(request, "reviews/verify.html", context, status=status))


def _is_same(document: Document, form: CompareForm) -> bool | None:
    """Say whether the file is the issued one, byte by byte; None while there is no file to compare."""
    if not form.is_valid():
        return None
    digest = hashlib.sha256()
    for chunk in form.cleaned_data["file"].chunks():
        digest.update(chunk)
    return operations.has_fingerprint(document, digest.hexdigest())


def _facts(document: Document) -> dict[str, Any]:
    """Return what the public page shows of a document, and nothing more."""
    title, text, state = _state(document)
    rows = [
        ("Jenis", DOCUMENT_LABELS[DocumentKind(document.kind)]),
        ("Nomor", document.number),
        ("Instansi", document.payload["letterhead"]["agency"]),
        ("Diterbitkan", tanggal(document.issued_at)),
        ("Inisial pegawai", initials(document.subject.name) if document.subject else ""),
        ("Periode", document.payload.get("span", "")),
        ("Segel instansi", "Sertifikat elektronik pada berkas PDF" if document.is_signed else ""),
        ("Status", state),
    ]
    return {
        "is_valid": document.revoked_at is None and document.replaced_by_id is None,
        "title": title,
        "text": text,
        "rows": [{"label": label, "value": value} for label, value in rows if value],
        "fingerprint": document.pdf_sha256,
    }


def _state(document: Document) -> tuple[str, str, str]:
    """Return title, sentence and state: valid, revoked on a day, or replaced by which newer document."""
    if document.revoked_at is not None:
        on = tanggal(document.revoked_at)
        text = (
            f"Dokumen dengan kode ini pernah diterbitkan oleh sistem dan dicabut pada {on}. Jangan dipakai."
        )
        return "Dokumen ini dicabut", text, f"Dicabut {on}"
    if document.replaced_by_id is None:
        text = "Dokumen dengan kode ini diterbitkan oleh sistem dan belum diganti."
        return "Dokumen ini terdaftar dan berlaku", text, "Berlaku"
    newest = latest_of(document)
    text = (
        "Dokumen dengan kode ini pernah diterbitkan oleh sistem. Penggantinya bernomor "
        f"{newest.number}, diterbitkan {tanggal(newest.issued_at)}."
    )
    if newest.revoked_at is not None:
        text += f" Pengganti itu pun dicabut pada {tanggal(newest.revoked_at)}."
    return "Dokumen ini sudah diganti", text, "Diganti dokumen yang lebih baru"


def _later(request: HttpRequest, what: Allowance) -> HttpResponse:
    """Answer a flood with a page in plain words; nothing about the sender is kept."""
    page = TemplateResponse(request, "reviews/verify_later.html", {"said": LATER[what]}, status=429)
    page["Retry-After"] = "60"
    return _public(page)


def _public(response: TemplateResponse) -> TemplateResponse:
    """Keep the page out of caches and search engines."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
