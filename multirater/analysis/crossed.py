"""Person, unit and rater apart: y = level of the side + unit + person + rater + rest (measurement 3.1, 3.2).

Components by moments and the solution by alternating ridge, both by counting sums alone, so that time and
memory grow with the forms. A process that calls this should run with one BLAS thread
(OPENBLAS_NUM_THREADS=1): small solves are five times slower with two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Reason(StrEnum):
    """Why there is no adjusted value: the network does not tell, and no number is made up (3.7)."""

    ONE_RATER = "SATU_PENILAI"
    ONE_FORM = "SATU_FORMULIR"
    ISLANDS = "PULAU"
    TOO_FEW = "TERLALU_SEDIKIT"
    FLAT = "TANPA_PERBEDAAN"
    UNREADABLE = "TIDAK_TERBACA"


class Inseparable(Exception):
    """The forms cannot tell people, raters and units apart; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Forms:
    """Filled-in forms: who is reviewed, by whom, from which side, and the mean of the answered items.

    People, raters, sides and units are numbered from 0. `unit` is given per person, the rest per form.
    """

    ratee: Ints
    rater: Ints
    side: Ints
    y: Floats
    unit: Ints

    @property
    def people(self) -> int:
        """How many people are reviewed."""
        return self.unit.size

    @cached_property
    def raters(self) -> int:
        """How many raters there are."""
        return int(self.rater.max(initial=-1)) + 1

    @cached_property
    def units(self) -> int:
        """How many units there are."""
        return int(self.unit.max(initial=-1)) + 1

    @property
    def sizes(self) -> tuple[int, int, int]:
        """The numbers of units, raters and people, in the order of `Components.priors`."""
        return self.units, self.raters, self.people


@dataclass(frozen=True)
class Components:
    """Variances: between units, between people of a unit, of raters' habits, and of the rest."""

    unit: float
    person: float
    rater: float
    rest: float
    at_zero: tuple[str, ...] = ()  # which came out negative and were set to zero

    @property
    def priors(self) -> tuple[float, float, float]:
        """The variances of unit, rater and person."""
        return self.unit, self.rater, self.person

    @property
    def rater_share(self) -> float:
        """The share of all differences that is the raters' own habit, 0 to 1."""
        return self.rater / (self.unit + self.person + self.rater + self.rest)


@dataclass(frozen=True)
class Effects:
    """The solution: level per side, and how far each unit, rater and person stands from it."""

    level: Floats
    unit: Floats
    rater: Floats
    person: Floats
    sweeps: int

    def values(self, forms: Forms) -> Floats:
        """Return each person's value on the scale of the forms: mean level, unit and person together."""
        values: Floats = self.level[forms.side].mean() + self.unit[forms.unit] + self.person
        return values


# --- Components ------------------------------------------------------------------------------


def components(forms: Forms) -> Components:
    """Return the variance components by the method of moments, negative ones set to zero.

    Raise Inseparable when nobody has two forms, when no rater has two, or when nothing differs between
    people.
    """
    ratee, rater, unit = forms.ratee, forms.rater, forms.unit[forms.ratee]
    z = forms.y - side_shift(forms)[forms.side]
    z = z - z.mean()
    n, people, units = z.size, np.unique(ratee).size, np.unique(unit).size
    if n == people:
        raise Inseparable(Reason.ONE_RATER)
    pairs, at = np.unique(rater * forms.units + unit, return_inverse=True)
    of_person, of_rater, of_unit = (
        np.bincount(ratee),
        np.bincount(rater),
        np.bincount(unit, minlength=forms.units),
    )
    of_pair, home = np.bincount(at), pairs % max(forms.units, 1)
    here = np.maximum(of_unit, 1)
    person_in_unit = float((of_person[np.unique(ratee)] ** 2 / here[forms.unit[np.unique(ratee)]]).sum())
    rater_in_unit = float((of_pair**2 / here[home]).sum())
    left = np.array(
        [
            [0.0, n - people, n - people],
            [n - pairs.size, 0.0, n - pairs.size],
            [n - person_in_unit, n - rater_in_unit, n - units],
        ]
    )
    right = np.array([_within(z, ratee), _within(z, at), _within(z, unit)])
    if np.linalg.matrix_rank(left) < 3:
        raise Inseparable(Reason.ONE_FORM)
    person, habit, rest = (float(part) for part in np.linalg.solve(left, right))
    spread = 0.0
    if units > 1:
        means = np.bincount(unit, z, minlength=forms.units) / here
        spread = (
            float((of_unit * means**2).sum())
            - person * (person_in_unit - float((of_person**2).sum()) / n)
            - habit * (rater_in_unit - float((of_rater**2).sum()) / n)
            - rest * (units - 1)
        ) / (n - float((of_unit**2).sum()) / n)
    if person <= 1e-9 or rest <= 1e-9:
        raise Inseparable(Reason.FLAT)
    at_zero = tuple(name for name, part in (("unit", spread), ("rater", habit)) if part < 0)
    return Components(max(spread, 0.0), person, max(habit, 0.0), rest, at_zero)


