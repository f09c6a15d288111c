"""Reads one row of a file from a presence system, and judges the rows of a file together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from .attendance import Presence, obstacles
from .cell import Cells, Fault, Unreadable, nip_of, shown, text_of
from .nip import clean_nip

NIP, NAME, MONTH = "NIP", "NAMA", "BULAN"
WORK, PRESENT, LEAVE, TRAVEL = "HARI KERJA", "HADIR", "CUTI", "DINAS LUAR"
ABSENT, LATE, PERMIT, SICK = "TANPA KETERANGAN", "TERLAMBAT (MENIT)", "IZIN", "SAKIT"
ATTENDANCE_COLUMNS = (NIP, WORK, PRESENT, LEAVE, TRAVEL, ABSENT, LATE)
ATTENDANCE_EXTRAS = (NAME, MONTH, PERMIT, SICK)
COLUMN_OF = dict(zip(Presence._fields, ATTENDANCE_COLUMNS[1:], strict=True))

# How presence systems head their columns, in capitals without signs (decided here from usual spellings).
ALIASES = {
    **dict.fromkeys(("NIP BARU", "NIP PEGAWAI", "NO INDUK PEGAWAI", "NOMOR INDUK PEGAWAI"), NIP),
    **dict.fromkeys(("NAMA PEGAWAI", "NAMA LENGKAP"), NAME),
    **dict.fromkeys(("PERIODE", "BULAN TAHUN", "MASA"), MONTH),
    **dict.fromkeys(
        ("HK", "JUMLAH HARI KERJA", "JML HARI KERJA", "JML HK", "HARI KERJA EFEKTIF", "HARI EFEKTIF"), WORK
    ),
    **dict.fromkeys(("H", "JUMLAH HADIR", "JML HADIR", "HARI HADIR", "MASUK", "KEHADIRAN", "HDR"), PRESENT),
    **dict.fromkeys(("C", "CT", "JUMLAH CUTI", "JML CUTI", "HARI CUTI", "TOTAL CUTI"), LEAVE),
    **dict.fromkeys(
        ("DL", "D L", "DINAS", "TUGAS LUAR", "TL", "PERJALANAN DINAS", "PERJADIN", "JML DL", "JUMLAH DL"),
        TRAVEL,
    ),
    **dict.fromkeys(
        (
            "TK",
            "T K",
            "ALPHA",
            "ALPA",
            "ALFA",
            "A",
            "TANPA KET",
            "MANGKIR",
            "TANPA KABAR",
            "JML TK",
            "JUMLAH TK",
        ),
        ABSENT,
    ),
    **dict.fromkeys(
        (
            *("TERLAMBAT", "TERLAMBAT MENIT", "TELAT", "TELAT MENIT", "MENIT TERLAMBAT", "KETERLAMBATAN"),
            *("MENIT KETERLAMBATAN", "JML MENIT TERLAMBAT", "TERLAMBAT JAM MENIT", "TERLAMBAT HH MM"),
            *(
                "KETERLAMBATAN MENIT",
                "DATANG TERLAMBAT",
                "TOTAL TERLAMBAT",
                "JUMLAH MENIT TERLAMBAT",
                "TLMBT",
            ),
        ),
        LATE,
    ),
    **dict.fromkeys(("I", "IJIN"), PERMIT),
    "S": SICK,
}
MONTH_NAMES = {
    **{name: number for number, name in enumerate(("JAN", "FEB", "MAR", "APR", "MEI", "JUN", "JUL"), 1)},
    **{name: number for number, name in enumerate(("AGU", "SEP", "OKT", "NOV", "DES"), 8)},
    **{"MAY": 5, "AGS": 8, "AUG": 8, "OCT": 10, "NOP": 11, "DEC": 12},
}
NOTHING = frozenset({"", "-", "–", "—"})
WHOLE = re.compile(r"(-?[0-9]{1,9})(?:[.,]0+)?(?: ?(?:hari|hr|menit|mnt|min|m))?", re.IGNORECASE)
DECIMAL = re.compile(r"-?[0-9]+[.,][0-9]+(?: ?(?:hari|hr|menit|mnt))?", re.IGNORECASE)
CLOCK = re.compile(r"([0-9]{1,3})[:.]([0-5][0-9])(?::[0-5][0-9](?:\.[0-9]+)?)?")
SPOKEN = re.compile(r"([0-9]{1,3}) ?(?:jam|j)(?: ?([0-9]{1,2}) ?(?:menit|mnt|m))?", re.IGNORECASE)


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAULTY = "faulty"


@dataclass(slots=True)
class MonthVerdict:
    """A row of the file and what is to become of it: a month of somebody, or the faults that hinder it."""

    line: int
    nip: str
    name: str = ""
    presence: Presence | None = None
    before: Presence | None = None
    was_corrected: bool = False
    faults: list[Fault] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        """What applying does with the row."""
        if self.presence is None or self.faults:
            return Outcome.FAULTY
        if self.before is None:
            return Outcome.NEW
        return Outcome.SAME if self.before == self.presence else Outcome.CHANGED


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows need to know of a person: whether the importer serves it, and the month on record."""

    name: str
    is_inside: bool
    before: Presence | None
    was_corrected: bool = False  # an admin put the month right since its file


