"""Does the last quarter weigh more in the ratings than its quarter of the year? (measurement research 2)

Of the organisation alone, never of a rater: it takes hundreds of people to see.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from multirater.analysis.intervals import WIDE

from ..rules.pattern import LEAST_RATEES, ForOrganisation
from .finding import OrganisationFinding

Floats = npt.NDArray[np.float64]

SHARE = 0.25  # of the last quarter in a year


def recency(rating: Floats, early: Floats, late: Floats) -> OrganisationFinding | None:
    """Return the share of the last quarter in what the realisation tells of the ratings, 0.25 expected.

    Ratings are regressed on the realisation of quarters one to three (mean, per cent of the target) and
    of the fourth; the share is b4 / (b123 + b4), its interval Fieller's. Marked one-sided at 5%. None below
    LEAST_RATEES people, and where ratings do not follow the realisation at all.
    """
    use = ~(np.isnan(rating) | np.isnan(early) | np.isnan(late))
    n = int(use.sum())
    if n < LEAST_RATEES:
        return None
    x = np.stack([early[use], late[use]], axis=1)
    x, y = x - x.mean(axis=0), rating[use] - rating[use].mean()
    cross = x.T @ x
    if np.linalg.matrix_rank(cross) < 2:
        return None
    b = np.linalg.solve(cross, x.T @ y)
    spread = np.linalg.inv(cross) * float(((y - x @ b) ** 2).sum()) / (n - 3)
    return _fieller(n, b, spread)


def _fieller(n: int, b: Floats, spread: npt.NDArray[np.float64]) -> OrganisationFinding | None:
    """Return the share b2 / (b1 + b2) with the roots of (b2 - share · sum)² = WIDE² · variance of that."""
    whole, top = float(b.sum()), float(b[1])
    v_top, v_both, v_whole = float(spread[1, 1]), float(spread[1].sum()), float(spread.sum())
    a = whole**2 - WIDE**2 * v_whole
    if whole <= 0 or a <= 0:
        return None
    half = top * whole - WIDE**2 * v_both
    root = float(np.sqrt(max(half**2 - a * (top**2 - WIDE**2 * v_top), 0.0)))
    low, high = (half - root) / a, (half + root) / a
    return OrganisationFinding(ForOrganisation.RECENCY, n, top / whole, low, high, low > SHARE)
