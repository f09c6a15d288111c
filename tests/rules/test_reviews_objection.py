"""The days of an objection: PP 30/2019 Pasal 59 and the policy; no database."""

from __future__ import annotations

from datetime import date

import pytest

from reviews.rules.objection import ObjectionDays

CHRISTMAS, NEW_YEAR = date(2026, 12, 25), date(2027, 1, 1)
CALENDAR = ObjectionDays()
WORKING = ObjectionDays(is_working=True, holidays={CHRISTMAS, NEW_YEAR})


@pytest.mark.parametrize(
    ("days", "received", "last"),
    [
        # PP 30/2019 Pasal 59 as LAN teaches it: fourteen days after the result, day 14 included
        pytest.param(CALENDAR, date(2026, 12, 1), date(2026, 12, 15), id="calendar days"),
        pytest.param(CALENDAR, date(2026, 12, 20), date(2027, 1, 3), id="across a year end, on a Sunday"),
        pytest.param(CALENDAR, date(2028, 2, 20), date(2028, 3, 5), id="across a leap day"),
        # the same fourteen as working days (weak variant of domain research 2.7), by policy
        pytest.param(WORKING, date(2026, 12, 1), date(2026, 12, 21), id="working days without a holiday"),
        pytest.param(WORKING, date(2026, 12, 14), date(2027, 1, 5), id="Christmas and New Year do not count"),
        pytest.param(WORKING, date(2026, 12, 25), date(2027, 1, 15), id="received on a holiday"),
        pytest.param(ObjectionDays(to_object=0), date(2026, 12, 1), date(2026, 12, 1), id="no days at all"),
    ],
)
def test_last_day_to_object(days: ObjectionDays, received: date, last: date) -> None:
    assert days.last_day(received) == last


@pytest.mark.parametrize(
    ("days", "filed", "explain", "decide"),
    [
        pytest.param(CALENDAR, date(2026, 12, 15), date(2026, 12, 22), date(2027, 1, 5), id="calendar"),
        pytest.param(WORKING, date(2026, 12, 18), date(2026, 12, 30), date(2027, 1, 20), id="working"),
    ],
)
def test_decision_days_begin_when_those_of_the_explanation_end(
    days: ObjectionDays, filed: date, explain: date, decide: date
) -> None:
    assert (days.explain_until(filed), days.decide_until(filed)) == (explain, decide)


def test_the_days_are_named_as_they_are_counted() -> None:
    assert (CALENDAR.words, WORKING.words) == ("14 hari", "14 hari kerja")
