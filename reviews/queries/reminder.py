"""Reads about digests: a person's own, and the log of the desk with counts by day and by unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from appraisal import mail
from appraisal.forms import parse_date
from appraisal.models import Event
from organizations.access import Scope
from organizations.models import Employee, Placement, Unit, on_day
from organizations.queries import PageLinks, page_after
from organizations.rules import PlacementKind

from ..models import Reminder

DAYS = 30
ASKED = 10  # of the last reminders that desks asked for
MAILED = Count("pk", filter=Q(is_mailed=True))


@dataclass(frozen=True)
class Log:
    """The log of the desk: the last days, and one of them by unit or one unit's people."""

    days: list[Any]
    day: date | None
    unit: Unit | None
    page: PageLinks | None
    waiting: int
    given_up: int
    asked: list[Event]


def own_digests(user: Employee) -> list[Reminder]:
    """Return the last digests of a person (one query)."""
    return list(Reminder.objects.filter(employee=user).order_by("-day")[:10])


def reminder_log(scope: Scope, params: Mapping[str, str], on: date) -> Log:
    """Return the log of the units in the scope (at most six queries, whatever the number of people).

    `params` may hold "hari", a day, and "unit". What people were told is theirs: only counts are shown.
    """
    rows = _inside(scope, Reminder.objects.filter(day__gt=on - timedelta(days=DAYS)), on)
    days: list[Any] = list(rows.values("day").annotate(made=Count("pk"), mailed=MAILED).order_by("-day"))
    day = _day(params.get("hari", ""), days)
    units = scope.filter(Unit.objects.all(), "pk")
    chosen = params.get("unit", "")
    unit = (
        units.filter(pk=int(chosen)).first()
        if chosen.isascii() and chosen.isdigit() and len(chosen) < 12
        else None
    )
    page = None
    if day is not None:
        page = _people(day, unit, params) if unit else _units(day, units, params)
    asked = Event.objects.filter(target_type="organizations.unit", action="reminder.asked")
    asked = scope.filter(asked, "target_id").order_by("-pk")[:ASKED]
    return Log(days, day, unit, page, mail.waiting().count(), mail.given_up().count(), list(asked))


def _inside(scope: Scope, rows: QuerySet[Reminder], on: date) -> QuerySet[Reminder]:
    if scope.is_all:
        return rows
    inside = Placement.objects.on(on).definitive().filter(unit__in=scope.unit_ids).values("employee")
    return rows.filter(employee__in=inside)


def _day(text: str, days: list[Any]) -> date | None:
    """Return the day that was asked for when there are digests of it, else the latest."""
    try:
        asked = parse_date(text)
    except ValueError:
        asked = None
    known = [row["day"] for row in days]
    return asked if asked in known else next(iter(known), None)


def _at(day: date) -> Q:
    """Return the condition on placements that hold on a day and are no acting ones."""
    return on_day(day) & Q(kind=PlacementKind.DEFINITIVE)


def _units(day: date, units: QuerySet[Unit], params: Mapping[str, str]) -> PageLinks:
    """Return a page of the units with people who were reminded on a day, by name."""
    placed = Placement.objects.filter(_at(day), employee__reminders__day=day)
    counts = Count(
        "placements__employee__reminders",
        filter=Q(placements__in=placed, placements__employee__reminders__day=day),
        distinct=True,
    )
    rows = units.filter(pk__in=placed.values("unit")).annotate(made=counts)
    return page_after(rows, key=("name", "pk"), params=params)


def _people(day: date, unit: Unit, params: Mapping[str, str]) -> PageLinks:
    """Return a page of the people of a unit who were reminded on a day, by name."""
    people = Placement.objects.filter(_at(day), unit=unit).values("employee")
    rows = Reminder.objects.filter(day=day, employee__in=people).select_related("employee")
    return page_after(rows, key=("employee__name", "pk"), params=params)
