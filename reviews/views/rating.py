"""The superior rates, checks and shares."""

from __future__ import annotations

from typing import Any

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
from indicators.models import Plan, Term
from organizations.queries import absence_notes

from ..access import evaluation as access
from ..forms.evaluation import ShareForm
from ..forms.rating import WRITTEN, RatingForm
from ..models import Evaluation, title_of
from ..operations import evaluation as operations
from ..queries.annual import stored_and_year
from ..queries.attendance import attendance_beside
from ..queries.check import numeric_view, rating_facts, with_check
from ..queries.matrix import matrix_cells
from ..queries.rating import (
    place_in_team,
    rating_page,
    rating_with_opinions,
    self_assessment_of,
    term_with,
    with_term,
)
from ..queries.rating_queue import rating_queue as queue_of
from ..queries.schedule import late_notes
from ..queries.talk import agreed_talks, talked_on
from ..rules.evaluation import UNSHARED
from ..rules.prompts import prompts
from .loading import team_plan, version_of, with_plan


@require_http_methods(["GET", "POST"])
def evaluation_rate(request: Request, plan: int, term: int) -> HttpResponse:
    """Rate one person: evidence and words of the year beside each part, and the two ratings."""
    row, part = _plan_and_term(request, plan, term)
    saved, year = stored_and_year(row, part)
    form = _rating_form(request, row, part, saved)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.rate(
                plan=row,
                term=part,
                version=version_of(request),
                by=request.user,
                at=timezone.now(),
                seen_results=form.seen("result_"),
                seen_values=form.seen("value_"),
                **form.written,
            )
            return _go_on(request, row, part)
    context = _rating_context(request, row, part, saved) | {"form": form, "year_results": year}
    if form.errors:
        require(context["may"])  # without the right the page has no form, and the text would be lost
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/evaluation_rate.html", context, status=status)


def _plan_and_term(request: Request, plan: int, term: int) -> tuple[Plan, Term]:
    """Return a plan that this person appraises with a term of its year, or 404 (one query)."""
    row = team_plan(request, plan, timezone.localdate(), lambda plans: with_term(plans, term))
    part = term_with(row)
    if part is None:
        raise Http404
    return row, part


def _rating_form(request: Request, plan: Plan, term: Term, saved: Evaluation | None) -> RatingForm:
    """Return the form with the person's own draft in it; that of an earlier superior stays closed."""
    own = None if saved is None or access.is_of_another(saved, request.user) else saved
    return RatingForm(
        request.POST or None,
        initial={name: getattr(own, name) for name in WRITTEN} if own else {},
        page=rating_with_opinions(plan, term, request.user),
    )


def _go_on(request: Request, plan: Plan, term: Term) -> HttpResponse:
    """Lead to the check page, or with the second button to the next person of the team."""
    mark = f"penilaian-{plan.pk}-{term.pk}"
    following = None
    if "berikutnya" in request.POST:
        following = place_in_team(request.user, plan, term, timezone.localdate()).following
    if following is None:
        said = "Penilaian tersimpan sebagai draf. Hanya Anda yang melihatnya."
        messages.success(request, said, extra_tags=mark)
        return redirect("reviews:evaluation-check", plan.pk, term.pk)
    said = f"Penilaian {plan.placement.employee.name} tersimpan sebagai draf. Hanya Anda yang melihatnya."
    messages.success(request, said, extra_tags=mark)
    return redirect("reviews:evaluation-rate", following.pk, term.pk)


def _rating_context(request: Request, plan: Plan, term: Term, saved: Evaluation | None) -> dict[str, Any]:
    today = timezone.localdate()
    may = access.may_rate(request.user, plan, term, today)
    version: int | str = ""
    if saved is not None:
        saved.plan, saved.term = plan, term
        may = access.may_rate_again(request.user, saved, today)
        version = "" if access.is_of_another(saved, request.user) else saved.version
    return {
        "plan": plan,
        "term": term,
        "title": title_of(plan, term),
        "today": today,
        "saved": saved,
        "said": self_assessment_of(plan),
        "place": place_in_team(request.user, plan, term, today),
        "version": request.POST.get("version", version),
        "notes": [
            *late_notes(plan, term, today),
            *absence_notes(plan, plan.placement.employee_id, plan.started_on, plan.last_day),
        ],
        "attendance": attendance_beside(request.user, plan, term, today),
        "talks": agreed_talks(plan),
        "may": may,
    }


@require_safe
def rating_queue(request: Request, term: int) -> HttpResponse:
    """Show everybody of the team in one term by name, with how far the rating is."""
    terms = list(Term.objects.filter(period__terms=term).select_related("period").order_by("number"))
    part = next((row for row in terms if row.pk == term), None)
    if part is None:
        raise Http404
    context = {
        "term": part,
        "queue": queue_of(request.user, part, timezone.localdate()),
        "terms": [
            {
                "label": row.name,
                "href": reverse("reviews:rating-queue", args=[row.pk]),
                "is_current": row == part,
            }
            for row in terms
        ],
    }
    return TemplateResponse(request, "reviews/rating_queue.html", context)


@require_safe
def evaluation_check(request: Request, plan: int, term: int) -> HttpResponse:
    """Show the draft with the predicate that follows, quiet prompts, and the form to share it."""
    today = timezone.localdate()
    row, part = _plan_and_term(request, plan, term)
    found = with_check(Evaluation.objects.exclude(access.unread_by(request.user)))
    evaluation = get_object_or_404(found, plan=row, term=part)
    if evaluation.status not in UNSHARED:
        return redirect("reviews:evaluation-detail", evaluation.pk)
    form = ShareForm(initial={"talked_on": talked_on(row, part, today)})
    return _check_page(request, row, part, evaluation, form)


def _check_page(
    request: Request, plan: Plan, term: Term, evaluation: Evaluation, form: ShareForm
) -> HttpResponse:
    today = timezone.localdate()
    evaluation.plan, evaluation.term = plan, term
    page = rating_page(plan, term, request.user)
    place = place_in_team(request.user, plan, term, today)
    may_share = access.may_share(request.user, evaluation, today)
    context = {
        "plan": plan,
        "term": term,
        "evaluation": evaluation,
        "meeting": getattr(may_share, "meeting", None),
        "cells": matrix_cells(evaluation),
        "prompts": prompts(rating_facts(evaluation, page, place.reasons)),
        "numeric": numeric_view(evaluation, page.indicators, page.seen_behaviours),
        "may_share": may_share,
        "following": place.following,
        "form": form,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/evaluation_check.html", context, status=status)


@require_POST
def evaluation_share(request: Request, pk: int) -> HttpResponse:
    """Share the result after the talk."""
    today = timezone.localdate()
    rows = with_plan(access.visible_evaluations(request.user, today))
    evaluation = get_object_or_404(with_check(rows), pk=pk)
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
