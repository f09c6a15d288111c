"""The nightly duty of fairness: patterns end with their year."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone

from appraisal.jobs.duties import Duty, register

from ..operations.analysis import forget_profiles


def forget(at: datetime) -> None:
    """Delete the profiles of raters whose last day is over."""
    forget_profiles(on=timezone.localdate(at), at=at)


def register_duties() -> None:
    """Tell the worker of the duties of this app."""
    register(Duty("forget-patterns", forget, at=time(2, 50)))
