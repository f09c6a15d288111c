"""How far a job is, with its slices."""

from __future__ import annotations

from dataclasses import dataclass

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


def progress_of(job: Job) -> Progress:
    """Return how far a job is (one query); while slices are not measured yet, `total` is None."""
    row = job.slices.aggregate(
        count=Count("pk"),
        ended=Count("pk", filter=Q(status=JobStatus.DONE)),
        open=Count("pk", filter=Q(total__isnull=True)),
        cursor=Sum("cursor"),
        all=Sum("total"),
    )
    if not row["count"]:
        return Progress(job.cursor, job.total)
    return Progress(row["cursor"] or 0, None if row["open"] else row["all"], row["count"], row["ended"])
