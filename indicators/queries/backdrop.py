"""Reads what lies behind a draft: the targets of the year before, and what the leader promises now."""

from __future__ import annotations

from datetime import date

from organizations.models import Placement

from .. import access
from ..models import Indicator, Plan
from ..rules import Backdrop, Form, PlanStatus, measure_of, same

COLUMNS = (
    *("result__plan__placement__employee", "result__plan__period__year", "result__plan__status"),
    *("result__text", "text", "unit", "target"),
)


def backdrop(plan: Plan, on: date) -> Backdrop:
    """Return what the advice compares a plan with, in one query besides the line of the superior.

    A result of a leader that has no indicator is left out; what was handed in always has one.
    """
    leader = access.superior_on(plan, on) if plan.form == Form.STAFF else None
    owner, year = plan.placement.employee_id, plan.period.year
    people = [owner, leader.pk] if leader else [owner]
    rows = Indicator.objects.filter(
        result__plan__placement__in=Placement.objects.filter(employee__in=people),
        result__plan__period__year__in=[year - 1, year],
        result__plan__revises__isnull=True,
        result__removed_at__isnull=True,
    ).order_by("pk")
    targets, texts = {}, set()
    for holder, of, status, promised, text, unit, target in rows.values_list(*COLUMNS):
        if holder == owner and of < year and target is not None:
            targets[measure_of(text, unit)] = target
        elif holder != owner and of == year and status != PlanStatus.DRAFT:
            texts.add(same(promised))
    return Backdrop(year - 1, targets, leader.called if leader else "", frozenset(texts))
