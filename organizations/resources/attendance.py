"""Files of attendance: read behind the guard, kept as cells, given back with the reasons beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from appraisal.sheets import BROWSER, Columns, open_table, write_xlsx

from ..models import Employee, Upload
from ..operations.attendance import ALL_COLUMNS, keep_attendance
from ..operations.staff_import import unsafe_noted
from ..rules import format_nip
from ..rules.attendance_row import ALIASES, ATTENDANCE_COLUMNS, ATTENDANCE_EXTRAS, NAME, NIP
from .moves import REASONS
from .sheet import plain

# Presence systems write some lines of title above the header.
COLUMNS = Columns(ATTENDANCE_COLUMNS, ATTENDANCE_EXTRAS, aliases=ALIASES, header_within=10)
LIMITS = replace(BROWSER, rows=25_000, rows_hint=" Bagi menjadi beberapa berkas.")


def upload_attendance(*, name: str, content: bytes, month: date, by: Employee, at: datetime) -> Upload:
    """Read a month's file and keep its preview; raise Refused when the file as a whole cannot be used."""
    with unsafe_noted(name=name, by=by, at=at):
        table = open_table(content, name, COLUMNS, LIMITS)
        cells = [(line, [plain(row.get(column)) for column in ALL_COLUMNS]) for line, row in table]
    return keep_attendance(name=name, cells=cells, month=month, by=by, at=at)


def attendance_template() -> bytes:
    """Return an empty workbook with the columns of a month's file."""
    return write_xlsx((NIP, NAME, *ATTENDANCE_COLUMNS[1:]), [], "Kehadiran")


def faulty_attendance(upload: Upload) -> tuple[Sequence[str], Iterator[Sequence[str]]]:
    """Return header and rows that must be repaired: the reasons, then the cells to mend and upload again."""
    return (*REASONS, *ALL_COLUMNS), (_faulty(row) for row in upload.rows if row["faults"])


def _faulty(row: dict[str, Any]) -> Sequence[str]:
    parts = ("column", "value", "cause", "repair")
    joined = [" | ".join(fault[part] for fault in row["faults"]) for part in parts]
    cells = ["" if value is None else str(value) for value in row["cells"]]
    # In groups a NIP stays text when a spreadsheet opens the file; as one number its end would be lost.
    return [str(row["line"]), *joined, format_nip(cells[0]), *cells[1:]]
