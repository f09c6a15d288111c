"""What moves would bring about, read in a flat number of queries and without writing anything."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from ..models import Employee, Placement, Position, Unit
from ..rules import PositionKind
from ..rules.move_list import Leader, MoveFacts, Mover, Place, Post
from ..rules.move_row import MoveRow
from .tree import Dated, Tree

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody leaves a definitive post and begins another; None where there is no such post."""

    employee: int
    since: date
    left: int | None  # the unit that the person led
    led: int | None  # the unit that the person will lead
    superior: int | None = None  # appraises instead of the one whom the tree names


@dataclass(frozen=True, slots=True)
class Shift:
    """Whose superior changes."""

    employee: int
    before: int | None
    after: int | None


class Outlook:
    """The agency around some people, and as it would be after their moves."""

    def __init__(self, nips: Collection[str], on: date) -> None:
        self.on = on
        self.people = {row.nip: row for row in Employee.objects.filter(nip__in=set(nips))}
        self.numbers = {row.pk: row.nip for row in self.people.values()}
        self.names = {row.pk: row.name for row in self.people.values()}
        self.held: dict[int, Placement] = {}
        self.until: dict[int, date] = {}
        self._read_posts()
        self.units = {row.code: row for row in Unit.objects.all()}
        self.tree = Tree(on)
        self.facts = MoveFacts(self._movers(), self._places(), self._kinds(), self.lines)

    def _read_posts(self) -> None:
        rows = Placement.objects.definitive().filter(employee__in=self.numbers)
        for row in rows.select_related("unit", "position").order_by("started_on", "pk"):
            if row.ended_on is None:
                self.held[row.employee_id] = row
            else:
                self.until[row.employee_id] = max(row.ended_on, self.until.get(row.employee_id, row.ended_on))

    def _movers(self) -> dict[str, Mover]:
        found = {}
        for nip, person in self.people.items():
            held = self.held.get(person.pk)
            post = held and Post(held.unit.code, held.position.title, held.is_head, held.started_on)
            found[nip] = Mover(person.name, person.is_active, post or None, self.until.get(person.pk))
        return found

    def _places(self) -> dict[str, Place]:
        lasting = Q(ended_on__isnull=True) | Q(ended_on__gte=self.on)
        heads = Placement.objects.definitive().filter(lasting, is_head=True).select_related("employee")
        leaders: dict[int, list[Leader]] = defaultdict(list)
        for row in heads.order_by("started_on", "pk"):
            head = row.employee
            self.numbers[head.pk], self.names[head.pk] = head.nip, head.name
            leaders[row.unit_id].append(Leader(head.nip, head.name, row.started_on, row.ended_on))
        return {
            code: Place(unit.name, unit.echelon, unit.closed_on, tuple(leaders[unit.pk]))
            for code, unit in self.units.items()
        }

    def _kinds(self) -> dict[str, list[PositionKind]]:
        found: dict[str, list[PositionKind]] = defaultdict(list)
        for title, kind in Position.objects.order_by("pk").values_list("title", "kind"):
            found[title.casefold()].append(PositionKind(kind))
        return dict(found)

    # --- From rows to lines ------------------------------------------------------------------------

    def changes(self, rows: Iterable[MoveRow]) -> list[Change]:
        """Return what the moves mean for the lines; a named superior counts where the tree says otherwise."""
        plain = []
        for row in rows:
            person = self.people[row.nip].pk
            held = self.held.get(person)
            left = held.unit_id if held and held.is_head else None
            chosen = self.people[row.superior].pk if row.superior else None
            plain.append((row, Change(person, row.since, left, self._led(row), chosen)))
        tree = after(self.tree, [_unnamed(change) for _, change in plain])
        return [
            change
            if change.superior != tree.line(self.units[row.unit].pk, change.employee, row.since)[0].superior
            else _unnamed(change)
            for row, change in plain
        ]

    def _led(self, row: MoveRow) -> int | None:
        return self.units[row.unit].pk if row.is_head else None

    # --- Who appraises whom -------------------------------------------------------------------------

    def lines(self, rows: Sequence[MoveRow]) -> Mapping[str, str | None]:
        """Return the superior of every mover after the moves, and of everybody above, by NIP."""
        if not rows:
            return {}
        day = max(row.since for row in rows)
        tree = after(self.tree, self.changes(rows))
        homes = self._homes(tree, day) | {self.people[row.nip].pk: self.units[row.unit].pk for row in rows}
        found: dict[str, str | None] = {}
        waiting = [self.people[row.nip].pk for row in rows]
        while waiting:
            person = waiting.pop()
            if self.numbers[person] in found or person not in homes:
                continue
            superior = tree.line(homes[person], person, day)[0].superior
            found[self.numbers[person]] = self.numbers.get(superior) if superior else None
            if superior in self.numbers:
                waiting.append(superior)
        return found

    def _homes(self, tree: Tree, day: date) -> dict[int, int]:
        """Return the unit of everybody who may be a superior: heads, and who was chosen as one."""
        chosen = {row[2] for rows in tree.chosen.values() for row in rows}
        posts = Placement.objects.on(day).definitive().filter(employee__in=chosen).select_related("employee")
        found = {}
        for row in posts:
            found[row.employee_id] = row.unit_id
            self.numbers[row.employee_id] = row.employee.nip
            self.names[row.employee_id] = row.employee.name
        led = {holder: unit for unit in tree.heads if (holder := tree.head(unit, day)) is not None}
        return found | led

    def shifts(self, changes: Sequence[Change], homes: Mapping[int, int | None]) -> list[Shift]:
        """Return whose superior changes on the last day of the moves: movers first, then the others.

        `homes` gives the unit in which each mover will work, None for who leaves.
        """
        if not changes:
            return []
        day = max(change.since for change in changes)
        tree = after(self.tree, changes)
        found = []
        for change in changes:
            held, home = self.held.get(change.employee), homes[change.employee]
            before = self.tree.line(held.unit_id, change.employee, day)[0].superior if held else None
            later = tree.line(home, change.employee, day)[0].superior if home is not None else None
            found.append(Shift(change.employee, before, later))
        if any(change.left != change.led for change in changes):
            found += self._others(tree, day, {change.employee for change in changes})
        return found

    def _others(self, tree: Tree, day: date, movers: Collection[int]) -> list[Shift]:
        rows = Placement.objects.on(day).definitive().filter(employee__is_active=True)
        found = []
        for unit, employee in (
            rows.exclude(employee__in=movers).order_by("pk").values_list("unit_id", "employee_id")
        ):
            before = self.tree.line(unit, employee, day)[0].superior
            later = tree.line(unit, employee, day)[0].superior
            if before != later:
                found.append(Shift(employee, before, later))
        return found


