"""The sealer: gives every event its link, in order, after it was written.

Who saves waits for nobody. An event of a long transaction may be committed after others with greater
numbers; it is linked behind them, at the latest by the sweep over all events that goes before an anchor.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from .. import locking
from ..models import Anchor, Event, EventLink
from .link import COLUMNS, GENESIS, digest_of

BATCH = 1000  # links in one short transaction


def seal(at: datetime, *, whole: bool = False) -> int:
    """Link every event that has no link yet and return how many that were.

    `whole` looks through all events; else only through those after the last sweep, which costs a look at
    one day. Raises nothing that a second sealer at the same time could cause: they take turns.
    """
    after, count = 0 if whole else _swept_to(), 0
    while _unlinked(after).exists():
        last, linked = _link_batch(after, at)
        if not linked:
            break
        after, count = last, count + linked
    return count


def last_link() -> EventLink | None:
    """Return the end of the chain; None before the first link."""
    return EventLink.objects.order_by("-position").first()


def _swept_to() -> int:
    latest = Anchor.objects.order_by("-day").values_list("swept_to", flat=True).first()
    return latest or 0


def _unlinked(after: int) -> QuerySet[Event]:
    return Event.objects.filter(pk__gt=after, link__isnull=True).order_by("pk")


@transaction.atomic
def _link_batch(after: int, at: datetime) -> tuple[int, int]:
    """Link the next events behind the end of the chain; return the last one, and how many."""
    locking.take_chain()
    end = last_link()
    position, digest = (end.position, end.digest) if end else (0, GENESIS)
    links = []
    for row in _unlinked(after).values_list(*COLUMNS)[:BATCH]:
        position, digest = position + 1, digest_of(digest, row)
        links.append(EventLink(position=position, event_id=row[0], digest=digest, sealed_at=at))
    EventLink.objects.bulk_create(links)
    return (links[-1].event_id, len(links)) if links else (after, 0)
