"""Pages of documents: issuing, downloading, and the public check of a paper or a file."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.http import Request
from appraisal.templatetags.ui import initials, tanggal
from indicators.access import visible_plans
from organizations.rules.number import file_name

from .. import documents
from ..access.document import visible_documents
from ..access.evaluation import visible_evaluations
from ..forms.document import CodeForm, CompareForm
from ..models import Document
from ..operations import document as operations
from ..rules.document import DOCUMENT_LABELS, DocumentKind

TARGETS = {
    DocumentKind.PLAN: ("plan", visible_plans),
    DocumentKind.MANUAL: ("plan", visible_plans),
    DocumentKind.EVALUATION: ("evaluation", visible_evaluations),
    DocumentKind.EVALUATION_RECORD: ("evaluation", visible_evaluations),
}


@require_POST
def document_issue(request: Request, kind: str, pk: int) -> HttpResponse:
    """Issue a document, or find the one that is still valid, and hand it over."""
    wanted = next((key for key in TARGETS if key == kind.upper()), None)
    if wanted is None:
        raise Http404
    name, visible = TARGETS[wanted]
    target: Any = get_object_or_404(visible(request.user, timezone.localdate()).distinct(), pk=pk)
    site = request.build_absolute_uri("/")
    issued = documents.issue(kind=wanted, by=request.user, at=timezone.now(), site=site, **{name: target})
    return redirect("reviews:document-download", issued.code)


@require_safe
def document_download(request: Request, code: str) -> HttpResponse:
    """Hand over the bytes as they were issued, as a file and never as a page."""
    shown = visible_documents(request.user, timezone.localdate()).distinct()
    document = get_object_or_404(shown.defer("payload"), code=code)
    pdf = operations.open_file(document=document, by=request.user, at=timezone.now())
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(document.number)}.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


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
    """Show to everybody that a document is genuine and valid: no score, no NIP, initials only."""
    found = Document.objects.filter(code=code).select_related("subject").first()
    if found is None:
        page = TemplateResponse(request, "reviews/verify_unknown.html", {"form": CodeForm()}, status=404)
        return _public(page)
    is_posted = request.method == "POST"
    form = CompareForm(request.POST, request.FILES) if is_posted else CompareForm()
    context: dict[str, Any] = {**_facts(found), "form": form, "same": None}
    if form.is_valid():
        digest = hashlib.sha256()
        for chunk in form.cleaned_data["file"].chunks():
            digest.update(chunk)
        context["same"] = operations.has_fingerprint(found, digest.hexdigest())
    status = 422 if form.is_bound and form.errors else 200
    return _public(TemplateResponse(request, "reviews/verify.html", context, status=status))


def _facts(document: Document) -> dict[str, Any]:
    """Return what the public page shows of a document, and nothing more."""
    is_valid = document.replaced_by_id is None
    rows = [
        ("Jenis", DOCUMENT_LABELS[DocumentKind(document.kind)]),
        ("Nomor", document.number),
        ("Instansi", document.payload["letterhead"]["agency"]),
        ("Diterbitkan", tanggal(document.issued_at)),
        ("Inisial pegawai", initials(document.subject.name) if document.subject else ""),
        ("Periode", document.payload["span"]),
        ("Status", "Berlaku" if is_valid else "Diganti dokumen yang lebih baru"),
    ]
    return {
        "is_valid": is_valid,
        "rows": [{"label": label, "value": value} for label, value in rows if value],
        "fingerprint": document.pdf_sha256,
    }


def _public(response: TemplateResponse) -> TemplateResponse:
    """Keep the page out of caches and search engines."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
