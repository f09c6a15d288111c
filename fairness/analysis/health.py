"""How far two things go together over people, with the interval of Fisher's z."""

from __future__ import annotations

from collections.abc import Sequence
from math import atanh, sqrt, tanh
from statistics import NormalDist, correlation

from .equal import Size

FEWEST = 30  # people, as for every verdict of the year


def together(pairs: Sequence[tuple[float, float]]) -> Size | None:
    """Return the correlation of pairs (-1 to 1) with its 95% interval; None for few or constant ones."""
    if len(pairs) < FEWEST or any(len(set(column)) < 2 for column in zip(*pairs, strict=True)):
        return None
    value = correlation(*zip(*pairs, strict=True))
    middle = atanh(max(min(value, 0.999999), -0.999999))
    reach = NormalDist().inv_cdf(0.975) / sqrt(len(pairs) - 3)
    return Size(value, tanh(middle - reach), tanh(middle + reach))
