"""A month of own notes in the columns of e-Kinerja's daily form, so that nothing is typed twice.

The names are those of its form "Tambah Progress Harian" (domain research 7.1). It asks for hours, which we
do not ask for: those two columns stay for the person to fill.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from appraisal.sheets import write_xlsx

from ..models import Note

DAILY_FIELDS = (
    *("Rencana Aksi", "Tanggal Kegiatan", "Jam Mulai", "Jam Selesai", "Kegiatan Harian"),
    *("Sumber Data", "Realisasi", "Satuan", "Bukti Dukung"),
)
SOURCE = "ekinerja"  # the form knows no other


def daily_file(notes: Iterable[Note]) -> bytes:
    """Return the notes as a workbook, one row each, the oldest first; `result` and `indicator` are loaded."""
    return write_xlsx(DAILY_FIELDS, (_row(note) for note in notes), "Progress harian")


def _row(note: Note) -> list[Any]:
    result, measure = note.result, note.indicator.unit if note.indicator else ""
    return [
        result.text if result else "",
        f"{note.noted_on:%d-%m-%Y}",
        "",
        "",
        note.text,
        SOURCE,
        _whole(note.amount),
        measure,
        note.evidence_url,
    ]


def _whole(amount: Decimal | None) -> int | str:
    """Return an amount as the form takes it: a whole number, nothing where there is none or a part."""
    if amount is None or amount != amount.to_integral_value():
        return ""
    return int(amount)
