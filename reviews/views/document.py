"""Pages of documents: issuing, downloading, finding, and declaring void."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request
from indicators.access import visible_plans
from indicators.models import Plan
from organizations.rules.number import file_name

from .. import documents
from ..access.credit import visible_entries
from ..access.document import may_revoke, visible_documents
from ..access.evaluation import visible_evaluations
from ..forms.document import RevokeForm
from ..models import Document
from ..operations import document as operations
from ..operations import revocation
from ..queries import document as queries
from ..rules.document import DocumentKind

TARGETS = {
    DocumentKind.PLAN: ("plan", visible_plans),
    DocumentKind.MANUAL: ("plan", visible_plans),
    DocumentKind.EVALUATION: ("evaluation", visible_evaluations),
    DocumentKind.EVALUATION_RECORD: ("evaluation", visible_evaluations),
    DocumentKind.CREDIT_CONVERSION: ("credit_entry", visible_entries),
}


@require_POST
def document_issue(request: Request, kind: str, pk: int) -> HttpResponse:
    """Issue a document, or find the one that is still valid, and hand it over."""
    wanted = next((key for key in TARGETS if key == kind.upper()), None)
    if wanted is None:
        raise Http404
    name, visible = TARGETS[wanted]
    target: Any = get_object_or_404(visible(request.user, timezone.localdate()).distinct(), pk=pk)
    return hand_over(request, wanted, **{name: target})


def hand_over(request: Request, kind: DocumentKind, **target: Any) -> HttpResponse:
    """Issue a document of the one target by its name (`documents.issue`), or find the valid one; open it."""
    site = request.build_absolute_uri("/")
    issued = documents.issue(kind=kind, by=request.user, at=timezone.now(), site=site, **target)
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


@require_POST
def document_feedback(request: Request, plan: int, term: int) -> HttpResponse:
    """Issue the feedback form of a term, or find the one that is still valid, and hand it over."""
    row: Plan = get_object_or_404(visible_plans(request.user, timezone.localdate()).distinct(), pk=plan)
    target = documents.FeedbackOf(row, get_object_or_404(row.period.terms, pk=term))
    return hand_over(request, DocumentKind.FEEDBACK, feedback=target)


@require_safe
def document_list(request: Request) -> HttpResponse:
    """Show the person's own documents, or search among all that the person may open."""
    text = request.GET.get("q", "").strip()[:80]
    person, number = request.GET.get("pegawai", ""), request.GET.get("hal", "")
    page = queries.document_page(request.user, timezone.localdate(), text=text, person=person, number=number)
    context = {"page": page, "q": text, "is_own": not (text or person)}
    return TemplateResponse(request, "reviews/document_list.html", context)


@require_http_methods(["GET", "POST"])
def document_revoke(request: Request, code: str) -> HttpResponse:
    """Declare a document void, with the reason; it can be issued anew."""
    today = timezone.localdate()
    shown = queries.readable(request.user, today).select_related("subject", "replaced_by")
    document: Document = get_object_or_404(shown.defer("payload"), code=code)
    require(may_revoke(request.user, document, today))
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(form):
            reason = form.cleaned_data["reason"]
            revocation.revoke(document=document, reason=reason, by=request.user, at=timezone.now())
            messages.success(request, f"{document.number} dicabut.", extra_tags=f"cabut-{document.pk}")
            return redirect(f"{reverse('reviews:document-list')}?{urlencode({'q': document.number})}")
    context = {"form": form, "row": queries.row_of(request.user, document, today)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/document_revoke.html", context, status=status)
