"""A PDF looked at from outside: where it begins and ends, what else hides in it. It is never opened."""

from __future__ import annotations

import io
import re
import zipfile

from appraisal.errors import Refused
from appraisal.sheets.guard import UnsafeFile

START = re.compile(rb"%PDF-[12]\.[0-9]")
LOCKED = re.compile(rb"/Encrypt\s+[0-9]+\s+[0-9]+\s+R")
RUNS = re.compile(rb"/S\s*/(Launch|JavaScript)\b")
MARKUP = re.compile(rb"<(!doctype|html|script|svg|body|iframe|object|embed)\b", re.IGNORECASE)
EDGE = 1024  # bytes at both ends in which readers look for the marks


def look_at_pdf(content: bytes, shown: str) -> None:
    """Raise Refused when the file is no whole PDF, is locked, or is a second kind of file as well.

    What runs by itself is found where it stands openly; inside compressed objects only a scanner sees it.
    """
    tail = content[-EDGE:]
    body, mark, rest = tail.rpartition(b"%%EOF")
    if not START.match(content) or not mark or b"startxref" not in body:
        raise Refused(f"Berkas {shown} rusak atau terpotong. Simpan ulang sebagai PDF, lalu unggah lagi.")
    if LOCKED.search(content):
        raise Refused(f"Berkas {shown} terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi.")
    if RUNS.search(content):
        raise UnsafeFile(f"Berkas {shown} berisi perintah yang berjalan sendiri. Cetak ulang sebagai PDF.")
    is_second_kind = rest.strip(b"\0 \t\r\n") or MARKUP.search(content[:EDGE]) or MARKUP.search(tail)
    if is_second_kind or zipfile.is_zipfile(io.BytesIO(content)):
        raise UnsafeFile(f"Berkas {shown} berisi berkas lain di dalam PDF. Cetak ulang sebagai PDF.")
