"""The first steps of every change to a plan: hold the period, load the plan, ask who and whether."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from appraisal import locking
from appraisal.access import require
from appraisal.errors import Conflict
from appraisal.templatetags.ui import waktu
from appraisal.versions import change
from organizations.models import Employee

from .. import access
from ..models import Period, Plan, Suggestion
from ..rules import STATUS_LABELS, UNDER_WAY, PlanMove, PlanStatus, leads_to


def hold(plan: Plan, *, version: int, move: PlanMove, by: Employee, at: datetime) -> Plan:
    """Return the plan as it is now, when this person may make the move on the version that was seen.

    Keeps the period from being closed until the transaction ends. Raise Denied when the move is not
    this person's, Conflict when somebody was first or the period has been closed meanwhile, Denied
    again when the state does not allow it.
    """
    on = timezone.localdate(at)
    locking.share(plan.period_id)
    fresh: Plan = Plan.every.with_people().select_related("agreed_by", "submitted_to").get(pk=plan.pk)
    require(access.may_ever(move, by, fresh, on))
    if fresh.version != version:
        raise conflict(fresh)
    refuse_closed(fresh.period)
    require(access.may(move, by, fresh, on))
    return fresh


def advance(plan: Plan, *, version: int, move: PlanMove, **values: Any) -> Plan:
    """Change the plan with one conditional UPDATE; raise Conflict, saying who was first, when it fails."""
    try:
        return change(
            plan,
            expect=version,
            where={"status": plan.status},
            status=leads_to(move).value,
            **values,
        )
    except Conflict as lost:
        current = Plan.every.select_related("period", "agreed_by", "submitted_to").get(pk=plan.pk)
        raise conflict(current) from lost


def conflict(plan: Plan) -> Conflict:
    """Return the honest answer for the second one: what happened meanwhile, and by whom."""
    begun = plan.changes(manager="every").filter(status__in=UNDER_WAY).first()
    if begun is not None:
        told = f"Perubahan SKP ini sudah dimulai pada {waktu(begun.created_at)}."
        return Conflict(told, {"Alasan perubahan": begun.reason}, plan.version)
    if plan.status == PlanStatus.AGREED and plan.agreed_by:
        told = f"SKP ini sudah disepakati {plan.agreed_by.full_name} pada {waktu(plan.agreed_at)}."
    elif plan.status == PlanStatus.CLOSED and plan.revises_id is None:
        told = f"Tahun {plan.period.year} sudah ditutup, jadi SKP ini tetap."
    elif plan.status == PlanStatus.CLOSED and plan.agreed_by:
        told = f"Perubahan ini sudah disepakati {plan.agreed_by.full_name} pada {waktu(plan.agreed_at)}."
    elif plan.status == PlanStatus.CANCELLED:
        told = "Perubahan ini sudah dibatalkan."
    elif plan.status == PlanStatus.SUBMITTED and plan.submitted_to:
        told = f"SKP ini sudah diajukan ke {plan.submitted_to.full_name} pada {waktu(plan.submitted_at)}."
    elif plan.status == PlanStatus.RETURNED:
        told = "SKP ini sudah dikembalikan dengan saran."
    else:
        told = "SKP ini sudah berubah sejak Anda membukanya."
    theirs = {"Keadaan SKP": STATUS_LABELS[PlanStatus(plan.status)]} | suggested(plan)
    return Conflict(told, theirs, plan.version)


def suggested(plan: Plan) -> dict[str, str]:
    """Return what somebody else has just suggested, for whoever was about to write suggestions too."""
    if plan.status != PlanStatus.RETURNED:
        return {}
    last = plan.submissions.order_by("-number").values("pk")[:1]
    rows = Suggestion.objects.filter(submission__in=last).order_by("pk")
    return {f"Saran {row.about}": row.text for row in rows}


def refuse_closed(period: Period) -> None:
    """Raise Conflict with the time when the period was closed while somebody was writing."""
    if period.closed_at is not None:
        raise Conflict(
            f"Periode {period.year} ditutup pada {waktu(period.closed_at)}, "
            "jadi perubahan ini tidak disimpan."
        )
