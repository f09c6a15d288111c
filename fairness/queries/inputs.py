"""Every form of a year as numbers, read once: official evaluations and released 360 rounds for evaluation.

All on the scale 1 to 3. numpy is loaded with this module; only the analysis of a year reads it, never a page.
What comes out of arithmetic with these rows may name superiors alone (ADR 0033).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Small = npt.NDArray[np.uint8]

STEP = {Rating.BELOW: 1, Rating.MEETS: 2, Rating.ABOVE: 3}
SEEN = 0.6  # share of the behaviours that must be rated one by one (measurement research 3.2)
RaterKey = tuple[int, bool]  # employee, as superior


class Unreadable(Exception):
    """The envelopes of a round no longer open, so that raters are unknown."""


@dataclass(frozen=True)
class Row:
    """One form on its way into the arrays; `evaluation` is 0 for a form of the 360."""

    person: int
    unit: int
    rater: RaterKey
    side: int
    y: float
    evaluation: int = 0
    results: int = 0
    behaviour: int = 0


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


def inputs_of(period: Period) -> Inputs:
    """Return the forms of a year; raise Unreadable where the raters of a round are lost."""
    rows, parts, hidden = list(_official(period)), _parts(period), set[int]()
    for one in Round.objects.filter(
        period=period, status=RoundStatus.RELEASED.value, purpose=Purpose.EVALUATION.value
    ).order_by("pk"):
        rows += _of_round(one, hidden)
    if not rows:
        empty = np.zeros(0, dtype=np.int64)
        nothing = Forms(empty, empty, empty, np.zeros(0), empty)
        bare = np.zeros(0, dtype=np.uint8)
        return Inputs([], [], [], nothing, empty, bare, bare, bare.reshape(0, 7), np.zeros(0, dtype=bool))
    items = np.array([parts.get(row.evaluation, [0] * len(_values())) for row in rows], dtype=np.uint8)
    people, ratee = np.unique([row.person for row in rows], return_inverse=True)
    keys = np.array([row.rater for row in rows], dtype=np.int64)
    raters, rater = np.unique(keys, axis=0, return_inverse=True)
    home = {row.person: row.unit for row in reversed(rows)}  # official rows come first and decide
    units, unit = np.unique([home[int(person)] for person in people], return_inverse=True)
    _, side = np.unique([row.side for row in rows], return_inverse=True)
    return Inputs(
        [int(person) for person in people],
        [(int(employee), bool(superior)) for employee, superior in raters],
        [int(key) for key in units],
        Forms(
            ratee.astype(np.int64),
            rater.reshape(-1).astype(np.int64),
            side.astype(np.int64),
            _means(rows, items),
            unit.astype(np.int64),
        ),
        np.array([row.evaluation for row in rows], dtype=np.int64),
        np.array([row.results for row in rows], dtype=np.uint8),
        np.array([row.behaviour for row in rows], dtype=np.uint8),
        items,
        np.array([int(person) not in hidden for person in people], dtype=bool),
    )


def _means(rows: list[Row], items: Small) -> npt.NDArray[np.float64]:
    """Return the value of each form: the mean of enough single behaviours, else what the form says."""
    seen = (items > 0).sum(axis=1)
    mean = items.sum(axis=1) / np.maximum(seen, 1)
    said = np.array([row.y for row in rows])
    return np.where(seen >= SEEN * items.shape[1], mean, said)


def _official(period: Period) -> Iterator[Row]:
    """Yield the shared annual evaluations of definitive posts, the last post of a person first."""
    found = Evaluation.objects.filter(
        plan__period=period,
        term__kind=TermKind.FINAL.value,
        status__in=RELEASED,
        plan__placement__kind=PlacementKind.DEFINITIVE.value,
    ).order_by("-plan__started_on", "pk")
    columns = ("pk", "plan__placement__employee_id", "plan__placement__unit_id", "appraiser_id")
    for pk, person, unit, rater, results, behaviour in found.values_list(
        *columns, "results_rating", "behaviour_rating"
    ).iterator(BATCH):
        step = STEP[Rating(behaviour)]
        yield Row(person, unit, (rater, True), 0, float(step), pk, STEP[Rating(results)], step)


def _values() -> list[int]:
    return list(CoreValue.objects.order_by("number").values_list("pk", flat=True))


def _parts(period: Period) -> dict[int, list[int]]:
    """Return the rating of each behaviour by evaluation, 0 where a behaviour was not rated alone."""
    place = {pk: number for number, pk in enumerate(_values())}
    found: dict[int, list[int]] = {}
    rated = ItemRating.objects.filter(
        evaluation__plan__period=period, evaluation__term__kind=TermKind.FINAL.value, value__isnull=False
    ).order_by("pk")
    for evaluation, value, rating in rated.values_list("evaluation_id", "value_id", "rating").iterator(BATCH):
        found.setdefault(evaluation, [0] * len(place))[place[value]] = STEP[Rating(rating)]
    return found


def _of_round(row: Round, hidden: set[int]) -> list[Row]:
    """Return the forms of a round that may take part, and note whose were left out in `hidden`."""
    answers = answers_of(row)
    raters = raters_of(row, answers.keys)
    if raters is None:
        raise Unreadable
    reviewees = dict(Reviewee.objects.filter(round=row).values_list("pk", "employee_id"))
    units = dict(Reviewee.objects.filter(round=row).values_list("pk", "unit_id"))
    hidden |= {reviewees[key] for key, whole in zip(answers.people, answers.whole, strict=True) if not whole}
    y = 1 + 2 * (answers.means - 1) / max(answers.labels - 1, 1)
    superior = OTHERS.index(Side.SUPERIOR)
    return [
        Row(
            reviewees[answers.people[person]],
            units[answers.people[person]],
            (int(rater), side == superior),
            1 + int(side),
            float(value),
        )
        for person, rater, side, value in zip(answers.person, raters, answers.side, y, strict=True)
    ]
