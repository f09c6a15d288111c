"""The staff files of a journey: the shared ones where they lie beside the project, else a small likeness.

`python -m tests.journeys.staff_files FOLDER` writes the likeness for people.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "arunika"
UNIT_COLUMNS = ("ID", "NAMA UNOR", "DIATASAN ID", "ESELON", "NAMA JABATAN")
STAFF_COLUMNS = (
    *("NIP BARU", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "TANGGAL LAHIR", "JENIS KELAMIN"),
    *("JENIS PEGAWAI NAMA", "KEDUDUKAN HUKUM NAMA", "STATUS CPNS PNS", "GOL AKHIR NAMA"),
    *("JENIS JABATAN NAMA", "JABATAN NAMA", "TMT JABATAN", "UNOR ID", "UNOR NAMA", "ESELON NAMA"),
)
DEPARTMENTS = ("PENDIDIKAN", "KESEHATAN", "SOSIAL", "PERHUBUNGAN", "PARIWISATA")
FIELDS = ("PERENCANAAN", "PELAYANAN", "PEMBINAAN")
FIRST = ("AYU", "BAYU", "CITRA", "DIAN", "EKA", "FITRI", "GILANG", "HANA", "INDRA", "JOKO", "KARTIKA")
LAST = ("PERMATA", "HIDAYAT", "KURNIAWAN", "MAHARANI", "SIMANJUNTAK", "WIDODO", "LESTARI")

Unit = tuple[str, str, str | None, str, str]
Row = dict[str, str]


def staff_files(folder: Path) -> tuple[Path, Path]:
    """Return the list of units and the list of people, both as agencies download them."""
    shared = SHARED / "unor.xlsx", SHARED / "pegawai.xlsx"
    return shared if all(file.exists() for file in shared) else write_files(folder)


def write_files(folder: Path, people: int = 3000) -> tuple[Path, Path]:
    """Write an invented city in the same layout; return both files."""
    units = list(_units())
    staff = list(_staff(units, people))
    rows = [[row[name] for name in STAFF_COLUMNS] for row in staff]
    return (
        _write(folder / "unor.xlsx", UNIT_COLUMNS, units),
        _write(folder / "pegawai.xlsx", STAFF_COLUMNS, rows),
    )


def _units() -> Iterator[Unit]:
    yield "U1", "PEMERINTAH KOTA REKAAN", None, "", "WALI KOTA"
    yield "U2", "SEKRETARIAT DAERAH", "U1", "II.a", "SEKRETARIS DAERAH"
    for number, name in enumerate(DEPARTMENTS, start=3):
        department = f"DINAS {name}"
        yield f"U{number}", department, "U2", "II.b", "KEPALA DINAS"
        for part, field in enumerate(FIELDS, start=1):
            yield f"U{number}{part}", f"BIDANG {field} {department}", f"U{number}", "III.b", "KEPALA BIDANG"


def _staff(units: list[Unit], people: int) -> Iterator[Row]:
    heads = [unit for unit in units if unit[3]]
    parts = [unit for unit in heads if unit[3] == "III.b"]
    for number, unit in enumerate(heads):
        yield _person(number, unit, "Jabatan Struktural", unit[4], "IV/b")
    for number in range(len(heads), people):
        yield _person(
            number, parts[number % len(parts)], "Jabatan Pelaksana", "PENGADMINISTRASI PERKANTORAN", "II/c"
        )


def _person(number: int, unit: Unit, group: str, title: str, rank: str) -> Row:
    sex = "M" if number % 2 else "F"
    born = f"19{65 + number % 25}{number % 12 + 1:02}{number % 28 + 1:02}"
    nip = f"{born}{2010 + number % 14}03{1 if sex == 'M' else 2}{number // 700 + 1:03}"
    values = (
        *(nip, f"{FIRST[number % 11]} {LAST[number % 7]}", "", "S.E.", f"{born[6:]}-{born[4:6]}-{born[:4]}"),
        *(sex, "PNS Daerah Kab/Kota", "Aktif", "PNS", rank, group, title, "01-01-2024", unit[0], unit[1]),
        unit[3] if group == "Jabatan Struktural" else "",
    )
    return dict(zip(STAFF_COLUMNS, values, strict=True))


def _write(file: Path, columns: tuple[str, ...], rows: list[Unit] | list[list[str]]) -> Path:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(columns)
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file


if __name__ == "__main__":
    print(*write_files(Path(sys.argv[1])), sep="\n")
