"""Attendance of a unit as plain facts: days per month, never beside ratings, never unit against unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Sum

from organizations.models import Attendance
from organizations.rules import PlacementKind
from organizations.rules.attendance import NO_RATING, NOT_ABSENT

from ...rules.chart import Row, stacked
from ...rules.chart_table import Figure, Table, TableRow
from ...rules.chart_words import NOTHING, number, percent
from ...rules.small_groups import LEAST, shown_units
from .frame import TOO_FEW, Ask
from .obstacles import MONTHS

PARTS = (
    ("k1", "Hadir", "present_days"),
    ("k2", "Dinas luar", "travel_days"),
    ("k3", "Cuti", "leave_days"),
    ("k4", "Tanpa keterangan", "absent_days"),
    ("none", "Belum tercatat", ""),
)
LOOKS = tuple((look, label) for look, label, _ in PARTS)
NOTES = (
    f"{NOT_ABSENT} {NO_RATING}",
    "Orang dihitung pada unit jabatannya di awal bulan. Unit tidak disandingkan satu dengan yang lain.",
)


@dataclass(frozen=True)
class Days:
    """Days by unit and month, and the units that may be shown."""

    own: dict[int, Counter[Hashable]]
    shown: frozenset[int]


def count_days(ask: Ask, year: int) -> Days:
    """Add up the months of a year by unit (one query)."""
    held = Q(employee__placements__kind=PlacementKind.DEFINITIVE)
    held &= Q(employee__placements__started_on__lte=F("month"))
    held &= Q(employee__placements__ended_on__isnull=True) | Q(employee__placements__ended_on__gte=F("month"))
    months = Attendance.objects.filter(held, month__range=(date(year, 1, 1), date(year, 12, 1)))
    sums = [Sum(name) for _, _, name in PARTS if name]
    rows = months.values_list("employee__placements__unit", "month").annotate(
        Count("pk"), Sum("work_days"), *sums
    )
    own: dict[int, Counter[Hashable]] = {}
    people: dict[int, int] = {}
    for unit, month, count, work, *parts in rows.order_by():
        counts = own.setdefault(unit, Counter())
        people[unit] = max(people.get(unit, 0), count)
        counts[month.month, "work_days"] += work
        counts[month.month, "people"] += count
        for (_, _, name), days in zip(PARTS, parts, strict=False):
            counts[month.month, name] += days
    return Days(own, shown_units(people, ask.tree.children))


def _of(ask: Ask, year: int) -> Days:
    return ask.counted(f"presence-{year}", lambda: count_days(ask, year))


def _cells(counts: Counter[Hashable], month: int) -> list[int]:
    known = [counts[month, name] for _, _, name in PARTS if name]
    return [*known, max(counts[month, "work_days"] - sum(known), 0)]


def _months(counts: Counter[Hashable]) -> list[int]:
    return [month for month in range(1, 13) if counts[month, "work_days"]]


def _whole(ask: Ask, last: int | None) -> Figure:
    """Return the months of the unit, only the `last` ones where asked for."""
    year = ask.period.year
    found = _of(ask, year)
    counts = ask.tree.below(found.own, ask.unit)
    columns = ["Bulan", *[label for _, label, _ in PARTS], "Hari kerja", "Orang"]
    title, months = "Kehadiran per bulan", _months(counts)
    if not months or ask.unit not in found.shown:
        said = f"{NOTHING} tentang kehadiran pada {year}."
        if months:
            said = TOO_FEW.format(least=LEAST)
        return Figure("kehadiran", title, said, Table(columns, []))
    month = months[-1]
    share = percent(counts[month, "present_days"], counts[month, "work_days"])
    said = f"Hadir {share}% dari hari kerja pada {MONTHS[month - 1]} {year}"
    said += f", {number(counts[month, 'people'])} orang tercatat."
    before = Counter[Hashable]()
    if ask.earlier and ask.unit in (past := _of(ask, year - 1)).shown:
        before = ask.tree.below(past.own, ask.unit)
    said += ask.compared(share, percent(before[month, "present_days"], before[month, "work_days"]))
    shown = months[-last:] if last else months
    drawn = [
        Row(MONTHS[one - 1], tuple(_cells(counts, one)), f"{number(counts[one, 'work_days'])} hari")
        for one in shown
    ]
    rows = [
        TableRow([MONTHS[one - 1], *_cells(counts, one), counts[one, "work_days"], counts[one, "people"]])
        for one in shown
    ]
    return Figure("kehadiran", title, said, Table(columns, rows), stacked(drawn, LOOKS), NOTES, is_open=False)


def glance(ask: Ask) -> Figure:
    """Return the last three months on record."""
    return _whole(ask, 3)


def figures(ask: Ask) -> list[Figure]:
    """Return every month on record; no other unit stands beside it."""
    return [_whole(ask, None)]
