"""Quiet prompts for the rater: each fact alone brings its own question, and a sound rating none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from reviews.rules.evaluation import Rating
from reviews.rules.prompts import PROMPTS, RatingFacts, plain, prompts

A, M, B = Rating.ABOVE, Rating.MEETS, Rating.BELOW
SOUND = RatingFacts(
    results_rating=M,
    results_reason="Empat laporan triwulan terbit dan loket tetap buka saat banjir.",
    behaviour_rating=M,
    behaviour_reason="Menggantikan rekan di loket pada 3 Maret saat antrean panjang.",
    terms_passed=4,
    reported_terms=frozenset({1, 2, 3}),
    has_evidence=True,
    has_feedback=True,
    has_self_assessment=True,
    shares=(Decimal(1), Decimal("0.9"), Decimal("1.1")),
    results=(M, A, M),
    behaviours=(M, M, A, M, M, B, M),
)
ONE_TERM = {"reported_terms": frozenset({3})}
NO_REPORT: dict[str, Any] = {"reported_terms": frozenset(), "shares": ()}

CASES: list[tuple[dict[str, Any], str]] = [
    ({"has_self_assessment": False}, "Penilaian diri belum dikirim."),
    (NO_REPORT, "Belum ada realisasi yang tercatat."),
    (ONE_TERM, "Semua bukti berasal dari satu masa saja."),
    ({"has_evidence": False}, "Belum ada bukti dukung."),
    ({"has_feedback": False}, "Belum ada umpan balik sepanjang tahun."),
    ({"results": (M, M, M)}, "Semua hasil mendapat pilihan yang sama."),
    ({"behaviours": (M,) * 7}, "Semua perilaku mendapat pilihan yang sama."),
    ({"results": (B, B, A)}, "Rating hasil kerja berbeda dari sebagian besar pilihan"),
    ({"behaviours": (A, A, A, A, M, M, M)}, "Rating perilaku kerja berbeda dari sebagian besar pilihan"),
    (
        {"results_rating": A, "results": (A, M, A), "shares": (Decimal("0.9"), Decimal("0.99"), Decimal(1))},
        "Hasil kerja di atas ekspektasi, sedangkan sebagian besar target belum tercapai.",
    ),
    (
        {"results_rating": B, "results": (B, M, B)},
        "Hasil kerja di bawah ekspektasi, sedangkan sebagian besar target tercapai.",
    ),
    ({"behaviour_reason": SOUND.results_reason.upper() + " "}, "Kedua alasan sama persis."),
    ({"others": ("x", f"  {SOUND.behaviour_reason}")}, "Alasan ini sama dengan alasan untuk orang lain"),
    ({"behaviour_reason": "Baik sekali."}, "Satu alasan sangat singkat."),
]


def test_a_sound_rating_is_asked_nothing() -> None:
    assert prompts(SOUND) == []


@pytest.mark.parametrize(("changes", "begins"), CASES)
def test_each_fact_brings_its_question_and_no_other(changes: dict[str, Any], begins: str) -> None:
    (asked,) = prompts(replace(SOUND, **changes))
    assert asked.startswith(begins)


def test_every_question_has_its_case() -> None:
    assert len(CASES) == len(PROMPTS)


@pytest.mark.parametrize(
    "changes",
    [
        {"terms_passed": 1} | ONE_TERM,  # in the first quarter all evidence is from one
        {"results": (M, M)},  # two alike say nothing
        {"results": (A, B)},
        {"behaviours": ()},
        {"results": (A, M, B)},  # no word has the majority
        {"results_rating": A, "results": (A, A, M), "shares": (Decimal("0.9"), Decimal("1.1"))},  # a half
        {"results_rating": A, "results": (A, A, M), "shares": ()},
        {"results_rating": B, "results": (B, B, M), "shares": ()},
    ],
)
def test_what_does_not_say_enough_is_left_alone(changes: dict[str, Any]) -> None:
    assert prompts(replace(SOUND, **changes)) == []


def test_a_copy_is_found_again_in_other_capitals_and_spaces() -> None:
    assert plain(" Loket  buka\nterus. ") == plain("loket buka terus")
