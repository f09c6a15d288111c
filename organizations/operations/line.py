"""The line of superiors: dated rows resolved from the unit tree and from overrides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Refused

from .. import access
from ..models import Employee, Placement, SuperiorOverride, Supervision, Unit
from ..rules import Line, resolve_line

DAY = timedelta(days=1)
BATCH = 2000


class Tree:
    """The heads and the chains of units as they stand on one day, read in two queries."""

    def __init__(self, on: date) -> None:
        self.parents = dict(Unit.objects.values_list("pk", "parent_id"))
        heads = Placement.objects.on(on).definitive().filter(is_head=True, employee__is_active=True)
        self.heads = dict(heads.order_by("started_on", "pk").values_list("unit_id", "employee_id"))
        self.chains: dict[int, tuple[int, ...]] = {}
        overrides = SuperiorOverride.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=on), started_on__lte=on
        )
        rows = overrides.order_by("set_at", "pk").values_list("employee_id", "superior_id")
        self.overrides = dict(rows)

    def line(self, unit: int, employee: int) -> tuple[Line, bool]:
        """Return the line of an employee of a unit, and whether an override made it."""
        chosen = self.overrides.get(employee)
        line = resolve_line(self.chain(unit), self.heads, employee, chosen)
        return line, chosen is not None and chosen != employee

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


@transaction.atomic
def refresh_lines(*, on: date, at: datetime, placements: QuerySet[Placement] | None = None) -> int:
    """Resolve the superiors from a day onward and return how many rows were written.

    Rows that end before the day stay as history. Later starts and ends of overrides and of heads make
    further rows, so a range that begins next month is already in place. Unchanged lines are not written.
    """
    locking.take_lines()
    people = Placement.objects.all() if placements is None else placements
    people = people.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on))
    chosen = list(people.order_by("pk").values_list("pk", "unit_id", "employee_id", "started_on", "ended_on"))
    first = Tree(on)
    units = None if placements is None else {unit for row in chosen for unit in first.chain(row[1])}
    breaks = _breaks(on, {row[2] for row in chosen}) | _head_breaks(on, units)
    trees = {on: first} | {day: Tree(day) for day in sorted(breaks)}
    fresh = [row for place in chosen for row in _rows(place, trees)]

    return _replace([place[0] for place in chosen], fresh, on)


def _breaks(on: date, employees: set[int]) -> set[date]:
    """Return the days after `on` at which an override of these people begins or has ended."""
    days: set[date] = set()
    rows = SuperiorOverride.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on))
    for employee, start, end in rows.values_list("employee_id", "started_on", "ended_on"):
        if employee in employees:
            days.update(day for day in (start, end + DAY if end else on) if day > on)
    return days


def _head_breaks(on: date, units: set[int] | None) -> set[date]:
    """Return the days after `on` at which one of these units (None: any) gets or loses its head."""
    heads = Placement.objects.definitive().filter(Q(started_on__gt=on) | Q(ended_on__gte=on), is_head=True)
    if units is not None:
        heads = heads.filter(unit__in=units)
    rows = heads.values_list("started_on", "ended_on")
    return {day for start, end in rows for day in (start, end + DAY if end else on) if day > on}


def _rows(place: tuple[int, int, int, date, date | None], trees: dict[date, Tree]) -> list[Supervision]:
    placement, unit, employee, started_on, ended_on = place
    rows: list[Supervision] = []
    for day, tree in trees.items():
        start = max(day, started_on)
        if ended_on is not None and start > ended_on:
            continue
        line, is_override = tree.line(unit, employee)
        row = Supervision(
            placement_id=placement,
            superior_id=line.superior,
            upper_id=line.upper,
            is_override=is_override,
            started_on=start,
            ended_on=ended_on,
        )
        if rows and rows[-1].started_on == start:
            rows.pop()
        elif rows and _same(rows[-1], row):
            continue
        elif rows:
            rows[-1].ended_on = start - DAY
        rows.append(row)
    return rows


def _same(one: Supervision, other: Supervision) -> bool:
    return (one.superior_id, one.upper_id, one.is_override) == (
        other.superior_id,
        other.upper_id,
        other.is_override,
    )


def _replace(placements: list[int], fresh: list[Supervision], on: date) -> int:
    """Put the fresh rows in place of the ones from the day onward; keep what did not change."""
    wanted: dict[int, list[Supervision]] = defaultdict(list)
    for row in fresh:
        wanted[row.placement_id].append(row)
    written = 0
    for batch in _batches(placements):
        current: dict[int, list[Supervision]] = defaultdict(list)
        rows = Supervision.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), placement__in=batch)
        for row in rows.order_by("placement_id", "started_on"):
            current[row.placement_id].append(row)
        drop, close, add = [], [], []
        for placement in batch:
            old, new = current[placement], wanted[placement]
            if _equal(old, new):
                continue
            drop += [row.pk for row in old if row.started_on >= on]
            close += [row.pk for row in old if row.started_on < on]
            add += new
        Supervision.objects.filter(pk__in=drop).delete()
        Supervision.objects.filter(pk__in=close).update(ended_on=on - DAY)
        Supervision.objects.bulk_create(add, batch_size=500)
        written += len(drop) + len(close) + len(add)
    return written


def _equal(old: list[Supervision], new: list[Supervision]) -> bool:
    """Say whether the stored rows already say the same; the first may have started earlier."""
    if len(old) != len(new):
        return False
    pairs = list(zip(old, new, strict=True))
    starts = pairs[0][0].started_on <= pairs[0][1].started_on if pairs else True
    later = all(one.started_on == other.started_on for one, other in pairs[1:])
    return starts and later and all(_same(one, two) and one.ended_on == two.ended_on for one, two in pairs)


def _batches(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


@transaction.atomic
def override_superior(
    *,
    employee: Employee,
    superior: Employee,
    started_on: date,
    ended_on: date | None,
    reason: str,
    by: Employee,
    at: datetime,
) -> SuperiorOverride:
    """Let another person appraise this employee in a date range, and resolve the lines anew.

    Raise Denied when `by` may not set it, Refused when the range or the person is impossible.
    """
    require(access.may_set_superior(by, employee, timezone.localdate(at)))

    if superior.pk == employee.pk:
        raise Refused("Pilih orang lain: pegawai tidak menilai dirinya sendiri.", "superior")
    if not superior.is_active:
        raise Refused("Pilih atasan yang masih aktif.", "superior")
    if _appraises(employee, superior, started_on, ended_on):
        raise Refused("Pilih orang lain: dua orang tidak saling menilai pada masa yang sama.", "superior")
    if ended_on is not None and ended_on < started_on:
        raise Refused("Tanggal selesai tidak boleh sebelum tanggal mulai.", "ended_on")
    if not reason.strip():
        raise Refused("Tulis alasannya, misalnya nomor surat perintah.", "reason")

    override = SuperiorOverride.objects.create(
        employee=employee,
        superior=superior,
        started_on=started_on,
        ended_on=ended_on,
        reason=reason.strip(),
        set_by=by,
        set_at=at,
    )
    refresh_lines(on=started_on, at=at, placements=Placement.objects.filter(employee=employee))
    after = {"superior": str(superior), "started_on": started_on, "ended_on": ended_on}
    audit.record(action="superior.set", by=by, at=at, target=employee, after=after, note=reason)
    return override


def _appraises(employee: Employee, other: Employee, start: date, end: date | None) -> bool:
    """Say whether the employee appraises the other person on any day from start to end."""
    lines = Supervision.objects.filter(superior=employee, placement__employee=other)
    lines = lines.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=start))
    return (lines if end is None else lines.filter(started_on__lte=end)).exists()
