"""A file of service records: read behind the guard and kept with what is wrong in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from appraisal.sheets import BROWSER, Columns, write_book
from organizations.models import Employee, Upload
from organizations.operations.staff_import import unsafe_noted
from organizations.resources import read_sheet

from ..operations.record_file import keep_records
from ..rules.record import RECORD_LABELS
from ..rules.record_row import ALIASES, RECORD_COLUMNS, RECORD_EXTRAS, read_record

COLUMNS = Columns(RECORD_COLUMNS, RECORD_EXTRAS, aliases=ALIASES, header_within=10)
LIMITS = replace(BROWSER, rows=20_000, rows_hint=" Bagi menjadi beberapa berkas.")


def upload_records(*, name: str, content: bytes, by: Employee, on: date, at: datetime) -> Upload:
    """Read a file and keep its preview; raise Refused when the file as a whole cannot be used."""
    with unsafe_noted(name=name, by=by, at=at):
        rows = read_sheet(name, content, COLUMNS, partial(read_record, today=on), LIMITS)
    return keep_records(name=name, rows=rows, by=by, at=at)


def record_template() -> bytes:
    """Return a workbook with the columns, and the words for the kinds on a second sheet."""
    words = [[label] for label in RECORD_LABELS.values()]
    return write_book(
        [
            ("Catatan", (*RECORD_COLUMNS, *RECORD_EXTRAS), [], (22, 36, 14, 26, 20, 14, 18, 40)),
            ("Jenis", ("JENIS CATATAN",), words, (44,)),
        ]
    )
