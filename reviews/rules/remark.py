"""Words given during the year: what kind they are and who says them."""

from __future__ import annotations

from enum import StrEnum


class RemarkKind(StrEnum):
    """What a remark wants to do."""

    APPRECIATION = "APRESIASI"
    SUGGESTION = "SARAN"


class Giver(StrEnum):
    """How the giver stood to the receiver on the day of the words."""

    SUPERIOR = "ATASAN"
    ASSIGNER = "PEMBERI_PENUGASAN"
    COLLEAGUE = "REKAN"


REMARK_LABELS = {RemarkKind.APPRECIATION: "Apresiasi", RemarkKind.SUGGESTION: "Saran"}
GIVER_LABELS = {
    Giver.SUPERIOR: "Atasan",
    Giver.ASSIGNER: "Pemberi penugasan",
    Giver.COLLEAGUE: "Rekan",
}
