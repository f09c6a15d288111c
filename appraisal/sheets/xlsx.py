"""Reads the rows of a workbook with expat, several times cheaper than the library and bounded.

The library's own streaming reads a sheet without <dimension> twice, builds three objects for each
cell and fills gaps between rows that a file only claims. Here a cell is bounded in length, a row in
width, nothing is filled in, and a document type (entities, outside references) is refused at once.
What belongs to the workbook (sheets, styles, epoch) is still read by openpyxl through defusedxml.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import IO, Any
from xml.parsers import expat

Row = tuple[int, tuple[Any, ...]]
SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
TAGS = {f"{space} {tag}": tag for space in SPACES for tag in ("row", "c", "v", "f", "t", "si", "rPh")}
CHUNK = 65_536
LONGEST = 200_000  # letters of one cell; Excel itself stops at 32,767
LAST_ROW = 1_048_576
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
STRINGS = "spreadsheetml.sharedStrings+xml"


class Hostile(ValueError):
    """The document was built to harm."""


def workbook_rows(content: bytes, columns: int) -> Iterator[Row]:
    """Yield (row number, values) of the first visible sheet; blank cells at the end are left out.

    Raise Hostile for a document type, an endless cell, or a value beyond `columns` columns;
    ValueError, KeyError, OSError or expat.ExpatError for a broken file.
    """
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet

    reader = ExcelReader(io.BytesIO(content), read_only=True, keep_links=False)
    with reader.archive as archive:
        reader.read_manifest()
        reader.read_workbook()
        apply_stylesheet(archive, reader.wb)
        sheets = [rel.target for sheet, rel in reader.parser.find_sheets() if _is_visible(sheet, rel)]
        parts = [part.PartName[1:] for part in reader.package.Override if part.ContentType.endswith(STRINGS)]
        strings = _Strings().read(archive, parts[0]) if parts and parts[0] in archive.namelist() else []
        parser = _Rows([*strings], reader.wb, columns)
        yield from parser.stream(archive, sheets[0])


def _is_visible(sheet: Any, rel: Any) -> bool:
    return sheet.state == "visible" and rel.Type.endswith("/worksheet")


def _clock(days: float) -> str:
    """Return a duration, which a sheet keeps in days, as hours, minutes and seconds."""
    minutes, seconds = divmod(abs(round(days * 86_400)), 60)
    return f"{'-' if days < 0 else ''}{minutes // 60}:{minutes % 60:02}:{seconds:02}"


class _Document:
    """An XML part that is read in pieces; what is finished so far waits in `ready`."""

    def __init__(self) -> None:
        self.ready: list[Any] = []
        self.parts: list[str] = []
        self.length = 0
        self.collecting = False
        self.phonetic = False

    def stream(self, archive: zipfile.ZipFile, path: str) -> Iterator[Any]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self.refuse
        with archive.open(path) as source:
            for chunk in _chunks(source):
                parser.Parse(chunk, False)
                yield from self.ready
                self.ready.clear()
            parser.Parse(b"", True)
            yield from self.ready

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError

    def text(self, data: str) -> None:
        if not self.collecting:
            return
        self.length += len(data)
        if self.length > LONGEST:
            raise Hostile("cell")
        self.parts.append(data)

    def taken(self) -> str:
        """Return the text collected since the last call."""
        text = "".join(self.parts)
        self.parts.clear()
        self.length = 0
        return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text

    def refuse(self, *_: Any) -> None:
        raise Hostile("doctype")


def _chunks(source: IO[bytes]) -> Iterable[bytes]:
    return iter(lambda: source.read(CHUNK), b"")


class _Strings(_Document):
    """The table of shared texts; phonetic hints are left out."""

    def read(self, archive: zipfile.ZipFile, path: str) -> list[str]:
        return list(self.stream(archive, path))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = TAGS.get(name)
        if tag == "rPh":
            self.phonetic = True
        elif tag == "t":
            self.collecting = not self.phonetic

    def end(self, name: str) -> None:
        tag = TAGS.get(name)
        if tag == "t":
            self.collecting = False
        elif tag == "rPh":
            self.phonetic = False
        elif tag == "si":
            self.ready.append(self.taken())


class _Rows(_Document):
    """The rows of a sheet."""

    def __init__(self, strings: list[str], book: Any, columns: int) -> None:
        super().__init__()
        self.strings, self.columns = strings, columns
        self.dates, self.spans, self.epoch = book._date_formats, book._timedelta_formats, book.epoch
        self.number = self.column = 0
        self.kind, self.style, self.is_formula = "n", 0, False
        self.cells: dict[int, Any] = {}
        self.letters: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = TAGS.get(name)
        if tag == "c":
            self.column = self._column(attributes.get("r"))
            self.kind = attributes.get("t", "n")
            self.style = int(attributes.get("s", 0))
            self.is_formula = False
        elif tag in {"v", "t"}:
            self.collecting = not self.is_formula and not self.phonetic
        elif tag == "f":
            self.taken()
            self.is_formula = self.collecting = True
        elif tag == "row":
            self.number = int(attributes.get("r", self.number + 1))
            self.column = 0
            if not 1 <= self.number <= LAST_ROW:
                raise ValueError("row number")
        elif tag == "rPh":
            self.phonetic = True

    def end(self, name: str) -> None:
        tag = TAGS.get(name)
        if tag == "c":
            if self.parts or self.is_formula:
                self._keep(self.taken())
        elif tag in {"v", "t", "f"}:
            self.collecting = False
        elif tag == "row":
            width = max(self.cells, default=0)
            self.ready.append((self.number, tuple(map(self.cells.get, range(1, width + 1)))))
            self.cells = {}
        elif tag == "rPh":
            self.phonetic = False

    def _column(self, reference: str | None) -> int:
        if reference is None:
            return self.column + 1
        letters = reference.rstrip("0123456789")
        if letters not in self.letters:
            from openpyxl.utils import column_index_from_string

            self.letters[letters] = column_index_from_string(letters)
        return self.letters[letters]

    def _keep(self, text: str) -> None:
        value = f"={text}" if self.is_formula else self._value(text)
        if self.column > self.columns and value not in (None, ""):
            raise Hostile("columns")
        self.cells[self.column] = value

    def _value(self, text: str) -> Any:
        if self.kind in {"inlineStr", "str", "e"}:
            return text
        if self.kind == "s":
            return self.strings[int(text)]
        if self.kind == "b":
            return text.strip() == "1"
        if self.kind == "d":
            return datetime.fromisoformat(text)
        number = float(text) if re.search(r"[.eE]", text) else int(text)
        return self._date(number) if self.style in self.dates else number

    def _date(self, number: float) -> datetime | str | float:
        from openpyxl.utils.datetime import from_excel

        try:
            if self.style in self.spans:
                return _clock(number)
            day = from_excel(number, self.epoch)
        except (OverflowError, ValueError):
            return "#VALUE!"
        return str(day) if isinstance(day, time | timedelta) else day
