"""Who reads how a round is drawn."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny
from organizations.access import scope_of
from organizations.models import Employee
from organizations.rules import Role


def may_read_draw(user: Employee, on: date) -> Decision:
    """BKD admins and auditors over the whole agency read the numbers of a draw; nobody reads its pairs."""
    if scope_of(user, Role.BKD_ADMIN, Role.AUDITOR, on=on).is_all:
        return ALLOW
    return deny("Undian penilai dibaca admin BKD dan auditor.")
