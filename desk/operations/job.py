"""Stopping long work, letting it go on, and telling who asked for it how it ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from appraisal import audit, jobs
from appraisal.access import require
from appraisal.jobs import Job, JobStatus
from appraisal.templatetags.ui import tanggal
from organizations.models import Employee
from organizations.operations import tell

from ..access.job import may_steer

SOON = timedelta(minutes=1)  # whoever waited that long may have gone on with something else


@transaction.atomic
def stop_job(*, job: Job, by: Employee, at: datetime) -> bool:
    """End a job after the step it is in; what was done stays. False when it had ended already.

    Raise Denied for all but who asked for it and BKD admins.
    """
    require(may_steer(by, job, timezone.localdate(at)))
    stopped = jobs.stop(job, at=at)
    if stopped:
        audit.record(action="job.stopped", by=by, at=at, target=job)
    return stopped


@transaction.atomic
def resume_job(*, job: Job, by: Employee, at: datetime) -> bool:
    """Let a stopped or failed job go on where it was; False when it runs already.

    Raise Denied for all but who asked for it and BKD admins.
    """
    require(may_steer(by, job, timezone.localdate(at)))
    resumed = jobs.resume(job, at=at)
    if resumed:
        audit.record(action="job.resumed", by=by, at=at, target=job)
    return resumed


def tell_owner(job: Job, at: datetime) -> None:
    """Write to who asked for a job that it is done or needs a look, when it took more than a minute."""
    if job.parent_id is not None or job.by is None or at - job.made_at < SOON:
        return
    if job.status == JobStatus.DONE:
        until = f" Hasilnya bisa diunduh sampai {tanggal(job.keep_until)}." if job.keep_until else ""
        subject, line = "Pekerjaan selesai", f"{job.title} sudah selesai.{until}"
    else:
        subject, line = (
            "Pekerjaan terhenti",
            f"{job.title} terhenti. Halamannya menyebut sebab dan langkahnya.",
        )
    path = reverse("desk:job-detail", args=[job.pk])
    key = f"job-{job.pk}-{job.status}-{at:%Y%m%d%H%M%S}"
    tell(key=key, to=job.by, subject=subject, lines=[line], path=path, at=at)
