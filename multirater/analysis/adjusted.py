"""The adjusted value (nilai pembanding) of each person, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .connectivity import islands, linked
from .crossed import Components, Forms, Inseparable, Reason, components, solve
from .intervals import WIDE, drawn_variance, instant_variance

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
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


@dataclass(frozen=True)
class Network:
    """What the forms allow: islands per person (0 the main one), who is linked, components, or why not."""

    island: Ints
    linked: Bools
    components: Components | None
    reason: Reason | None

    @property
    def islands(self) -> int:
        """How many islands there are."""
        return int(self.island.max(initial=-1)) + 1


def network(forms: Forms) -> Network:
    """Return islands and components, and the reason where the whole cannot be compared (3.1, 3.7)."""
    island, ties = islands(forms), linked(forms)
    main = island == 0
    is_small = not is_enough(forms, main)
    try:
        parts = components(forms)
    except Inseparable as fault:
        is_noise = is_small and fault.reason == Reason.FLAT  # among few, differences drown in the rest
        return Network(island, ties, None, Reason.TOO_FEW if is_noise else fault.reason)
    if main.mean() < MAIN:
        return Network(island, ties, parts, Reason.ISLANDS)
    return Network(island, ties, parts, Reason.TOO_FEW if is_small else None)


def is_enough(forms: Forms, people: Bools) -> bool:
    """Say whether so many people are enough for components: 50 in 5 units."""
    return bool(people.sum() >= PEOPLE and np.unique(forms.unit[people]).size >= UNITS)


def adjust(forms: Forms, *, seed: int = 360) -> Adjustment:
    """Return the adjusted value of each person as far as the network of raters allows one (3.7)."""
    found = network(forms)
    parts = found.components
    if parts is None or found.reason is not None:
        return Adjustment(found.islands, found.linked, parts, reason=found.reason)
    value = np.where(found.island == 0, solve(forms, parts).values(forms), np.nan)
    spread = (
        drawn_variance(forms, parts, seed=seed)
        if value.size <= DRAWN_UP_TO
        else instant_variance(forms, parts)
    )
    half = WIDE * np.sqrt(spread)
    return Adjustment(found.islands, found.linked, parts, value, value - half, value + half)
