"""Attendance beside an evaluation: plain facts of the term, and nothing that rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists

from indicators.models import Plan, PolicyFigure, Term
from organizations.models import Attendance, Employee
from organizations.queries import presence_of
from organizations.rules.attendance import NO_RATING, NOT_ABSENT, Presence, months_between, total

from ..access.attendance import may_see_attendance

SHOWN = "kehadiran_dalam_evaluasi"  # of the policy: 1 or missing shows attendance, 0 keeps it out


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


def attendance_beside(user: Employee, plan: Plan, term: Term, on: date) -> TermAttendance | None:
    """Return the attendance of a plan's term, None where there is none or policy or access keep it out.

    One query, besides the line of the plan where nobody has read it yet.
    """
    if not may_see_attendance(user, plan, on):
        return None
    start = max(plan.started_on, term.started_on)
    end = min(plan.last_day, term.ended_on, on)
    figures = PolicyFigure.objects.filter(period=plan.period_id, key=SHOWN)
    rows = Attendance.objects.filter(
        ~Exists(figures.exclude(value=1)),
        employee=plan.placement.employee_id,
        month__gte=start.replace(day=1),
        month__lte=end,
    )
    known = {row.month: presence_of(row) for row in rows.order_by("month")}
    if not known:
        return None
    wanted = months_between(start, end)
    return TermAttendance(
        months=[(month, known[month]) for month in wanted if month in known],
        missing=[month for month in wanted if month not in known],
    )
