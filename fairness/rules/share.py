"""How often somebody gives each rating, with the interval that so few ratings leave open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

WIDE = Decimal("1.6449")  # standard deviations on each side of a 90% interval
SIMILAR = ((5, 9), (10, 19), (20, 49), (50, 10_000))  # people: teams of like size; decided here
LEAST_OTHERS = 5  # raters of like size, so that none of them can be told from the sum


@dataclass(frozen=True)
class Share:
    """A share in whole per cent with its 90% interval."""

    percent: int
    low: int
    high: int


def share_of(count: int, total: int) -> Share:
    """Return `count` of `total` (at least 1) in per cent with the Wilson interval."""
    n, p, square = Decimal(total), Decimal(count) / total, WIDE**2
    middle = (p + square / (2 * n)) / (1 + square / n)
    half = (p * (1 - p) / n + square / (4 * n * n)).sqrt() * WIDE / (1 + square / n)
    low, high = max(middle - half, Decimal(0)), min(middle + half, Decimal(1))
    return Share(_percent(p), _percent(low), _percent(high))


def _percent(part: Decimal) -> int:
    return int((100 * part).to_integral_value(ROUND_HALF_UP))


def like_size(people: int) -> tuple[int, int]:
    """Return the smallest and the largest team that counts as of like size, for 5 people and more."""
    return next((low, high) for low, high in SIMILAR if people <= high)
