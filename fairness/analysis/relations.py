"""Declared relations as one group: do they rate each other higher than everybody else would have? (2, 3.4)

Never about a pair: three of four pairs that stand out are innocent (measurement research 0.5).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from multirater.analysis.crossed import Components, Effects, Forms
from multirater.analysis.intervals import WIDE, known

from ..rules.pattern import LEAST_PAIRS, ForOrganisation
from .finding import OrganisationFinding

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def residuals(forms: Forms, parts: Components, effects: Effects) -> Floats:
    """Return each form's standardised distance from what all other forms tell (3.4).

    r = e V / E with V = E + variances of person and rater without the form; z = r / √V.
    """
    left = (
        forms.y
        - effects.level[forms.side]
        - effects.unit[forms.unit[forms.ratee]]
        - effects.person[forms.ratee]
        - effects.rater[forms.rater]
    )
    apart = known(forms, parts)
    whole = parts.rest + apart.of_person + apart.of_rater
    return np.asarray(left * np.sqrt(whole) / parts.rest, dtype=float)


def relations(forms: Forms, z: Floats, pairs: Ints) -> OrganisationFinding | None:
    """Return the mean z of the forms of declared pairs (rater, person); None below LEAST_PAIRS forms.

    Marked one-sided at 5%: the z of honest forms has a standard deviation of 1.01 to 1.03 (3.4).
    """
    if pairs.size == 0:
        return None
    declared = np.isin(forms.rater * forms.people + forms.ratee, pairs[:, 0] * forms.people + pairs[:, 1])
    size = int(declared.sum())
    if size < LEAST_PAIRS:
        return None
    mean, half = float(z[declared].mean()), WIDE * float(z.std()) / float(np.sqrt(size))
    return OrganisationFinding(ForOrganisation.RELATIONS, size, mean, mean - half, mean + half, mean > half)
