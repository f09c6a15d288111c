"""The achievement of an organisation: who recommends it (SE MenPANRB 3/2023)."""

from __future__ import annotations

from enum import StrEnum


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
