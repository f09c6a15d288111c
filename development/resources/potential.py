"""A file of potential assessments: read behind the guard and kept with what is wrong in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from appraisal.sheets import BROWSER, Columns, write_xlsx
from organizations.models import Employee, Upload
from organizations.operations.staff_import import unsafe_noted
from organizations.resources import read_sheet

from ..operations.potential import keep_potential
from ..queries.figures import figures_on
from ..rules.potential_row import ALIASES, POTENTIAL_COLUMNS, POTENTIAL_EXTRAS, read_potential

COLUMNS = Columns(POTENTIAL_COLUMNS, POTENTIAL_EXTRAS, aliases=ALIASES, header_within=10)
LIMITS = replace(BROWSER, rows=50_000, rows_hint=" Bagi menjadi beberapa berkas.")


def upload_potential(*, name: str, content: bytes, by: Employee, on: date, at: datetime) -> Upload:
    """Read a file and keep its preview; raise Refused when the file as a whole cannot be used."""
    years = int(figures_on(on)["potensial_berlaku_tahun"])
    with unsafe_noted(name=name, by=by, at=at):
        rows = read_sheet(name, content, COLUMNS, partial(read_potential, today=on, years=years), LIMITS)
    return keep_potential(name=name, rows=rows, by=by, at=at)


def potential_template() -> bytes:
    """Return an empty workbook with the columns."""
    return write_xlsx((*POTENTIAL_COLUMNS, *POTENTIAL_EXTRAS), [], "Nilai potensial")
