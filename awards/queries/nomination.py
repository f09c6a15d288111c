"""Nominations as lists and pages read them."""

from __future__ import annotations

from django.db.models import QuerySet

from ..models import AwardScheme, Nomination, NominationMember


def standing(scheme: AwardScheme) -> QuerySet[Nomination]:
    """Return the nominations of a scheme that count: not withdrawn, and the person takes part."""
    return Nomination.objects.filter(scheme=scheme, withdrawn_at__isnull=True, left_out_at__isnull=True)


def team_of(nomination: Nomination) -> QuerySet[NominationMember]:
    """Return the members of a nominated team who take part, by name."""
    members = NominationMember.objects.filter(nomination=nomination, left_out_at__isnull=True)
    return members.select_related("employee").order_by("employee__name", "pk")
