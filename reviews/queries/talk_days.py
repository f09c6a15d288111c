"""When talks could be: the quarters still talked about, and moments proposed for each person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from indicators.models import Plan, Term
from organizations.models import Employee
from organizations.queries import holidays
from organizations.rules import Span

from ..access.line import supervised_plans
from ..models import Talk
from ..rules.talk import AHEAD, NOTICE, can_plan_for, proposals
from .talk import local


def plannable(terms: Iterable[Term], on: date) -> list[Term]:
    """Return the quarters for which a talk is still planned on a day."""
    return [term for term in terms if can_plan_for(Span(term.started_on, term.ended_on), on=on)]


def proposed_times(user: Employee, plans: Collection[Plan], term: Term, on: date) -> dict[int, datetime]:
    """Return a moment (local, without zone) for a talk with each person, by plan (two queries)."""
    given = Talk.objects.filter(plan__in=supervised_plans(user, on), held_on=None, cancelled_at=None)
    taken = {local(moment) for moment in given.values_list("planned_at", flat=True)}
    start = max(on, term.started_on - timedelta(days=NOTICE))
    free = _holidays(start)
    moments = proposals(len(plans), today=start, until=term.ended_on, holidays=free, taken=taken)
    return {plan.pk: moment for plan, moment in zip(plans, moments, strict=False)}


def first_proposal(plan: Plan, terms: Collection[Term], on: date) -> dict[str, object]:
    """Return the first values of the form for one talk: the running quarter, a moment ahead (one query)."""
    (moment,) = proposals(1, today=on, until=plan.period.ended_on, holidays=_holidays(on))
    running = [term for term in terms if term.started_on <= on] or list(terms)
    return {"term": running[-1].pk if running else None, "day": moment.date(), "hour": moment.time()}


def _holidays(start: date) -> frozenset[date]:
    """Return the holidays on which no talk is proposed."""
    return holidays(start, start + timedelta(days=NOTICE + AHEAD))
