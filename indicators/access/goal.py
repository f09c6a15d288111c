"""Who writes what a unit promises (perjanjian kinerja); everybody of the agency reads it."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny, first_denial
from organizations.access import Scope, headed_units, scope_of
from organizations.models import Employee, Unit
from organizations.rules import Role

from ..models import Period, Plan
from ..rules import PlanMove
from . import may, not_closed

DESK = (Role.BKD_ADMIN, Role.UNIT_ADMIN)


def goal_scope(user: Employee, on: date) -> Scope:
    """Return the units whose goals this person writes on a day, read once per loaded user object.

    The unit's head, definitive or acting (Plt., Plh.); unit admins in their units; BKD admins everywhere.
    The regulation names only the head; that admins write for heads is decided here.
    """
    cache: dict[date, Scope] = user.__dict__.setdefault("_goal_scope", {})
    if on not in cache:
        desk = scope_of(user, *DESK, on=on)
        ids = frozenset() if desk.is_all else frozenset(unit.pk for unit in headed_units(user, on))
        cache[on] = Scope(desk.is_all, desk.unit_ids | ids)
    return cache[on]


def may_change_goals(user: Employee, unit: Unit, period: Period, on: date) -> Decision:
    """Who writes the unit's goals changes them until the period is closed."""
    return first_denial(may_ever_change_goals(user, unit, on), not_closed(period))


def may_ever_change_goals(user: Employee, unit: Unit, on: date) -> Decision:
    """Say whether the goals of this unit are this person's to write, whatever the period."""
    scope = goal_scope(user, on)
    if scope.is_all or unit.pk in scope.unit_ids:
        return ALLOW
    return deny("Perjanjian kinerja unit ini ditulis kepalanya, admin unit, dan admin BKD.")


def may_import_goals(user: Employee, on: date) -> Decision:
    """Who writes the goals of any unit brings in files with them."""
    if goal_scope(user, on):
        return ALLOW
    return deny("Impor perjanjian kinerja dibuka untuk kepala unit, admin unit, dan admin BKD.")


def may_take_goals(user: Employee, plan: Plan, on: date) -> Decision:
    """The head of a unit takes the unit's goals into the own draft."""
    if not plan.placement.is_head:
        return deny("Sasaran perjanjian kinerja diambil ke dalam SKP kepala unitnya.")
    return may(PlanMove.CHANGE, user, plan, on)
