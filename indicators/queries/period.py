"""Reads about years: the one that runs, its figures, the pages of the BKD."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from ..models import Period, Plan, PolicyFigure, RatingWindow, Term
from ..rules import CONFIDENCE_LABELS, DEFAULT_FIGURES, PERIOD_WORDS, Confidence, PlanStatus, by_subject

_DEFAULTS = {figure.key: figure.value for figure in DEFAULT_FIGURES}


def current_period(on: date) -> Period | None:
    """Return the open period that contains a day, else the latest open one, else None."""
    rows = list(Period.objects.filter(opened_at__isnull=False, closed_at__isnull=True).order_by("-year"))
    return next((row for row in rows if row.started_on <= on <= row.ended_on), rows[0] if rows else None)


def policy(period: Period) -> dict[str, Decimal]:
    """Return the figures of a period by key, as its evaluations and awards use them.

    A figure that came into the policy after the period was opened has its default.
    """
    return _DEFAULTS | dict(period.figures.order_by("pk").values_list("key", "value"))


@dataclass(frozen=True)
class PeriodRow:
    """One line of the list of periods."""

    period: Period
    state: tuple[str, str]
    plans: int
    agreed: int


def state_of(period: Period) -> tuple[str, str]:
    """Return the state of a period in words, with the kind of its tag."""
    return PERIOD_WORDS[period.state]


def period_rows(*, archived: bool = False) -> list[PeriodRow]:
    """Return the periods in use, or those in the archive, with the number of plans and of agreed ones.

    The latest first (one query).
    """
    done = [PlanStatus.AGREED.value, PlanStatus.CLOSED.value]
    proper = Q(plans__revises__isnull=True)
    rows = Period.objects.annotate(
        plan_count=Count("plans", filter=proper),
        agreed_count=Count("plans", filter=proper & Q(plans__status__in=done)),
    )
    rows = rows.filter(archived_at__isnull=not archived)
    return [PeriodRow(row, state_of(row), row.plan_count, row.agreed_count) for row in rows.order_by("-year")]


@dataclass(frozen=True)
class FigureRow:
    """A figure with the words of its confidence."""

    figure: PolicyFigure
    confidence: str


@dataclass(frozen=True)
class Subject:
    """The figures of one subject, and how many of them nobody has confirmed."""

    heading: str
    rows: list[FigureRow]
    unconfirmed: int


def subjects_of(period: Period) -> list[Subject]:
    """Return the figures of a year under their headings, in the order they were laid down (one query)."""
    return [
        Subject(
            heading,
            [FigureRow(row, CONFIDENCE_LABELS[Confidence(row.confidence)]) for row in rows],
            sum(not row.confirmed for row in rows),
        )
        for heading, rows in by_subject(period.figures.order_by("pk"))
    ]


@dataclass(frozen=True)
class PeriodPage:
    """What the page of one period shows."""

    period: Period
    state: tuple[str, str]
    terms: list[Term]
    subjects: list[Subject]
    unconfirmed: int
    windows: int
    rating_windows: int


def period_page(period: Period) -> PeriodPage:
    """Return the parts of a year and its figures, in the order they were laid down."""
    subjects = subjects_of(period)
    unconfirmed = sum(subject.unconfirmed for subject in subjects)
    terms = list(period.terms.order_by("number"))
    planning = period.planning_windows.count()
    rating = RatingWindow.objects.filter(term__period=period).count()
    return PeriodPage(period, state_of(period), terms, subjects, unconfirmed, planning, rating)


def waiting_plans(period: Period) -> int:
    """Return how many plans of a period are not agreed yet."""
    waiting = [PlanStatus.DRAFT.value, PlanStatus.SUBMITTED.value, PlanStatus.RETURNED.value]
    return Plan.objects.for_period(period).filter(status__in=waiting).count()
