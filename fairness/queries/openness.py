"""The agency's own figures for the page that everybody reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from reviews.models import Objection

from ..models import RaterAnalysis
from ..rules.openness import habit_sentence, network_sentence, objection_sentence


@dataclass(frozen=True)
class Openness:
    """A year's figures in sentences; none before the BKD reads the analysis of a year itself."""

    analysis: RaterAnalysis | None
    sentences: list[str]


def told_openly(on: date) -> Openness:
    """Return the figures of the latest year whose raters had their days to read first (two queries)."""
    rows = RaterAnalysis.objects.filter(desk_from__lte=on).select_related("period")
    latest = rows.order_by("-period__year", "-number").first()
    if latest is None:
        return Openness(None, [])
    about = Objection.objects.filter(evaluation__plan__period=latest.period_id)
    decided = Q(decided_at__isnull=False)
    found = about.aggregate(
        filed=Count("pk"),
        decided=Count("pk", filter=decided),
        changed=Count("pk", filter=decided & Q(before__isnull=False)),
    )
    told = [habit_sentence(latest.components), network_sentence(latest.counts), objection_sentence(**found)]
    return Openness(latest, [sentence for sentence in told if sentence])
