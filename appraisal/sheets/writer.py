"""Writes rows for spreadsheets; every text passes one escape, so that no cell is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any, Protocol

# What spreadsheet programs take for the start of a formula, also in full-width form and behind spaces.
STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "\uff1d", "\uff0b", "\uff0d", "\uff20")
UNSTORABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])


class Writable(Protocol):
    """Whatever takes text: a file, a response."""

    def write(self, text: str, /) -> object: ...


def escape_cell(value: Any) -> Any:
    """Return the value as a spreadsheet may hold it: text that looks like a formula gets an apostrophe.

    Numbers, dates and nothing stay what they are; everything else becomes text.
    """
    if value is None or isinstance(value, (int, float, Decimal, date)):
        return value
    text = str(value).translate(UNSTORABLE)
    return f"'{text}" if text.lstrip(" \u00a0\u200b\ufeff").startswith(STARTERS) else text


def write_csv(
    file: Writable, header: Sequence[str], rows: Iterable[Sequence[Any]], divider: str = ","
) -> int:
    """Write the header and the rows as CSV and return how many rows were written."""
    writer = csv.writer(file, delimiter=divider, lineterminator="\r\n")
    writer.writerow([escape_cell(title) for title in header])
    count = 0
    for row in rows:
        writer.writerow([escape_cell(value) for value in row])
        count += 1
    return count


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return the CSV that spreadsheet programs in Indonesia open: semicolons, and UTF-8 with its mark."""
    text = io.StringIO()
    text.write("\ufeff")
    write_csv(text, header, rows, divider=";")
    return text.getvalue().encode()


Sheet = tuple[str, Sequence[str], Iterable[Sequence[Any]], Sequence[int]]


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[Any]], title: str = "Data") -> bytes:
    """Return a workbook with one sheet; numbers of more than 15 digits must come as text."""
    return write_book([(title, header, rows, ())])


def write_book(sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook with sheets of title, header, rows and widths of the columns (in letters)."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for title, header, rows, widths in sheets:
        sheet = book.create_sheet(title[:31])
        for number, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        for row in chain([header], rows):
            sheet.append([_cell(sheet, value) for value in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    safe = escape_cell(value)
    if isinstance(safe, datetime) and safe.tzinfo is not None:
        safe = safe.replace(tzinfo=None)
    cell = WriteOnlyCell(sheet, value=safe)
    if isinstance(safe, str):
        cell.data_type = "s"
    return cell
