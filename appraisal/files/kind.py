"""The kinds of files that may prove something, and what everything else is called."""

from __future__ import annotations

import re
from enum import StrEnum


class FileKind(StrEnum):
    """The kinds that are kept; the value is the ending."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    DOCX = "docx"
    XLSX = "xlsx"

    @property
    def label(self) -> str:
        """The kind in words."""
        return LABELS[self]

    @property
    def content_type(self) -> str:
        """The only content type under which such a file is ever served."""
        return CONTENT_TYPES[self]

    @property
    def is_photo(self) -> bool:
        """Whether the file is a picture, which is made smaller before it is kept."""
        return self in {FileKind.JPEG, FileKind.PNG}


_OFFICE = "application/vnd.openxmlformats-officedocument."
CONTENT_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.DOCX: f"{_OFFICE}wordprocessingml.document",
    FileKind.XLSX: f"{_OFFICE}spreadsheetml.sheet",
}
LABELS = {
    FileKind.PDF: "PDF",
    FileKind.JPEG: "Foto",
    FileKind.PNG: "Gambar",
    FileKind.DOCX: "Dokumen Word",
    FileKind.XLSX: "Lembar Excel",
}
ENDINGS = {
    ".pdf": FileKind.PDF,
    ".jpg": FileKind.JPEG,
    ".jpeg": FileKind.JPEG,
    ".jfif": FileKind.JPEG,
    ".png": FileKind.PNG,
    ".docx": FileKind.DOCX,
    ".xlsx": FileKind.XLSX,
}
ACCEPT = "image/jpeg,image/png,.jpg,.jpeg,.png,.pdf,.docx,.xlsx"  # types let phones offer their camera
WANTED = "Unggah PDF, foto JPEG atau PNG, DOCX, atau XLSX."

# What people bring as well, by its first bytes: named, so that the sentence helps.
_FOREIGN = (
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "dokumen Office lama. Simpan sebagai DOCX, XLSX, atau PDF"),
    (rb"....ftyp(heic|heix|mif1|msf1|heim|avif)", "foto HEIC. Ubah dulu menjadi JPEG di galeri ponsel"),
    (rb"....ftyp|\x1aE\xdf\xa3|RIFF....AVI ", "video. Unggah satu foto, atau tulis tautan videonya"),
    (rb"RIFF....WEBP", "gambar WebP. Simpan sebagai JPEG atau PNG"),
    (rb"GIF8[79]a", "gambar GIF. Simpan sebagai JPEG atau PNG"),
    (rb"BM....\0\0|II\*\0|MM\0\*", "gambar BMP atau TIFF. Simpan sebagai JPEG atau PNG"),
    (rb"MZ|\x7fELF|#!|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe", "program. " + WANTED.removesuffix(".")),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ", "arsip. Unggah berkas di dalamnya satu per satu"),
)
_MARKUP = re.compile(rb"<(\?xml|!doctype|!--|html|head|body|svg|script|table|meta|iframe)|mime-version:")


def foreign(start: bytes) -> str:
    """Return what a file of no accepted kind is and what to do, by its first bytes; "" when nobody knows."""
    for pattern, told in _FOREIGN:
        if re.match(pattern, start, re.DOTALL):
            return told
    if is_markup(start):
        return "halaman web (HTML, SVG, atau XML). Cetak sebagai PDF, lalu unggah"
    return ""


def is_markup(part: bytes) -> bool:
    """Say whether a part of a file would be read as a page by a careless browser."""
    plain = part.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return _MARKUP.match(plain) is not None
