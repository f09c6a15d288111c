"""Superiors, loops, ranks and position kinds, without a database."""

from __future__ import annotations

from datetime import date

import pytest

from organizations.rules import (
    EmploymentKind,
    FunctionalLevel,
    Line,
    PositionKind,
    Span,
    find_loops,
    functional_level,
    is_rank_of,
    position_kind,
    rank_label,
    resolve_line,
    years_between,
)

# A section (3) below a division (2) below an office (1); its people are 31, their heads 30, 20 and 10.
CHAIN = (3, 2, 1)
HEADS = {3: 30, 2: 20, 1: 10}


@pytest.mark.parametrize(
    ("heads", "employee", "expected"),
    [
        # domain research 2.6.6
        (HEADS, 31, Line(30, 20)),  # staff: the nearest head, then one level up
        (HEADS, 30, Line(20, 10)),  # a head is appraised by the head above
        ({2: 20, 1: 10}, 31, Line(20, 10)),  # vacant, or led by a Plt: climb
        ({3: 30, 1: 10}, 31, Line(30, 10)),  # a vacancy in between
        ({1: 10}, 10, Line(None, None)),  # the head of the agency has nobody above
        ({}, 31, Line(None, None)),
        ({3: 30, 2: 30, 1: 10}, 31, Line(30, 10)),  # one person heads two units: never own superior
        ({3: 30, 2: 30, 1: 10}, 30, Line(10, None)),
    ],
)
def test_the_line_climbs_to_definitive_heads(heads: dict[int, int], employee: int, expected: Line) -> None:
    assert resolve_line(CHAIN, heads, employee) == expected


def test_a_chain_of_forty_units_ends() -> None:
    chain = tuple(range(40))
    assert resolve_line(chain, {39: 7, 20: 8}, 1) == Line(8, 7)


@pytest.mark.parametrize(
    ("parents", "loops"),
    [
        ({"a": None, "b": "a", "c": "b"}, []),
        ({"a": "a"}, [("a",)]),
        ({"a": "b", "b": "a", "c": "a"}, [("a", "b")]),
        ({"a": "b", "b": "c", "c": "a"}, [("a", "b", "c")]),
        ({"a": "gone"}, []),
    ],
)
def test_loops_of_units_are_named_once(parents: dict[str, str | None], loops: list[tuple[str, ...]]) -> None:
    assert find_loops(parents) == loops


@pytest.mark.parametrize(
    ("group", "echelon", "kind"),
    [
        ("Jabatan Struktural", "II.a", PositionKind.JPT_PRATAMA),
        ("Jabatan Struktural", "II.b", PositionKind.JPT_PRATAMA),
        ("Jabatan Struktural", "III.a", PositionKind.ADMINISTRATOR),
        ("Jabatan Struktural", "IV.a", PositionKind.SUPERVISOR),
        ("Jabatan Fungsional", "", PositionKind.FUNCTIONAL),
        (" jabatan pelaksana ", "", PositionKind.EXECUTIVE),
        ("Honorer", "", None),
    ],
)
def test_position_kinds_follow_group_and_echelon(group: str, echelon: str, kind: PositionKind | None) -> None:
    assert position_kind(group, echelon) == kind


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("GURU AHLI PERTAMA", FunctionalLevel.FIRST_EXPERT),
        ("Arsiparis Penyelia", FunctionalLevel.SENIOR),
        ("PERAWAT TERAMPIL", FunctionalLevel.SKILLED),
        ("KEPALA SEKOLAH", None),
    ],
)
def test_levels_end_the_title(title: str, level: FunctionalLevel | None) -> None:
    assert functional_level(title) == level


@pytest.mark.parametrize(
    ("code", "kind", "exists"),
    [
        ("III/a", EmploymentKind.PNS, True),
        ("III/f", EmploymentKind.PNS, False),
        ("IV/e", EmploymentKind.CPNS, True),
        ("IX", EmploymentKind.PPPK, True),
        ("III/a", EmploymentKind.PPPK, False),
        ("IX", EmploymentKind.PNS, False),
        ("XVIII", EmploymentKind.PPPK, False),
    ],
)
def test_ranks_belong_to_a_kind_of_employee(code: str, kind: EmploymentKind, exists: bool) -> None:
    assert is_rank_of(code, kind) == exists


def test_forms_print_rank_and_grade() -> None:
    assert rank_label("III/a") == "Penata Muda, III/a"
    assert rank_label("IX") == "IX"


def test_years_count_birthdays() -> None:
    assert years_between(date(2000, 11, 23), date(2026, 11, 22)) == 25
    assert years_between(date(2000, 11, 22), date(2026, 11, 22)) == 26


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        ((1, 5), (6, 9), False),
        ((1, 5), (5, 9), True),
        ((1, None), (9, 9), True),
        ((6, None), (1, 5), False),
    ],
)
def test_spans_share_a_day_or_not(
    first: tuple[int, int | None], second: tuple[int, int | None], overlap: bool
) -> None:
    one, two = (
        Span(date(2026, 1, start), date(2026, 1, end) if end else None) for start, end in (first, second)
    )
    assert one.overlaps(two) == two.overlaps(one) == overlap
