"""The nightly duties of rounds: raters who left are replaced, old envelopes emptied."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone

from appraisal.jobs.duties import Duty, register

from ..models import Round
from ..operations import raw_access
from ..operations.invitation import tend_round
from ..rules import RoundStatus


def forget_raters(at: datetime) -> None:
    """Empty the envelopes of rounds that are long over."""
    raw_access.forget_raters(on=timezone.localdate(at), at=at)


def tend_rounds(at: datetime) -> None:
    """Replace raters who left since their round was opened."""
    for row in Round.objects.filter(status=RoundStatus.OPEN).order_by("pk"):
        tend_round(row=row, by=None, at=at)


def register_duties() -> None:
    """Tell the worker of the duties of this app."""
    register(Duty("forget-raters", forget_raters, at=time(2, 30)))
    register(Duty("tend-rounds", tend_rounds, at=time(2, 40)))
