"""Weights of criteria from comparisons in pairs (analytic hierarchy process), for setting weights only.

For the criteria of awards: people who decide say of two criteria at a time how much more the one counts, and
the consistency ratio tells whether they agree with themselves. Saaty 1980; measurement 6.4 and 8, V10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

CONSISTENT = Decimal("0.10")  # a ratio below it is consistent enough
RANDOM = tuple(map(Decimal, ("0", "0", "0.58", "0.90", "1.12", "1.24", "1.32", "1.41", "1.45", "1.49")))
CLOSE = Decimal("1e-12")


@dataclass(frozen=True)
class Weighing:
    """Weights that add up to 1, the largest eigenvalue, consistency index and ratio."""

    weights: tuple[Decimal, ...]
    largest: Decimal
    index: Decimal
    ratio: Decimal

    @property
    def is_consistent(self) -> bool:
        """Say whether the comparisons agree with each other well enough to be used."""
        return self.ratio < CONSISTENT


def weigh(matrix: Sequence[Sequence[Decimal]]) -> Weighing:
    """Return the weights of up to ten criteria from a reciprocal matrix of comparisons.

    `matrix[i][j]` says how many times more i counts than j (1/9 to 9). Raise ValueError when it is no
    reciprocal square of one to ten rows.
    """
    size = len(matrix)
    if not 1 <= size <= len(RANDOM) or any(len(row) != size for row in matrix):
        raise ValueError("a square of one to ten criteria")
    if any(abs(matrix[i][j] * matrix[j][i] - 1) > CLOSE for i in range(size) for j in range(size)):
        raise ValueError("each comparison is the reciprocal of its mirror")
    weights, moved = [Decimal(1) / size] * size, Decimal(1)
    while moved > CLOSE:
        sums = [sum((a * w for a, w in zip(row, weights, strict=True)), Decimal(0)) for row in matrix]
        largest = sum(sums, Decimal(0))
        fresh = [part / largest for part in sums]
        moved = max(abs(a - b) for a, b in zip(fresh, weights, strict=True))
        weights = fresh
    index = (largest - size) / (size - 1) if size > 1 else Decimal(0)
    ratio = index / RANDOM[size - 1] if RANDOM[size - 1] else Decimal(0)
    return Weighing(tuple(weights), largest, index, ratio)
