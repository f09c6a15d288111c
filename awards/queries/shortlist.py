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
        scores = (
            rows.exclude(decision=Choice.NOT_THIS_YEAR).order_by("-score").values_list("score", flat=True)
        )
        border = list(scores[: award_list.places])[-1:]
        proposed = Q(score__gte=border[0]) & ~Q(decision=Choice.NOT_THIS_YEAR) if border else Q(pk__in=[])
        short = rows.filter(proposed | Q(decision=Choice.RECOMMENDED)).values_list("employee_id", flat=True)
        pairs |= {frozenset(pair) for pair in combinations(short, 2)}
    return pairs
