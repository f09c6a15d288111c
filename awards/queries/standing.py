"""How firmly each eligible candidate stands: trials, intervals, ties and places, from exact points.

numpy is loaded with this module; pages read what a calculation stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from ..analysis import trials
from ..rules.award import score, shown_score
from ..rules.ties import Standing, in_order, lot
from .criteria import Criterion


@dataclass(frozen=True)
class Entrant:
    """An eligible candidate: a lasting key, points and their errors by criterion, its evidence."""

    key: str
    points: Mapping[str, Decimal]
    errors: Mapping[str, Decimal]
    won_last_year: bool
    evidence: int = 0  # reports with evidence


@dataclass(frozen=True)
class Stand:
    """Where a candidate stands: share of trials in the top k, 90% interval, place, tie if any."""

    share: Decimal
    low: Decimal
    high: Decimal
    place: int
    tie: int | None


def standing(
    entrants: Sequence[Entrant], criteria: Sequence[Criterion], *, top: int, runs: int, seed: int
) -> tuple[dict[str, Stand], dict[str, Decimal]]:
    """Return where each entrant stands by key, and the weight in truth of each criterion in per cent.

    The order of the entrants changes nothing: they are sorted by key first.
    """
    ordered = sorted(entrants, key=lambda one: one.key)
    field = _field(ordered, criteria)
    outcome = trials.run(field, top=top, trials=runs, seed=seed)
    told: dict[str, Stand] = {}
    for number, (group, is_tie) in enumerate(_groups(ordered, criteria, field, seed), start=1):
        for at in group:
            told[ordered[at].key] = Stand(
                share=Decimal(f"{outcome.share[at]:.3f}"),
                low=Decimal(f"{outcome.low[at]:.2f}"),
                high=Decimal(f"{outcome.high[at]:.2f}"),
                place=len(told) + 1,
                tie=number if is_tie else None,
            )
    found = trials.effective_weights(field.points, field.weights) * 100
    return told, {one.key: Decimal(f"{found[at]:.1f}") for at, one in enumerate(criteria)}


def _field(entrants: Sequence[Entrant], criteria: Sequence[Criterion]) -> trials.Field:
    size = (len(entrants), len(criteria))
    keys = [one.key for one in criteria]
    points = [float(one.points[key]) for one in entrants for key in keys]
    errors = [float(one.errors[key]) for one in entrants for key in keys]
    return trials.Field(
        np.array(points).reshape(size),
        np.array(errors).reshape(size),
        np.array([float(one.weight) / 100 for one in criteria]),
        np.array([float(one.reliability) for one in criteria]),
    )


def _groups(
    entrants: Sequence[Entrant], criteria: Sequence[Criterion], field: trials.Field, seed: int
) -> list[tuple[list[int], bool]]:
    """Return the entrants in the order of the list, in groups, with whether a group is a tie.

    The highest score leads a group; who follows without a gap and cannot be told from the leader is tied with
    it, and so is whose score reads the same as the last one's. So nobody below a candidate ever changes the
    group that the candidate is in, and whoever leaves never puts a lower score into an earlier group.
    """
    scores = [score(one.points, criteria) for one in entrants]
    lots = [lot(seed, one.key) for one in entrants]
    order = sorted(range(len(entrants)), key=lambda number: (-scores[number], lots[number]))
    left = np.array(order, dtype=np.int64)
    at = {one.key: number for number, one in enumerate(entrants)}
    groups = []
    while left.size:
        size = _tied(field, left)
        shown = shown_score(scores[left[size - 1]])
        while size < left.size and shown_score(scores[left[size]]) == shown:
            size += 1
        members = [entrants[number] for number in left[:size]]
        told = [Standing(one.key, one.evidence, one.won_last_year) for one in members]
        groups.append(([at[one.key] for one in in_order(told, seed)], size > 1))
        left = left[size:]
    return groups


def _tied(field: trials.Field, left: npt.NDArray[np.int64]) -> int:
    """Return how many, from the first on, follow it without a gap; few are asked where few are tied."""
    asked = 64
    while True:
        alike = trials.tied_with(field, int(left[0]), left[:asked])
        alike[0] = True
        if not alike.all():
            return int(alike.argmin())
        if asked >= left.size:
            return int(left.size)
        asked *= 4
