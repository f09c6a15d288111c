"""The first step of every change below a plan: hold the year, then read the plan as it is now."""

from __future__ import annotations

from appraisal import locking
from indicators.models import Plan


def hold(plan: Plan) -> Plan:
    """Keep the year from being closed until the transaction ends, and return the plan read after that.

    What the page loaded before the lock says nothing: the year may have been closed in between.
    """
    locking.share(plan.period_id)
    fresh: Plan = Plan.objects.with_people().get(pk=plan.pk)
    return fresh
