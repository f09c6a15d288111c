"""Closing a year in one moment and its plans in steps; the archive after it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from appraisal import audit, jobs, locking
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.models import Employee

from .. import access
from ..access.closing import may_archive, may_unarchive
from ..models import Period, Plan
from ..rules import PlanStatus

CLOSING = "period-closing"  # the kind of work


@transaction.atomic
def close_period(*, period: Period, version: int, by: Employee, at: datetime) -> Period:
    """Close a year for good: waits for those who are saving, then lets nobody in.

    The plans follow in the background (`close_plans`); until they have, the year is being closed.
    Raise Denied when it is not open or not this person's to close, Conflict when second.
    """
    locking.take(period.pk)
    period = Period.objects.get(pk=period.pk)
    require(access.may_manage_periods(by, timezone.localdate(at)))
    refuse_second(period, version)
    require(access.may_close(by, period, timezone.localdate(at)))

    change(period, expect=version, where={"closed_at__isnull": True}, closed_at=at, closed_by=by)
    audit.record(action="period.closed", by=by, at=at, target=period)
    title = f"Penutupan tahun {period.year}"
    jobs.start(CLOSING, {"period": period.pk}, by=by, at=at, title=title, key=f"{CLOSING}-{period.pk}")
    return period


@transaction.atomic
def close_plans(*, period: int, at_most: int, by: Employee | None, at: datetime) -> int:
    """Close the next agreed plans of a closed year, each with its event; return how many were left to do.

    Repeated after a crash it goes on with those that are still agreed, so that none is closed twice.
    """
    rows = Plan.objects.filter(
        period=period, period__closed_at__isnull=False, status=PlanStatus.AGREED.value
    ).order_by("pk")
    found = list(rows.select_for_update(of=("self",))[:at_most])
    Plan.objects.filter(pk__in=[row.pk for row in found]).update(
        status=PlanStatus.CLOSED.value, version=F("version") + 1
    )
    audit.record_many(audit.entry(action="plan.closed", by=by, at=at, target=row) for row in found)
    return len(found)


def seal_period(*, period: int, by: Employee | None, at: datetime) -> bool:
    """Say that the closing of a year is done; return whether it was not yet."""
    rows = Period.objects.filter(pk=period, closed_at__isnull=False, sealed_at__isnull=True)
    if not rows.update(sealed_at=at, version=F("version") + 1):
        return False
    row = Period.objects.get(pk=period)
    closed = Plan.objects.filter(period=period, status=PlanStatus.CLOSED.value).count()
    audit.record(action="period.sealed", by=by, at=at, target=row, after={"plans": closed})
    return True


@transaction.atomic
def archive_period(*, period: Period, version: int, by: Employee, at: datetime) -> Period:
    """Put a closed year aside: it is read only from now on and leaves the usual lists.

    Whoever writes about its results shares the lock that this takes. What may not be open any more is
    asked by the desk, which sees results (`desk.operations.archive_year`). Raise Denied before its
    closing is done, Conflict when second.
    """
    locking.take(period.pk)
    period = Period.objects.get(pk=period.pk)
    require(access.may_manage_periods(by, timezone.localdate(at)))
    refuse_second(period, version)
    require(may_archive(by, period, timezone.localdate(at)))

    change(period, expect=version, where={"archived_at": None}, archived_at=at, archived_by=by)
    audit.record(action="period.archived", by=by, at=at, target=period)
    return period


@transaction.atomic
def unarchive_period(*, period: Period, version: int, reason: str, by: Employee, at: datetime) -> Period:
    """Take a year out of the archive with a reason; it stays closed.

    Raise Denied when it is not archived, Refused without a reason, Conflict when second.
    """
    locking.take(period.pk)
    period = Period.objects.get(pk=period.pk)
    require(access.may_manage_periods(by, timezone.localdate(at)))
    refuse_second(period, version)
    require(may_unarchive(by, period, timezone.localdate(at)))
    if not reason.strip():
        raise Refused("Tulis alasannya, misalnya koreksi hasil menurut surat nomor 800/12.", "reason")

    before = {"archived_at": period.archived_at}
    change(period, expect=version, where={"archived_at__isnull": False}, archived_at=None, archived_by=None)
    audit.record(action="period.unarchived", by=by, at=at, target=period, before=before, note=reason.strip())
    return period


def refuse_second(period: Period, version: int) -> None:
    """Raise Conflict when the year was changed since it was seen."""
    if period.version != version:
        raise Conflict(f"Periode {period.year} sudah diubah orang lain sejak Anda membukanya.")
