"""The shared result: reading and answering; see objection for what follows an objection."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from appraisal.access import Decision, require
from appraisal.forms import refusals
from appraisal.http import Request
from organizations.looking import looks

from ..access import evaluation as access
from ..access import objection as objections
from ..access.correction import may_propose
from ..access.line import actor_of
from ..forms.evaluation import AcknowledgeForm
from ..forms.objection import DecisionForm, ExplanationForm
from ..models import Evaluation
from ..operations import evaluation as operations
from ..queries.annual import year_beside
from ..queries.attendance import attendance_beside
from ..queries.check import numeric_beside, with_check
from ..queries.correction import corrected
from ..queries.credit import functional_post
from ..queries.home import next_talk
from ..queries.matrix import matrix_cells
from ..queries.objection import hearing_of, objection_days
from ..queries.result_page import result_page, with_traces
from ..queries.results import own_results
from ..queries.schedule import own_schedule
from ..rules.evaluation import UNSHARED, Actor, EvaluationMove
from .loading import version_of, with_plan

MOVE_OF = {
    "acknowledge_form": "acknowledge",
    "explanation_form": "explain",
    "decision_form": "decide",
}


@require_safe
def result_mine(request: Request) -> HttpResponse:
    """Show the own results of all years; before sharing, say when they come."""
    today = timezone.localdate()
    context = {
        "years": own_results(request.user, today),
        "talk": next_talk(request.user, today),
        "is_functional": functional_post(request.user, today) is not None,
        "schedules": own_schedule(request.user, today),
    }
    return TemplateResponse(request, "reviews/result_mine.html", context)


@looks("evaluation.viewed", at="evaluation")
@require_safe
def evaluation_detail(request: Request, pk: int) -> HttpResponse:
    """Show a result with reasons, evidence and how the predicate follows."""
    return _page(request, load_result(request, pk))


def load_result(request: Request, pk: int) -> Evaluation:
    """Return a result that this person may read, or 404."""
    rows = access.visible_evaluations(request.user, timezone.localdate())
    return get_object_or_404(with_traces(with_check(with_plan(rows))), pk=pk)


def _page(request: Request, evaluation: Evaluation, **forms: Form) -> HttpResponse:
    """Return the page of a result; forms that were refused come with their texts."""
    today = timezone.localdate()
    if evaluation.status in UNSHARED:
        return redirect("reviews:evaluation-check", evaluation.plan_id, evaluation.term_id)
    moves, until = _moves(request, evaluation)
    for name, form in forms.items():
        if form.errors:
            require(
                moves[MOVE_OF[name]]
            )  # without the right the page has no form, and the text would be lost
    page = result_page(evaluation, request.user, today)
    is_close = request.user.pk in (evaluation.plan.placement.employee_id, evaluation.appraiser_id)
    context: dict[str, Any] = {
        "evaluation": evaluation,
        "plan": evaluation.plan,
        "hearing": hearing_of(evaluation, today),
        "corrections": corrected(evaluation),
        "may_correct": may_propose(request.user, evaluation, today),
        "is_owner": evaluation.plan.placement.employee_id == request.user.pk,
        "page": page,
        "year_results": _year_results(request, evaluation),
        "numeric": numeric_beside(evaluation, page.progress, is_close=is_close),
        "opinions_of": evaluation.opinions_of if is_close else None,  # type: ignore[attr-defined]
        "attendance": attendance_beside(request.user, evaluation.plan, evaluation.term, today),
        "cells": matrix_cells(evaluation),
        "moves": moves,
        "objection_until": until,
        "today": today,
        "acknowledge_form": AcknowledgeForm(),
        "explanation_form": ExplanationForm(),
        "decision_form": DecisionForm(),
        "form": next(iter(forms.values()), None),
    }
    refused = any(form.errors for form in forms.values())
    return TemplateResponse(
        request, "reviews/evaluation_detail.html", context | forms, status=422 if refused else 200
    )


def _year_results(request: Request, evaluation: Evaluation) -> list[Evaluation]:
    """Return what stands beside an annual result for this person; no query where nothing does."""
    if not evaluation.term.is_final or not evaluation.has_year:  # type: ignore[attr-defined]
        return []
    actor = actor_of(request.user, evaluation.plan, timezone.localdate())
    is_close = actor in (Actor.OWNER, Actor.SUPERIOR)
    return list(year_beside(evaluation.plan, evaluation.term, is_close=is_close))


def _moves(request: Request, evaluation: Evaluation) -> tuple[dict[str, Decision], date | None]:
    """Return what this person may do, and until when he may object; the policy is read only for him."""
    today, user, until = timezone.localdate(), request.user, None
    may_object = access.may_make(user, evaluation, EvaluationMove.OBJECT, today)
    if may_object:
        shared_on = timezone.localdate(evaluation.shared_at)
        days = objection_days(evaluation.plan.period, shared_on)
        may_object, until = objections.may_object(user, evaluation, days, today), days.last_day(shared_on)
    moves = {
        "acknowledge": access.may_make(user, evaluation, EvaluationMove.ACKNOWLEDGE, today),
        "object": may_object,
        "explain": objections.may_explain(user, evaluation, today),
        "decide": objections.may_decide(user, evaluation, today),
    }
    return moves, until


# The local copy of what was typed is dropped once it is stored.
DRAFTS = {
    "acknowledge_form": "tanggapan-{}",
    "explanation_form": "penjelasan-{}",
    "decision_form": "putusan-{}",
}


def answer(request: Request, pk: int, form: Form, name: str, act: Any, done: str) -> HttpResponse:
    """Perform one act on a result from a valid form; a refusal shows the page with the typed text."""
    evaluation = load_result(request, pk)
    if form.is_valid():
        with refusals(form):
            act(
                evaluation=evaluation,
                version=version_of(request) or 0,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, done, extra_tags=DRAFTS[name].format(pk))
            return redirect("reviews:evaluation-detail", pk)
    return _page(request, evaluation, **{name: form})


@require_POST
def evaluation_acknowledge(request: Request, pk: int) -> HttpResponse:
    """Say "saya sudah membaca", with an optional comment."""
    form = AcknowledgeForm(request.POST)
    done = "Terima kasih, tanggapan Anda tersimpan."
    return answer(request, pk, form, "acknowledge_form", operations.acknowledge, done)
