"""When a form may still be sent, and how much of it must be answered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from .round import RoundStatus

IN_TIME, LATE = 1, 2  # batches: shown with the first release, or in one later lot of their own
WORDS_LIMIT = 1000  # characters of one text
SEEN_PERCENT = 60  # of the behaviours a rater must have seen (measurement research 4: knows the person)


class Door(StrEnum):
    """Whether a form may be sent on a day, and why not."""

    OPEN = "OPEN"
    LATE = "LATE"
    NOT_YET = "NOT_YET"
    OVER = "OVER"
    CANCELLED = "CANCELLED"


def door(
    status: str, on: date, *, answer_from: date, answer_until: date, late_until: date | None, releases: int
) -> Door:
    """Return whether a form of a round may be sent on a day.

    Before the closing a form counts as in time even after its last day, as long as late ones are welcome:
    nothing was released, so nothing can be subtracted. After it a form joins the later lot, until that
    lot is released as well (measurement research 4.1, rule 3).
    """
    if status == RoundStatus.CANCELLED:
        return Door.CANCELLED
    if status in {RoundStatus.DRAFT, RoundStatus.NOMINATION} or on < answer_from:
        return Door.NOT_YET
    if on > (late_until or answer_until):
        return Door.OVER
    if status == RoundStatus.OPEN:
        return Door.OPEN
    return Door.LATE if late_until and releases < LATE else Door.OVER


def has_seen_enough(scores: Mapping[int, int | None], items: Collection[int]) -> bool:
    """Say whether enough of the behaviours were judged and not passed over as "belum sempat melihat"."""
    judged = sum(scores.get(number) is not None for number in items)
    return judged * 100 >= SEEN_PERCENT * len(items)


def least_seen(count: int) -> int:
    """Return how many of so many behaviours must be judged."""
    return -(-count * SEEN_PERCENT // 100)
