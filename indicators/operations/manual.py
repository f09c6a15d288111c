"""Writing the manual of an indicator."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from appraisal import audit
from appraisal.errors import Refused
from organizations.models import Employee

from ..models import Indicator, IndicatorManual, Plan
from ..rules import Control, ManualDraft, PlanMove, TermKind
from .holding import advance, hold


@transaction.atomic
def save_manual(
    *, plan: Plan, version: int, indicator: Indicator, manual: ManualDraft, by: Employee, at: datetime
) -> Plan:
    """Write the manual of one indicator of a draft; one that says nothing is taken away.

    Raise Denied when the plan is not one's own or not open to changes, Refused when the indicator is
    gone or a choice unknown, Conflict when the plan changed meanwhile.
    """
    plan = hold(plan, version=version, move=PlanMove.CHANGE, by=by, at=at)
    row = Indicator.objects.filter(pk=indicator.pk, result__plan=plan).first()

    if row is None:
        raise Refused("Indikator ini sudah dihapus dari draf.")
    if manual.control not in {"", *Control} or manual.reporting not in {"", *TermKind}:
        raise Refused("Pilih salah satu dari daftar.")

    before = _stored(row)
    advance(plan, version=version, move=PlanMove.CHANGE)
    if manual == ManualDraft():
        IndicatorManual.objects.filter(indicator=row).delete()
    else:
        IndicatorManual.objects.update_or_create(indicator=row, defaults=asdict(manual))
    after = {"indicator": row.pk, **asdict(manual)}
    audit.record(action="plan.manual_saved", by=by, at=at, target=plan, before=before, after=after)
    return plan


def _stored(row: Indicator) -> dict[str, Any] | None:
    stored: dict[str, Any] | None = (
        IndicatorManual.objects.filter(indicator=row).values(*asdict(ManualDraft())).first()
    )
    return stored