def side_shift(forms: Forms) -> Floats:
    """Return how far each side lies from the others, by the people whom several sides reviewed."""
    sides = int(forms.side.max(initial=-1)) + 1
    dummies = (forms.side[:, None] == np.arange(sides)).astype(float)
    centred = np.stack([_centred(column, forms.ratee) for column in dummies.T], axis=1)
    found, *_ = np.linalg.lstsq(centred.T @ centred, centred.T @ _centred(forms.y, forms.ratee), rcond=1e-10)
    return np.asarray(found, dtype=float)


def _centred(x: Floats, by: Ints) -> Floats:
    centred: Floats = x - (np.bincount(by, x) / np.maximum(np.bincount(by), 1))[by]
    return centred


def _within(z: Floats, by: Ints) -> float:
    return float((_centred(z, by) ** 2).sum())


# --- Solution --------------------------------------------------------------------------------


def solve(
    forms: Forms,
    parts: Components,
    *,
    y: Floats | None = None,
    pulls: tuple[Floats, ...] | None = None,
    close: float = 1e-5,
) -> Effects:
    """Return the best linear unbiased prediction, sweeping until nothing moves by more than `close`.

    It is shrinkage: somebody with few forms is drawn to the unit's mean, a rater with few to no habit.
    `y` stands in for the forms' own means, and `pulls` adds to the sums of unit, rater and person (draws).
    """
    left = (forms.y if y is None else y).copy()
    by = (forms.unit[forms.ratee], forms.rater, forms.ratee)
    counts = [np.bincount(index, minlength=size) for index, size in zip(by, forms.sizes, strict=True)]
    sums = pulls or tuple(np.zeros(size) for size in forms.sizes)
    effects = [np.zeros(size) for size in forms.sizes]
    on_side = np.bincount(forms.side)
    level, sweeps, moved = np.zeros(on_side.size), 0, np.inf
    while moved > close and sweeps < 1000:
        change = np.bincount(forms.side, left) / np.maximum(on_side, 1)
        level += change
        left -= change[forms.side]
        moved = float(np.abs(change).max(initial=0.0))
        for index, count, pull, effect, part in zip(by, counts, sums, effects, parts.priors, strict=True):
            if part > 0:
                ridge = parts.rest / part
                told = np.bincount(index, left, minlength=count.size) + pull
                change = (told - ridge * effect) / (count + ridge)
                effect += change
                left -= change[index]
                moved = max(moved, float(np.abs(change).max(initial=0.0)))
        sweeps += 1
    return Effects(level, effects[0], effects[1], effects[2], sweeps)


def weighted(forms: Forms, effects: Effects, weights: Mapping[int, float]) -> Floats:
    """Return each person's mean over sides under a policy's weights, raters' habits taken out.

    `weights` are by number of the side; those of sides that did not speak are shared out among the others
    (never a zero, never a mean in their place). nan for a person of whom no weighted side spoke.
    """
    free = forms.y - effects.rater[forms.rater] - effects.level[forms.side]
    total, weight = np.zeros(forms.people), np.zeros(forms.people)
    for side, part in weights.items():
        on = forms.side == side
        n = np.bincount(forms.ratee[on], minlength=forms.people)
        mean = np.bincount(forms.ratee[on], free[on], minlength=forms.people) / np.maximum(n, 1)
        total += part * mean * (n > 0)
        weight += part * (n > 0)
    value = np.full(forms.people, np.nan)
    np.divide(total, weight, out=value, where=weight > 0)
    value += effects.level[forms.side].mean()
    return value
