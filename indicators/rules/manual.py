"""The manual of an indicator: how it is defined, counted and reported (manual indikator kinerja)."""

from __future__ import annotations

from dataclasses import dataclass

from .plan import Control, TermKind

# Labels as printed (domain research 2.4.4), in the order of the form.
MANUAL_LABELS = {
    "purpose": "TUJUAN",
    "definition": "DESKRIPSI: Definisi",
    "formula": "DESKRIPSI: Formula",
    "measure": "SATUAN PENGUKURAN (Opsional bagi pendekatan hasil kerja kualitatif)",
    "control": "KUALITAS DAN TINGKAT KENDALI",
    "source": "SUMBER DATA",
    "reporting": "PERIODE PELAPORAN",
}
# The research saw one value in print; the list is from memory, so none of them is forced on anybody.
CONTROL_LABELS = {
    Control.OUTCOME: "Outcome",
    Control.INTERMEDIATE: "Outcome Antara",
    Control.OUTPUT: "Output Kendali Rendah",
}
REPORTING_LABELS = {
    TermKind.MONTHLY: "Bulanan",
    TermKind.QUARTERLY: "Triwulanan",
    TermKind.HALF_YEARLY: "Semesteran",
    TermKind.FINAL: "Tahunan",
}


@dataclass(frozen=True)
class ManualDraft:
    """A manual as a person wrote it; every part may stay empty."""

    purpose: str = ""
    definition: str = ""
    formula: str = ""
    measure: str = ""
    control: str = ""
    source: str = ""
    reporting: str = ""


def manual_words(name: str, value: str) -> str:
    """Return one part of a manual as people read it: choices by their label, texts as they stand."""
    if name == "control" and value:
        return CONTROL_LABELS[Control(value)]
    if name == "reporting" and value:
        return REPORTING_LABELS[TermKind(value)]
    return value
