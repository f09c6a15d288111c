"""What the pages of schemes show: one scheme in plain words, the lists, and what an edition changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from appraisal.templatetags.ui import tanggal
from indicators.models import Period, Term
from indicators.rules import TermKind

from ..models import AwardList, AwardScheme
from ..rules.award import number
from ..rules.scheme import (
    CATEGORY_LABELS,
    RELIABILITY,
    RULE_LABELS,
    SOURCE_LABELS,
    Category,
    Measured,
    RuleKind,
    SchemeFault,
)
from ..rules.scheme_check import STATE_WORDS, SchemeState, check_publishing, state_of
from ..rules.scheme_words import HOW_DECIDED, WHO_CAN, sentence_of, weight_words
from .scheme import conditions_of, criteria_of, publishing_of

SETTLED = Exists(AwardList.objects.filter(scheme=OuterRef("pk"), closed_at__isnull=False))


def loaded(rows: QuerySet[AwardScheme]) -> QuerySet[AwardScheme]:
    """Return schemes with what their pages need (three queries)."""
    return (
        rows.select_related("period", "term", "follows__period", "published_by", "cancelled_by")
        .prefetch_related("rules", "criteria")
        .annotate(is_settled=SETTLED)
    )


def state_on(scheme: AwardScheme, on: date) -> SchemeState:
    """Return where a scheme (read by `loaded` or with `SETTLED`) stands on a day."""
    return state_of(
        is_published=scheme.published_at is not None,
        is_cancelled=scheme.cancelled_at is not None,
        is_settled=scheme.is_settled,  # type: ignore[attr-defined]
        judged_from=scheme.judged_from,
        on=on,
    )


def listed(rows: QuerySet[AwardScheme], on: date) -> list[dict[str, Any]]:
    """Return the lines of a list of schemes: category, state, days, how many were nominated (one query)."""
    counted = Count("nominations", filter=Q(nominations__withdrawn_at__isnull=True), distinct=True)
    found = rows.select_related("period", "term").annotate(is_settled=SETTLED, nominated=counted)
    return [
        {
            "scheme": row,
            "category": CATEGORY_LABELS[Category(row.category)],
            "state": STATE_WORDS[state_on(row, on)][0],
            "kind": STATE_WORDS[state_on(row, on)][1],
            "is_nominating": is_nominating(row, on),
        }
        for row in found.order_by("judged_until", "name", "pk")
    ]


def is_nominating(scheme: AwardScheme, on: date) -> bool:
    """Say whether people may nominate on a day."""
    is_open = scheme.published_at is not None and scheme.cancelled_at is None
    return is_open and scheme.nominated_from <= on <= scheme.nominated_until


def scheme_body(scheme: AwardScheme, on: date) -> dict[str, Any]:
    """Return a loaded scheme as everybody reads it: who, conditions, criteria with scales, days, how."""
    state = state_on(scheme, on)
    category = Category(scheme.category)
    days = [
        ("Kerja yang dinilai", scheme.judged_from, scheme.judged_until),
        ("Pencalonan", scheme.nominated_from, scheme.nominated_until),
    ]
    calendar = [
        {"label": label, "value": f"{tanggal(first)} sampai {tanggal(last)}"} for label, first, last in days
    ]
    calendar.append({"label": "Diputuskan paling lambat", "value": tanggal(scheme.decided_until)})
    return {
        "scheme": scheme,
        "category": CATEGORY_LABELS[category],
        "state": STATE_WORDS[state][0],
        "kind": STATE_WORDS[state][1],
        "who_can": WHO_CAN[category],
        "conditions": [sentence_of(one) for one in conditions_of(scheme)],
        "criteria": [_criterion(one) for one in criteria_of(scheme)],
        "calendar": calendar,
        "how": HOW_DECIDED,
    }


def _criterion(one: Measured) -> dict[str, Any]:
    source = SOURCE_LABELS[one.source]
    return {
        "label": one.label,
        "weight": weight_words(one.weight),
        "source": source if source != one.label else "",
        "anchors": [{"points": number(a.points), "words": a.words} for a in one.anchors],
        "reliability": number(RELIABILITY[one.source].value),
        "why": RELIABILITY[one.source].why,
    }


def first_fault(scheme: AwardScheme, on: date, *, late_reason: str = "") -> str:
    """Return the first thing that keeps a loaded draft from being published on a day; nothing when it may."""
    try:
        check_publishing(publishing_of(scheme, late_reason=late_reason), on)
    except SchemeFault as fault:
        return str(fault)
    return ""


def total_weight(scheme: AwardScheme) -> str:
    """Return what the weights of a loaded scheme add up to: "100%"."""
    return weight_words(sum((one.weight for one in criteria_of(scheme)), Decimal(0)))


# --- Years and parts of them that a scheme is written for ----------------------------------------------


def writable_periods() -> list[Period]:
    """Return the years that are not closed, the latest first (one query)."""
    return list(Period.objects.filter(closed_at__isnull=True).order_by("-year"))


def parts_of(periods: list[Period]) -> list[Term]:
    """Return the parts of these years that an award of a quarter may judge (one query)."""
    rows = Term.objects.filter(period__in=periods).exclude(kind=TermKind.FINAL)
    return list(rows.select_related("period").order_by("-period__year", "number"))


def years_of_schemes() -> list[int]:
    """Return the years that have schemes, the latest first."""
    rows = AwardScheme.objects.order_by("-period__year").values_list("period__year", flat=True)
    return list(rows.distinct())


# --- What an edition changed ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """One thing that two editions say differently; empty where one of them does not have it."""

    label: str
    before: str
    after: str


def differences(old: AwardScheme, new: AwardScheme) -> list[Difference]:
    """Return what two loaded editions say differently beside their days: facts, conditions, criteria."""
    rows = [
        ("Untuk apa", old.purpose, new.purpose),
        ("Jumlah penerima", str(old.places), str(new.places)),
        *_pairs(_rules_by_kind(old), _rules_by_kind(new)),
        *_pairs(_weights_by_label(old), _weights_by_label(new)),
        *_pairs(_scales_by_label(old), _scales_by_label(new)),
    ]
    return [Difference(*row) for row in rows if row[1] != row[2]]


def _pairs(old: dict[str, str], new: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(label, old.get(label, ""), new.get(label, "")) for label in dict.fromkeys([*old, *new])]


def _rules_by_kind(scheme: AwardScheme) -> dict[str, str]:
    return {f"Syarat: {RULE_LABELS[RuleKind(one.kind)]}": sentence_of(one) for one in conditions_of(scheme)}


def _weights_by_label(scheme: AwardScheme) -> dict[str, str]:
    return {f"Bobot: {one.label}": weight_words(one.weight) for one in criteria_of(scheme)}


def _scales_by_label(scheme: AwardScheme) -> dict[str, str]:
    return {
        f"Patokan: {one.label}": "; ".join(f"{number(a.points)} = {a.words}" for a in one.anchors)
        for one in criteria_of(scheme)
    }
