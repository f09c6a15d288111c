"""Objections: filed on a page of their own, explained and decided on the page of the result."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request

from ..access import objection as access
from ..forms.objection import DecisionForm, ExplanationForm, ObjectionForm
from ..operations import objection as operations
from ..queries.objection import objection_days
from .evaluation import answer, load_result
from .evidence import form_with_files
from .loading import version_of


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_object(request: Request, pk: int) -> HttpResponse:
    """Object to the own result with reasons and evidence."""
    evaluation, today = load_result(request, pk), timezone.localdate()
    received = timezone.localdate(evaluation.shared_at)
    days = objection_days(evaluation.plan.period, received)
    may = access.may_object(request.user, evaluation, days, today)
    require(may)
    form = form_with_files(ObjectionForm, request, None, may)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.object_to(
                evaluation=evaluation,
                version=version_of(request) or 0,
                text=form.cleaned_data["text"],
                files=form.chosen,
                by=request.user,
                at=timezone.now(),
            )
            said = "Keberatan Anda tercatat. Pejabat penilai memberi penjelasan, lalu atasannya memutuskan."
            messages.success(request, said, extra_tags=f"keberatan-{pk}")
            return redirect("reviews:evaluation-detail", pk)
    version = request.POST.get("version", evaluation.version)
    context = {"evaluation": evaluation, "form": form, "version": version, "today": today}
    context |= {"days": days, "until": days.last_day(received)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/objection_new.html", context, status=status)


@require_POST
def evaluation_explain(request: Request, pk: int) -> HttpResponse:
    """Explain the objected rating."""
    form = ExplanationForm(request.POST)
    return answer(request, pk, form, "explanation_form", operations.explain, "Penjelasan Anda tersimpan.")


@require_POST
def evaluation_decide(request: Request, pk: int) -> HttpResponse:
    """Decide the objection; the result is final."""
    form = DecisionForm(request.POST)
    done = "Keputusan tersimpan. Hasil ini sekarang final."
    return answer(request, pk, form, "decision_form", operations.decide, done)
