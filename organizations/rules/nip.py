"""Reads an employee number (NIP; Perka BKN 22/2007; NI PPPK inferred, domain research 8.1 and 8.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .employee import EmploymentKind, Sex


@dataclass(frozen=True)
class Nip:
    """What an employee number says about its owner."""

    digits: str
    birth_on: date
    kind: EmploymentKind | None  # None: a code in digits 13-14 that we do not know
    start_year: int
    start_month: int | None
    sex: Sex
    serial: int
    warnings: tuple[str, ...] = ()


class NipFault(ValueError):
    """The number cannot be an employee number; the message says why, in Indonesian."""


def clean_nip(text: str) -> str:
    """Return the number without spaces, dots and apostrophes; other signs are left in place."""
    return re.sub(r"[\s.'\u2019\u00a0]", "", text)


def parse_nip(text: str, *, today: date) -> Nip:
    """Read an employee number (18 digits) and return its parts.

    Raise NipFault with a sentence when a part is impossible. Doubtful parts (age, start, unknown
    code) come back as warnings, because old numbers are wrong in practice. Source: Perka BKN
    22/2007 for PNS; digits 13-14 = 21 for PPPK by example.
    """
    digits = clean_nip(text)
    if not re.fullmatch(r"[0-9]+", digits):
        raise NipFault("NIP hanya berisi angka 0-9.")
    if len(digits) != 18:
        raise NipFault(f"NIP terdiri dari 18 angka. Di sini ada {len(digits)}.")
    birth = _birth(digits)
    sex = {"1": Sex.MALE, "2": Sex.FEMALE}.get(digits[14])
    if sex is None:
        raise NipFault(f"Angka ke-15 NIP menunjukkan jenis kelamin, 1 atau 2. Di sini {digits[14]}.")
    if digits[15:] == "000":
        raise NipFault("Nomor urut di akhir NIP mulai dari 001. Di sini 000.")
    year, month = int(digits[8:12]), int(digits[12:14])
    kind: EmploymentKind | None = None
    if 1 <= month <= 12:
        kind = EmploymentKind.PNS
    elif month == 21:
        kind = EmploymentKind.PPPK
    return Nip(
        digits=digits,
        birth_on=birth,
        kind=kind,
        start_year=year,
        start_month=month if kind == EmploymentKind.PNS else None,
        sex=sex,
        serial=int(digits[15:]),
        warnings=tuple(_nip_doubts(birth, year, month, kind, today)),
    )


def _birth(digits: str) -> date:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        written = f"{digits[6:8]}-{digits[4:6]}-{digits[:4]}"
        raise NipFault(f"Delapan angka pertama NIP bukan tanggal lahir yang ada: {written}.") from None


def _nip_doubts(birth: date, year: int, month: int, kind: EmploymentKind | None, today: date) -> list[str]:
    doubts = []
    age = years_between(birth, today)
    if not 17 <= age <= 75:
        doubts.append(f"Menurut NIP umurnya {age} tahun.")
    if kind is None:
        doubts.append(f"Angka ke-13 dan 14 NIP ({month:02d}) belum dikenal.")
    elif kind == EmploymentKind.PPPK:
        if not 2019 <= year <= today.year + 1:
            doubts.append(f"Menurut NIP diangkat sebagai PPPK tahun {year}.")
    else:
        start = date(max(year, 1), month, 1)
        if years_between(birth, start) < 18:
            doubts.append(f"Menurut NIP diangkat pada umur {years_between(birth, start)} tahun.")
        if start > date(today.year + 1, today.month, 1):
            doubts.append(f"Menurut NIP baru diangkat pada {start:%m-%Y}.")
    return doubts


def format_nip(digits: str) -> str:
    """Return the number in the printed form, 19660801 198803 1 001."""
    if not re.fullmatch(r"[0-9]{18}", digits):
        return digits
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def years_between(start: date, end: date) -> int:
    """Return the whole years from one date to another (0 when the end is earlier in the year)."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
