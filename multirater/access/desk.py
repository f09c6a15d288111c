"""Who runs rounds, and who reads how they are going."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from appraisal.access import ALLOW, Decision, deny
from organizations.access import desk_scope, scope_of
from organizations.models import Employee
from organizations.rules import Role

from ..models import Reviewee, Round


def may_see_rounds(user: Employee, on: date) -> Decision:
    """BKD admins, unit admins and auditors see how rounds go, each within the role's units."""
    if desk_scope(user, on):
        return ALLOW
    return deny("Putaran 360 dibuka untuk admin BKD, admin unit, dan auditor.")


def may_run(user: Employee, on: date) -> Decision:
    """Only BKD admins over the whole agency prepare, open, close and release rounds."""
    if scope_of(user, Role.BKD_ADMIN, on=on).is_all:
        return ALLOW
    return deny("Putaran 360 disiapkan dan dijalankan admin BKD.")


def may_read_reliability(user: Employee, on: date) -> Decision:
    """BKD admins and auditors over the whole agency read how far a round can be relied on."""
    if scope_of(user, Role.BKD_ADMIN, Role.AUDITOR, on=on).is_all:
        return ALLOW
    return deny("Keandalan putaran dibaca admin BKD dan auditor.")


def visible_rounds(user: Employee, on: date) -> QuerySet[Round]:
    """Return the rounds of which this person sees counts; unit admins those that review their people."""
    scope = desk_scope(user, on)
    rows: QuerySet[Round] = Round.objects.all()
    if scope.is_all:
        return rows
    return rows.filter(Exists(scope.filter(Reviewee.objects.filter(round=OuterRef("pk")), "unit")))


def visible_reviewees(user: Employee, row: Round, on: date) -> QuerySet[Reviewee]:
    """Return the reviewed people of a round whose counts this person reads; never the own row."""
    people: QuerySet[Reviewee] = desk_scope(user, on).filter(Reviewee.objects.filter(round=row), "unit")
    return people.exclude(employee=user)
