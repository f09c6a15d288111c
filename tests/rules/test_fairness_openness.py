"""Sentences that everybody reads about the agency's own figures."""

from __future__ import annotations

import pytest

from fairness.rules.openness import habit_percent, habit_sentence, network_sentence, objection_sentence

KNOWN = {"unit": "0.0075", "person": "0.0375", "rater": "0.04", "rest": "0.05", "at_zero": []}  # research 3.1


@pytest.mark.parametrize(
    ("components", "percent"),
    [
        (KNOWN, 30),  # .04 of .135
        (KNOWN | {"rater": "0"}, 0),
        (KNOWN | {"rater": "0", "at_zero": ["rater"]}, None),  # set to zero is not known to be none
        ({"unit": "0", "person": "1", "rater": "1.24", "rest": "0"}, 55),
        ({"unit": "0", "person": "0", "rater": "0", "rest": "0"}, None),
        ({}, None),
    ],
)
def test_the_share_of_habit(components: dict[str, object], percent: int | None) -> None:
    assert habit_percent(components) == percent


def test_habit_is_told_with_a_word_or_why_it_is_not_known() -> None:
    assert habit_sentence(KNOWN).startswith("30% dari perbedaan")
    assert habit_sentence(KNOWN).endswith("sedang.")
    assert "tidak dapat dipisahkan" in habit_sentence({})


@pytest.mark.parametrize(
    ("filed", "decided", "changed", "says"),
    [
        (0, 0, 0, "Belum ada keberatan tahun ini."),
        (9, 9, 9, "kurang dari 10; jumlahnya tidak kami sebut"),
        (10, 9, 8, "10 keberatan diajukan; kurang dari 10 sudah diputus."),
        (40, 30, 6, "40 keberatan diajukan, 30 sudah diputus, dan 6 di antaranya mengubah hasil."),
    ],
)
def test_few_objections_are_not_counted(filed: int, decided: int, changed: int, says: str) -> None:
    assert says in objection_sentence(filed, decided, changed)


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ({}, ""),
        ({"islands": 1, "linked": 96}, "Semua unit terhubung oleh penilai yang sama; 96% pegawai"),
        ({"islands": 12, "linked": 3}, "Ada 12 kelompok unit tanpa penilai yang sama."),
    ],
)
def test_islands_are_said_to_be_islands(counts: dict[str, object], says: str) -> None:
    assert network_sentence(counts).startswith(says)
