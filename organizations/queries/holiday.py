"""Reads about the days on which the agency does not work."""

from __future__ import annotations

from datetime import date

from ..models import Holiday
from ..rules.workdays import with_fixed


def holiday_names(start: date, until: date) -> dict[date, str]:
    """Return the holidays from `start` to `until` with their names, both days included (one query).

    A year in which the agency wrote no holiday has the national ones with a fixed date.
    """
    rows = Holiday.objects.filter(day__gte=date(start.year, 1, 1), day__lte=date(until.year, 12, 31))
    return with_fixed(dict(rows.values_list("day", "name")), start, until)


def holidays(start: date, until: date) -> frozenset[date]:
    """Return the days from `start` to `until` that are holidays of the agency (one query)."""
    return frozenset(holiday_names(start, until))
