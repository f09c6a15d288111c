"""Where a measured value truly lies: the share of its possible values in each of three bands.

Measurement research 5.4 asks for the share of draws per box. With a normal error the share of infinitely
many draws has a closed form, so nothing is drawn and every page says the same twice.
"""

from __future__ import annotations

from math import erf, inf, sqrt

Shares = tuple[float, float, float]


def bands(value: float, error: float, cuts: tuple[float, float]) -> Shares:
    """Return the shares of the low, middle and high band for a value with a standard error.

    `cuts` are where the middle and the high band begin, both inclusive, in the unit of the value. Without
    an error the band of the value has all. The shares lie between 0 and 1 and add up to 1.
    """
    if not error > 0:
        place = sum(value >= cut for cut in cuts)
        return tuple(1.0 if band == place else 0.0 for band in range(3))  # type: ignore[return-value]
    below = [_below(cut, value, error) for cut in (-inf, *cuts, inf)]
    return tuple(after - before for before, after in zip(below, below[1:], strict=False))  # type: ignore[return-value]


def _below(cut: float, value: float, error: float) -> float:
    """Return the share of the possible values that lie below a cut."""
    return (1 + erf((cut - value) / (error * sqrt(2)))) / 2


def error_of(reliability: float, spread: float) -> float:
    """Return the standard error of measurement: spread times the root of what is not reliable.

    `reliability` lies between 0 and 1, `spread` is the standard deviation of the scores. Source: classical
    test theory, as in measurement research 5.4.
    """
    return spread * sqrt(1 - reliability)
