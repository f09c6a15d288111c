"""The audit trail: one event beside each change, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from .models import Event


def entry(
    *,
    action: str,
    by: Any,
    at: datetime,
    target: models.Model | None = None,
    before: Any = None,
    after: Any = None,
    note: str = "",
) -> Event:
    """Return an unsaved event; `by` is None for what the system did by itself."""
    return Event(
        at=at,
        by=by,
        by_label=str(by)[:200] if by else "Sistem",
        action=action,
        target_type=target._meta.label_lower if target is not None else "",
        target_id=target.pk if target is not None else None,
        target_label=str(target)[:250] if target is not None else "",
        before=before,
        after=after,
        note=note,
    )


def record(
    *,
    action: str,
    by: Any,
    at: datetime,
    target: models.Model | None = None,
    before: Any = None,
    after: Any = None,
    note: str = "",
) -> Event:
    """Write one event and return it."""
    event = entry(action=action, by=by, at=at, target=target, before=before, after=after, note=note)
    event.save()
    return event


def record_many(events: Iterable[Event]) -> None:
    """Write many events with few statements; the bulk variants of operations use it."""
    Event.objects.bulk_create(list(events), batch_size=500)
