"""The periodic duties of evaluations: reminders by day, results and voices by night."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from appraisal.jobs.duties import Duty, register

from ..operations.finalising import finalise_due
from ..operations.moderation import forget
from ..operations.reminder import remind
from ..rules.reminder import in_office_hours


def send_reminders(at: datetime) -> None:
    """Write the digests that are due, in office hours; the outbox sends their letters."""
    if in_office_hours(timezone.localtime(at)):
        remind(at=at)


def finalise(at: datetime) -> None:
    """Make results final whose days of objection are over."""
    finalise_due(on=timezone.localdate(at), at=at)


def forget_voices(at: datetime) -> None:
    """Clear the marks of networks of past days."""
    forget(on=timezone.localdate(at))


def register_duties() -> None:
    """Tell the worker of the duties of this app."""
    register(Duty("reminders", send_reminders, every=timedelta(minutes=15)))
    register(Duty("finalise", finalise, at=time(2, 20)))
    register(Duty("forget-voices", forget_voices, at=time(0, 5)))
