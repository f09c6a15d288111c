"""How many reviewers from other units a round needs before units can be compared, and what that costs.

Measurement research 3.7: an island has no rater in common with other units; being connected is not enough, a
unit's offset has the error sqrt((S + T + E) / m) with m forms that cross units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from multirater.rules import RoundStatus

from .numbers import thousands

WORK = "comparability"  # the kind of job that computes it
PREPARED = (RoundStatus.DRAFT.value, RoundStatus.NOMINATION.value)  # rounds that can still be set
MINUTES = 5  # for one form, as the invitation says
MOST_CROSS = 3  # of the peers of a person; more are strangers
ENOUGH = 90  # per cent of the people who should be comparable, as for adjusted values (decided by the house)
LIMIT = Decimal("0.25")  # error of a unit that still tells units apart: half a step of five labels on 1 to 3
REFERENCE = {"unit": "0.0075", "person": "0.0375", "rater": "0.04", "rest": "0.05"}  # research 3.1, on 1 to 3


@dataclass(frozen=True)
class Variant:
    """One way to set a round: peers per person, and how many of them come from other units."""

    peers: int
    cross: int

    @property
    def percent(self) -> int:
        """The setting of the round that gives so many, rounded as the draw rounds it."""
        return 100 * self.cross // self.peers if self.peers else 0


def variants(peers: int, cap: int) -> Iterator[Variant]:
    """Yield the ways to compare: none to three of the peers from other units, then one more peer on top."""
    for cross in range(min(MOST_CROSS, peers) + 1):
        yield Variant(peers, cross)
    if peers and peers + 2 <= cap:  # one form is left for the own superior
        yield Variant(peers + 1, 1)


def advice(rows: Sequence[dict[str, Any]]) -> int | None:
    """Return which row makes units comparable with the fewest peers, then strangers; None for none.

    `rows` hold `comparable` (per cent of the people), `peers` and `cross`.
    """
    good = [number for number, row in enumerate(rows) if row["comparable"] >= ENOUGH]
    return min(good, key=lambda number: (rows[number]["peers"], rows[number]["cross"]), default=None)


def cost_words(forms: int, least: int) -> str:
    """Return what a way costs beside the cheapest one, in forms and hours; one per cent is chance."""
    more = forms - least
    if more * 100 <= least:
        return "tanpa formulir tambahan"
    hours = (more * MINUTES + 59) // 60
    return f"{thousands(more)} formulir lebih banyak, sekitar {thousands(hours)} jam kerja seluruhnya"


def verdict(rows: Sequence[dict[str, Any]], asked: int) -> str:
    """Return the sentence above the table; `asked` peers come from other units as the round is set now."""
    found = advice(rows)
    if found is None:
        return (
            "Dengan susunan ini antar unit belum dapat dibandingkan, berapa pun rekan lintas unitnya. "
            "Hasil tetap berguna di dalam unit. Mitra dari unit lain dapat membantu."
        )
    row = rows[found]
    if row["cross"] == 0:
        return "Antar unit sudah dapat dibandingkan tanpa rekan dari unit lain."
    told = f"{row['cross']} dari {row['peers']} rekan dari unit lain"
    if asked >= row["cross"] and row["peers"] == rows[0]["peers"]:
        return f"Pengaturan putaran ini cukup: {told} membuat antar unit dapat dibandingkan."
    return f"Paling hemat: {told} ({row['percent']}%), supaya antar unit dapat dibandingkan."
