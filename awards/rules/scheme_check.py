"""When a scheme may stand and be published: every fault in one sentence that says what to do.

Published before the judged time begins and frozen from then on: whoever is judged knows the rules first.
Decided by the house on measurement research 6.2 and 6.3 and domain research 9.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .award import number
from .scheme import (
    LEAST_ANCHORS,
    LEAST_PREDICATES,
    MOST_JURY,
    RULE_LABELS,
    RULES_OF,
    SOURCE_LABELS,
    SOURCES_OF,
    WITH_AMOUNT,
    Anchor,
    Category,
    Condition,
    Days,
    Measured,
    RuleKind,
    SchemeFault,
    Source,
)
from .service import day_words as day

WHOLE = Decimal(100)


class SchemeState(StrEnum):
    """Where a scheme stands."""

    DRAFT = "rancangan"
    PUBLISHED = "diumumkan"
    RUNNING = "berjalan"
    DONE = "selesai"
    CANCELLED = "dibatalkan"


STATE_WORDS = {
    SchemeState.DRAFT: ("Rancangan", "mute"),
    SchemeState.PUBLISHED: ("Diumumkan", "info"),
    SchemeState.RUNNING: ("Berjalan", "info"),
    SchemeState.DONE: ("Selesai", "ok"),
    SchemeState.CANCELLED: ("Dibatalkan", "warn"),
}


def state_of(
    *, is_published: bool, is_cancelled: bool, is_settled: bool, judged_from: date, on: date
) -> SchemeState:
    """Return where a scheme stands on a day; it is done once its recommendation is settled."""
    if is_cancelled:
        return SchemeState.CANCELLED
    if not is_published:
        return SchemeState.DRAFT
    if is_settled:
        return SchemeState.DONE
    return SchemeState.RUNNING if on >= judged_from else SchemeState.PUBLISHED


# --- Days -------------------------------------------------------------------------------------------


def check_days(days: Days, year_from: date, year_until: date) -> None:
    """Raise SchemeFault when days are out of order or the judged work lies outside the year."""
    order = [
        ("judged_until", days.judged_from, days.judged_until, "Kerja yang dinilai"),
        ("nominated_until", days.nominated_from, days.nominated_until, "Masa pencalonan"),
    ]
    for field, first, last, what in order:
        if last < first:
            raise SchemeFault(f"{what} berakhir pada atau setelah {day(first)}.", field)
    if days.judged_from < year_from or days.judged_until > year_until:
        raise SchemeFault(
            f"Kerja yang dinilai berada dalam tahun penilaian, {day(year_from)} sampai {day(year_until)}.",
            "judged_from",
        )
    ready = max(days.judged_until, days.nominated_until)
    if days.decided_until < ready:
        raise SchemeFault(
            f"Keputusan diambil setelah kerja dan pencalonan selesai, jadi pada atau setelah {day(ready)}.",
            "decided_until",
        )


# --- Conditions -------------------------------------------------------------------------------------


def check_conditions(category: Category, conditions: Sequence[Condition]) -> None:
    """Raise SchemeFault when there is no condition, one does not fit the category, or lacks its figure."""
    if not conditions:
        raise SchemeFault("Pilih paling sedikit satu syarat.")
    for one in conditions:
        label = RULE_LABELS[one.kind]
        if one.kind not in RULES_OF[category]:
            raise SchemeFault(f"Syarat “{label}” bukan untuk kategori ini.", one.kind.value)
        if one.kind in WITH_AMOUNT and (one.amount is None or one.amount < 1 or one.amount % 1):
            raise SchemeFault(f"Tulis angka bulat paling kecil 1 untuk “{label}”.", one.kind.value)
        if one.kind is RuleKind.PREDICATE and one.word not in LEAST_PREDICATES:
            raise SchemeFault("Pilih predikat paling rendah: Baik atau Sangat Baik.", one.kind.value)


# --- Criteria ---------------------------------------------------------------------------------------


def check_anchors(label: str, anchors: Sequence[Anchor]) -> None:
    """Raise SchemeFault unless at least three points from 0 to 100 rise, each with words."""
    if len(anchors) < LEAST_ANCHORS:
        raise SchemeFault(f"Tulis paling sedikit {LEAST_ANCHORS} patokan untuk “{label}”.")
    if any(not anchor.words.strip() for anchor in anchors):
        raise SchemeFault(f"Setiap patokan “{label}” perlu kata-katanya.")
    points = [anchor.points for anchor in anchors]
    if points != sorted(set(points)) or points[0] < 0 or points[-1] > WHOLE:
        raise SchemeFault(f"Angka patokan “{label}” naik dari 0 sampai 100.")


def check_criteria(category: Category, criteria: Sequence[Measured]) -> None:
    """Raise SchemeFault when a criterion does not fit, stands twice, has no weight or no full scale.

    The sum of the weights is asked only when the scheme is published (`check_weights`).
    """
    labels = [one.label.strip().lower() for one in criteria]
    sources = [one.source for one in criteria if one.source is not Source.JURY]
    for one in criteria:
        if one.source not in SOURCES_OF[category]:
            raise SchemeFault(f"“{SOURCE_LABELS[one.source]}” bukan untuk kategori ini.")
        if not one.label.strip():
            raise SchemeFault("Beri nama setiap kriteria.")
        if not 0 < one.weight <= WHOLE:
            raise SchemeFault(f"Bobot “{one.label}” lebih dari 0 sampai 100.")
        check_anchors(one.label, one.anchors)
    if len(set(labels)) < len(labels) or len(set(sources)) < len(sources):
        raise SchemeFault("Setiap kriteria hanya sekali. Gabungkan yang sama.")
    if len(criteria) - len(sources) > MOST_JURY:
        raise SchemeFault(f"Kriteria juri paling banyak {MOST_JURY}.")


def check_weights(weights: Sequence[Decimal]) -> None:
    """Raise SchemeFault unless the weights add up to exactly 100 per cent."""
    total = sum(weights, Decimal(0))
    if total != WHOLE:
        raise SchemeFault(f"Bobot semua kriteria berjumlah tepat 100%. Sekarang {number(total)}%.")


# --- Publishing -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Publishing:
    """What decides whether a scheme may be published on a day.

    `rated_from` is the day on which the rating of the judged time begins: after it nobody publishes.
    """

    category: Category
    conditions: Sequence[Condition]
    criteria: Sequence[Measured]
    days: Days
    rated_from: date
    late_reason: str = ""
    is_next: bool = False
    change_reason: str = ""


def is_late(days: Days, on: date) -> bool:
    """Say whether the judged time has begun already on a day."""
    return on >= days.judged_from


def check_moment(asked: Publishing, on: date) -> None:
    """Raise SchemeFault once the rating began, or without a reason once the judged time began."""
    if on > asked.days.nominated_until:
        raise SchemeFault(
            f"Masa pencalonan sudah lewat pada {day(asked.days.nominated_until)}. Ubah tanggalnya."
        )
    if not is_late(asked.days, on):
        return
    if on >= asked.rated_from:
        raise SchemeFault(
            f"Penilaian sudah dimulai pada {day(asked.rated_from)}, jadi skema untuk masa ini tidak bisa "
            "diumumkan lagi. Buat untuk masa berikutnya."
        )
    if not asked.late_reason.strip():
        raise SchemeFault(
            f"Kerja yang dinilai sudah mulai pada {day(asked.days.judged_from)}. Tulis mengapa skema ini "
            "baru diumumkan sekarang; alasannya dibaca semua orang.",
            "late_reason",
        )


def check_publishing(asked: Publishing, on: date) -> None:
    """Raise SchemeFault with the first reason why a scheme cannot be published on a day."""
    check_conditions(asked.category, asked.conditions)
    check_criteria(asked.category, asked.criteria)
    check_weights([one.weight for one in asked.criteria])
    if asked.is_next and not asked.change_reason.strip():
        raise SchemeFault("Tulis apa yang berubah dari edisi sebelumnya dan mengapa.", "change_reason")
    check_moment(asked, on)
