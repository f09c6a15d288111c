"""Archives of documents: small ones written step by step, one large one put together without holding it."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from appraisal import sheets

from ..rules.report import unique
from .bulk import Entry

LIST = "isi.json"  # the list of contents inside a part
CONTENTS = "Daftar isi.xlsx"
HEADER = ("NIP", "Nama", "Jabatan", "Unit kerja", "Jenis", "Nomor", "Berkas", "Mengapa tidak ada")
WIDTHS = (22, 34, 34, 40, 16, 24, 70, 46)
DAY = (1980, 1, 1, 0, 0, 0)  # the same documents give the same archive


def part_of(found: Sequence[tuple[Entry, bytes]]) -> bytes:
    """Return the documents of one step as an archive with their list; PDFs are compressed already."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number, (_, pdf) in enumerate(found):
            if pdf:
                archive.writestr(_info(f"{number:04}.pdf"), pdf)
        archive.writestr(_info(LIST), json.dumps([entry.row for entry, _ in found]))
    return content.getvalue()


def pack(parts: Iterable[IO[bytes]], *, by_unit: bool, heard: Callable[[], None]) -> Path:
    """Put the parts together in a temporary file and return its path: folders by unit, and the list.

    `by_unit` makes one archive for each topmost unit inside the large one; the parts come in the order of
    these units. Nothing but one document is held in memory. `heard` is called after each part.
    """
    with tempfile.NamedTemporaryFile(suffix=".zip", delete=False) as file:
        path = Path(file.name)
        try:
            with zipfile.ZipFile(file, "w", allowZip64=True) as archive:
                rows = _packed(archive, parts, by_unit, heard)
                # the workbook draws the rows one by one, and with them the documents go into the archive
                contents = sheets.write_book([("Daftar isi", HEADER, rows, WIDTHS)])
                archive.writestr(_info(CONTENTS, zipfile.ZIP_DEFLATED), contents)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return path


def _packed(
    archive: zipfile.ZipFile, parts: Iterable[IO[bytes]], by_unit: bool, heard: Callable[[], None]
) -> Iterator[Sequence[Any]]:
    top, taken = "", set[str]()
    with ExitStack() as stack:
        inner = archive
        for part in parts:
            with part, zipfile.ZipFile(part) as small:
                for number, row in enumerate(json.loads(small.read(LIST))):
                    entry = Entry(**row)
                    if entry.folder.partition("/")[0] != top:
                        top, taken = entry.folder.partition("/")[0], set()
                        if by_unit:
                            stack.close()
                            inner = stack.enter_context(_inside(archive, f"{top}.zip"))
                    if entry.path:
                        entry.path = unique(entry.path, ".pdf", taken)
                        inner.writestr(_info(entry.path), small.read(f"{number:04}.pdf"))
                    yield _line(entry)
            heard()


@contextmanager
def _inside(archive: zipfile.ZipFile, name: str) -> Iterator[zipfile.ZipFile]:
    """Open an archive that is written straight into another one."""
    with (
        archive.open(_info(name), "w", force_zip64=True) as stream,
        zipfile.ZipFile(stream, "w", allowZip64=True) as inner,
    ):
        yield inner


def _info(name: str, method: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, DAY)
    info.compress_type = method
    info.external_attr = 0o600 << 16
    return info


def _line(entry: Entry) -> Sequence[Any]:
    facts = (entry.nip, entry.name, entry.post, entry.unit)
    path = f"{entry.path}" if entry.path else ""
    return (*facts, entry.what, entry.number, path, entry.why)
