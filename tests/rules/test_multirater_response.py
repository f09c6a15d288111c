"""Which counts of answers the desk reads while a round runs (decided here; measurement research 4.1)."""

from __future__ import annotations

import pytest

from multirater.rules.response import answered_words, is_side_told


@pytest.mark.parametrize(
    ("answered", "shown_from", "words"),
    [(0, 3, "kurang dari 3"), (2, 3, "kurang dari 3"), (3, 3, "3"), (11, 3, "11"), (4, 5, "kurang dari 5")],
)
def test_below_the_threshold_only_that_is_told(answered: int, shown_from: int, words: str) -> None:
    assert answered_words(answered, shown_from) == words


@pytest.mark.parametrize(
    ("asked", "most", "is_told"),
    [
        (0, 1, False),
        (4, 1, False),
        (5, 1, True),
        (20, 5, False),
        (21, 5, True),
        (12, 3, False),
        (13, 3, True),
    ],
)
def test_a_side_is_told_when_it_must_be_about_five_people(asked: int, most: int, is_told: bool) -> None:
    assert is_side_told(asked, most) is is_told
