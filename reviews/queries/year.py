"""The open year as pages of reviews see it, and what a person can go on with in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from indicators.models import Period, Term
from indicators.rules import TermKind


class Rank(IntEnum):
    """What comes first on the list: where somebody waits for me, then my own plan, dates and notes."""

    OTHERS = 0
    PLAN = 1
    DATED = 2
    NOTES = 3


@dataclass(frozen=True)
class Task:
    """One thing the person can go on with: verb and object, hint, address, status."""

    title: str
    hint: str
    href: str
    status: str = ""
    kind: str = ""
    rank: Rank = Rank.PLAN
    count: int = 0  # of how many things it is made; 0 where it is one by nature
    due_on: date | None = None

    @property
    def name(self) -> str:
        """The title with the count: a digest that lists the same names says nothing new."""
        return f"{self.title} ({self.count})" if self.count else self.title


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """Return the tasks by what helps others first, then by date; what is alike keeps its order."""
    return sorted(tasks, key=lambda task: (task.rank, task.due_on or date.max))


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
