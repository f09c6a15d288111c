"""Files of moves: read behind the guard, kept as plain cells, given back with the reasons beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from appraisal.sheets import BROWSER, Columns, open_table, write_xlsx

from ..models import Employee, Upload
from ..operations import keep_moves
from ..operations.staff_import import unsafe_noted
from ..rules import format_nip
from ..rules.move_row import MOVE_COLUMNS, MOVE_EXTRAS, NIP, SUPERIOR
from .sheet import plain

COLUMNS = Columns(MOVE_COLUMNS, MOVE_EXTRAS)
LIMITS = replace(BROWSER, rows=2000, rows_hint=" Bagi menjadi beberapa berkas.")
REASONS = ("BARIS", "KOLOM", "NILAI", "PENYEBAB", "PERBAIKAN")


def upload_moves(*, name: str, content: bytes, by: Employee, at: datetime) -> Upload:
    """Read a file and keep its preview; raise Refused when the file as a whole cannot be used."""
    with unsafe_noted(name=name, by=by, at=at):
        table = open_table(content, name, COLUMNS, LIMITS)
        cells = [(line, {column: plain(value) for column, value in row.items()}) for line, row in table]
    return keep_moves(name=name, cells=cells, by=by, at=at)


def moves_template() -> bytes:
    """Return an empty workbook with the columns of a file of moves."""
    return write_xlsx((*MOVE_COLUMNS, *MOVE_EXTRAS), [], "Mutasi")


def faulty_moves(upload: Upload) -> tuple[Sequence[str], Iterator[Sequence[str]]]:
    """Return header and rows that must be repaired: the reasons, then the cells to mend and upload again."""
    columns = (*MOVE_COLUMNS, *MOVE_EXTRAS)
    return (*REASONS, *columns), (_faulty(row, columns) for row in upload.rows if row["faults"])


def _faulty(row: dict[str, Any], columns: Sequence[str]) -> Sequence[str]:
    faults = row["faults"]
    joined = [" | ".join(fault[part] for fault in faults) for part in ("column", "value", "cause", "repair")]
    # In groups a NIP stays text when a spreadsheet opens the file; as one number its end would be lost.
    cells = {
        column: str(value) if (value := row["cells"].get(column)) is not None else "" for column in columns
    }
    return [
        str(row["line"]),
        *joined,
        *(format_nip(text) if column in (NIP, SUPERIOR) else text for column, text in cells.items()),
    ]
