"""Plans of a person as links on the page of the person."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from organizations.models import Employee
from organizations.queries.history import Entry

from ..access import visible_plans
from ..rules import STATUS_LABELS, PlanStatus


def plan_entries(reader: Employee, person: Employee, on: date) -> list[Entry]:
    """Return the plans of a person that the reader may see, newest year first (one query)."""
    plans = visible_plans(reader, on).filter(placement__employee=person).select_related("period")
    return [
        Entry(
            plan.period.year,
            "SKP",
            reverse("indicators:plan-detail", args=[plan.pk]),
            STATUS_LABELS[PlanStatus(plan.status)],
        )
        for plan in plans.order_by("-period__year", "pk")[:30]
    ]
