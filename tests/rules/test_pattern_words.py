"""Patterns in words, their minima and their days (measurement research 2 and 3.7)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from fairness.rules.pattern import LEAST_FORMS, LEVEL_PERCENT, ForOrganisation, PatternKind
from fairness.rules.pattern_words import (
    ADVICE,
    CAUSES,
    CHANCE,
    LISTED,
    LOWER_CAUSE,
    NO_COMPANY,
    NO_OTHERS,
    REASONS,
    Figure,
    Sentence,
    allowed,
    invitation,
    of_organisation,
    of_rater,
    silent,
    too_few_people,
)
from fairness.rules.share import like_size, share_of
from fairness.rules.timeline import Days, days_of, last_day
from multirater.analysis.crossed import Reason

LENIENCY, SPREAD, SAMENESS, HALO = PatternKind
RECENCY, RELATIONS = ForOrganisation


def figure(value: str, low: str, high: str, size: int = 12, *, marked: bool = True) -> Figure:
    return Figure(size, Decimal(value), Decimal(low), Decimal(high), marked)


@pytest.mark.parametrize(
    ("kind", "found", "text"),
    [  # the wording of measurement research 2
        (
            LENIENCY,
            figure("0.41", "0.2", "0.62"),
            "Nilai dari penilai ini rata-rata 0,4 poin lebih tinggi daripada nilai penilai lain untuk "
            "pegawai yang sama (rentang wajar 0,2–0,6; 12 formulir).",
        ),
        (
            LENIENCY,
            figure("-0.5", "-0.8", "-0.31", 9),
            "Nilai dari penilai ini rata-rata 0,5 poin lebih rendah daripada nilai penilai lain untuk "
            "pegawai yang sama (rentang wajar 0,3–0,8; 9 formulir).",
        ),
        (
            LENIENCY,
            figure("0.1", "-0.1", "0.3", marked=False),
            "Belum terlihat perbedaan yang jelas antara nilai dari penilai ini dan nilai penilai lain untuk "
            "pegawai yang sama (rentang wajar dari 0,1 lebih rendah sampai 0,3 lebih tinggi; 12 formulir).",
        ),
        (
            SPREAD,
            figure("0.3", "0.1", "0.6"),
            "Keragaman nilai dari penilai ini 0,3 kali yang diperkirakan (rentang wajar 0,1–0,6 kali; 12 "
            "formulir).",
        ),
        (
            SAMENESS,
            figure("0.875", "0.6", "0.97", 8),
            "7 dari 8 formulir penilai ini memberi nilai sama untuk semua perilaku (rentang wajar 60–97%), "
            "lebih sering daripada penilai lain.",
        ),
        (
            HALO,
            figure("0.5", "0.4", "0.7"),
            "Perbedaan antarperilaku di dalam formulir penilai ini 0,5 kali yang biasa di instansi ini "
            "(rentang wajar 0,4–0,7 kali; 12 formulir).",
        ),
    ],
)
def test_a_figure_reads_as_a_sentence_with_size_and_interval(
    kind: PatternKind, found: Figure, text: str
) -> None:
    assert of_rater(kind, found, own=False).text == text


@pytest.mark.parametrize("kind", PatternKind)
@pytest.mark.parametrize("own", [True, False])
def test_only_a_marked_figure_has_a_cause_and_something_to_do(kind: PatternKind, own: bool) -> None:
    marked = of_rater(kind, figure("0.5", "0.4", "0.7"), own=own)
    plain = of_rater(kind, figure("0.5", "0.4", "0.7", marked=False), own=own)

    assert (marked.cause, marked.advice) == (CAUSES[kind], ADVICE[kind])
    assert marked.is_marked
    assert (plain.cause, plain.advice, plain.is_marked) == ("", "", False)
    assert ("Anda" in marked.text, "penilai ini" in marked.text) == (own, not own)
    assert "12 formulir" in marked.text
    assert "rentang wajar" in marked.text


def test_a_lower_tendency_has_a_cause_of_its_own() -> None:
    assert of_rater(LENIENCY, figure("-0.5", "-0.7", "-0.4"), own=False).cause == LOWER_CAUSE


@pytest.mark.parametrize(
    ("kind", "forms", "reason", "text"),
    [  # minimum to show: measurement research 2; why nothing is told apart: 3.7
        (LENIENCY, 3, "", "Belum dapat disimpulkan (3 formulir; diperlukan sedikitnya 5)."),
        (SPREAD, 7, "", "Belum dapat disimpulkan (7 formulir; diperlukan sedikitnya 8)."),
        (SAMENESS, 4, "", "Belum dapat disimpulkan (4 formulir; diperlukan sedikitnya 5)."),
        (HALO, 4, "", "Belum dapat disimpulkan (4 formulir; diperlukan sedikitnya 5)."),
        (HALO, 9, "", NO_OTHERS),
        (LENIENCY, 20, "", NO_COMPANY),
        (LENIENCY, 20, "PULAU", NO_COMPANY),
        (LENIENCY, 20, "SATU_PENILAI", REASONS["SATU_PENILAI"]),
        (SPREAD, 5, "SATU_PENILAI", "Belum dapat disimpulkan (5 formulir; diperlukan sedikitnya 8)."),
    ],
)
def test_without_a_figure_the_page_says_why(kind: PatternKind, forms: int, reason: str, text: str) -> None:
    assert silent(kind, forms, reason) == Sentence(silent(kind, 0, "").heading, text)


def test_few_people_say_nothing() -> None:
    assert too_few_people(3) == "Belum dapat disimpulkan (3 formulir; diperlukan sedikitnya 5)."


def test_minima_are_those_of_the_research() -> None:
    assert LEAST_FORMS == {LENIENCY: 5, SPREAD: 8, SAMENESS: 5, HALO: 5}


@pytest.mark.parametrize("reason", [reason.value for reason in Reason])
def test_every_reason_of_the_analysis_has_a_sentence_and_says_what_is_still_allowed(reason: str) -> None:
    assert REASONS[reason].endswith(".")
    islands = reason == "PULAU"  # habits are told inside an island, and nothing else (research 3.7)
    assert ("kelompok" in allowed(reason), "tidak ditampilkan" in allowed(reason)) == (islands, not islands)


def test_without_a_reason_nothing_is_left_out() -> None:
    assert allowed("") == ""


def test_chance_is_told_with_the_levels_of_the_rule() -> None:
    assert all(f"{level} " in CHANCE for level in LEVEL_PERCENT.values())


@pytest.mark.parametrize(
    ("kind", "found", "parts"),
    [  # 200 people, 7 pairs: measurement research 2
        (RECENCY, None, ["sedikitnya 200 pegawai"]),
        (RECENCY, figure("0.4", "0.31", "0.5", 480), ["40%", "31–50%", "480 pegawai", "25%"]),
        (RECENCY, figure("0.27", "0.2", "0.34", 480, marked=False), ["27%", "480 pegawai"]),
        (RELATIONS, None, ["sedikitnya 7 pasangan"]),
        (
            RELATIONS,
            figure("0.6", "0.2", "1.0", 9),
            ["0,6 simpangan baku lebih tinggi", "0,2–1,0", "9 pasangan"],
        ),
        (RELATIONS, figure("0.1", "-0.3", "0.5", 9, marked=False), ["tidak jelas berbeda", "9 pasangan"]),
    ],
)
def test_the_organisation_has_sentences_of_its_own(
    kind: ForOrganisation, found: Figure | None, parts: list[str]
) -> None:
    told = of_organisation(kind, found)
    assert all(part in told.text for part in parts), told.text
    assert told.is_marked == bool(found and found.is_marked)


def test_no_word_accuses_and_no_direction_is_a_sign_alone() -> None:
    words = [
        *CAUSES.values(),
        LOWER_CAUSE,
        *ADVICE.values(),
        *REASONS.values(),
        CHANCE,
        *(row[1] for row in LISTED),
    ]
    words += [invitation(to="Bu Sari", by="Gita", year=2026)]
    words += [of_rater(kind, figure("0.5", "0.4", "0.7"), own=False).text for kind in PatternKind]
    words += [of_rater(LENIENCY, figure("-0.5", "-0.7", "-0.4"), own=True).text]
    for word in words:
        assert not re.search(r"\bbias\b|salah|buruk|curang|pelanggaran|[−+-]\d", word, re.I), word


@pytest.mark.parametrize(
    ("count", "total", "percent", "low", "high"),
    [  # Wilson intervals at 90%, by the formula
        (0, 12, 0, 0, 18),
        (6, 12, 50, 29, 71),
        (12, 12, 100, 82, 100),
        (1, 3, 33, 8, 75),
    ],
)
def test_a_share_has_the_interval_of_its_number(
    count: int, total: int, percent: int, low: int, high: int
) -> None:
    found = share_of(count, total)
    assert (found.percent, found.low, found.high) == (percent, low, high)


@pytest.mark.parametrize(("people", "size"), [(5, (5, 9)), (9, (5, 9)), (10, (10, 19)), (700, (50, 10_000))])
def test_teams_of_like_size(people: int, size: tuple[int, int]) -> None:
    assert like_size(people) == size


@pytest.mark.parametrize(
    ("annual", "following", "expected"),
    [  # decided here: the day before the next annual evaluation begins
        (date(2026, 12, 1), None, date(2027, 11, 30)),
        (date(2026, 12, 1), date(2027, 11, 1), date(2027, 10, 31)),
        (date(2028, 2, 29), None, date(2029, 2, 27)),
    ],
)
def test_patterns_end_before_the_next_evaluation(
    annual: date, following: date | None, expected: date
) -> None:
    assert last_day(annual, following) == expected


@pytest.mark.parametrize(
    ("first_days", "last", "found"),
    [
        (7, date(2027, 11, 30), Days(date(2027, 2, 8), date(2027, 11, 30))),
        (0, date(2027, 2, 1), Days(date(2027, 2, 1), date(2027, 2, 1))),
        (7, date(2027, 2, 7), None),  # it would be over before the BKD reads it
    ],
)
def test_the_rater_reads_first(first_days: int, last: date, found: Days | None) -> None:
    assert days_of(date(2027, 2, 1), first_days=first_days, last=last) == found


@pytest.mark.parametrize(("kind", "says"), [(SPREAD, "lebih rapat"), (HALO, "lebih kecil")])
def test_closer_than_others_but_not_marked_is_not_called_like_others(kind: PatternKind, says: str) -> None:
    told = of_rater(kind, figure("0.1", "0.05", "0.2", marked=False), own=False).text
    assert says in told
    assert "belum cukup menonjol" in told
