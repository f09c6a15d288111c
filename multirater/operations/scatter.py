"""Rows in an order that tells nothing: a table keeps the order of its writing, and that is a thread as well.

Whoever holds a dump sees in which order rows were written (ctid and xmin on PostgreSQL, rowid on SQLite).
Were an opinion written beside the change of its invitation, the third row here would be the third row there.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import SystemRandom

from django.db.models import F

from ..models import Invitation, Opinion, Reviewee
from ..rules import SEALED, InvitationStatus


def hold_group(reviewee: int) -> None:
    """Lock the forms about a person until the transaction ends; one rater after the other writes."""
    Reviewee.objects.select_for_update(no_key=True).only("pk").get(pk=reviewee)


def scatter(invitation: Invitation) -> None:
    """Write all forms of an answered invitation's side anew in random order, and its invitations by key.

    The caller holds the group. Forms of superiors and of people about themselves are no secret and stay.
    """
    if invitation.side not in SEALED:
        return
    group = {"reviewee": invitation.reviewee_id, "side": invitation.side}
    write_anew(Opinion.objects.filter(**group))
    answered = Invitation.objects.filter(**group, status=InvitationStatus.ANSWERED)
    for pk in answered.order_by("pk").values_list("pk", flat=True):
        Invitation.objects.filter(pk=pk).update(envelope=F("envelope"))


def write_anew(rows: Iterable[Opinion]) -> None:
    """Delete opinions and write them again, keys and all, in random order."""
    kept = list(rows)
    Opinion.objects.filter(pk__in=[row.pk for row in kept]).delete()
    SystemRandom().shuffle(kept)
    Opinion.objects.bulk_create(kept, batch_size=500)
