"""The words of service records: what of a career counts for awards and medals."""

from __future__ import annotations

from enum import StrEnum


class RecordKind(StrEnum):
    """Jenis catatan kepegawaian; discipline after PP 94/2021, the rest after domain research 9.2."""

    DISCIPLINE_LIGHT = "DISIPLIN_RINGAN"
    DISCIPLINE_MEDIUM = "DISIPLIN_SEDANG"
    DISCIPLINE_HEAVY = "DISIPLIN_BERAT"
    UNPAID_LEAVE = "CLTN"
    SENTENCE = "PIDANA"
    SERVICE_BREAK = "TERPUTUS"
    MEDAL_X = "SATYA_X"
    MEDAL_XX = "SATYA_XX"
    MEDAL_XXX = "SATYA_XXX"


RECORD_LABELS = {
    RecordKind.DISCIPLINE_LIGHT: "Hukuman disiplin ringan",
    RecordKind.DISCIPLINE_MEDIUM: "Hukuman disiplin sedang",
    RecordKind.DISCIPLINE_HEAVY: "Hukuman disiplin berat",
    RecordKind.UNPAID_LEAVE: "Cuti di luar tanggungan negara",
    RecordKind.SENTENCE: "Pidana",
    RecordKind.SERVICE_BREAK: "Masa kerja terputus",
    RecordKind.MEDAL_X: "Satyalancana Karya Satya X Tahun",
    RecordKind.MEDAL_XX: "Satyalancana Karya Satya XX Tahun",
    RecordKind.MEDAL_XXX: "Satyalancana Karya Satya XXX Tahun",
}
DISCIPLINE = frozenset(
    {RecordKind.DISCIPLINE_LIGHT, RecordKind.DISCIPLINE_MEDIUM, RecordKind.DISCIPLINE_HEAVY}
)
SERIOUS = frozenset({RecordKind.DISCIPLINE_MEDIUM, RecordKind.DISCIPLINE_HEAVY})
MEDALS = frozenset({RecordKind.MEDAL_X, RecordKind.MEDAL_XX, RecordKind.MEDAL_XXX})
