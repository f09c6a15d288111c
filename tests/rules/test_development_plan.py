"""Plans with support as pure rules: measures by predicate, the last day."""

from __future__ import annotations

from datetime import date

import pytest

from development.rules.plan import MONTHS, ActionKind, last_day, missing_measures, needs_care


@pytest.mark.parametrize(
    ("predicate", "care", "measures"),
    [  # domain research 2.8
        ("SANGAT_BAIK", False, []),
        ("BAIK", False, []),
        ("BUTUH_PERBAIKAN", True, [ActionKind.GUIDANCE, ActionKind.TRAINING]),
        ("KURANG", True, [ActionKind.COUNSELLING]),
        ("SANGAT_KURANG", True, [ActionKind.COUNSELLING, ActionKind.GUIDANCE]),
    ],
)
def test_measures_follow_the_predicate(predicate: str, care: bool, measures: list[ActionKind]) -> None:
    assert needs_care(predicate) is care
    assert missing_measures(predicate, ()) == measures
    assert missing_measures(predicate, {"KONSELING"}) == [kind for kind in measures if kind != "KONSELING"]


def test_six_months_where_the_policy_says_nothing() -> None:
    assert MONTHS == 6


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2027, 1, 15), 6, date(2027, 7, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),  # no 31st of February
        (date(2027, 8, 31), 6, date(2028, 2, 29)),  # a leap year
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_so_many_months_later(start: date, months: int, end: date) -> None:
    assert last_day(start, months) == end
