"""The transport: a row of django-tasks in the same transaction, which a worker of any machine takes."""

from __future__ import annotations

from datetime import datetime

from ..models import Job
from .work import KINDS

QUICK, USUAL, SLICE = 50, 0, -50  # small things of one person overtake the many parts of a large one


def enqueue(job: Job, after: datetime | None = None) -> None:
    """Have a worker run the job, soon or after a moment; asking twice does no harm, the fence lets one in."""
    from ..tasks import run_job

    work = KINDS.get(job.kind)
    priority = SLICE if job.parent_id else QUICK if work and work.is_quick else USUAL
    run_job.using(priority=priority, run_after=after).enqueue(job.pk)
