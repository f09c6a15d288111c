"""The open year as pages of reviews see it, and what a person can go on with in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from indicators.models import Period, Term
from indicators.rules import TermKind


@dataclass(frozen=True)
class Task:
    """One thing the person can go on with: verb and object, hint, address, status."""

    title: str
    hint: str
    href: str
    status: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Year:
    """The open year with its terms, the one that runs on a day, and the annual one."""

    period: Period | None
    terms: list[Term]
    running: Term | None
    final: Term | None


def year_on(period: Period | None, on: date) -> Year:
    """Return the terms of a period as seen from a day (one query)."""
    terms = list(period.terms.order_by("number")) if period else []
    parts = [term for term in terms if term.kind != TermKind.FINAL]
    begun = [term for term in parts if term.started_on <= on]
    final = next((term for term in terms if term.kind == TermKind.FINAL), None)
    return Year(period, parts, begun[-1] if begun else None, final)
