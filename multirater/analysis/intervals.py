"""How sure an estimate is: resampled people, perturbed solutions, and an instant formula.

Measurement research 3.3. Everything random takes a seed; the same data and seed give the same interval.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .crossed import Components, Effects, Forms, solve

Floats = npt.NDArray[np.float64]

BLOCK = 25  # draws that are held in memory at once
WIDE = 1.6448536269514722  # standard deviations on each side of a 90% interval


@dataclass(frozen=True)
class Estimate:
    """A value with its 90% interval."""

    value: float
    low: float
    high: float


def resamples(people: int, draws: int, seed: int) -> Iterator[Floats]:
    """Yield blocks of weights, one row per draw: how often each of `people` was drawn with replacement."""
    random = np.random.default_rng(seed)
    for first in range(0, draws, BLOCK):
        size = min(BLOCK, draws - first)
        rows = np.repeat(np.arange(size), people) * people
        drawn = rows + random.integers(0, people, size * people)
        yield np.bincount(drawn, minlength=size * people).reshape(size, people).astype(float)


def percentiles(drawn: Floats) -> tuple[float, float]:
    """Return the 5th and 95th percentile of draws, leaving undefined ones out."""
    low, high = np.nanpercentile(drawn, [5, 95])
    return float(low), float(high)


def drawn_effects(forms: Forms, parts: Components, *, draws: int = 100, seed: int = 360) -> Iterator[Effects]:
    """Yield solutions of perturbed data, each a draw of how far the estimate may be off (measurement 3.3).

    One draw solves the system for noise in place of the answers and noise on each prior; that is an exact
    draw of the Gaussian model around its estimate. Components are taken as known.
    """
    random = np.random.default_rng(seed)
    for _ in range(draws):
        y = random.normal(0.0, np.sqrt(parts.rest), forms.y.size)
        pulls = tuple(
            random.normal(0.0, parts.rest / np.sqrt(part), size) if part > 0 else np.zeros(size)
            for part, size in zip(parts.priors, forms.sizes, strict=True)
        )
        yield solve(forms, parts, y=y, pulls=pulls, close=1e-3)


def drawn_variance(forms: Forms, parts: Components, *, draws: int = 100, seed: int = 360) -> Floats:
    """Return the variance of each person's value, from `drawn_effects`."""
    squares = np.zeros(forms.people)
    for drawn in drawn_effects(forms, parts, draws=draws, seed=seed):
        squares += drawn.values(forms) ** 2
    return squares / draws


@dataclass(frozen=True)
class Known:
    """How well each form's person and rater are known without that form, and each person with all."""

    of_person: Floats  # variance per form
    of_rater: Floats
    person: Floats  # variance per person


def known(forms: Forms, parts: Components, *, passes: int = 30) -> Known:
    """Return variances by messages between people and raters, who tell of each other (measurement 3.3)."""
    of_person, of_rater = np.full(forms.y.size, parts.person), np.full(forms.y.size, parts.rater)
    for _ in range(passes):
        of_person, total = _told(forms.ratee, forms.people, parts.person, parts.rest + of_rater)
        of_rater, _ = _told(forms.rater, forms.raters, parts.rater, parts.rest + of_person)
    return Known(of_person, of_rater, 1 / total)


def instant_variance(forms: Forms, parts: Components, *, passes: int = 30) -> Floats:
    """Return the variance of each person's value at once, by messages between people and raters.

    A form tells about its person as much as its rater is known from other forms, and the other way round;
    the unit's own uncertainty is added as far as the person's forms do not make up for it. Some per cent
    smaller than `drawn_variance`, for the levels of sides are taken as known.
    """
    rater, unit = forms.rater, forms.unit[forms.ratee]
    var = known(forms, parts, passes=passes).person
    if parts.unit <= 0:
        return var
    pairs = np.unique(rater * forms.units + unit) % forms.units
    error = np.zeros(forms.units)
    for part, index in ((parts.person, forms.unit), (parts.rater, pairs), (parts.rest, unit)):
        error += part / np.maximum(np.bincount(index, minlength=forms.units), 1)
    of_unit = 1 / (1 / parts.unit + 1 / error)
    return np.asarray(var + (var / parts.person) ** 2 * of_unit[forms.unit], dtype=float)


def _told(of: npt.NDArray[np.int64], size: int, prior: float, noise: Floats) -> tuple[Floats, Floats]:
    """Return per form the variance of its node without that form, and per node the precision with all."""
    if prior <= 0:
        return np.zeros(of.size), np.full(size, np.inf)
    total = np.bincount(of, 1 / noise, minlength=size).astype(float) + 1 / prior
    return 1 / (total[of] - 1 / noise), total
