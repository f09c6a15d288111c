"""The behaviour value where others were heard: the superior's view and released opinions, by weight.

PP 30/2019 Pasal 41 ayat (4) gives behaviour 40 percent there; the weights inside are the agency's policy. A
perspective that is missing or hidden counts neither as zero nor as a mean: the weights that are left are
normalised again (measurement research 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from multirater.rules import Side
from multirater.rules.result import Level

HUNDRED = Decimal(100)
PEERS = (Side.PEER, Side.PARTNER)  # partners speak as peers from another unit and share their weight
VIEW = "Pandangan atasan"
HEARD_AS = {"rekan kerja dan mitra": PEERS, "bawahan langsung": (Side.SUBORDINATE,)}


@dataclass(frozen=True)
class Weights:
    """The figures of a year's policy on opinions of others: weights in percent, numbers of the levels."""

    superior: Decimal = Decimal(60)
    peers: Decimal = Decimal(20)
    subordinates: Decimal = Decimal(20)
    high: Decimal = Decimal(110)
    middle: Decimal = Decimal(100)
    low: Decimal = Decimal(80)

    def of_level(self, level: Level) -> Decimal:
        """Return the number that a released level stands for (decided by the agency)."""
        return {Level.HIGH: self.high, Level.MIDDLE: self.middle, Level.LOW: self.low}[level]


def weights_of(policy: Mapping[str, Decimal]) -> Weights:
    """Return the weights among the figures of a year's policy."""
    return Weights(
        superior=policy["bobot_360_atasan"],
        peers=policy["bobot_360_rekan"],
        subordinates=policy["bobot_360_bawahan"],
        high=policy["nilai_angka_360_tinggi"],
        middle=policy["nilai_angka_360_sedang"],
        low=policy["nilai_angka_360_rendah"],
    )


@dataclass(frozen=True)
class Heard:
    """What a released result says of one group as a whole; no level where it says nothing."""

    label: str
    sides: tuple[Side, ...]
    level: Level | None


@dataclass(frozen=True)
class Share:
    """One part of the behaviour value: number, weight in the policy, percent of what is left."""

    label: str
    value: Decimal
    weight: Decimal
    percent: Decimal
    level: Level | None = None  # none for the superior


def shares(view: Decimal, heard: Sequence[Heard], weights: Weights) -> list[Share]:
    """Return the parts of the behaviour value, the superior's view first; their percents sum to 100.

    A group of merged sides counts with the sum of their weights. Peers and partners have one weight: who
    speaks in two groups halves it.
    """
    spoken = [group for group in heard if group.level is not None]
    parts: list[tuple[str, Decimal, Decimal, Level | None]] = [(VIEW, view, weights.superior, None)]
    for group in spoken:
        assert group.level is not None
        weight = _weight(group, spoken, weights)
        parts.append((group.label, weights.of_level(group.level), weight, group.level))
    total = sum((weight for _, _, weight, _ in parts), Decimal(0))
    if not total:
        return [Share(VIEW, view, weights.superior, HUNDRED)]
    return [
        Share(label, value, weight, weight * HUNDRED / total, level) for label, value, weight, level in parts
    ]


def weighted_mean(parts: Sequence[Share]) -> Decimal:
    """Return the behaviour value, unrounded."""
    return sum((part.value * part.percent for part in parts), Decimal(0)) / HUNDRED


def unheard(heard: Sequence[Heard]) -> list[str]:
    """Return the perspectives without a word, as "tanpa pendapat …" names them."""
    spoken = {side for group in heard if group.level is not None for side in group.sides}
    return [name for name, sides in HEARD_AS.items() if not spoken.intersection(sides)]


def _weight(group: Heard, spoken: Sequence[Heard], weights: Weights) -> Decimal:
    """Return the weight of one group among those that speak."""
    speakers = sum(1 for other in spoken if set(other.sides) & set(PEERS))
    weight = weights.peers / speakers if set(group.sides) & set(PEERS) else Decimal(0)
    return weight + (weights.subordinates if Side.SUBORDINATE in group.sides else Decimal(0))
