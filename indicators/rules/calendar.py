"""Dates of a period: what a new year starts with, what fits together, who may still submit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from organizations.rules import Span

from .plan import TermKind

# The parts of a year beside the annual evaluation (PP 30/2019 measures monthly, quarterly, half-yearly
# or yearly; the official form prints quarters). In the order in which they are offered.
PARTS: dict[TermKind, tuple[str, ...]] = {
    TermKind.QUARTERLY: ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV"),
    TermKind.MONTHLY: (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    TermKind.HALF_YEARLY: ("Semester I", "Semester II"),
}
# What one part is called, for sentences and headings.
TERM_WORDS = {
    TermKind.MONTHLY: "bulan",
    TermKind.QUARTERLY: "triwulan",
    TermKind.HALF_YEARLY: "semester",
    TermKind.FINAL: "tahun",
}
REPORTING_DAYS = 10  # after a part's end; decided here, the agency changes each date
RATING_DAYS = 30  # after a part's end; decided here, the agency changes each date
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


def default_terms(year: int, kind: TermKind = TermKind.QUARTERLY) -> tuple[TermDates, ...]:
    """Return the months, quarters or halves of a year, and after them the one annual evaluation.

    Each part is due ten days after its end and rated in the thirty days from its last day on. Source:
    domain research 2.6.5 (agencies define their periods, exactly one of the kind Final).
    """
    names = PARTS[kind]
    months = 12 // len(names)
    parts = []
    for number, name in enumerate(names, start=1):
        start = date(year, months * (number - 1) + 1, 1)
        after = months * number
        end = date(year + after // 12, after % 12 + 1, 1) - timedelta(days=1)
        due = end + timedelta(days=REPORTING_DAYS)
        until = end + timedelta(days=RATING_DAYS)
        parts.append(TermDates(number, kind, name, start, end, due, end, until))
    first, last = date(year, 1, 1), date(year, 12, 31)
    annual = TermDates(len(names) + 1, TermKind.FINAL, "Tahunan", first, last, date(year + 1, 1, 31))
    return (*parts, annual)


@dataclass(frozen=True)
class RatingDays:
    """The days in which a part of the year is rated, and its first day."""

    term_started_on: date
    started_on: date
    ended_on: date


def check_windows(
    dates: PeriodDates,
    due: Mapping[str, tuple[date, date]],
    rating: Mapping[str, RatingDays] | None = None,
) -> list[tuple[str, str]]:
    """Return (field, sentence) for every pair of dates that does not fit.

    `due` maps the field of a term to its end and its last day for filling in; `rating` the key of a term,
    whose fields are `rated_from_<key>` and `rated_until_<key>`, to its days of rating.
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
        (field, "Tulis batas pengisian pada atau setelah hari terakhir masanya.")
        for field, (ended_on, due_on) in due.items()
        if due_on < ended_on
    ]
    for key, days in (rating or {}).items():
        if days.started_on < days.term_started_on:
            found.append((f"rated_from_{key}", "Penilaian dimulai setelah masa yang dinilai dimulai."))
        if days.ended_on < days.started_on:
            found.append((f"rated_until_{key}", "Tulis akhir penilaian pada atau setelah tanggal mulainya."))
    return found


def rhythm_fault(*, is_opened: bool, is_used: bool) -> str:
    """Return why the parts of a year cannot be replaced by others; nothing when they can.

    `is_used` says that something already hangs on a part of the year. Decided here: from the opening on the
    rhythm stays, because progress, talks and feedback are written in its parts.
    """
    if is_opened:
        return "Irama evaluasi tetap sejak periode dibuka, karena kemajuan dan dialog memakai masanya."
    if is_used:
        return "Masa evaluasi tahun ini sudah dipakai (jadwal unit atau isian), jadi iramanya tetap."
    return ""


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
