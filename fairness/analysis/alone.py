"""What a superior's official forms show by themselves: spread, sameness, halo (measurement research 2).

They need no other rater of the same people: a superior stands against the forms of all other superiors.
Only forms with every behaviour rated (7) take part; one rating out of three steps says nothing of spread.

Promised is, per superior without the pattern, how often a mark appears all the same: `LEVEL_PERCENT`.
Forms on three steps have heavy tails, so degrees of freedom are fewer than by normal theory, as the forms
of the organisation themselves show; they are never more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from multirater.analysis.intervals import WIDE

from ..rules.pattern import LEAST_FORMS, LEVEL_PERCENT, PatternKind
from .finding import Finding
from .tails import at_least, chi_square, chi_square_at, skewed, stand_out

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Small = npt.NDArray[np.uint8]

LEAST_OTHERS = 30  # forms of other superiors, below which there is nothing to compare with
LARGEST = 99.0  # a ratio where the others hardly differ at all


@dataclass(frozen=True)
class Official:
    """The official forms with every behaviour rated: rater, unit of the rated person, items 1 to 3."""

    rater: Ints
    unit: Ints
    items: Small
    raters: int

    @property
    def count(self) -> Ints:
        """Forms per rater."""
        return np.bincount(self.rater, minlength=self.raters)


def alone(official: Official) -> list[Finding]:
    """Return spread, sameness and halo of each superior with enough forms."""
    if official.rater.size == 0:
        return []
    return [*spread(official), *sameness(official), *halo(official)]


def spread(official: Official) -> list[Finding]:
    """Return how far the forms of each superior lie apart, against superiors elsewhere (1 as expected).

    Variance of the form means over that expected between people rated by one superior in one unit (T + E
    of the model: the moment equation of 3.1 on the official forms of the others). Chi-square with n - 1
    degrees of freedom, fewer as the kurtosis k of the means tells: (n - 1) / (1 + k (n - 1) / 2n).
    """
    y = official.items.mean(axis=1)
    _, pair = np.unique(official.rater * (int(official.unit.max()) + 1) + official.unit, return_inverse=True)
    inside, size = _squares(y, pair), np.bincount(pair)
    home = np.zeros(size.size, dtype=np.int64)
    home[pair] = official.rater
    squares = np.bincount(home, inside, minlength=official.raters)
    df = np.bincount(home, size - 1, minlength=official.raters)
    total, free = float(squares.sum()), int(df.sum())
    if total <= 0:
        return []
    tails = _kurtosis(y, pair, size)
    own = _squares(y, official.rater, official.raters)
    seen = []
    for rater in _told(official, PatternKind.SPREAD):
        others, n = free - int(df[rater]), int(official.count[rater])
        expected = (total - float(squares[rater])) / max(others, 1)
        if others >= LEAST_OTHERS and expected > 0:
            ratio = float(own[rater]) / (n - 1) / expected
            seen.append(_ratio(rater, n, ratio, (n - 1) / (1 + tails * (n - 1) / (2 * n))))
    return _found(PatternKind.SPREAD, seen)


def sameness(official: Official) -> list[Finding]:
    """Return the share of each superior's forms with all items alike, against the share of the others.

    Binomial tail with the uncertainty of the others' share (Fisher's exact test, one-sided); the interval is
    Wilson's.
    """
    alike = (official.items == official.items[:, :1]).all(axis=1)
    hits, everybody = np.bincount(official.rater[alike], minlength=official.raters), alike.size
    seen = []
    for rater in _told(official, PatternKind.SAMENESS):
        n, own = int(official.count[rater]), int(hits[rater])
        if everybody - n >= LEAST_OTHERS:
            low, high = _wilson(own / n, n)
            tail, above = (at_least(k, n, int(alike.sum()), everybody) for k in (own, own + 1))
            seen.append(Seen(rater, n, own / n, low, high, tail, (tail + above) / 2))
    return _found(PatternKind.SAMENESS, seen)


def halo(official: Official) -> list[Finding]:
    """Return how far the items of one form lie apart, against the forms of the others (1 as elsewhere).

    Pooled variance over items within forms, over that of the others. Interval by chi-square with n (K - 1)
    degrees of freedom, fewer where forms differ in it by more than chance (2 mean² / variance a form). On
    three steps that variance is far from a chi-square, so a mark takes the distribution of the forms
    themselves: a normal score of the mean, corrected by their skewness (Cornish and Fisher).
    """
    within = official.items.var(axis=1, ddof=1)
    sd, everybody = float(within.std()), within.size
    if sd <= 0:
        return []
    skew = float((((within - within.mean()) / sd) ** 3).mean())
    free = min(official.items.shape[1] - 1.0, 2 * (float(within.mean()) / sd) ** 2)
    own = np.bincount(official.rater, within, minlength=official.raters)
    seen = []
    for rater in _told(official, PatternKind.HALO):
        n = int(official.count[rater])
        elsewhere = (float(within.sum()) - float(own[rater])) / max(everybody - n, 1)
        if everybody - n >= LEAST_OTHERS and elsewhere > 0:
            z = (float(own[rater]) / n - elsewhere) / sd / float(np.sqrt(1 / n + 1 / (everybody - n)))
            p = skewed(z, skew / float(np.sqrt(n)))
            seen.append(replace(_ratio(rater, n, float(own[rater]) / n / elsewhere, n * free), p=p, middle=p))
    return _found(PatternKind.HALO, seen)


@dataclass(frozen=True)
class Seen:
    """A figure of one superior before it is known whether it stands out."""

    rater: int
    forms: int
    value: float
    low: float
    high: float
    p: float
    middle: float  # p with half the weight on what was seen


def _ratio(rater: int, n: int, ratio: float, df: float) -> Seen:
    """Return a ratio of variances with its 90% interval and how likely so small a one is by chance."""
    low, high = (ratio * df / max(chi_square_at(z, df), 1e-9) for z in (WIDE, -WIDE))
    p, shown = chi_square(ratio * df, df), min(ratio, LARGEST)
    return Seen(rater, n, shown, min(low, shown), max(min(high, LARGEST), shown), p, p)


def _wilson(share: float, n: int) -> tuple[float, float]:
    """Return the 90% interval of a share of n forms (Wilson 1927)."""
    middle = share + WIDE**2 / (2 * n)
    half = WIDE * float(np.sqrt(share * (1 - share) / n + WIDE**2 / (4 * n**2)))
    low, high = ((middle + sign * half) / (1 + WIDE**2 / n) for sign in (-1, 1))
    return min(max(low, 0.0), share), max(min(high, 1.0), share)


def _found(kind: PatternKind, seen: list[Seen]) -> list[Finding]:
    """Return the findings, marked where a superior stands out at the promised level."""
    if not seen:
        return []
    p, middle, n = np.array([(one.p, one.middle, one.forms) for one in seen], dtype=float).T
    out = stand_out(p, middle, n, LEVEL_PERCENT[kind] / 100)
    return [
        Finding(one.rater, kind, one.forms, one.value, one.low, one.high, bool(marked))
        for one, marked in zip(seen, out, strict=True)
    ]


def _told(official: Official, kind: PatternKind) -> list[int]:
    return [int(rater) for rater in np.flatnonzero(official.count >= LEAST_FORMS[kind])]


def _squares(y: Floats, by: Ints, size: int = 0) -> Floats:
    """Return per group the sum of squares around the mean of the group."""
    mean = np.bincount(by, y) / np.maximum(np.bincount(by), 1)
    return np.asarray(np.bincount(by, (y - mean[by]) ** 2, minlength=size), dtype=float)


def _kurtosis(y: Floats, by: Ints, size: Ints) -> float:
    """Return by how much tails are heavier than normal ones, never less than 0."""
    mean = np.bincount(by, y) / size
    many = size[by] > 1
    d = ((y - mean[by]) * np.sqrt(size[by] / np.maximum(size[by] - 1, 1)))[many]
    second = float((d**2).mean())
    return max(float((d**4).mean()) / second**2 - 3, 0.0) if second > 0 else 0.0
