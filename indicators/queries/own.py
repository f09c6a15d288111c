"""Reads about one's own plans: the page "SKP saya"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from appraisal.access import ALLOW, Decision
from organizations.models import Employee, Placement, Supervision

from .. import access
from ..models import Period, Plan
from ..rules import Actor, PlanStatus
from .payload import ordered_results
from .plan import next_step, status_of


@dataclass(frozen=True)
class OwnPlan:
    """A placement in a year, with its plan or the way to begin one."""

    placement: Placement
    plan: Plan | None
    superior: Employee | None
    status: tuple[str, str]
    step: str
    results: list[str]
    may_draft: Decision

    @property
    def is_open(self) -> bool:
        """Whether the plan is still being written."""
        return self.plan is not None and self.plan.status in {PlanStatus.DRAFT, PlanStatus.RETURNED}


@dataclass(frozen=True)
class OwnYear:
    """A year with the person's placements in it."""

    period: Period
    entries: list[OwnPlan]


@dataclass(frozen=True)
class OwnPlans:
    """Everything on the page "SKP saya"."""

    years: list[OwnYear]
    past: list[Plan]


def my_plans(user: Employee, on: date) -> OwnPlans:
    """Return the person's plans: each placement of the years that are not closed, and the closed ones."""
    periods = list(Period.objects.filter(closed_at__isnull=True, planning_from__lte=on).order_by("-year"))
    placements = list(user.placements.select_related("employee", "position", "unit").order_by("-started_on"))
    plans = list(
        Plan.objects.filter(placement__in=placements)
        .select_related("period", "placement__position", "placement__unit", "agreed_by")
        .prefetch_related("results")
        .order_by("-period__year", "-started_on", "pk")
    )
    lines = Supervision.objects.filter(placement__in=placements).select_related("superior")
    superiors = _latest(lines.filter(started_on__lte=on).order_by("started_on", "pk"))
    by_key = {(plan.period_id, plan.placement_id): plan for plan in plans}
    years = [
        OwnYear(
            period,
            [
                _own(user, period, place, by_key.get((period.pk, place.pk)), superiors.get(place.pk), on)
                for place in placements
                if access.span_of(period, place) is not None
            ],
        )
        for period in periods
    ]
    open_ids = {period.pk for period in periods}
    return OwnPlans(years, [plan for plan in plans if plan.period_id not in open_ids])


def _latest(lines: QuerySet[Supervision]) -> dict[int, Employee | None]:
    return {line.placement_id: line.superior for line in lines}


def _own(
    user: Employee, period: Period, place: Placement, plan: Plan | None, superior: Employee | None, on: date
) -> OwnPlan:
    if plan is None:
        decision = access.may_draft(user, place, period, on)
        return OwnPlan(place, None, superior, ("Belum dimulai", "mute"), "", [], decision)
    texts = [row.text for row in ordered_results(plan)]
    step = next_step(plan, superior, Actor.OWNER)
    return OwnPlan(place, plan, superior, status_of(plan), step, texts, ALLOW)
