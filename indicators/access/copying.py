"""From which plans a person may copy results, and who lets others copy."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from appraisal.access import ALLOW, Decision, deny
from organizations.models import Employee

from ..models import Plan, Result
from ..rules import PlanStatus

SETTLED = (PlanStatus.AGREED.value, PlanStatus.CLOSED.value)


def copyable_plans(user: Employee, plan: Plan) -> QuerySet[Plan]:
    """Return the plans from which a person may copy results into the own draft.

    One's own that began no later, of any placement; and those that colleagues in the same position
    share, agreed on for the same year or the one before. Everything else does not exist for this.
    """
    own = Q(placement__employee=user, started_on__lte=plan.started_on)
    shared = Q(
        may_be_copied=True,
        status__in=SETTLED,
        placement__position=plan.placement.position_id,
        placement__employee__is_active=True,
        period__year__range=(plan.period.year - 1, plan.period.year),
    )
    filled = Exists(Result.objects.filter(plan=OuterRef("pk")))
    rows: QuerySet[Plan] = Plan.objects.filter(own | shared).filter(filled)
    return rows.exclude(pk__in=[plan.pk, plan.revises_id or plan.pk])


def may_copy_from(user: Employee, source: Plan, plan: Plan) -> Decision:
    """Say whether results of a plan may be copied into a draft of this person."""
    if copyable_plans(user, plan).filter(pk=source.pk).exists():
        return ALLOW
    return deny("Isi SKP ini tidak dibagikan untuk disalin.")


def may_share(user: Employee, plan: Plan, on: date) -> Decision:
    """The owner lets colleagues in the same position copy an agreed plan, and takes that back at any time."""
    if plan.placement.employee_id != user.pk:
        return deny("Izin menyalin diberikan oleh pemilik SKP.")
    if plan.revises_id is not None or plan.status not in SETTLED:
        return deny("Izin menyalin bisa diberikan setelah SKP disepakati.")
    return ALLOW
