"""Weights of criteria taken over from comparisons in pairs: whole per cents that add up to 100.

Saaty 1980 by `pairwise.weigh`; the rounding by largest remainder is decided by the house.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal

from .pairwise import Weighing, weigh

# How much more the first of two criteria counts; its mirror, when the second counts more, is negative.
STEPS = {9: "mutlak lebih penting", 7: "jauh lebih penting", 5: "lebih penting", 3: "agak lebih penting"}
EQUAL = 1
Pair = tuple[int, int]


def pairs_of(size: int) -> list[Pair]:
    """Return each pair of criteria once, by their places."""
    return [(first, second) for first in range(size) for second in range(first + 1, size)]


def matrix_of(size: int, steps: Mapping[Pair, int]) -> list[list[Decimal]]:
    """Return the reciprocal matrix of comparisons; `steps` holds 1, or 3 to 9, negative for the mirror."""
    one = Decimal(1)
    matrix = [[one] * size for _ in range(size)]
    for (first, second), step in steps.items():
        more = Decimal(abs(step))
        first, second = (first, second) if step > 0 else (second, first)
        matrix[first][second], matrix[second][first] = more, one / more
    return matrix


def weighed(size: int, steps: Mapping[Pair, int]) -> Weighing:
    """Return what the comparisons of all pairs say about the weights."""
    return weigh(matrix_of(size, steps))


def whole_percents(shares: Sequence[Decimal]) -> list[Decimal]:
    """Return shares that add up to 1 as whole per cents that add up to 100, at least 1 each.

    What is left after rounding down goes to the largest remainders, the first of equals first.
    """
    floors = [max((share * 100).to_integral_value(ROUND_FLOOR), Decimal(1)) for share in shares]
    order = sorted(range(len(shares)), key=lambda place: (floors[place] - shares[place] * 100, place))
    left = int(100 - sum(floors, Decimal(0)))
    for step in range(abs(left)):
        if left > 0:
            floors[order[step % len(order)]] += 1
        else:  # a floor of 1 lifted somebody: the largest pays for it
            floors[floors.index(max(floors))] -= 1
    return floors
