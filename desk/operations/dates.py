"""Changing days of a year or of units, and telling those whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import jobs, mail
from appraisal.errors import Refused
from appraisal.templatetags.ui import tanggal
from indicators import operations
from indicators.models import Period, PlanningWindow, RatingWindow, Term
from organizations.models import Employee, Unit
from organizations.rules import Span

from ..queries.day_spans import Change, change_of_units, changes_of_dates

TELLING = "dates-notice"  # the kind of work


@transaction.atomic
def change_dates(
    *,
    period: Period,
    version: int,
    reason: str,
    by: Employee,
    at: datetime,
    dates: Mapping[str, date],
    due: Mapping[int, date],
    rating: Mapping[int, tuple[date, date]],
) -> Period:
    """Set the dates of a year; from its opening on with a reason, and those concerned are told.

    Raise Denied, Refused at the field, Conflict when somebody was first.
    """
    if period.opened_at and not reason.strip():
        raise Refused("Tulis alasannya, misalnya nomor surat.", "reason")
    terms = list(period.terms.select_related("period").order_by("number"))
    changes = changes_of_dates(period, terms, dates, rating) if period.opened_at else []
    changed = operations.change_period(
        period=period, version=version, by=by, at=at, due=due, rating=rating, note=reason.strip(), **dates
    )
    _tell_later(changed, changes, by, at)
    return changed


@transaction.atomic
def set_unit_days(
    *,
    period: Period,
    term: Term | None,
    version: int,
    units: Sequence[Unit],
    started_on: date,
    ended_on: date,
    reason: str,
    by: Employee,
    at: datetime,
) -> int:
    """Give units days of planning, or of rating a term, of their own; return how many units they are.

    As `set_windows` and `set_rating_windows`; those concerned are told.
    """
    change = change_of_units(period, term, units, Span(started_on, ended_on))
    given: dict[str, Any] = {
        "version": version,
        "units": units,
        "started_on": started_on,
        "ended_on": ended_on,
        "reason": reason,
        "by": by,
        "at": at,
    }
    if term is None:
        count = operations.set_windows(period=period, **given)
    else:
        count = operations.set_rating_windows(term=term, **given)
    _tell_later(Period.objects.get(pk=period.pk), [change], by, at)
    return count


@transaction.atomic
def remove_unit_days(
    *, window: PlanningWindow | RatingWindow, version: int, by: Employee, at: datetime
) -> Period:
    """Let a unit follow the days of the unit above again; those concerned are told."""
    if isinstance(window, RatingWindow):
        change = change_of_units(window.term.period, window.term, [window.unit], None)
        period = operations.remove_rating_window(window=window, version=version, by=by, at=at)
    else:
        change = change_of_units(window.period, None, [window.unit], None)
        period = operations.remove_window(window=window, version=version, by=by, at=at)
    _tell_later(period, [change], by, at)
    return period


def _tell_later(period: Period, changes: Iterable[Change], by: Employee, at: datetime) -> None:
    """Begin the work that tells those concerned, once per person; nothing while letters are off."""
    today = timezone.localdate(at)
    phases, lines = [], []
    for change in changes:
        units = [pk for pk in change.units if _matters(change, pk, today)]
        if units:
            days = change.after[units[0]]
            phases.append([change.term.pk if change.term else None, units])
            lines.append(f"{change.label}: {tanggal(days.started_on)} sampai {tanggal(days.ended_on)}.")
    if phases and period.is_open and mail.is_on():
        arguments = {"period": period.pk, "version": period.version, "phases": phases, "lines": lines}
        title = f"Pemberitahuan jadwal {period.year}"
        jobs.start(
            TELLING, arguments, by=by, at=at, title=title, key=f"{TELLING}-{period.pk}-{period.version}"
        )


def _matters(change: Change, unit: int, today: date) -> bool:
    """Say whether the days of a unit were or are still to come; what is long over concerns nobody."""
    ends = [span.ended_on for span in (change.before[unit], change.after[unit]) if span.ended_on]
    return any(day >= today for day in ends)
