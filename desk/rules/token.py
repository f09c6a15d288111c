"""Tokens of other systems: what they open, how they are written, how long they hold (decided here)."""

from __future__ import annotations

import hashlib
import re
from datetime import date, timedelta
from enum import StrEnum

LONGEST = timedelta(days=366)  # a token that nobody renews ends by itself
SHAPE = re.compile(r"cpn_([a-z0-9]{8})_([A-Za-z0-9_-]{43})")


class Reach(StrEnum):
    """What a token opens; one of these names a group of lists (cakupan token)."""

    UNITS = "unit"
    STAFF = "pegawai"
    PREDICATES = "predikat"
    PLANNING = "perencanaan"
    CREDIT = "angka-kredit"
    ALLOWANCE = "tunjangan"


REACH_LABELS = {
    Reach.UNITS: "Unit organisasi: kode, nama, susunan",
    Reach.STAFF: "Pegawai: NIP, nama, jabatan, unit yang berlaku hari ini",
    Reach.PREDICATES: "Predikat: NIP, masa, dua rating, predikat yang sudah dibagikan",
    Reach.PLANNING: "Perencanaan: sasaran, IKU, target, realisasi, capaian unit",
    Reach.CREDIT: "Angka kredit: NIP, jenjang, tahun, angka yang sudah ditetapkan",
    Reach.ALLOWANCE: "Tunjangan: NIP, masa, predikat final, persentase menurut tabel instansi",
}


def written(mark: str, secret: str) -> str:
    """Return a token as it is handed over: its mark stays readable at the desk, the secret does not."""
    return f"cpn_{mark}_{secret}"


def mark_of(token: str) -> str | None:
    """Return the readable mark of a token, None for what no token looks like."""
    found = SHAPE.fullmatch(token)
    return found[1] if found else None


def fingerprint(token: str) -> str:
    """Return what is stored in place of a token: SHA-256, enough for 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def latest_end(on: date) -> date:
    """Return the last day up to which a token made on a day may hold."""
    return on + LONGEST
