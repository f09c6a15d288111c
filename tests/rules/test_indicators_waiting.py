"""How long a plan waits, table by table."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.rules import DEFAULT_FIGURES, RESPONSE_DAYS, USUAL_RESPONSE_DAYS, days_waiting, waits_long


@pytest.mark.parametrize(
    ("submitted_on", "on", "days"),
    [
        (date(2026, 11, 22), date(2026, 11, 22), 0),
        (date(2026, 11, 21), date(2026, 11, 22), 1),
        (date(2026, 10, 31), date(2026, 11, 7), 7),
        (date(2026, 11, 23), date(2026, 11, 22), 0),  # a clock that was set back
    ],
)
def test_days_are_counted_from_the_day_of_submission(submitted_on, on, days):
    assert days_waiting(submitted_on, on) == days


@pytest.mark.parametrize(("days", "long"), [(0, False), (7, False), (8, True), (30, True)])
def test_a_plan_waits_long_after_the_seventh_day(days, long):
    assert waits_long(days, 7) is long


def test_the_limit_is_a_figure_that_the_agency_may_change():
    figure = next(each for each in DEFAULT_FIGURES if each.key == RESPONSE_DAYS)

    assert USUAL_RESPONSE_DAYS == figure.value == 7
    assert not figure.confirmed
