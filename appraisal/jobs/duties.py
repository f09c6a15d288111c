"""Periodic duties (tugas berkala): what has to happen every minute or every night, on one machine only.

Worker and `manage.py tick` ask all duties alike; the row of a duty says when it is due again and lends it
to one process at a time. Each must be safe to repeat: after a crash it runs again when the lease is over.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import DatabaseError
from django.db.models import Q, QuerySet
from django.utils import timezone

from ..models import DutyRun

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)  # how long a process is believed to be at a duty
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Duty:
    """Something to do again and again: `every` so often, or every day at a local time `at`."""

    name: str
    run: Callable[[datetime], object]
    every: timedelta = DAY
    at: time | None = None

    def next_after(self, moment: datetime) -> datetime:
        """Return when it is due again after a moment."""
        if self.at is None:
            return moment + self.every
        local = timezone.localtime(moment)
        today = timezone.make_aware(datetime.combine(local.date(), self.at), local.tzinfo)
        return today if today > moment else today + DAY


DUTIES: dict[str, Duty] = {}


def register(duty: Duty) -> None:
    """Make a duty known, or put it in place of the one with its name; called when its app starts."""
    DUTIES[duty.name] = duty


def run_due(at: datetime, *, only: frozenset[str] | None = None) -> list[str]:
    """Do what is due and nobody else is at, and return the names.

    A fault of one duty is logged and does not hinder the others; it is tried again when due next.
    A lost database is raised.
    """
    wanted = [duty for name, duty in DUTIES.items() if only is None or name in only]
    known = set(
        DutyRun.objects.filter(name__in=[duty.name for duty in wanted]).values_list("name", flat=True)
    )
    fresh = [duty for duty in wanted if duty.name not in known]
    rows = [DutyRun(name=duty.name, next_at=duty.next_after(at) if duty.at else at) for duty in fresh]
    if rows:
        DutyRun.objects.bulk_create(rows, ignore_conflicts=True)
    due = set(_due(at).values_list("name", flat=True))
    return [duty.name for duty in wanted if duty.name in due and _run(duty, at)]


def _due(at: datetime) -> QuerySet[DutyRun]:
    """Rows whose time has come; one far ahead was written by a clock that went wrong and counts as due."""
    is_time = Q(next_at__lte=at) | Q(next_at__gt=at + 2 * DAY)
    return DutyRun.objects.filter(is_time, Q(lease_until__isnull=True) | Q(lease_until__lt=at))


def _run(duty: Duty, at: datetime) -> bool:
    """Take a duty by one conditional UPDATE, do it, and say when it is due again; False when it was taken."""
    if not _due(at).filter(name=duty.name).update(lease_until=at + LEASE):
        return False
    told, fault = {"ended_at": at}, ""
    try:
        duty.run(at)
    except DatabaseError:
        raise  # the lease runs out, or the worker comes back first
    except Exception as error:
        logger.exception("The duty %s failed.", duty.name)
        told, fault = {}, type(error).__name__
    mine = DutyRun.objects.filter(name=duty.name, lease_until=at + LEASE)
    mine.update(next_at=duty.next_after(at), lease_until=None, fault=fault, **told)
    return True
