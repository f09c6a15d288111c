"""How far a job is, with its slices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from ..models import Job, JobStatus


@dataclass(frozen=True)
class Progress:
    """Units done of all; `total` is None while it is not known."""

    done: int
    total: int | None
    slices: int = 0
    slices_done: int = 0

    @property
    def percent(self) -> int:
        """0 to 100; 0 while nothing is known."""
        return min(100, 100 * self.done // self.total) if self.total else 0


_SUMS: dict[str, Any] = {
    "count": Count("pk"),
    "ended": Count("pk", filter=Q(status=JobStatus.DONE)),
    "open": Count("pk", filter=Q(total__isnull=True)),
    "cursor": Sum("cursor"),
    "all": Sum("total"),
}


def progress_of_many(jobs: Sequence[Job]) -> dict[int, Progress]:
    """Return how far each job is by key (one query)."""
    rows = Job.objects.filter(parent__in=[job.pk for job in jobs]).values("parent").annotate(**_SUMS)
    shared: dict[Any, Any] = {row["parent"]: row for row in rows}
    return {job.pk: _told(job, shared.get(job.pk)) for job in jobs}


def progress_of(job: Job) -> Progress:
    """Return how far a job is (one query); while slices are not measured yet, `total` is None."""
    return _told(job, job.slices.aggregate(**_SUMS))


def _told(job: Job, row: dict[str, Any] | None) -> Progress:
    if not row or not row["count"]:
        return Progress(job.cursor, job.total)
    return Progress(row["cursor"] or 0, None if row["open"] else row["all"], row["count"], row["ended"])
