"""What must be there on submitting (domain research 11.4), and advice that never blocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from indicators.rules import (
    AnnexKind,
    Approach,
    Aspect,
    Direction,
    Form,
    IndicatorDraft,
    Perspective,
    PlanFacts,
    ResultFacts,
    ResultKind,
    check_plan,
    measure_advice,
    wording_advice,
)
from organizations.rules import Span

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
GOOD = IndicatorDraft("Jumlah akta yang terbit", Aspect.QUANTITY, Decimal(1240), "akta")
RESULT = ResultFacts(1, ResultKind.MAIN, "Terbitnya akta kelahiran", supports=True, indicators=(GOOD,))
STAFF = PlanFacts(
    approach=Approach.QUANTITATIVE,
    form=Form.STAFF,
    span=YEAR,
    results=(RESULT,),
    behaviours=7,
    annexes=frozenset(AnnexKind),
    owner=1,
    superior=2,
)
SEEN = replace(GOOD, aspect="", perspectives=Perspective.RECEIVERS)
LEADER = replace(STAFF, form=Form.LEADER, results=(replace(RESULT, supports=False, indicators=(SEEN,)),))


def with_indicator(plan, **changes):
    indicator = replace(plan.results[0].indicators[0], **changes)
    return replace(plan, results=(replace(plan.results[0], indicators=(indicator,)),))


def with_result(plan, **changes):
    return replace(plan, results=(replace(plan.results[0], **changes),))


def blocking(plan):
    return [finding for finding in check_plan(plan) if finding.blocks]


@pytest.mark.parametrize(
    "plan",
    [
        STAFF,
        LEADER,
        with_result(STAFF, supports=False, reason="SKP atasan belum disusun"),
        replace(with_indicator(STAFF, target=None, unit="", aspect=""), approach=Approach.QUALITATIVE),
        with_indicator(STAFF, target=Decimal(0), direction=Direction.LOWER),
        with_indicator(STAFF, target_until=Decimal(1300), direction=Direction.RANGE),
        with_indicator(STAFF, target=Decimal(0), direction=Direction.STABLE),
        replace(STAFF, annexes=frozenset()),
        replace(STAFF, other_spans=(Span(date(2025, 1, 1), date(2025, 12, 31)),)),
    ],
)
def test_a_complete_plan_can_be_submitted(plan):
    assert blocking(plan) == []


# What is missing -> where it is mended, and a part of the sentence.
MISSING = [
    (replace(STAFF, results=()), "hasil", "satu hasil kerja utama"),
    (with_result(STAFF, kind=ResultKind.ADDITIONAL), "hasil", "satu hasil kerja utama"),
    (with_result(STAFF, text="  "), "hasil-1", "Tulis rencana hasil kerja nomor 1"),
    (with_result(STAFF, indicators=()), "hasil-1", "paling sedikit satu indikator"),
    (with_indicator(STAFF, target=None), "hasil-1", "angka dan satuan"),
    (with_indicator(STAFF, unit=" "), "hasil-1", "misalnya 12 laporan"),
    (with_indicator(STAFF, target=Decimal(0)), "hasil-1", "target di atas 0"),
    (with_indicator(STAFF, direction=Direction.RANGE), "hasil-1", "kedua batas rentang"),
    (with_indicator(STAFF, aspect=""), "hasil-1", "Pilih aspek"),
    (with_indicator(LEADER, perspectives=""), "hasil-1", "Pilih perspektif"),
    (with_result(LEADER, supports=True), "hasil-1", "Kosongkan RHK pimpinan"),
    (with_result(STAFF, supports=False), "hasil-1", "Pilih RHK pimpinan"),
    (with_result(STAFF, supports=False, reason=" "), "hasil-1", "tulis alasannya"),
    (replace(STAFF, behaviours=6), "perilaku", "Tujuh perilaku"),
    (replace(STAFF, superior=None), "atasan", "belum ditetapkan"),
    (replace(STAFF, superior=1), "atasan", "atasan sendiri"),
    (replace(STAFF, superior_active=False), "atasan", "tidak aktif"),
    (replace(STAFF, span=Span(date(2026, 1, 1), date(2027, 1, 31))), "masa", "satu tahun kalender"),
    (replace(STAFF, span=Span(date(2026, 5, 1), date(2026, 4, 30))), "masa", "urutan"),
    (replace(STAFF, span=Span(date(2026, 1, 1), None)), "masa", "urutan"),
    (replace(STAFF, other_spans=(Span(date(2026, 6, 1), None),)), "masa", "bertumpuk"),
]


@pytest.mark.parametrize(("plan", "place", "words"), MISSING, ids=[row[2] for row in MISSING])
def test_what_is_missing_is_said_once_with_the_place_to_mend_it(plan, place, words):
    found = blocking(plan)

    assert [finding.place for finding in found] == [place]
    assert words in found[0].sentence


@pytest.mark.parametrize(
    ("plan", "advised"),
    [(LEADER, True), (STAFF, False), (with_result(LEADER, indicators=(SEEN, SEEN)), True)],
)
def test_a_missing_manual_is_told_to_leaders_and_blocks_nothing(plan, advised):
    found = [finding for finding in check_plan(replace(plan, without_manual=1)) if finding.place == "manual"]

    assert [finding.blocks for finding in found] == ([False] if advised else [])
    assert not [finding for finding in check_plan(plan) if finding.place == "manual"]
    assert all(f"1 dari {len(plan.results[0].indicators)} indikator" in finding.sentence for finding in found)


@pytest.mark.parametrize("kind", AnnexKind)
def test_an_empty_annex_is_told_and_blocks_nothing(kind):
    found = check_plan(replace(STAFF, annexes=frozenset(AnnexKind) - {kind}))

    assert [(finding.place, finding.blocks) for finding in found] == [("lampiran", False)]


def test_a_long_indicator_is_quoted_shortly():
    found = blocking(with_indicator(STAFF, text="Persentase " * 20, target=None))

    assert "…" in found[0].sentence
    assert len(found[0].sentence) < 180


@pytest.mark.parametrize("plan", [row[0] for row in MISSING], ids=[row[2] for row in MISSING])
def test_no_finding_scolds(plan):
    for finding in check_plan(plan):
        assert finding.sentence.endswith(".")
        assert not {"wajib", "harap", "gagal", "valid"} & set(finding.sentence.lower().split())


@pytest.mark.parametrize(
    ("text", "advised"),
    [
        ("Melaksanakan pelayanan akta", True),
        ("membantu kepala bidang", True),
        ("“Mengikuti” rapat", True),
        ("Terlayaninya permohonan akta", False),
        ("Meningkatnya kepatuhan warga", False),
        ("Pelaksanaan layanan", False),
        ("", False),
        ("   ", False),
    ],
)
def test_activity_language_gets_advice(text, advised):
    assert bool(wording_advice(text)) is advised


@pytest.mark.parametrize(
    ("indicator", "approach", "advised"),
    [
        (GOOD, Approach.QUANTITATIVE, False),
        (replace(GOOD, target=None), Approach.QUANTITATIVE, True),
        (replace(GOOD, unit=""), Approach.QUANTITATIVE, True),
        (replace(GOOD, target=None), Approach.QUALITATIVE, False),
    ],
)
def test_a_target_without_measure_gets_advice(indicator, approach, advised):
    assert bool(measure_advice(indicator, approach)) is advised
