"""Krippendorff's alpha: agreement on single items, with missing cells (measurement 4 and 8, V3).

From counts per unit and value: the coincidence matrix of each unit, summed, against what chance would give.
Below 2 answers a unit says nothing about agreement and is left out.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from .intervals import Estimate, percentiles, resamples

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Metric = Literal["nominal", "ordinal", "interval", "ratio"]


def alpha(counts: Ints, values: Floats, metric: Metric = "ordinal") -> float:
    """Return alpha of one item, at most 1; nan where fewer than two units or nothing differs.

    `counts` has one row per unit (a reviewed person) and one column per value of the scale.
    """
    return float(_alphas(_coincidences(counts).sum(axis=0)[None], values, metric)[0])


def counts_of(table: Floats) -> tuple[Ints, Floats]:
    """Return counts per unit and the sorted values of a table of observers by units, nan for missing."""
    values = np.unique(table[~np.isnan(table)])
    return (table[:, :, None] == values).sum(axis=0).astype(np.int64), values


def mean_alpha(items: list[Ints], values: Floats, *, draws: int = 200, seed: int = 360) -> Estimate | None:
    """Return the mean ordinal alpha of several items about the same people, with a 90% interval.

    People are resampled with all their items together. None where no item tells.
    """
    per_item = [_coincidences(counts, keep=True) for counts in items]
    found = [float(_alphas(one.sum(axis=0)[None], values, "ordinal")[0]) for one in per_item]
    if not found or np.isnan(found).all():
        return None
    size = values.size
    flat = np.concatenate([one.reshape(one.shape[0], -1) for one in per_item], axis=1)
    drawn = []
    for weights in resamples(flat.shape[0], draws, seed):
        matrices = (weights @ flat).reshape(-1, size, size)
        drawn.append(np.nanmean(_alphas(matrices, values, "ordinal").reshape(-1, len(items)), axis=1))
    return Estimate(float(np.nanmean(found)), *percentiles(np.concatenate(drawn)))


def _coincidences(counts: Ints, *, keep: bool = False) -> Floats:
    """Return per unit the pairs of values, each weighing 1/(answers - 1); zeros for units kept without."""
    answers = counts.sum(axis=1)
    if not keep:
        counts, answers = counts[answers >= 2], answers[answers >= 2]
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(counts.shape[1])
    return np.asarray(pairs / np.maximum(answers - 1, 1)[:, None, None], dtype=float)


def _alphas(matrices: Floats, values: Floats, metric: Metric) -> Floats:
    """Return alpha of each coincidence matrix."""
    margin = matrices.sum(axis=2)
    total = margin.sum(axis=1)
    apart = _distance(margin, values, metric)
    observed = (matrices * apart).sum(axis=(1, 2))
    expected = (margin[:, :, None] * margin[:, None, :] * apart).sum(axis=(1, 2))
    told = (expected > 0) & (total > 1)
    out = np.full(total.size, np.nan)
    out[told] = 1 - (total[told] - 1) * observed[told] / expected[told]
    return out


def _distance(margin: Floats, values: Floats, metric: Metric) -> Floats:
    """Return the squared distance between values; that of ordinal ones counts the answers between them."""
    a, b = values[:, None], values[None, :]
    if metric == "nominal":
        return np.not_equal(a, b).astype(float)[None]
    if metric == "interval":
        return np.square(a - b)[None]
    if metric == "ratio":
        return np.square((a - b) / np.where(a + b == 0, 1, a + b))[None]
    middle = np.cumsum(margin, axis=1) - margin / 2
    return np.asarray((middle[:, :, None] - middle[:, None, :]) ** 2, dtype=float)
