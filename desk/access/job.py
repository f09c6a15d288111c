"""Who may see, stop and download long work."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from appraisal.access import ALLOW, Decision, deny
from appraisal.jobs import KINDS, Job
from organizations.access import may_administer
from organizations.models import Employee

NOT_YOURS = "Pekerjaan ini milik orang lain."


def visible_jobs(user: Employee, on: date) -> QuerySet[Job]:
    """Return the whole jobs that a person may look at: own ones, BKD admins all."""
    rows = Job.objects.filter(parent__isnull=True)
    return rows if may_administer(user, on) else rows.filter(by=user)


def may_steer(user: Employee, job: Job, on: date) -> Decision:
    """Whether a person may stop a job and let it go on: who asked for it, and BKD admins."""
    return ALLOW if job.by_id == user.pk or may_administer(user, on) else deny(NOT_YOURS)


def may_download(user: Employee, job: Job, on: date) -> Decision:
    """Whether a person may have the result: its kind is asked anew each time, BKD admins always may."""
    work = KINDS.get(job.kind)
    if may_administer(user, on) or (work is not None and work.may_open(job, user, on)):
        return ALLOW
    return deny("Hak Anda atas hasil ini sudah berubah. Minta BKD mengirimkannya.")
