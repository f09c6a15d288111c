"""The achievement of an organisation: who recommends it, what the grades mean (SE MenPANRB 3/2023)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from .evaluation import OrganisationGrade

Grade = TypeVar("Grade")


class GradeAdviser(StrEnum):
    """Whose recommendation the leader above may consider; the unit speaks for itself beside them."""

    UNIT = "UNIT"
    PLANNING = "PERENCANAAN"
    PERSONNEL = "KEPEGAWAIAN"
    OVERSIGHT = "PENGAWASAN"


GRADE_ADVISER_LABELS = {
    GradeAdviser.UNIT: "Unit kerja sendiri",
    GradeAdviser.PLANNING: "Unit perencanaan",
    GradeAdviser.PERSONNEL: "Unit kepegawaian",
    GradeAdviser.OVERSIGHT: "Unit pengawasan",
}

# The two ends are those of the circular (domain research 2.6.1); of the others only their order was read.
GRADE_MEANINGS = {
    OrganisationGrade.SPECIAL: "Rencana aksi tercapai melebihi target yang disepakati dengan pimpinan.",
    OrganisationGrade.GOOD: "Satu tingkat di bawah Istimewa.",
    OrganisationGrade.NEEDS_IMPROVEMENT: "Di antara Baik dan Kurang.",
    OrganisationGrade.POOR: "Satu tingkat di atas Sangat Kurang.",
    OrganisationGrade.VERY_POOR: "Sebagian besar rencana aksi tidak menunjukkan kemajuan.",
}

# What the annual grade weighs; the table that combines them is unread (domain research 12.4).
ANNUAL_COMPONENTS = ("capaian perjanjian kinerja", "ekspektasi kinerja satuan organisasi")


def nearest_grade(chain: Sequence[int], grades: Mapping[int, Grade]) -> Grade | None:
    """Return the grade that counts for people of a unit: its own, else that of the nearest unit above.

    `chain` holds the keys of the unit and of those above it, the unit first.
    """
    return next((grades[unit] for unit in chain if unit in grades), None)
