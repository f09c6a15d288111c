"""Working days: weekends, holidays in a row, year ends; which holidays hold in a year."""

from __future__ import annotations

from datetime import date

import pytest

from organizations.rules.workdays import fixed_holidays, later, with_fixed

# Idul Fitri and its shared days off lie in a row; New Year and Christmas lie at the end of a year.
HOLIDAYS = {
    date(2026, 3, 19),
    date(2026, 3, 20),
    date(2026, 3, 23),
    date(2026, 3, 24),
    date(2026, 12, 24),
    date(2026, 12, 25),
    date(2027, 1, 1),
}


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 18), 0, date(2026, 11, 18)),  # Wednesday
        (date(2026, 11, 21), 0, date(2026, 11, 21)),  # Saturday: nothing is counted, nothing moves
        (date(2026, 11, 18), 1, date(2026, 11, 19)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # over a weekend
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # from a Saturday
        (date(2026, 11, 18), 14, date(2026, 12, 8)),  # two weekends and a bit
        (date(2026, 3, 18), 1, date(2026, 3, 25)),  # four holidays around a weekend
        (date(2026, 3, 19), 1, date(2026, 3, 25)),  # from a holiday
        (date(2026, 3, 20), 0, date(2026, 3, 20)),  # on a holiday
        (date(2026, 12, 23), 1, date(2026, 12, 28)),
        (date(2026, 12, 30), 2, date(2027, 1, 4)),  # over the end of a year and New Year's Day
        (date(2026, 12, 21), 14, date(2027, 1, 13)),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(start: date, days: int, end: date) -> None:
    assert later(start, days, working=True, holidays=HOLIDAYS) == end


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 18), 0, date(2026, 11, 18)),
        (date(2026, 11, 18), 14, date(2026, 12, 2)),
        (date(2026, 3, 6), 14, date(2026, 3, 20)),  # an end on a holiday stays
        (date(2026, 12, 21), 14, date(2027, 1, 4)),
        (date(2028, 2, 15), 14, date(2028, 2, 29)),
    ],
)
def test_calendar_days_run_through(start: date, days: int, end: date) -> None:
    assert later(start, days, working=False, holidays=HOLIDAYS) == end


def test_a_year_without_written_days_has_the_fixed_ones() -> None:
    """Keppres 8/2024: five national holidays have a fixed date."""
    found = with_fixed({}, date(2026, 8, 1), date(2027, 1, 1))

    assert list(found) == [date(2026, 8, 17), date(2026, 12, 25), date(2027, 1, 1)]
    assert len(fixed_holidays(2026)) == 5


def test_a_year_with_written_days_has_these_alone() -> None:
    stored = {date(2026, 3, 20): "Idul Fitri", date(2026, 8, 17): "Proklamasi"}

    found = with_fixed(stored, date(2026, 3, 20), date(2027, 1, 1))

    assert found == stored | {date(2027, 1, 1): "Tahun Baru Masehi"}


def test_both_ends_are_included() -> None:
    assert with_fixed({}, date(2026, 8, 18), date(2026, 8, 18)) == {}
    assert list(with_fixed({}, date(2026, 8, 17), date(2026, 8, 17))) == [date(2026, 8, 17)]
