"""A figure of a page: a heading, the sentence, the shapes, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .chart import Drawing

Cell = str | int | Decimal | None


@dataclass(frozen=True)
class TableRow:
    """One row of a table: the first cell names it, and may lead further."""

    cells: Sequence[Cell]
    href: str = ""


@dataclass(frozen=True)
class Table:
    """The numbers of a chart; the first column names, the others count."""

    columns: Sequence[str]
    rows: Sequence[TableRow]


@dataclass(frozen=True)
class Figure:
    """What one chart shows; without a drawing the sentence stands alone."""

    key: str  # names the figure on its page and in the names of files
    title: str
    sentence: str
    table: Table
    drawing: Drawing | None = None
    notes: Sequence[str] = field(default_factory=tuple)
    is_open: bool = True  # whether the table lies open below the chart


SHORT = {"Triwulan": "TW", "Semester": "Smt", "Tahunan": "Tahun"}


def short_name(name: str) -> str:
    """Return the name of a part of the year as it stands below a chart: "TW III", "Jan", "Smt I"."""
    first, _, rest = name.partition(" ")
    return f"{SHORT.get(first, first[:3])} {rest}".strip()
