"""What a drawn network of raters can compare, before anybody has answered (measurement research 3.7)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from multirater.analysis.connectivity import islands
from multirater.analysis.crossed import Components, Forms

from ..rules.design import LIMIT

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Network:
    """Forms of others, islands, and shares of the people: in the largest island, and comparable."""

    forms: int
    islands: int
    largest: float
    offset: float  # error of the unit's offset that the median person has; infinite without crossing forms
    comparable: float


def network(ratee: Ints, rater: Ints, unit: Ints, parts: Components) -> Network:
    """Return what a draw can compare; people and units are numbered from 0, `unit` is per person.

    Components are on the scale 1 to 3.
    """
    _, raters = np.unique(rater, return_inverse=True)
    nothing = np.zeros(ratee.size, dtype=np.int64)
    forms = Forms(ratee, raters.astype(np.int64), nothing, nothing.astype(float), unit)
    island = islands(forms)
    noise = parts.person + parts.rater + parts.rest
    with np.errstate(divide="ignore"):
        error = np.sqrt(noise / _links(forms))[unit]
    main = island == 0
    return Network(
        int(ratee.size),
        int(island.max(initial=-1)) + 1,
        float(main.mean()) if main.size else 0.0,
        float(np.median(error)) if error.size else float("inf"),
        float((main & (error < float(LIMIT))).mean()) if main.size else 0.0,
    )


def _links(forms: Forms) -> npt.NDArray[np.float64]:
    """Return how many forms tie each unit to others: n - n²/all of each rater, summed.

    A rater with n forms in the unit and none elsewhere ties nothing; one of five forms elsewhere ties 0.8.
    """
    pairs, count = np.unique(forms.rater * forms.units + forms.unit[forms.ratee], return_counts=True)
    every = np.bincount(forms.rater, minlength=forms.raters)[pairs // forms.units]
    return np.asarray(np.bincount(pairs % forms.units, count - count**2 / every, minlength=forms.units))
