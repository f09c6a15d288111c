"""The role and result matrix on paper: a working sheet for the leader, no document of record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from appraisal import pdf
from appraisal.templatetags.ui import waktu
from organizations.models import Agency

from .models import Plan
from .queries import MatrixCell, MatrixPage, MatrixRow
from .queries.matrix import shortened
from .rules import AssignmentStatus

COLUMNS = 5  # results beside each other that still read well on a landscape page
FITS = 900  # letters of a cell that surely stay on one page
HEADING = 300  # letters of a result above its column; the head must leave room for people below it
FACES = {"Liberation Serif": "serif", "URW Bookman": "bookman"}


@dataclass(frozen=True)
class SheetRow:
    """A person with the texts of one block of results."""

    name: str
    position: str
    texts: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether the row may be held together on a page."""
        return max(len(text) for text in self.texts) <= FITS


@dataclass(frozen=True)
class Block:
    """At most five results beside each other, with every person."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True)
class MatrixSheet:
    """Everything the printed matrix says."""

    agency: str
    office: str
    address: str
    leader: str
    position: str
    unit: str
    year: int
    made_at: str
    paper: str
    face: str
    blocks: tuple[Block, ...]


def matrix_sheet(content: MatrixPage, at: datetime) -> MatrixSheet:
    """Return a leader's whole matrix as text, in blocks of at most five results."""
    plan: Plan = content.plan
    agency = Agency.objects.first()
    total = len(content.columns)
    return MatrixSheet(
        agency=agency.name if agency else "Instansi",
        office=agency.letterhead if agency else "",
        address=agency.address if agency else "",
        leader=plan.placement.employee.full_name,
        position=plan.placement.position.title,
        unit=plan.placement.unit.name,
        year=plan.period.year,
        made_at=waktu(at),
        paper=f"{(agency.paper if agency else 'A4').lower()}-landscape",
        face=FACES.get(agency.typeface if agency else "", "sans"),
        blocks=tuple(
            Block(
                title=f"Hasil kerja {first + 1} sampai {min(first + COLUMNS, total)} dari {total}",
                headings=tuple(
                    f"{column.number}. {shortened(column.result.text, HEADING)}"
                    for column in content.columns[first : first + COLUMNS]
                ),
                rows=tuple(_row(row, first) for row in content.everybody),
            )
            for first in range(0, total, COLUMNS)
        ),
    )


def _row(row: MatrixRow, first: int) -> SheetRow:
    outside = f", {row.placement.unit.name} (di luar tim)" if row.is_outside else ""
    texts = tuple(_text(cell) for cell in row.cells[first : first + COLUMNS])
    return SheetRow(row.name, f"{row.placement.position.title}{outside}", texts)


def _text(cell: MatrixCell) -> str:
    declined = cell.assignment is not None and cell.assignment.status == AssignmentStatus.DECLINED
    return f"{cell.text} (belum sesuai)" if declined else cell.text


def print_matrix(content: MatrixPage, at: datetime) -> pdf.Rendered:
    """Return the matrix as landscape pages on the agency's paper."""
    name = f"matriks-{content.plan.pk}-{at.isoformat()}"
    return pdf.render("documents/matriks.html", {"sheet": matrix_sheet(content, at)}, identifier=name)
