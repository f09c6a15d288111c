"""Going up, staying, going down: only published words of one kind are compared (measurement research 4)."""

from __future__ import annotations

import pytest

from multirater.rules import FREQUENCY
from multirater.rules.result import ItemWords, Level
from multirater.rules.trend import Trend, trend


def said(words: str | Level | None) -> ItemWords:
    if isinstance(words, Level):
        return ItemWords(1, "Ramah", 3, words, "Tampak kuat")
    return ItemWords(1, "Ramah", 5 if words else None, None, words or "")


TABLE = [
    ("Sering", "Hampir selalu", Trend.UP),
    ("Sering", "Sering", Trend.SAME),
    ("Sering", "Jarang", Trend.DOWN),
    (Level.LOW, Level.MIDDLE, Trend.UP),
    (Level.HIGH, Level.HIGH, Trend.SAME),
    (Level.HIGH, Level.LOW, Trend.DOWN),
    (Level.HIGH, "Sering", None),  # a level says less than a word
    ("Sering", Level.HIGH, None),
    (None, "Sering", None),  # hidden in one of the rounds
    ("Sering", None, None),
    ("Baik", "Sering", None),  # a label of another scale
]


@pytest.mark.parametrize(("before", "now", "expected"), TABLE)
def test_words_are_compared_with_words_of_their_kind(
    before: str | Level | None, now: str | Level | None, expected: Trend | None
) -> None:
    assert trend(said(before), said(now), FREQUENCY) == expected
