"""A year of an office as arrays, without a database, and a thief who knows all of it but some answers.

Six units of ten people; the head rates everybody officially and in the 360, five colleagues rate everybody,
two of them from another unit. The thief recomputes the year for every set of answers that fits what the 360
result prints, and keeps the sets whose publication is the one that is there: what is left once is stolen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations_with_replacement
from typing import Any

import numpy as np

from fairness.analysis.year import Year, analyse
from fairness.operations.comparison import told
from fairness.queries.inputs import Inputs
from fairness.queries.printed import Printed
from fairness.rules.comparison import said_mean
from multirater.analysis.crossed import Forms
from multirater.rules.disclosure import Asking, group_of
from multirater.rules.result import Group
from multirater.rules.round import Side

UNITS, STAFF, PEERS, LABELS = 6, 10, 5, tuple("abcde")
ASKING = Asking(((1, "Butir"),), LABELS)
HEADS = 1000  # employee of the first head
TARGET = 0
Answers = tuple[int, ...]
Published = dict[str, Any]
Publish = Callable[[Inputs], Published]


@dataclass(frozen=True)
class Office:
    """Inputs of a year, and which forms are the sealed ones about the person that the thief is after."""

    inputs: Inputs
    wanted: np.ndarray


def office(answers: Sequence[int], *, heads_as_peers: bool = False, seed: int = 7) -> Office:
    """Return a year in which colleagues gave `answers` (1 to 5) about person 0, the others by chance.

    `heads_as_peers`: the first of the colleagues is the head of the next unit, speaking as a peer.
    """
    random = np.random.default_rng(seed)
    rows: list[tuple[int, tuple[int, bool], int, float, int]] = []
    for person in range(UNITS * STAFF):
        unit, at = divmod(person, STAFF)
        ability = random.normal(2.0, 0.35)
        habit = (unit - 2.5) / 8
        rows.append((person, (HEADS + unit, True), 0, _step(ability + habit, random, 0.2), person + 1))
        rows.append((person, (HEADS + unit, True), 1, _fifth(ability + habit, random), 0))
        for number in range(PEERS):
            near = unit * STAFF + (at + number + 1) % STAFF
            far = ((unit + number) % UNITS) * STAFF + (at + number) % STAFF
            rater = (near if number < 3 else far, False)
            if person == TARGET and number == 0 and heads_as_peers:
                rater = (HEADS + 1, False)
            said = _fifth(ability, random)
            if person == TARGET:
                said = scaled(answers[number]) if number < len(answers) else np.nan
            rows.append((person, rater, 2, said, 0))
    rows = [row for row in rows if not np.isnan(row[3])]
    return _arrays(rows)


def scaled(answer: float) -> float:
    """Return an answer of 1 to 5 on the scale of 1 to 3."""
    return 1 + (answer - 1) / 2


def _step(value: float, random: np.random.Generator, noise: float) -> float:
    return float(np.clip(np.rint(value + random.normal(0, noise)), 1, 3))


def _fifth(value: float, random: np.random.Generator) -> float:
    return scaled(float(np.clip(np.rint(1 + 2 * (value - 1 + random.normal(0, 0.25))), 1, 5)))


def _arrays(rows: list[tuple[int, tuple[int, bool], int, float, int]]) -> Office:
    raters = sorted({row[1] for row in rows})
    people = UNITS * STAFF
    forms = Forms(
        np.array([row[0] for row in rows]),
        np.array([raters.index(row[1]) for row in rows]),
        np.array([row[2] for row in rows]),
        np.array([row[3] for row in rows]),
        np.repeat(np.arange(UNITS), STAFF),
    )
    bare = np.zeros(len(rows), dtype=np.uint8)
    inputs = Inputs(
        list(range(people)),
        raters,
        list(range(UNITS)),
        forms,
        np.array([row[4] for row in rows]),
        bare,
        bare,
        np.zeros((len(rows), 7), dtype=np.uint8),
        np.ones(people, dtype=bool),
    )
    return Office(inputs, (forms.ratee == TARGET) & (forms.side == 2))


def year_of(inputs: Inputs) -> Year:
    """Return the analysis of a year."""
    return analyse(
        inputs.forms,
        superiors=inputs.superiors,
        official=inputs.official,
        items=inputs.items,
        relations=np.zeros((0, 2), dtype=np.int64),
    )


# --- What is printed, and who steals ---------------------------------------------------------------


def printed(inputs: Inputs) -> dict[int, Printed | None]:
    """Return what 360 results print about everybody."""
    forms = inputs.forms
    return {
        person: _mean(group(1 + 2 * (forms.y[(forms.ratee == person) & (forms.side == 2)] - 1)))
        for person in inputs.people
    }


@lru_cache(maxsize=4096)
def _group(answers: Answers) -> Group:
    return group_of((Side.PEER,), [{1: answer} for answer in answers], len(answers), ASKING)


def group(answers: Iterable[float]) -> Group:
    """Return what a 360 result says of colleagues' answers."""
    return _group(tuple(sorted(round(answer) for answer in answers)))


def _mean(of: Group) -> Printed | None:
    said = said_mean([of], LABELS)
    return Printed(*said) if said else None


class Thief:
    """Who knows every other form of a year, and weighs each set of answers that the 360 result allows.

    Of a set the whole year is computed anew and published; `left` keeps those that come to what is there.
    """

    def __init__(self, world: Office, truth: Answers, publish: Publish, *, is_printed: bool = True) -> None:
        self.there = publish(world.inputs)
        sets = combinations_with_replacement(range(1, 6), len(truth))
        fitting = [one for one in sets if not is_printed or group(one) == group(truth)]
        self.facts = {one: publish(with_answers(world, one).inputs) for one in fitting}

    def left(self, *names: str, own: int | None = None) -> set[Answers]:
        """Return the sets of the others' answers that fit these published things; all of them without names.

        A colleague knows the `own` answer, which is taken out of the sets.
        """
        fits = [
            one
            for one, told in self.facts.items()
            if all(told[name] == self.there[name] for name in names or self.there)
        ]
        return {_without(one, own) for one in fits if own is None or own in one}


def _without(answers: Answers, own: int | None) -> Answers:
    if own is None:
        return answers
    at = answers.index(own)
    return answers[:at] + answers[at + 1 :]


def with_answers(world: Office, answers: Sequence[int]) -> Office:
    """Return the same year with other answers about the person; in ascending order, as the truth is told."""
    y = world.inputs.forms.y.copy()
    y[world.wanted] = [scaled(answer) for answer in answers]
    return replace(world, inputs=replace(world.inputs, forms=replace(world.inputs.forms, y=y)))


def values(inputs: Inputs, year: Year, said: dict[int, Printed | None]) -> dict[int, tuple[str, str, str]]:
    """Return the comparison values of everybody as they are stored."""
    return {row.employee_id: (row.low, row.high, row.reason) for row in told(inputs, year, said)}
