"""Which rules of the appraisal changed lately, and why: editions of award schemes, figures of the policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from awards.models import AwardScheme
from indicators.models import Period, PolicyFigure

MOST = 10  # editions


@dataclass(frozen=True)
class ChangedFigure:
    """A figure that differs from the year before, with the source it is based on."""

    figure: PolicyFigure
    before: Decimal


def changed_schemes() -> Sequence[AwardScheme]:
    """Return the published schemes that changed an earlier edition, the latest first (one query)."""
    rows = AwardScheme.objects.filter(published_at__isnull=False, cancelled_at=None, follows__isnull=False)
    return list(
        rows.exclude(change_reason="").select_related("period").order_by("-published_at", "-pk")[:MOST]
    )


def changed_figures() -> list[ChangedFigure]:
    """Return what the latest opened year changed in the figures of the one before (at most three queries)."""
    years = Period.objects.filter(opened_at__isnull=False).order_by("-year")[:2]
    if len(years) < 2:
        return []
    latest, earlier = years
    before = dict(earlier.figures.values_list("key", "value"))
    rows = latest.figures.select_related("period").order_by("label", "pk")
    return [
        ChangedFigure(row, before[row.key])
        for row in rows
        if row.key in before and before[row.key] != row.value
    ]
