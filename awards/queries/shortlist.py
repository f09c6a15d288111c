"""Who stands on one award shortlist: such people do not review each other in that year (measurement 4)."""

from __future__ import annotations

from itertools import combinations

from django.db.models import Q

from multirater.models import Round

from ..models import AwardCandidate, AwardList
from ..rules.award import Choice


def people_on_one_shortlist(row: Round) -> set[frozenset[int]]:
    """Return the pairs of people on one shortlist of the round's year that is not settled yet.

    On the shortlist are those on the proposed places, ties at the border included, and those recommended.
    """
    pairs: set[frozenset[int]] = set()
    for award_list in (
        AwardList.objects.select_related("scheme")
        .filter(scheme__period=row.period_id, closed_at__isnull=True)
        .order_by("pk")
    ):
        rows = AwardCandidate.objects.filter(award_list=award_list, is_eligible=True)
        proposed = Q(place__lte=award_list.places) | Q(tie__in=_tied_at_border(award_list))
        proposed &= ~Q(decision=Choice.NOT_THIS_YEAR)
        short = rows.filter(proposed | Q(decision=Choice.RECOMMENDED)).values_list("employee_id", flat=True)
        pairs |= {frozenset(pair) for pair in combinations(short, 2)}
    return pairs


def _tied_at_border(award_list: AwardList) -> list[int]:
    rows = AwardCandidate.objects.filter(award_list=award_list, place=award_list.places, tie__isnull=False)
    return [tie for tie in rows.values_list("tie", flat=True) if tie is not None]
