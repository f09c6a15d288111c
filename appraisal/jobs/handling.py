"""Beginning, stopping and continuing long work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from ..errors import Refused
from ..models import UNFINISHED, Job, JobStatus
from .queue import enqueue
from .work import KINDS

AT_ONCE = 1000  # rows that a page writes itself; more is the work of a job (decided here, for every kind)


def is_large(rows: int) -> bool:
    """Say whether so many rows are too many for a page."""
    return rows > AT_ONCE


def start(
    kind: str, arguments: dict[str, Any], *, by: Any, at: datetime, title: str = "", key: str = ""
) -> Job:
    """Write down that work waits, inside the caller's transaction, and return it.

    `key` names the very work: while one with the same key is unfinished, that one is returned and none begun.
    """
    row = Job(
        kind=kind,
        arguments=arguments,
        by=by,
        key=key,
        made_at=at,
        queued_at=at,
        title=title or KINDS[kind].title,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            enqueue(row)
    except IntegrityError:
        found = Job.objects.filter(key=key, status__in=UNFINISHED).first() if key else None
        if found is None:
            raise
        return found
    return row


def stop(job: Job, *, at: datetime) -> bool:
    """End a job and its slices after the step they are in; return whether there was anything to end.

    What was done stays, `resume` goes on from there. Whoever runs it loses the fence and notices.
    """
    rows = Job.objects.filter(Q(pk=job.pk) | Q(parent=job.pk), status__in=UNFINISHED)
    return bool(rows.update(status=JobStatus.STOPPED, fence="", lease_until=None, queued_at=at))


def resume(job: Job, *, at: datetime) -> bool:
    """Let a stopped or failed job and its slices go on where they were; return whether there was one.

    Raise Refused while other work with the same key goes on.
    """
    try:
        return _resume(job, at)
    except IntegrityError as error:
        raise Refused("Pekerjaan yang sama sudah berjalan. Tunggu sampai selesai.") from error


def _resume(job: Job, at: datetime) -> bool:
    with transaction.atomic():
        rows = Job.objects.filter(
            Q(pk=job.pk) | Q(parent=job.pk), status__in=[JobStatus.STOPPED, JobStatus.FAILED]
        )
        found = list(rows.select_for_update().order_by("pk"))
        fresh = {"status": JobStatus.WAITING, "attempts": 0, "fault": "", "ended_at": None, "queued_at": at}
        rows.filter(pk__in=[row.pk for row in found]).update(**fresh, fence="", lease_until=None)
        for row in found:
            enqueue(row)
    return bool(found)
