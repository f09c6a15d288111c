"""Which lines of superiors have to be resolved anew after an import, and from which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from ..models import Placement, Unit
from .line import refresh_lines

CHUNK = 5000


class LineChanges:
    """Collects what moved; then resolves the lines of new placements and below moved heads.

    Lines are kept from the first of January: a person imported in March has an appraiser for January.
    """

    def __init__(self, on: date) -> None:
        self.on = on
        self.floor = date(on.year, 1, 1)
        self.units_moved: set[int] = set()
        self.heads_moved: list[tuple[int, date]] = []
        self.placements: list[int] = []  # begun
        self.ended: list[int] = []
        self.first_new: int | None = None
        self.last_new = 0

    def begun(self, placements: list[Placement]) -> None:
        """Take note of new placements."""
        self.placements += [placement.pk for placement in placements]
        for placement in placements:
            self.first_new = min(self.first_new or placement.pk, placement.pk)
            self.last_new = max(self.last_new, placement.pk)
            if placement.is_head:
                self.heads_moved.append((placement.unit_id, placement.started_on))

    def refresh(self, at: datetime) -> None:
        """Resolve the lines from the earliest day on; later heads make further rows by themselves."""
        if self.first_new is None and not self.heads_moved and not self.units_moved:
            return
        below = self.below({unit for unit, _ in self.heads_moved} | self.units_moved)
        start = min([max(day, self.floor) for _, day in self.heads_moved] or [self.on])
        for group in self._new():
            refresh_lines(on=self.floor, at=at, placements=group)
        for group in _groups(below):
            refresh_lines(on=start, at=at, placements=group)

    def _new(self) -> Iterable[QuerySet[Placement]]:
        """Return the new placements in ranges, so that memory does not grow with the file."""
        if self.first_new is None:
            return []
        firsts = range(self.first_new, self.last_new + 1, CHUNK)
        return (
            Placement.objects.filter(pk__gte=first, pk__lt=min(first + CHUNK, self.last_new + 1))
            for first in firsts
        )

    def below(self, units: set[int]) -> set[int]:
        """Return the units and everything below them."""
        children: dict[int, list[int]] = defaultdict(list)
        for pk, parent in Unit.objects.values_list("pk", "parent_id") if units else ():
            if parent is not None:
                children[parent].append(pk)
        found, waiting = set(units), list(units)
        while waiting:
            for child in children[waiting.pop()]:
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found


def _groups(units: set[int]) -> Iterable[QuerySet[Placement]]:
    """Return the placements of units in groups of a few hundred units."""
    ordered = sorted(units)
    return (
        Placement.objects.filter(unit__in=ordered[start : start + 400])
        for start in range(0, len(ordered), 400)
    )
