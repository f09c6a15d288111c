"""Who writes and reads what a person wants to grow in: the owner, and the superior of that time."""

from __future__ import annotations

from django.db.models import QuerySet

from appraisal.access import ALLOW, Decision, deny
from indicators.models import Period, Plan
from organizations.models import Employee

from ..models import DevelopmentGoal


def own_goals(user: Employee) -> QuerySet[DevelopmentGoal]:
    """Return the goals of a person, of all years."""
    return DevelopmentGoal.objects.filter(employee=user)


def goals_beside(plan: Plan) -> QuerySet[DevelopmentGoal]:
    """Return the goals that the superior of a plan reads: of its owner, its year, and its days.

    What somebody wrote after moving away is read by the next superior only.
    """
    goals = DevelopmentGoal.objects.filter(employee=plan.placement.employee_id, period=plan.period_id)
    return goals.filter(created_at__date__lte=plan.last_day)


def may_begin(period: Period | None) -> Decision:
    """Everybody plans for the own growth while a year is open."""
    if period is None or not period.is_open:
        return deny("Rencana pengembangan bisa ditulis setelah BKD membuka tahun penilaian.")
    return ALLOW


def may_finish(user: Employee, goal: DevelopmentGoal) -> Decision:
    """The owner finishes a goal, once; what changed is told in the owner's words."""
    if goal.employee_id != user.pk:
        return deny("Rencana ini ditutup oleh pemiliknya.")
    if goal.done_on is not None:
        return deny("Rencana ini sudah selesai.")
    return ALLOW
