"""Who reads the trail: auditors and BKD admins of the whole agency; everybody what concerns the own data."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny
from appraisal.models import Event
from organizations.access import scope_of
from organizations.models import Employee
from organizations.rules import Role

from ..rules.trail import AUDITED, OWN


def may_read_trail(user: Employee, on: date) -> Decision:
    """Auditors and BKD admins over the whole agency read the trail; unit admins do not."""
    if scope_of(user, Role.AUDITOR, Role.BKD_ADMIN, on=on).is_all:
        return ALLOW
    return deny("Jejak audit dibuka untuk auditor dan admin BKD seluruh instansi.")


def visible_events(user: Employee, on: date) -> QuerySet[Event]:
    """Return the events that a reader of the trail sees.

    Who looked into raw forms of rounds, and what moves in a plan with support, is for auditors alone (others
    have the page of accesses, and counts). Nobody learns about the own record what the person concerned is
    not told, a draft of the own rating for one.
    """
    rows: QuerySet[Event] = Event.objects.exclude(Q(about=user) & ~Q(action__in=OWN))
    return rows if scope_of(user, Role.AUDITOR, on=on).is_all else rows.exclude(action__in=AUDITED)


def own_events(user: Employee) -> QuerySet[Event]:
    """Return what others, or the system, did to the record of a person, or saw of it."""
    rows: QuerySet[Event] = Event.objects.filter(about=user, action__in=OWN)
    return rows.exclude(by=user)
