"""A synthetic city with hundreds of people, and the file of a mass inauguration for it: nobody is real."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from organizations.models import Employee, Placement, Position, Unit
from organizations.operations import refresh_lines
from organizations.rules.move_row import MOVE_COLUMNS, SUPERIOR
from tests.sheets import workbook
from tests.world import NOW, World

HEADER = (*MOVE_COLUMNS, SUPERIOR)
SINCE = date(2026, 11, 16)
SK = "SK Wali Kota 821/354/2026"
DEPARTMENTS, DIVISIONS, CLERKS = 12, 5, 8  # departments, divisions in each, clerks in each division
FIRST = ("Ayu", "Bayu", "Cahya", "Dian", "Eka", "Fitri", "Gilang", "Hana", "Joko", "Kartika", "Lina")
LAST = ("Permata", "Hidayat", "Kurnia", "Maharani", "Situmorang", "Widodo", "Lestari")


@dataclass
class City:
    """Departments with divisions; heads and clerks by the code of their unit."""

    heads: dict[str, Employee] = field(default_factory=dict)
    clerks: dict[str, list[Employee]] = field(default_factory=dict)

    @property
    def departments(self) -> list[str]:
        return [code for code in self.heads if "-" not in code[2:]]

    @property
    def divisions(self) -> list[str]:
        return [code for code in self.heads if "-" in code[2:]]


def build_city(world: World) -> City:
    """Put departments with heads, divisions and clerks below the city of the world."""
    city = City()
    kinds = {
        "Kepala Dinas": "JPT_PRATAMA",
        "Kepala Bidang": "ADMINISTRATOR",
        "Pengadministrasi Perkantoran": "PELAKSANA",
    }
    posts = {
        title: Position.objects.get_or_create(title=title, kind=kind)[0] for title, kind in kinds.items()
    }
    plan: list[tuple[Unit, str, bool]] = []
    for number in range(1, DEPARTMENTS + 1):
        department = _unit(f"D-{number}", f"Dinas Rekaan {number}", world.units["kota"], "II.b")
        plan.append((department, "Kepala Dinas", True))
        for part in range(1, DIVISIONS + 1):
            name = f"Bidang {part} Dinas Rekaan {number}"
            division = _unit(f"D-{number}-{part}", name, department, "III.b")
            plan.append((division, "Kepala Bidang", True))
            plan += [(division, "Pengadministrasi Perkantoran", False)] * CLERKS
    people = Employee.objects.bulk_create(_person(number) for number in range(len(plan)))
    Placement.objects.bulk_create(
        Placement(
            employee=person,
            unit=unit,
            position=posts[title],
            is_head=is_head,
            started_on=date(2024, 1, 1),
        )
        for person, (unit, title, is_head) in zip(people, plan, strict=True)
    )
    for person, (unit, _, is_head) in zip(people, plan, strict=True):
        if is_head:
            city.heads[unit.code] = person
        else:
            city.clerks.setdefault(unit.code, []).append(person)
    refresh_lines(on=date(2026, 1, 1), at=NOW)
    return city


def _unit(code: str, name: str, parent: Unit, echelon: str) -> Unit:
    return Unit.objects.create(code=code, name=name, parent=parent, echelon=echelon)


def _person(number: int) -> Employee:
    born = f"19{70 + number % 25}{number % 12 + 1:02}{number % 28 + 1:02}"
    nip = f"{born}201503{1 + number % 2}{number % 999 + 1:03}"
    return Employee(
        nip=nip, name=f"{FIRST[number % 11]} {LAST[number % 7]} {number}", kind="PNS", rank="III/b"
    )


def row(person: Employee | str, title: str, unit: str, **changes: Any) -> list[Any]:
    """Return one row of a file; changes by name: head, since, note, superior."""
    nip = person if isinstance(person, str) else person.nip
    values = {"head": "TIDAK", "since": f"{SINCE:%d-%m-%Y}", "note": SK, "superior": None} | changes
    return [nip, title, unit, values["head"], values["since"], values["note"], values["superior"]]


def turn(city: City, codes: Sequence[str], title: str) -> list[list[Any]]:
    """Return rows in which every head of these units follows the head of the next one."""
    following = [*codes[1:], codes[0]]
    return [
        row(city.heads[code], title, after, head="YA") for code, after in zip(codes, following, strict=True)
    ]


def inauguration(city: City, size: int = 354) -> list[list[Any]]:
    """Return a sound file: all heads turn, the file names them in any order, clerks follow to other units."""
    rows = turn(city, city.departments, "Kepala Dinas") + turn(city, city.divisions, "Kepala Bidang")
    divisions = city.divisions
    for number, code in enumerate(divisions):
        for clerk in city.clerks[code]:
            if len(rows) == size:
                return rows
            unit = divisions[(number + 7) % len(divisions)]
            rows.append(row(clerk, "PENGADMINISTRASI PERKANTORAN", unit))
    return rows


def faulty_inauguration(city: City, closed: Sequence[str]) -> list[list[Any]]:
    """Return the same file with three wrong NIPs, two moves to closed units and a loop of two superiors."""
    rows = inauguration(city)
    clerks = [number for number, one in enumerate(rows) if one[3] == "TIDAK"][:7]
    first, second, third, fourth, fifth, one, other = clerks
    rows[first][0] = "19900101201503"  # too short
    rows[second][0] = "199013012015032003"  # a month that does not exist
    rows[third][0] = "198001012005011999"  # well formed, nobody's
    rows[fourth][2], rows[fifth][2] = closed
    rows[one][6], rows[other][6] = rows[other][0], rows[one][0]
    return rows


def file_of(rows: Sequence[Sequence[Any]]) -> bytes:
    """Return the rows as a workbook with the columns of the template."""
    return workbook([HEADER, *rows])
