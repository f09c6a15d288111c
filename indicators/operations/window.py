"""Days of planning of units: staggered, extended, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.models import Employee, Unit

from ..access.window import may_set_windows
from ..models import Period, PlanningWindow


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
    if not units:
        raise Refused("Pilih paling sedikit satu unit.", "units")
    if ended_on < started_on:
        raise Refused("Tulis akhir masa pada atau setelah tanggal mulainya.", "ended_on")
    if started_on > period.ended_on:
        raise Refused("Perencanaan dimulai sebelum tahunnya selesai.", "started_on")
    if not reason.strip():
        raise Refused("Tulis alasannya, misalnya pembagian giliran atau nomor surat.", "reason")

    stored = {row.unit_id: row for row in PlanningWindow.objects.filter(period=period, unit__in=units)}
    before = _days(stored.values())
    rows = []
    for unit in units:
        row = stored.get(unit.pk) or PlanningWindow(period=period, unit=unit)
        row.started_on, row.ended_on, row.reason = started_on, ended_on, reason.strip()
        row.set_by, row.set_at = by, at
        rows.append(row)
    changed = ["started_on", "ended_on", "reason", "set_by", "set_at"]
    PlanningWindow.objects.bulk_update([row for row in rows if row.pk], changed)
    PlanningWindow.objects.bulk_create([row for row in rows if not row.pk])
    _record("period.windows_set", period, by, at, before, _days(rows), reason.strip())
    return len(rows)


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


def _days(rows: Iterable[PlanningWindow]) -> dict[str, str]:
    return {str(row.unit): f"{row.started_on} sampai {row.ended_on}" for row in rows}


def _record(
    action: str, period: Period, by: Employee, at: datetime, before: Any, after: Any, note: str = ""
) -> None:
    audit.record(action=action, by=by, at=at, target=period, before=before, after=after, note=note)
