"""Plain answers of a career: each question with its cases, each use with its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from development.rules.career import (
    USES,
    YEARS,
    Answer,
    Facts,
    Service,
    answers,
    first_month,
    gap_sentence,
    months_to_go,
    years_after,
)
from development.rules.potential_row import read_potential
from indicators.rules import DEFAULT_FIGURES, Confidence
from reviews.rules.evaluation import Predicate

ON = date(2026, 11, 22)
FIGURES = {figure.key: figure.value for figure in DEFAULT_FIGURES}
SB, B, BP, K, SK = Predicate
GOOD_YEARS = {2025: B, 2024: SB}


def facts(years: dict[int, Predicate] | None = None, **more: Any) -> Facts:
    given = {"started_on": date(2015, 3, 1), "rank": "III/b", "superior_rank": "IV/a"} | more
    return Facts(GOOD_YEARS if years is None else years, ON, **given)


def answer(key: str, known: Facts, **figures: str) -> Any:
    changed = FIGURES | {name: Decimal(value) for name, value in figures.items()}
    return {one.key: one for one in answers(known, changed)}[key]


@pytest.mark.parametrize(
    ("years", "good", "excellent"),
    [  # at least Baik in the last two years: BKN Manado page [SRC]; two years Sangat Baik: quiz [CODE]
        ({2025: B, 2024: SB}, True, False),
        ({2025: SB, 2024: SB}, True, True),
        ({2025: B, 2024: BP}, False, False),
        ({2025: K, 2024: B}, False, False),
        ({2025: B}, None, False),
        ({2025: SB}, None, None),
        ({2024: SB}, None, None),
        ({2025: BP}, False, False),
        ({}, None, None),
        ({2026: SB, 2025: SB}, True, True),  # the running year counts once its result is final
        ({2026: SK, 2025: SB, 2024: SB}, False, False),
    ],
)
def test_the_last_two_years_answer_the_two_questions(
    years: dict[int, Predicate], good: bool | None, excellent: bool | None
) -> None:
    assert answer("baik", facts(years)).met is good
    assert answer("promosi_jf", facts(years)).met is excellent


def test_how_many_years_is_policy() -> None:
    known = facts({2025: SB, 2024: B, 2023: B})

    both = answer("promosi_jf", known)
    assert [use.confidence for use in both.uses] == ["CODE", "MEM"]  # one answer where both ask for two years
    assert answer("suksesi", known, karier_suksesi_tahun="1").met is True
    assert len(answer("promosi_jf", known, karier_suksesi_tahun="1").uses) == 1
    assert answer("baik", known, karier_predikat_tahun="3").met is True
    assert answer("baik", known, karier_predikat_tahun="3").question.startswith("Tiga predikat")


def test_who_came_lately_has_not_two_years_and_no_gap() -> None:
    found = answer("baik", facts({2025: B}, started_on=date(2025, 3, 1)))

    assert found.met is False
    assert "Mulai bekerja 2025, jadi belum dua tahun." in found.fact


@pytest.mark.parametrize(
    ("since", "due", "met"),  # four years in the last rank, processed monthly since 2025 [SRC]
    [
        (date(2022, 4, 1), date(2026, 4, 1), True),
        (date(2022, 11, 22), date(2026, 12, 1), False),
        (date(2022, 12, 1), date(2026, 12, 1), False),
        (date(2024, 10, 1), date(2028, 10, 1), False),
        (date(2024, 2, 29), date(2028, 3, 1), False),
        (None, None, None),
    ],
)
def test_the_date_of_the_next_regular_promotion(
    since: date | None, due: date | None, met: bool | None
) -> None:
    found = answer("golongan", facts(rank_since=since))

    assert (found.on, found.met) == (due, met)
    assert ("belum tercatat" in found.fact) == (since is None)


def test_the_months_of_a_rank_are_enough_on_the_very_day() -> None:
    known = replace(facts(rank_since=date(2022, 12, 1)), on=date(2026, 12, 1))

    assert answer("golongan", known).met is True


def test_the_highest_rank_has_no_next_date() -> None:
    assert answer("golongan", facts(rank="IV/e", rank_since=date(2010, 1, 1))).on is None


@pytest.mark.parametrize(
    ("rank", "above", "met"),  # not above the direct superior's rank: BKN Manado page [SRC]
    [("III/b", "III/c", True), ("III/b", "III/b", False), ("III/d", "III/c", False), ("III/b", "", None)],
)
def test_the_next_rank_stays_at_or_below_the_superior(rank: str, above: str, met: bool | None) -> None:
    assert answer("atasan", facts(rank=rank, superior_rank=above)).met is met


def test_an_excellent_year_asks_for_proof_of_an_idea() -> None:  # one agency's application [CODE]
    assert "inovasi" not in {one.key for one in answers(facts({2025: B, 2024: B}), FIGURES)}
    assert answer("inovasi", facts()).met is None
    assert answer("inovasi", facts(ideas=frozenset({2024}))).met is True


@pytest.mark.parametrize(
    (
        "start",
        "last",
        "met",
    ),  # 30 years, 20 where the highest rank is not yet reached, last year Baik [CODE 1]
    [
        (date(1995, 3, 1), B, True),
        (date(1995, 3, 1), BP, False),
        (date(1996, 11, 22), B, True),  # thirty years on the very day
        (date(1996, 11, 23), B, None),
        (date(2006, 11, 22), B, None),  # twenty
        (date(2006, 11, 23), B, False),
        (date(2000, 3, 1), B, None),
        (date(2010, 3, 1), B, False),
        (None, B, None),
    ],
)
def test_long_service(start: date | None, last: Predicate, met: bool | None) -> None:
    assert answer("pengabdian", facts({2025: last}, started_on=start)).met is met


def test_what_is_not_kept_here_is_not_known() -> None:
    assert answer("disiplin", facts()).met is None
    assert answer("pensiun", facts()).met is True  # SKP of the last two years [CODE 5]
    assert answer("pensiun", facts({2025: B})).met is None


def test_each_service_has_its_questions() -> None:
    contract = answers(facts(service=Service.CONTRACT), FIGURES)

    assert [one.key for one in contract] == ["perpanjangan", "suksesi"]
    assert answers(facts(service=Service.OTHER), FIGURES) == []
    functional = [one.key for one in answers(facts(is_functional=True), FIGURES)]
    assert functional[:3] == ["golongan", "baik", "baik_terakhir"]


@pytest.mark.parametrize(
    ("key", "sureness"),  # the tags of domain research 9.1 and 3.5
    [
        *(("baik", tag) for tag in ("SRC", "SRC", "MEM")),
        *(("golongan", tag) for tag in ("SRC", "SRC")),
        ("suksesi", "MEM"),
        ("promosi_jf", "CODE"),
        ("pensiun", "CODE"),
        ("perpanjangan", "SRC"),
    ],
)
def test_each_use_names_its_source(key: str, sureness: str) -> None:
    assert Confidence(sureness) in {use.confidence for use in USES[key]}
    assert all(use.source and use.sureness for use in USES[key])


def test_no_sentence_promises_anything() -> None:
    for years in ({}, GOOD_YEARS, {2025: SB, 2024: SB}, {2025: K}):
        for one in answers(facts(years, rank_since=date(2020, 4, 1), is_functional=True), FIGURES):
            text = f"{one.question} {one.fact} {one.words[0]}".lower()
            assert [word for word in ("anda akan", "dapat naik") if word in text] == [], one.key
            assert one.words[0] in {"Terpenuhi", "Belum terpenuhi", "Belum diketahui"}


def test_between_twenty_and_thirty_years_the_post_decides() -> None:
    told = [answer("pengabdian", facts(started_on=date(year, 11, 22))).fact for year in (1996, 1997)]

    assert ["bergantung pada pangkat tertinggi" in fact for fact in told] == [False, True]


def test_somebody_who_began_in_the_first_of_the_years_is_not_too_new() -> None:
    assert answer("baik", facts(started_on=date(2024, 3, 1))).met is True
    assert answer("baik", facts(started_on=date(2025, 3, 1))).met is False


@pytest.mark.parametrize(
    ("met", "words"),
    [
        (None, ("Belum diketahui", "mute")),
        (True, ("Terpenuhi", "ok")),
        (False, ("Belum terpenuhi", "info")),
    ],
)
def test_an_answer_in_words(met: bool | None, words: tuple[str, str]) -> None:
    assert Answer("baik", "Baik?", met, "", ()).words == words


def test_questions_say_how_many_years() -> None:
    asked = {
        str(count): answer("pensiun", facts(), karier_pensiun_tahun=str(count)) for count in (1, 3, 10, 11)
    }

    assert [one.question for one in asked.values()] == [
        "Hasil tahun terakhir sudah ada?",
        "Hasil tiga tahun terakhir sudah ada?",
        "Hasil sepuluh tahun terakhir sudah ada?",
        "Hasil 11 tahun terakhir sudah ada?",
    ]
    assert (YEARS, facts().is_functional) == (5, False)


def test_gaps_are_said() -> None:
    assert gap_sentence([2023]) == "2023 belum ada di sini: minta BKD memuatnya."
    assert gap_sentence([2021, 2022, 2023]).startswith("2021, 2022 dan 2023 belum")
    assert gap_sentence([]) == ""
    assert facts({2025: B, 2023: B}).gaps(2021) == [2021, 2022, 2024]


@pytest.mark.parametrize(
    ("missing", "points", "months", "left"),
    [
        ("25", "12.5", 12, 24),  # Ahli Pertama at Baik (PerBKN 3/2023): 12.5 a year
        ("31.25", "18.75", 12, 20),  # at Sangat Baik: 18.75 a year
        ("0.001", "12.5", 12, 1),
        ("0", "12.5", 12, 0),
        ("0", "0", 12, 0),  # nothing is missing, whatever the pace
        ("-3", "12.5", 12, 0),
        ("10", "0", 12, None),
        ("10", "5", 0, None),
    ],
)
def test_months_at_the_present_pace(missing: str, points: str, months: int, left: int | None) -> None:
    assert months_to_go(Decimal(missing), points=Decimal(points), months=months) == left


def test_dates() -> None:
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert years_after(date(2024, 2, 29), 3) == date(2027, 3, 1)
    assert first_month(date(2026, 12, 2)) == date(2027, 1, 1)
    assert first_month(date(2026, 12, 1)) == date(2026, 12, 1)


# --- A row of a file -----------------------------------------------------------------------------

ROW = {"NIP": "199001012015032003", "TANGGAL ASESMEN": "03-03-2025", "NILAI": "78,5", "SUMBER": "Balai"}


def test_a_row_is_read_with_three_years_of_validity() -> None:  # one application [CODE]
    values, found = read_potential(ROW, today=ON, years=3)

    assert found == []
    assert values == {
        "nip": "199001012015032003",
        "assessed_on": "2025-03-03",
        "score": "78.50",
        "error": None,
        "reliability": None,
        "valid_until": "2028-03-03",
        "source": "Balai",
    }


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("NILAI", "100,01"),
        ("NILAI", "tinggi"),
        ("NILAI", "NaN"),
        ("NILAI", ""),
        ("TANGGAL ASESMEN", "23-11-2026"),
        ("TANGGAL ASESMEN", ""),
        ("SUMBER", ""),
        ("GALAT BAKU", "-1"),
        ("RELIABILITAS", "1"),
        ("BERLAKU SAMPAI", "02-03-2025"),
        ("NIP", "12"),
    ],
)
def test_what_cannot_be_is_a_fault_with_a_repair(column: str, written: str) -> None:
    _, found = read_potential(ROW | {column: written}, today=ON, years=3)

    assert [fault.column for fault in found] == [column]
    assert found[0].repair


def test_the_exactness_is_told_once() -> None:
    _, found = read_potential(ROW | {"GALAT BAKU": "5", "RELIABILITAS": "0,8"}, today=ON, years=3)

    assert "dua kali" in found[0].cause