def _unnamed(change: Change) -> Change:
    return Change(change.employee, change.since, change.left, change.led)


def after(tree: Tree, changes: Sequence[Change]) -> Tree:
    """Return the tree as it would be after the changes; overrides of who moves end the day before."""
    fresh = copy.copy(tree)
    fresh.heads, fresh.chosen = dict(tree.heads), dict(tree.chosen)
    fresh.breaks, fresh.heads_on = {}, {}
    for change in changes:
        if change.left is not None:
            fresh.heads[change.left] = _ended(fresh.heads.get(change.left, []), change)
        if change.employee in fresh.chosen:
            fresh.chosen[change.employee] = [
                (start, _until(end, change.since) if start < change.since else end, superior)
                for start, end, superior in fresh.chosen[change.employee]
            ]
    for change in changes:
        if change.led is not None:
            head = (change.since, None, change.employee)
            fresh.heads[change.led] = [*fresh.heads.get(change.led, []), head]
        if change.superior is not None:
            chosen = (change.since, None, change.superior)
            fresh.chosen[change.employee] = [*fresh.chosen.get(change.employee, []), chosen]
    return fresh


def _ended(rows: Dated, change: Change) -> Dated:
    return [
        (start, _until(end, change.since) if employee == change.employee else end, employee)
        for start, end, employee in rows
    ]


def _until(end: date | None, since: date) -> date:
    return since - DAY if end is None or end >= since else end
