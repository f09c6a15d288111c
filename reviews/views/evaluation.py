"""The shared result: reading, answering, objecting, deciding."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from appraisal import audit
from appraisal.access import Decision, require
from appraisal.forms import refusals
from appraisal.http import Request
from indicators.queries import policy

from ..access import evaluation as access
from ..forms.evaluation import AcknowledgeForm, DecisionForm, ExplanationForm, ObjectionForm
from ..models import Evaluation
from ..operations import evaluation as operations
from ..operations import objection as objections
from ..queries.attendance import attendance_beside
from ..queries.evaluation import plan_progress
from ..queries.home import next_talk
from ..queries.matrix import matrix_cells
from ..queries.results import own_results
from ..rules.evaluation import UNSHARED, EvaluationMove, objection_deadline
from .loading import version_of, with_plan

MOVE_OF = {
    "acknowledge_form": "acknowledge",
    "objection_form": "object",
    "explanation_form": "explain",
    "decision_form": "decide",
}


@require_safe
def result_mine(request: Request) -> HttpResponse:
    """Show the own results of all years; before sharing, say when they come."""
    today = timezone.localdate()
    context = {"years": own_results(request.user, today), "talk": next_talk(request.user, today)}
    return TemplateResponse(request, "reviews/result_mine.html", context)


@require_safe
def evaluation_detail(request: Request, pk: int) -> HttpResponse:
    """Show a result with reasons, evidence and how the predicate follows."""
    return _page(request, _load(request, pk))


def _load(request: Request, pk: int) -> Evaluation:
    rows = access.visible_evaluations(request.user, timezone.localdate())
    return get_object_or_404(with_plan(rows), pk=pk)


def _page(request: Request, evaluation: Evaluation, **forms: Form) -> HttpResponse:
    """Return the page of a result; forms that were refused come with their texts."""
    today = timezone.localdate()
    if evaluation.status in UNSHARED:
        return redirect("reviews:evaluation-check", evaluation.plan_id, evaluation.term_id)
    if evaluation.plan.placement.employee_id != request.user.pk and request.method == "GET":
        audit.record(action="evaluation.viewed", by=request.user, at=timezone.now(), target=evaluation)
    days = int(policy(evaluation.plan.period)["keberatan_hari"])
    moves = _moves(request, evaluation, days)
    for name, form in forms.items():
        if form.errors:
            require(
                moves[MOVE_OF[name]]
            )  # without the right the page has no form, and the text would be lost
    shared_on = timezone.localdate(evaluation.shared_at)
    context: dict[str, Any] = {
        "evaluation": evaluation,
        "plan": evaluation.plan,
        "objection": getattr(evaluation, "objection", None),
        "is_owner": evaluation.plan.placement.employee_id == request.user.pk,
        "progress": plan_progress(evaluation.plan),
        "attendance": attendance_beside(request.user, evaluation.plan, evaluation.term, today),
        "cells": matrix_cells(evaluation),
        "moves": moves,
        "objection_until": objection_deadline(received_on=shared_on, days=days),
        "today": today,
        "acknowledge_form": AcknowledgeForm(),
        "objection_form": ObjectionForm(),
        "explanation_form": ExplanationForm(),
        "decision_form": DecisionForm(),
        "form": next(iter(forms.values()), None),
    }
    refused = any(form.errors for form in forms.values())
    return TemplateResponse(
        request, "reviews/evaluation_detail.html", context | forms, status=422 if refused else 200
    )


def _moves(request: Request, evaluation: Evaluation, days: int) -> dict[str, Decision]:
    today, user = timezone.localdate(), request.user
    return {
        "acknowledge": access.may_make(user, evaluation, EvaluationMove.ACKNOWLEDGE, today),
        "object": access.may_object(user, evaluation, days, today),
        "explain": access.may_make(user, evaluation, EvaluationMove.EXPLAIN, today),
        "decide": access.may_make(user, evaluation, EvaluationMove.DECIDE, today),
    }


# The local copy of what was typed is dropped once it is stored.
DRAFTS = {
    "acknowledge_form": "tanggapan-{}",
    "objection_form": "keberatan-{}",
    "explanation_form": "penjelasan-{}",
    "decision_form": "putusan-{}",
}


def _answer(request: Request, pk: int, form: Form, name: str, act: Any, done: str) -> HttpResponse:
    """Perform one act on a result from a valid form; a refusal shows the page with the typed text."""
    evaluation = _load(request, pk)
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
    return _answer(request, pk, form, "acknowledge_form", operations.acknowledge, done)


@require_POST
def evaluation_object(request: Request, pk: int) -> HttpResponse:
    """Object with reasons; the form stands on the page of the result."""
    form = ObjectionForm(request.POST)
    done = "Keberatan Anda tercatat. Pejabat penilai memberi penjelasan, lalu atasannya memutuskan."
    return _answer(request, pk, form, "objection_form", objections.object_to, done)


@require_POST
def evaluation_explain(request: Request, pk: int) -> HttpResponse:
    """Explain the objected rating."""
    form = ExplanationForm(request.POST)
    return _answer(request, pk, form, "explanation_form", objections.explain, "Penjelasan Anda tersimpan.")


@require_POST
def evaluation_decide(request: Request, pk: int) -> HttpResponse:
    """Decide the objection; the result is final."""
    form = DecisionForm(request.POST)
    done = "Keputusan tersimpan. Hasil ini sekarang final."
    return _answer(request, pk, form, "decision_form", objections.decide, done)
