"""Running a job: take it, do step after step behind the fence, finish it or give it back."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..errors import Refused
from ..models import UNFINISHED, Job, JobStatus
from . import results
from .queue import enqueue
from .work import ON_END, Work, work_of

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=45)  # how long a worker is believed after it was last heard of
TURN = 60  # seconds; then a job lets others have a turn
PAUSE = timedelta(seconds=5)  # after a fault, times the attempts so far
ATTEMPTS = 5  # takes without one whole step; then somebody has to look
FAULT = (
    "Pekerjaan ini terhenti karena kendala di sistem. Coba lanjutkan; bila terhenti lagi, hubungi pengelola."
)
BREATH = 0.1  # seconds; SQLite looks that often whether its write lock is free
ENDING = threading.Event()  # set when this process is to end: jobs are given back after their step
HEART: Callable[[Job], None] | None = None  # what else is told that a step goes on (appraisal.jobs.workers)


class Lost(Exception):
    """Somebody else has the job now, or it was stopped."""


def run(pk: int) -> Job | None:
    """Run a job as far as it goes in one turn and return it; None when there was nothing to do.

    A refusal ends it with its sentence; another fault is logged and tried again, five times without
    a whole step. When the database itself is gone the lease runs out and `reap` begins anew.
    """
    job = _take(pk)
    if job is None:
        return None
    try:
        _go(job, work_of(job))
    except Lost:
        pass
    except Refused as error:
        _fail(job, str(error))
    except DatabaseError:
        logger.exception("Job %s lost the database in step %s.", pk, job.cursor)
        _give_back_or_fail(job)
    except (KeyboardInterrupt, SystemExit):
        _give_back(job)
        raise
    except BaseException:  # some libraries raise faults that are no Exception
        logger.exception("Job %s failed in step %s.", pk, job.cursor)
        _give_back_or_fail(job)
    return Job.objects.filter(pk=pk).first()


def run_waiting() -> int:
    """Run everything that waits, one after the other; return the number of turns. For tests and demos."""
    turns = 0
    while row := Job.objects.filter(_free(), status=JobStatus.WAITING).order_by("pk").first():
        run(row.pk)
        turns += 1
    return turns


def beat(job: Job) -> None:
    """Say that a slow step goes on; raise Lost when the job is somebody else's by now."""
    if not _mine(job).update(lease_until=timezone.now() + LEASE):
        raise Lost
    if HEART is not None:
        HEART(job)


def _free() -> Q:
    return Q(lease_until__isnull=True) | Q(lease_until__lt=timezone.now())


def _mine(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, fence=job.fence, status=JobStatus.RUNNING)


def _take(pk: int) -> Job | None:
    """Take a job that nobody has: one conditional UPDATE, so that two workers never both have it."""
    now, fence = timezone.now(), secrets.token_hex(16)
    stopped = Job.objects.filter(pk=OuterRef("parent_id"), status=JobStatus.STOPPED)
    taken = Job.objects.filter(_free(), ~Exists(stopped), pk=pk, status__in=UNFINISHED).update(
        fence=fence,
        lease_until=now + LEASE,
        status=JobStatus.RUNNING,
        attempts=F("attempts") + 1,
        started_at=Coalesce("started_at", now),
    )
    return Job.objects.get(pk=pk) if taken else None


def _go(job: Job, work: Work) -> None:
    if job.parent_id is None and _is_shared(job, work):
        return
    if job.total is None:
        job.total = work.measure(job)
        _save(job, total=job.total)
    began = time.monotonic()
    while job.cursor < job.total:
        _step(job, work)
        if job.cursor < job.total and (ENDING.is_set() or time.monotonic() - began > TURN):
            _give_back(job)
            return
    _finish(job, work)


