"""Which plans wait for whose answer."""

from __future__ import annotations

from datetime import date

from django.db.models import DateField, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest, Least

from organizations.models import Employee

from ..models import Plan
from ..rules import PlanStatus


def awaiting(user: Employee | OuterRef, on: date) -> QuerySet[Plan]:
    """Return the plans and changes that wait for this person's answer: who is superior on a day decides.

    The day is that of `access.line_of`, so that the queue holds exactly the plans that may be answered.
    """
    today = Value(on, output_field=DateField())
    begun = Greatest(today, F("placement__started_on"))
    day = Least(begun, Coalesce(F("placement__ended_on"), begun))
    line = "placement__supervisions__"
    lasting = Q(**{f"{line}ended_on__isnull": True}) | Q(**{f"{line}ended_on__gte": day})
    holds = Q(**{f"{line}superior": user, f"{line}started_on__lte": day}) & lasting
    waiting = {"status": PlanStatus.SUBMITTED.value, "period__closed_at__isnull": True}
    return Plan.every.filter(holds, **waiting)
