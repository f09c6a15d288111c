"""Days of planning and of rating of units: staggered, extended, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.models import Employee, Unit

from ..access.window import may_set_windows
from ..models import Period, PlanningWindow, RatingWindow, Term

Window = TypeVar("Window", PlanningWindow, RatingWindow)


@transaction.atomic
def set_windows(
    *,
    period: Period,
    version: int,
    units: Sequence[Unit],
    started_on: date,
    ended_on: date,
    reason: str,
    by: Employee,
    at: datetime,
) -> int:
    """Give units other days of planning than the usual ones, and return how many units they are.

    What a unit had before is replaced. `version` is that of the period. Raise Denied for all but BKD
    admins, Refused at the field, Conflict when the year changed meanwhile.
    """
    period = _hold(period, version, by, at)
    if started_on > period.ended_on:
        raise Refused("Perencanaan dimulai sebelum tahunnya selesai.", "started_on")
    days = {"started_on": started_on, "ended_on": ended_on, "reason": reason.strip()}
    before, after = _replace(PlanningWindow, {"period": period}, units, days | {"set_by": by, "set_at": at})
    _record("period.windows_set", period, by, at, before, after, reason.strip())
    return len(units)


@transaction.atomic
def set_rating_windows(
    *,
    term: Term,
    version: int,
    units: Sequence[Unit],
    started_on: date,
    ended_on: date,
    reason: str,
    by: Employee,
    at: datetime,
) -> int:
    """Give units other days of rating in a term, and return how many units they are.

    As `set_windows`; refused at `started_on` for days before the term begins.
    """
    period = _hold(term.period, version, by, at)
    if started_on < term.started_on:
        raise Refused(f"Penilaian dimulai setelah {term.name} dimulai.", "started_on")
    days = {"started_on": started_on, "ended_on": ended_on, "reason": reason.strip()}
    before, after = _replace(RatingWindow, {"term": term}, units, days | {"set_by": by, "set_at": at})
    _record("period.rating_windows_set", period, by, at, before, after, f"{term.name}: {reason.strip()}")
    return len(units)


@transaction.atomic
def remove_rating_window(*, window: RatingWindow, version: int, by: Employee, at: datetime) -> Period:
    """Let a unit be rated on the days of the unit above again; Conflict when the year changed meanwhile."""
    period = _hold(window.term.period, version, by, at)
    before = _days([window])
    window.delete()
    _record("period.rating_window_removed", period, by, at, before, None, window.term.name)
    return period


def _replace(
    model: type[Window],
    of: dict[str, Any],
    units: Sequence[Unit],
    values: dict[str, Any],
) -> tuple[dict[str, str], dict[str, str]]:
    """Write the days of units in place of what they had; return both for the audit trail, or refuse."""
    if not units:
        raise Refused("Pilih paling sedikit satu unit.", "units")
    if values["ended_on"] < values["started_on"]:
        raise Refused("Tulis akhir masa pada atau setelah tanggal mulainya.", "ended_on")
    if not values["reason"]:
        raise Refused("Tulis alasannya, misalnya pembagian giliran atau nomor surat.", "reason")
    stored = {row.unit_id: row for row in model.objects.filter(**of, unit__in=units).select_related("unit")}
    before = _days(stored.values())
    rows = [stored.get(unit.pk) or model(**of, unit=unit) for unit in units]
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
    model.objects.bulk_update([row for row in rows if row.pk], list(values))
    model.objects.bulk_create([row for row in rows if not row.pk])
    return before, _days(rows)


@transaction.atomic
def remove_window(*, window: PlanningWindow, version: int, by: Employee, at: datetime) -> Period:
    """Let a unit follow the unit above again; raise Conflict when the year changed meanwhile."""
    period = _hold(window.period, version, by, at)
    window = PlanningWindow.objects.select_related("unit").get(pk=window.pk)
    before = _days([window])
    window.delete()
    _record("period.window_removed", period, by, at, before, None)
    return period


def _hold(period: Period, version: int, by: Employee, at: datetime) -> Period:
    """Let one change of a year after the other in, and ask whether this one may."""
    fresh = Period.objects.get(pk=period.pk)
    require(may_set_windows(by, fresh, timezone.localdate(at)))
    try:
        return change(fresh, expect=version, where={"closed_at__isnull": True})
    except Conflict as lost:
        raise Conflict(
            "Jadwal ini sudah diubah orang lain sejak Anda membukanya.", version=lost.version
        ) from lost


def _days(rows: Iterable[PlanningWindow | RatingWindow]) -> dict[str, str]:
    return {str(row.unit): f"{row.started_on} sampai {row.ended_on}" for row in rows}


def _record(
    action: str, period: Period, by: Employee, at: datetime, before: Any, after: Any, note: str = ""
) -> None:
    audit.record(action=action, by=by, at=at, target=period, before=before, after=after, note=note)
