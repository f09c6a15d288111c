"""Reads single cells of staff files; what cannot be read becomes a fault with cause and repair."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from .letter_case import squeeze
from .nip import Nip, NipFault, parse_nip

Cells = Mapping[str, Any]
ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})(?: 00:00:00)?")
SCIENTIFIC = re.compile(r"[0-9]([.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
YEAR_FIRST = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?:[ T]00:00:00)?")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused: column, value as written, cause, repair."""

    column: str
    value: str
    cause: str
    repair: str

    @property
    def sentence(self) -> str:
        """The fault in one line, for reports."""
        shown = f"berisi “{self.value}”" if self.value else "kosong"
        return f"Kolom {self.column} {shown}: {self.cause} {self.repair}"


class Unreadable(ValueError):
    """A cell cannot be used; carries the fault."""

    def __init__(self, column: str, value: Any, cause: str, repair: str) -> None:
        super().__init__(cause)
        self.fault = Fault(column, shown(value), cause, repair)


def shown(value: Any) -> str:
    """Return a cell as people see it in the spreadsheet, cut to 80 letters."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y}"
    text = squeeze(INVISIBLE.sub("", str(value)))
    return text if len(text) <= 80 else f"{text[:79]}…"


def text_of(cells: Cells, column: str, *, limit: int) -> str:
    """Return a cell as one clean line, "" when empty; raise Unreadable for formulas, errors, lengths."""
    value = cells.get(column)
    if value is None:
        return ""
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        value = _plain(value, column)
    text = squeeze(unicodedata.normalize("NFC", INVISIBLE.sub("", str(value))))
    if text.startswith(("=", "@")):
        raise Unreadable(
            column, text, "isinya rumus, bukan data.", "Salin sel itu sebagai nilai (Tempel Nilai)."
        )
    if text.upper() in ERRORS:
        raise Unreadable(column, text, "isinya galat dari Excel.", "Perbaiki rumusnya atau ketik nilainya.")
    if len(text) > limit:
        raise Unreadable(
            column, text, f"panjangnya {len(text)} huruf.", f"Singkatkan menjadi paling banyak {limit} huruf."
        )
    return text


def _plain(value: Any, column: str) -> str:
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y}"
    if str(type(value).__name__) in {"float", "bool", "date", "time", "Decimal"}:
        return str(value)
    raise Unreadable(
        column, "rumus", "isinya rumus, bukan data.", "Salin sel itu sebagai nilai (Tempel Nilai)."
    )


def date_of(cells: Cells, column: str) -> date | None:
    """Return a cell as a date, None when empty; raise Unreadable for numbers and impossible days."""
    value = cells.get(column)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    repair = "Tulis seperti 27-07-1973."
    if value is not None and not isinstance(value, str):
        raise Unreadable(column, value, "isinya angka, bukan tanggal.", "Format kolomnya sebagai tanggal.")
    text = text_of(cells, column, limit=60)
    if not text:
        return None
    if found := DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        raise Unreadable(column, text, "belum dikenal sebagai tanggal.", repair)
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(column, text, "tanggal ini tidak ada di kalender.", repair) from None


def nip_of(cells: Cells, column: str, *, today: date) -> Nip:
    """Return a cell as an employee number; raise Unreadable with the check that it does not pass."""
    value = cells.get(column)
    repair = "Format kolom NIP sebagai teks, lalu isi ulang NIP-nya."
    if value is None or (isinstance(value, str) and not value.strip()):
        raise Unreadable(column, "", "baris ini tanpa NIP.", "Isi NIP 18 angka.")
    if not isinstance(value, str):
        raise Unreadable(column, value, "tersimpan sebagai angka, sehingga angka terakhirnya hilang.", repair)
    text = text_of(cells, column, limit=60)
    if SCIENTIFIC.fullmatch(text):
        raise Unreadable(column, text, "tersimpan sebagai angka, sehingga angka terakhirnya hilang.", repair)
    try:
        return parse_nip(text, today=today)
    except NipFault as fault:
        raise Unreadable(column, text, str(fault), "Periksa NIP-nya di SIASN.") from None
