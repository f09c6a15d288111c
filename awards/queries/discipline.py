"""Who has no discipline punishment since a day, for the conditions of awards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..models import ServiceRecord


def discipline_free(employees: Iterable[int], since: date) -> set[int]:
    """Return those of the people (primary keys) without a punishment that began or lasted since the day.

    Light, medium and heavy ones count alike, withdrawn ones do not. One query over the punished, however
    many people are asked about. Who reads the answer learns no more than that there is a record.
    """
    return set(employees) - punished_since(since)


def punished_since(since: date) -> set[int]:
    """Return everybody of the agency with a punishment that began or lasted since the day (one query)."""
    rows = ServiceRecord.objects.discipline_since(since).order_by()
    return set(rows.values_list("employee_id", flat=True))
