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
from ..models import Employee, Placement, SuperiorOverride, Supervision
from ..queries import Tree

DAY = timedelta(days=1)
BATCH = 2000


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
    tree = Tree(on)
    fresh = [row for place in chosen for row in _rows(place, tree)]

    return _replace([place[0] for place in chosen], fresh, on)


def _rows(place: tuple[int, int, int, date, date | None], tree: Tree) -> list[Supervision]:
    placement, unit, employee, started_on, ended_on = place
    rows: list[Supervision] = []
    for day in tree.days(unit, employee):
        start = max(day, started_on)
        if ended_on is not None and start > ended_on:
            continue
        line, is_override = tree.line(unit, employee, start)
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
    """Put the fresh rows in place of the ones from the day onward; keep what did not change.

    A line that goes on keeps its row, so that a move that is taken back leaves no seam.
    """
    wanted: dict[int, list[Supervision]] = defaultdict(list)
    for row in fresh:
        wanted[row.placement_id].append(row)
    written = 0
    for batch in _batches(placements):
        current: dict[int, list[Supervision]] = defaultdict(list)
        lasting = Q(ended_on__isnull=True) | Q(ended_on__gte=on - DAY)
        rows = Supervision.objects.filter(lasting, placement__in=batch)
        for row in rows.order_by("placement_id", "started_on"):
            current[row.placement_id].append(row)
        drop, close, prolong, add = [], [], [], []
        for placement in batch:
            old, new = current[placement], wanted[placement]
            before = old.pop(0) if old and old[0].started_on < on else None
            if before and new and new[0].started_on == on and _same(before, new[0]):
                ended_on = new.pop(0).ended_on
                if before.ended_on != ended_on:
                    before.ended_on = ended_on
                    prolong.append(before)
            elif before and before.ended_on != on - DAY:
                close.append(before.pk)
            if not _equal(old, new):
                drop += [row.pk for row in old]
                add += new
        Supervision.objects.filter(pk__in=drop).delete()
        Supervision.objects.filter(pk__in=close).update(ended_on=on - DAY)
        Supervision.objects.bulk_update(prolong, ["ended_on"], batch_size=500)
        Supervision.objects.bulk_create(add, batch_size=500)
        written += len(drop) + len(close) + len(prolong) + len(add)
    return written


def _equal(old: list[Supervision], new: list[Supervision]) -> bool:
    """Say whether the stored rows already say the same."""
    return len(old) == len(new) and all(
        _same(one, two) and (one.started_on, one.ended_on) == (two.started_on, two.ended_on)
        for one, two in zip(old, new, strict=True)
    )


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
