"""Attendance beside an evaluation: plain facts of the term, and nothing that rates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.models import Plan, Term
from organizations.models import Employee
from organizations.queries import months_of, presence_of
from organizations.rules.attendance import NO_RATING, NOT_ABSENT, Presence, months_between, total

from ..access.attendance import may_see_attendance

SHOWN = "kehadiran_dalam_evaluasi"  # the figure of the policy: 1 shows attendance, 0 keeps it out


@dataclass(frozen=True)
class TermAttendance:
    """What the presence system says of the months in which plan and term overlap, up to a day."""

    months: list[tuple[date, Presence]]
    missing: list[date]
    note: str = f"{NO_RATING} {NOT_ABSENT}"

    @property
    def sum(self) -> Presence:
        """The months added up."""
        return total(presence for _, presence in self.months)


def attendance_beside(
    user: Employee, plan: Plan, term: Term, on: date, figures: Mapping[str, Decimal]
) -> TermAttendance | None:
    """Return the attendance of a plan's term, None where the policy or the access keeps it out.

    `figures` is the policy of the plan's year. At most two queries.
    """
    if figures[SHOWN] != 1 or not may_see_attendance(user, plan, on):
        return None
    start = max(plan.started_on, term.started_on)
    end = min(plan.last_day, term.ended_on, on)
    person = plan.placement.employee_id
    rows = {row.month: presence_of(row) for row in months_of([person], start, end).get(person, [])}
    wanted = months_between(start, end)
    return TermAttendance(
        months=[(month, rows[month]) for month in wanted if month in rows],
        missing=[month for month in wanted if month not in rows],
    )
