"""The states of a year and what leads from one to the next."""

from __future__ import annotations

from enum import StrEnum


class PeriodState(StrEnum):
    """Where a year stands, from its preparation to the archive."""

    PREPARED = "DISIAPKAN"
    OPEN = "DIBUKA"
    CLOSING = "SEDANG_DITUTUP"
    CLOSED = "DITUTUP"
    ARCHIVED = "DIARSIPKAN"


# The state in words, with the kind of its tag.
PERIOD_WORDS = {
    PeriodState.PREPARED: ("Disiapkan", "info"),
    PeriodState.OPEN: ("Dibuka", "ok"),
    PeriodState.CLOSING: ("Sedang ditutup", "warn"),
    PeriodState.CLOSED: ("Ditutup", "mute"),
    PeriodState.ARCHIVED: ("Diarsipkan", "mute"),
}


def period_state(*, is_opened: bool, is_closed: bool, is_sealed: bool, is_archived: bool) -> PeriodState:
    """Return the state of a year from what has happened to it.

    From the moment of closing nobody writes into it; it is closed when every agreed plan says so too
    (sealed). Only then can it be archived, and taken out of the archive again. Decided here: the
    regulation knows no archive.
    """
    if is_archived:
        return PeriodState.ARCHIVED
    if is_sealed:
        return PeriodState.CLOSED
    if is_closed:
        return PeriodState.CLOSING
    return PeriodState.OPEN if is_opened else PeriodState.PREPARED
