"""Tails of distributions: normal, chi-square, counts drawn without putting back (there is no scipy here)."""

from __future__ import annotations

from math import exp, lgamma, log, sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

NORMAL = NormalDist()
SIDE = 0.8  # quantile on the side of z where nobody is marked


def normal(z: float) -> float:
    """Return the share of a standard normal below z."""
    return NORMAL.cdf(z)


def skewed(z: float, skew: float) -> float:
    """Return the share below a low z of a sum that is skewed so much (Cornish and Fisher, first order).

    Above 0 it is the normal share; below the point where the correction would turn back it stays.
    """
    if z >= 0:
        return normal(z)
    end = 3 / skew if skew < 0 else -50.0
    z = max(z, end)
    return normal(z - skew / 6 * (z * z - 1))


def chi_square(x: float, df: float) -> float:
    """Return the share of a chi-square with `df` degrees of freedom (any positive number) below x.

    The series of the incomplete gamma function, summed until nothing changes; exact to some 12 digits.
    """
    if x <= 0 or x > 4 * df + 1_000:  # beyond that exp() has no numbers left
        return float(x > 0)
    half, z = df / 2, x / 2
    term = exp(half * log(z) - z - lgamma(half + 1))
    total, step = 0.0, half
    while term > 1e-16 * total and step < half + 10_000:
        total, step = total + term, step + 1
        term *= z / step
    return min(total, 1.0)


def chi_square_at(z: float, df: float) -> float:
    """Return the quantile of a chi-square where a standard normal has z (Wilson and Hilferty 1931).

    At the ends of a 90% interval it errs by less than 1% from 6 degrees of freedom on, by 8% at 3.
    """
    part = 2 / (9 * df)
    return float(df * max(1 - part + z * sqrt(part), 0.0) ** 3)


def at_least(hits: int, of: int, among: int, everybody: int) -> float:
    """Return how likely `hits` or more of `of` drawn ones are, `among` of `everybody` being such.

    The binomial tail against the organisation's own rate, with the rate's own uncertainty (Fisher).
    """
    most = min(of, among)
    whole = _ways(everybody, of)
    return min(
        sum(
            exp(_ways(among, n) + _ways(everybody - among, of - n) - whole)
            for n in range(max(hits, of - (everybody - among)), most + 1)
        ),
        1.0,
    )


def _ways(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def scores(p: Floats) -> Floats:
    """Return the standard normal score of each probability; the surest ones end at 7 standard deviations."""
    return np.array([NORMAL.inv_cdf(min(max(one, 1e-12), 1 - 1e-12)) for one in p.tolist()])


def stand_out(p: Floats, middle: Floats, n: Floats, level: float) -> npt.NDArray[np.bool_]:
    """Say whose probability is below `level` even among raters who honestly differ from each other.

    `p` is small where a pattern shows, `middle` the same with half the weight on what was seen, `n` forms.
    Raters differ without any fault (level, team), so scores z of `middle` spread by more than 1: by 1 + t n.
    t is estimated where nobody is marked, between the median and the 80th percentile, so that those who stand
    out do not hide each other (overdispersion as in Spiegelhalter 2005; the empirical null of Efron 2004).
    Half of all raters never stand out from a few wild ones: scores count from a median below 0.
    """
    z = scores(middle)
    usual = NORMAL.inv_cdf(SIDE)
    low, high = 0.0, 100.0 if z.size > 1 and _spread(z) > usual else 0.0
    for _ in range(24):
        t = (low + high) / 2
        low, high = (t, high) if _spread(z / np.sqrt(1 + t * n)) > usual else (low, t)
    usually = min(float(np.median(z)), 0.0) if z.size > 2 else 0.0
    return np.asarray((scores(p) - usually) / np.sqrt(1 + high * n) < NORMAL.inv_cdf(level))


def _spread(z: Floats) -> float:
    ordered, last = np.sort(z), z.size - 1
    return float(ordered[round(SIDE * last)] - ordered[round(last / 2)])
