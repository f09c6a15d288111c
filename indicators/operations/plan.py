"""Drafting a plan, its settings, and its moves between employee and superior."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Refused
from organizations.models import Employee, Placement
from organizations.rules import PositionKind, Span

from .. import access, queries
from ..access.window import within_window
from ..models import BehaviourExpectation, CoreValue, Period, Plan
from ..rules import Approach, PlanMove, agreement, check_plan, form_of
from .dialogue import as_one_text, keep_submission, keep_suggestions, read_suggestions
from .holding import advance, hold, refuse_closed
from .merging import freeze, merge


@transaction.atomic
def draft_plan(*, placement: Placement, period: Period, by: Employee, at: datetime) -> Plan:
    """Begin a plan for one's own placement, at any time before the period is closed.

    Raise Denied when it is not one's own placement, Refused when there is a plan already.
    """
    locking.share(period.pk)
    period = Period.objects.get(pk=period.pk)
    rows = Placement.objects.select_related("employee", "position", "unit")
    held = rows.select_for_update(of=("self",), no_key=True).filter(pk=placement.pk).first()
    if held is None:
        raise Refused("Penempatan ini baru saja dibatalkan. Muat ulang halaman SKP saya.")
    placement = held
    refuse_closed(period)
    require(access.may_draft(by, placement, period, timezone.localdate(at)))

    span = access.span_of(period, placement) or Span(period.started_on, period.ended_on)
    try:
        with transaction.atomic():
            plan: Plan = Plan.objects.create(
                period=period,
                placement=placement,
                form=form_of(PositionKind(placement.position.kind)).value,
                started_on=span.started_on,
                ended_on=span.ended_on or period.ended_on,
                created_at=at,
            )
    except IntegrityError as error:
        raise Refused(f"SKP {period.year} untuk jabatan ini sudah ada.") from error
    values = CoreValue.objects.order_by("number")
    BehaviourExpectation.objects.bulk_create(BehaviourExpectation(plan=plan, value=value) for value in values)

    audit.record(action="plan.drafted", by=by, at=at, target=plan)
    return plan


@transaction.atomic
def change_plan(
    *,
    plan: Plan,
    version: int,
    by: Employee,
    at: datetime,
    approach: str,
    started_on: date,
    ended_on: date,
) -> Plan:
    """Set approach and span of a draft; raise Refused when the span leaves the placement or the year."""
    plan = hold(plan, version=version, move=PlanMove.CHANGE, by=by, at=at)

    if approach not in set(Approach):
        raise Refused("Pilih salah satu pendekatan.", "approach")
    if ended_on < started_on:
        raise Refused("Tulis tanggal selesai pada atau setelah tanggal mulai.", "ended_on")
    limit = access.span_of(plan.period, plan.placement)
    if limit is None or started_on < limit.started_on or ended_on > (limit.ended_on or ended_on):
        raise Refused(
            "Masa SKP berada di dalam tahun penilaian dan masa Anda menjabat.",
            "started_on" if limit is None or started_on < limit.started_on else "ended_on",
        )

    before = _settings(plan)
    advance(
        plan,
        version=version,
        move=PlanMove.CHANGE,
        approach=str(approach),
        started_on=started_on,
        ended_on=ended_on,
    )
    audit.record(action="plan.changed", by=by, at=at, target=plan, before=before, after=_settings(plan))
    return plan


def _settings(plan: Plan) -> dict[str, Any]:
    return {"approach": plan.approach, "started_on": plan.started_on, "ended_on": plan.ended_on}


@transaction.atomic
def submit_plan(*, plan: Plan, version: int, by: Employee, at: datetime) -> Plan:
    """Hand the plan to the superior of today, and keep it as it was handed over (`Submission`).

    Raise Denied when it is not one's own or the period is not open, Refused with the first missing
    thing or the closed window, Conflict when it changed meanwhile.
    """
    on = timezone.localdate(at)
    plan = hold(plan, version=version, move=PlanMove.SUBMIT, by=by, at=at)
    require(access.may_submit(by, plan, on))

    window = within_window(plan, on)
    if not window:
        raise Refused(window.reason)
    missing = [found for found in check_plan(queries.facts(queries.load(plan), on)) if found.blocks]
    if missing:
        more = f" Masih ada {len(missing) - 1} hal lain di halaman periksa." if len(missing) > 1 else ""
        raise Refused(missing[0].sentence + more)

    superior = access.superior_on(plan, on)
    advance(plan, version=version, move=PlanMove.SUBMIT, submitted_at=at, submitted_to=superior)
    submission = keep_submission(plan)
    audit.record(
        action="plan.submitted",
        by=by,
        at=at,
        target=plan,
        after={"to": str(superior), "version": plan.version, "submission": submission.number},
    )
    return plan


@transaction.atomic
def withdraw_plan(*, plan: Plan, version: int, by: Employee, at: datetime) -> Plan:
    """Take a submitted plan back before it is decided; the moment of submission stays on record."""
    plan = hold(plan, version=version, move=PlanMove.WITHDRAW, by=by, at=at)

    advance(plan, version=version, move=PlanMove.WITHDRAW, submitted_to=None)
    audit.record(action="plan.withdrawn", by=by, at=at, target=plan)
    return plan


@transaction.atomic
def return_plan(
    *,
    plan: Plan,
    version: int,
    by: Employee,
    at: datetime,
    suggestion: str = "",
    results: Mapping[int, str] | None = None,
    values: Mapping[int, str] | None = None,
) -> Plan:
    """Give a submitted plan back with suggestions: for the whole, per result, per behaviour (by key).

    Raise Refused without any text, Denied and Conflict as `hold` does.
    """
    plan = hold(plan, version=version, move=PlanMove.RETURN, by=by, at=at)
    require(access.may_return(by, plan, timezone.localdate(at)))

    rows = read_suggestions(plan, whole=suggestion, results=results or {}, values=values or {})
    told = as_one_text(rows)
    advance(plan, version=version, move=PlanMove.RETURN, suggestion=told)
    keep_suggestions(plan, rows, by=by, at=at)
    audit.record(action="plan.returned", by=by, at=at, target=plan, note=told)
    return plan


@transaction.atomic
def agree_plan(*, plan: Plan, version: int, by: Employee, at: datetime) -> Plan:
    """Agree to a submitted plan and freeze a copy of it with its fingerprint.

    What a change holds becomes part of the plan in force first; the copy is one of that plan.
    Raise Denied when `by` is not the superior of today or the period is not open, Conflict when the
    owner took it back or somebody else decided in the same moment.
    """
    move = agreement(is_change=plan.revises_id is not None)
    plan = hold(plan, version=version, move=move, by=by, at=at)
    require(access.may_agree(by, plan, timezone.localdate(at)))

    advance(plan, version=version, move=move, agreed_at=at, agreed_by=by, suggestion="")
    if plan.revises_id is not None:
        merge(plan, by=by, at=at)
    copy = freeze(plan.revises or plan, by=by, at=at)
    audit.record(action="plan.agreed", by=by, at=at, target=plan, after={"sha256": copy.sha256})
    return plan
