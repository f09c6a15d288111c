"""Plans to grow with support: why one begins, which measures fit, until when, what helped."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from enum import StrEnum

from reviews.rules.evaluation import Predicate

MONTHS_KEY = "pembinaan_bulan"
MONTHS = Decimal(6)  # where the year's policy has no figure (PP 30/2019 Pasal 56-58, from memory)


class ActionKind(StrEnum):
    """Bentuk dukungan (domain research 2.8): what is done so that somebody grows."""

    GUIDANCE = "BIMBINGAN"
    COUNSELLING = "KONSELING"
    TRAINING = "PELATIHAN"
    ASSIGNMENT = "PENUGASAN"
    MENTOR = "MENTOR"


ACTION_LABELS = {
    ActionKind.GUIDANCE: "Bimbingan kinerja",
    ActionKind.COUNSELLING: "Konseling kinerja",
    ActionKind.TRAINING: "Pelatihan",
    ActionKind.ASSIGNMENT: "Penugasan untuk belajar",
    ActionKind.MENTOR: "Belajar pada mentor",
}
ACTION_MEANINGS = {
    ActionKind.GUIDANCE: "Atasan menunjukkan cara kerja, memberi contoh, dan mencoba bersama.",
    ActionKind.COUNSELLING: "Mencari bersama apa yang menghambat, juga di luar pekerjaan.",
    ActionKind.TRAINING: "Kursus, lokakarya, atau belajar daring.",
    ActionKind.ASSIGNMENT: "Tugas nyata yang sedikit lebih sulit, dengan pendampingan.",
    ActionKind.MENTOR: "Rekan yang mahir menemani secara berkala.",
}


class Helped(StrEnum):
    """Apakah membantu: what the owner says of a thing that was done."""

    YES = "MEMBANTU"
    SOMEWHAT = "CUKUP"
    NO = "BELUM"


HELPED_LABELS = {
    Helped.YES: "Sangat membantu",
    Helped.SOMEWHAT: "Cukup membantu",
    Helped.NO: "Belum membantu",
}


class Outcome(StrEnum):
    """Hasil akhir rencana: where a plan stands when it ends."""

    REACHED = "TERCAPAI"
    PARTLY = "SEBAGIAN"
    GOES_ON = "DILANJUTKAN"


OUTCOME_LABELS = {
    Outcome.REACHED: "Tercapai",
    Outcome.PARTLY: "Tercapai sebagian",
    Outcome.GOES_ON: "Perlu dilanjutkan",
}

CARE = (Predicate.NEEDS_IMPROVEMENT, Predicate.POOR, Predicate.VERY_POOR)

# Domain research 2.8 (recommended there, built from the names in the BKN frequently asked questions).
MEASURES: dict[Predicate, tuple[ActionKind, ...]] = {
    Predicate.NEEDS_IMPROVEMENT: (ActionKind.GUIDANCE, ActionKind.TRAINING),
    Predicate.POOR: (ActionKind.COUNSELLING,),
    Predicate.VERY_POOR: (ActionKind.COUNSELLING, ActionKind.GUIDANCE),
}
SEPARATE = (
    "Dugaan pelanggaran disiplin, bila ada, diperiksa terpisah menurut aturannya dan tidak ditulis di sini."
)


def needs_care(predicate: str) -> bool:
    """Say whether a result asks for a plan: Butuh Perbaikan, Kurang, Sangat Kurang."""
    return predicate in CARE


def missing_measures(predicate: str, planned: Collection[str]) -> list[ActionKind]:
    """Return the measures that fit a predicate and are not planned yet, in their order.

    Source: domain research 2.8. It is advice: a plan without them can be agreed on.
    """
    return [kind for kind in MEASURES.get(Predicate(predicate), ()) if kind not in planned]


def last_day(start: date, months: int) -> date:
    """Return the same day so many months later, or the month's last day where it has none."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
