"""Who may hand results down, see a leader's matrix, and answer what was handed down."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny, first_denial
from organizations.access import is_superior
from organizations.models import Employee

from ..models import Assignment, Plan
from . import may_read, not_closed


def may_hand_down(user: Employee, plan: Plan, on: date) -> Decision:
    """A leader hands the results of an own plan down until the year is closed, also from a draft.

    Handing down shares the text of that result on purpose, before the plan itself is submitted.
    """
    if plan.placement.employee_id != user.pk:
        return deny("Hasil kerja diturunkan oleh pemilik SKP.")
    return first_denial(_in_force(plan), _leads(user, on), not_closed(plan.period))


def may_see_matrix(user: Employee, plan: Plan, on: date) -> Decision:
    """Who reads a leader's plan reads how its results are divided over the team."""
    return first_denial(_in_force(plan), may_read(user, plan, on), _leads(plan.placement.employee, on))


def may_answer_assignment(user: Employee, assignment: Assignment) -> Decision:
    """The person to whom a result was handed down takes it or says why not, until the year is closed."""
    if assignment.placement.employee_id != user.pk:
        return deny("Usulan ini dijawab oleh pegawai yang menerimanya.")
    return not_closed(assignment.result.plan.period)


def _in_force(plan: Plan) -> Decision:
    if plan.revises_id is None:
        return ALLOW
    return deny("Matriks mengikuti SKP yang berlaku. Perubahan ikut setelah disepakati.")


def _leads(user: Employee, on: date) -> Decision:
    if is_superior(user, on):
        return ALLOW
    return deny("Matriks peran hasil dibuka untuk pimpinan yang punya anggota tim.")
