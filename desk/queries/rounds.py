"""Rounds of 360 feedback beside the completeness: counts that the desk may read anyway, never who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from indicators.models import Period
from multirater.access.desk import visible_rounds
from multirater.models import Round
from multirater.queries.response import responses
from multirater.rules import RoundStatus
from organizations.models import Employee

MOST = 3  # rounds of a year on one page
BEGUN = [RoundStatus.OPEN.value, RoundStatus.CLOSED.value, RoundStatus.RELEASED.value]


@dataclass(frozen=True)
class RoundLine:
    """One round in a unit and below: how many forms are answered, None where they are too few to tell."""

    round: Round
    people: int
    asked: int
    answered: int | None


def rounds_in(user: Employee, period: Period, unit: int, on: date) -> list[RoundLine]:
    """Return the latest rounds of a year that review somebody in a unit (one query, more when made anew)."""
    rows = visible_rounds(user, on).filter(period=period, status__in=BEGUN).order_by("-answer_from", "-pk")
    found = []
    for row in rows[:MOST]:
        counts = responses(row).below(unit)
        if counts.people:
            answered = counts.answered if counts.is_told else None
            found.append(RoundLine(row, counts.people, counts.asked, answered))
    return found
