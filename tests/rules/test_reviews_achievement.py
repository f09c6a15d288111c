"""The achievement of a unit: five values in order, their meaning, and which one counts."""

from __future__ import annotations

import pytest

from reviews.rules.achievement import GRADE_ADVISER_LABELS, GRADE_MEANINGS, GradeAdviser, nearest_grade
from reviews.rules.evaluation import GRADE_LABELS, OrganisationGrade


def test_the_five_values_stand_in_the_order_of_the_circular() -> None:
    """SE MenPANRB 3/2023 (domain research 2.6.1); "misconduct" is said of persons only."""
    words = ["Istimewa", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang"]

    assert list(GRADE_LABELS.values()) == words
    assert list(GRADE_MEANINGS) == list(OrganisationGrade)


@pytest.mark.parametrize(
    ("grade", "words"),
    [
        (OrganisationGrade.SPECIAL, "melebihi target yang disepakati dengan pimpinan"),
        (OrganisationGrade.VERY_POOR, "Sebagian besar rencana aksi tidak menunjukkan kemajuan"),
    ],
)
def test_the_two_ends_mean_what_the_circular_says(grade: OrganisationGrade, words: str) -> None:
    assert words in GRADE_MEANINGS[grade]


def test_planning_personnel_and_oversight_may_recommend() -> None:
    """SE MenPANRB 3/2023: units for planning, personnel and/or supervision; the unit speaks beside them."""
    assert set(GRADE_ADVISER_LABELS) == set(GradeAdviser)


@pytest.mark.parametrize(
    ("grades", "counting"),
    [
        ({}, None),
        ({1: "kota"}, "kota"),
        ({1: "kota", 2: "dinas"}, "dinas"),
        ({1: "kota", 3: "bidang"}, "bidang"),
        ({9: "lain"}, None),
    ],
)
def test_the_nearest_grade_upwards_counts(grades: dict[int, str], counting: str | None) -> None:
    assert nearest_grade([3, 2, 1], grades) == counting
