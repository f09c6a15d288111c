"""Closing the plans of a year that lets nobody in any more."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from appraisal.jobs import Job, Work
from organizations.access import may_administer

from .. import operations
from ..models import Plan
from ..operations.closing import CLOSING
from ..rules import PlanStatus

BATCH = 500


class ClosingYear(Work):
    """Give every agreed plan of a closed year its last state; safe to be killed at any step."""

    kind = CLOSING
    title = "Penutupan tahun"
    unit = "SKP"

    def measure(self, job: Job) -> int:
        """Return how many plans are still agreed."""
        period = job.arguments["period"]
        return Plan.objects.filter(period=period, status=PlanStatus.AGREED.value).count()

    def apply(self, job: Job, start: int, prepared: Any) -> int:
        """Close the next plans; when none is left, whatever was counted is done."""
        period, now = job.arguments["period"], timezone.now()
        done = operations.close_plans(period=period, at_most=BATCH, by=job.by, at=now)
        return start + done if done else max(job.total or 0, start + 1)

    def page(self, job: Job) -> str:
        """Return the address of the year."""
        return reverse("desk:period-detail", args=[job.arguments["period"]])

    def may_open(self, job: Job, user: Any, on: date) -> bool:
        """Every BKD admin sees how far it is and may continue it."""
        return bool(may_administer(user, on))

    def ended(self, job: Job, at: datetime) -> None:
        """Seal the year."""
        operations.seal_period(period=job.arguments["period"], by=job.by, at=at)
