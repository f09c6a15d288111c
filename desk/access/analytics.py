"""Whose units somebody reads in the analytics."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny
from organizations.access import Scope, desk_scope, headed_scope
from organizations.models import Employee


def analytics_scope(user: Employee, on: date) -> Scope:
    """Return the units whose figures this person reads: of a desk's role, and headed ones with all below."""
    desk = desk_scope(user, on)
    if desk.is_all:
        return desk
    headed = headed_scope(user, on)
    return Scope(headed.is_all, desk.unit_ids | headed.unit_ids)


def may_see_analytics(user: Employee, on: date) -> Decision:
    """BKD admins, auditors and unit admins within their role, and heads for their own units."""
    if analytics_scope(user, on):
        return ALLOW
    return deny("Analitik dibuka untuk kepala unit, admin BKD, admin unit, dan auditor.")
