"""Sizes of differences between groups with their intervals: means, ratios, ratios within bands.

Measurement research 5.5. Intervals are of the normal kind, as wide as the number of pairs asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

from ..rules.equal import LEVEL, Tally, alike_ratio

WORTH = 0.2  # of Hedges' g, at least


@dataclass(frozen=True)
class Sums:
    """People of a group, the sum of their values, and of the squares: whole numbers."""

    people: int
    total: int
    squares: int

    @property
    def mean(self) -> float:
        """The mean value."""
        return self.total / self.people


@dataclass(frozen=True)
class Size:
    """The size of a difference and the interval around it."""

    value: float
    low: float
    high: float


def _width(pairs: int) -> float:
    """Return how many standard errors reach to one side, the level shared among the pairs."""
    return NormalDist().inv_cdf(1 - float(LEVEL) / pairs / 2)


def hedges(one: Sums, other: Sums, pairs: int = 1) -> Size | None:
    """Return Hedges' g of two groups with its interval, None where all values are alike.

    g = J (m1 - m2) / s_pooled with J = 1 - 3 / (4 df - 1).
    """
    df = one.people + other.people - 2
    spread = sum(group.squares - group.total**2 / group.people for group in (one, other))
    if df < 1 or spread <= 1e-9:
        return None
    plain = (one.mean - other.mean) / sqrt(spread / df)
    small = 1 - 3 / (4 * df - 1)
    people = one.people + other.people
    error = small * sqrt(people / (one.people * other.people) + plain**2 / (2 * people))
    reach = _width(pairs) * error
    return Size(small * plain, small * plain - reach, small * plain + reach)


def is_worth_a_look(size: Size) -> bool:
    """Say whether a difference of means is marked: 0.2 or more, and 0 outside the interval."""
    return abs(size.value) >= WORTH and (size.low > 0 or size.high < 0)


def ratio_interval(low: Tally, high: Tally, pairs: int = 1) -> tuple[float, float]:
    """Return the interval of a ratio of shares (Katz, half a person added to each count)."""
    a, b = low.reached + 0.5, high.reached + 0.5
    error = sqrt(abs(1 / a - 1 / (low.people + 0.5) + 1 / b - 1 / (high.people + 0.5)))
    middle = log(a / (low.people + 0.5)) - log(b / (high.people + 0.5))
    reach = _width(pairs) * error
    return exp(middle - reach), exp(middle + reach)


def alike(bands: Sequence[tuple[Tally, Tally]], pairs: int = 1) -> Size | None:
    """Return the ratio of shares among people of like realisation (Greenland and Robins' interval)."""
    ratio = alike_ratio(bands)
    if not ratio:
        return None
    over = under = part = 0.0
    for one, other in bands:
        people = one.people + other.people
        if not people:
            continue
        reached = one.reached + other.reached
        part += (one.people * other.people * reached - one.reached * other.reached * people) / people**2
        over += one.reached * other.people / people
        under += other.reached * one.people / people
    reach = _width(pairs) * sqrt(max(part, 0.0) / (over * under))
    middle = float(ratio)
    return Size(middle, middle * exp(-reach), middle * exp(reach))
