"""Who sees the attendance of a person beside a plan and its evaluation."""

from __future__ import annotations

from datetime import date

from indicators.models import Plan
from organizations.access import scope_of
from organizations.models import Employee
from organizations.rules import Role

from ..rules.evaluation import Actor
from .line import actor_of


def may_see_attendance(user: Employee, plan: Plan, on: date) -> bool:
    """The person, both superiors on the line, and the admins who keep it for the unit; nobody else."""
    if actor_of(user, plan, on) != Actor.OTHER:
        return True
    scope = scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on)
    return scope.is_all or plan.placement.unit_id in scope.unit_ids
