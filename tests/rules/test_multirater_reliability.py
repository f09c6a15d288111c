"""Words of agreement, of raters' habits and of the network (measurement research 3.7 and 4)."""

from __future__ import annotations

import pytest

from multirater.analysis.crossed import Reason
from multirater.rules import reliability

WEAK = "belum dapat dipakai untuk keputusan"


@pytest.mark.parametrize(
    ("hundredths", "word"),
    [
        (-5, WEAK),
        (0, WEAK),
        (49, WEAK),
        (50, "untuk pengembangan"),
        (69, "untuk pengembangan"),
        (70, "memadai"),
        (100, "memadai"),
    ],
)
def test_grades_of_chapter_4(hundredths: int, word: str) -> None:
    assert reliability.grade(hundredths) == word


@pytest.mark.parametrize(
    ("percent", "word"), [(0, "kecil"), (14, "kecil"), (15, "sedang"), (34, "sedang"), (35, "besar")]
)
def test_words_of_habit(percent: int, word: str) -> None:
    assert reliability.habit_words(percent) == word


@pytest.mark.parametrize(
    ("islands", "linked", "wanted"),
    [
        (1, 100, "sebagian besar pegawai (100%)"),
        (1, 50, "sebagian pegawai (50%)"),
        (1, 49, "masih kasar"),
        (4, 90, "4 kelompok"),
        (4, 0, "tidak dapat dibandingkan"),
    ],
)
def test_words_of_the_network(islands: int, linked: int, wanted: str) -> None:
    assert wanted in reliability.network_words(islands, linked)


def test_every_reason_for_no_adjusted_value_has_its_sentence() -> None:
    assert set(reliability.WHY_NOT_ADJUSTED) == {reason.value for reason in Reason}
