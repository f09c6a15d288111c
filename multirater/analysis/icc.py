"""How far raters agree about the same people: intraclass correlations of tables and of changing raters.

Shrout and Fleiss 1979 for full tables; the one-way form for raters who differ from person to person, as in
a round (measurement research 4 and 8, V1). Values are at most 1; below 0 means less agreement than by chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .intervals import Estimate

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DRAWS = 20_000  # of the F distribution
FLAT = 1e-12


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


def one_way(person: Ints, y: Floats) -> OneWay | None:
    """Return the one-way correlations of form means, with 90% intervals from the F distribution.

    `person` numbers the reviewed person of each form from 0. People with a single form say nothing about
    agreement and are left out. None where nothing differs, or fewer than two people remain.
    """
    keeps = np.bincount(person, minlength=1)[person] >= 2
    _, person = np.unique(person[keeps], return_inverse=True)
    y, n = y[keeps], np.bincount(person)
    g, forms = n.size, int(n.sum())
    if g < 2:
        return None
    y = y - y.mean()
    mean = np.bincount(person, y) / n
    msb = float((n * mean**2).sum()) / (g - 1)
    msw = float(((y - mean[person]) ** 2).sum()) / (forms - g)
    if max(msb, msw) < FLAT:
        return None
    n0 = (forms - float((n * n).sum()) / forms) / (g - 1)
    low, high = np.percentile(_chance(g - 1, forms - g), [95, 5])
    ratios = [msb / max(msw, FLAT) / part for part in (1.0, float(low), float(high))]
    single = Estimate(*((f - 1) / (f + n0 - 1) for f in ratios))
    return OneWay(g, forms, n0, single, Estimate(*(max(1 - 1 / max(f, FLAT), -1.0) for f in ratios)))


def _chance(between: int, within: int) -> Floats:
    """Return draws of F under chance alone, always the same ones; quantiles of a table without a table."""
    random = np.random.default_rng(360)
    draws: Floats = random.chisquare(between, DRAWS) * within / (random.chisquare(within, DRAWS) * between)
    return draws
