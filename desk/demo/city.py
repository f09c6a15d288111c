"""The unit tree of the invented city Kota Arunika, scaled to a number of people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from .agencies import BUREAUS, CORE, GROWTH, AgencyKind
from .names import DISTRICTS, VILLAGES_FIRST, VILLAGES_SECOND

LEAST = 60  # people; below this the named demo people have no colleagues

# Sort of unit -> (smallest, largest) number of people, with the head.
SIZES = {
    "opd": (2, 4),
    "sekretariat": (8, 14),
    "subbag": (9, 14),
    "bidang": (9, 16),
    "kecamatan": (9, 14),
    "kelurahan": (8, 13),
    "sd": (13, 20),
    "smp": (24, 34),
    "puskesmas": (24, 36),
}
# Agencies of the core without divisions keep their people beside the head; one team of twelve for the demo.
LARGER = {"DUKCAPIL-UMUM": 13, "ITKO": 9, "SATPOLPP": 12}


@dataclass
class UnitSeed:
    """A unit before it is a row: its place in the tree, its head's title, and how many work there."""

    code: str
    name: str
    parent: str | None
    sort: str
    head_title: str
    echelon: str = ""
    agency: AgencyKind | None = None
    opd: str = ""
    topic: str = ""
    size: int = 1


def agency_units(kind: AgencyKind, *, divisions: int, bureau: bool) -> list[UnitSeed]:
    """Return an agency with its secretariat, its general affairs section and some divisions."""
    head = kind.head_title if kind.head_title in {"Inspektur"} else f"{kind.head_title} {_short(kind)}"
    opd = UnitSeed(kind.code, kind.name, "SETDA", "opd", head, "II.b", kind, kind.name, kind.field)
    units = [opd]
    if bureau:
        secretariat = f"{kind.code}-SET"
        units.append(
            UnitSeed(
                secretariat,
                f"Sekretariat {kind.name}",
                kind.code,
                "sekretariat",
                f"Sekretaris {kind.name}",
                "III.a",
                kind,
                kind.name,
                kind.field,
            )
        )
        units.append(
            UnitSeed(
                f"{kind.code}-UMUM",
                f"Subbagian Umum dan Kepegawaian {kind.name}",
                secretariat,
                "subbag",
                "Kepala Subbagian Umum dan Kepegawaian",
                "IV.a",
                kind,
                kind.name,
                kind.field,
            )
        )
    return units + [division(kind, number) for number in range(1, divisions + 1)]


def division(kind: AgencyKind, number: int) -> UnitSeed:
    """Return one division of an agency; the numbers start with 1."""
    name = kind.divisions[number - 1]
    return UnitSeed(
        f"{kind.code}-B{number}",
        f"Bidang {name}",
        kind.code,
        "bidang",
        f"Kepala Bidang {name}",
        "III.b",
        kind,
        kind.name,
        name.lower(),
    )


def _short(kind: AgencyKind) -> str:
    """Return the agency's name without its first word, where the head's title already says it."""
    first = kind.head_title.split()[-1]
    return kind.name.removeprefix(f"{first} ")


def district(number: int) -> UnitSeed:
    """Return a kecamatan."""
    name = f"Kecamatan {DISTRICTS[number - 1]}"
    return UnitSeed(f"KEC-{number:02d}", name, "SETDA", "kecamatan", "Camat", "III.a", opd=name)


def village(number: int, districts: int) -> UnitSeed:
    """Return a kelurahan in one of the districts."""
    first = VILLAGES_FIRST[(number - 1) % len(VILLAGES_FIRST)]
    name = f"{first}{VILLAGES_SECOND[(number - 1) // len(VILLAGES_FIRST) % len(VILLAGES_SECOND)]}"
    parent = (number - 1) % districts + 1
    opd = f"Kecamatan {DISTRICTS[parent - 1]}"
    unit = UnitSeed(
        f"KEL-{number:03d}", f"Kelurahan {name}", f"KEC-{parent:02d}", "kelurahan", "Lurah", "IV.a"
    )
    unit.opd = opd
    return unit


def school(sort: str, number: int) -> UnitSeed:
    """Return an SD or an SMP."""
    level = sort.upper()
    name = f"{level} Negeri {number} Arunika"
    return UnitSeed(f"{level}-{number:03d}", name, "DISDIK", sort, "Kepala Sekolah", opd="Dinas Pendidikan")


def health_centre(number: int) -> UnitSeed:
    """Return a Puskesmas, named after a kelurahan."""
    first = VILLAGES_FIRST[(number - 1) % len(VILLAGES_FIRST)]
    name = f"Puskesmas {first}{VILLAGES_SECOND[(number - 1) // len(VILLAGES_FIRST) % len(VILLAGES_SECOND)]}"
    return UnitSeed(
        f"PKM-{number:03d}", name, "DINKES", "puskesmas", "Kepala Puskesmas", opd="Dinas Kesehatan"
    )


