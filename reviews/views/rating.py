"""The superior rates, checks and shares."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request
from indicators.models import Plan, Term
from organizations.queries import absence_notes

from ..access import evaluation as access
from ..forms.evaluation import RatingForm, ShareForm
from ..models import Evaluation
from ..operations import evaluation as operations
from ..queries.attendance import attendance_beside
from ..queries.evaluation import plan_progress
from ..queries.matrix import matrix_cells, prompts
from ..queries.talk import agreed_talks, talked_on
from ..queries.team import next_to_rate
from .loading import team_plan, term_of, version_of, with_plan

FIELDS = ("results_rating", "results_reason", "behaviour_rating", "behaviour_reason", "recommendation")


@require_http_methods(["GET", "POST"])
def evaluation_rate(request: Request, plan: int, term: int) -> HttpResponse:
    """Rate one person: targets, realisations and feedback beside the two ratings."""
    today = timezone.localdate()
    row = team_plan(request, plan, today)
    part = term_of(row, term)
    saved = Evaluation.objects.filter(plan=row, term=part).first()
    initial = {name: getattr(saved, name) for name in FIELDS} if saved else {}
    form = RatingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.rate(
                plan=row,
                term=part,
                version=version_of(request),
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            said = "Penilaian tersimpan sebagai draf. Hanya Anda yang melihatnya."
            messages.success(request, said, extra_tags=f"penilaian-{row.pk}-{part.pk}")
            return redirect("reviews:evaluation-check", row.pk, part.pk)
    context = _rating_context(request, row, part, saved) | {"form": form}
    if form.errors:
        require(context["may"])  # without the right the page has no form, and the text would be lost
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/evaluation_rate.html", context, status=status)


def _rating_context(request: Request, plan: Plan, term: Term, saved: Evaluation | None) -> dict[str, Any]:
    today = timezone.localdate()
    may = access.may_rate(request.user, plan, term, today)
    if saved is not None:
        saved.plan, saved.term = plan, term
        may = access.may_rate_again(request.user, saved, today)
    return {
        "plan": plan,
        "term": term,
        "saved": saved,
        "version": request.POST.get("version", saved.version if saved else ""),
        "notes": absence_notes(plan, plan.placement.employee_id, plan.started_on, plan.last_day),
        "progress": plan_progress(plan),
        "attendance": attendance_beside(request.user, plan, term, today),
        "talks": agreed_talks(plan),
        "may": may,
    }


@require_safe
def evaluation_check(request: Request, plan: int, term: int) -> HttpResponse:
    """Show the draft with the predicate that follows, quiet prompts, and the form to share it."""
    today = timezone.localdate()
    row = team_plan(request, plan, today)
    part = term_of(row, term)
    evaluation = get_object_or_404(Evaluation, plan=row, term=part)
    form = ShareForm(initial={"talked_on": talked_on(row, part, today)})
    return _check_page(request, row, part, evaluation, form)


def _check_page(
    request: Request, plan: Plan, term: Term, evaluation: Evaluation, form: ShareForm
) -> HttpResponse:
    today = timezone.localdate()
    evaluation.plan = plan
    context = {
        "plan": plan,
        "term": term,
        "evaluation": evaluation,
        "cells": matrix_cells(evaluation),
        "prompts": prompts(evaluation, plan_progress(plan)),
        "may_share": access.may_share(request.user, evaluation, today),
        "following": next_to_rate(request.user, plan, term, today),
        "form": form,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/evaluation_check.html", context, status=status)


@require_POST
def evaluation_share(request: Request, pk: int) -> HttpResponse:
    """Share the result after the talk."""
    today = timezone.localdate()
    rows = with_plan(access.visible_evaluations(request.user, today))
    evaluation = get_object_or_404(rows, pk=pk)
    form = ShareForm(request.POST)
    if form.is_valid():
        with refusals(form):
            operations.share(
                evaluation=evaluation,
                version=version_of(request) or 0,
                talked_on=form.cleaned_data["talked_on"],
                by=request.user,
                at=timezone.now(),
            )
            name = evaluation.plan.placement.employee.full_name
            messages.success(request, f"Hasil sudah dibagikan kepada {name} dan bisa dibaca sekarang.")
            return redirect("reviews:evaluation-detail", evaluation.pk)
    require(access.may_share(request.user, evaluation, today))
    return _check_page(request, evaluation.plan, evaluation.term, evaluation, form)
