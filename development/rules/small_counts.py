"""Counts of people that are shown without telling of a single one (decided here)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

FEWEST = 5  # people a count stands for, at least
Key = TypeVar("Key", bound=Hashable)


def protected(counts: Mapping[Key, int], least: int = FEWEST) -> dict[Key, int | None]:
    """Return the counts, None for those that are not shown.

    Counts below `least` are hidden, nought as well. The sum is known, so a single hidden count could be
    found by subtraction: the smallest shown ones are hidden too, until the hidden ones, then at least two,
    together stand for so many people.
    """
    order = sorted(counts, key=lambda key: counts[key])
    hidden = [key for key in order if counts[key] < least]
    for key in order[len(hidden) :]:
        if not hidden or sum(counts[one] for one in hidden) >= least:
            break
        hidden.append(key)
    return {key: None if key in hidden else count for key, count in counts.items()}
