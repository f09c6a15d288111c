"""Who may begin, ask for and give up a change of an agreed plan."""

from __future__ import annotations

from datetime import date

from appraisal.access import Decision, first_denial
from organizations.models import Employee

from ..models import Plan
from ..rules import PlanMove
from . import _opened, may


def may_start_change(user: Employee, plan: Plan, on: date) -> Decision:
    """The owner proposes a change of the agreed plan on any day of the open period."""
    return first_denial(may(PlanMove.START, user, plan, on), _opened(plan.period))


def may_ask_change(user: Employee, plan: Plan, on: date) -> Decision:
    """The superior asks the owner for a change of the agreed plan."""
    return first_denial(may(PlanMove.ASK, user, plan, on), _opened(plan.period))


def may_cancel_change(user: Employee, plan: Plan, on: date) -> Decision:
    """The owner gives up a change that does not lie with the superior."""
    return may(PlanMove.CANCEL, user, plan, on)
