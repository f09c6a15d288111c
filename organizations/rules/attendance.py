"""Presence at work as plain facts: what a month may hold, and how it is said.

Leave and official travel are no absence, and a day without explanation is a fact and nothing more. Nothing
here weighs, compares or ranks people.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

NOT_ABSENT = "Dinas luar dan cuti bukan ketidakhadiran."
NO_RATING = "Kehadiran tidak menentukan rating dengan sendirinya."
MONTHS_BACK = 24  # how long ago a month may be that is brought in or shown to choose; decided here


class Presence(NamedTuple):
    """What the presence system says of a month, or the sum of several: days, and minutes of lateness."""

    work_days: int
    present_days: int
    leave_days: int = 0
    travel_days: int = 0
    absent_days: int = 0
    late_minutes: int = 0

    @property
    def accounted(self) -> int:
        """The days of which the system says anything."""
        return self.present_days + self.leave_days + self.travel_days + self.absent_days

    @property
    def days_in_words(self) -> str:
        """Whole sentence about the days, with what is nothing left out."""
        parts = [f"Hadir {self.present_days} dari {self.work_days} hari kerja"]
        parts += [
            f"{label} {days} hari"
            for label, days in (
                ("dinas luar", self.travel_days),
                ("cuti", self.leave_days),
                ("tanpa keterangan", self.absent_days),
                ("belum tercatat", self.work_days - self.accounted),
            )
            if days
        ]
        return ", ".join(parts) + "."

    @property
    def late_in_words(self) -> str:
        """Hours and minutes of lateness, "" when there were none."""
        return minutes_in_words(self.late_minutes) if self.late_minutes else ""


LABELS = {
    "work_days": "hari kerja",
    "present_days": "hadir",
    "leave_days": "cuti",
    "travel_days": "dinas luar",
    "absent_days": "tanpa keterangan",
    "late_minutes": "terlambat (menit)",
}


def minutes_in_words(minutes: int) -> str:
    """Return "2 jam 5 menit", "35 menit" or "3 jam"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} jam"] if hours else []
    return " ".join(parts + ([f"{rest} menit"] if rest or not hours else []))


def total(parts: Iterable[Presence]) -> Presence:
    """Return the sum of months."""
    rows = list(parts)
    return Presence(*(sum(column) for column in zip(*rows, strict=True))) if rows else Presence(0, 0)


def obstacles(presence: Presence, month: date) -> list[tuple[str, str, str]]:
    """Return why a month cannot be so, as (column, cause, repair); nothing when it can."""
    days = days_of(month)
    found = []
    for name in Presence._fields[:-1]:
        value = getattr(presence, name)
        if value < 0:
            found.append((name, "angka ini negatif.", "Tulis 0 atau lebih."))
        elif value > days:
            found.append((name, f"bulan ini hanya {days} hari.", "Periksa angkanya dan bulannya."))
    if presence.late_minutes < 0:
        found.append(("late_minutes", "angka ini negatif.", "Tulis 0 atau lebih."))
    if not found and presence.accounted > presence.work_days:
        cause = (
            f"hadir, cuti, dinas luar, dan tanpa keterangan berjumlah {presence.accounted} hari, "
            f"hari kerjanya {presence.work_days}."
        )
        found.append(("work_days", cause, "Samakan jumlahnya dengan sistem presensi."))
    if not found and presence.late_minutes > presence.work_days * 24 * 60:
        cause = "lebih lama dari seluruh hari kerja bulan itu."
        found.append(("late_minutes", cause, "Tulis jumlah menit sebulan."))
    return found


# --- Months --------------------------------------------------------------------------------------


def days_of(month: date) -> int:
    """Return how many days a month has."""
    return calendar.monthrange(month.year, month.month)[1]


def last_of(month: date) -> date:
    """Return the last day of a month."""
    return month.replace(day=days_of(month))


def month_before(month: date) -> date:
    """Return the first day of the month before."""
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


def months_until(on: date, count: int = MONTHS_BACK) -> list[date]:
    """Return the running month and those before it, the newest first."""
    found = [on.replace(day=1)]
    while len(found) < count:
        found.append(month_before(found[-1]))
    return found


def read_month(text: str) -> date | None:
    """Return the month that an address or a form names as 2026-10, None for anything else."""
    found = re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", text)
    return date(int(found[1]), int(found[2]), 1) if found else None


def months_between(start: date, end: date) -> list[date]:
    """Return the first days of the months from one day to another."""
    found, month = [], start.replace(day=1)
    while month <= end:
        found.append(month)
        month = last_of(month) + timedelta(days=1)
    return found
