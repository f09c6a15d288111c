"""How far plans of some years got: the mean realisation of their measured targets, read in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal

from django.db.models import Case, Max, When
from django.db.models.functions import Coalesce

from indicators.models import Period, Term
from indicators.rules import Direction, achievement
from reviews.models import Realisation

BATCH = 5000


def reached_by_plan(periods: Collection[Period]) -> dict[int, Decimal]:
    """Return by plan the mean share of its measured targets, 1 for the target (two queries at any size).

    The latest amount of a year counts for each indicator. Plans without a measured and reported target are
    left out. Help for comparing, never a rating.
    """
    terms = Term.objects.filter(period__in=periods).order_by("-number").distinct()
    latest = [
        Max(Case(When(term__number=number, then="amount")))
        for number in terms.values_list("number", flat=True)
    ]
    if not latest:
        return {}
    rows = Realisation.objects.filter(
        term__period__in=periods,
        indicator__target__isnull=False,
        indicator__removed_at__isnull=True,
        indicator__result__removed_at__isnull=True,
        indicator__result__plan__revises__isnull=True,
    ).order_by()
    columns = (
        "indicator__result__plan",
        "indicator__target",
        "indicator__target_until",
        "indicator__direction",
    )
    of_each = rows.values("indicator", *columns).annotate(
        latest=Coalesce(*latest) if len(latest) > 1 else latest[0]
    )
    shares: dict[int, list[Decimal]] = defaultdict(list)
    for plan, target, until, way, amount in of_each.values_list(*columns, "latest").iterator(BATCH):
        share = achievement(realised=amount, target=target, until=until, direction=Direction(way))
        if share is not None:
            shares[plan].append(share)
    return {plan: sum(found, Decimal(0)) / len(found) for plan, found in shares.items()}
