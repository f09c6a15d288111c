"""DOCX and XLSX looked at from outside: what the zip directory promises, what runs, what reaches out."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from appraisal.errors import Refused
from appraisal.sheets.guard import MEBI, Limits, UnsafeFile, measure

from .kind import WANTED, FileKind

LIMITS = Limits(size=64 * MEBI, unpacked=100 * MEBI, rows=0, entries=2_000)
TYPES = "[Content_Types].xml"
MAIN = {
    "wordprocessingml.document.main+xml": FileKind.DOCX,
    "spreadsheetml.sheet.main+xml": FileKind.XLSX,
}
PART = {FileKind.DOCX: re.compile(r"/word/\w+\.xml"), FileKind.XLSX: re.compile(r"/xl/\w+\.xml")}
FAR = re.compile(r"(https?|ftp):|\\\\|file:(//[^/\\]|[/\\]{4}|\\\\)", re.IGNORECASE)  # not file:///C:
LOADS = re.compile(r"/(attachedTemplate|oleObject|frame|subDocument)$")
LARGEST_PART = 4 * MEBI  # bytes of a part that is read here: lists of parts, never contents


def look_at_office(content: bytes, shown: str) -> FileKind:
    """Return which kind of document the package is; raise Refused when it is none, or harmful."""
    broken = Refused(f"Berkas {shown} rusak, sehingga tidak bisa dibuka. Simpan ulang, lalu unggah lagi.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            measure(entries, shown, LIMITS)
            names = {entry.filename for entry in entries}
            if TYPES not in names:
                raise Refused(f"Berkas {shown} adalah arsip ZIP. {WANTED}")
            _refuse_second_kind(content, shown)
            kind = _kind_of(_parsed(archive, TYPES), names, shown)
            _refuse_what_runs(names, shown)
            _refuse_what_reaches_out(archive, names, shown)
    except (DefusedXmlException, ParseError, KeyError) as error:
        raise UnsafeFile(f"Berkas {shown} tidak tersusun seperti dokumen Office. Simpan ulang.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise broken from error
    return kind


def _refuse_second_kind(content: bytes, shown: str) -> None:
    """The directory of the zip ends the file, without a comment; nothing else claims its beginning."""
    if content[-22:-18] != b"PK\x05\x06" or b"%PDF-" in content[:1024]:
        raise UnsafeFile(f"Berkas {shown} berisi berkas lain di dalamnya. Simpan ulang, lalu unggah lagi.")


def _parsed(archive: zipfile.ZipFile, name: str) -> Any:
    if archive.getinfo(name).file_size > LARGEST_PART:
        raise ParseError(name)
    return fromstring(archive.read(name), forbid_dtd=True)


def _kind_of(types: Any, names: set[str], shown: str) -> FileKind:
    for row in types:
        content_type, part = row.get("ContentType", ""), row.get("PartName", "")
        if "macroEnabled" in content_type:
            raise UnsafeFile(f"Berkas {shown} berisi makro. Simpan tanpa makro, lalu unggah lagi.")
        kind = next((kind for mark, kind in MAIN.items() if content_type.endswith(mark)), None)
        if kind and PART[kind].fullmatch(part) and part[1:] in names:
            return kind
    raise Refused(f"Berkas {shown} bukan dokumen Word atau lembar Excel. {WANTED}")


def _refuse_what_runs(names: set[str], shown: str) -> None:
    low = [name.lower() for name in names]
    if any(name.endswith("vbaproject.bin") or "/activex/" in name for name in low):
        raise UnsafeFile(f"Berkas {shown} berisi makro. Simpan tanpa makro, lalu unggah lagi.")
    if any(name.endswith((".exe", ".dll", ".js", ".vbs", ".html", ".svg", ".scr", ".bat")) for name in low):
        raise UnsafeFile(
            f"Berkas {shown} berisi berkas lain di dalamnya. Hapus sisipannya, lalu unggah lagi."
        )


def _refuse_what_reaches_out(archive: zipfile.ZipFile, names: set[str], shown: str) -> None:
    """A template or an object behind an address is loaded when the document is opened; links are not."""
    for name in names:
        if not name.endswith(".rels"):
            continue
        for row in _parsed(archive, name):
            is_far = row.get("TargetMode") == "External" and FAR.match(row.get("Target", ""))
            if is_far and LOADS.search(row.get("Type", "")):
                raise UnsafeFile(
                    f"Berkas {shown} memuat isi dari alamat luar. Simpan sebagai PDF, lalu unggah."
                )
