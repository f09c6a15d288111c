"""Reads about calibration meetings: how large a group is, the list, the sheet."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Count

from organizations.models import Absence, Placement, Unit
from organizations.rules import EmploymentKind


def expected_people(unit: int, on: date) -> int:
    """Return how many people of a unit and everything below it are expected to be rated (three queries).

    The head of the unit is counted with the level above (SE MenPANRB 3/2023), so not here.
    """
    return _People(on).group(unit)


def larger_unit(unit: int, least: int, on: date) -> tuple[str, int] | None:
    """Return the nearest unit above with enough people, as name and count, or None (three queries)."""
    people = _People(on)
    above = people.parents.get(unit, ("", None))[1]
    while above is not None:
        name, parent = people.parents[above]
        if people.group(above) >= least:
            return name, people.group(above)
        above = parent
    return None


class _People:
    """Who is expected to be rated, by unit, and the tree."""

    def __init__(self, on: date) -> None:
        posts = Placement.objects.on(on).definitive().filter(employee__is_active=True)
        away = Absence.objects.on(on).without_plan().values("employee")
        posts = posts.exclude(employee__kind=EmploymentKind.NON_ASN).exclude(employee__in=away)
        self.own: dict[int, dict[bool, int]] = defaultdict(dict)
        for unit, is_head, count in posts.values_list("unit", "is_head").annotate(Count("pk")).order_by():
            self.own[unit][is_head] = count
        rows = Unit.objects.open().values_list("pk", "name", "parent")
        self.parents = {pk: (name, parent) for pk, name, parent in rows.order_by("pk")}
        self.children: dict[int | None, list[int]] = defaultdict(list)
        for pk, (_, parent) in self.parents.items():
            self.children[parent].append(pk)

    def group(self, unit: int) -> int:
        """Return how many people a meeting of a unit has."""
        total, stack = -self.own.get(unit, {}).get(True, 0), [unit]
        while stack:
            current = stack.pop()
            total += sum(self.own.get(current, {}).values())
            stack += self.children.get(current, [])
        return total
