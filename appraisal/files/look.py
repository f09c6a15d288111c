"""What a file from outside really is: told from its content, never from its name or its sender."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile

from appraisal.errors import Refused
from appraisal.sheets.guard import MEBI, mebi

from .kind import ENDINGS, WANTED, FileKind, foreign
from .name import clean_name, ending_of
from .office import look_at_office
from .pdf import look_at_pdf
from .photo import LONG_SIDE, reduce
from .scan import scan

LOCKED_MARK = "EncryptedPackage".encode("utf-16-le")  # how Office wraps what asks for a password
LOCKED_TOLD = "dokumen yang terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi"
PHOTO_LIMIT = 15 * MEBI  # bytes of a photograph as the phone took it; it is kept much smaller


@dataclass(frozen=True)
class SoundFile:
    """A file that was looked at and may be kept."""

    name: str
    kind: FileKind
    content: bytes

    @property
    def size(self) -> int:
        """Bytes that are kept."""
        return len(self.content)

    @cached_property
    def sha256(self) -> str:
        """The fingerprint by which the same file is known again."""
        return hashlib.sha256(self.content).hexdigest()


def examine(file: UploadedFile, *, limit: int, side: int = LONG_SIDE) -> SoundFile:
    """Return the file as it may be kept, or raise Refused with what is wrong and what to do.

    `limit` is the largest file in bytes; a photograph may come larger, because it is kept smaller: with at
    most `side` pixels along its longer side.
    """
    name = clean_name(file.name or "")
    shown = name[:60]
    if not file.size:
        raise Refused(f"Berkas {shown} kosong (0 bita). Pilih berkas yang berisi.")
    start = _start(file)
    kind = _kind_by_start(start)
    _refuse_size(shown, file.size, PHOTO_LIMIT if kind and kind.is_photo else limit)
    if kind is None and not start.startswith(b"PK\x03\x04"):
        raise Refused(_told(file, start, shown))
    file.seek(0)
    content = file.read()
    if kind is None:
        kind = look_at_office(content, shown)
    _compare_with_name(kind, name, shown)
    if kind == FileKind.PDF:
        look_at_pdf(content, shown)
    if kind.is_photo:
        kind, content = reduce(content, kind, shown, side)
        _refuse_size(shown, len(content), limit)
    scan(content, shown)
    return SoundFile(_named(name, kind), kind, content)


def _start(file: UploadedFile) -> bytes:
    file.seek(0)
    start: bytes = file.read(1024)
    return start


def _told(file: UploadedFile, start: bytes, shown: str) -> str:
    """Return what a file of no accepted kind is and what to do."""
    told = LOCKED_TOLD if LOCKED_MARK in start + file.read() else foreign(start)
    return f"Berkas {shown} adalah {told}." if told else f"Isi berkas {shown} tidak dikenali. {WANTED}"


def _kind_by_start(start: bytes) -> FileKind | None:
    if start.startswith(b"%PDF-"):
        return FileKind.PDF
    if start.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    return FileKind.PNG if start.startswith(b"\x89PNG\r\n\x1a\n") else None


def _refuse_size(shown: str, size: int, limit: int) -> None:
    if size > limit:
        raise Refused(
            f"Berkas {shown} berukuran {mebi(size)} MB. Batasnya {mebi(limit)} MB. "
            "Perkecil dulu, atau simpan di penyimpanan instansi lalu tulis tautannya."
        )


def _compare_with_name(kind: FileKind, name: str, shown: str) -> None:
    ending = ending_of(name)
    if ENDINGS.get(ending) != kind:
        told = f"berakhiran {ending}" if ending else "tanpa akhiran"
        raise Refused(
            f"Berkas {shown} {told}, tetapi isinya {kind.label}. "
            f"Ganti akhirannya menjadi .{kind.value}, lalu unggah lagi."
        )


def _named(name: str, kind: FileKind) -> str:
    """Return the name with the ending of what is kept; a large PNG became a JPEG."""
    return name if ENDINGS[ending_of(name)] == kind else f"{PurePath(name).stem}.{kind.value}"
