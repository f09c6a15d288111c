"""Who keeps service records and medals: the BKD of the whole agency, and nobody about himself."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from appraisal.access import ALLOW, Decision, deny, first_denial
from organizations.access import scope_of
from organizations.models import Employee, RoleGrant, on_day
from organizations.rules import Role

from ..models import MedalPaper, ServiceRecord


def may_keep_records(user: Employee, on: date) -> Decision:
    """BKD admins over the whole agency read and keep the records of everybody."""
    if scope_of(user, Role.BKD_ADMIN, on=on).is_all:
        return ALLOW
    return deny("Catatan kepegawaian dan Satyalancana dikelola admin BKD.")


def may_keep_of(user: Employee, person: Employee, on: date) -> Decision:
    """Nobody keeps records, or moves a proposal, about himself."""
    if user.pk == person.pk:
        return deny("Ini tentang Anda sendiri, jadi admin BKD yang lain yang mencatatnya.")
    return may_keep_records(user, on)


def may_withdraw(user: Employee, record: ServiceRecord, on: date) -> Decision:
    """A wrong record is withdrawn by another admin than the one who noted it, where there is another."""
    own = may_keep_of(user, record.employee, on)
    if own and record.noted_by_id == user.pk and _others(user, record, on).exists():
        return deny("Penarikan memerlukan mata kedua: admin BKD lain yang menariknya.")
    return first_denial(own)


def _others(user: Employee, record: ServiceRecord, on: date) -> QuerySet[RoleGrant]:
    grants = RoleGrant.objects.filter(on_day(on), role=Role.BKD_ADMIN, unit__parent__isnull=True)
    return grants.filter(employee__is_active=True).exclude(employee__in=[user.pk, record.employee_id])


def may_issue_letter(user: Employee, letter: object, on: date) -> Decision:
    """Who keeps proposals issues their letter."""
    return may_keep_records(user, on)


def shown_papers(user: Employee, on: date) -> QuerySet[Any]:
    """Return the files of proposals that a person opens: the own ones, and all of them for the BKD."""
    papers = MedalPaper.objects.filter(file__isnull=False).values("file")
    return papers if may_keep_records(user, on) else papers.filter(proposal__employee=user)


def proving_papers() -> QuerySet[Any]:
    """Return the files that stand in a proposal, which nobody removes."""
    return MedalPaper.objects.filter(file__isnull=False).values("file")
