"""Reads the rows of a staff file one after the other, never trusting what the file says of itself."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any
from xml.parsers.expat import ExpatError

from appraisal.errors import Refused

from .guard import FileKind, Limits, UnsafeFile, look
from .xlsx import Hostile, workbook_rows

Cells = dict[str, Any]
Row = tuple[int, tuple[Any, ...]]
BLANK_ROWS = 100_000
BROKEN = (
    *(ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, EOFError, RuntimeError),
    *(zipfile.BadZipFile, zlib.error, ExpatError, csv.Error),
)
HOSTILE = {
    "doctype": "berisi rujukan XML yang tidak dibaca. Simpan ulang dari Excel.",
    "cell": "berisi sel yang terlalu panjang. Hapus sel itu, lalu unggah lagi.",
    "columns": "memakai lebih dari {} kolom. Hapus kolom yang tidak perlu.",
    "rows": "berisi terlalu banyak baris kosong. Hapus baris kosongnya.",
}
csv.field_size_limit(131_072)


@dataclass(frozen=True)
class Columns:
    """The columns that are used: those that must be there and those that help.

    `aliases` names columns by other headings, in capitals without signs; a heading counts as an alias only
    where the column itself is missing. The header is looked for in the first `header_within` rows.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    header_within: int = 1

    def titles(self, header: tuple[Any, ...]) -> list[str]:
        """Return the names of a row's cells, aliases replaced by the columns they stand for."""
        found = [_title(value) for value in header]
        known = [self.aliases.get(re.sub(r"[^A-Z0-9]+", " ", title).strip(), "") for title in found]
        return [
            column if column and column not in found else title
            for title, column in zip(found, known, strict=True)
        ]


@dataclass
class Table:
    """The rows of a file under their column names; iterating streams them once."""

    name: str
    kind: FileKind
    extras: list[str]
    places: dict[str, int]
    _rows: Iterator[Row]
    _limits: Limits
    count: int = field(default=0)

    def __iter__(self) -> Iterator[tuple[int, Cells]]:
        """Yield (row number as in the spreadsheet, cells by column); raise Refused when there are none."""
        for number, values in self._rows:
            self.count += 1
            if self.count > self._limits.rows:
                limit = f"{self._limits.rows:,}".replace(",", ".")
                raise Refused(f"Berkas {self.name} berisi lebih dari {limit} baris." + self._limits.rows_hint)
            width = len(values)
            yield number, {name: values[at] if at < width else None for name, at in self.places.items()}
        if not self.count:
            raise Refused(
                f"Berkas {self.name} hanya berisi judul kolom. Tambahkan barisnya atau unduh ulang berkasnya."
            )


def open_table(content: bytes, name: str, columns: Columns, limits: Limits) -> Table:
    """Look at the file and return its table; raise Refused with what was found and what is expected."""
    kind = look(content, name, limits)
    is_workbook = kind == FileKind.XLSX
    found = workbook_rows(content, limits.columns) if is_workbook else _text_rows(content, name)
    rows = _guarded(found, name, limits)
    first = list(islice(rows, columns.header_within))
    if not first:
        raise Refused(f"Berkas {name} tidak berisi baris. Unduh ulang berkasnya.")
    wanted = set(columns.required)
    at = next((n for n, (_, header) in enumerate(first) if wanted <= set(columns.titles(header))), 0)
    titles = columns.titles(first[at][1])
    places = _places(titles, name, columns)
    extras = [title for title in titles if title and title not in places]
    rest = chain(first[at + 1 :], rows)
    return Table(name=name, kind=kind, extras=extras, places=places, _rows=rest, _limits=limits)


def _guarded(rows: Iterable[Row], name: str, limits: Limits) -> Iterator[Row]:
    """Leave out blank rows and turn every fault of the file into a sentence."""
    blank = 0
    try:
        for number, values in rows:
            if all(map(_is_blank, values)):
                blank += 1
                if blank > BLANK_ROWS:
                    raise Hostile("rows")
                continue
            if not all(map(_is_blank, values[limits.columns :])):
                raise Hostile("columns")
            yield number, values[: limits.columns]
    except Hostile as hostile:
        raise UnsafeFile(f"Berkas {name} {HOSTILE[str(hostile)].format(limits.columns)}") from hostile
    except BROKEN as error:
        if type(error).__module__.startswith("defusedxml"):
            raise UnsafeFile(f"Berkas {name} {HOSTILE['doctype']}") from error
        sentence = f"Berkas {name} rusak, sehingga tidak bisa dibaca sampai akhir. Simpan ulang dari Excel."
        raise Refused(sentence) from error


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


# --- Column names --------------------------------------------------------------------------------


def _title(value: Any) -> str:
    """Return a column name without stray spaces and in capitals, as SIASN writes them."""
    return " ".join(str(value).split()).upper()[:60] if value is not None else ""


def _places(titles: list[str], name: str, columns: Columns) -> dict[str, int]:
    found = ", ".join(title for title in titles if title)[:1500]
    twice = sorted({title for title in titles if title and titles.count(title) > 1})
    if twice:
        raise Refused(
            f"Berkas {name}: kolom {', '.join(twice)[:300]} ada lebih dari satu. "
            f"Sisakan satu saja. Kolom yang ditemukan: {found}."
        )
    missing = [title for title in columns.required if title not in titles]
    if missing:
        raise Refused(
            f"Berkas {name}: kolom {', '.join(missing)} tidak ada. "
            f"Kolom yang diperlukan: {', '.join(columns.required)}. Kolom yang ditemukan: {found}."
        )
    return {title: titles.index(title) for title in (*columns.required, *columns.optional) if title in titles}


# --- CSV -----------------------------------------------------------------------------------------


def _text_rows(content: bytes, name: str) -> Iterator[Row]:
    text = _decode(content, name)
    first = re.match(r"sep=(.)\r?\n?", text)
    lines = io.StringIO(text[first.end() :] if first else text, newline="")
    divider = first.group(1) if first else _divider(text)
    reader = csv.reader(lines, delimiter=divider, strict=True)
    offset = 1 if first else 0
    return ((number + offset, tuple(values)) for number, values in enumerate(reader, 1))


def _decode(content: bytes, name: str) -> str:
    """Return the text of a CSV in UTF-8, UTF-16 or the Windows code page that Excel writes."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encodings = ["utf-16"]
    elif content[1:2] == b"\0":
        encodings = ["utf-16-le"]
    elif content[:1] == b"\0":
        encodings = ["utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0e-\x1f]", text):
            return text
    raise Refused(
        f"Berkas {name} bukan teks yang dikenal. Simpan sebagai .xlsx, atau CSV UTF-8, lalu unggah lagi."
    )


def _divider(text: str) -> str:
    """Return the sign between columns: the most frequent one in the first line with text."""
    head = next((line for line in re.split(r"[\r\n]+", text[:65_536]) if line.strip()), "")
    return max(",;\t|", key=head.count)
