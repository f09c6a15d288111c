"""Whose nominations are under way: for the person, and for the superior."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from organizations.models import Employee

from ..models import Invitation, Reviewee
from ..rules import InvitationStatus, RoundStatus, Why

TEAM = 100


def waiting_nominations(person: Any, on: date) -> QuerySet[Reviewee]:
    """Return the rounds in which a person, or the one of an outer query, may propose and has not yet."""
    proposed = Invitation.objects.filter(reviewee=OuterRef("pk"), why=Why.OWN_PROPOSAL.value)
    rows = Reviewee.objects.filter(
        employee=person, round__status=RoundStatus.NOMINATION.value, round__nominate_until__gte=on
    )
    return rows.filter(~Exists(proposed))


def nominations_of_team(user: Employee) -> list[Reviewee]:
    """Return the people whose list a superior may look at now, by name, with names that stand (one query)."""
    rows = Reviewee.objects.filter(superior=user, round__status=RoundStatus.NOMINATION.value)
    standing = Q(invitations__status=InvitationStatus.PROPOSED.value)
    rows = rows.annotate(names=Count("invitations", filter=standing)).select_related("employee", "round")
    return list(rows.order_by("employee__name", "pk")[:TEAM])
