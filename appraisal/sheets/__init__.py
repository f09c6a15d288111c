"""Spreadsheets from outside and to outside: a guard, a streaming reader, one escape, two writers."""

from __future__ import annotations

from .guard import BROWSER, COMMAND, FileKind, Limits, UnsafeFile, look
from .reader import Cells, Columns, Table, open_table
from .writer import csv_bytes, escape_cell, write_book, write_csv, write_xlsx

__all__ = [
    "BROWSER",
    "COMMAND",
    "Cells",
    "Columns",
    "FileKind",
    "Limits",
    "Table",
    "UnsafeFile",
    "csv_bytes",
    "escape_cell",
    "look",
    "open_table",
    "write_book",
    "write_csv",
    "write_xlsx",
]
