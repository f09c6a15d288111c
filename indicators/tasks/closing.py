"""Closing the plans of a year that lets nobody in any more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from appraisal.jobs import Job, Work
from organizations.operations import tell

from .. import operations
from ..models import Period, Plan
from ..operations.closing import CLOSING
from ..rules import PlanStatus

BATCH = 500


class ClosingYear(Work):
    """Give every agreed plan of a closed year its last state; safe to be killed at any step."""

    kind = CLOSING
    title = "Penutupan tahun"

    def measure(self, job: Job) -> int:
        """Return how many plans are still agreed."""
        period = job.arguments["period"]
        return Plan.objects.filter(period=period, status=PlanStatus.AGREED.value).count()

    def apply(self, job: Job, start: int, prepared: Any) -> int:
        """Close the next plans; when none is left, whatever was counted is done."""
        period, now = job.arguments["period"], timezone.now()
        done = operations.close_plans(period=period, at_most=BATCH, by=job.by, at=now)
        return start + done if done else max(job.total or 0, start + 1)

    def ended(self, job: Job, at: datetime) -> None:
        """Seal the year and tell who closed it."""
        period = Period.objects.get(pk=job.arguments["period"])
        if operations.seal_period(period=period.pk, by=job.by, at=at) and job.by:
            tell(
                key=f"tahun-ditutup-{period.pk}",
                to=job.by,
                subject=f"Penutupan tahun {period.year} selesai",
                lines=["Semua SKP yang disepakati sudah ditutup. Tahun ini bisa dibaca dan dicetak."],
                path=reverse("desk:period-detail", args=[period.pk]),
                at=at,
            )
