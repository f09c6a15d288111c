"""Every form of a year as numbers, read once: official evaluations and released 360 rounds for evaluation.

All on the scale 1 to 3. numpy is loaded with this module; only the analysis of a year reads it, never a page.
What comes out of arithmetic with these rows may name superiors alone (ADR 0033).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indicators.models import CoreValue, Period
from indicators.rules import TermKind
from multirater.analysis.crossed import Forms
from multirater.models import Reviewee, Round
from multirater.queries.answers import BATCH, OTHERS, answers_of, raters_of
from multirater.rules import Purpose, RoundStatus, Side
from organizations.rules import PlacementKind
from reviews.models import Evaluation, ItemRating
from reviews.rules.evaluation import RELEASED, Rating

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Small = npt.NDArray[np.uint8]

STEP = {Rating.BELOW: 1, Rating.MEETS: 2, Rating.ABOVE: 3}
SEEN = 0.6  # share of the behaviours that must be rated one by one (measurement research 3.2)
RaterKey = tuple[int, bool]  # employee, as superior


class Unreadable(Exception):
    """The envelopes of a round no longer open, so that raters are unknown."""


class Rows(NamedTuple):
    """Forms on their way into the arrays, one column each: numbers, never objects, for there are many."""

    person: Ints
    unit: Ints
    rater: Ints  # employee
    superior: Ints  # 1 where the rater rates as superior
    side: Ints
    y: Floats
    evaluation: Ints  # 0 for a form of the 360, as the two below
    results: Ints
    behaviour: Ints


@dataclass(frozen=True)
class Inputs:
    """What a year is computed from; everything after `units` is per form, except `whole`."""

    people: list[int]  # employees, in the numbers of `forms`
    raters: list[RaterKey]
    units: list[int]
    forms: Forms
    evaluation: Ints  # key of the official evaluation, 0 for a form of the 360
    results: Small  # official rating of the results, 1 to 3, 0 for a form of the 360
    behaviour: Small
    items: Small  # official rating of each behaviour, one column per core value, 0 where not rated
    whole: Bools  # per person: every form of the 360 about it took part

    @property
    def official(self) -> Bools:
        """Which forms are official evaluations."""
        return np.asarray(self.evaluation > 0)

    @property
    def superiors(self) -> Bools:
        """Which raters may be named: superiors, whose forms are not secret."""
        return np.array([is_superior for _, is_superior in self.raters], dtype=bool)


def inputs_of(period: Period, *, with_rounds: bool = True) -> Inputs:
    """Return the forms of a year, or the official ones alone; raise Unreadable where raters are lost."""
    hidden, parts = set[int](), [_official(period)]
    rounds = Round.objects.filter(
        period=period, status=RoundStatus.RELEASED.value, purpose=Purpose.EVALUATION.value
    )
    for one in rounds.order_by("pk") if with_rounds else ():
        parts.append(_of_round(one, hidden))
    rows = Rows(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
    people, first, ratee = np.unique(rows.person, return_index=True, return_inverse=True)
    raters, rater = np.unique(rows.rater * 2 + rows.superior, return_inverse=True)
    units, unit = np.unique(rows.unit[first], return_inverse=True)  # official rows come first and decide
    _, side = np.unique(rows.side, return_inverse=True)
    items = _items(period, rows.evaluation)
    return Inputs(
        people.tolist(),
        [(key // 2, bool(key % 2)) for key in raters.tolist()],
        units.tolist(),
        Forms(ratee, rater, side, _means(rows.y, items), unit),
        rows.evaluation,
        rows.results.astype(np.uint8),
        rows.behaviour.astype(np.uint8),
        items,
        ~np.isin(people, np.fromiter(hidden, dtype=np.int64)),
    )


def _means(said: Floats, items: Small) -> Floats:
    """Return the value of each form: the mean of enough single behaviours, else what the form says."""
    seen = (items > 0).sum(axis=1)
    mean = items.sum(axis=1) / np.maximum(seen, 1)
    return np.where(seen >= SEEN * max(items.shape[1], 1), mean, said)


def _official(period: Period) -> Rows:
    """Return the shared annual evaluations of definitive posts, the last post of a person first."""
    found = Evaluation.objects.filter(
        plan__period=period,
        term__kind=TermKind.FINAL.value,
        status__in=RELEASED,
        plan__placement__kind=PlacementKind.DEFINITIVE.value,
    ).order_by("-plan__started_on", "pk")
    columns = ("pk", "plan__placement__employee_id", "plan__placement__unit_id", "appraiser_id")
    said = [
        (*keys, STEP[Rating(results)], STEP[Rating(behaviour)])
        for *keys, results, behaviour in found.values_list(
            *columns, "results_rating", "behaviour_rating"
        ).iterator(BATCH)
    ]
    pk, person, unit, rater, results, behaviour = np.array(said, dtype=np.int64).reshape(-1, 6).T
    official, side = np.ones_like(pk), np.zeros_like(pk)
    return Rows(person, unit, rater, official, side, behaviour.astype(float), pk, results, behaviour)


def _values() -> list[int]:
    return list(CoreValue.objects.order_by("number").values_list("pk", flat=True))


def _items(period: Period, evaluation: Ints) -> Small:
    """Return the rating of each behaviour per form, 0 where a behaviour was not rated alone."""
    place = {pk: number for number, pk in enumerate(_values())}
    row = {pk: number for number, pk in enumerate(evaluation.tolist()) if pk}
    items = np.zeros((evaluation.size, len(place)), dtype=np.uint8)
    rated = ItemRating.objects.filter(
        evaluation__plan__period=period, evaluation__term__kind=TermKind.FINAL.value, value__isnull=False
    ).order_by("pk")
    for one, value, rating in rated.values_list("evaluation_id", "value_id", "rating").iterator(BATCH):
        if one in row:
            items[row[one], place[value]] = STEP[Rating(rating)]
    return items


def _of_round(row: Round, hidden: set[int]) -> Rows:
    """Return the forms of a round that may take part, and note whose were left out in `hidden`."""
    answers = answers_of(row)
    raters = raters_of(row, answers.keys)
    if raters is None:
        raise Unreadable
    known = {
        pk: (person, unit)
        for pk, person, unit in Reviewee.objects.filter(round=row).values_list("pk", "employee_id", "unit_id")
    }
    whom = np.array([known[pk] for pk in answers.people], dtype=np.int64).reshape(-1, 2)
    hidden |= set(whom[~answers.whole, 0].tolist())
    y = 1 + 2 * (answers.means - 1) / max(answers.labels - 1, 1)
    person, unit = whom[answers.person].T
    is_superior = (answers.side == OTHERS.index(Side.SUPERIOR)).astype(np.int64)
    none = np.zeros_like(person)
    return Rows(person, unit, raters, is_superior, 1 + answers.side, y, none, none, none)
