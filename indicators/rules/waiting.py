"""How long a submitted plan waits for its superior, and when that is told to both."""

from __future__ import annotations

from datetime import date

from .policy import DEFAULT_FIGURES

RESPONSE_DAYS = "tanggapan_skp_hari"  # the policy figure: days within which a superior answers
USUAL_RESPONSE_DAYS = next(int(figure.value) for figure in DEFAULT_FIGURES if figure.key == RESPONSE_DAYS)


def days_waiting(submitted_on: date, on: date) -> int:
    """Return for how many whole days a plan has waited; never less than none."""
    return max((on - submitted_on).days, 0)


def waits_long(days: int, limit: int) -> bool:
    """Say whether a plan has waited for more days than the agency allows.

    The regulation names no time for the answer; decided here, and a figure that the agency changes.
    """
    return days > limit
