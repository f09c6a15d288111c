"""Who was asked about whom, in numbers: the sides of each reviewed person and how many were invited."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count, Q

from ..models import ASKED, Invitation, Round
from ..rules import InvitationStatus, Side

EVER_ASKED = (*ASKED, InvitationStatus.DECLINED)


def invited(row: Round) -> dict[int, dict[Side, int]]:
    """Return by reviewee and side how many are invited, 0 where all have declined (one query)."""
    rows = Invitation.objects.filter(round=row, status__in=EVER_ASKED)
    counts = rows.values_list("reviewee_id", "side").annotate(count=Count("pk", filter=Q(status__in=ASKED)))
    found: dict[int, dict[Side, int]] = defaultdict(dict)
    for reviewee, side, count in counts.order_by("reviewee_id", "side"):
        found[reviewee][Side(side)] = count
    return found
