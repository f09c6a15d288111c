"""What a superior can share: the rated drafts of the team in a term, and when each was talked about."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Max, QuerySet

from indicators.models import Term
from organizations.models import Employee

from ..access.evaluation import visible_evaluations
from ..access.line import remember_superior, supervised_plans
from ..access.self_assessment import opens_on
from ..models import Evaluation, Talk
from ..rules.evaluation import MOVES, EvaluationMove

TO_SHARE = sorted(status.value for status in MOVES[EvaluationMove.SHARE][0])


def _own(user: Employee, term: Term, on: date) -> QuerySet[Evaluation]:
    rows = visible_evaluations(user, on).filter(term=term, plan__in=supervised_plans(user, on))
    rows = rows.select_related("term", "plan__period", "plan__placement__employee", "plan__placement__unit")
    return rows.select_related("plan__placement__position").order_by("plan__placement__employee__name", "pk")


def to_share(user: Employee, term: Term, on: date, others: Collection[int] = ()) -> list[Evaluation]:
    """Return the rated drafts that this person may share, by name, and those named besides (one query).

    What is named besides may have been shared meanwhile; what the person does not see is left out.
    """
    waiting = _own(user, term, on).filter(status__in=TO_SHARE).exclude(predicate="")
    rows = list((waiting | _own(user, term, on).filter(pk__in=others)) if others else waiting)
    for row in rows:
        remember_superior(user, row.plan, on)
    return rows


def talked_days(evaluations: Iterable[Evaluation], term: Term, on: date) -> dict[int, date]:
    """Return by plan the day of the latest talk since the term can be rated (one query).

    A talk before that was about something else; for the annual evaluation a talk of any quarter counts.
    """
    opened = {row.plan_id: opens_on(row.plan, term) for row in evaluations}
    held = Talk.objects.filter(plan__in=opened, held_on__lte=on)
    if not term.is_final:
        held = held.filter(term=term)
    latest = held.values_list("plan").annotate(last=Max("held_on")).order_by("plan")
    return {plan: day for plan, day in latest if day >= opened[plan]}
