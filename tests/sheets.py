"""Files for the tests of imports: the two sets of staff files, and small workbooks made on the spot."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
UNIT_HEADER = ("ID", "NAMA UNOR", "DIATASAN ID", "ESELON", "NAMA JABATAN")
STAFF_HEADER = (
    *("NIP BARU", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "TANGGAL LAHIR", "JENIS KELAMIN"),
    *("JENIS PEGAWAI NAMA", "STATUS CPNS PNS", "KEDUDUKAN HUKUM NAMA", "GOL AKHIR NAMA"),
    *("JENIS JABATAN NAMA", "JABATAN NAMA", "TMT JABATAN", "UNOR ID", "ESELON NAMA", "EMAIL", "PNS ID"),
)
NIP = "199001012015032003"


def sample(folder: str, name: str) -> bytes:
    """Return a file of the staff sets."""
    return (DATA / folder / name).read_bytes()


def workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    """Return an XLSX with these rows on its first sheet."""
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def text_file(rows: Sequence[Sequence[Any]], divider: str = ",") -> str:
    """Return the rows as CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=divider).writerows(rows)
    return text.getvalue()


def person(**values: Any) -> dict[str, Any]:
    """Return a clean staff row; values overwrite columns by name, with _ for spaces."""
    row: dict[str, Any] = {
        "NIP BARU": NIP,
        "NAMA": "ANI WIJAYA",
        "GELAR DEPAN": None,
        "GELAR BELAKANG": "S.Sos.",
        "TANGGAL LAHIR": "01-01-1990",
        "JENIS KELAMIN": "F",
        "JENIS PEGAWAI NAMA": "PNS Daerah Kab/Kota",
        "STATUS CPNS PNS": "PNS",
        "KEDUDUKAN HUKUM NAMA": "Aktif",
        "GOL AKHIR NAMA": "III/c",
        "JENIS JABATAN NAMA": "Jabatan Pelaksana",
        "JABATAN NAMA": "PENGADMINISTRASI PERKANTORAN",
        "TMT JABATAN": "01-02-2024",
        "UNOR ID": "U1",
        "ESELON NAMA": None,
        "EMAIL": None,
        "PNS ID": None,
    }
    named = {name.replace("_", " "): value for name, value in values.items()}
    assert set(named) <= set(row), set(named) - set(row)
    return row | named


def unit(code: str, name: str, parent: str = "", echelon: str = "", head: str = "") -> dict[str, Any]:
    """Return a row of the unit list."""
    return dict(zip(UNIT_HEADER, (code, name, parent, echelon, head), strict=True))


def staff_file(*people: dict[str, Any]) -> bytes:
    """Return a staff list as XLSX."""
    return workbook([STAFF_HEADER, *([row[name] for name in STAFF_HEADER] for row in people)])


def unit_file(*units: dict[str, Any]) -> bytes:
    """Return a unit list as XLSX."""
    return workbook([UNIT_HEADER, *([row[name] or None for name in UNIT_HEADER] for row in units)])


def repacked(content: bytes, **parts: bytes | str | None) -> bytes:
    """Return a workbook with parts replaced, added or left out."""
    usual = {
        "sheet": "xl/worksheets/sheet1.xml",
        "workbook": "xl/workbook.xml",
        "types": "[Content_Types].xml",
    }
    wanted = {usual.get(name, name): part for name, part in parts.items()}
    fresh = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in wanted:
                new.writestr(name, old.read(name))
        for name, part in wanted.items():
            if part is not None:
                new.writestr(name, part)
    return fresh.getvalue()


def sheet_xml(body: str, prolog: str = "") -> str:
    """Return the XML of a sheet around its rows."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?>{prolog}<worksheet xmlns="{space}">{body}</worksheet>'
