"""Who writes and reads a plan with support: the person, the superior of the day, and nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny, first_denial
from organizations.models import Employee, Supervision
from organizations.rules import PlacementKind
from reviews.models import Evaluation, Talk
from reviews.rules.evaluation import RELEASED

from ..models import DevelopmentAction, DevelopmentPlan
from ..rules.plan import needs_care


def lines(on: date) -> QuerySet[Supervision]:
    """Return who appraises whom on a day in the post that is the person's own, not in an acting one."""
    return Supervision.objects.on(on).filter(placement__kind=PlacementKind.DEFINITIVE)


def led_people(user: Employee, on: date) -> QuerySet[Supervision, Any]:
    """Return the people whose superior this person is on a day, as values of a sub-query."""
    return lines(on).filter(superior=user).values("placement__employee")


def visible_plans(user: Employee, on: date) -> QuerySet[DevelopmentPlan]:
    """Return the plans of a person and of the people led on that day.

    A plan goes with the person: after a move the new superior reads it, and the former one no longer does.
    No desk, auditor or upper superior reads one; the agency counts them (`queries/helped.py`).
    """
    return DevelopmentPlan.objects.filter(Q(employee=user) | Q(employee__in=led_people(user, on)))


def promised_actions(user: Employee) -> QuerySet[DevelopmentAction]:
    """Return what a person promised to others: only the promise is read, not the plan."""
    return DevelopmentAction.objects.filter(promised_by=user).exclude(plan__employee=user)


def caring_evaluations(user: Employee, on: date) -> QuerySet[Evaluation]:
    """Return the shared results that ask for a plan, own ones and those of the people led."""
    rows = Evaluation.objects.filter(status__in=RELEASED)
    people = Q(plan__placement__employee=user) | Q(plan__placement__employee__in=led_people(user, on))
    return rows.filter(people)


def leads(user: Employee, employee_id: int, on: date) -> bool:
    """Say whether somebody is the superior of a person on a day."""
    return lines(on).filter(superior=user, placement__employee=employee_id).exists()


def may_begin(user: Employee, evaluation: Evaluation, on: date) -> Decision:
    """The person or the superior begins a plan from a shared result that asks for one."""
    if evaluation.status not in RELEASED:
        return deny("Rencana bisa disusun setelah hasilnya dibagikan.")
    if not needs_care(evaluation.predicate):
        return deny("Hasil ini tidak meminta rencana dengan pendampingan. Tulis tujuan Anda sendiri saja.")
    if evaluation.plan.placement.employee_id == user.pk or leads(
        user, evaluation.plan.placement.employee_id, on
    ):
        return ALLOW
    return deny("Rencana disusun pegawai bersama atasan langsungnya.")


def may_write(user: Employee, plan: DevelopmentPlan, on: date) -> Decision:
    """Both sides write until the plan is closed."""
    return first_denial(_of_the_two(user, plan, on), _running(plan))


def may_finish(user: Employee, action: DevelopmentAction, on: date) -> Decision:
    """The two, and whoever promised the support, say that something was done."""
    if action.done_on is not None:
        return deny("Kegiatan ini sudah selesai.")
    if action.promised_by_id == user.pk:
        return _running(action.plan)
    return may_write(user, action.plan, on)


def may_judge(user: Employee, action: DevelopmentAction) -> Decision:
    """Only the person says whether something helped."""
    return (
        ALLOW if action.plan.employee_id == user.pk else deny("Hanya pegawai yang bersangkutan menjawab ini.")
    )


def _of_the_two(user: Employee, plan: DevelopmentPlan, on: date) -> Decision:
    if plan.employee_id == user.pk or leads(user, plan.employee_id, on):
        return ALLOW
    return deny("Rencana ini ditulis pegawai bersama atasan langsungnya.")


def _running(plan: DevelopmentPlan) -> Decision:
    return deny("Rencana ini sudah ditutup.") if plan.closed_on is not None else ALLOW


def may_close(user: Employee, plan: DevelopmentPlan, on: date) -> Decision:
    """The superior of the day closes a plan that both agreed on."""
    if not leads(user, plan.employee_id, on):
        return deny("Rencana ditutup atasan langsung, setelah dibicarakan bersama.")
    if not plan.is_agreed:
        return first_denial(_running(plan), deny("Sepakati dulu rencananya berdua, baru bisa ditutup."))
    return _running(plan)


def held_talks(plan: DevelopmentPlan) -> QuerySet[Talk]:
    """Return the talks with the person that were held since the plan began, the latest first."""
    held = Talk.objects.filter(plan__placement__employee=plan.employee_id, held_on__gte=plan.started_on)
    return held.filter(~Q(notes=""), cancelled_at__isnull=True).order_by("-held_on", "-pk")
