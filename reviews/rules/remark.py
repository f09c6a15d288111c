"""Words given during the year: what kind they are, who says them, and how long they can be corrected."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

HOURS_TO_CORRECT = 24
GIVEN_A_DAY = 20  # remarks of one giver; more than that is no conversation any more


class RemarkKind(StrEnum):
    """What a remark wants to do."""

    APPRECIATION = "APRESIASI"
    SUGGESTION = "SARAN"


class Giver(StrEnum):
    """How the giver stood to the receiver on the day of the words."""

    SUPERIOR = "ATASAN"
    ASSIGNER = "PEMBERI_PENUGASAN"
    COLLEAGUE = "REKAN"


REMARK_LABELS = {RemarkKind.APPRECIATION: "Apresiasi", RemarkKind.SUGGESTION: "Saran"}
GIVER_LABELS = {
    Giver.SUPERIOR: "Atasan",
    Giver.ASSIGNER: "Pemberi penugasan",
    Giver.COLLEAGUE: "Rekan",
}


def giver_of(*, leads: bool, assigned: bool) -> Giver:
    """Return how somebody stands to a person: the closest relation counts (decided here)."""
    if leads:
        return Giver.SUPERIOR
    return Giver.ASSIGNER if assigned else Giver.COLLEAGUE


def is_correctable(*, given_at: datetime, replied: bool, at: datetime) -> bool:
    """Say whether words may still change: within 24 hours, and until somebody replied (decided here).

    What was read and answered stays as it was; both could be quoted in an objection.
    """
    return not replied and at < given_at + timedelta(hours=HOURS_TO_CORRECT)


def joined(text: str, more: str) -> str:
    """Return a typed text with a sentence put below it, unless it stands there already."""
    text = text.rstrip()
    if more in text:
        return text
    return f"{text}\n{more}" if text else more
