"""Putting a closed year into the archive, when nothing about its results is open any more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from appraisal import locking
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.templatetags.ui import angka
from indicators.access import may_manage_periods
from indicators.models import Period
from indicators.operations import archive_period
from organizations.models import Employee

from ..queries.closing import archive_obstacles


@transaction.atomic
def archive_year(*, period: Period, version: int, by: Employee, at: datetime) -> Period:
    """Archive a closed year; who writes about its results at this moment is waited for.

    Raise Denied before its closing is done, Refused while objections, corrections, rounds or award
    lists of it are open, Conflict when second.
    """
    locking.take(period.pk)
    require(may_manage_periods(by, timezone.localdate(at)))
    row = archive_period(period=period, version=version, by=by, at=at)
    left = archive_obstacles(row)
    if left:
        told = ", ".join(f"{angka(one.count)} {one.what}" for one in left)
        raise Refused(f"Tahun {row.year} belum bisa diarsipkan: {told}.")
    return row
