"""The demo's own calendar: every date follows from the stage, none from the clock of the machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum

from django.utils import timezone

YEAR = 2026
LINES_FROM = date(YEAR, 1, 2)  # the first day on which superiors are resolved


class Stage(IntEnum):
    """How far the demo year has come."""

    PLANNING = 1
    MONITORING = 2
    EVALUATION = 3
    AWARD = 4


@dataclass(frozen=True)
class Calendar:
    """When things happen in a stage; the last quarter is reported early so that all lies in the past."""

    stage: Stage
    terms: tuple[int, ...]  # numbers of the quarters that were reported
    final_report: date  # when the last quarter is reported
    rated_from: date
    shared_from: date
    planning_until: date
    annual_from: date
    annual_until: date
    award_from: date


def calendar(stage: Stage) -> Calendar:
    """Return the calendar of a stage; the windows of the period leave the next step open."""
    terms = {Stage.PLANNING: (), Stage.MONITORING: (1, 2, 3)}.get(stage, (1, 2, 3, 4))
    is_award = stage == Stage.AWARD
    start = date(YEAR, 10, 12) if is_award else date(YEAR, 10, 26)
    return Calendar(
        stage=stage,
        terms=terms,
        final_report=start,
        rated_from=start + timedelta(days=8),
        shared_from=start + timedelta(days=12),
        planning_until=date(YEAR, 12, 31) if stage == Stage.PLANNING else date(YEAR, 1, 31),
        annual_from=date(YEAR, 10, 19) if stage >= Stage.EVALUATION else date(YEAR, 12, 1),
        annual_until=date(YEAR, 11, 6) if is_award else date(YEAR + 1, 1, 31),
        award_from=date(YEAR, 11, 16) if is_award else date(YEAR + 1, 2, 1),
    )


def moment(day: date, minute: int) -> datetime:
    """Return a moment of a working day; minutes count from 07.30."""
    start = datetime.combine(day, time(7, 30))
    return timezone.make_aware(start + timedelta(minutes=minute))


def working_day(day: date) -> date:
    """Return the day, or the Monday after a weekend."""
    return day + timedelta(days=8 - day.isoweekday()) if day.isoweekday() > 5 else day


def report_day(term: int, calendar: Calendar, spread: int) -> date:
    """Return the day on which somebody reports a quarter; `spread` are days around its end."""
    if term == 4:
        return working_day(calendar.final_report + timedelta(days=spread % 6))
    end = date(YEAR, 3 * term + 1, 1) - timedelta(days=1)
    return working_day(end + timedelta(days=spread - 3))


TERM_NAMES = {1: "triwulan I", 2: "triwulan II", 3: "triwulan III", 4: "triwulan IV"}
