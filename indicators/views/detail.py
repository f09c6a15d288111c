"""The page of one plan, as its owner, the superior and other readers see it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from appraisal.http import Request, is_prefetch
from organizations.models import Employee

from .. import access, operations, queries
from ..access.assignment import may_see_matrix
from ..access.change import may_ask_change, may_start_change
from ..access.copying import may_share
from ..forms import AnswerForm
from ..models import Plan
from ..queries import PlanPage
from ..rules import Actor, PlanStatus
from .loading import page, visible_whole


def detail(request: Request, pk: int, form: AnswerForm | None = None) -> HttpResponse:
    """Return the page of a plan or a change of one; of a draft others see only that it exists.

    The superior finds the fields of an answer on it, or the answer that was refused.
    """
    today = timezone.localdate()
    user = request.user
    plan, changes = visible_whole(request, pk)
    change = queries.under_way(changes)
    may_read = access.may_read(user, plan, today)
    content = queries.plan_page(plan, user, today)
    is_superior = access.actor_of(user, plan, today) == Actor.SUPERIOR
    may_return = access.may_return(user, plan, today)
    if may_return:
        form = form or answer_form(plan)
        content = with_answers(content, form)
    return page(
        request,
        "indicators/plan_detail.html" if may_read else "indicators/plan_sealed.html",
        form,
        content=content,
        is_owner=plan.placement.employee_id == user.pk,
        is_superior=is_superior,
        may_read=may_read,
        may_change=access.may_change(user, plan, today),
        may_withdraw=access.may_withdraw(user, plan, today),
        may_expect=access.may_expect(user, plan, today),
        may_agree=access.may_agree(user, plan, today),
        may_print=access.may_print(user, plan, today),
        may_return=may_return,
        may_share=may_share(user, plan, today),
        may_see_matrix=may_see_matrix(user, plan, today),
        history=queries.plan_history(plan) if may_read else [],
        change=change,
        change_told=queries.change_told(change) if change else "",
        may_start=may_start_change(user, plan, today),
        may_ask=may_ask_change(user, plan, today),
        versions=queries.versions(plan, changes) if may_read else [],
        **_talk(request, plan, content.superior, is_superior and bool(may_read)),
    )


def _talk(request: Request, plan: Plan, superior: Employee | None, is_superior: bool) -> dict[str, Any]:
    """Return what the page says of submissions and waiting, and note that the superior opened the last."""
    today = timezone.localdate()
    is_waiting = plan.status == PlanStatus.SUBMITTED
    submission = queries.last_submission(plan, request.user) if is_waiting else None
    is_opened = submission is not None and submission.is_opened  # type: ignore[attr-defined]
    if is_waiting and is_superior and not is_opened and request.method == "GET" and not is_prefetch(request):
        operations.note_reading(plan=plan, by=request.user, at=timezone.now())
    limit = submission.limit if submission else None  # type: ignore[attr-defined]
    waiting = queries.waiting_of(plan, today, {plan.period_id: int(limit)} if limit is not None else {})
    again = submission.number > 1 if submission else plan.submitted_at is not None and plan.agreed_at is None
    return {
        "submission": submission,
        "waiting": waiting,
        "waiting_advice": waiting.advice(superior) if waiting else "",
        "has_versions": again or plan.revision > 1 or plan.revises_id is not None,
        "place": queries.place_in_queue(plan, request.user, today) if is_waiting and is_superior else None,
    }


def answer_form(plan: Plan, data: Any = None, *, agreeing: bool = False) -> AnswerForm:
    """Return the fields for an answer to a loaded plan."""
    results = [(row.pk, f"hasil {n}") for n, row in enumerate(queries.ordered_results(plan), start=1)]
    values = [(row.value_id, row.value.name) for row in plan.behaviours.all()]
    return AnswerForm(data, results=results, values=values, agreeing=agreeing)


def with_answers(content: PlanPage, form: AnswerForm) -> PlanPage:
    """Return the content with the field for a suggestion at each result and behaviour."""
    results = [replace(card, answer=form[f"hasil_{card.result.pk}"]) for card in content.results]
    values = [replace(card, answer=form[f"nilai_{card.value.pk}"]) for card in content.behaviours]
    return replace(content, results=results, behaviours=values)
