"""What may be said of a group's answers: every possible set is walked, nobody learns another's answer."""

from __future__ import annotations

import json
from collections import defaultdict
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any

import pytest

from multirater.rules import disclosure
from multirater.rules.disclosure import Asking, as_they_are, group_of, grouped, may_adjust, own_words
from multirater.rules.own_view import beside_own, median_of, quadrant
from multirater.rules.questionnaire import FREQUENCY
from multirater.rules.result import Group, Level, Quadrant, ResultWords
from multirater.rules.round import Side

PEER, SUB, PARTNER = Side.PEER, Side.SUBORDINATE, Side.PARTNER
ITEMS = tuple((number, f"Butir {number}") for number in range(1, 8))
FIVE = Asking(ITEMS, FREQUENCY)
THREE = Asking(ITEMS, ("Di bawah", "Sesuai", "Di atas"))


def form(*scores: int | None) -> dict[int, int | None]:
    return dict(enumerate(scores, start=1))


# --- Sides -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        # measurement research 4.1, rules 1 and 2
        ({PEER: 3, SUB: 3}, [(PEER,), (SUB,)]),
        ({PEER: 4, SUB: 2}, [(PEER, SUB)]),
        ({PEER: 1, SUB: 1}, [(PEER, SUB)]),  # stays hidden: nothing else is left to compute it from
        ({PEER: 3, SUB: 0}, [(PEER, SUB)]),  # that nobody answered is an answer as well
        ({PEER: 5, PARTNER: 2}, [(PEER, PARTNER)]),
        ({PEER: 5, SUB: 4, PARTNER: 2}, [(PEER, PARTNER), (SUB,)]),
        ({PEER: 2, SUB: 4, PARTNER: 1}, [(PEER, PARTNER), (SUB,)]),
        ({PEER: 1, SUB: 4, PARTNER: 1}, [(PEER, SUB, PARTNER)]),  # the two are still too few
        ({PEER: 4, SUB: 2, PARTNER: 3}, [(PEER, SUB), (PARTNER,)]),
        ({PEER: 2, SUB: 3, PARTNER: 3}, [(PEER, SUB), (PARTNER,)]),
        ({SUB: 2, PARTNER: 3}, [(SUB, PARTNER)]),
        ({SUB: 2}, [(SUB,)]),
        ({}, []),
    ],
)
def test_sides_below_the_threshold_speak_with_the_next(forms: Any, expected: Any) -> None:
    assert grouped(forms, 3) == expected


@pytest.mark.parametrize("shown_from", [3, 4])
def test_no_small_side_is_left_beside_another(shown_from: int) -> None:
    for peers in range(7):
        for subordinates in range(7):
            for partners in range(7):
                forms = {PEER: peers, SUB: subordinates, PARTNER: partners}
                sizes = [sum(forms[side] for side in group) for group in grouped(forms, shown_from)]
                assert sum(sizes) == peers + subordinates + partners
                assert len(sizes) == 1 or min(sizes) >= shown_from


def test_a_threshold_is_never_below_the_one_of_the_house() -> None:
    assert not disclosure.is_enough(2, shown_from=1)


# --- One item ----------------------------------------------------------------------------------


def worlds(n: int, labels: int, spread_from: int = 5) -> dict[Any, list[tuple[int, ...]]]:
    """Return every set of n answers under the statement that is made of it."""
    found: dict[Any, list[tuple[int, ...]]] = defaultdict(list)
    for answers in combinations_with_replacement(range(1, labels + 1), n):
        found[disclosure.statement(answers, labels, 3, spread_from)].append(answers)
    return found


def learnt(sets: list[tuple[int, ...]]) -> list[tuple[int, tuple[int, ...]]]:
    """Return (own answer, answers of all others) wherever a member can tell the others' set for certain."""
    known = []
    for own in {answer for answers in sets for answer in answers}:
        possible = set()
        for answers in sets:
            if own in answers:
                others = list(answers)
                others.remove(own)
                possible.add(tuple(others))
        if len(possible) == 1:
            known.append((own, possible.pop()))
    return known


@pytest.mark.parametrize("labels", [3, 4, 5])
@pytest.mark.parametrize(("n", "spread_from"), [*((n, 5) for n in range(3, 11)), (5, 9), (6, 9), (8, 9)])
def test_no_member_can_tell_the_answers_of_the_others(labels: int, n: int, spread_from: int) -> None:
    for said, sets in worlds(n, labels, spread_from).items():
        assert said is None or learnt(sets) == [], said
        assert said is None or len(sets) > 1, "the statement is one set in other words"


