"""Reads what lies behind a draft: the targets of the year before, and what the leader promises now."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from .. import access
from ..models import Indicator, Plan
from ..rules import Backdrop, Form, PlanStatus, measure_of, same


def backdrop(plan: Plan, on: date) -> Backdrop:
    """Return what the advice compares a plan with, in one query besides the line of the superior.

    A result of a leader that has no indicator is left out; what was handed in always has one.
    """
    leader = access.superior_on(plan, on)
    owner, year = plan.placement.employee_id, plan.period.year - 1
    behind = Q(result__plan__placement__employee=owner, result__plan__period__year=year)
    if leader is not None and plan.form == Form.STAFF:
        handed_in = ~Q(result__plan__status=PlanStatus.DRAFT)
        behind |= handed_in & Q(result__plan__placement__employee=leader, result__plan__period=plan.period_id)
    rows = Indicator.objects.filter(
        behind, result__removed_at__isnull=True, result__plan__revises__isnull=True
    ).order_by("pk")
    targets, texts = {}, set()
    for holder, promised, text, unit, target in rows.values_list(
        "result__plan__placement__employee", "result__text", "text", "unit", "target"
    ):
        if holder != owner:
            texts.add(same(promised))
        elif target is not None:
            targets[measure_of(text, unit)] = target
    return Backdrop(year, targets, leader.called if leader else "", frozenset(texts))
