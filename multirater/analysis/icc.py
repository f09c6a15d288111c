"""How far raters agree about the same people: intraclass correlations of tables and of changing raters.

Shrout and Fleiss 1979 for full tables; the one-way form for raters who differ from person to person, as in
a round (measurement research 4 and 8, V1). Values are at most 1; below 0 means less agreement than by chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .intervals import Estimate, percentiles, resamples

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Table:
    """Mean squares of a full table of targets by judges, and its six correlations."""

    between: float  # MSB, between targets
    within: float  # MSW, within targets
    judges: float  # MSJ
    rest: float  # MSE
    single: tuple[float, float, float]  # ICC(1,1), (2,1), (3,1)
    mean: tuple[float, float, float]  # ICC(1,k), (2,k), (3,k)


def of_table(table: Floats) -> Table:
    """Return the correlations of a full table, one row per target and one column per judge.

    Raise ValueError for a table with holes or with fewer than two rows or columns.
    """
    n, k = table.shape
    if n < 2 or k < 2 or np.isnan(table).any():
        raise ValueError("a full table of two targets and two judges at least")
    grand = table.mean()
    by_target = k * float(((table.mean(axis=1) - grand) ** 2).sum())
    by_judge = n * float(((table.mean(axis=0) - grand) ** 2).sum())
    total = float(((table - grand) ** 2).sum())
    msb, msj = by_target / (n - 1), by_judge / (k - 1)
    msw = (total - by_target) / (n * (k - 1))
    mse = (total - by_target - by_judge) / ((n - 1) * (k - 1))
    single = (
        (msb - msw) / (msb + (k - 1) * msw),
        (msb - mse) / (msb + (k - 1) * mse + k * (msj - mse) / n),
        (msb - mse) / (msb + (k - 1) * mse),
    )
    mean = ((msb - msw) / msb, (msb - mse) / (msb + (msj - mse) / n), (msb - mse) / msb)
    return Table(msb, msw, msj, mse, single, mean)


@dataclass(frozen=True)
class OneWay:
    """Agreement of changing raters: of one form, and of the mean of as many as a person has."""

    people: int  # with two forms or more
    forms: int
    n0: float  # forms per person, corrected for unequal numbers
    single: Estimate  # ICC(1)
    mean: Estimate  # ICC(1,k) at k = n0


def one_way(person: Ints, y: Floats, *, draws: int = 200, seed: int = 360) -> OneWay | None:
    """Return the one-way correlations of form means, with 90% intervals by resampling people.

    `person` numbers the reviewed person of each form from 0. People with a single form say nothing about
    agreement and are left out. None where nothing differs, or fewer than two people remain.
    """
    sums = _sums(person, y)
    if sums.shape[0] < 2:
        return None
    found = _one_way(sums.sum(axis=0)[None, :])
    if np.isnan(found).any():
        return None
    drawn = np.concatenate([_one_way(weights @ sums) for weights in resamples(sums.shape[0], draws, seed)])
    single, mean = (
        Estimate(float(value), *percentiles(column))
        for value, column in zip(found[0, :2], drawn.T, strict=False)
    )
    return OneWay(sums.shape[0], int(sums[:, 1].sum()), float(found[0, 2]), single, mean)


def _sums(person: Ints, y: Floats) -> Floats:
    """Return per person with two forms or more: 1, n, n², sum, n·mean², sum of squares within."""
    n = np.bincount(person).astype(float)
    keeps = n >= 2
    y = y - (y.mean() if y.size else 0.0)
    total, squares = np.bincount(person, y)[keeps], np.bincount(person, y * y)[keeps]
    n = n[keeps]
    between = total**2 / np.maximum(n, 1)
    return np.stack([np.ones_like(n), n, n * n, total, between, squares - between], axis=1)


def _one_way(sums: Floats) -> Floats:
    """Return ICC(1), ICC(1,k) and n0 for each row of summed columns of `_sums`; nan where undefined."""
    g, forms, squares, total, between, within = sums.T
    with np.errstate(divide="ignore", invalid="ignore"):
        n0 = (forms - squares / forms) / (g - 1)
        msb = (between - total**2 / forms) / (g - 1)
        msw = within / (forms - g)
        flat = (msb <= 1e-12) & (msw <= 1e-12)
        single = np.where(flat, np.nan, (msb - msw) / (msb + (n0 - 1) * msw))
        mean = np.where(flat, np.nan, np.maximum((msb - msw) / msb, -1.0))
    return np.stack([single, mean, n0], axis=1)
