"""Attendance as facts: what a month may hold, how it is said, and how rows of presence systems are read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from organizations.rules.attendance import (
    Presence,
    days_of,
    last_of,
    minutes_in_words,
    month_before,
    months_between,
    months_until,
    obstacles,
    read_month,
    total,
)
from organizations.rules.attendance_row import (
    ALIASES,
    ATTENDANCE_COLUMNS,
    ATTENDANCE_EXTRAS,
    Known,
    MonthVerdict,
    Outcome,
    judge_attendance,
    read_attendance,
)

OCTOBER, TODAY = date(2026, 10, 1), date(2026, 11, 22)
ANI = "199001012015032003"
CLEAN: dict[str, Any] = {
    "NIP": ANI,
    "NAMA": "Ani",
    "HARI KERJA": 22,
    "HADIR": 19,
    "CUTI": 1,
    "DINAS LUAR": 2,
    "TANPA KETERANGAN": 0,
    "TERLAMBAT (MENIT)": 35,
}


def read(month: date = OCTOBER, line: int = 2, **changes: Any) -> MonthVerdict:
    cells = CLEAN | {name.replace("_", " "): value for name, value in changes.items()}
    return read_attendance(line, cells, month=month, today=TODAY)


def faults(verdict: MonthVerdict) -> list[tuple[str, str, str]]:
    return [(fault.column, fault.value, fault.cause) for fault in verdict.faults]


@pytest.mark.parametrize(
    ("presence", "days", "late"),
    [
        (Presence(22, 22), "Hadir 22 dari 22 hari kerja.", ""),
        (
            Presence(22, 18, 1, 2, 1, 65),
            "Hadir 18 dari 22 hari kerja, dinas luar 2 hari, cuti 1 hari, tanpa keterangan 1 hari.",
            "1 jam 5 menit",
        ),
        (Presence(22, 20), "Hadir 20 dari 22 hari kerja, belum tercatat 2 hari.", ""),
        (Presence(0, 0), "Hadir 0 dari 0 hari kerja.", ""),
    ],
)
def test_a_month_is_said_in_words(presence: Presence, days: str, late: str) -> None:
    assert (presence.days_in_words, presence.late_in_words) == (days, late)


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 menit"), (59, "59 menit"), (60, "1 jam"), (125, "2 jam 5 menit")]
)
def test_minutes_in_words(minutes: int, words: str) -> None:
    assert minutes_in_words(minutes) == words


def test_months_add_up() -> None:
    assert total([Presence(22, 20, 1, 1, 0, 5), Presence(20, 20, late_minutes=7)]) == Presence(
        42, 40, 1, 1, 0, 12
    )
    assert total([]) == Presence(0, 0)


@pytest.mark.parametrize(
    ("presence", "month", "columns"),
    [
        (Presence(22, 19, 1, 1, 1, 60), OCTOBER, []),
        (Presence(31, 31), OCTOBER, []),
        (Presence(32, 20), OCTOBER, ["work_days"]),
        (Presence(29, 20), date(2026, 2, 1), ["work_days"]),
        (Presence(29, 20), date(2028, 2, 1), []),
        (Presence(22, -1, 0, 0, 0, -1), OCTOBER, ["present_days", "late_minutes"]),
        (Presence(22, 20, 1, 1, 1), OCTOBER, ["work_days"]),
        (Presence(1, 1, late_minutes=1440), OCTOBER, []),
        (Presence(1, 1, late_minutes=1441), OCTOBER, ["late_minutes"]),
    ],
)
def test_what_a_month_can_hold(presence: Presence, month: date, columns: list[str]) -> None:
    assert [column for column, _, _ in obstacles(presence, month)] == columns


def test_months() -> None:
    assert days_of(date(2028, 2, 1)) == 29
    assert last_of(OCTOBER) == date(2026, 10, 31)
    assert month_before(date(2026, 1, 15)) == date(2025, 12, 1)
    assert months_until(TODAY, 3) == [date(2026, 11, 1), OCTOBER, date(2026, 9, 1)]
    assert months_between(date(2026, 11, 22), date(2027, 1, 1)) == [date(2026, m, 1) for m in (11, 12)] + [
        date(2027, 1, 1)
    ]
    assert months_between(TODAY, OCTOBER) == []


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-10", OCTOBER),
        ("2026-13", None),
        ("2026-1", None),
        ("", None),
        ("202610", None),
        ("٢٠٢٦-10", None),
    ],
)
def test_a_month_in_an_address(text: str, month: date | None) -> None:
    assert read_month(text) == month


# --- Rows ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "presence"),
    [
        ({}, (22, 19, 1, 2, 0, 35)),
        ({"HADIR": "19,0", "CUTI": "1 hari", "TERLAMBAT (MENIT)": "35 menit"}, (22, 19, 1, 2, 0, 35)),
        ({"HADIR": "19.0", "CUTI": 1.0}, (22, 19, 1, 2, 0, 35)),
        (
            {"CUTI": None, "DINAS LUAR": "-", "TANPA KETERANGAN": "", "TERLAMBAT (MENIT)": "–"},
            (22, 19, 0, 0, 0, 0),
        ),
        ({"TERLAMBAT (MENIT)": "01:05"}, (22, 19, 1, 2, 0, 65)),
        ({"TERLAMBAT (MENIT)": "26:05:59"}, (22, 19, 1, 2, 0, 1565)),
        ({"TERLAMBAT (MENIT)": "1 jam 5 menit"}, (22, 19, 1, 2, 0, 65)),
        ({"CUTI": 0, "IZIN": 1, "SAKIT": "0"}, (22, 19, 1, 2, 0, 35)),
        ({"BULAN": "Oktober 2026"}, (22, 19, 1, 2, 0, 35)),
        ({"BULAN": "10-2026"}, (22, 19, 1, 2, 0, 35)),
        ({"BULAN": "2026-10"}, (22, 19, 1, 2, 0, 35)),
        ({"BULAN": "01-10-2026"}, (22, 19, 1, 2, 0, 35)),
        ({"BULAN": "2026-10-31"}, (22, 19, 1, 2, 0, 35)),
        ({"BULAN": "10"}, (22, 19, 1, 2, 0, 35)),
        ({"BULAN": date(2026, 10, 5)}, (22, 19, 1, 2, 0, 35)),
        ({"NIP": " 19900101 201503 2 003"}, (22, 19, 1, 2, 0, 35)),
    ],
)
def test_how_a_sound_row_is_read(changes: dict[str, Any], presence: tuple[int, ...]) -> None:
    verdict = read(**changes)

    assert faults(verdict) == []
    assert verdict.presence == presence


@pytest.mark.parametrize(
    ("changes", "column", "cause"),
    [
        ({"NIP": "19900101201503200"}, "NIP", "NIP terdiri dari 18 angka. Di sini ada 17."),
        ({"NIP": 199001012015032003}, "NIP", "tersimpan sebagai angka"),
        ({"NIP": None}, "NIP", "tanpa NIP"),
        ({"HADIR": None}, "HADIR", "belum lengkap"),
        ({"HARI KERJA": ""}, "HARI KERJA", "belum lengkap"),
        ({"HADIR": -3}, "HADIR", "negatif"),
        ({"HADIR": "18,5"}, "HADIR", "pecahan"),
        ({"CUTI": 0.5}, "CUTI", "pecahan"),
        ({"CUTI": "dua"}, "CUTI", "belum dikenal sebagai angka"),
        ({"HARI KERJA": 32}, "HARI KERJA", "bulan ini hanya 31 hari"),
        ({"CUTI": 4}, "HARI KERJA", "berjumlah 25 hari, hari kerjanya 22"),
        ({"SAKIT": 3}, "HARI KERJA", "berjumlah 25 hari"),
        ({"TERLAMBAT (MENIT)": "2,5"}, "TERLAMBAT (MENIT)", "pecahan"),
        ({"TERLAMBAT (MENIT)": "00:99"}, "TERLAMBAT (MENIT)", "belum dikenal sebagai lama waktu"),
        ({"TERLAMBAT (MENIT)": 99_999}, "TERLAMBAT (MENIT)", "lebih lama dari seluruh hari kerja"),
        ({"TERLAMBAT (MENIT)": "-5"}, "TERLAMBAT (MENIT)", "negatif"),
        ({"HADIR": "=A1+1"}, "HADIR", "rumus"),
        ({"HADIR": "#REF!"}, "HADIR", "galat"),
        ({"BULAN": "September 2026"}, "BULAN", "yang dipilih bulan 10-2026"),
        ({"BULAN": "10-2025"}, "BULAN", "yang dipilih bulan 10-2026"),
        ({"BULAN": "triwulan"}, "BULAN", "belum dikenal sebagai bulan"),
    ],
)
def test_what_keeps_a_row_out(changes: dict[str, Any], column: str, cause: str) -> None:
    verdict = read(**changes)

    assert verdict.presence is None
    assert [(found, cause in said) for found, _, said in faults(verdict)] == [(column, True)]
    assert all(fault.repair for fault in verdict.faults)


def test_every_fault_of_a_row_is_told_at_once() -> None:
    verdict = read(NIP="1", HADIR="x", BULAN="Mei", CUTI="0,5")

    assert [column for column, _, _ in faults(verdict)] == ["NIP", "BULAN", "HADIR", "CUTI"]


def test_rows_are_judged_with_the_people_on_record_and_with_each_other() -> None:
    other = "197505052000031002"
    before = {
        ANI: Known("Ani", True, Presence(22, 19, 1, 2, 0, 35)),
        other: Known("Budi", False, None),
    }
    rows = [
        read(),
        read(line=3, HADIR=18),
        read(line=4, NIP=other),
        read(line=5, NIP="199109092015032001"),
    ]
    judge_attendance(rows, before)

    assert [row.outcome for row in rows] == [Outcome.FAULTY] * 4
    assert [row.faults[0].cause for row in rows] == [
        "NIP yang sama juga ada di baris 3.",
        "NIP yang sama juga ada di baris 2.",
        "pegawai ini di luar unit yang Anda kelola.",
        "belum ada pegawai dengan NIP ini.",
    ]


@pytest.mark.parametrize(
    ("before", "outcome"),
    [
        (None, Outcome.NEW),
        (Presence(22, 19, 1, 2, 0, 35), Outcome.SAME),
        (Presence(22, 19, 1, 2, 0, 36), Outcome.CHANGED),
    ],
)
def test_what_becomes_of_a_sound_row(before: Presence | None, outcome: Outcome) -> None:
    row = read()
    judge_attendance([row], {ANI: Known("Ani", True, before)})

    assert row.outcome == outcome


def test_aliases_lead_to_columns_and_are_written_as_they_are_looked_up() -> None:
    assert set(ALIASES.values()) <= {*ATTENDANCE_COLUMNS, *ATTENDANCE_EXTRAS}
    assert all(alias == " ".join(alias.split()) and alias.replace(" ", "").isalnum() for alias in ALIASES)
    assert all(alias == alias.upper() for alias in ALIASES)
