"""Which phase runs, and which unit is behind its pace."""

from __future__ import annotations

from datetime import date

import pytest

from desk.rules.cycle import Phase, Standing, focus, needs_help
from organizations.rules import Span

ON = date(2026, 11, 22)


def days(first: int, last: int, month: int = 11) -> Span:
    return Span(date(2026, month, first), date(2026, month, last))


@pytest.mark.parametrize(
    ("span", "standing"),
    [
        (days(23, 30), Standing.LATER),
        (days(22, 30), Standing.RUNNING),
        (days(1, 22), Standing.RUNNING),
        (days(1, 21), Standing.OVER),
    ],
)
def test_how_a_phase_lies_to_a_day(span: Span, standing: Standing) -> None:
    assert Phase("a", "A", span).standing(ON) == standing


@pytest.mark.parametrize(
    ("phases", "expected"),
    [  # source: README of desk, "The desk page"
        ({}, None),
        ({"later": days(23, 30)}, None),
        ({"a": days(1, 30), "b": days(1, 25)}, "b"),
        ({"over": days(1, 20), "runs": days(1, 30)}, "runs"),
        ({"first": days(1, 10), "last": days(1, 20), "later": days(25, 30)}, "last"),
    ],
)
def test_the_phase_that_is_looked_at(phases: dict[str, Span], expected: str | None) -> None:
    found = focus([Phase(key, key, span) for key, span in phases.items()], ON)

    assert (found.key if found else None) == expected


@pytest.mark.parametrize(
    ("people", "missing", "span", "expected"),
    [  # source: README of desk, "The desk page"; 8 of 30 days are left on 22 November
        (30, 8, days(1, 30), False),
        (30, 9, days(1, 30), True),
        (30, 0, days(1, 30), False),
        (4, 4, days(1, 30), False),
        (5, 2, days(1, 30), False),
        (5, 3, days(1, 30), True),
        (30, 30, days(23, 30), False),
        (30, 1, days(1, 22), True),
        (30, 1, days(1, 20), True),
    ],
)
def test_a_unit_behind_its_pace_needs_help(people: int, missing: int, span: Span, expected: bool) -> None:
    assert needs_help(people, missing, span, ON) is expected
