"""Advice on wording and measures: what brings it, what does not, and that it never blocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from indicators.rules import (
    AnnexKind,
    Approach,
    Aspect,
    Backdrop,
    Direction,
    Finding,
    Form,
    IndicatorDraft,
    PlanFacts,
    ResultFacts,
    ResultKind,
    examples_for,
    measure_of,
    plan_advice,
    same,
    still_needed,
)
from indicators.rules.advice import written
from indicators.rules.wording import EXAMPLES, EXAMPLES_SHOWN
from organizations.rules import PositionKind, Span

ISSUED = IndicatorDraft("Jumlah akta yang terbit", Aspect.QUANTITY, Decimal(1240), "akta")
REPORT = IndicatorDraft("Jumlah laporan", Aspect.QUANTITY, Decimal(12), "laporan")
WHOLE = IndicatorDraft("Permohonan yang selesai", Aspect.QUALITY, Decimal(100), "%")
RESULT = ResultFacts(1, ResultKind.MAIN, "Terbitnya akta kelahiran", supports=True, indicators=(ISSUED,))
PLAN = PlanFacts(
    approach=Approach.QUANTITATIVE,
    form=Form.STAFF,
    span=Span(date(2026, 1, 1), date(2026, 12, 31)),
    results=(RESULT,),
    behaviours=7,
    annexes=frozenset(AnnexKind),
    owner=1,
    superior=2,
)
LAST_YEAR = {measure_of("jumlah  akta yang terbit.", "AKTA"): Decimal("1240.000")}
BEHIND = Backdrop(2025, LAST_YEAR, "Bu Citra", frozenset({same("Terbitnya akta kelahiran")}))


def measured(*indicators, **changes):
    return replace(PLAN, results=(replace(RESULT, indicators=indicators, **changes),))


def many(count):
    return replace(PLAN, results=tuple(replace(RESULT, number=number + 1) for number in range(count)))


# What a person wrote, what lies behind it -> where the advice stands, and a part of the sentence.
ADVISED = [
    (measured(ISSUED, text="Melaksanakan pelayanan"), Backdrop(), "hasil-1", "menyebut kegiatan"),
    (PLAN, Backdrop(2025, LAST_YEAR), "hasil-1", "sama dengan SKP 2025 (1.240 akta)"),
    (PLAN, replace(BEHIND, targets={}), "hasil-1", "sama persis dengan RHK Bu Citra"),
    (many(11), Backdrop(), "daftar", "memuat 11 hasil"),
    (measured(REPORT, replace(REPORT, unit="dokumen resmi")), Backdrop(), "daftar", "laporan atau dokumen"),
    (measured(WHOLE, replace(WHOLE, unit="Persen")), Backdrop(), "daftar", "Semua target 100%"),
    (
        measured(ISSUED, text="Lain", could_link=True),
        replace(BEHIND, targets={}),
        "tautan",
        "RHK Bu Citra sudah ada. Hasil 1 bisa ditautkan",
    ),
]


@pytest.mark.parametrize(("plan", "behind", "place", "words"), ADVISED, ids=[row[3] for row in ADVISED])
def test_advice_stands_at_its_place_and_blocks_nothing(plan, behind, place, words):
    (found,) = plan_advice(plan, behind)

    assert (found.place, found.blocks) == (place, False)
    assert words in found.sentence
    assert not {"wajib", "harap", "gagal", "salah"} & set(found.sentence.lower().split())


# What looks similar and is fine.
FINE = [
    (PLAN, Backdrop()),
    (PLAN, Backdrop(2025, {measure_of("Jumlah akta yang terbit", "akta"): Decimal(1200)})),
    (PLAN, Backdrop(2025, {measure_of("Jumlah akta yang terbit", "berkas"): Decimal(1240)})),
    (measured(replace(ISSUED, target=None)), Backdrop(2025, LAST_YEAR)),
    (measured(replace(ISSUED, direction=Direction.STABLE)), Backdrop(2025, LAST_YEAR)),
    (many(10), Backdrop()),
    (measured(REPORT, ISSUED), Backdrop()),
    (measured(), Backdrop()),
    (measured(WHOLE), Backdrop()),
    (measured(WHOLE, ISSUED), Backdrop()),
    (measured(ISSUED, text="Lain", could_link=True), Backdrop()),
    (replace(measured(ISSUED, text="Lain", could_link=True), form=Form.LEADER), replace(BEHIND, targets={})),
]


@pytest.mark.parametrize(("plan", "behind"), FINE)
def test_what_is_fine_gets_no_advice(plan, behind):
    assert plan_advice(plan, behind) == []


def test_several_results_without_link_are_named_in_one_sentence():
    rows = [replace(RESULT, number=number, text=f"Lain {number}", could_link=True) for number in (1, 2, 4)]

    (found,) = plan_advice(replace(PLAN, results=rows), replace(BEHIND, targets={}))

    assert "Hasil 1, 2 dan 4" in found.sentence


@pytest.mark.parametrize(
    ("number", "text"),
    [("1240", "1.240"), ("1.50", "1,5"), ("100", "100"), ("0", "0"), ("1000000", "1.000.000")],
)
def test_numbers_in_advice_are_written_the_indonesian_way(number, text):
    assert written(Decimal(number)) == text


def test_what_is_needed_is_told_once_and_advice_is_not_needed():
    target = Finding("Tulis target A.", "hasil-1", brief="tulis target hasil 1")
    again = replace(target, sentence="Tulis target B.")
    other = Finding("Tulis target C.", "hasil-2", brief="tulis target hasil 2")

    assert still_needed([target, Finding("Saran.", "hasil-1", blocks=False), again, other]) == [target, other]


# --- Examples -----------------------------------------------------------------------------------------

FITTING = [
    (PositionKind.EXECUTIVE, ("Pengadministrasi Perkantoran", "Sekretariat"), "arsip"),
    (PositionKind.FUNCTIONAL, ("Perawat Ahli Pertama", "Puskesmas Melati"), "ibu hamil"),
    (PositionKind.FUNCTIONAL, ("Guru Kelas", "SD Negeri 4"), "murid"),
    (PositionKind.SUPERVISOR, ("Lurah", "Kelurahan Sukajaya"), "akta"),
    (PositionKind.JPT_PRATAMA, ("Kepala Dinas", "Dinas Perhubungan"), "warga"),
    (PositionKind.FUNCTIONAL, ("Auditor Ahli Muda", "Inspektorat"), "evaluasi"),
]


@pytest.mark.parametrize(("kind", "texts", "word"), FITTING, ids=[row[1][0] for row in FITTING])
def test_the_first_example_fits_the_position(kind, texts, word):
    shown = examples_for(kind, *texts)

    assert len(shown) == EXAMPLES_SHOWN > 3
    assert word in shown[0].result.lower()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.activity)
def test_our_own_examples_take_our_own_advice(example):
    def advice(text):
        return plan_advice(measured(ISSUED, text=text), Backdrop())

    assert advice(example.activity) or example.activity.split()[0] in {"Mengajar", "Menyusun"}
    assert advice(example.result) == []
