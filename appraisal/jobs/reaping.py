"""The reaper: work whose worker died goes on, and work that nobody was told of is told of again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from ..models import UNFINISHED, Job, JobStatus
from .queue import enqueue
from .running import ATTEMPTS, FAULT

UNHEARD = timedelta(minutes=10)  # a job that waits longer may have lost its row in the queue


def reap(at: datetime) -> int:
    """Put jobs with a lease in the past into the queue again, and return how many; each in one transaction.

    After five takes without a whole step a job fails with a sentence and waits for somebody to look.
    Parents whose slices have all ended, and jobs that waited for ten minutes, are told of again.
    """
    dead = Q(status=JobStatus.RUNNING, lease_until__lt=at)
    unheard = Q(status=JobStatus.WAITING, queued_at__lt=at - UNHEARD)
    sliced = Q(status=JobStatus.RUNNING, lease_until__isnull=True, queued_at__lt=at - UNHEARD)
    found = list(Job.objects.filter(dead | unheard | sliced).order_by("pk").values_list("pk", flat=True))
    return sum(_revive(pk, at) for pk in found)


def _revive(pk: int, at: datetime) -> int:
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=at)
    rows = Job.objects.filter(free, pk=pk, status__in=UNFINISHED)
    with transaction.atomic():
        failed = rows.filter(attempts__gte=ATTEMPTS).update(
            status=JobStatus.FAILED, fault=FAULT, ended_at=at, fence="", lease_until=None
        )
        if failed or not rows.update(status=JobStatus.WAITING, fence="", lease_until=None, queued_at=at):
            return 0
        enqueue(Job.objects.get(pk=pk))
    return 1
