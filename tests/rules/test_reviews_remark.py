"""Remarks of the year: who one is to a person, until when words can change, and the example sentences."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from reviews.rules.phrases import LEVELS, SENTENCES, phrases_of, sentence_of
from reviews.rules.remark import Giver, giver_of, is_correctable, joined
from tests.kernel.test_words import WORDS

GIVEN = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("leads", "assigned", "expected"),
    [
        (True, True, Giver.SUPERIOR),
        (True, False, Giver.SUPERIOR),
        (False, True, Giver.ASSIGNER),
        (False, False, Giver.COLLEAGUE),
    ],
)
def test_the_closest_relation_counts(leads: bool, assigned: bool, expected: Giver) -> None:
    assert giver_of(leads=leads, assigned=assigned) == expected


@pytest.mark.parametrize(
    ("hours", "replied", "expected"),
    [
        (0, False, True),
        (23.99, False, True),
        (24, False, False),
        (25, False, False),
        (0, True, False),
        (48, True, False),
    ],
)
def test_words_change_for_a_day_and_until_a_reply(hours: float, replied: bool, expected: bool) -> None:
    at = GIVEN + timedelta(hours=hours)

    assert is_correctable(given_at=GIVEN, replied=replied, at=at) is expected


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ("", "Baik.", "Baik."),
        ("Rapi. \n", "Baik.", "Rapi.\nBaik."),
        ("Rapi.\nBaik.", "Baik.", "Rapi.\nBaik."),
        ("Rapi.", "", "Rapi."),
    ],
)
def test_a_sentence_is_put_below_what_was_typed_once(text: str, more: str, expected: str) -> None:
    assert joined(text, more) == expected


def test_each_behaviour_has_one_careful_sentence_per_level() -> None:
    assert list(SENTENCES) == [1, 2, 3, 4, 5, 6, 7]
    sentences = [phrase.sentence for value in SENTENCES for phrase in phrases_of(value)]
    assert len(set(sentences)) == 35
    for value in SENTENCES:
        assert [phrase.level for phrase in phrases_of(value)] == list(LEVELS)
    assert not [
        text for text in sentences if "…" not in text or len(text) > 200 or not text.endswith((".", "?"))
    ]
    assert not [word for word in WORDS for text in sentences if word in text.lower()]
    assert not [level for level in LEVELS for text in sentences if level.lower() in text.lower()]


def test_a_sentence_is_found_by_its_key_and_nothing_by_another() -> None:
    assert sentence_of("3-1") == SENTENCES[3][0]
    assert [sentence_of(key) for key in ("", "0-1", "8-1", "3-6", "3", "../")] == [""] * 6
