"""Who reminds people from the desk, and who says that nothing is expected of a post."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny
from organizations.access import Scope, may_administer, scope_of
from organizations.models import Employee
from organizations.rules import Role


def reminding_scope(user: Employee, on: date) -> Scope:
    """Return the units whose people this person may remind: BKD admins and unit admins, no auditor."""
    return scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on)


def may_remind(user: Employee, on: date) -> Decision:
    """BKD admins and unit admins remind; auditors read only."""
    if reminding_scope(user, on):
        return ALLOW
    return deny("Pengingat dikirim oleh admin BKD dan admin unit.")


def may_exempt(user: Employee, on: date) -> Decision:
    """Only BKD admins over the whole agency say that nothing is expected of a post for a time."""
    if may_administer(user, on):
        return ALLOW
    return deny("Pengecualian dicatat oleh admin BKD.")
