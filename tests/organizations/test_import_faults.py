"""The spoiled staff files: each line of faults.csv beside what happened to its row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from appraisal.sheets import BROWSER
from organizations.models import Employee, Placement, Position, Unit
from organizations.operations.staff_import import import_staff
from organizations.resources import StaffFiles
from organizations.resources.staff_files import Line
from tests.sheets import DATA, sample
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db
FAULTS = list(csv.DictReader(io.StringIO((DATA / "arunika-kotor/faults.csv").read_text(encoding="utf-8"))))


@dataclass
class Aftermath:
    """What the import said of each row, and what the database holds."""

    units: dict[int, Line]
    staff: dict[int, Line]
    people: dict[str, dict[str, Any]]
    placed: dict[str, str]
    positions: list[str]
    codes: set[str]
    table: list[tuple[str, str, str, str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def aftermath(django_db_setup: None, django_db_blocker: Any) -> Iterator[Aftermath]:
    """Import the spoiled files once; what they wrote is taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        files = StaffFiles(
            units=("unor.xlsx", sample("arunika-kotor", "unor.xlsx")),
            staff=("pegawai.xlsx", sample("arunika-kotor", "pegawai.xlsx")),
            limits=BROWSER,
            today=TODAY,
        )
        import_staff(comparison=files, by=None, at=NOW)
        result = Aftermath(
            units=files.lines["units"],
            staff=files.lines["staff"],
            people={row["nip"]: row for row in Employee.objects.values()},
            placed=dict(Placement.objects.values_list("employee__nip", "position__title")),
            positions=list(Position.objects.values_list("title", flat=True)),
            codes=set(Unit.objects.values_list("code", flat=True)),
        )
        transaction.set_rollback(True)
    yield result
    print("\n" + table(result.table))


def table(rows: list[tuple[str, str, str, str]]) -> str:
    """Return the lines of faults.csv beside what happened."""
    header = ("row", "fault", "expected", "happened")
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(3)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
        for row in [header, *rows]
    )


def refused(*words: str) -> Callable[[Aftermath, dict[str, str]], str]:
    """Return a check that the row was refused with these words and nobody was written."""

    def check(after: Aftermath, fault: dict[str, str]) -> str:
        line = after.staff[int(fault["row"])]
        assert line.outcome == "refused"
        assert all(word in line.message for word in words), line.message
        assert line.verdict.key not in after.people
        return f"refused: {line.message}"

    return check


def accepted(
    note: str = "", nip: str = "", title: str = "", **expected: Any
) -> Callable[[Aftermath, dict[str, str]], str]:
    """Return a check that the person was written with these values."""

    def check(after: Aftermath, fault: dict[str, str]) -> str:
        line = after.staff[int(fault["row"])]
        person = after.people[nip or fault["nip"]]
        assert line.outcome == "new"
        assert note in line.message
        assert {name: person[name] for name in expected} == expected
        assert not title or after.placed[person["nip"]] == title
        assert (person["nip"] in after.placed) == person["is_active"]
        return f"accepted: {person['name']}, {person['status']}. {line.message}".strip()

    return check


def twins(after: Aftermath, fault: dict[str, str]) -> str:
    rows = sorted(row for row, line in after.staff.items() if line.verdict.key == fault["nip"])
    assert len(rows) == 2
    for own, other in (rows, rows[::-1]):
        assert after.staff[own].outcome == "refused"
        assert f"baris {other}" in after.staff[own].message
    assert fault["nip"] not in after.people
    return f"refused: rows {rows[0]} and {rows[1]}, {after.staff[rows[0]].message}"


def stray_spaces(after: Aftermath, fault: dict[str, str]) -> str:
    assert after.positions.count("Pengadministrasi Perkantoran") == 1
    assert not any("  " in title for title in after.positions)
    return accepted(title="Pengadministrasi Perkantoran")(after, fault)


def ring(after: Aftermath, fault: dict[str, str]) -> str:
    last = sorted(after.units)[-2:]
    lines = [after.units[row] for row in last]
    for line in lines:
        assert line.outcome == "refused"
        assert "UNIT PUTAR SATU → UNIT PUTAR DUA → UNIT PUTAR SATU" in line.message
        assert line.verdict.key not in after.codes
    return f"refused: unit rows {last}, {lines[0].message}"


def blank_rows(after: Aftermath, fault: dict[str, str]) -> str:
    assert sorted(after.staff) == list(range(2, 402))
    return "ignored: 400 rows, none for the blank ones"


CHECKS: dict[str, Callable[[Aftermath, dict[str, str]], str]] = {
    "NIP stored as a number: the last digits are lost": refused("NIP BARU", "Format kolom NIP sebagai teks"),
    "NIP with spaces": accepted(nip="197506201996032001"),
    "the same NIP twice in the file": twins,
    "month of birth 13": refused("NIP BARU", "bukan tanggal lahir"),
    "no unit": refused("UNOR ID kosong"),
    "unknown unit": refused("UNOR ID", "tidak ada di daftar unit"),
    "date as a real Excel date, and it contradicts the NIP": accepted(
        note="berbeda dari NIP (02-05-1979)", birth_on=date(1985, 3, 7)
    ),
    "sex as L/P instead of M/F": accepted(sex="F"),
    "retired": accepted(note="tidak ikut penilaian", is_active=False, status="Pensiun"),
    "unpaid leave": accepted(
        note="tidak ikut penilaian", is_active=False, status="Cuti Luar Tanggungan Negara"
    ),
    "spreadsheet formula as a name": refused("NAMA", "rumus"),
    "markup as a name": accepted(name="<script>alert(1)</script>"),
    "rank that does not exist": refused("GOL AKHIR NAMA", "III/f"),
    "no name": refused("NAMA kosong"),
    "stray spaces": stray_spaces,
    "unit list: two units that are each other's parent": ring,
    "two empty rows at the end of the staff list": blank_rows,
}


def test_every_fault_has_a_check() -> None:
    assert len(FAULTS) == 17
    assert {fault["fault"] for fault in FAULTS} == set(CHECKS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["fault"])
def test_fault_comes_out_as_it_says(fault: dict[str, str], aftermath: Aftermath) -> None:
    happened = CHECKS[fault["fault"]](aftermath, fault)

    aftermath.table.append((fault["row"], fault["fault"], fault["expected"], happened))
    wanted = {"both": "refused", "shown": "accepted"}
    first = fault["expected"].replace(":", " ").replace(",", " ").split(maxsplit=1)[0]
    assert happened.startswith(wanted.get(first, first))


def test_everything_else_is_accepted(aftermath: Aftermath) -> None:
    listed = {int(fault["row"]) for fault in FAULTS if fault["row"].isdigit()} | {201}
    others = {row: line for row, line in aftermath.staff.items() if row not in listed}

    assert {line.outcome.value for line in others.values()} == {"new"}
    assert {row: line.message for row, line in others.items() if line.message} == {}
    assert len(aftermath.people) == 391
    assert len(aftermath.codes) == 111
