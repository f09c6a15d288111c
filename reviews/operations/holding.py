"""The first step of every change below a plan: hold the year, then read the plan as it is now."""

from __future__ import annotations

from appraisal import locking
from indicators.models import Period, Plan

from ..models import Evaluation


def hold(plan: Plan) -> Plan:
    """Keep the year from being closed until the transaction ends, and return the plan read after that.

    What the page loaded before the lock says nothing: the year may have been closed in between.
    """
    locking.share(plan.period_id)
    fresh: Plan = Plan.objects.with_people().get(pk=plan.pk)
    return fresh


def hold_results(evaluation: Evaluation) -> None:
    """Keep the year of a result from being archived until the transaction ends, and read its state anew."""
    period_id = evaluation.plan.period_id
    locking.share(period_id)
    evaluation.plan.period = Period.objects.get(pk=period_id)
