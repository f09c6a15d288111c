"""Reads about one's own plans: the page "SKP saya"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects

from appraisal.access import ALLOW, Decision
from organizations.access import is_superior
from organizations.models import Employee, Placement, Supervision
from organizations.queries import absence_notes
from organizations.rules import Span

from .. import access
from ..models import AnnexItem, Indicator, Period, Plan
from ..rules import UNDER_WAY, Actor, Form, PlanStatus, check_plan
from .asking import askers, handed_in_by
from .change import change_told
from .dialogue import Waiting, response_limits, waiting_of
from .facts import facts, is_same_role, unlinked_results
from .matrix import waiting_proposals
from .needed import Needed, needed
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
    needed: Needed | None = None  # what stops the submission of a plan that is being written
    proposed: Sequence[tuple[str, int]] = ()  # leaders whose proposals wait, with how many
    can_link: bool = False  # some results serve nothing of the leader yet, whose plan is there now
    change: Plan | None = None  # the change of an agreed plan that is under way
    waiting: Waiting | None = None  # how long it has lain with the superior
    is_new_post: bool = False  # the person came here in a year that has a plan of another post

    @property
    def waiting_advice(self) -> str:
        """What the person can do when the plan waits long; empty before."""
        return self.waiting.advice(self.superior) if self.waiting and self.waiting.is_long else ""

    @property
    def change_told(self) -> str:
        """Where that change stands, in one sentence."""
        return change_told(self.change) if self.change else ""

    @property
    def is_open(self) -> bool:
        """Whether the plan is still being written."""
        return self.plan is not None and self.plan.status in {PlanStatus.DRAFT, PlanStatus.RETURNED}


@dataclass(frozen=True)
class OwnYear:
    """A year with the person's placements in it."""

    period: Period
    entries: list[OwnPlan]
    askers: list[str]  # who of the team waits for one's own plan


@dataclass(frozen=True)
class OwnPlans:
    """Everything on the page "SKP saya"."""

    years: list[OwnYear]
    past: list[Plan]
    has_results: bool  # in any plan: something to copy from
    notes: list[str]  # times away, with what they mean


def my_plans(user: Employee, on: date) -> OwnPlans:
    """Return the person's plans: each placement of the years that are not closed, and the closed ones."""
    periods = list(Period.objects.filter(closed_at__isnull=True, planning_from__lte=on).order_by("-year"))
    placements = list(user.placements.select_related("employee", "position", "unit").order_by("-started_on"))
    rows = list(
        Plan.every.filter(placement__in=placements)
        .select_related("period", "placement__position", "placement__unit", "agreed_by", "submitted_to")
        .prefetch_related("results")
        .order_by("-period__year", "-started_on", "pk")
    )
    plans = [row for row in rows if row.revises_id is None]
    changes = {row.revises_id: row for row in rows if row.revises_id and row.status in UNDER_WAY}
    lines = _lines(placements, on)
    missing = _needed(plans, lines, on)
    proposed = waiting_proposals(placements)
    linkable = _linkable(plans, lines)
    handed_in = [row for row in (*plans, *changes.values()) if row.status == PlanStatus.SUBMITTED]
    limits = response_limits(row.period_id for row in handed_in) if handed_in else {}
    by_key = {(plan.period_id, plan.placement_id): plan for plan in plans}

    def entry(period: Period, place: Placement) -> OwnPlan:
        line, plan = lines.get(place.pk), by_key.get((period.pk, place.pk))
        superior = line.superior if line else None
        waiting = proposed.get((period.pk, place.pk), ())
        if plan is None:
            decision = access.may_draft(user, place, period, on)
            state = ("Belum dimulai", "mute")
            own = OwnPlan(place, None, superior, state, "", [], decision, proposed=waiting)
            return replace(own, is_new_post=_is_new_post(place, period, plans))
        return OwnPlan(
            place,
            plan,
            superior,
            status_of(plan),
            next_step(plan, superior, Actor.OWNER),
            [row.text for row in ordered_results(plan)],
            ALLOW,
            missing.get(plan.pk),
            proposed=waiting,
            can_link=plan.pk in linkable,
            change=changes.get(plan.pk),
            waiting=waiting_of(changes.get(plan.pk, plan), on, limits),
        )

    def year(period: Period) -> OwnYear:
        places = [place for place in placements if access.span_of(period, place) is not None]
        begun = [plan for plan in plans if plan.period_id == period.pk]
        late = is_superior(user, on) and all(plan.status == PlanStatus.DRAFT for plan in begun)
        waiting = askers(user, period, on) if late and places else []
        return OwnYear(period, [entry(period, place) for place in places], waiting)

    years = [year(period) for period in periods]
    open_ids = {period.pk for period in periods}
    return OwnPlans(
        years,
        [plan for plan in plans if plan.period_id not in open_ids],
        any(plan.results.all() for plan in plans),
        _notes(user, periods),
    )


def _is_new_post(place: Placement, period: Period, plans: Sequence[Plan]) -> bool:
    """Say whether the person works here now and has a plan of the same year in another post."""
    running = place.is_definitive and place.ended_on is None
    return running and any(plan.period_id == period.pk for plan in plans)


def _notes(user: Employee, periods: Sequence[Period]) -> list[str]:
    """Return the person's times away in the open years."""
    if not periods:
        return []
    first, last = min(one.started_on for one in periods), max(one.ended_on for one in periods)
    return absence_notes(user, user.pk, first, last)


def _lines(placements: Sequence[Placement], on: date) -> dict[int, Supervision]:
    """Return who appraises each placement on a day: before it begins the first, after its end the last."""
    days = {}
    for place in placements:
        day = max(on, place.started_on)
        days[place.pk] = min(day, place.ended_on or day)
    rows = Supervision.objects.filter(placement__in=placements).select_related("superior")
    return {
        line.placement_id: line
        for line in rows.order_by("started_on", "pk")
        if Span(line.started_on, line.ended_on).holds(days[line.placement_id])
    }


def _needed(plans: Sequence[Plan], lines: Mapping[int, Supervision], on: date) -> dict[int, Needed]:
    """Return what each plan that is being written still needs before it can be submitted."""
    writing = [plan for plan in plans if plan.status in {PlanStatus.DRAFT, PlanStatus.RETURNED}]
    unasked = Prefetch("annexes", AnnexItem.objects.none())  # empty lists never stop a submission
    measures = Prefetch("results__indicators", Indicator.objects.select_related("manual"))
    prefetch_related_objects(writing, measures, "behaviours", unasked)
    found = {}
    for plan in writing:
        access.remember_line(plan, on, lines.get(plan.placement_id))
        spans = [
            other.span
            for other in plans
            if other.pk != plan.pk and is_same_role(plan.placement, other.placement)
        ]
        found[plan.pk] = needed(plan, check_plan(facts(plan, on, spans)))
    return found


def _linkable(plans: Sequence[Plan], lines: Mapping[int, Supervision]) -> set[int]:
    """Return the plans that are being written whose results can be linked to the leader's now."""
    waiting = {}
    for plan in plans:
        line = lines.get(plan.placement_id)
        writing = plan.status in {PlanStatus.DRAFT, PlanStatus.RETURNED} and plan.form == Form.STAFF
        if writing and line and line.superior and unlinked_results(plan):
            waiting[plan] = line.superior
    if not waiting:
        return set()
    there = handed_in_by(waiting.values(), {plan.period_id for plan in waiting})
    return {plan.pk for plan, leader in waiting.items() if (leader.pk, plan.period_id) in there}
