"""Reads about plans that others wait for: when one asked, who asked, what can be linked now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Subquery
from django.utils import timezone

from organizations.models import Employee, Placement, Supervision

from ..access.asking import writes_plans
from ..models import Period, Plan, PlanRequest, PolicyFigure
from ..rules import PlanStatus
from ..rules.asking import PAUSE, ask_again_on


@dataclass(frozen=True)
class LastRequest:
    """When a superior was asked last, and when it can be done again; nothing when never."""

    asked_on: date | None
    again_on: date | None


@dataclass(frozen=True)
class Waiting:
    """A plan waits for the one of the superior: whom to ask, and when that was done last."""

    leader: Employee
    last: LastRequest
    may_ask: bool


def last_request(user: Employee, leader: Employee, period: Period) -> LastRequest:
    """Return when a person asked a superior last, in any year, in one query."""
    figure = PolicyFigure.objects.filter(period=period, key=PAUSE).values("value")[:1]
    rows = PlanRequest.objects.filter(placement__employee=user, superior=leader)
    last = (
        rows.annotate(pause=Subquery(figure)).order_by("-asked_at", "-pk").values("asked_at", "pause").first()
    )
    asked_on = timezone.localdate(last["asked_at"]) if last else None
    return LastRequest(asked_on, ask_again_on(asked_on, last["pause"] if last else None))


def waiting_for(placement: Placement, period: Period, leader: Employee | None, on: date) -> Waiting | None:
    """Return what to show where the superior has not handed in a plan; None when nobody writes one."""
    if leader is None or not writes_plans(leader, placement.employee):
        return None
    last = last_request(placement.employee, leader, period)
    return Waiting(leader, last, last.again_on is None or on >= last.again_on)


def askers(user: Employee, period: Period, on: date) -> list[str]:
    """Return the names of those of one's team who wait for one's plan of the year, each once.

    Nobody waits any more once a plan was handed in.
    """
    led = Supervision.objects.on(on).filter(superior=user).values("placement")
    mine = Plan.objects.filter(placement__employee=user, period=period).exclude(status=PlanStatus.DRAFT)
    rows = PlanRequest.objects.filter(~Exists(mine), period=period, superior=user, placement__in=led)
    people = {
        row.placement.employee_id: row.placement.employee
        for row in rows.select_related("placement__employee")
    }
    return sorted(person.full_name for person in people.values())


def handed_in_by(leaders: Iterable[Employee], periods: Iterable[int]) -> set[tuple[int, int]]:
    """Return which of the leaders have handed in a plan of which years (ids), as (leader, period)."""
    plans = Plan.objects.filter(placement__employee__in=set(leaders), period__in=list(periods))
    found = plans.exclude(status=PlanStatus.DRAFT).order_by("pk").values_list("placement__employee", "period")
    return set(found)