@pytest.mark.parametrize(
    ("n", "labels", "cells"),
    [
        (3, 4, (7, 8)),  # no middle: 6 with an own 4 would leave 1 and 1
        (3, 5, (8, 10)),  # from 11, an own 1 would leave 5 and 5
        (4, 4, (8, 12)),
        (4, 5, (9, 15)),
        (5, 5, (11, 19)),  # thirds of the scale
    ],
)
def test_levels_begin_where_no_member_is_sure(n: int, labels: int, cells: tuple[int, int]) -> None:
    assert disclosure.level_cells(n, labels) == cells


@pytest.mark.parametrize(("low", "high"), [(7, 11), (7, 10), (8, 11)])
def test_wider_levels_would_tell(low: int, high: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "level_cells", lambda n, labels: (low, high))
    assert any(learnt(sets) for sets in worlds(3, 5).values())


def test_words_that_are_not_moved_would_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "_moved", lambda n, labels: {})
    told = {n for n in range(5, 9) for sets in worlds(n, 5).values() if learnt(sets)}
    assert told == {5, 6, 7, 8}


@pytest.mark.parametrize("labels", [3, 4, 5])
def test_walked_far_enough(labels: int) -> None:
    beyond = disclosure.WALKED + 1
    assert not any(learnt(sets) for sets in worlds(beyond, labels).values())


@pytest.mark.parametrize(
    ("answers", "word", "low", "high"),
    [
        ((4, 4, 4, 4, 4), 4, 3, 4),  # unanimous: one label towards the middle (measurement research 4.1, 6)
        ((5, 5, 5, 5, 5), 5, 4, 5),
        ((1, 1, 1, 1, 1), 1, 1, 2),
        ((3, 3, 3, 3, 3), 3, 3, 4),
        ((2, 3, 4, 4, 5), 4, 2, 5),
        ((2, 2, 2, 5, 5, 5), 3, 2, 5),  # 3.5 goes to the middle
        ((1, 1, 1, 4, 4, 4), 3, 1, 4),
        ((1, 3, 3, 3, 3), 2, 1, 3),  # 2.6 would be "3" with this set alone: the word moves inwards
        ((1, 5, 5, 5, 5, 5, 5, 5), 4, 1, 5),
    ],
)
def test_five_answers_are_a_word_and_a_range(answers: Any, word: int, low: int, high: int) -> None:
    said = disclosure.statement(answers, 5, 3, 5)
    assert said == disclosure.Statement(word=word, low=low, high=high)


@pytest.mark.parametrize("labels", [3, 4, 5])
@pytest.mark.parametrize("n", range(5, 9))
def test_a_word_is_near_the_mean_and_a_range_has_two_labels(labels: int, n: int) -> None:
    for said, sets in worlds(n, labels).items():
        assert 1 <= said.low < said.high <= labels
        assert said.low <= said.word <= said.high
        for answers in sets:
            assert abs(Fraction(sum(answers), n) - said.word) < Fraction(3, 2)
            assert said.low <= min(answers) <= max(answers) <= said.high


@pytest.mark.parametrize("n", [0, 1, 2])
def test_one_and_two_answers_say_nothing(n: int) -> None:
    assert disclosure.statement([4] * n, 5, 3, 5) is None


@pytest.mark.parametrize(("n", "is_said"), [(3, False), (4, False), (5, True)])
def test_three_labels_speak_from_five_answers(n: int, is_said: bool) -> None:
    assert bool(disclosure.statement([2] * n, 3, 3, 5)) is is_said


# --- A group -----------------------------------------------------------------------------------


def test_a_hidden_group_tells_no_number() -> None:
    two = [form(5, 5, 5, 5, 5, 5, 5)] * 2
    hidden = group_of((PEER, SUB), two, 6, FIVE)
    assert hidden == group_of((PEER, SUB), two[:1], 4, FIVE) == group_of((PEER, SUB), [], 1, FIVE)
    assert not hidden.is_shown
    assert hidden.sentence == "Belum cukup jawaban untuk ditampilkan (kurang dari 3)."
    assert hidden.label == "Rekan kerja dan bawahan langsung"


def test_an_item_that_few_had_seen_tells_no_number() -> None:
    forms = [form(4, None), form(4, None), form(5, 3), form(5, 3)]
    items = group_of((PEER,), forms, 5, Asking(ITEMS[:2], FREQUENCY)).items
    assert items[0].n == 4
    assert items[0].level is Level.HIGH
    assert (items[1].n, items[1].words, items[1].is_shown) == (None, "", False)


def test_five_forms_are_words_of_the_scale() -> None:
    item = group_of((PEER,), [form(score) for score in (3, 4, 4, 4, 5)], 5, FIVE).items[0]
    assert (item.words, item.low, item.high) == ("Sering", "Cukup sering", "Hampir selalu")


