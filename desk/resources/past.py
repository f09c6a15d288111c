"""A file of predicates from before this system: read behind the guard and kept with what is wrong in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from appraisal.sheets import BROWSER, Columns, write_xlsx
from organizations.models import Employee, Upload
from organizations.operations.staff_import import unsafe_noted
from organizations.resources import read_sheet

from ..operations.past import keep_past
from ..rules.past_row import ALIASES, PAST_COLUMNS, PAST_EXTRAS, read_past

COLUMNS = Columns(PAST_COLUMNS, PAST_EXTRAS, aliases=ALIASES, header_within=10)
LIMITS = replace(BROWSER, rows=50_000, rows_hint=" Bagi menjadi beberapa berkas.")


def upload_past(*, name: str, content: bytes, by: Employee, on: date, at: datetime) -> Upload:
    """Read a file and keep its preview; raise Refused when the file as a whole cannot be used."""
    with unsafe_noted(name=name, by=by, at=at):
        rows = read_sheet(name, content, COLUMNS, partial(read_past, today=on), LIMITS)
    return keep_past(name=name, rows=rows, by=by, at=at)


def past_template() -> bytes:
    """Return an empty workbook with the columns."""
    return write_xlsx((*PAST_COLUMNS, *PAST_EXTRAS), [], "Riwayat predikat")
