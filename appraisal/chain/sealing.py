"""The sealer: gives every event its link, in order, after it was written.

Who saves waits for nobody. An event of a long transaction may be committed after others with greater
numbers; it is linked behind them, at the latest by the sweep over all events that goes before an anchor.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from .. import locking
from ..models import Anchor, Event, EventLink
from .link import COLUMNS, GENESIS, digest_of

LOOKED_AT = 5000  # events whose links are looked for at once
BATCH = 1000  # links in one short transaction


def seal(at: datetime, *, whole: bool = False) -> int:
    """Link every event that has no link yet and return how many that were.

    `whole` looks through all events; else only through those after the last sweep, which costs a look at
    one day. Raises nothing that a second sealer at the same time could cause: they take turns.
    """
    after, count = 0 if whole else _swept_to(), 0
    numbers = Event.objects.order_by("pk").values_list("pk", flat=True)
    while found := list(numbers.filter(pk__gt=after)[:LOOKED_AT]):
        waiting = _without_link(found)
        for start in range(0, len(waiting), BATCH):
            count += _link(waiting[start : start + BATCH], at)
        after = found[-1]
    return count


def last_link() -> EventLink | None:
    """Return the end of the chain; None before the first link."""
    return EventLink.objects.order_by("-position").first()


def _swept_to() -> int:
    latest = Anchor.objects.order_by("-day").values_list("swept_to", flat=True).first()
    return latest or 0


def _without_link(numbers: list[int]) -> list[int]:
    """Return the events among neighbours that have no link; a join would read all links each time."""
    linked = EventLink.objects.filter(event_id__gte=numbers[0], event_id__lte=numbers[-1])
    known = set(linked.values_list("event_id", flat=True))
    return [number for number in numbers if number not in known]


@transaction.atomic
def _link(numbers: list[int], at: datetime) -> int:
    """Link events behind the end of the chain, but those that another sealer linked meanwhile."""
    locking.take_chain()
    end = last_link()
    position, digest = (end.position, end.digest) if end else (0, GENESIS)
    links = []
    waiting = Event.objects.filter(pk__in=_without_link(numbers)).order_by("pk")
    for row in waiting.values_list(*COLUMNS):
        position, digest = position + 1, digest_of(digest, row)
        links.append(EventLink(position=position, event_id=row[0], digest=digest, sealed_at=at))
    EventLink.objects.bulk_create(links)
    return len(links)
