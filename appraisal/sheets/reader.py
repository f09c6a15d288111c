"""Reads the rows of a staff file one after the other, never trusting what the file says of itself."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from appraisal.errors import Refused

from .guard import FileKind, Limits, UnsafeFile, look

Cells = dict[str, Any]
Row = tuple[int, tuple[Any, ...]]
BLANK_ROWS = 100_000
csv.field_size_limit(131_072)


@dataclass(frozen=True)
class Columns:
    """The columns that are used: those that must be there and those that help."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


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
    rows = _guarded(
        _sheet_rows(content) if kind == FileKind.XLSX else _text_rows(content, name), name, limits
    )
    header = next(rows, None)
    if header is None:
        raise Refused(f"Berkas {name} tidak berisi baris. Unduh ulang berkasnya.")
    places = _places(header[1], name, columns)
    extras = [title for title in map(_title, header[1]) if title and title not in places]
    return Table(name=name, kind=kind, extras=extras, places=places, _rows=rows, _limits=limits)


def _guarded(rows: Iterable[Row], name: str, limits: Limits) -> Iterator[Row]:
    """Leave out blank rows and turn every fault of the file into a sentence."""
    blank = 0
    try:
        for number, values in rows:
            if len(values) > limits.columns and any(
                not _is_blank(value) for value in values[limits.columns :]
            ):
                raise UnsafeFile(
                    f"Berkas {name} baris {number} memakai lebih dari {limits.columns} kolom. "
                    "Hapus kolom yang tidak perlu."
                )
            if all(map(_is_blank, values)):
                blank += 1
                if blank > BLANK_ROWS:
                    raise UnsafeFile(
                        f"Berkas {name} berisi terlalu banyak baris kosong. Hapus baris kosongnya."
                    )
                continue
            yield number, values[: limits.columns]
    except (
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        OSError,
        SyntaxError,
        zipfile.BadZipFile,
        csv.Error,
    ) as error:
        if type(error).__module__.startswith("defusedxml"):
            raise UnsafeFile(
                f"Berkas {name} berisi rujukan XML yang tidak dibaca. Simpan ulang dari Excel."
            ) from error
        raise Refused(
            f"Berkas {name} rusak, sehingga tidak bisa dibaca sampai akhir. Simpan ulang dari Excel."
        ) from error


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


# --- Column names --------------------------------------------------------------------------------


def _title(value: Any) -> str:
    """Return a column name without stray spaces and in capitals, as SIASN writes them."""
    return " ".join(str(value).split()).upper()[:60] if value is not None else ""


def _places(header: tuple[Any, ...], name: str, columns: Columns) -> dict[str, int]:
    titles = [_title(value) for value in header]
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
            f"Kolom yang diharapkan: {', '.join(columns.required)}. Kolom yang ditemukan: {found}."
        )
    return {title: titles.index(title) for title in (*columns.required, *columns.optional) if title in titles}


# --- XLSX ----------------------------------------------------------------------------------------


def _sheet_rows(content: bytes) -> Iterator[Row]:
    """Stream the first visible sheet; its <dimension> is not believed, dates come as dates."""
    import openpyxl

    with _quiet():
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not visible:
            raise ValueError("no visible sheet")
        visible[0].reset_dimensions()
        rows = enumerate(visible[0].iter_rows(values_only=True), 1)
        while block := _block(rows):
            yield from block
    finally:
        book.close()


def _block(rows: Iterator[Row]) -> list[Row]:
    with _quiet():
        return list(islice(rows, 200))


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence the library about styles, extensions and bad dates; never across a yield to others."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


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
