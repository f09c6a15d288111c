"""Whose units differ from the guide and have no reason yet: a task of their heads while the days run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Exists, OuterRef, QuerySet

from indicators.access.rating import being_rated
from indicators.models import Term
from indicators.queries import policy
from organizations.models import Employee, on_day

from ..models import DistributionReason, OrganisationAchievement
from .distribution import city, grades_of, guide_of
from .year import Task, Year

REMEMBERED = 60  # seconds
TITLE = "Jelaskan sebaran predikat unit Anda"


def unexplained(year: Year, on: date, **head: Any) -> QuerySet[Any]:
    """Return the grades of units with a head, whose days of rating run and that have no reason.

    `head` is the look-up of the employee below `unit__placements`.
    """
    terms = [*year.terms, *([year.final] if year.final else [])]
    said = DistributionReason.objects.filter(unit=OuterRef("unit"), term=OuterRef("term"))
    rows = OrganisationAchievement.objects.valid().filter(~Exists(said), term__period=year.period)
    return rows.filter(being_rated(terms, on, "unit")).filter(
        on_day(on, "unit__placements__"), unit__placements__is_head=True, **head
    )


def only_differing(
    people: Sequence[Employee], tasks: dict[int, list[Task]], year: Year, on: date
) -> dict[int, list[Task]]:
    """Leave the task with those whose unit really differs; no query where nobody has it."""
    asked = [person.pk for person in people if any(task.title == TITLE for task in tasks[person.pk])]
    if not asked:
        return tasks
    rows = (
        unexplained(year, on, unit__placements__employee__in=asked)
        .values_list("unit__placements__employee", "unit", "term")
        .order_by()
    )
    differing = {person for person, unit, term in rows if unit in differing_units(term, on)}
    return {
        pk: found if pk in differing else [task for task in found if task.title != TITLE]
        for pk, found in tasks.items()
    }


def differing_units(term: int, on: date) -> frozenset[int]:
    """Return the units that differ from the guide of their own grade, at most a minute old."""
    key = f"differing-{term}"
    found: frozenset[int] | None = cache.get(key)
    if found is None:
        row = Term.objects.select_related("period").get(pk=term)
        made, figures = city(row, None, on), policy(row.period)
        grades = grades_of(row, made.names)
        guides = {unit: guide_of(unit, made.below(unit), made, grades, figures) for unit in grades}
        found = frozenset(unit for unit, guide in guides.items() if guide.differences)
        cache.set(key, found, REMEMBERED)
    return found
