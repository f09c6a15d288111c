"""What the points of the jury are given for, and what they say together."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from ..models import AwardCandidate, AwardList, JuryScore, SchemeCriterion
from ..rules.committee import Spread, spread
from ..rules.scheme import Source


def jury_criteria(award_list: AwardList) -> list[SchemeCriterion]:
    """Return the criteria of the scheme for which the committee gives points (one query)."""
    rows = SchemeCriterion.objects.filter(scheme=award_list.scheme_id, source=Source.JURY)
    return list(rows.order_by("order", "pk"))


def spreads(candidate: AwardCandidate) -> dict[int, Spread]:
    """Return by criterion what at least two members gave together (one query)."""
    given: dict[int, list[Decimal]] = defaultdict(list)
    rows = JuryScore.objects.filter(candidate=candidate).order_by("pk")
    for criterion, points in rows.values_list("criterion", "points"):
        given[criterion].append(points)
    return {key: found for key, points in given.items() if (found := spread(points))}
