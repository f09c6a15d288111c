"""The audit trail: one event beside each change, in the same transaction; and who saw what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.core.cache import cache
from django.db import models
from django.utils import timezone

from .models import Event

# The way from a kind of record to the person whose it is, as a lookup; each app adds its own in ready().
CONCERNED: dict[str, str] = {}


def concerns(app: str, **paths: str) -> None:
    """Say for the kinds of records of an app how they lead to the person whom an event is about."""
    CONCERNED.update({f"{app}.{model}": path for model, path in paths.items()})


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
        about_id=_loaded(target),
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
    _find_concerned([event])
    event.save()
    return event


def record_many(events: Iterable[Event]) -> None:
    """Write many events with few statements; the bulk variants of operations use it."""
    rows = list(events)
    _find_concerned(rows)
    Event.objects.bulk_create(rows, batch_size=500)


def seen(
    *, action: str, by: Any, at: datetime, target: models.Model, unless: models.QuerySet[Any] | None = None
) -> bool:
    """Keep that somebody looked at another person's record: once for each viewer, object and day.

    Returns whether an event was written; it holds no text of the record. Costs nothing on the second look
    of the day in the same process, else a query and an insert. Where `unless` finds a row, it was no look.
    """
    day = timezone.localdate(at)
    key = f"seen-{by.pk}-{action}-{target._meta.label_lower}-{target.pk}-{day}"
    if cache.get(key):
        return False
    begun = timezone.make_aware(datetime.combine(day, time()))
    known = Event.objects.filter(by=by, at__gte=begun, at__lt=begun + timedelta(days=1), action=action)
    known = known.filter(target_type=target._meta.label_lower, target_id=target.pk)
    rows = known.values("pk") if unless is None else known.values("pk").union(unless.values("pk"))
    is_new = not rows.exists()
    if is_new:
        record(action=action, by=by, at=at, target=target)
    cache.set(key, True, 24 * 60 * 60)
    return is_new


def person_of(target: models.Model) -> int | None:
    """Return the person whom a record is about; asks the database only when the record does not tell."""
    told = _loaded(target)
    kind = target._meta.label_lower
    if told is not None or kind not in CONCERNED or target.pk is None:
        return told
    return _people_of(kind, {target.pk}).get(target.pk)


def _loaded(target: models.Model | None) -> int | None:
    """Return the person whom a record is about, as far as it is told without a query."""
    if target is None or target._meta.label_lower not in CONCERNED:
        return None
    row: Any = target
    path = CONCERNED[target._meta.label_lower]
    if path == "pk":
        return row.pk
    *steps, last = path.split("__")
    for step in steps:
        row = row._state.fields_cache.get(step)
        if row is None:
            return None
    return getattr(row, f"{last}_id")


def _find_concerned(events: list[Event]) -> None:
    """Fill in whom events are about where the records did not tell: one query for each kind of record."""
    open_ones: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.about_id is None and event.target_id is not None and event.target_type in CONCERNED:
            open_ones[event.target_type].append(event)
    for kind, rows in open_ones.items():
        found = _people_of(kind, {row.target_id for row in rows if row.target_id})
        for row in rows:
            row.about_id = found.get(row.target_id)


def _people_of(kind: str, keys: set[int]) -> dict[int | None, int]:
    from django.apps import apps

    found, wanted = {}, sorted(keys)
    manager = apps.get_model(kind)._base_manager
    for start in range(0, len(wanted), 500):
        rows = manager.filter(pk__in=wanted[start : start + 500])
        found.update(rows.values_list("pk", CONCERNED[kind]))
    return found
