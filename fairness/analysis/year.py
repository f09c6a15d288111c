"""A year's forms from end to end: network, components, solution, intervals, findings (measurement 7).

The same forms and seed give the same year. Run it with one BLAS thread (OPENBLAS_NUM_THREADS=1).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from multirater.analysis.adjusted import is_enough, network
from multirater.analysis.crossed import Components, Forms, Reason, side_shift, solve
from multirater.analysis.intervals import WIDE, drawn_effects

from ..rules.pattern import LEAST_ITEMS
from .alone import Official, alone
from .finding import Finding, OrganisationFinding
from .leniency import LEAST_VARIANCE, company, leniency
from .relations import relations as of_relations
from .relations import residuals

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Small = npt.NDArray[np.uint8]

DRAWS = 100  # of the intervals: 12 s of CPU at 50,000 people (tests/benchmarks/fairness_bench.py)


@dataclass(frozen=True)
class Year:
    """What a year's forms tell; where `reason` is given nobody has a value, and habits only among ISLANDS.

    `linked` is the share of people with a rater who also rated in another unit. Values are nan outside the
    main island. Findings are about superiors only.
    """

    parts: Components | None
    reason: Reason | None
    islands: int
    linked: float
    island: Ints  # per person, 0 the main one
    sweeps: int = 0
    value: Floats | None = None  # per person, 1 to 3, with the 90% interval
    low: Floats | None = None
    high: Floats | None = None
    findings: list[Finding] = field(default_factory=list)
    relations: OrganisationFinding | None = None


def analyse(
    forms: Forms, *, superiors: Bools, official: Bools, items: Small, relations: Ints, seed: int = 360
) -> Year:
    """Return what a year's forms tell of people, raters and the organisation.

    `superiors` is per rater and says who may be found; `official` and `items` (one column per behaviour,
    1 to 3, 0 not rated) are per form; `relations` are declared pairs of rater and rated person by number.
    """
    if not forms.y.size:
        return Year(None, Reason.TOO_FEW, 0, 0.0, np.zeros(0, dtype=np.int64))
    found = [one for one in _alone(forms, official, items) if superiors[one.rater]]
    pairs = once(forms)
    net = network(pairs)
    told = (net.components, net.reason, net.islands, float(net.linked.mean()), net.island)
    shared = np.bincount(pairs.ratee, minlength=forms.people) > 1
    parts = net.components
    if parts is None or net.reason not in (None, Reason.ISLANDS) or not is_enough(pairs, shared):
        return Year(*told, findings=found)
    parts = replace(parts, rater=max(parts.rater, LEAST_VARIANCE))
    effects = solve(pairs, parts)
    among = company(pairs, net.island)
    of_people, of_raters = np.zeros(forms.people), np.zeros(forms.raters)
    for drawn in drawn_effects(pairs, parts, draws=DRAWS, seed=seed):
        of_people += drawn.values(pairs) ** 2
        of_raters += among.habits(drawn) ** 2
    found += leniency(among, among.habits(effects), of_raters / DRAWS, superiors)
    group = of_relations(pairs, residuals(pairs, parts, effects), relations)
    if net.reason is not None:
        return Year(*told, effects.sweeps, findings=found, relations=group)
    value = np.where(net.island == 0, effects.values(pairs), np.nan)
    half = WIDE * np.sqrt(of_people / DRAWS)
    return Year(*told, effects.sweeps, value, value - half, value + half, found, group)


def once(forms: Forms) -> Forms:
    """Return one form for each rater and person, the mean of several at the level of all sides together.

    Who rates somebody officially and in the 360 is one opinion: taken twice, it would look like agreement.
    The levels of sides are taken out before: a mean of two sides is of neither, and a side of its own with
    few raters would take their habit for its level.
    """
    key = forms.rater * forms.people + forms.ratee
    pairs, first, at, many = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    if pairs.size == key.size:
        return forms
    shift = side_shift(forms)
    y = np.bincount(at, forms.y - (shift - shift[forms.side].mean())[forms.side]) / many
    return Forms(forms.ratee[first], forms.rater[first], np.zeros_like(first), y, forms.unit)


def _alone(forms: Forms, official: Bools, items: Small) -> list[Finding]:
    whole = official & ((items > 0).sum(axis=1) >= LEAST_ITEMS)
    rows = Official(forms.rater[whole], forms.unit[forms.ratee[whole]], items[whole], forms.raters)
    return alone(rows)
