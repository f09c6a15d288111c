"""Who writes questionnaires, and who reads them before anybody answers."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from appraisal.access import ALLOW, Decision, deny
from organizations.access import may_administer, scope_of
from organizations.models import Employee
from organizations.rules import Role

from ..models import Questionnaire
from ..rules import QuestionnaireStatus

FIXED = "Edisi ini sudah tidak berupa rancangan, jadi isinya tetap. Buat edisi baru untuk mengubahnya."


def may_read(user: Employee, on: date) -> Decision:
    """BKD admins and auditors see every questionnaire; whoever answers one sees it there."""
    if scope_of(user, Role.BKD_ADMIN, Role.AUDITOR, on=on):
        return ALLOW
    return deny("Kuesioner dijaga admin BKD. Anda melihatnya saat diminta memberi umpan balik.")


def may_write(user: Employee, on: date) -> Decision:
    """BKD admins over the whole agency write questionnaires."""
    if may_administer(user, on):
        return ALLOW
    return deny("Kuesioner disusun admin BKD.")


def may_change(user: Employee, row: Questionnaire, on: date) -> Decision:
    """Only a draft changes; what is or was in force stays as people answered it."""
    decision = may_write(user, on)
    if decision and row.status != QuestionnaireStatus.DRAFT:
        return deny(FIXED)
    return decision


def visible_questionnaires(user: Employee, on: date) -> QuerySet[Questionnaire]:
    """Return what this person may open: everything or nothing."""
    return Questionnaire.objects.all() if may_read(user, on) else Questionnaire.objects.none()
