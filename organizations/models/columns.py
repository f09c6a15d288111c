"""What the models of every app share: choices, closed sets, dated rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q


def choices(values: Any) -> list[tuple[str, str]]:
    """Return a rule's enumeration as choices of a column."""
    return [(value.value, value.value.replace("_", " ").capitalize()) for value in values]


def one_of(field: str, values: Any, name: str, *, blank: bool = False) -> models.CheckConstraint:
    """Return the constraint that a column holds one of the values."""
    allowed = [value.value for value in values] + ([""] if blank else [])
    return models.CheckConstraint(condition=Q(**{f"{field}__in": allowed}), name=name)


def on_day(on: date, prefix: str = "") -> Q:
    """Return the condition that a dated row holds on a day."""
    start, end = f"{prefix}started_on", f"{prefix}ended_on"
    return Q(**{f"{start}__lte": on}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": on}))


def ends_after_start(name: str) -> models.CheckConstraint:
    """Return the constraint that an interval does not end before it starts."""
    return models.CheckConstraint(
        condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
        name=name,
        violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
    )
