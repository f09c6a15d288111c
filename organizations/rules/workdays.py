"""Working days: the fixed holidays of a year, lists of holidays as people paste them, days counted ahead."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

# National holidays with a fixed date (Keppres 8/2024); the movable ones come by decree each year.
FIXED_BASIS = "Keppres 8/2024"
FIXED_HOLIDAYS = {
    (1, 1): "Tahun Baru Masehi",
    (5, 1): "Hari Buruh Internasional",
    (6, 1): "Hari Lahir Pancasila",
    (8, 17): "Hari Kemerdekaan",
    (12, 25): "Hari Raya Natal",
}
WEEKEND = {6: "Sabtu", 7: "Minggu"}


def fixed_holidays(year: int) -> dict[date, str]:
    """Return the national holidays of a year that have a fixed date (Keppres 8/2024)."""
    return {date(year, month, day): name for (month, day), name in FIXED_HOLIDAYS.items()}


def with_fixed(stored: Mapping[date, str], start: date, until: date) -> dict[date, str]:
    """Return the holidays from `start` to `until`, both included, in the order of the calendar.

    `stored` holds the agency's days of all years that are touched. A year of which the agency has not
    written a single day has the fixed ones; once it wrote one, its list alone holds.
    """
    known = dict(stored)
    written = {day.year for day in stored}
    for year in range(start.year, until.year + 1):
        if year not in written:
            known |= fixed_holidays(year)
    return {day: known[day] for day in sorted(known) if start <= day <= until}


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Say whether a day is neither Saturday, Sunday nor one of the holidays."""
    return day.isoweekday() not in WEEKEND and day not in holidays


def later(start: date, days: int, *, working: bool, holidays: Collection[date]) -> date:
    """Return the day that lies `days` calendar days, or working days, after `start`.

    The start itself is never counted, so 0 days is the start, also on a holiday. Saturdays, Sundays and
    `holidays` are no working days; calendar days run through them, and an end on one stays where it is.
    """
    if not working:
        return start + timedelta(days=days)
    day, left = start, days
    while left > 0:
        day += timedelta(days=1)
        left -= is_working_day(day, holidays)
    return day


def working_days_after(start: date, until: date, holidays: Collection[date]) -> int:
    """Return how many working days lie after `start` up to `until`, which is counted; 0 when it lies before.

    Whole weeks are counted at once, so that years cost no more than days.
    """
    if until <= start:
        return 0
    weeks, rest = divmod((until - start).days, 7)
    days = weeks * 5 + sum(
        (start + timedelta(days=weeks * 7 + number)).isoweekday() not in WEEKEND
        for number in range(1, rest + 1)
    )
    return days - sum(start < day <= until and day.isoweekday() not in WEEKEND for day in holidays)
