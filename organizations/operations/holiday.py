"""The agency's holidays: written from the decree of a year, taken off again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require

from .. import access
from ..models import Employee, Holiday
from ..rules.workdays import FIXED_BASIS, fixed_holidays


@transaction.atomic
def set_holidays(*, days: Mapping[date, str], basis: str, by: Employee, at: datetime) -> int:
    """Write holidays with their names and the decree, and return how many there are to read now.

    A day that stood there gets the new name and decree. A year that is written for the first time also
    gets the national holidays with a fixed date. Raise Denied for anybody but a BKD admin.
    """
    require(access.may_administer(by, timezone.localdate(at)))
    years = {day.year for day in days}
    begun = {day.year for day in Holiday.objects.filter(day__year__in=years).values_list("day", flat=True)}
    fixed = [
        Holiday(day=day, name=name, basis=FIXED_BASIS, set_by=by, set_at=at)
        for year in sorted(years - begun)
        for day, name in fixed_holidays(year).items()
        if day not in days
    ]
    rows = [Holiday(day=day, name=name, basis=basis, set_by=by, set_at=at) for day, name in days.items()]
    _store([*rows, *fixed], by, at)
    return len(rows) + len(fixed)


@transaction.atomic
def fill_holidays(*, year: int, by: Employee, at: datetime) -> int:
    """Add the national holidays with a fixed date that a year lacks; return how many.

    What the agency wrote stays as it is. Raise Denied for anybody but a BKD admin.
    """
    require(access.may_administer(by, timezone.localdate(at)))
    fixed = fixed_holidays(year)
    known = set(Holiday.objects.filter(day__in=fixed).values_list("day", flat=True))
    rows = [
        Holiday(day=day, name=name, basis=FIXED_BASIS, set_by=by, set_at=at)
        for day, name in fixed.items()
        if day not in known
    ]
    _store(rows, by, at)
    return len(rows)


@transaction.atomic
def remove_holiday(*, holiday: Holiday, by: Employee, at: datetime) -> None:
    """Make a holiday a working day again, as far as it is no Saturday or Sunday; nothing when it is gone.

    Raise Denied for anybody but a BKD admin.
    """
    require(access.may_administer(by, timezone.localdate(at)))
    removed, _ = Holiday.objects.filter(pk=holiday.pk).delete()
    if removed:
        before = {f"{holiday.day}": holiday.name}
        audit.record(action="holiday.removed", by=by, at=at, target=holiday, before=before)


def _store(rows: list[Holiday], by: Employee, at: datetime) -> None:
    """Write the days, whoever else writes them in the same moment, and keep what stood there before."""
    before = {f"{row.day}": row.name for row in Holiday.objects.filter(day__in=[row.day for row in rows])}
    rows = sorted(rows, key=lambda row: row.day)  # in one order, so that two writers never wait in a ring
    changed = ["name", "basis", "set_by", "set_at"]
    Holiday.objects.bulk_create(rows, update_conflicts=True, unique_fields=["day"], update_fields=changed)
    if rows:
        after = {f"{row.day}": row.name for row in rows}
        audit.record(action="holidays.set", by=by, at=at, before=before or None, after=after)
