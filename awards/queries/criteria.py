"""The criteria and conditions of a scheme, as the rules know them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..models import AwardScheme
from ..rules.award import Weighed
from ..rules.eligibility import Asked
from ..rules.scheme import RuleKind, Source


@dataclass(frozen=True)
class Criterion(Weighed):
    """A criterion of a scheme with its source and how far its points can be trusted."""

    source: Source
    reliability: Decimal
    pk: int = 0


def criteria_of(scheme: AwardScheme) -> list[Criterion]:
    """Return the criteria of a scheme in its order; the key of several jury criteria holds their number."""
    rows = scheme.criteria.order_by("order", "pk")
    return [
        Criterion(
            key_of(Source(row.source), row.pk),
            row.label,
            row.weight,
            Source(row.source),
            row.reliability,
            row.pk,
        )
        for row in rows
    ]


def key_of(source: Source, pk: int) -> str:
    """Return the key under which points of a criterion are kept."""
    return f"{source.value}-{pk}" if source is Source.JURY else source.value


def conditions_of(scheme: AwardScheme) -> list[Asked]:
    """Return the conditions of a scheme, in the order of the kinds."""
    kinds = list(RuleKind)
    rows = sorted(scheme.rules.all(), key=lambda row: kinds.index(RuleKind(row.kind)))
    return [Asked(RuleKind(row.kind), row.word, row.amount) for row in rows]