def _step(job: Job, work: Work) -> None:
    """Do one step: the fence is proven first and the cursor moved last, in one transaction."""
    prepared = work.prepare(job, job.cursor)
    began = time.monotonic()
    with transaction.atomic():
        beat(job)
        cursor = work.apply(job, job.cursor, prepared)
        if cursor <= job.cursor:
            raise ValueError(f"{job.kind} did not go on from step {job.cursor}.")
        total = job.total or 0  # a step may find that there is more to do
        _save(job, cursor=min(cursor, total), total=total, state=job.state, attempts=0)
    job.cursor, job.attempts = cursor, 0
    if connection.vendor == "sqlite" and time.monotonic() - began > BREATH:
        time.sleep(BREATH)  # or whoever waits to save never finds the one write lock free


def _is_shared(job: Job, work: Work) -> bool:
    """Hand the job out in slices, or see that they still run; say whether it has to wait for them."""
    slices = list(job.slices.values_list("status", flat=True))
    if not slices and job.total is None:
        shares = work.slices(job)
        if not shares:
            return False
        now = timezone.now()
        with transaction.atomic():
            beat(job)
            common = {"kind": job.kind, "title": job.title, "by_id": job.by_id, "parent": job}
            rows = [
                Job(**common, arguments=job.arguments | share, made_at=now, queued_at=now) for share in shares
            ]
            for row in Job.objects.bulk_create(rows):
                enqueue(row)
            _save(job, total=0, lease_until=None, fence="", attempts=0)
        return True
    if any(status != JobStatus.DONE for status in slices):
        faulty = [status for status in slices if status in {JobStatus.FAILED, JobStatus.STOPPED}]
        if faulty and not any(status in UNFINISHED for status in slices):
            raise Refused("Sebagian pekerjaan terhenti. Lanjutkan untuk menyelesaikan sisanya.")
        _save(job, lease_until=None, fence="", attempts=0)
        return True
    return False


def _finish(job: Job, work: Work) -> None:
    is_whole = job.parent_id is None
    file = work.finish(job) if is_whole else None
    stored = results.store(job, file) if file else None
    now = timezone.now()
    try:
        with transaction.atomic():
            beat(job)
            values = results.columns(stored, now) if stored else {}
            _save(job, status=JobStatus.DONE, ended_at=now, lease_until=None, fence="", fault="", **values)
            job.status = JobStatus.DONE
            if is_whole:
                work.ended(job, now)
                _tell_end(job, now, values)
            _wake_parent(job)
    except BaseException:
        if stored:
            results.remove(stored.key)
        raise
    results.drop_parts(job)


def _wake_parent(job: Job) -> None:
    """Have the parent finished when this was the last slice; the lock of its row lets one say so."""
    if job.parent_id is None:
        return
    parent = Job.objects.select_for_update().get(pk=job.parent_id)
    if parent.status == JobStatus.RUNNING and not parent.slices.filter(status__in=UNFINISHED).exists():
        Job.objects.filter(pk=parent.pk).update(status=JobStatus.WAITING, queued_at=timezone.now())
        enqueue(parent)


def _save(job: Job, **values: Any) -> None:
    """Write columns of a job that is still ours; raise Lost when it is not."""
    if not _mine(job).update(**values):
        raise Lost


def _give_back(job: Job, wait: timedelta = timedelta()) -> None:
    """Let whoever is free go on with the job."""
    with transaction.atomic():
        now = timezone.now()
        if _mine(job).update(status=JobStatus.WAITING, fence="", lease_until=None, queued_at=now):
            enqueue(job, now + wait if wait else None)


def _give_back_or_fail(job: Job) -> None:
    if job.attempts >= ATTEMPTS:
        _fail(job, FAULT)
    else:
        _give_back(job, job.attempts * PAUSE)


def _fail(job: Job, sentence: str) -> None:
    with transaction.atomic():
        now = timezone.now()
        values = {
            "status": JobStatus.FAILED,
            "fault": sentence[:300],
            "ended_at": now,
            "fence": "",
            "lease_until": None,
        }
        if _mine(job).update(**values):
            _wake_parent(job)
            if job.parent_id is None:
                _tell_end(job, now, values)


def _tell_end(job: Job, at: datetime, values: dict[str, Any]) -> None:
    """Let others know how a job ended, in the transaction in which it did."""
    for name, value in values.items():
        setattr(job, name, value)
    for told in ON_END:
        told(job, at)