def bureau(number: int) -> UnitSeed:
    """Return a part of the Sekretariat Daerah."""
    name = BUREAUS[number - 1]
    return UnitSeed(
        f"SETDA-B{number}",
        f"Bagian {name}",
        "SETDA",
        "bidang",
        f"Kepala Bagian {name}",
        "III.a",
        AgencyKind("SETDA", "Sekretariat Daerah", "", "pemerintahan umum", "", "analis_kebijakan", ()),
        "Sekretariat Daerah",
        name.lower(),
    )


def core() -> list[UnitSeed]:
    """Return the units that every demo city has, parents first."""
    city = UnitSeed(
        "KOTA", "Pemerintah Kota Arunika", None, "kota", "Wali Kota Arunika", opd="Pemerintah Kota Arunika"
    )
    setda = UnitSeed("SETDA", "Sekretariat Daerah", "KOTA", "setda", "Sekretaris Daerah", "II.a", size=3)
    setda.opd = setda.name
    with_bureau = {"DUKCAPIL", "DISDIK", "DINKES"}
    with_division = {"DUKCAPIL", "PUPR", "BKPSDM"}
    agencies = [
        unit
        for kind in CORE
        for unit in agency_units(kind, divisions=kind.code in with_division, bureau=kind.code in with_bureau)
    ]
    places = [district(1), village(1, 1), village(2, 1)]
    return [
        city,
        setda,
        *agencies,
        school("sd", 1),
        school("sd", 2),
        school("smp", 1),
        health_centre(1),
        *places,
    ]


def growth() -> Iterator[list[UnitSeed]]:
    """Return without end what a larger city has besides, in portions that keep its proportions."""
    counts = {"sd": 2, "smp": 1, "puskesmas": 1, "kelurahan": 2, "kecamatan": 1, "bagian": 0}
    spare = [division(kind, number) for kind in CORE for number in range(2, len(kind.divisions) + 1)]
    agencies = list(GROWTH)
    pattern = "sd kel sd pkm opd sd kel smp sd kel bidang sd sd kel pkm sd kel sd kec smp sd kel sd bagian"
    while True:
        for word in pattern.split():
            if word in {"sd", "smp"}:
                counts[word] += 1
                yield [school(word, counts[word])]
            elif word == "pkm":
                counts["puskesmas"] += 1
                yield [health_centre(counts["puskesmas"])]
            elif word == "kel" and counts["kelurahan"] < len(VILLAGES_FIRST) * len(VILLAGES_SECOND):
                counts["kelurahan"] += 1
                yield [village(counts["kelurahan"], counts["kecamatan"])]
            elif word == "kec" and counts["kecamatan"] < len(DISTRICTS):
                counts["kecamatan"] += 1
                yield [district(counts["kecamatan"])]
            elif word == "bagian" and counts["bagian"] < len(BUREAUS):
                counts["bagian"] += 1
                yield [bureau(counts["bagian"])]
            elif word == "bidang" and spare:
                yield [spare.pop(0)]
            elif word == "opd" and agencies:
                kind = agencies.pop(0)
                yield agency_units(kind, divisions=len(kind.divisions), bureau=True)


def build_city(people: int, rng: Random) -> list[UnitSeed]:
    """Return the units, parents first, with sizes that add up to the number of people."""
    if people < LEAST:
        raise ValueError(f"Kota contoh dimulai dari {LEAST} orang.")
    units = core()
    for unit in units:
        low, high = SIZES.get(unit.sort, (unit.size, unit.size))
        unit.size = (low + high + 1) // 2
        unit.size = LARGER.get(unit.code, unit.size)
    for portion in growth():
        total = sum(unit.size for unit in units)
        if total >= people:
            break
        for unit in portion:
            unit.size = rng.randint(*SIZES[unit.sort])
        units += portion
    _fit(units, people)
    return units


def _fit(units: list[UnitSeed], people: int) -> None:
    """Take people from the last and the largest units until the sum is right."""
    excess = sum(unit.size for unit in units) - people
    fixed = {"KOTA", "SETDA", "DUKCAPIL-UMUM"} if people >= 150 else {"KOTA"}
    while excess > 0:
        open_units = [unit for unit in units if unit.code not in fixed and unit.size > 2]
        largest = max(open_units, key=lambda unit: unit.size)
        step = min(excess, max(1, largest.size // 4))
        largest.size -= step
        excess -= step
