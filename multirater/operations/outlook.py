"""What closing and releasing a round would show, in counts alone: the pages before both ask it."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Comment, CommentStatus, Invitation, Reviewee, Round
from ..queries.asked import invited
from ..rules import SEALED, InvitationStatus
from ..rules.disclosure import grouped, is_enough
from .closing import sizes_of

TOLD_FROM = 5  # people in a round before its forms are counted while it runs (as on the page of the round)
LARGE = 20_000  # forms that a page still closes and releases within its minute; more is for a worker


@dataclass(frozen=True)
class Outlook:
    """Counts of a batch: people, forms, and groups as they would be shown, merged or hidden.

    `hidden` are people of whom no sealed group is shown although some were asked.
    """

    people: int
    forms: int
    waiting: int
    shown: int
    merged: int
    hidden: int
    speaking: int

    @property
    def is_told(self) -> bool:
        """Say whether counts of a running round may be read: about very few people they are their own."""
        return self.people >= TOLD_FROM

    @property
    def is_large(self) -> bool:
        """Say whether a worker has to do it, for a page would take too long."""
        return self.forms > LARGE


def outlook_of(row: Round, batch: int) -> Outlook:
    """Return what a batch would show (four queries)."""
    sizes = sizes_of(row, batch)
    shown = merged = hidden = speaking = 0
    for reviewee, sides in invited(row).items():
        sealed = {side: sizes.get((reviewee, side), 0) for side in SEALED if side in sides}
        groups = grouped(sealed, row.shown_from)
        told = [g for g in groups if is_enough(sum(sealed[side] for side in g), row.shown_from)]
        shown += len(told)
        merged += sum(len(group) > 1 for group in told)
        speaking += bool(told)
        hidden += bool(groups) and not told
    waiting = Invitation.objects.filter(round=row, status=InvitationStatus.WAITING)
    return Outlook(
        people=Reviewee.objects.filter(round=row).count(),
        forms=sum(sizes.values()),
        waiting=waiting.count(),
        shown=shown,
        merged=merged,
        hidden=hidden,
        speaking=speaking,
    )


def comments_waiting(row: Round, batch: int) -> int:
    """Return how many comments of a batch somebody has to look at before its release."""
    rows = Comment.objects.filter(reviewee__round=row, batch=batch, status=CommentStatus.WAITING)
    return rows.count()
