"""Who may correct a final result: two persons of the personnel agency, none of whom it concerns."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from appraisal.access import ALLOW, Decision, deny
from indicators.access.closing import not_archived
from organizations.access import Scope, scope_of
from organizations.models import Employee
from organizations.rules import Role

from ..models import Correction, Evaluation
from ..rules.evaluation import MOVES, EvaluationMove
from .evaluation import state_sentence

UNIT = "evaluation__plan__placement__unit"


def correcting_scope(user: Employee, on: date) -> Scope:
    """Return the units whose final results this person may correct: those of a BKD admin."""
    return scope_of(user, Role.BKD_ADMIN, on=on)


def visible_corrections(user: Employee, on: date) -> QuerySet[Correction]:
    """Return the corrections that BKD admins and auditors read inside their units."""
    scope = scope_of(user, Role.BKD_ADMIN, Role.AUDITOR, on=on)
    return scope.filter(Correction.objects.all(), UNIT) if scope else Correction.objects.none()


def open_corrections(user: Employee, on: date) -> QuerySet[Correction]:
    """Return what waits for the second person, as far as this one may be it."""
    scope = correcting_scope(user, on)
    rows = Correction.objects.filter(decided_at__isnull=True).exclude(asked_by=user)
    own = rows.exclude(evaluation__plan__placement__employee=user).exclude(evaluation__appraiser=user)
    return scope.filter(own, UNIT) if scope else own.none()


def may_see_corrections(user: Employee, on: date) -> Decision:
    """BKD admins and auditors read the list."""
    if scope_of(user, Role.BKD_ADMIN, Role.AUDITOR, on=on):
        return ALLOW
    return deny("Halaman ini dibuka untuk admin BKD dan auditor.")


def may_propose(user: Employee, evaluation: Evaluation, on: date) -> Decision:
    """A BKD admin of the unit proposes to correct a final result, never the own one."""
    return _may_correct(user, evaluation, on, {evaluation.plan.placement.employee_id})


def may_approve(user: Employee, correction: Correction, on: date) -> Decision:
    """Another BKD admin approves or declines: not who proposed, nor the employee, nor who rated."""
    if correction.decided_at is not None:
        return deny("Usulan koreksi ini sudah diputuskan.")
    if correction.asked_by_id == user.pk:
        return deny("Koreksi disetujui orang kedua. Admin BKD yang lain yang memeriksa usulan Anda.")
    evaluation = correction.evaluation
    owner = evaluation.plan.placement.employee_id
    return _may_correct(user, evaluation, on, {owner, evaluation.appraiser_id})


def _may_correct(user: Employee, evaluation: Evaluation, on: date, concerned: set[int]) -> Decision:
    scope = correcting_scope(user, on)
    if not (scope.is_all or evaluation.plan.placement.unit_id in scope.unit_ids):
        return deny("Koreksi hasil final diurus admin BKD.")
    if user.pk in concerned:
        return deny("Hasil ini menyangkut Anda, jadi admin BKD yang lain yang mengurusnya.")
    if evaluation.status not in MOVES[EvaluationMove.CORRECT][0]:
        return deny(f"Yang diperbaiki di sini hanya hasil final. {state_sentence(evaluation)}")
    return not_archived(evaluation.plan.period)
