"""The tree of units with its heads and overrides on every day from one on, read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q

from ..models import Placement, SuperiorOverride, Unit
from ..rules import Line, resolve_line

DAY = timedelta(days=1)

Dated = list[tuple[date, date | None, int]]  # first day, last day, employee


class Tree:
    """Units, heads and overrides from a day onward, read in three queries."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.parents = dict(Unit.objects.values_list("pk", "parent_id"))
        lasting = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
        working = Q(employee__is_active=True) | Q(ended_on__isnull=False)  # who retired led until that day
        heads = Placement.objects.definitive().filter(lasting, working, is_head=True)
        rows = heads.order_by("started_on", "pk")
        self.heads = _by_key(rows.values_list("unit_id", "started_on", "ended_on", "employee_id"))
        chosen = SuperiorOverride.objects.filter(lasting).order_by("set_at", "pk")
        self.chosen = _by_key(chosen.values_list("employee_id", "started_on", "ended_on", "superior_id"))
        self.chains: dict[int, tuple[int, ...]] = {}
        self.breaks: dict[int, set[date]] = {}
        self.heads_on: dict[tuple[int, date], dict[int, int]] = {}

    def line(self, unit: int, employee: int, day: date) -> tuple[Line, bool]:
        """Return the line of an employee of a unit on a day, and whether an override made it."""
        if (unit, day) not in self.heads_on:
            found = {one: self.head(one, day) for one in self.chain(unit)}
            self.heads_on[unit, day] = {one: head for one, head in found.items() if head is not None}
        chosen = _holder(self.chosen.get(employee, []), day)
        line = resolve_line(self.chain(unit), self.heads_on[unit, day], employee, chosen)
        return line, chosen is not None and chosen != employee

    def head(self, unit: int, day: date) -> int | None:
        """Return the definitive head of a unit on a day."""
        return _holder(self.heads.get(unit, []), day)

    def days(self, unit: int, employee: int) -> list[date]:
        """Return the first day and every later one on which the line of this employee may change."""
        if unit not in self.breaks:
            self.breaks[unit] = {self.on}.union(
                *(_breaks(self.heads.get(one, []), self.on) for one in self.chain(unit))
            )
        return sorted(self.breaks[unit] | _breaks(self.chosen.get(employee, []), self.on))

    def chain(self, unit: int) -> tuple[int, ...]:
        """Return the unit and its parents up to the root."""
        if unit not in self.chains:
            path = [unit]
            parent = self.parents.get(unit)
            while parent is not None and parent not in path:
                path.append(parent)
                parent = self.parents.get(parent)
            self.chains[unit] = tuple(path)
        return self.chains[unit]


def _by_key(rows: Iterable[tuple[int, date, date | None, int]]) -> dict[int, Dated]:
    found: dict[int, Dated] = defaultdict(list)
    for key, start, end, employee in rows:
        found[key].append((start, end, employee))
    return dict(found)


def _holder(rows: Dated, day: date) -> int | None:
    """Return the employee of the last row that holds on a day."""
    held = [employee for start, end, employee in rows if start <= day and (end is None or day <= end)]
    return held[-1] if held else None


def _breaks(rows: Dated, on: date) -> set[date]:
    """Return the days after `on` on which one of the rows begins or has ended."""
    return {day for start, end, _ in rows for day in (start, end + DAY if end else on) if day > on}
