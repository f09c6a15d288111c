"""Who reads the career of whom, who sees nine boxes, and who brings in potential."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from appraisal.access import ALLOW, Decision, deny
from organizations.access import may_administer, scope_of
from organizations.models import Employee
from organizations.rules import Role
from reviews.access.document import credited


def careers(user: Employee, on: date) -> QuerySet[Employee]:
    """Return the people whose career this person reads: the circle that reads their credit points.

    Oneself, whom one leads directly or one level up on that day, and the units of BKD, unit admin, auditor.
    """
    return credited(user, on)


def may_see_boxes(user: Employee, person: Employee, on: date) -> bool:
    """The person himself reads his boxes in words, the BKD of the agency the table; nobody else.

    A superior decides on predicates, so that what follows from them is kept from him.
    """
    return user.pk == person.pk or bool(may_administer(user, on))


def may_bring_in(user: Employee, on: date) -> Decision:
    """BKD admins over the whole agency bring in potential assessments and take them back."""
    return may_administer(user, on)


def may_count_boxes(user: Employee, on: date) -> Decision:
    """BKD admins and auditors over the whole agency see how many people stand in each box."""
    if scope_of(user, Role.BKD_ADMIN, Role.AUDITOR, on=on).is_all:
        return ALLOW
    return deny("Halaman ini dibuka untuk admin BKD dan auditor.")