def read_attendance(line: int, cells: Cells, *, month: date, today: date) -> MonthVerdict:
    """Read one row and return the month, or every fault of the row at once."""
    verdict = MonthVerdict(line, clean_nip(shown(cells.get(NIP))), shown(cells.get(NAME)))
    values: dict[str, int] = {}

    def take(name: str, part: Callable[[], Any]) -> None:
        try:
            values[name] = part()
        except Unreadable as unreadable:
            verdict.faults.append(unreadable.fault)

    take("nip", lambda: nip_of(cells, NIP, today=today))
    take("month", lambda: _same_month(cells, month))
    for name, column in list(COLUMN_OF.items())[:-1]:
        take(name, lambda column=column: _whole(cells, column, is_needed=column in (WORK, PRESENT)))  # type: ignore[misc]
    for column in (PERMIT, SICK):
        take(column, lambda column=column: _whole(cells, column))  # type: ignore[misc]
    take("late_minutes", lambda: _minutes(cells))
    if verdict.faults:
        return verdict
    values["leave_days"] += values[PERMIT] + values[SICK]
    presence = Presence(**{name: values[name] for name in Presence._fields})
    for name, cause, repair in obstacles(presence, month):
        verdict.faults.append(Fault(COLUMN_OF[name], str(getattr(presence, name)), cause, repair))
    verdict.presence = presence if not verdict.faults else None
    return verdict


def judge_attendance(verdicts: Sequence[MonthVerdict], people: Mapping[str, Known]) -> None:
    """Compare the rows with the people on record and with each other; `people` are by NIP."""
    lines: dict[str, list[int]] = defaultdict(list)
    for verdict in verdicts:
        lines[verdict.nip].append(verdict.line)
    for verdict in verdicts:
        if any(fault.column == NIP for fault in verdict.faults):
            continue
        known = people.get(verdict.nip)
        twins = [str(line) for line in lines[verdict.nip] if line != verdict.line]
        if known is None:
            _refuse(verdict, "belum ada pegawai dengan NIP ini.", "Periksa NIP-nya, atau impor datanya dulu.")
            continue
        if not known.is_inside:  # and nothing is told of the person that the file does not say
            _refuse(
                verdict, "pegawai ini di luar unit yang Anda kelola.", "Serahkan barisnya kepada admin BKD."
            )
            continue
        verdict.name, verdict.before = known.name, known.before
        verdict.was_corrected = known.was_corrected and verdict.outcome == Outcome.CHANGED
        if twins:
            cause = f"NIP yang sama juga ada di baris {', '.join(twins[:5])}."
            _refuse(verdict, cause, "Sisakan satu baris untuk tiap orang.")


def _refuse(verdict: MonthVerdict, cause: str, repair: str) -> None:
    verdict.presence = None
    verdict.faults.append(Fault(NIP, verdict.nip, cause, repair))


# --- Cells ---------------------------------------------------------------------------------------


def _whole(cells: Cells, column: str, *, is_needed: bool = False) -> int:
    """Return a number of days; empty means none where the column may be left empty."""
    if type(number := cells.get(column)) is int:
        return number
    text = text_of(cells, column, limit=60)
    if text in NOTHING:
        if not is_needed:
            return 0
        raise Unreadable(column, text, "baris ini belum lengkap.", "Isi jumlah harinya, 0 bila tidak ada.")
    if found := WHOLE.fullmatch(text):
        return int(found[1])
    if DECIMAL.fullmatch(text):
        raise Unreadable(column, text, "angka ini pecahan.", "Tulis hari bulat, menurut catatan presensi.")
    raise Unreadable(column, text, "belum dikenal sebagai angka.", "Tulis angkanya saja, misalnya 2.")


def _minutes(cells: Cells) -> int:
    """Return minutes, also from "hh:mm", "hh:mm:ss" and "1 jam 5 menit"."""
    text = text_of(cells, LATE, limit=60)
    if text in NOTHING:
        return 0
    if found := WHOLE.fullmatch(text):
        return int(found[1])
    if found := CLOCK.fullmatch(text) if ":" in text else None:
        return int(found[1]) * 60 + int(found[2])
    if found := SPOKEN.fullmatch(text):
        return int(found[1]) * 60 + int(found[2] or 0)
    if DECIMAL.fullmatch(text):
        raise Unreadable(LATE, text, "angka ini pecahan.", "Tulis menit bulat, misalnya 35, atau 00:35.")
    raise Unreadable(
        LATE, text, "belum dikenal sebagai lama waktu.", "Tulis menitnya, misalnya 35, atau 00:35."
    )


def _same_month(cells: Cells, month: date) -> None:
    """Refuse a row that says it is of another month; a file without that column says nothing."""
    value = cells.get(MONTH)
    text = f"{value:%d-%m-%Y}" if isinstance(value, datetime | date) else text_of(cells, MONTH, limit=60)
    if not text:
        return
    numbers = [int(part) for part in re.findall(r"[0-9]+", text)]
    years = [number for number in numbers if number >= 1000]
    named = next((number for name, number in MONTH_NAMES.items() if name in text.upper()), None)
    short = [number for number in numbers if number < 1000]
    if named is None and len(short) in (1, 2):
        named = short[-1]  # 10-2026, 2026-10; with a day before the month: 01-10-2026
        if len(short) == 2 and numbers[0] >= 1000:
            named = short[0]  # 2026-10-01
    if named is None or not 1 <= named <= 12:
        raise Unreadable(MONTH, text, "belum dikenal sebagai bulan.", f"Tulis {month:%m-%Y}.")
    if named != month.month or (years and years[0] != month.year):
        raise Unreadable(
            MONTH, text, f"yang dipilih bulan {month:%m-%Y}.", "Pilih bulan yang sama dengan isi berkas."
        )
