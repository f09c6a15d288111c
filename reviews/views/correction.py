"""Administrative corrections of final results: the list, proposing, and the word of the second person."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request

from .. import documents
from ..access import correction as access
from ..forms.correction import CorrectionAnswerForm, CorrectionForm
from ..models import Correction
from ..operations import correction as operations
from ..queries import correction as queries
from .evaluation import load_result
from .loading import version_of

LOG = logging.getLogger(__name__)


@require_safe
def correction_list(request: Request) -> HttpResponse:
    """Show what was proposed and decided, what waits first."""
    today = timezone.localdate()
    require(access.may_see_corrections(request.user, today))
    context = queries.corrections_page(request.user, request.GET.get("halaman", ""), today)
    return TemplateResponse(request, "reviews/correction_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def correction_new(request: Request, evaluation: int) -> HttpResponse:
    """Propose other ratings for a final result."""
    row = load_result(request, evaluation)
    require(access.may_propose(request.user, row, timezone.localdate()))
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.propose(evaluation=row, by=request.user, at=timezone.now(), **form.cleaned_data)
            said = "Usulan tersimpan. Hasil berubah setelah admin BKD yang lain menyetujuinya."
            messages.success(request, said, extra_tags=f"perbaikan-{evaluation}")
            return redirect("reviews:correction-list")
    context = {"form": form, "evaluation": row}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/correction_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def correction_decide(request: Request, pk: int) -> HttpResponse:
    """Read a proposal; the second person approves or declines it."""
    today = timezone.localdate()
    rows = queries.with_matter(access.visible_corrections(request.user, today))
    correction = get_object_or_404(rows, pk=pk)
    may = access.may_approve(request.user, correction, today)
    form = CorrectionAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.decide_correction(
                correction=correction,
                version=version_of(request) or 0,
                is_approved=form.cleaned_data["decision"] == "ya",
                answer=form.cleaned_data["answer"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, _said(request, correction), extra_tags=f"periksa-{pk}")
            return redirect("reviews:correction-list")
    if form.errors:
        require(may)
    context = {"form": form, "told": queries.told(correction), "may": may}
    context |= {"version": request.POST.get("version", correction.version)}
    context["has_credit"] = queries.has_credit(correction.evaluation)
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/correction_decide.html", context, status=status)


def _said(request: Request, correction: Correction) -> str:
    """Have the documents of a corrected result issued anew; say what was replaced, or what is to be done.

    The correction stands even if printing fails: it was kept before.
    """
    if not correction.is_approved:
        return "Usulan dikembalikan. Hasil tetap seperti adanya."
    site = request.build_absolute_uri("/")
    try:
        issued = documents.reissue(
            evaluation=correction.evaluation, by=request.user, at=timezone.now(), site=site
        )
    except Exception:
        LOG.exception("Documents of a corrected result were not issued anew: %s", correction.pk)
        return "Hasil diperbaiki. Dokumennya belum tercetak ulang; terbitkan sekali lagi dari halaman hasil."
    numbers = ", ".join(document.number for document in issued)
    return f"Hasil diperbaiki. Dokumen yang kini berlaku: {numbers}." if issued else "Hasil diperbaiki."
