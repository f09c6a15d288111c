"""Small spreadsheets in the browser: every row read, judged, and kept with what is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from appraisal.sheets import BROWSER, Columns, Limits, open_table

from ..rules.cell import Cells, Fault, Unreadable

LONGEST = 400  # letters of a cell that are kept; no column takes as many
Judge = Callable[[Cells], tuple[dict[str, Any], list[Fault]]]


def read_sheet(
    name: str, content: bytes, columns: Columns, judge: Judge, limits: Limits = BROWSER
) -> list[dict[str, Any]]:
    """Return one entry per row: `line` as in the spreadsheet, `values` as plain data, `faults` as sentences.

    `judge` turns the cells of a row into values that JSON can hold and faults; an Unreadable that it
    raises counts as the only fault of its row. Raise Refused with the reason when the file itself is
    unusable.
    """
    rows = []
    for line, cells in open_table(content, name, columns, limits):
        try:
            values, faults = judge(cells)
        except Unreadable as unreadable:
            values, faults = {}, [unreadable.fault]
        rows.append({"line": line, "values": values, "faults": [fault.sentence for fault in faults]})
    return rows


def sound(rows: list[dict[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the values of the rows in which nothing is wrong."""
    return [row["values"] for row in rows if not row["faults"]]


def plain(value: Any) -> Any:
    """Return a cell as JSON holds it, so that it is judged the same way again."""
    if isinstance(value, datetime | date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, str):
        return value[:LONGEST]
    if isinstance(value, float):
        return str(value)  # two databases keep the same number in two ways
    return value if value is None or isinstance(value, int) else "=rumus"
