"""Copying results of an earlier plan or of a colleague, and the consent that the latter needs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change
from organizations.models import Employee

from ..access.copying import may_copy_from, may_share
from ..models import AnnexItem, Indicator, IndicatorManual, Plan, Result
from ..queries.payload import manual_of, ordered_results
from ..rules import RESULTS_AT_MOST, Form, PlanMove
from .holding import advance, hold
from .result import last_order

# What a copy takes over, and nothing else: whose plan it was, whom it served, who assigned it, to which
# goal or key indicator of its year it belonged, all of that stays behind (issue 3: no link to the source).
RESULT_COLUMNS = ("kind", "text")
INDICATOR_COLUMNS = (
    *("order", "aspect", "text", "target", "target_until", "unit"),
    *("direction", "perspectives", "entry_id"),
)


@transaction.atomic
def copy_results(
    *, plan: Plan, version: int, source: Plan, results: Collection[int], by: Employee, at: datetime
) -> list[Result]:
    """Add copies of the chosen results (ids) of a source to one's own draft and return them.

    Text, kind, indicators with their targets and manuals; from an own plan also the annexes, when the
    draft has none.
    Raise Denied when the draft is not one's own or the source not shared, Refused when nothing is chosen
    or the plan would be too long, Conflict when the draft changed meanwhile.
    """
    plan = hold(plan, version=version, move=PlanMove.CHANGE, by=by, at=at)
    source = Plan.objects.select_related("placement").get(pk=source.pk)
    require(may_copy_from(by, source, plan))

    rows = [row for row in ordered_results(source) if row.pk in results]
    if not rows or len(rows) != len(set(results)):
        raise Refused("Centang paling sedikit satu hasil dari daftar.", "results")
    if plan.results.count() + len(rows) > RESULTS_AT_MOST:
        raise Refused(f"Satu SKP memuat paling banyak {RESULTS_AT_MOST} hasil kerja.", "results")

    advance(plan, version=version, move=PlanMove.CHANGE)
    copies = [_copy(row, plan) for row in rows]
    annexes = _copy_annexes(source, plan) if source.placement.employee_id == by.pk else 0
    after = {"source": source.pk, "results": [row.text for row in copies], "annexes": annexes}
    audit.record(action="plan.results_copied", by=by, at=at, target=plan, after=after)
    return copies


def _copy(row: Result, plan: Plan) -> Result:
    values = {name: getattr(row, name) for name in RESULT_COLUMNS}
    copy: Result = Result.objects.create(plan=plan, order=last_order(plan, row.kind) + 1, **values)
    measures = list(row.indicators.select_related("manual").order_by("order", "pk"))
    made = Indicator.objects.bulk_create(Indicator(result=copy, **_columns(each, plan)) for each in measures)
    manuals = [(new, manual_of(each)) for new, each in zip(made, measures, strict=True)]
    IndicatorManual.objects.bulk_create(
        IndicatorManual(indicator=new, **manual) for new, manual in manuals if manual
    )
    return copy


def _columns(row: Indicator, plan: Plan) -> dict[str, Any]:
    """Return what a copied indicator takes over; the form of the draft has an aspect or perspectives."""
    idle = "aspect" if plan.form == Form.LEADER else "perspectives"
    return {name: getattr(row, name) for name in INDICATOR_COLUMNS} | {idle: ""}


def _copy_annexes(source: Plan, plan: Plan) -> int:
    if plan.annexes.exists():
        return 0
    lines = source.annexes.order_by("kind", "order", "pk").values("kind", "order", "text")
    return len(AnnexItem.objects.bulk_create(AnnexItem(plan=plan, **line) for line in lines))


@transaction.atomic
def set_consent(*, plan: Plan, version: int, may_be_copied: bool, by: Employee, at: datetime) -> Plan:
    """Let colleagues in the same position copy an agreed plan, or take that back.

    Raise Denied unless it is one's own agreed plan, Conflict when it changed meanwhile.
    """
    plan = Plan.every.with_people().get(pk=plan.pk)
    require(may_share(by, plan, timezone.localdate(at)))

    before = plan.may_be_copied
    change(plan, expect=version, where={"status": plan.status}, may_be_copied=may_be_copied)
    audit.record(
        action="plan.consent_set",
        by=by,
        at=at,
        target=plan,
        before={"may_be_copied": before},
        after={"may_be_copied": may_be_copied},
    )
    return plan
