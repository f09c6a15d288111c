"""The comparison value tells nothing beyond the printed 360 result: every set of answers is walked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import combinations_with_replacement
from typing import Any

import pytest

from fairness.rules import comparison
from fairness.rules.comparison import (
    NO_COMPARISON_WORDS,
    NoComparison,
    Standing,
    labels_of,
    nearest,
    range_words,
    said_mean,
)
from multirater.rules.disclosure import Asking, group_of
from multirater.rules.result import Group
from multirater.rules.round import Side
from reviews.rules.evaluation import Rating
from tests.multirater.test_disclosure import learnt

LABELS = {3: tuple("abc"), 4: tuple("abcd"), 5: tuple("abcde")}
BELOW, MEETS, ABOVE = Rating.BELOW, Rating.MEETS, Rating.ABOVE
HALVES = (Fraction(1, 10), Fraction(2, 5))  # half the width of an interval of many and of few forms
WEIGHTS = (Fraction(3, 5),)  # of the sealed forms among all


@lru_cache
def group(answers: tuple[int, ...], labels: int) -> Group:
    asking = Asking(((1, "Butir"),), LABELS[labels])
    return group_of((Side.PEER,), [{1: one} for one in answers], len(answers), asking)


def sets(n: int, labels: int) -> list[tuple[int, ...]]:
    return list(combinations_with_replacement(range(1, labels + 1), n))


def mean(answers: tuple[int, ...], labels: int) -> Fraction:
    """Return the mean of answers on the scale of 1 to 3."""
    return 1 + 2 * (Fraction(sum(answers), len(answers)) - 1) / (labels - 1)


def places(n: int, labels: int, weight: Fraction, half: Fraction) -> Iterator[Fraction]:
    """Yield what everything else may add, so that a border falls between any two sums of the answers."""
    for total in range(n, n * labels + 1):
        at = mean((total,), labels) if n == 1 else 1 + 2 * (Fraction(2 * total + 1, 2 * n) - 1) / (labels - 1)
        yield Fraction(5, 2) + half - weight * at  # the low end comes to the highest label
        yield Fraction(3, 2) + half - weight * at
        yield Fraction(3, 2) - half - weight * at


def told(answers: tuple[int, ...], labels: int, rest: Fraction, weight: Fraction, half: Fraction) -> Any:
    """Return the words of the 360 result and of the comparison value; everything but the answers is known.

    `rest` is what official rating, superior's form, habits and unit add: a thief may know all of it.
    """
    of, exact = group(answers, labels), mean(answers, labels)
    said = said_mean([of], LABELS[labels])
    if said is None:
        return None
    value = rest + weight * exact
    printed = labels_of(Standing(value - half, value + half, exact, said[0], weight))
    return of.items[0].words, of.items[0].low, of.items[0].high, of.items[0].level, printed


def stolen(n: int, labels: int) -> int:
    """Return in how many printed pairs of words a member or a reader can tell the others' answers."""
    found = 0
    for weight in WEIGHTS:
        for half in HALVES:
            for rest in places(n, labels, weight, half):
                worlds: dict[Any, list[tuple[int, ...]]] = defaultdict(list)
                for answers in sets(n, labels):
                    worlds[told(answers, labels, rest, weight, half)].append(answers)
                found += sum(
                    bool(learnt(possible)) or len(possible) == 1 for said, possible in worlds.items() if said
                )
    return found


@pytest.mark.parametrize(("n", "labels"), [(5, 3), (6, 3), (3, 4), (5, 4), (3, 5), (4, 5), (5, 5)])
def test_who_knows_all_but_the_others_answers_is_left_with_two_sets(n: int, labels: int) -> None:
    """3 and 4 are groups beside others whose answers the thief knows; below 5 three labels say no item."""
    assert stolen(n, labels) == 0


@pytest.mark.parametrize(("n", "labels"), [(5, 3), (3, 5), (5, 5)])
def test_exact_answers_in_the_value_would_tell(n: int, labels: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The protection matters: with the mean as it is, some border gives single answers away."""
    plain = comparison.labels_of
    monkeypatch.setitem(
        globals(),
        "labels_of",
        lambda one: plain(Standing(one.low, one.high, one.exact, one.exact, one.weight)),
    )
    assert stolen(n, labels) > 0


@pytest.mark.parametrize(
    ("low", "high", "said", "weight", "expected"),
    [
        # measurement research 3.3: intervals as words; 9.3: passing a border is shown, never applied
        ("1.8", "2.2", "2", "0.6", (MEETS, MEETS)),
        ("1.9", "2.4", "2", "0.6", (MEETS, ABOVE)),  # 2.4 and room of 0.2 for what printing dropped
        ("1.4", "2.6", "2", "0.6", (BELOW, ABOVE)),
        ("2.7", "3.0", "2", "0", (ABOVE, ABOVE)),
        ("1.5", "2.5", "2", "0", (MEETS, MEETS)),  # a half goes to the middle
        ("1.8", "2.2", "3", "0.6", (MEETS, ABOVE)),  # printed higher than it was: the value moves by 0.6
        ("1.8", "2.2", "1", "0.6", (BELOW, MEETS)),
    ],
)
def test_both_ends_of_the_interval_are_labels(
    low: str, high: str, said: str, weight: str, expected: Any
) -> None:
    one = Standing(Fraction(low), Fraction(high), Fraction(2), Fraction(said), Fraction(weight))
    assert labels_of(one) == expected


@pytest.mark.parametrize(("value", "rating"), [("0.4", BELOW), ("1.49", BELOW), ("2", MEETS), ("3.2", ABOVE)])
def test_beyond_the_scale_the_outer_label_stays(value: str, rating: Rating) -> None:
    assert nearest(Fraction(value)) is rating


def test_printed_groups_count_with_their_forms() -> None:
    five, three = group((5,) * 5, 5), group((1,) * 3, 5)
    assert said_mean([five], LABELS[5]) == (3, 5)
    assert said_mean([three], LABELS[5]) == (Fraction(4, 3), 3)  # the middle of the lowest third
    assert said_mean([five, three], LABELS[5]) == ((3 * 5 + Fraction(4, 3) * 3) / 8, 8)


def test_a_hidden_group_leaves_no_mean() -> None:
    assert said_mean([group((5,) * 5, 5), group((1, 1), 5)], LABELS[5]) is None
    assert said_mean([], LABELS[5]) is None


def test_three_labels_speak_as_a_whole() -> None:
    asking = Asking(tuple((number, "Butir") for number in range(1, 8)), LABELS[3])
    forms = [dict.fromkeys(range(1, 8), 3)] * 3
    assert said_mean([group_of((Side.PEER,), forms, 3, asking)], LABELS[3]) == (Fraction(8, 3), 3)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("SESUAI", "DI_ATAS", "Sesuai ekspektasi sampai di atas ekspektasi"),
        ("SESUAI", "SESUAI", "Sesuai ekspektasi"),
        ("", "", ""),
    ],
)
def test_a_range_is_read_in_words_of_the_scale(low: str, high: str, words: str) -> None:
    assert range_words(low, high) == words


def test_each_reason_has_a_sentence_without_a_number_of_the_person() -> None:
    assert set(NO_COMPARISON_WORDS) == set(NoComparison)
