"""Counts of people by unit, rolled up along the tree, and pages of the units below one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from django.core.cache import cache
from django.utils import timezone

from appraisal.paging import counted_page

from ..access import Scope
from ..models import Unit
from .people import PAGE

REMEMBERED = 60  # seconds; the counts of a whole city are made once a minute, and say when
TREE_REMEMBERED = 300  # seconds; units come and go by the month


class Sum(Protocol):
    """Counts of people that can be added up along the tree."""

    @property
    def people(self) -> int:
        """How many people there are."""

    def add(self, other: Any) -> None:
        """Add the counts of another unit."""


Sums = TypeVar("Sums", bound=Sum)


@dataclass
class Branches(Generic[Sums]):
    """Counts by unit, the tree to roll them up, and when they were made."""

    own: dict[int, Sums]
    names: dict[int, str]
    children: dict[int | None, list[int]]
    at: datetime
    zero: type[Sums]

    def below(self, unit: int) -> Sums:
        """Return the counts of a unit and everything below it."""
        total, stack = self.zero(), [unit]
        while stack:
            current = stack.pop()
            if current in self.own:
                total.add(self.own[current])
            stack += self.children.get(current, [])
        return total

    def first_with_choice(self) -> int | None:
        """Return the topmost unit with people of its own or more than one unit below it."""
        unit = next(iter(self.children.get(None, [])), None)
        while unit is not None and not self._has_people(unit) and len(self.children.get(unit, [])) == 1:
            unit = self.children[unit][0]
        return unit

    def _has_people(self, unit: int) -> bool:
        return unit in self.own and self.own[unit].people > 0

    def inside(self, scope: Scope) -> Sums:
        """Return the counts of everybody in a scope."""
        total = self.zero()
        for unit, counts in self.own.items():
            if scope.is_all or unit in scope.unit_ids:
                total.add(counts)
        return total


def branches(own: dict[int, Sums], zero: type[Sums]) -> Branches[Sums]:
    """Return counts by unit on the tree of the open units, made now."""
    names, children = open_tree()
    return Branches(own, names, children, timezone.now(), zero)


def open_tree() -> tuple[dict[int, str], dict[int | None, list[int]]]:
    """Return the names of the open units and what lies below each, by name (one query in five minutes)."""
    found: tuple[dict[int, str], dict[int | None, list[int]]] | None = cache.get("open-units")
    if found is None:
        names: dict[int, str] = {}
        children: dict[int | None, list[int]] = defaultdict(list)
        units = Unit.objects.open().order_by("name", "pk").values_list("pk", "name", "parent")
        for pk, name, parent in units:
            names[pk] = name
            children[parent].append(pk)
        found = names, dict(children)
        cache.set("open-units", found, TREE_REMEMBERED)
    return found


@dataclass(frozen=True)
class UnitRow:
    """One unit of a table of counts."""

    pk: int
    name: str
    has_children: bool
    counts: Any


@dataclass(frozen=True)
class UnitPage:
    """One page of units, and the addresses of the pages beside it."""

    rows: list[UnitRow]
    label: str
    prev_href: str
    next_href: str


def unit_page(made: Branches[Any], parent: int, number: str, kept: str = "", size: int = PAGE) -> UnitPage:
    """Return one page of the units directly below a unit with the counts of their subtrees, by name.

    `kept` is what the links to other pages carry besides unit and page.
    """
    inside = [pk for pk in made.children.get(parent, []) if made.below(pk).people]
    page = counted_page(number, len(inside), size, f"?{kept}unit={parent}&halaman=")
    rows = [
        UnitRow(pk, made.names[pk], bool(made.children.get(pk)), made.below(pk)) for pk in inside[page.part]
    ]
    return UnitPage(rows, page.label, page.prev_href, page.next_href)


def path_to(made: Branches[Any], unit: int | None) -> list[int]:
    """Return the units from the top of the tree down to this one."""
    parents = {child: parent for parent, children in made.children.items() for child in children}
    path: list[int] = []
    while unit is not None and unit not in path:
        path.insert(0, unit)
        unit = parents.get(unit)
    return path
