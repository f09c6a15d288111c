"""Published schemes for tests, row by row: the three old criteria unless told otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from awards.models import AwardScheme, SchemeCriterion, SchemeRule
from awards.rules.scheme import SOURCE_LABELS, Category, RuleKind, Source
from indicators.models import Period
from organizations.models import Employee

WEIGHTS = {Source.RESULTS: 50, Source.BEHAVIOUR: 30, Source.ACHIEVEMENT: 20}
CONDITIONS: Mapping[RuleKind, tuple[str, int | None]] = {
    RuleKind.PREDICATE: ("BAIK", 1),
    RuleKind.MONTHS: ("", 6),
    RuleKind.SETTLED: ("", None),
    RuleKind.REPORTED: ("", None),
    RuleKind.EVIDENCE: ("", None),
    RuleKind.OBJECTION: ("", None),
    RuleKind.COMMITTEE: ("", None),
}


def a_scheme(
    period: Period,
    by: Employee,
    *,
    name: str = "ASN Berprestasi 2026",
    places: int = 1,
    weights: Mapping[Source, int] = WEIGHTS,
    conditions: Mapping[RuleKind, tuple[str, int | None]] = CONDITIONS,
    published: bool = True,
    **changes: Any,
) -> AwardScheme:
    """Return a scheme of a year, published on its first day."""
    at = period.opened_at
    values: dict[str, Any] = {
        "category": Category.YEAR.value,
        "purpose": "Menghargai hasil kerja setahun.",
        "judged_from": period.started_on,
        "judged_until": period.ended_on,
        "nominated_from": period.ended_on - timedelta(days=60),
        "nominated_until": period.ended_on,
        "decided_until": period.award_until,
        "written_at": at,
        "written_by": by,
        "published_at": at if published else None,
        "published_by": by if published else None,
    }
    scheme = AwardScheme.objects.create(period=period, name=name, places=places, **{**values, **changes})
    for kind, (word, amount) in conditions.items():
        SchemeRule.objects.create(scheme=scheme, kind=kind.value, word=word, amount=amount)
    for order, (source, weight) in enumerate(weights.items(), start=1):
        SchemeCriterion.objects.create(
            scheme=scheme,
            source=source.value,
            label=SOURCE_LABELS[source],
            weight=weight,
            reliability="0.80",
            order=order,
        )
    return scheme
