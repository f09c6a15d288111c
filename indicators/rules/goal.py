"""What a unit promises for a year (perjanjian kinerja), as plain data, and what cannot be stored."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .plan import RESULTS_AT_MOST, Direction

GOALS_AT_MOST = RESULTS_AT_MOST  # of one unit; decided here, so that the head's plan can take them all


@dataclass(frozen=True)
class KeyDraft:
    """A key indicator (IKU) as a person wrote it, before and while it is a row."""

    text: str
    target: Decimal | None = None
    target_until: Decimal | None = None
    measure: str = ""
    direction: str = Direction.HIGHER
    pk: int | None = None  # the row that this draft changes; None for a new one


def range_fault(
    *, target: Decimal | None, until: Decimal | None, direction: str, open_end: bool = False
) -> str:
    """Return what is wrong with the bounds of a target as a sentence, "" when they can be stored.

    Only a range has an upper bound, and it is not below the lower one. Decided here: perjanjian kinerja
    name both bounds, so a range without the upper one is not complete; the draft of a person's plan may
    still lack it (`open_end`), and the check before submitting asks for it.
    """
    if direction != Direction.RANGE:
        return (
            "" if until is None else "Batas atas hanya untuk rentang. Pilih “Dalam rentang” atau kosongkan."
        )
    if until is None and (target is None or open_end):
        return ""
    if target is None or until is None:
        return "Rentang memerlukan dua angka, misalnya 80 sampai 90."
    return "" if until >= target else "Batas atas rentang tidak kurang dari batas bawahnya."


def same_words(text: str) -> str:
    """Return a text as it is compared with others: case and spaces do not count."""
    return " ".join(text.split()).casefold()
