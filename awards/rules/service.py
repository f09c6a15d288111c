"""Satyalancana Karya Satya: how long somebody has served, and which class that is worth (research 9.2).

Months are numbered (year × 12 + month − 1), so that a sum never meets the end of a month or a leap day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from indicators.rules.calendar import PARTS
from indicators.rules.plan import TermKind
from reviews.rules.evaluation import Predicate

from .record import RecordKind

YEAR = 12
LEAST_AGE = 17  # at appointment (domain research 8.1)
LATEST = 2200 * YEAR  # what is later is mistyped


class Medal(StrEnum):
    """Golongan tanda kehormatan: X after 10 years, XX after 20, XXX after 30."""

    X = "X"
    XX = "XX"
    XXX = "XXX"


YEARS = {Medal.X: 10, Medal.XX: 20, Medal.XXX: 30}
MEDAL_LABELS = {medal: f"{medal.value} Tahun" for medal in Medal}
MEDAL_RECORDS = {
    Medal.X: RecordKind.MEDAL_X,
    Medal.XX: RecordKind.MEDAL_XX,
    Medal.XXX: RecordKind.MEDAL_XXX,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A valid service record, as far as the conditions ask."""

    kind: RecordKind
    started_on: date
    ended_on: date | None = None
    threat_years: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """The figures that may differ: is unpaid leave subtracted, how many good years, which threat closes."""

    subtracts_leave: bool = False
    good_years: int = 2
    threat_years: int = 5

    @staticmethod
    def of(figures: dict[str, Decimal]) -> Policy:
        """Return the policy of the figures of a period, by key."""
        return Policy(
            subtracts_leave=figures["satya_cltn"] == 1,
            good_years=int(figures["satya_predikat_tahun"]),
            threat_years=int(figures["satya_ancaman_pidana"]),
        )


@dataclass(frozen=True, slots=True)
class Career:
    """What is known of a person: the first month of service (None: no PNS), records, annual predicates."""

    start: int | None
    marks: tuple[Mark, ...] = ()
    predicates: tuple[tuple[int, Predicate | None], ...] = ()  # the years asked for, the latest first


# --- Months -----------------------------------------------------------------------------------------


def month_of(day: date) -> int:
    """Return the number of the month in which a day lies."""
    return day.year * YEAR + day.month - 1


def first_day(month: int) -> date:
    """Return the first day of a numbered month."""
    return date(month // YEAR, month % YEAR + 1, 1)


def month_words(month: int) -> str:
    """Return a numbered month as people write it: Maret 2027."""
    return f"{PARTS[TermKind.MONTHLY][month % YEAR]} {month // YEAR}"


def day_words(day: date) -> str:
    """Return a day as people write it: 1 Februari 2020."""
    return f"{day.day} {month_words(month_of(day))}"


def span_words(months: int) -> str:
    """Return a number of months in words: 9 tahun 4 bulan."""
    years, rest = divmod(max(months, 0), YEAR)
    parts = [f"{years} tahun"] if years or not rest else []
    return " ".join(parts + ([f"{rest} bulan"] if rest else []))


def start_of(nip: str) -> int | None:
    """Return the month of appointment as CPNS from digits 9 to 14 of a NIP; None where they are no month.

    Source: Perka BKN 22/2007 (domain research 8.1); PPPK carry 21 in place of the month. A number that
    appoints somebody before the age of 17 is mistyped, and says nothing.
    """
    if len(nip) != 18 or not (nip.isascii() and nip.isdigit()):
        return None
    year, month = int(nip[8:12]), int(nip[12:14])
    grown = (int(nip[:4]) + LEAST_AGE) * YEAR + int(nip[4:6]) - 1
    start = year * YEAR + month - 1
    return start if 1 <= month <= YEAR and grown <= start <= LATEST else None


# --- Service ----------------------------------------------------------------------------------------


def begins(career: Career) -> int | None:
    """Return the month from which service counts: the appointment, or the month after the last break.

    None without an appointment, or while a break lasts. Decided by the house: service outside or a break
    never counts, and what came before it does not either ("terus-menerus", domain research 9.2).
    """
    if career.start is None:
        return None
    start = career.start
    for mark in career.marks:
        if mark.kind == RecordKind.SERVICE_BREAK:
            if mark.ended_on is None:
                return None
            start = max(start, month_of(mark.ended_on) + 1)
    return start


def leave_months(career: Career, until: int) -> set[int]:
    """Return the months up to `until` that unpaid leave touched; a leave without end touches all."""
    found: set[int] = set()
    for mark in career.marks:
        if mark.kind == RecordKind.UNPAID_LEAVE:
            last = until if mark.ended_on is None else min(month_of(mark.ended_on), until)
            found.update(range(month_of(mark.started_on), last + 1))
    return found


def service(career: Career, month: int, policy: Policy) -> int | None:
    """Return the months of service at the beginning of a month; None where service does not count."""
    start = begins(career)
    if start is None:
        return None
    away = leave_months(career, month - 1) if policy.subtracts_leave else set()
    return max(month - start - sum(one >= start for one in away), 0)


def reached(career: Career, medal: Medal, policy: Policy) -> int | None:
    """Return the first month in which the years of a medal are full; None where service does not count."""
    start = begins(career)
    if start is None:
        return None
    month = full = start + YEARS[medal] * YEAR
    while policy.subtracts_leave:
        away = sum(start <= one < month for one in leave_months(career, month - 1))
        if full + away == month:
            break
        month = full + away
        if month > full + 100 * YEAR:  # a leave without end
            return None
    return month


def received(career: Career) -> set[Medal]:
    """Return the medals that somebody has."""
    kinds = {mark.kind for mark in career.marks}
    return {medal for medal, kind in MEDAL_RECORDS.items() if kind in kinds}


def due(career: Career, month: int, policy: Policy) -> tuple[Medal, int] | None:
    """Return the medal that somebody can be proposed for and since when, else the next one to come.

    The highest class whose years are full counts, unless it or a higher one was received; after XXX, or
    where service does not count, there is none.
    """
    has = [YEARS[medal] for medal in received(career)]
    open_ones = [medal for medal in Medal if YEARS[medal] > max(has, default=0)]
    dates = [(medal, when) for medal in open_ones if (when := reached(career, medal, policy)) is not None]
    full = [row for row in dates if row[1] <= month]
    return full[-1] if full else (dates[0] if dates else None)