@pytest.mark.parametrize(
    ("scores", "expected"),
    [((5, 5, 5), Level.HIGH), ((3, 3, 3), Level.MIDDLE), ((1, 2, 2), Level.LOW)],
)
def test_a_composite_is_made_of_what_is_said(scores: Any, expected: Level) -> None:
    forms = [form(*[score] * 7) for score in scores]
    assert group_of((PEER,), forms, 5, FIVE).composite is expected


def test_a_composite_needs_half_of_the_items() -> None:
    forms = [form(5, 5, 5, None, None, None, None)] * 3
    assert group_of((PEER,), forms, 5, FIVE).composite is None


@pytest.mark.parametrize(
    ("forms", "composite"),
    [
        ([form(*[3] * 7)] * 3, Level.HIGH),
        ([form(*[2] * 7)] * 4, Level.MIDDLE),
        ([form(*[1] * 7)] * 3, Level.LOW),
        ([form(*[3] * 7)] * 2 + [form(*[None] * 7)], None),  # two who saw something are two
    ],
)
def test_three_labels_have_a_composite_from_three_forms(forms: Any, composite: Level | None) -> None:
    group = group_of((PEER,), forms, 5, THREE)
    assert group.is_shown
    assert not any(item.is_shown for item in group.items)
    assert group.composite is composite


@pytest.mark.parametrize("n", [3, 4])
@pytest.mark.parametrize("items", [7, 10, 20])
def test_no_composite_of_three_labels_forces_the_others(n: int, items: int) -> None:
    low, high = disclosure.short_cells(3)
    least, most = (n - 1) * items, (n - 1) * items * 3
    for own in range(items, 3 * items + 1):
        possible = defaultdict(set)
        for others in range(least, most + 1):
            possible[disclosure.level_of(Fraction(own + others, n * items), low, high)].add(others)
        assert all(sums not in ({least}, {most}) for sums in possible.values())


def test_a_superior_speaks_as_is() -> None:
    group = as_they_are((Side.SUPERIOR,), form(5, None, 1), Asking(ITEMS[:3], FREQUENCY))
    assert [(item.number, item.words) for item in group.items] == [(1, "Hampir selalu"), (3, "Jarang")]


# --- Own view, adjusted value, payload -------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "others", "n", "expected"),
    [
        # measurement research 4: cut at the median, only beyond 1.65 sqrt(var + error)
        (5, Fraction(3), 3, Quadrant.BLIND),
        (2, Fraction(13, 3), 3, Quadrant.HIDDEN),
        (1, Fraction(3), 5, Quadrant.GROWTH),
        (5, Fraction(4), 3, None),  # 1.0 is within 1.32
        (4, Fraction(4), 8, None),
        (None, Fraction(4), 8, None),
    ],
)
def test_the_own_view_has_four_words_beyond_the_noise(own: Any, others: Any, n: int, expected: Any) -> None:
    assert quadrant(own, others, n, 5, Fraction(7, 2)) is expected


def test_both_above_a_low_median_are_open() -> None:
    assert quadrant(5, Fraction(3), 5, 5, Fraction(3)) is Quadrant.OPEN
    assert quadrant(5, Fraction(3), 5, 5, None) is None


def test_an_adjusted_value_is_told_only_when_no_group_is_hidden_and_five_spoke() -> None:
    shown, hidden = Group(("REKAN",), "", 5, True, "", n=5), Group(("REKAN",), "", None, False, "")
    assert may_adjust([shown], 5)
    assert not may_adjust([shown, hidden], 5)
    assert not may_adjust([Group(("REKAN",), "", 5, True, "", n=4)], 5)
    assert not may_adjust([], 5)


def test_a_payload_survives_the_column() -> None:
    forms = [form(5, 5, 5, 5, 5, 5, 5)] * 5
    group = beside_own(group_of((PEER,), forms, 5, FIVE), form(2), FREQUENCY, Fraction(4))
    superior = as_they_are((Side.SUPERIOR,), form(5), FIVE)
    result = ResultWords(
        (group,), own_words(form(2), FIVE), superior, "Sering", ("Bawahan langsung",), (group,)
    )
    assert ResultWords.from_json(json.loads(json.dumps(result.to_json()))) == result
    assert group.items[0].quadrant is Quadrant.HIDDEN


@pytest.mark.parametrize(
    ("scores", "expected"),
    [([(3, 4, 4, 4, 5), (1, 2, 2, 2, 3)], 3), ([(3, 4, 4, 4, 5)], 4), ([(3, 3)], None), ([], None)],
)
def test_the_median_is_of_published_words(scores: Any, expected: Any) -> None:
    asking = Asking(ITEMS[:1], FREQUENCY)
    groups = [group_of((PEER,), [form(score) for score in each], 5, asking) for each in scores]
    assert median_of(groups, FREQUENCY) == expected
