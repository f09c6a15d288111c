"""What a position is: its kind, its level, how it is held."""

from __future__ import annotations

from enum import StrEnum


class PositionKind(StrEnum):
    """Jenis jabatan (UU 20/2023)."""

    JPT_UTAMA = "JPT_UTAMA"
    JPT_MADYA = "JPT_MADYA"
    JPT_PRATAMA = "JPT_PRATAMA"
    ADMINISTRATOR = "ADMINISTRATOR"
    SUPERVISOR = "PENGAWAS"
    FUNCTIONAL = "FUNGSIONAL"
    EXECUTIVE = "PELAKSANA"
    POLITICAL = "PEJABAT_POLITIK"


POSITION_LABELS = {
    PositionKind.JPT_MADYA.value: "Pimpinan tinggi madya",
    PositionKind.JPT_PRATAMA.value: "Pimpinan tinggi pratama",
    PositionKind.ADMINISTRATOR.value: "Administrator",
    PositionKind.SUPERVISOR.value: "Pengawas",
    PositionKind.FUNCTIONAL.value: "Fungsional",
    PositionKind.EXECUTIVE.value: "Pelaksana",
}


class FunctionalLevel(StrEnum):
    """Jenjang jabatan fungsional (PerBKN 3/2023)."""

    FIRST_EXPERT = "AHLI_PERTAMA"
    YOUNG_EXPERT = "AHLI_MUDA"
    MIDDLE_EXPERT = "AHLI_MADYA"
    MAIN_EXPERT = "AHLI_UTAMA"
    BEGINNER = "PEMULA"
    SKILLED = "TERAMPIL"
    PROFICIENT = "MAHIR"
    SENIOR = "PENYELIA"


class PlacementKind(StrEnum):
    """How a position is held: definitively, or acting (Plt., Plh.)."""

    DEFINITIVE = "DEFINITIF"
    ACTING = "PLT"
    DAILY_ACTING = "PLH"


ACTING_WORDS = {PlacementKind.ACTING: "Plt. ", PlacementKind.DAILY_ACTING: "Plh. "}
MANAGERIAL = frozenset(
    {
        PositionKind.JPT_UTAMA,
        PositionKind.JPT_MADYA,
        PositionKind.JPT_PRATAMA,
        PositionKind.ADMINISTRATOR,
        PositionKind.SUPERVISOR,
    }
)
JPT = frozenset({PositionKind.JPT_UTAMA, PositionKind.JPT_MADYA, PositionKind.JPT_PRATAMA})


def position_kind(group: str, echelon: str) -> PositionKind | None:
    """Return the kind of a position from SIASN's "JENIS JABATAN NAMA" and "ESELON NAMA".

    None when the group is unknown. Echelon to kind: domain research 8.5 ([MEM], old echelons).
    """
    name = group.strip().lower()
    if name == "jabatan fungsional":
        return PositionKind.FUNCTIONAL
    if name == "jabatan pelaksana":
        return PositionKind.EXECUTIVE
    if name != "jabatan struktural":
        return None
    level = echelon.strip().upper().split(".")[0]
    return {
        "I": PositionKind.JPT_MADYA,
        "II": PositionKind.JPT_PRATAMA,
        "III": PositionKind.ADMINISTRATOR,
        "IV": PositionKind.SUPERVISOR,
    }.get(level, PositionKind.SUPERVISOR)


def functional_level(title: str) -> FunctionalLevel | None:
    """Return the jenjang that the title of a functional position ends with, or None."""
    words = title.upper().replace("_", " ")
    for level in FunctionalLevel:
        if words.endswith(level.value.replace("_", " ")):
            return level
    return None
