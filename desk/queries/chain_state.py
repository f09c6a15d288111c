"""How the chain over the trail stands: what the page says of sealing, checking and anchors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from appraisal.chain import digest_of, last_check
from appraisal.chain.link import COLUMNS, GENESIS
from appraisal.models import Anchor, Event, EventLink


@dataclass(frozen=True)
class ChainState:
    """The end of the chain, its last anchor, and what the last check said."""

    end: EventLink | None
    anchor: Anchor | None
    check: Event | None

    @property
    def is_whole(self) -> bool:
        """Whether the last check found nothing; False where nobody has checked yet."""
        return bool(self.check and (self.check.after or {}).get("broken_at") is None)


def chain_state() -> ChainState:
    """Return how the chain stands (three queries, each by an index)."""
    return ChainState(
        EventLink.objects.order_by("-position").first(),
        Anchor.objects.order_by("-day").first(),
        last_check(),
    )


@dataclass(frozen=True)
class Place:
    """Where an event stands in the chain; `is_sound` compares its text with the digest once more."""

    position: int
    sealed_at: datetime
    digest: str
    is_sound: bool


def place_of(event: Event) -> Place | None:
    """Return the link of an event, compared anew (three queries); None while it waits to be sealed."""
    link = EventLink.objects.filter(event_id=event.pk).first()
    if link is None:
        return None
    before = EventLink.objects.filter(position=link.position - 1).values_list("digest", flat=True).first()
    row: tuple[Any, ...] = Event.objects.values_list(*COLUMNS).get(pk=event.pk)
    is_sound = (before is not None or link.position == 1) and digest_of(before or GENESIS, row) == link.digest
    return Place(link.position, link.sealed_at, link.digest, is_sound)
