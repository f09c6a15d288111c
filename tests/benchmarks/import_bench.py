"""What an import costs: CPU per row and peak memory of the command, for files of growing size.

    python -m tests.benchmarks.import_bench --rows 5000 50000

The files have the layout of the national staff system (69 columns, text cells). Each size runs in
processes of its own, into a database of its own: first everything is new, then nothing has changed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[2]
COLUMNS = 69
PEOPLE_PER_UNIT = 25
LIMIT = 512 * 1024  # kB of resident memory, from the issue
STAFF = {  # column name -> its place among the 69
    **{"NIP BARU": 1, "NAMA": 3, "GELAR BELAKANG": 5, "TANGGAL LAHIR": 8, "JENIS KELAMIN": 9},
    **{"JENIS PEGAWAI NAMA": 22, "KEDUDUKAN HUKUM NAMA": 24, "STATUS CPNS PNS": 25, "GOL AKHIR NAMA": 36},
    **{"JENIS JABATAN NAMA": 41, "JABATAN NAMA": 43, "TMT JABATAN": 44, "UNOR ID": 54, "ESELON NAMA": 68},
}
UNITS = ("ID", "NAMA UNOR", "DIATASAN ID", "ESELON", "NAMA JABATAN")
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


# --- Files --------------------------------------------------------------------------------------


def write_sheet(path: Path, rows: Iterator[list[str]]) -> None:
    """Write a workbook of text cells without holding it in memory."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", CONTENT_TYPES)
        book.writestr(
            "_rels/.rels", RELATIONS.format(kind=f"{OFFICE}/officeDocument", target="xl/workbook.xml")
        )
        sheet = RELATIONS.format(kind=f"{OFFICE}/worksheet", target="worksheets/sheet1.xml")
        book.writestr("xl/_rels/workbook.xml.rels", sheet)
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        with book.open("xl/worksheets/sheet1.xml", "w") as out:
            out.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for number, row in enumerate(rows, 1):
                cells = "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
                out.write(f'<row r="{number}">{cells}</row>'.encode())
            out.write(b"</sheetData></worksheet>")


def unit_rows(people: int) -> Iterator[list[str]]:
    """Yield a tree of units, three levels deep."""
    yield list(UNITS)
    yield ["U0", "PEMERINTAH KOTA UJI", "", "", "WALI KOTA"]
    for number in range(1, people // PEOPLE_PER_UNIT + 1):
        parent = "U0" if number <= 30 else f"U{number % 30 + 1}"
        yield [f"U{number}", f"BIDANG {number}", parent, "III.b", "KEPALA BIDANG"]


def staff_rows(people: int) -> Iterator[list[str]]:
    """Yield people, every twenty-fifth a head."""
    header = [f"KOLOM {number}" for number in range(COLUMNS)]
    for name, place in STAFF.items():
        header[place] = name
    yield header
    born = date(1966, 1, 1)
    this_year = date.today().year
    for number in range(people):
        day = born + timedelta(days=number % 11_000)
        head = number % PEOPLE_PER_UNIT == 0
        values = {
            "NIP BARU": f"{day:%Y%m%d}201{number // 99_000}011{number // 11_000 % 9 + 1:03d}",
            "NAMA": f"PEGAWAI NOMOR {number}",
            "GELAR BELAKANG": "S.Kom.",
            "TANGGAL LAHIR": f"{day:%d-%m-%Y}",
            "JENIS KELAMIN": "M",
            "JENIS PEGAWAI NAMA": "PNS Daerah Kab/Kota",
            "KEDUDUKAN HUKUM NAMA": "Aktif",
            "STATUS CPNS PNS": "PNS",
            "GOL AKHIR NAMA": "III/c",
            "JENIS JABATAN NAMA": "Jabatan Struktural" if head else "Jabatan Pelaksana",
            "JABATAN NAMA": "KEPALA BIDANG" if head else "PENGADMINISTRASI PERKANTORAN",
            "TMT JABATAN": f"{number % 28 + 1:02d}-0{number % 9 + 1}-{this_year - number % 7}",
            "UNOR ID": f"U{number // PEOPLE_PER_UNIT + 1}",
            "ESELON NAMA": "III.b" if head else "",
        }
        row = [""] * COLUMNS
        for name, value in values.items():
            row[STAFF[name]] = value
        yield row


# --- Measuring ------------------------------------------------------------------------------------


def run(arguments: list[str], database: Path) -> dict[str, float]:
    """Run a management command and return its CPU seconds and peak resident memory in kB."""
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{database}", "DEBUG": "false"}
    environment |= {"SECRET_KEY": "only-for-measuring-" + "m" * 50, "ALLOWED_HOSTS": "localhost"}
    child = os.spawnve(
        os.P_NOWAIT, sys.executable, [sys.executable, str(ROOT / "manage.py"), *arguments], environment
    )
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"manage.py {arguments[0]} failed")
    return {"cpu": usage.ru_utime + usage.ru_stime, "rss": float(usage.ru_maxrss)}


def measure(people: int, folder: Path) -> list[dict[str, Any]]:
    """Import a file of this size twice and return a line for each run."""
    units, staff = folder / f"unor-{people}.xlsx", folder / f"pegawai-{people}.xlsx"
    write_sheet(units, unit_rows(people))
    write_sheet(staff, staff_rows(people))
    database = folder / f"{people}.sqlite3"
    run(["migrate", "--verbosity", "0"], database)
    lines = []
    for label in ("new", "unchanged"):
        used = run(["import_staff", str(units), str(staff), "--commit"], database)
        lines.append(
            {
                "rows": people,
                "run": label,
                "cpu_seconds": used["cpu"],
                "cpu_ms_per_row": used["cpu"] * 1000 / people,
                "peak_mib": used["rss"] / 1024,
            }
        )
    return lines


def main() -> None:
    """Print one table, and the same as JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[5_000, 50_000])
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = [line for people in options.rows for line in measure(people, Path(folder))]
    print(f"{'rows':>8} {'run':<10} {'CPU s':>8} {'CPU ms/row':>11} {'peak MiB':>9}")
    for line in lines:
        print(
            f"{line['rows']:>8} {line['run']:<10} {line['cpu_seconds']:>8.1f} "
            f"{line['cpu_ms_per_row']:>11.2f} {line['peak_mib']:>9.0f}"
        )
    if options.json:
        options.json.write_text(json.dumps(lines, indent=2), encoding="utf-8")
    if any(line["peak_mib"] * 1024 > LIMIT for line in lines):
        raise SystemExit("An import needed more than 512 MiB.")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
