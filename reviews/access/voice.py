"""Who keeps a unit's service points and answers what citizens say there."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from appraisal.access import ALLOW, Decision, deny
from organizations.access import Scope, headed_scope, scope_of
from organizations.models import Employee, Unit
from organizations.rules import Role

from ..models import ServicePoint


def voice_scope(user: Employee, on: date) -> Scope:
    """Return the units whose voices this person reads: those led, with all below, and those of the role.

    Heads, also acting ones, unit admins and BKD admins.
    """
    granted = scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on)
    if granted.is_all:
        return granted
    headed = headed_scope(user, on)
    return Scope(headed.is_all, granted.unit_ids | headed.unit_ids)


def visible_points(user: Employee, on: date) -> QuerySet[ServicePoint]:
    """Return the service points that this person keeps."""
    rows: QuerySet[ServicePoint] = ServicePoint.objects.all()
    scope = voice_scope(user, on)
    return scope.filter(rows, "unit") if scope else rows.none()


def may_keep_voices(user: Employee, on: date) -> Decision:
    """Only heads and admins have anything to do with voices of citizens."""
    if voice_scope(user, on):
        return ALLOW
    return deny("Halaman ini dibuka untuk kepala unit, admin unit, dan admin BKD.")


def may_keep_points(user: Employee, unit: Unit, on: date) -> Decision:
    """A point is kept by whoever leads its unit or one above, or administers it."""
    scope = voice_scope(user, on)
    if scope.is_all or unit.pk in scope.unit_ids:
        return ALLOW
    return deny("Titik layanan dikelola kepala unit, admin unit, atau admin BKD.")
