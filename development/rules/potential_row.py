"""One row of a file of potential assessments (asesmen potensial; domain research 9.4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from organizations.rules.cell import Cells, Fault, Unreadable, date_of, nip_of, text_of

from .career import years_after

NIP, DAY, SCORE, SOURCE = "NIP", "TANGGAL ASESMEN", "NILAI", "SUMBER"
ERROR, RELIABILITY, UNTIL = "GALAT BAKU", "RELIABILITAS", "BERLAKU SAMPAI"
POTENTIAL_COLUMNS = (NIP, DAY, SCORE, SOURCE)
POTENTIAL_EXTRAS = (ERROR, RELIABILITY, UNTIL)
ALIASES = {
    **dict.fromkeys(("NIP BARU", "NIP PEGAWAI"), NIP),
    **dict.fromkeys(("TANGGAL", "TGL ASESMEN"), DAY),
    **dict.fromkeys(("NILAI POTENSIAL", "SKOR", "SKOR POTENSIAL"), SCORE),
    "LEMBAGA": SOURCE,
    "SEM": ERROR,
    "MASA BERLAKU": UNTIL,
}
CENT = Decimal("0.01")
FIRST_YEAR = 2015


def read_potential(cells: Cells, *, today: date, years: int) -> tuple[dict[str, Any], list[Fault]]:
    """Return the values of a row as JSON keeps them, and every fault of it at once.

    `years` is how long an assessment holds where the row does not say (policy potensial_berlaku_tahun).
    """
    faults: list[Fault] = []
    values: dict[str, Any] = {}
    parts: dict[str, Callable[[], Any]] = {
        "nip": lambda: nip_of(cells, NIP, today=today).digits,
        "assessed_on": lambda: _day(cells, today),
        "score": lambda: _number(cells, SCORE, Decimal(0), Decimal(100)),
        "error": lambda: _number(cells, ERROR, CENT, Decimal(50), blank=True),
        "reliability": lambda: _number(cells, RELIABILITY, CENT, 1 - CENT, blank=True),
        "valid_until": lambda: _until(cells, values.get("assessed_on"), years),
        "source": lambda: _source(cells),
    }
    for name, part in parts.items():
        try:
            values[name] = part()
        except Unreadable as unreadable:
            faults.append(unreadable.fault)
    if values.get("error") and values.get("reliability"):
        repair = f"Sisakan salah satu: {ERROR} atau {RELIABILITY}."
        faults.append(Fault(RELIABILITY, values["reliability"], "ketelitiannya disebut dua kali.", repair))
    return values, faults


def _day(cells: Cells, today: date) -> str:
    found = date_of(cells, DAY)
    if found is None or found.year < FIRST_YEAR or found > today:
        cause = "tanggal ini tidak dapat dipakai."
        raise Unreadable(DAY, cells.get(DAY), cause, f"Tulis tanggal sejak {FIRST_YEAR} sampai hari ini.")
    return found.isoformat()


def _until(cells: Cells, assessed_on: str | None, years: int) -> str:
    found = date_of(cells, UNTIL)
    if assessed_on is None:
        return ""
    start = date.fromisoformat(assessed_on)
    if found is not None and found < start:
        repair = "Tulis tanggal setelah asesmennya, atau kosongkan."
        raise Unreadable(UNTIL, cells.get(UNTIL), "berakhir sebelum asesmennya.", repair)
    return (found or years_after(start, years)).isoformat()


def _number(cells: Cells, column: str, least: Decimal, most: Decimal, *, blank: bool = False) -> str | None:
    text = text_of(cells, column, limit=20)
    if not text and blank:
        return None
    repair = f"Tulis angka {_shown(least)} sampai {_shown(most)}."
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise Unreadable(column, text, "ini belum terbaca sebagai angka.", repair) from None
    if not (found.is_finite() and least <= found <= most):
        raise Unreadable(column, text, "angka ini di luar batasnya.", repair)
    return str(found.quantize(CENT))


def _shown(number: Decimal) -> str:
    return str(number).replace(".", ",")


def _source(cells: Cells) -> str:
    text = text_of(cells, SOURCE, limit=200)
    if not text:
        raise Unreadable(SOURCE, "", "asal nilainya belum disebut.", "Isi lembaga atau alat asesmennya.")
    return text
