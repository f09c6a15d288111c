"""Dates of a period: what a new year starts with, what fits together, who may still submit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from organizations.rules import Span

from .plan import TermKind

QUARTERS = ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV")
REPORTING_DAYS = 10  # after a quarter's end; decided here, the agency changes each date
RATING_DAYS = 30  # after a quarter's end; decided here, the agency changes each date
FIRST_PLANNING_DAYS = 30  # for an agency that begins in the middle of a year; decided here


@dataclass(frozen=True)
class TermDates:
    """A part of the year with its last day for filling in."""

    number: int
    kind: TermKind
    name: str
    started_on: date
    ended_on: date
    due_on: date
    rated_from: date | None = None  # the annual evaluation has its days with the year
    rated_until: date | None = None


@dataclass(frozen=True)
class PeriodDates:
    """The windows of a year."""

    started_on: date
    ended_on: date
    planning_from: date
    planning_until: date
    annual_from: date
    annual_until: date
    award_from: date
    award_until: date


def default_dates(year: int, *, on: date) -> PeriodDates:
    """Return the usual windows of a year.

    Source: domain research 2.6.5 (plans in December and January, annual evaluation from December to
    the end of January). A year that is already running on `on` leaves 30 days for planning.
    """
    running = min(on + timedelta(days=FIRST_PLANNING_DAYS), date(year, 12, 31))
    return PeriodDates(
        started_on=date(year, 1, 1),
        ended_on=date(year, 12, 31),
        planning_from=date(year - 1, 12, 1),
        planning_until=max(date(year, 1, 31), running) if on.year >= year else date(year, 1, 31),
        annual_from=date(year, 12, 1),
        annual_until=date(year + 1, 1, 31),
        award_from=date(year + 1, 2, 1),
        award_until=date(year + 1, 3, 1) - timedelta(days=1),
    )


def default_terms(year: int) -> tuple[TermDates, ...]:
    """Return four quarters, each due ten days after its end, and the annual evaluation."""
    quarters = []
    for number, name in enumerate(QUARTERS, start=1):
        start = date(year, 3 * number - 2, 1)
        end = date(year + number // 4, 3 * number % 12 + 1, 1) - timedelta(days=1)
        due = end + timedelta(days=REPORTING_DAYS)
        until = end + timedelta(days=RATING_DAYS)
        quarters.append(TermDates(number, TermKind.QUARTERLY, name, start, end, due, end, until))
    annual = TermDates(
        5, TermKind.FINAL, "Tahunan", date(year, 1, 1), date(year, 12, 31), date(year + 1, 1, 31)
    )
    return (*quarters, annual)


def check_windows(dates: PeriodDates, due: Mapping[str, tuple[date, date]]) -> list[tuple[str, str]]:
    """Return (field, sentence) for every pair of dates that does not fit.

    `due` maps the field of a term to its end and its last day for filling in.
    """
    found = []
    for start, end, name in (
        ("planning_from", "planning_until", "perencanaan"),
        ("annual_from", "annual_until", "evaluasi tahunan"),
        ("award_from", "award_until", "penghargaan"),
    ):
        if getattr(dates, end) < getattr(dates, start):
            found.append((end, f"Tulis akhir {name} pada atau setelah tanggal mulainya."))
    if dates.planning_from > dates.ended_on:
        found.append(("planning_from", "Perencanaan dimulai sebelum tahunnya selesai."))
    found += [
        (field, "Tulis batas pengisian pada atau setelah akhir triwulannya.")
        for field, (ended_on, due_on) in due.items()
        if due_on < ended_on
    ]
    return found


class Window(StrEnum):
    """How a day lies to a window."""

    NOT_YET = "belum"
    OPEN = "terbuka"
    OVER = "lewat"


def submission_window(*, planning: Span, placement_started_on: date, was_submitted: bool, on: date) -> Window:
    """Say whether a plan can be submitted on a day, as far as dates decide.

    Source: domain research 2.6.5: plans are set by the end of January; a new or moved employee
    composes one when the new post starts. A plan that went in once may come back at any time.
    """
    if on < planning.started_on:
        return Window.NOT_YET
    if planning.holds(on) or was_submitted or placement_started_on > planning.started_on:
        return Window.OPEN
    return Window.OVER


def nearest_window(chain: Sequence[int], windows: Mapping[int, Span], usual: Span) -> Span:
    """Return the days of planning of a unit: its own, else of the nearest unit above, else the usual ones.

    `chain` is the unit and its parents up to the root. Staggered days are the agency's decision
    (pages research 1.4: one deadline for everybody brings the servers down).
    """
    return next((windows[unit] for unit in chain if unit in windows), usual)


def shared_span(period: Span, placement: Span) -> Span | None:
    """Return the days on which a placement lies in a period, or None when there are none."""
    if not period.overlaps(placement) or period.ended_on is None:
        return None
    ends = [day for day in (period.ended_on, placement.ended_on) if day is not None]
    return Span(max(period.started_on, placement.started_on), min(ends))
