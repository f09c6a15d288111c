"""Ratings, the predicate matrix, and the moves of an evaluation up to the final word."""

from __future__ import annotations

from enum import StrEnum


class Rating(StrEnum):
    """Rating hasil kerja and rating perilaku kerja (PermenPANRB 6/2022)."""

    ABOVE = "DI_ATAS"
    MEETS = "SESUAI"
    BELOW = "DI_BAWAH"


class Predicate(StrEnum):
    """Predikat kinerja pegawai."""

    EXCELLENT = "SANGAT_BAIK"
    GOOD = "BAIK"
    NEEDS_IMPROVEMENT = "BUTUH_PERBAIKAN"
    POOR = "KURANG"
    VERY_POOR = "SANGAT_KURANG"


class OrganisationGrade(StrEnum):
    """Predikat capaian kinerja organisasi (SE MenPANRB 3/2023); no "misconduct" here."""

    SPECIAL = "ISTIMEWA"
    GOOD = "BAIK"
    NEEDS_IMPROVEMENT = "BUTUH_PERBAIKAN"
    POOR = "KURANG"
    VERY_POOR = "SANGAT_KURANG"


RATING_LABELS = {
    Rating.ABOVE: "Di atas ekspektasi",
    Rating.MEETS: "Sesuai ekspektasi",
    Rating.BELOW: "Di bawah ekspektasi",
}
PREDICATE_LABELS = {
    Predicate.EXCELLENT: "Sangat Baik",
    Predicate.GOOD: "Baik",
    Predicate.NEEDS_IMPROVEMENT: "Butuh Perbaikan",
    Predicate.POOR: "Kurang/misconduct",
    Predicate.VERY_POOR: "Sangat Kurang",
}
GRADE_LABELS = {
    OrganisationGrade.SPECIAL: "Istimewa",
    OrganisationGrade.GOOD: "Baik",
    OrganisationGrade.NEEDS_IMPROVEMENT: "Butuh Perbaikan",
    OrganisationGrade.POOR: "Kurang",
    OrganisationGrade.VERY_POOR: "Sangat Kurang",
}

# What a state is called for everybody, with the kind of tag that shows it.
STATUS_WORDS = {
    "DRAF": ("Draf penilaian", "mute"),
    "KALIBRASI": ("Diajukan ke kalibrasi", "info"),
    "DISAMPAIKAN": ("Dibagikan", "info"),
    "DITERIMA": ("Sudah dibaca", "ok"),
    "KEBERATAN": ("Keberatan diajukan", "warn"),
    "DIJELASKAN": ("Keberatan, menunggu putusan", "warn"),
    "FINAL": ("Final", "ok"),
}

# Rows: hasil kerja; columns: perilaku kerja. Written as the annex of PermenPANRB 6/2022 shows it
# (read through eight independent implementations that all agree; domain research 2.6.3).
MATRIX: dict[Rating, dict[Rating, Predicate]] = {
    #               perilaku:  di bawah                       sesuai                         di atas
    Rating.ABOVE: {
        Rating.BELOW: Predicate.POOR,
        Rating.MEETS: Predicate.GOOD,
        Rating.ABOVE: Predicate.EXCELLENT,
    },
    Rating.MEETS: {
        Rating.BELOW: Predicate.POOR,
        Rating.MEETS: Predicate.GOOD,
        Rating.ABOVE: Predicate.GOOD,
    },
    Rating.BELOW: {
        Rating.BELOW: Predicate.VERY_POOR,
        Rating.MEETS: Predicate.NEEDS_IMPROVEMENT,
        Rating.ABOVE: Predicate.NEEDS_IMPROVEMENT,
    },
}


def predicate(*, results: Rating, behaviour: Rating) -> Predicate:
    """Return the predicate for the two ratings (PermenPANRB 6/2022, quadrant of the annex)."""
    return MATRIX[results][behaviour]


