"""Indicators and targets of a whole draft, written in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from appraisal import audit
from appraisal.errors import Refused
from organizations.models import Employee

from ..models import Plan
from ..rules import IndicatorDraft, PlanMove
from .holding import advance, hold
from .result import refuse_indicators, snapshot, write_indicators


@transaction.atomic
def save_indicators(
    *,
    plan: Plan,
    version: int,
    rows: Mapping[int, Sequence[IndicatorDraft]],
    by: Employee,
    at: datetime,
) -> Plan:
    """Replace the indicators of several results at once (`rows`: result id -> all its indicators).

    Rows keep their keys, manuals and links where a draft names them; results that are not named stay as
    they are. Raise Denied when the plan is not one's own or not open to changes, Refused when a result
    is gone or an indicator cannot be stored, Conflict when the plan changed meanwhile.
    """
    plan = hold(plan, version=version, move=PlanMove.CHANGE, by=by, at=at)
    named = plan.results.filter(pk__in=rows).order_by("kind", "order", "pk")
    results = {row.pk: row for row in named.prefetch_related("indicators")}
    if len(results) != len(rows):
        raise Refused("Salah satu hasil kerja sudah dihapus. Buka lagi halamannya.")
    for drafts in rows.values():
        refuse_indicators(drafts)

    before = [snapshot(row) for row in results.values()]
    advance(plan, version=version, move=PlanMove.CHANGE)
    for key, drafts in rows.items():
        write_indicators(results[key], drafts)
    after = [snapshot(row) for row in named.all()]
    audit.record(action="plan.indicators_saved", by=by, at=at, target=plan, before=before, after=after)
    return plan
