"""Looks at a file from outside before anything opens it: size, kind by content, a zip's promises.

An unguarded reader needed 839 MB for a file of 0.4 MB and more than a minute for one of 1 MB
(reliability research, 6.1). Everything here reads the zip directory only.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from appraisal.errors import Refused

MEBI = 1024 * 1024


class FileKind(StrEnum):
    """The two kinds that are read."""

    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True)
class Limits:
    """How much of a file is acceptable; sizes in bytes."""

    size: int
    unpacked: int
    rows: int
    columns: int = 120  # the real staff files have 69
    entries: int = 500
    ratio: int = 100  # real sheets pack 1:9, blank but formatted ones 1:40, bombs 1:1000
    rows_hint: str = ""


BROWSER = Limits(
    size=10 * MEBI,
    unpacked=64 * MEBI,
    rows=5_000,
    rows_hint=" Berkas yang lebih besar diimpor pengelola server dengan perintah manage.py import_staff.",
)
COMMAND = Limits(size=200 * MEBI, unpacked=1024 * MEBI, rows=500_000)


class UnsafeFile(Refused):
    """The file was built to harm or may carry something that runs; worth an entry in the audit trail."""


def look(content: bytes, name: str, limits: Limits) -> FileKind:
    """Return what the file is by its content; raise Refused when it is anything but XLSX or CSV."""
    shown = PurePath(name).name[:80]
    if not content:
        raise Refused(f"Berkas {shown} kosong (0 bita). Unduh lagi dari sistem asalnya.")
    if len(content) > limits.size:
        raise Refused(
            f"Berkas {shown} berukuran {mebi(len(content))} MB. Batasnya {mebi(limits.size)} MB."
            + limits.rows_hint
        )
    kind = FileKind.XLSX if content[:4] == b"PK\x03\x04" else FileKind.CSV
    if kind == FileKind.XLSX:
        _look_into_zip(content, shown, limits)
    else:
        _look_at_text(content, shown)
    _compare_with_name(kind, shown)
    return kind


def mebi(size: int) -> str:
    """Return bytes as MB in words of ours: "1,5"."""
    return f"{size / MEBI:.1f}".replace(".", ",").removesuffix(",0")


def _compare_with_name(kind: FileKind, shown: str) -> None:
    ending = PurePath(shown).suffix.lower()
    if ending == f".{kind.value}":
        return
    if ending not in {".xlsx", ".csv"}:
        raise Refused(f"Berkas {shown} berakhiran {ending or 'kosong'}. Unggah berkas .xlsx atau .csv.")
    inside = "lembar kerja Excel" if kind == FileKind.XLSX else "teks CSV"
    raise Refused(
        f"Berkas {shown} berakhiran {ending}, tetapi isinya {inside}. "
        f"Ganti akhirannya menjadi .{kind.value}, atau simpan ulang dari Excel."
    )


# --- Zip: XLSX and what only looks like it ---------------------------------------------------------


def _look_into_zip(content: bytes, shown: str, limits: Limits) -> None:
    broken = Refused(f"Berkas {shown} rusak, sehingga tidak bisa dibuka. Unduh atau simpan ulang berkasnya.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            measure(entries, shown, limits)
            names = {entry.filename for entry in entries}
            _refuse_other_kinds(names, shown)
            types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise broken from error
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnsafeFile(f"Berkas {shown} berisi makro. Simpan sebagai .xlsx tanpa makro, lalu unggah lagi.")
    if "xl/workbook.xml" not in names and b"spreadsheetml.sheet.main" not in types:
        raise Refused(f"Berkas {shown} bukan lembar kerja Excel. Unggah berkas .xlsx atau .csv.")


def measure(entries: list[zipfile.ZipInfo], shown: str, limits: Limits) -> None:
    """Refuse bombs by what the zip directory declares; the reader never unpacks more than declared."""
    unpacked = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused(f"Berkas {shown} terkunci kata sandi. Buka kuncinya, simpan, lalu unggah lagi.")
    if len(entries) > limits.entries or len({entry.filename for entry in entries}) < len(entries):
        raise UnsafeFile(f"Berkas {shown} berisi terlalu banyak bagian. Salin isinya ke berkas baru.")
    if unpacked > limits.unpacked:
        raise UnsafeFile(
            f"Isi berkas {shown} menjadi {mebi(unpacked)} MB setelah dibuka. "
            f"Batasnya {mebi(limits.unpacked)} MB." + limits.rows_hint
        )
    if any(
        entry.file_size > MEBI and entry.file_size > limits.ratio * entry.compress_size for entry in entries
    ):
        raise UnsafeFile(
            f"Berkas {shown} dimampatkan jauh melebihi berkas biasa. "
            "Hapus baris dan kolom kosongnya, atau salin isinya ke berkas baru."
        )


def _refuse_other_kinds(names: set[str], shown: str) -> None:
    other = {
        "content.xml": "OpenDocument (.ods)",
        "xl/workbook.bin": "Excel biner (.xlsb)",
        "word/document.xml": "dokumen Word",
        "ppt/presentation.xml": "presentasi",
    }
    for name, label in other.items():
        if name in names:
            raise Refused(f"Berkas {shown} adalah {label}. Simpan sebagai .xlsx, lalu unggah lagi.")


# --- Everything else ------------------------------------------------------------------------------


def _look_at_text(content: bytes, shown: str) -> None:
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Refused(f"Berkas {shown} terkunci kata sandi. Buka kuncinya, simpan, lalu unggah lagi.")
        raise Refused(
            f"Berkas {shown} memakai format Excel lama (.xls). Simpan sebagai .xlsx, lalu unggah lagi."
        )
    if content[:5] == b"%PDF-":
        raise Refused(f"Berkas {shown} adalah PDF. Unggah daftarnya sebagai .xlsx atau .csv.")
    start = content[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if re.match(rb"<(!doctype|html|head|body|table|\?xml|meta|!--)|mime-version:", start):
        raise Refused(
            f"Berkas {shown} sebenarnya halaman web (HTML atau XML). "
            "Buka di Excel, simpan sebagai .xlsx, lalu unggah lagi."
        )
