"""Numbers of documents by the pattern of the agency (pola nomor)."""

from __future__ import annotations

import re
from datetime import date

DEFAULT_PATTERN = "{jenis}-{tahun}-{urut}"
PLACEHOLDERS = ("jenis", "tahun", "bulan", "bulan_romawi", "urut")
NEEDED = ("urut", "tahun")  # without them a number comes twice
PATTERN_LIMIT, NUMBER_LIMIT = 60, 80  # letters; the second counts the longest number that a pattern can give
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
LONGEST_KIND = 12  # letters of the column of kinds

_PLACE = re.compile(r"\{([^{}]*)\}")
_PLAIN = re.compile(r"[A-Za-z0-9 ./()_-]*")  # what a letter's number is made of, and a file name bears


def number_of(pattern: str, *, kind: str, year: int, month: int, serial: int) -> str:
    """Return the number of a document; the serial has at least four digits."""
    values = {
        "jenis": kind,
        "tahun": str(year),
        "bulan": f"{month:02d}",
        "bulan_romawi": ROMAN[month - 1],
        "urut": f"{serial:04d}",
    }
    return _PLACE.sub(lambda found: values[found[1]], pattern)


def example_number(pattern: str, on: date) -> str:
    """Return the number that the first SKP of a day would have."""
    return number_of(pattern, kind="SKP", year=on.year, month=on.month, serial=1)


def series_of(pattern: str, kind: str) -> str:
    """Return which documents count together in a year: those of a kind, or all where no kind is printed."""
    return kind if "{jenis}" in pattern else ""


def pattern_fault(pattern: str) -> str:
    """Return why a pattern cannot be used, in a sentence; "" when it can."""
    unknown = [name for name in _PLACE.findall(pattern) if name not in PLACEHOLDERS]
    if unknown:
        return f"{{{unknown[0]}}} tidak dikenal. Yang bisa dipakai: {shown_placeholders()}."
    for name in NEEDED:
        if f"{{{name}}}" not in pattern:
            return f"Pola memuat {{{name}}}, supaya tidak ada dua dokumen dengan nomor yang sama."
    if not _PLAIN.fullmatch(_PLACE.sub("", pattern)):
        return "Di luar kurung kurawal pola berisi huruf, angka, spasi, dan tanda . / ( ) _ - saja."
    longest = number_of(pattern, kind="X" * LONGEST_KIND, year=2026, month=8, serial=999_999)
    if len(longest) > NUMBER_LIMIT:
        return f"Nomor dengan pola ini bisa sampai {len(longest)} huruf. Batasnya {NUMBER_LIMIT}."
    return ""


def shown_placeholders() -> str:
    """Return the placeholders as a person types them."""
    return ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)


def file_name(number: str) -> str:
    """Return a number as the name of a file, without what separates folders."""
    return number.replace("/", "-").strip(" .")
