"""Changing an agreed plan in mid-year: begun by its owner, asked for by the superior, or given up.

Writing, submitting and agreeing are the operations of every plan; see `merging` for what agreeing does.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from organizations.models import Employee

from ..access.change import may_ask_change, may_start_change
from ..models import Indicator, IndicatorManual, Plan, Result
from ..rules import UNDER_WAY, PlanMove
from .assignment import release
from .holding import advance, conflict, hold
from .merging import columns, copy_lists

REASON_AT_MOST = 500


@transaction.atomic
def start_change(*, plan: Plan, version: int, reason: str, by: Employee, at: datetime) -> Plan:
    """Begin a change of an agreed plan with everything that it says now, and return the new draft.

    The plan in force counts unchanged until the superior has agreed. Raise Denied when it is not one's
    own or the year is not open, Conflict when a change is under way already, Refused without a reason.
    Source: domain research 2.6.7 (change of strategy, post or assignment, through a new dialogue).
    """
    plan = hold(plan, version=version, move=PlanMove.START, by=by, at=at)
    require(may_start_change(by, plan, timezone.localdate(at)))

    reason = _sounded(reason, "Tulis alasan perubahannya, misalnya penugasan baru sejak Juli.")
    if is_changing(plan):
        raise conflict(plan)

    advance(plan, version=version, move=PlanMove.START)
    draft: Plan = Plan.every.create(
        period=plan.period,
        placement=plan.placement,
        approach=plan.approach,
        form=plan.form,
        started_on=plan.started_on,
        ended_on=plan.ended_on,
        revision=plan.revision + 1,
        revises=plan,
        reason=reason,
        created_at=at,
    )
    _copy_results(plan, draft)
    copy_lists(plan, draft)
    audit.record(action="plan.change_started", by=by, at=at, target=plan, after={"change": draft.pk})
    audit.record(action="change.started", by=by, at=at, target=draft, note=reason)
    return draft


def is_changing(plan: Plan) -> bool:
    """Say whether a change of the plan has been begun and not been decided yet."""
    changes = Plan.every.filter(revises=plan.pk, status__in=[status.value for status in UNDER_WAY])
    return changes.exists()


def _copy_results(plan: Plan, draft: Plan) -> None:
    """Write results, indicators and manuals into the draft; each row knows where it came from."""
    stored = list(plan.results.order_by("pk"))
    results = [Result(plan=draft, origin=row, **columns(row)) for row in stored]
    Result.objects.bulk_create(results)
    copies = {row.origin_id: row for row in results}
    rows = Indicator.objects.filter(result__in=stored).order_by("pk")
    indicators = [Indicator(result=copies[row.result_id], origin=row, **columns(row)) for row in rows]
    Indicator.objects.bulk_create(indicators)
    measured = {row.origin_id: row for row in indicators}
    manuals = IndicatorManual.objects.filter(indicator__in=list(measured)).order_by("pk")
    IndicatorManual.objects.bulk_create(
        IndicatorManual(indicator=measured[row.indicator_id], **columns(row)) for row in manuals
    )


@transaction.atomic
def cancel_change(*, plan: Plan, version: int, by: Employee, at: datetime) -> Plan:
    """Give up a change (`plan`) that does not lie with the superior; the plan in force stays as it is."""
    plan = hold(plan, version=version, move=PlanMove.CANCEL, by=by, at=at)

    advance(plan, version=version, move=PlanMove.CANCEL)
    for row in plan.results.filter(origin__isnull=True):
        release(row)
    audit.record(action="change.cancelled", by=by, at=at, target=plan)
    audit.record(action="plan.change_cancelled", by=by, at=at, target=plan.revises, after={"change": plan.pk})
    return plan


@transaction.atomic
def ask_change(*, plan: Plan, version: int, suggestion: str, by: Employee, at: datetime) -> Plan:
    """Ask the owner of an agreed plan for a change; the words stay beside the plan until one is agreed."""
    plan = hold(plan, version=version, move=PlanMove.ASK, by=by, at=at)
    require(may_ask_change(by, plan, timezone.localdate(at)))

    suggestion = _sounded(suggestion, "Tulis apa yang perlu diubah dan alasannya.", "suggestion")
    if is_changing(plan):
        raise Refused("Perubahan SKP ini sudah disusun pemiliknya. Beri saran setelah diajukan.")

    advance(plan, version=version, move=PlanMove.ASK, suggestion=suggestion)
    audit.record(action="plan.change_asked", by=by, at=at, target=plan, note=suggestion)
    return plan


def _sounded(text: str, hint: str, name: str = "reason") -> str:
    text = text.strip()
    if not text:
        raise Refused(hint, name)
    if len(text) > REASON_AT_MOST:
        raise Refused(f"Tulisan ini paling panjang {REASON_AT_MOST} huruf.", name)
    return text
