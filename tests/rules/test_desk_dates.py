"""What other days of a window do to a day."""

from __future__ import annotations

from datetime import date

import pytest

from desk.rules.dates import Turn, turn
from organizations.rules import Span

ON = date(2026, 11, 22)


def days(first: int, last: int) -> Span:
    return Span(date(2026, 11, first), date(2026, 11, last))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [  # source: README of desk, "Dates"
        (days(1, 30), days(1, 30), Turn.SAME),
        (days(1, 20), days(1, 30), Turn.REOPENS),
        (days(1, 21), days(1, 22), Turn.REOPENS),
        (days(25, 30), days(22, 30), Turn.OPENS),
        (days(1, 30), days(1, 21), Turn.ENDS),
        (days(25, 30), days(1, 20), Turn.ENDS),
        (days(1, 30), days(23, 30), Turn.WAITS),
        (days(1, 20), days(25, 30), Turn.WAITS),
        (days(1, 30), days(1, 25), Turn.MOVES),
        (days(1, 20), days(1, 15), Turn.MOVES),
        (days(24, 30), days(25, 30), Turn.MOVES),
    ],
)
def test_the_turn_of_a_window(before: Span, after: Span, expected: Turn) -> None:
    assert turn(before, after, ON) == expected
