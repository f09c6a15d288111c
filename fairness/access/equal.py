"""Who reads how groups were treated."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny
from organizations.access import scope_of
from organizations.models import Employee
from organizations.rules import Role


def may_see_groups(user: Employee, on: date) -> Decision:
    """BKD admins and auditors over the whole agency; the figures name nobody."""
    if scope_of(user, Role.BKD_ADMIN, Role.AUDITOR, on=on).is_all:
        return ALLOW
    return deny("Halaman ini dibuka untuk admin BKD dan auditor.")
