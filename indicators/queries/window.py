"""Reads about the days of planning and rating of units, and the policy as everybody may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from organizations.models import Employee, Placement, Unit
from organizations.rules import Span

from ..access.window import planning_span
from ..models import Period, PlanningWindow, RatingWindow
from .period import Subject, current_period, subjects_of


def windows_of(period: Period) -> list[PlanningWindow]:
    """Return the windows of a period by their end, with unit and author loaded."""
    rows = PlanningWindow.objects.filter(period=period).select_related("unit", "set_by")
    return list(rows.order_by("ended_on", "unit__name"))


def rating_windows_of(period: Period) -> list[RatingWindow]:
    """Return the days of rating of units by term and end, with term, unit and author loaded (one query)."""
    rows = RatingWindow.objects.filter(term__period=period).select_related("term__period", "unit", "set_by")
    return list(rows.order_by("term__number", "ended_on", "unit__name"))


def staggered_units() -> QuerySet[Unit]:
    """Return the open perangkat daerah: right below the root, or below its secretariat (eselon II.a)."""
    rows: QuerySet[Unit] = Unit.objects.without_tree_fields().open()
    below_root = Q(parent__isnull=False, parent__parent__isnull=True)
    below_secretariat = Q(parent__echelon="II.a", parent__parent__parent__isnull=True)
    return rows.filter(below_root | below_secretariat).order_by("name")


@dataclass(frozen=True)
class PolicyPage:
    """The figures of a year, and the days of planning of the reader's unit."""

    period: Period | None
    years: list[int]
    subjects: list[Subject]
    planning: Span | None
    unit: str


def policy_page(user: Employee, on: date, year: int | None = None) -> PolicyPage:
    """Return the policy of a year, the current one unless said otherwise (at most six queries)."""
    every = list(Period.objects.filter(opened_at__isnull=False).order_by("-year"))
    period = next((row for row in every if row.year == year), None) or current_period(on)
    opened = [row for row in every if row.archived_at is None or row == period]
    if period is None:
        return PolicyPage(None, [], [], None, "")
    place = (
        Placement.objects.on(on).filter(employee=user).select_related("unit").order_by("kind", "pk").first()
    )
    planning = planning_span(period, place.unit_id) if place else None
    return PolicyPage(
        period, [row.year for row in opened], subjects_of(period), planning, place.unit.name if place else ""
    )
