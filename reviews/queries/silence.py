"""Whom a reminder of a desk would not reach, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q

from organizations.models import Absence, Employee
from organizations.rules import AbsenceKind

from ..rules.reminder import MEMORY, Rhythm, Silence, silence

BATCH = 10_000  # keys of one query


def silences(people: Sequence[int], on: date) -> dict[int, Silence | None]:
    """Return by person why no reminder reaches him on a day, None where one does (one query per 10,000)."""
    away = Absence.objects.on(on).filter(employee=OuterRef("pk")).exclude(kind=AbsenceKind.STUDY)
    found: dict[int, Silence | None] = {}
    for start in range(0, len(people), BATCH):
        rows = Employee.objects.filter(pk__in=people[start : start + BATCH]).annotate(
            last=Max("reminders__day", filter=Q(reminders__day__gt=on - MEMORY)), is_away=Exists(away)
        )
        columns = ("reminder_setting__rhythm", "reminder_setting__paused_until")
        facts = rows.values_list("pk", "last", "is_active", "is_away", "email", *columns)
        for pk, last, is_active, is_away, email, rhythm, paused_until in facts:
            found[pk] = silence(
                on=on,
                last=last,
                rhythm=Rhythm(rhythm or Rhythm.WEEKLY),
                paused_until=paused_until,
                is_active=is_active,
                is_away=is_away,
                has_address=bool(email),
            )
    return found
