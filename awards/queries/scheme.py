"""A scheme as the rules read it, and as pages and the record of events tell it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from appraisal.templatetags.ui import tanggal

from ..models import AwardScheme
from ..rules.award import number
from ..rules.scheme import Anchor, Category, Condition, Days, Measured, RuleKind, Source
from ..rules.scheme_check import Publishing
from ..rules.scheme_words import sentence_of


def days_of(scheme: AwardScheme) -> Days:
    """Return the days of a scheme."""
    return Days(
        scheme.judged_from,
        scheme.judged_until,
        scheme.nominated_from,
        scheme.nominated_until,
        scheme.decided_until,
    )


def conditions_of(scheme: AwardScheme) -> list[Condition]:
    """Return the conditions of a scheme in the order of the rules (one query, none when prefetched)."""
    kinds = list(RuleKind)
    rows = [Condition(RuleKind(row.kind), row.word, row.amount) for row in scheme.rules.all()]
    return sorted(rows, key=lambda row: kinds.index(row.kind))


def criteria_of(scheme: AwardScheme) -> list[Measured]:
    """Return the criteria of a scheme in their order (one query, none when prefetched)."""
    rows = sorted(scheme.criteria.all(), key=lambda row: (row.order, row.pk))
    return [Measured(Source(row.source), row.label, row.weight, anchors_of(row.anchors)) for row in rows]


def anchors_of(rows: list[dict[str, Any]]) -> tuple[Anchor, ...]:
    """Return the scale of a criterion from its row."""
    return tuple(Anchor(Decimal(str(row["points"])), str(row["words"])) for row in rows)


def rated_from(scheme: AwardScheme) -> date:
    """Return the day on which the rating of the judged time begins (of the part, or of the year)."""
    term = scheme.term
    if term is not None and term.rated_from is not None:
        return term.rated_from
    return scheme.period.annual_from


def late_sentence(scheme: AwardScheme) -> str:
    """Return that a scheme was published after the judged time began, and why; else nothing."""
    if not scheme.late_reason or scheme.published_at is None:
        return ""
    on, began = tanggal(timezone.localdate(scheme.published_at)), tanggal(scheme.judged_from)
    return f"Skema diumumkan {on}, setelah masa yang dinilai mulai ({began}). Alasan: {scheme.late_reason}"


def publishing_of(scheme: AwardScheme, *, late_reason: str = "") -> Publishing:
    """Return what decides whether a scheme may be published."""
    return Publishing(
        category=Category(scheme.category),
        conditions=conditions_of(scheme),
        criteria=criteria_of(scheme),
        days=days_of(scheme),
        rated_from=rated_from(scheme),
        late_reason=late_reason,
        is_next=scheme.follows_id is not None,
        change_reason=scheme.change_reason,
    )


def facts_of(scheme: AwardScheme) -> dict[str, str]:
    """Return what a scheme says, by label, for the record and for whoever was second (two queries)."""
    fresh: AwardScheme = AwardScheme.objects.get(pk=scheme.pk)
    criteria = [f"{one.label} {number(one.weight)}%" for one in criteria_of(fresh)]
    days = {
        "Kerja yang dinilai": (fresh.judged_from, fresh.judged_until),
        "Pencalonan": (fresh.nominated_from, fresh.nominated_until),
    }
    return {
        "Nama": fresh.name,
        "Untuk apa": fresh.purpose,
        "Jumlah penerima": str(fresh.places),
        **{label: f"{tanggal(first)} sampai {tanggal(last)}" for label, (first, last) in days.items()},
        "Diputuskan paling lambat": tanggal(fresh.decided_until),
        "Syarat": " ".join(sentence_of(one) for one in conditions_of(fresh)),
        "Kriteria": ", ".join(criteria),
        **({"Yang berubah": fresh.change_reason} if fresh.change_reason else {}),
    }
