"""What people are grouped by for equal treatment, and how far somebody got: groups and bands (decided here).

Nothing here is about a single person; nobody is told the group that was counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from organizations.rules import EmploymentKind, Sex
from organizations.rules.nip import years_between


class Ground(StrEnum):
    """What groups are made by; all of them are in the staff record already."""

    SEX = "JENIS_KELAMIN"
    AGE = "UMUR"
    UNIT = "JENIS_UNIT"
    CONTRACT = "JENIS_PEGAWAI"


UNKNOWN = "TIDAK_TERCATAT"  # counted when small groups are hidden, never compared


class UnitKind(StrEnum):
    """What kind of unit somebody works in, read from names."""

    SCHOOL = "SEKOLAH"
    HEALTH = "KESEHATAN"
    DISTRICT = "KEWILAYAHAN"
    OFFICE = "KANTOR"


# Border years: 35 is the oldest at which most enter as CPNS (PP 11/2017), so below it are newcomers; 50 and
# above are the last years before the age of retirement of 58 (UU 20/2023).
AGES = (("UNDER_35", 35), ("35_TO_49", 50))
OLDEST = "50_UP"
KINDS = {
    EmploymentKind.PNS: "PNS",
    EmploymentKind.CPNS: "PNS",
    EmploymentKind.PPPK: "PPPK",
    EmploymentKind.PPPK_PART_TIME: "PPPK_PARUH_WAKTU",
}
GROUPS: dict[Ground, tuple[str, ...]] = {
    Ground.SEX: (Sex.FEMALE.value, Sex.MALE.value, UNKNOWN),
    Ground.AGE: (*(name for name, _ in AGES), OLDEST, UNKNOWN),
    Ground.UNIT: tuple(kind.value for kind in UnitKind),
    Ground.CONTRACT: ("PNS", "PPPK", "PPPK_PARUH_WAKTU", UNKNOWN),
}
_FIRST = re.compile(r"^(?:(?:upt|uptd|blud)\s+)*([a-z]+)")
_WORDS = {
    UnitKind.SCHOOL: "sd sdn smp smpn sma sman smk smkn slb slbn tk tkn paud skb sekolah",
    UnitKind.HEALTH: "puskesmas pustu posyandu rsud rsu rs klinik laboratorium labkesda",
    UnitKind.DISTRICT: "kecamatan kelurahan desa distrik",
}
KIND_OF_WORD = {word: kind for kind, words in _WORDS.items() for word in words.split()}
BANDS = (Decimal("0.8"), Decimal(1), Decimal("1.1"))  # borders between bands of like realisation


def sex_of(sex: str, nip: str) -> str:
    """Return the group of a sex: as recorded, else digit 15 of an employee number (Perka BKN 22/2007)."""
    if sex:
        return sex
    digit = nip[14] if re.fullmatch(r"[0-9]{18}", nip) else ""
    return {"1": Sex.MALE.value, "2": Sex.FEMALE.value}.get(digit, UNKNOWN)


def age_of(birth_on: date | None, nip: str, on: date) -> str:
    """Return the age band on a day, of the recorded birth date, else of the employee number."""
    born = birth_on or _born(nip)
    if born is None:
        return UNKNOWN
    years = years_between(born, on)
    return next((name for name, below in AGES if years < below), OLDEST)


def _born(nip: str) -> date | None:
    if not re.fullmatch(r"[0-9]{18}", nip):
        return None
    try:
        return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return None


def contract_of(kind: str) -> str:
    """Return the group of a kind of employee; a CPNS is a PNS to be."""
    return KINDS.get(EmploymentKind(kind), UNKNOWN)


def unit_kinds(units: Mapping[int, tuple[str, int | None]]) -> dict[int, UnitKind]:
    """Return the kind of each unit, of its name and parent: the nearest name that tells, else an office.

    "Seksi Pemerintahan" below "Kecamatan Utara" is of a district, "Bidang SMP" below a Dinas of an office.
    """
    return {unit: _kind(unit, units) for unit in units}


def _kind(unit: int, units: Mapping[int, tuple[str, int | None]]) -> UnitKind:
    at: int | None = unit
    while at is not None and at in units:
        name, at = units[at]
        word = _FIRST.match(name.lower())
        if word and word[1] in KIND_OF_WORD:
            return KIND_OF_WORD[word[1]]
    return UnitKind.OFFICE


def band_of(share: Decimal) -> int:
    """Return the band of a mean realisation (1 is the target): people in one band got about as far."""
    return sum(1 for border in BANDS if share >= border)
