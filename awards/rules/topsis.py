"""Closeness to the ideal (TOPSIS), as a second opinion on a shortlist and never as the ranking.

For the award criteria. Its order may turn when somebody who is not first leaves the list; sums on fixed
anchors do not. Tzeng and Huang 2011; measurement research 6.4 and 8, V8.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


def closeness(
    rows: Sequence[Sequence[Decimal]], weights: Sequence[Decimal], costs: Sequence[bool] = ()
) -> list[Decimal]:
    """Return how close each candidate is to the ideal, 0 to 1, the larger the better.

    `rows` are the candidates' values per criterion, `costs` says where less is better (none by default). A
    candidate alone, or all of them alike, is 1. Raise ValueError when a row is not as long as the weights.
    """
    costs = costs or [False] * len(weights)
    if any(len(row) != len(weights) for row in rows):
        raise ValueError("one value per criterion")
    norms = [sum((x * x for x in column), Decimal(0)).sqrt() for column in zip(*rows, strict=True)]
    scaled = [
        [w * x / norm if norm else Decimal(0) for x, w, norm in zip(row, weights, norms, strict=True)]
        for row in rows
    ]
    ends = [(min(column), max(column)) for column in zip(*scaled, strict=True)]
    best = [low if less else high for (low, high), less in zip(ends, costs, strict=True)]
    worst = [high if less else low for (low, high), less in zip(ends, costs, strict=True)]
    found = []
    for row in scaled:
        to_best, to_worst = _distance(row, best), _distance(row, worst)
        found.append(to_worst / (to_best + to_worst) if to_best + to_worst else Decimal(1))
    return found


def _distance(row: Sequence[Decimal], other: Sequence[Decimal]) -> Decimal:
    return sum(((a - b) ** 2 for a, b in zip(row, other, strict=True)), Decimal(0)).sqrt()
