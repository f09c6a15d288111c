"""Reads about the days on which the agency does not work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..models import Holiday
from ..rules.workdays import fixed_holidays, with_fixed


def holiday_names(start: date, until: date) -> dict[date, str]:
    """Return the holidays from `start` to `until` with their names, both days included (one query).

    A year in which the agency wrote no holiday has the national ones with a fixed date.
    """
    rows = Holiday.objects.filter(day__gte=date(start.year, 1, 1), day__lte=date(until.year, 12, 31))
    return with_fixed(dict(rows.values_list("day", "name")), start, until)


def holidays(start: date, until: date) -> frozenset[date]:
    """Return the days from `start` to `until` that are holidays of the agency (one query)."""
    return frozenset(holiday_names(start, until))


@dataclass(frozen=True)
class HolidayPage:
    """The holidays of a year as the BKD reads them."""

    year: int
    years: list[int]
    rows: list[Holiday]
    assumed: dict[date, str]  # what holds as long as the year is not written
    lacking: int  # national holidays with a fixed date that the year does not hold

    @property
    def may_fill(self) -> bool:
        """Whether a press would add anything."""
        return self.lacking > 0


def holiday_page(on: date, asked: str = "") -> HolidayPage:
    """Return the holidays of a year, the running one unless another is asked for (two queries)."""
    known = {day.year for day in Holiday.objects.dates("day", "year")}
    years = sorted(known | {on.year, on.year + 1})
    year = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in years else on.year
    rows = list(Holiday.objects.filter(day__year=year).order_by("day"))
    fixed = fixed_holidays(year)
    lacking = len(set(fixed) - {row.day for row in rows})
    return HolidayPage(year, years, rows, {} if rows else fixed, lacking)
