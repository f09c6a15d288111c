"""The indicator library as a spreadsheet: the shipped set, the export, the import with its preview."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from appraisal.sheets import BROWSER, Columns
from organizations.models import Employee, Upload
from organizations.operations import keep_upload
from organizations.operations.staff_import import unsafe_noted
from organizations.operations.upload import LIFETIME
from organizations.resources import read_sheet
from organizations.rules import UploadKind
from organizations.rules.cell import Cells, Fault, Unreadable, shown, text_of

from .. import queries
from ..models import LibraryEntry
from ..queries.library_sheet import CHANGED, FAULTY, NEW, SAME
from ..rules import (
    ASPECT_LABELS,
    DIRECTION_LABELS,
    FIELD_CODES,
    POSITION_LABELS,
    EntryFacts,
    check_entry,
    same_words,
)

STARTER = Path(__file__).parents[1] / "library" / "starter.csv"
# Column of the file -> column of the entry, and how much of it is read.
HEADER = {
    "KODE": ("code", 20),
    "BIDANG LAYANAN": ("field", 60),
    "JENIS JABATAN": ("position_kind", 30),
    "INDIKATOR": ("text", 500),
    "ASPEK": ("aspect", 30),
    "SATUAN": ("measure", 40),
    "ARAH": ("direction", 40),
    "FORMULA": ("formula", 500),
    "SUMBER DATA": ("source", 300),
    "CONTOH HASIL DAN TARGET": ("example", 500),
}
OPTIONAL = ("KODE", "JENIS JABATAN", "CONTOH HASIL DAN TARGET")
COLUMNS = Columns(required=tuple(name for name in HEADER if name not in OPTIONAL), optional=OPTIONAL)
TITLES = {column: title for title, (column, _) in HEADER.items()}
LIMITS = replace(BROWSER, rows=1_000, rows_hint=" Bagi menjadi beberapa berkas.")
SHOWN = 40  # rows of a table in the preview, so that the page stays below 60 kB
LABELS: dict[str, dict[str, str]] = {
    "field": {name: name for name in FIELD_CODES},
    "position_kind": {str(kind): label for kind, label in POSITION_LABELS.items()},
    "aspect": {aspect.value: label for aspect, label in ASPECT_LABELS.items()},
    "direction": {direction.value: label for direction, label in DIRECTION_LABELS.items()},
}
# What people write -> what is stored: the label or the stored word itself, in any case.
MEANT = {
    column: {same_words(word): value for value, label in labels.items() for word in (value, label)}
    for column, labels in LABELS.items()
}


def starter_rows() -> list[dict[str, str]]:
    """Return the entries that come with the program, by column of the model."""
    with STARTER.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def library_rows(entries: Iterable[LibraryEntry]) -> list[list[str]]:
    """Return entries as rows under HEADER, in the words that the import reads again."""
    return [[_label(column, getattr(row, column)) for column, _ in HEADER.values()] for row in entries]


# --- Import -----------------------------------------------------------------------------------


def judge(cells: Cells) -> tuple[dict[str, Any], list[Fault]]:
    """Return the values of a row and what is wrong with it, each fault at its column."""
    values: dict[str, str] = {}
    faults: list[Fault] = []
    for title, (column, limit) in HEADER.items():
        try:
            values[column] = text_of(cells, title, limit=limit)
        except Unreadable as unreadable:
            values[column] = ""
            faults.append(unreadable.fault)
    values["code"] = values["code"].upper()
    facts = EntryFacts(**{name: _meant(name, values[name]) for name in EntryFacts.__dataclass_fields__})
    known = {fault.column for fault in faults}
    for column, sentence in check_entry(facts):
        title = TITLES[column]
        if title not in known:
            faults.append(
                Fault(title, shown(values[column]), "belum bisa dipakai.", _repair(column, sentence))
            )
            known.add(title)
    label = values["text"] or values["code"]
    return {"code": values["code"], "label": label, **_plain(facts)}, faults


def upload_library(*, name: str, content: bytes, by: Employee, at: datetime) -> Upload:
    """Read and judge a file, write nothing of it, and keep its rows for the preview.

    Raise Refused when the file as a whole cannot be used; one that was built to harm leaves a trace.
    """
    with unsafe_noted(name=name, by=by, at=at):
        rows = read_sheet(name, content, COLUMNS, judge, LIMITS)
    return keep_upload(kind=UploadKind.LIBRARY, name=name, rows=rows, by=by, at=at)


def library_preview(upload: Upload, at: datetime) -> dict[str, Any]:
    """Return what the preview page shows: what the file would change now, or what it changed."""
    is_applied = upload.applied_at is not None
    found = queries.compare_library(upload)
    counts: Mapping[str, int] = upload.outcome if is_applied else found.counts
    labels = {NEW: "baru", CHANGED: "berubah", SAME: "tetap", FAULTY: "perlu diperbaiki"}
    return {
        "upload": upload,
        "numbers": [{"value": counts[state], "label": label} for state, label in labels.items()],
        "counts": counts,
        "effect": counts[NEW] + counts[CHANGED],
        "new": [] if is_applied else found.of(NEW)[:SHOWN],
        "changed": [] if is_applied else found.of(CHANGED)[:SHOWN],
        "faulty": [] if is_applied else found.of(FAULTY)[:SHOWN],
        "digest": found.digest,
        "expires_at": upload.uploaded_at + LIFETIME,
        "is_expired": upload.uploaded_at + LIFETIME < at,
    }


def _label(column: str, value: str) -> str:
    return LABELS[column][value] if column in LABELS else value


def _meant(column: str, text: str) -> str:
    return MEANT[column].get(same_words(text), text) if column in MEANT else text


def _repair(column: str, sentence: str) -> str:
    """Return what to write; a column with few choices names them."""
    if column in {"aspect", "direction", "position_kind"}:
        return f"Tulis salah satu: {', '.join(LABELS[column].values())}."
    return "Salin nama bidangnya dari berkas contoh." if column == "field" else sentence


def _plain(facts: EntryFacts) -> dict[str, str]:
    return {name: str(getattr(facts, name)) for name in EntryFacts.__dataclass_fields__}
