"""Creating, changing and opening a year, and its policy figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.models import Employee

from .. import access
from ..models import Period, PolicyFigure, Term
from ..rules import (
    DEFAULT_FIGURES,
    PeriodDates,
    RatingDays,
    TermKind,
    check_windows,
    default_dates,
    default_terms,
)
from .closing import refuse_second

YEARS = range(2020, 2100)
WINDOWS = (
    "planning_from",
    "planning_until",
    "annual_from",
    "annual_until",
    "award_from",
    "award_until",
)


@transaction.atomic
def create_period(*, year: int, by: Employee, at: datetime, kind: TermKind = TermKind.QUARTERLY) -> Period:
    """Prepare a year with the usual windows and terms, and the figures of the year before.

    The agency's own figures go on into the next year; those that are new come as the regulations have
    them. Nothing of it is in force yet.

    Raise Denied for anybody but a BKD admin, Refused when the year exists or makes no sense.
    """
    on = timezone.localdate(at)
    require(access.may_manage_periods(by, on))

    if year not in YEARS:
        raise Refused("Tulis tahun dengan empat angka, misalnya 2026.", "year")

    try:
        with transaction.atomic():
            period = Period.objects.create(year=year, **asdict(default_dates(year, on=on)))
    except IntegrityError as error:
        raise Refused(f"Periode {year} sudah ada. Pilih tahun lain.", "year") from error
    Term.objects.bulk_create(Term(period=period, **asdict(dates)) for dates in default_terms(year, kind))
    PolicyFigure.objects.bulk_create(_first_figures(period))

    audit.record(action="period.created", by=by, at=at, target=period, after=windows_of(period))
    return period


def _first_figures(period: Period) -> Iterator[PolicyFigure]:
    """Return the figures of the latest earlier year, and of the regulations where it has none."""
    before = Period.objects.filter(year__lt=period.year).order_by("-year").first()
    kept = {row.key: row for row in before.figures.all()} if before else {}
    for figure in DEFAULT_FIGURES:
        row = kept.get(figure.key)
        values = {name: getattr(row or figure, name) for name in asdict(figure)}
        yield PolicyFigure(period=period, **values)


@transaction.atomic
def change_period(
    *,
    period: Period,
    version: int,
    by: Employee,
    at: datetime,
    due: Mapping[int, date] | None = None,
    rating: Mapping[int, tuple[date, date]] | None = None,
    note: str = "",
    **dates: date,
) -> Period:
    """Set windows (`planning_until=…`), last days of terms (`due={term: day}`) and their days of rating.

    `note` is the reason. Raise Denied, Refused at the field whose date does not fit, Conflict when
    somebody was first.
    """
    locking.share(period.pk)
    period = Period.objects.get(pk=period.pk)
    terms = {term.pk: term for term in period.terms.order_by("number")}
    require(access.may_change_period(by, period, timezone.localdate(at)))

    fresh, rated = refuse_unfit(period, terms, dates, due or {}, rating or {})

    before = windows_of(period)
    change(
        period,
        expect=version,
        where={"closed_at__isnull": True},
        **{name: day for name, day in dates.items() if name in WINDOWS},
    )
    for pk, day in fresh.items():
        terms[pk].due_on = day
    for pk, days in rated.items():
        terms[pk].rated_from, terms[pk].rated_until = days
    Term.objects.bulk_update(terms.values(), ["due_on", "rated_from", "rated_until"])
    audit.record(
        action="period.changed",
        by=by,
        at=at,
        target=period,
        before=before,
        after=windows_of(period),
        note=note,
    )
    return period


def refuse_unfit(
    period: Period,
    terms: Mapping[int, Term],
    dates: Mapping[str, date],
    due: Mapping[int, date],
    rating: Mapping[int, tuple[date, date]],
) -> tuple[dict[int, date], dict[int, tuple[date, date]]]:
    """Return the days of the year's own terms; raise Refused at the first field whose date does not fit."""
    fresh = {pk: day for pk, day in due.items() if pk in terms}
    rated = {pk: days for pk, days in rating.items() if pk in terms and not terms[pk].is_final}
    windows = {name: dates.get(name, getattr(period, name)) for name in WINDOWS}
    every = PeriodDates(started_on=period.started_on, ended_on=period.ended_on, **windows)
    last_days = {f"due_{pk}": (terms[pk].ended_on, day) for pk, day in fresh.items()}
    days_of = {f"{pk}": RatingDays(terms[pk].started_on, *days) for pk, days in rated.items()}
    for field, sentence in check_windows(every, last_days, days_of):
        raise Refused(sentence, field)
    return fresh, rated


@transaction.atomic
def change_figure(
    *,
    figure: PolicyFigure,
    value: Decimal,
    confirmed: bool,
    by: Employee,
    at: datetime,
    source: str | None = None,
    sourced_on: date | None = None,
) -> PolicyFigure:
    """Set a figure, its source and whether the agency has confirmed it, before the period opens.

    Raise Denied after the opening and for anybody but a BKD admin, Refused for a negative value,
    Conflict when the period opened in the same moment.
    """
    locking.share(figure.period_id)
    period = Period.objects.get(pk=figure.period_id)
    require(access.may_change_figures(by, period, timezone.localdate(at)))

    if value < 0:
        raise Refused("Tulis angka paling kecil 0.", "value")

    before = _figure(PolicyFigure.objects.get(pk=figure.pk))
    values: dict[str, Any] = {"value": value, "confirmed": confirmed}
    values |= {"source": source.strip()} if source and source.strip() else {}
    values |= {"sourced_on": sourced_on} if sourced_on else {}
    rows = PolicyFigure.objects.filter(pk=figure.pk, period__opened_at__isnull=True)
    if rows.update(**values) != 1:
        raise Conflict(f"Periode {period.year} baru saja dibuka, jadi angkanya tetap.")
    figure.refresh_from_db()

    audit.record(action="figure.changed", by=by, at=at, target=period, before=before, after=_figure(figure))
    return figure


@transaction.atomic
def open_period(*, period: Period, version: int, by: Employee, at: datetime) -> Period:
    """Open a year: plans can be submitted, and from now on its figures are frozen.

    Raise Denied when it is open already or not this person's to open, Conflict when second.
    """
    locking.take(period.pk)
    period = Period.objects.get(pk=period.pk)
    require(access.may_manage_periods(by, timezone.localdate(at)))
    refuse_second(period, version)
    require(access.may_open(by, period, timezone.localdate(at)))

    change(period, expect=version, where={"opened_at__isnull": True}, opened_at=at, opened_by=by)
    audit.record(action="period.opened", by=by, at=at, target=period, after=windows_of(period))
    return period


def windows_of(period: Period) -> dict[str, Any]:
    """Return the windows and last days of a period for the audit trail."""
    told = {name: getattr(period, name) for name in WINDOWS}
    for term in period.terms.order_by("number"):
        told[term.name] = term.due_on
        if not term.is_final:
            told[f"{term.name}, penilaian"] = f"{term.rated_from} sampai {term.rated_until}"
    return told


def _figure(figure: PolicyFigure) -> dict[str, Any]:
    return {
        "key": figure.key,
        "value": str(figure.value),
        "confirmed": figure.confirmed,
        "source": figure.source,
        "sourced_on": figure.sourced_on,
    }