class EvaluationStatus(StrEnum):
    """Where an evaluation stands (domain research 2.7 and 11.3)."""

    DRAFT = "DRAF"
    OFFERED = "KALIBRASI"
    SHARED = "DISAMPAIKAN"
    ACKNOWLEDGED = "DITERIMA"
    OBJECTED = "KEBERATAN"
    EXPLAINED = "DIJELASKAN"
    FINAL = "FINAL"


class EvaluationMove(StrEnum):
    """What can be done to an evaluation."""

    RATE = "nilai"
    OFFER = "ajukan ke kalibrasi"
    TAKE_BACK = "tarik dari kalibrasi"
    CALIBRATE = "putuskan dalam kalibrasi"
    SHARE = "bagikan"
    ACKNOWLEDGE = "terima"
    OBJECT = "ajukan keberatan"
    EXPLAIN = "jelaskan"
    DECIDE = "putuskan"
    FINALISE = "tetapkan"
    CORRECT = "perbaiki"


class Actor(StrEnum):
    """Who stands in which relation to an evaluation."""

    OWNER = "pegawai"
    SUPERIOR = "pejabat penilai"
    UPPER = "atasan pejabat penilai"
    LEADER = "pemimpin rapat kalibrasi"
    PERSONNEL = "dua admin BKD"
    SYSTEM = "sistem"
    OTHER = "orang lain"


# Move -> (states it starts from, state it leads to, who makes it). Objection: PP 30/2019 Pasal 59.
MOVES: dict[EvaluationMove, tuple[frozenset[EvaluationStatus], EvaluationStatus, Actor]] = {
    EvaluationMove.RATE: (frozenset({EvaluationStatus.DRAFT}), EvaluationStatus.DRAFT, Actor.SUPERIOR),
    EvaluationMove.OFFER: (frozenset({EvaluationStatus.DRAFT}), EvaluationStatus.OFFERED, Actor.SUPERIOR),
    EvaluationMove.TAKE_BACK: (
        frozenset({EvaluationStatus.OFFERED}),
        EvaluationStatus.DRAFT,
        Actor.SUPERIOR,
    ),
    EvaluationMove.CALIBRATE: (
        frozenset({EvaluationStatus.OFFERED}),
        EvaluationStatus.OFFERED,
        Actor.LEADER,
    ),
    EvaluationMove.SHARE: (
        frozenset({EvaluationStatus.DRAFT, EvaluationStatus.OFFERED}),
        EvaluationStatus.SHARED,
        Actor.SUPERIOR,
    ),
    EvaluationMove.ACKNOWLEDGE: (
        frozenset({EvaluationStatus.SHARED}),
        EvaluationStatus.ACKNOWLEDGED,
        Actor.OWNER,
    ),
    EvaluationMove.OBJECT: (
        frozenset({EvaluationStatus.SHARED, EvaluationStatus.ACKNOWLEDGED}),
        EvaluationStatus.OBJECTED,
        Actor.OWNER,
    ),
    EvaluationMove.EXPLAIN: (
        frozenset({EvaluationStatus.OBJECTED}),
        EvaluationStatus.EXPLAINED,
        Actor.SUPERIOR,
    ),
    EvaluationMove.DECIDE: (
        frozenset({EvaluationStatus.OBJECTED, EvaluationStatus.EXPLAINED}),
        EvaluationStatus.FINAL,
        Actor.UPPER,
    ),
    EvaluationMove.FINALISE: (
        frozenset({EvaluationStatus.SHARED, EvaluationStatus.ACKNOWLEDGED}),
        EvaluationStatus.FINAL,
        Actor.SYSTEM,
    ),
    EvaluationMove.CORRECT: (
        frozenset({EvaluationStatus.FINAL}),
        EvaluationStatus.FINAL,
        Actor.PERSONNEL,
    ),
}
UNSHARED = frozenset({EvaluationStatus.DRAFT, EvaluationStatus.OFFERED})
RELEASED = frozenset(EvaluationStatus) - UNSHARED


def may_move(move: EvaluationMove, status: EvaluationStatus, actor: Actor) -> bool:
    """Say whether this actor may make this move from this state."""
    origins, _, by = MOVES[move]
    return status in origins and actor == by
