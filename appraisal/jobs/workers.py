"""The processes that do jobs: when each was last seen, and whether waiting work has anybody at all."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ..models import UNFINISHED, Job, Worker
from . import running

SEEN = timedelta(seconds=15)  # a worker says so often that it is there
ABSENT = timedelta(minutes=2)  # after this long unseen it counts as gone
LEFT_ALONE = "Pekerjaan menunggu: pekerja latar belum berjalan."
FORGOTTEN = timedelta(days=1)
STUCK = timedelta(hours=1)  # a row of the queue that runs so long has lost its worker; a turn is a minute
QUEUE_KEPT = timedelta(days=2)


class Heart:
    """Says that this process is there, at most every 15 seconds, and what it is at."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.started_at = timezone.now()
        self.seen_at: datetime | None = None

    def beat(self, job: Job | None = None) -> None:
        """Write the row of this worker, when it is time."""
        now = timezone.now()
        if self.seen_at and timedelta() <= now - self.seen_at < SEEN:
            return
        row = {"seen_at": now, "job": job}
        if not Worker.objects.filter(name=self.name).update(**row):
            Worker.objects.update_or_create(
                name=self.name, defaults=row, create_defaults=row | {"started_at": self.started_at}
            )
        self.seen_at = now

    def stop(self) -> None:
        """Take the row away: this process ends as it was asked to."""
        Worker.objects.filter(name=self.name).delete()


def last_seen() -> datetime | None:
    """Return when any worker was last seen."""
    return Worker.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()


def is_anybody_there(at: datetime) -> bool:
    """Say whether a worker was seen in the last two minutes."""
    seen = last_seen()
    return seen is not None and seen > at - ABSENT


def is_work_left_alone(at: datetime) -> bool:
    """Say whether there are jobs that nobody is at, and no worker to take them."""
    idle = Q(lease_until__isnull=True) | Q(lease_until__lt=at)
    return not is_anybody_there(at) and Job.objects.filter(idle, status__in=UNFINISHED).exists()


def tidy_queue(at: datetime) -> None:
    """Forget workers of yesterday and old rows of the transport; those without a worker count as failed."""
    Worker.objects.filter(seen_at__lt=at - FORGOTTEN).delete()
    stuck = DBTaskResult.objects.running().filter(started_at__lt=at - STUCK)
    stuck.update(status="FAILED", finished_at=at)
    DBTaskResult.objects.finished().filter(finished_at__lt=at - QUEUE_KEPT).delete()


def told_by(heart: Heart | None) -> None:
    """Have each beat of a job tell of the worker as well; None: no more."""
    running.HEART = heart.beat if heart else None
