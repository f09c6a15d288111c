"""The days of a year's patterns: raters first, then the BKD, and in the end nobody.

Decided here (research: the rater sees the own profile first; flags expire with the period, else they become a
label). The end is the day before the next annual evaluation begins, so that nobody rates again under
last year's pattern.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

FIRST_DAYS = "pola_penilai_hari"  # the policy figure: days in which raters alone read


@dataclass(frozen=True)
class Days:
    """From which day the BKD reads, and the last day on which anybody does."""

    desk_from: date
    ends_on: date


def last_day(annual_from: date, next_annual_from: date | None) -> date:
    """Return the last day of a year's patterns: before the next annual evaluation begins.

    `next_annual_from` is None while the next year is not prepared; then it is a year after this one's.
    """
    if next_annual_from is None:
        on_leap_day = (annual_from.month, annual_from.day) == (2, 29)
        same_day = annual_from - timedelta(days=1) if on_leap_day else annual_from
        next_annual_from = same_day.replace(year=annual_from.year + 1)
    return next_annual_from - timedelta(days=1)


def days_of(made_on: date, *, first_days: int, last: date) -> Days | None:
    """Return the days of a run made on a day; None when the BKD would not come to read it any more."""
    desk_from = made_on + timedelta(days=first_days)
    return Days(desk_from, last) if desk_from <= last else None
