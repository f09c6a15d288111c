"""Who is evaluated in a part of the year; the rows name their source (domain research 2.6.7)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from organizations.rules import AbsenceKind, PlacementKind, Span
from reviews.rules.coverage import Away, Stage, coverage, stage

QUARTER = Span(date(2026, 4, 1), date(2026, 6, 30))
POST = Span(date(2024, 1, 1), None)


def away(kind: str, start: tuple[int, int], end: tuple[int, int] | None = None) -> Away:
    days = Span(date(2026, *start), date(2026, *end) if end else None)
    return Away(AbsenceKind(kind), days)


EXPECTED = [
    # source, post, facts, days, words
    ("usual", POST, {}, QUARTER, ()),
    ("late starter", Span(date(2026, 5, 4), None), {}, Span(date(2026, 5, 4), date(2026, 6, 30)), ("sejak",)),
    (
        "leaver of a post, judged by the superior of that day [MEM]",
        Span(date(2024, 1, 1), date(2026, 5, 3)),
        {},
        Span(date(2026, 4, 1), date(2026, 5, 3)),
        ("oleh atasan pada hari itu",),
    ),
    (
        "one day only",
        Span(date(2026, 6, 30), None),
        {},
        Span(date(2026, 6, 30), date(2026, 6, 30)),
        ("sejak",),
    ),
    (
        "Plt with a plan of its own is additional [MEM]",
        POST,
        {"kind": PlacementKind.ACTING},
        QUARTER,
        ("Tambahan",),
    ),
    (
        "study: dialogue BKN-FAQ [SRC], progress of study [MEM]",
        POST,
        {"away": [away("TUGAS_BELAJAR", (1, 1))]},
        QUARTER,
        ("kemajuan studi",),
    ),
    (
        "long leave for a part [MEM]",
        POST,
        {"away": [away("CUTI_BESAR", (4, 1), (6, 29))]},
        QUARTER,
        ("masa yang dijalani",),
    ),
    (
        "leave that begins later",
        POST,
        {"away": [away("CLTN", (6, 30))]},
        QUARTER,
        ("masa yang dijalani",),
    ),
    ("leave of another time", POST, {"away": [away("CLTN", (7, 1))]}, QUARTER, ()),
    (
        "two leaves with a day of work between",
        POST,
        {"away": [away("CUTI_SAKIT", (6, 2), (6, 30)), away("CUTI_BESAR", (3, 1), (5, 31))]},
        QUARTER,
        ("Cuti", "Cuti"),
    ),
    ("shared before the person retired", POST, {"left": "Pensiun", "is_shared": True}, QUARTER, ()),
]


@pytest.mark.parametrize(
    ("post", "facts", "days", "words"),
    [row[1:] for row in EXPECTED],
    ids=[row[0] for row in EXPECTED],
)
def test_an_evaluation_is_expected_for_these_days(
    post: Span, facts: dict[str, Any], days: Span, words: tuple[str, ...]
) -> None:
    found = coverage(QUARTER, post, **facts)

    assert found.is_expected
    assert found.days == days
    assert len(found.notes) == len(words)
    assert all(word in note for word, note in zip(words, found.notes, strict=True))


LEFT_OUT: list[tuple[str, Span, dict[str, Any], str]] = [
    ("begins later", Span(date(2026, 7, 1), None), {}, "Mulai 01-07-2026"),
    ("ended before", Span(date(2024, 1, 1), date(2026, 3, 31)), {}, "Berakhir 31-03-2026"),
    (
        "retired [CODE]",
        Span(date(2024, 1, 1), date(2026, 5, 31)),
        {"left": "Pensiun"},
        "Pensiun, sampai 31-05",
    ),
    ("deceased [CODE]", Span(date(2024, 1, 1), date(2026, 5, 2)), {"left": "Meninggal dunia"}, "Meninggal"),
    ("inactive, post open", POST, {"left": "Pindah instansi"}, "Pindah instansi"),
    ("CLTN [MEM]", POST, {"away": [away("CLTN", (2, 1))]}, "CLTN) sejak 01-02-2026"),
    ("suspended [CODE]", POST, {"away": [away("DIBERHENTIKAN_SEMENTARA", (4, 1), (6, 30))]}, "Diberhentikan"),
    ("nothing worked [MEM]", POST, {"away": [away("CUTI_SAKIT", (1, 1), (12, 31))]}, "Cuti sakit"),
    (
        "two leaves in a row",
        POST,
        {"away": [away("CUTI_BESAR", (3, 1), (5, 31)), away("CUTI_SAKIT", (6, 1), (6, 30))]},
        "Cuti sakit sejak 01-06-2026",
    ),
    ("Plt without a plan [MEM]", POST, {"kind": PlacementKind.ACTING, "has_plan": False}, "definitif"),
]


@pytest.mark.parametrize(
    ("post", "facts", "word"), [row[1:] for row in LEFT_OUT], ids=[row[0] for row in LEFT_OUT]
)
def test_no_evaluation_is_expected_and_the_reason_is_told(
    post: Span, facts: dict[str, Any], word: str
) -> None:
    found = coverage(QUARTER, post, **facts)

    assert not found.is_expected
    assert found.days is None
    assert word in found.reason


@pytest.mark.parametrize(
    ("on", "last_day", "found"),
    [
        (date(2026, 6, 29), date(2026, 12, 31), Stage.AHEAD),
        (date(2026, 6, 30), date(2026, 12, 31), Stage.OPEN),
        (date(2026, 7, 30), date(2026, 12, 31), Stage.OPEN),
        (date(2026, 7, 31), date(2026, 12, 31), Stage.LATE),
        (date(2026, 5, 3), date(2026, 5, 3), Stage.OPEN),
        (date(2026, 5, 2), date(2026, 5, 3), Stage.AHEAD),
    ],
)
def test_rating_opens_with_its_days_or_the_end_of_the_post(on: date, last_day: date, found: Stage) -> None:
    assert stage(Span(date(2026, 6, 30), date(2026, 7, 30)), last_day=last_day, on=on) == found
