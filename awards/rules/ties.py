"""The order inside a tie and the words for how firmly somebody stands.

Inside a tie the longer evidence record comes first, then who did not win last year, then the lot, whose
seed is kept. Name and NIP never decide (measurement research 6.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256


class Band(StrEnum):
    """How firmly a candidate stands in the list, by the share of trials in the top k."""

    STRONG = "kuat"
    FAIR = "cukup kuat"
    CLOSE = "bersaing ketat"
    OUTSIDE = ""


BORDERS = (
    (Band.STRONG, Decimal("0.8")),
    (Band.FAIR, Decimal("0.5")),
    (Band.CLOSE, Decimal("0.2")),
)


def band_of(share: Decimal | None) -> Band:
    """Return the band of a share between 0 and 1; the borders belong to the firmer band."""
    if share is None:
        return Band.OUTSIDE
    return next((band for band, border in BORDERS if share >= border), Band.OUTSIDE)


@dataclass(frozen=True)
class Standing:
    """A candidate inside a tie: the key, how much evidence there is, whether it won the year before."""

    key: str
    evidence: int
    won_last_year: bool


def lot(seed: int, key: str) -> str:
    """Return the lot of a candidate: nobody else's presence changes it."""
    return sha256(f"{seed}:{key}".encode()).hexdigest()


def in_order(tied: Sequence[Standing], seed: int) -> list[Standing]:
    """Return tied candidates in the order in which the list shows them."""
    return sorted(tied, key=lambda one: (-one.evidence, one.won_last_year, lot(seed, one.key)))
