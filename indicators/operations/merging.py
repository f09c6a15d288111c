"""What agreeing leaves behind: the frozen copy, and the rows of a change inside the plan in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models

from appraisal import audit
from appraisal.errors import Conflict
from appraisal.versions import change
from organizations.models import Employee

from .. import queries
from ..models import (
    AnnexItem,
    Assignment,
    BehaviourExpectation,
    Indicator,
    IndicatorManual,
    Plan,
    PlanCopy,
    Result,
)
from ..rules import AssignmentStatus, PlanStatus, fingerprint
from .assignment import release

OWN = {"id", "plan", "result", "indicator", "origin", "removed_at"}  # what a row does not share with its copy


def columns(row: models.Model) -> dict[str, Any]:
    """Return what a part of a plan says: all its columns but its key, its place and its origin."""
    fields = [field for field in row._meta.concrete_fields if field.name not in OWN]
    return {field.attname: getattr(row, field.attname) for field in fields}


def freeze(plan: Plan, *, by: Employee, at: datetime) -> PlanCopy:
    """Write the copy of what both agreed on, with its fingerprint, and return it."""
    payload = queries.plan_payload(queries.with_content(Plan.objects.all()).get(pk=plan.pk))
    return PlanCopy.objects.create(
        plan=plan,
        revision=payload["revision"],
        payload=payload,
        sha256=fingerprint(payload),
        agreed_at=at,
        agreed_by=by,
    )


def merge(draft: Plan, *, by: Employee, at: datetime) -> None:
    """Let the plan in force say what the change says, and keep its rows with everything that hangs on them.

    Rows that came from the plan in force are changed in place, new ones are added, those without a
    counterpart are marked as removed. Raise Conflict when the plan in force moved on meanwhile.
    """
    plan = Plan.objects.get(pk=draft.revises_id)
    try:
        change(
            plan,
            expect=plan.version,
            where={"status": PlanStatus.AGREED.value, "revision": draft.revision - 1},
            revision=draft.revision,
            approach=draft.approach,
            started_on=draft.started_on,
            ended_on=draft.ended_on,
            suggestion="",
            agreed_at=at,
            agreed_by=by,
        )
    except Conflict as lost:
        raise Conflict("SKP yang berlaku sudah berubah sejak perubahan ini diajukan.") from lost
    home = _merge_results(draft, plan, at)
    _merge_indicators(draft, plan, home, at)
    _merge_lists(draft, plan)
    after = {"revision": plan.revision, "change": draft.pk}
    audit.record(action="plan.revised", by=by, at=at, target=plan, after=after, note=draft.reason)


def _merge_results(draft: Plan, plan: Plan, at: datetime) -> dict[int, Result]:
    """Bring the results into the plan in force; return by the change's keys what they became."""
    wanted = list(draft.results.order_by("pk"))
    stored = {row.pk: row for row in plan.results.all()}
    home = _settle(wanted, stored, Result, lambda row: {"plan_id": plan.pk})
    _take_out(list(stored.values()), at)
    taken = Assignment.objects.filter(taken__in=wanted)
    for assignment in taken:
        assignment.taken = home[assignment.taken_id or 0]
    Assignment.objects.bulk_update(taken, ["taken"])
    return home


def _take_out(rows: Sequence[Result], at: datetime) -> None:
    """Keep the rows for the record; what hangs between people and them is open or withdrawn again."""
    Result.objects.filter(pk__in=[row.pk for row in rows]).update(removed_at=at)
    for row in rows:
        release(row)
    waiting = [AssignmentStatus.PROPOSED.value, AssignmentStatus.DECLINED.value]
    for assignment in Assignment.objects.filter(result__in=rows, status__in=waiting):
        change(assignment, expect=assignment.version, status=AssignmentStatus.WITHDRAWN.value)


def _merge_indicators(draft: Plan, plan: Plan, home: dict[int, Result], at: datetime) -> None:
    """Bring the indicators with their manuals to the results that `home` names."""
    wanted = list(Indicator.objects.filter(result__plan=draft).order_by("pk"))
    stored = {row.pk: row for row in Indicator.objects.filter(result__plan=plan)}
    became = _settle(wanted, stored, Indicator, lambda row: {"result_id": home[row.result_id].pk})
    Indicator.objects.filter(pk__in=stored).update(removed_at=at)
    IndicatorManual.objects.filter(indicator__in=[row.pk for row in became.values()]).delete()
    manuals = IndicatorManual.objects.filter(indicator__in=wanted)
    IndicatorManual.objects.bulk_create(
        IndicatorManual(indicator=became[row.indicator_id], **columns(row)) for row in manuals
    )


def _settle(wanted: Sequence[Any], stored: dict[int, Any], model: Any, place: Any) -> dict[int, Any]:
    """Change the stored rows that `wanted` came from, add the others, leave in `stored` what nobody wants."""
    became: dict[int, Any] = {}
    kept: list[Any] = []
    new: list[Any] = []
    for row in wanted:
        target = stored.pop(row.origin_id, None)
        (new if target is None else kept).append(target := target or model())
        for name, value in (columns(row) | place(row)).items():
            setattr(target, name, value)
        became[row.pk] = target
    names = [field.name for field in model._meta.concrete_fields if field.name not in {"id", "origin"}]
    model.objects.bulk_update(kept, names)
    model.objects.bulk_create(new)
    return became


def _merge_lists(draft: Plan, plan: Plan) -> None:
    """Bring behaviours and annexes; nothing hangs on these rows."""
    BehaviourExpectation.objects.filter(plan=plan).delete()
    AnnexItem.objects.filter(plan=plan).delete()
    copy_lists(draft, plan)


def copy_lists(source: Plan, into: Plan) -> None:
    """Write the behaviours and annexes of one plan into another that has none."""
    BehaviourExpectation.objects.bulk_create(
        BehaviourExpectation(plan=into, **columns(row)) for row in source.behaviours.order_by("pk")
    )
    AnnexItem.objects.bulk_create(
        AnnexItem(plan=into, **columns(row)) for row in source.annexes.order_by("pk")
    )
