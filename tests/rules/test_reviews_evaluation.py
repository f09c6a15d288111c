"""The matrix, the moves, the days of objection, the distribution guide; no database."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from reviews.rules.distribution import check_distribution, describe_guide
from reviews.rules.evaluation import (
    MOVES,
    Actor,
    EvaluationMove,
    EvaluationStatus,
    OrganisationGrade,
    Predicate,
    Rating,
    may_move,
    predicate,
)

A, S, B = Rating.ABOVE, Rating.MEETS, Rating.BELOW


@pytest.mark.parametrize(
    ("results", "behaviour", "expected"),
    [
        # domain research 2.6.3, in its order and words
        (A, A, "SANGAT_BAIK"),
        (A, S, "BAIK"),
        (A, B, "KURANG"),
        (S, A, "BAIK"),
        (S, S, "BAIK"),
        (S, B, "KURANG"),
        (B, A, "BUTUH_PERBAIKAN"),
        (B, S, "BUTUH_PERBAIKAN"),
        (B, B, "SANGAT_KURANG"),
    ],
)
def test_matrix_of_the_regulation(results: Rating, behaviour: Rating, expected: str) -> None:
    assert predicate(results=results, behaviour=behaviour) == expected


def test_a_better_result_never_lowers_the_predicate() -> None:
    rank = {Predicate.VERY_POOR: 0, Predicate.POOR: 1, Predicate.NEEDS_IMPROVEMENT: 2}
    rank |= {Predicate.GOOD: 3, Predicate.EXCELLENT: 4}
    for behaviour in Rating:
        ranks = [rank[predicate(results=results, behaviour=behaviour)] for results in (B, S, A)]
        assert ranks == sorted(ranks)


STATES = list(EvaluationStatus)
ALLOWED = {
    ("nilai", "DRAF", "pejabat penilai"),
    ("ajukan ke kalibrasi", "DRAF", "pejabat penilai"),
    ("tarik dari kalibrasi", "KALIBRASI", "pejabat penilai"),
    ("putuskan dalam kalibrasi", "KALIBRASI", "pemimpin rapat kalibrasi"),
    ("bagikan", "DRAF", "pejabat penilai"),
    ("bagikan", "KALIBRASI", "pejabat penilai"),
    ("terima", "DISAMPAIKAN", "pegawai"),
    ("ajukan keberatan", "DISAMPAIKAN", "pegawai"),
    ("ajukan keberatan", "DITERIMA", "pegawai"),
    ("jelaskan", "KEBERATAN", "pejabat penilai"),
    ("putuskan", "KEBERATAN", "atasan pejabat penilai"),
    ("putuskan", "DIJELASKAN", "atasan pejabat penilai"),
    ("tetapkan", "DISAMPAIKAN", "sistem"),
    ("tetapkan", "DITERIMA", "sistem"),
    ("perbaiki", "FINAL", "dua admin BKD"),
}


@pytest.mark.parametrize(("move", "status", "actor"), list(product(EvaluationMove, EvaluationStatus, Actor)))
def test_every_move_state_and_actor(move: EvaluationMove, status: EvaluationStatus, actor: Actor) -> None:
    assert may_move(move, status, actor) == ((move.value, status.value, actor.value) in ALLOWED)


def test_nothing_leaves_the_final_state_and_only_two_persons_correct_it() -> None:
    moves = [move for move, (origins, _, _) in MOVES.items() if EvaluationStatus.FINAL in origins]
    assert moves == [EvaluationMove.CORRECT]
    assert MOVES[EvaluationMove.CORRECT][1:] == (EvaluationStatus.FINAL, Actor.PERSONNEL)


def test_every_state_is_reached_from_the_draft_and_leads_to_the_end() -> None:
    after = {status: {to for origins, to, _ in MOVES.values() if status in origins} for status in STATES}

    def reached(start: EvaluationStatus) -> set[EvaluationStatus]:
        found, new = {start}, {start}
        while new := {to for status in new for to in after[status]} - found:
            found |= new
        return found

    assert reached(EvaluationStatus.DRAFT) == set(STATES)
    assert all(EvaluationStatus.FINAL in reached(status) for status in STATES)


FIGURES = {
    "pola_istimewa_sangat_baik_maks": Decimal(70),
    "pola_baik_baik_maks": Decimal(70),
    "pola_butuh_perbaikan_min": Decimal(60),
    "pola_kurang_min": Decimal(60),
    "pola_kurang_butuh_perbaikan_min": Decimal(10),
    "pola_sangat_kurang_min": Decimal(60),
    "pola_sangat_kurang_lain_min": Decimal(10),
    "pola_sangat_baik_maks": Decimal(10),
    "pola_unit_kecil": Decimal(10),
}


def unit(excellent: int = 0, good: int = 0, improve: int = 0, poor: int = 0, very_poor: int = 0) -> dict:
    counts = (excellent, good, improve, poor, very_poor)
    return dict(zip(Predicate, counts, strict=True))


@pytest.mark.parametrize(
    ("grade", "counts", "sentences"),
    [
        # domain research 11.5: a unit of 20
        ("ISTIMEWA", unit(excellent=15, good=5), ["Sangat Baik 15 dari 20 orang; panduan paling banyak 14."]),
        ("ISTIMEWA", unit(excellent=14, good=6), []),
        (
            "BAIK",
            unit(excellent=6, good=14),
            ["Belum ada Butuh Perbaikan atau Kurang; panduan menyebut harus ada."],
        ),
        ("BAIK", unit(excellent=5, good=14, improve=1), []),
        ("BAIK", unit(good=15, improve=5), ["Baik 15 dari 20 orang; panduan paling banyak 14."]),
        ("BUTUH_PERBAIKAN", unit(good=6, improve=12, excellent=2), []),
        (
            "BUTUH_PERBAIKAN",
            unit(good=9, improve=11),
            ["Butuh Perbaikan 11 dari 20 orang; panduan paling sedikit 12."],
        ),
        (
            "BUTUH_PERBAIKAN",
            unit(excellent=3, improve=17),
            ["Sangat Baik 3 dari 20 orang; panduan paling banyak 2."],
        ),
        ("KURANG", unit(good=6, improve=2, poor=12), []),
        (
            "KURANG",
            unit(good=7, improve=1, poor=12),
            ["Butuh Perbaikan 1 dari 20 orang; panduan paling sedikit 2."],
        ),
        ("SANGAT_KURANG", unit(good=6, poor=2, very_poor=12), []),
        (
            "SANGAT_KURANG",
            unit(excellent=1, good=5, poor=2, very_poor=12),
            ["Sangat Baik 1 orang; panduan tidak menyediakannya."],
        ),
    ],
)
def test_distribution_guide(grade: str, counts: dict, sentences: list[str]) -> None:
    assert check_distribution(OrganisationGrade(grade), counts, FIGURES) == sentences


def test_small_units_have_no_guide() -> None:
    assert check_distribution(OrganisationGrade.GOOD, unit(good=9), FIGURES) == []
    assert check_distribution(OrganisationGrade.GOOD, unit(), FIGURES) == []


@pytest.mark.parametrize(
    ("grade", "counts", "sentences"),
    [
        # measurement research V16, n = 10, organisation "Baik"
        ("BAIK", unit(excellent=2, good=7, improve=1), []),
        (
            "BAIK",
            unit(good=8, improve=1, excellent=1),
            ["Baik 8 dari 10 orang; panduan paling banyak 7."],
        ),
        (
            "BAIK",
            unit(excellent=3, good=7),
            ["Belum ada Butuh Perbaikan atau Kurang; panduan menyebut harus ada."],
        ),
        # V16, n = 90: 7n div 10 is 63, where a binary fraction gives 62
        ("BAIK", unit(good=63, improve=27), []),
        ("BAIK", unit(good=64, improve=26), ["Baik 64 dari 90 orang; panduan paling banyak 63."]),
        # 7 * 11 div 10 is 7; 6 * 11 div 10 is 6
        ("ISTIMEWA", unit(excellent=8, good=3), ["Sangat Baik 8 dari 11 orang; panduan paling banyak 7."]),
        ("BUTUH_PERBAIKAN", unit(good=5, improve=6), []),
        # domain research 2.6.4: "sebagian besar" is the largest group; a tie is one
        (
            "ISTIMEWA",
            unit(excellent=9, good=11),
            ["Sangat Baik 9 dari 20 orang; menurut panduan kelompok terbesar."],
        ),
        ("ISTIMEWA", unit(excellent=10, good=10), []),
        (
            "BAIK",
            unit(excellent=10, good=9, improve=1),
            ["Baik 9 dari 20 orang; menurut panduan kelompok terbesar."],
        ),
    ],
)
def test_limits_are_whole_people_by_integer_division(grade: str, counts: dict, sentences: list[str]) -> None:
    assert check_distribution(OrganisationGrade(grade), counts, FIGURES) == sentences


@pytest.mark.parametrize("grade", OrganisationGrade)
def test_the_guide_of_every_grade_is_said_in_words(grade: OrganisationGrade) -> None:
    said = describe_guide(grade, FIGURES)
    assert ("70 %" in said) == (grade in {OrganisationGrade.SPECIAL, OrganisationGrade.GOOD})
    assert ("60 %" in said) == (grade not in {OrganisationGrade.SPECIAL, OrganisationGrade.GOOD})
