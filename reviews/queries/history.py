"""Evaluations of a person as links on the page of the person, and what somebody who leaves has open."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from indicators.queries import current_period
from organizations.access import with_flags
from organizations.models import Employee
from organizations.queries.history import Entry

from ..access.evaluation import visible_evaluations
from .home import all_tasks, year_on

NAMED = 5  # tasks that are told by name


def evaluation_entries(reader: Employee, person: Employee, on: date) -> list[Entry]:
    """Return the evaluations of a person that the reader may open, without any rating (one query)."""
    rows = visible_evaluations(reader, on).filter(plan__placement__employee=person)
    rows = rows.select_related("term", "plan__period").distinct()
    return [
        Entry(
            row.plan.period.year,
            f"Evaluasi {row.term.name}",
            reverse("reviews:evaluation-detail", args=[row.pk]),
        )
        for row in rows.order_by("-plan__period__year", "-term__number", "pk")[:60]
    ]


def open_tasks(person: Employee, on: date) -> list[str]:
    """Return in a sentence what somebody who leaves still has to do."""
    found = with_flags(Employee.objects.filter(pk=person.pk), on).first()
    if found is None:
        return []
    tasks = all_tasks([found], year_on(current_period(on), on), on)[found.pk]
    if not tasks:
        return []
    named = "; ".join(task.title for task in tasks[:NAMED])
    more = f"; dan {len(tasks) - NAMED} lagi" if len(tasks) > NAMED else ""
    return [f"{len(tasks)} tugas masih terbuka atas namanya: {named}{more}."]
