"""Times away, as the pages of plans and evaluations tell them."""

from __future__ import annotations

from datetime import date
from typing import Any

from appraisal.templatetags.ui import tanggal

from ..models import Absence
from ..rules import ABSENCE_EFFECTS, AbsenceKind


def absence_notes(known: Any, employee: int, start: date, end: date) -> list[str]:
    """Return the times away of a person in an interval, each with what it means for plan and evaluation.

    `known` is the loaded person or plan; where it says `was_away` is false, nothing is asked.
    """
    if not getattr(known, "was_away", True):
        return []
    rows = Absence.objects.filter(employee=employee).between(start, end).order_by("started_on", "pk")
    return [f"{_told(row)}. {ABSENCE_EFFECTS[AbsenceKind(row.kind)]}" for row in rows]


def _told(row: Absence) -> str:
    until = f" sampai {tanggal(row.ended_on)}" if row.ended_on else ""
    return f"{row.label} sejak {tanggal(row.started_on)}{until}"
