"""How well a list stands: 500 trials of other weights and other luck, intervals, weights in truth.

Measurement research 6.2 and 6.3. Arrays hold one row per candidate, ordered by the caller by key, so that
the same candidates and the same seed give the same answer in whatever order they were read. Memory stays
flat: trials are drawn in blocks of a few megabytes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

CONCENTRATION = 60.0  # of the Dirichlet: weights 50/20/20/10 move by 6/5/5/4 points
WIDE = 1.6449  # half of a 90% interval, in standard errors
CELLS = 500_000  # numbers in a block of trials


@dataclass(frozen=True)
class Field:
    """The candidates: points (n, K) and standard errors (n, K) in points, weights (K,) that sum to 1."""

    points: Floats
    errors: Floats
    weights: Floats
    reliability: Floats

    @property
    def shrunk(self) -> Floats:
        """The points drawn towards the mean of each criterion by its reliability."""
        mean = self.points.mean(axis=0)
        return np.asarray(mean + self.reliability * (self.points - mean))

    @property
    def noise(self) -> Floats:
        """The variance of what remains unknown of each point: rel_k se_ik squared."""
        return np.asarray(self.reliability * self.errors**2)


@dataclass(frozen=True)
class Outcome:
    """Per candidate: the share of trials in the top k (0 to 1), mean and standard deviation over trials."""

    share: Floats
    mean: Floats
    spread: Floats

    @property
    def low(self) -> Floats:
        """The lower end of a 90% interval, within 0 and 100."""
        return np.clip(self.mean - WIDE * self.spread, 0, 100)

    @property
    def high(self) -> Floats:
        """The upper end of a 90% interval, within 0 and 100."""
        return np.clip(self.mean + WIDE * self.spread, 0, 100)


def run(field: Field, *, top: int, trials: int, seed: int) -> Outcome:
    """Return how often each candidate stands in the top k when weights and luck were others.

    For each trial w ~ Dirichlet(60 w) and x_ik = m_k + rel_k (x_ik - m_k) + N(0, rel_k se_ik squared).
    Given the weights the errors of a candidate add up to one normal number, of which one is drawn.
    """
    count = field.points.shape[0]
    if count == 0:
        nothing = np.zeros(0)
        return Outcome(nothing, nothing, nothing)
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(CONCENTRATION * field.weights, size=trials)
    shrunk, noise = field.shrunk.T, field.noise.T
    hits, total, squares = np.zeros(count), np.zeros(count), np.zeros(count)
    block = max(CELLS // count, 1)
    for start in range(0, trials, block):
        part = weights[start : start + block]
        scores = part @ shrunk + np.sqrt(part**2 @ noise) * rng.standard_normal((len(part), count))
        total += scores.sum(axis=0)
        squares += (scores**2).sum(axis=0)
        hits += _in_top(scores, top)
    mean = total / trials
    spread = np.sqrt(np.maximum(squares / trials - mean**2, 0))
    return Outcome(hits / trials, mean, spread)


def _in_top(scores: Floats, top: int) -> Floats:
    """Return how many trials (rows) have each candidate among the k highest; all of them when k is larger."""
    count = scores.shape[1]
    if top >= count:
        return np.full(count, float(scores.shape[0]))
    best = np.argpartition(scores, count - top, axis=1)[:, count - top :]
    return np.bincount(best.ravel(), minlength=count).astype(float)


def tied_with(field: Field, first: int, others: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Say which candidates are tied with one: the difference is smaller than the interval of the difference.

    Its variance is that of the errors of both and that of the weights (of a Dirichlet, in closed form), so
    that it depends on the two alone and on nobody else.
    """
    weights = field.weights
    moved = (np.diag(weights) - np.outer(weights, weights)) / (CONCENTRATION + 1)
    apart = field.points[first] - field.points[others]
    errors = (field.errors[first] ** 2 + field.errors[others] ** 2) @ weights**2
    spread = np.sqrt(errors + np.einsum("ij,jk,ik->i", apart, moved, apart))
    return np.asarray(np.abs(apart @ weights) <= WIDE * spread)


def effective_weights(points: Floats, weights: Floats) -> Floats:
    """Return the share of each criterion in the differences between scores; sums to 1.

    w_k cov(x_k, S) / var(S), measurement research 6.2; the nominal weights where nobody differs.
    """
    if points.shape[0] < 2:
        return weights
    score = points @ weights
    variance = score.var()
    if variance <= 0:
        return weights
    apart = points - points.mean(axis=0)
    return np.asarray(weights * (apart.T @ (score - score.mean())) / len(score) / variance)
