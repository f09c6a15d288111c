"""The adjusted value (nilai pembanding) of each person, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .connectivity import islands, linked
from .crossed import Components, Forms, Inseparable, Reason, components, solve
from .intervals import WIDE, drawn_variance, instant_variance

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

PEOPLE, UNITS = 50, 5  # fewer are too noisy for components (measurement research 3.1)
MAIN = 0.9  # share of the people that one island must hold
DRAWN_UP_TO = 5_000  # people for whom intervals are drawn; above, the instant formula


@dataclass(frozen=True)
class Adjustment:
    """Islands and components of a round, and each person's value with its 90% interval.

    Values are nan outside the main island. Where `reason` is given there are no values at all, and where
    the forms do not separate raters from people no components either.
    """

    islands: int
    linked: Bools
    components: Components | None = None
    value: Floats | None = None
    low: Floats | None = None
    high: Floats | None = None
    reason: Reason | None = None


def adjust(forms: Forms, *, seed: int = 360) -> Adjustment:
    """Return the adjusted value of each person as far as the network of raters allows one (3.7)."""
    island = islands(forms)
    count, ties = int(island.max(initial=-1)) + 1, linked(forms)
    main = island == 0
    is_small = main.sum() < PEOPLE or np.unique(forms.unit[main]).size < UNITS
    try:
        parts = components(forms)
    except Inseparable as fault:
        is_noise = is_small and fault.reason == Reason.FLAT  # among few, differences drown in the rest
        return Adjustment(count, ties, reason=Reason.TOO_FEW if is_noise else fault.reason)
    if main.mean() < MAIN:
        return Adjustment(count, ties, parts, reason=Reason.ISLANDS)
    if is_small:
        return Adjustment(count, ties, parts, reason=Reason.TOO_FEW)
    value = np.where(main, solve(forms, parts).values(forms), np.nan)
    spread = (
        drawn_variance(forms, parts, seed=seed)
        if value.size <= DRAWN_UP_TO
        else instant_variance(forms, parts)
    )
    half = WIDE * np.sqrt(spread)
    return Adjustment(count, ties, parts, value, value - half, value + half)
