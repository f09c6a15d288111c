"""Judges a staff list as a whole: twins, unknown units, one head per unit, and when to stop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .cell import Cells, Fault
from .letter_case import squeeze
from .staff_row import NIP, UNIT, StaffRow, StaffVerdict, read_person

MOST_LEAVERS = 30  # percent of the active staff that one file may make inactive


@dataclass(frozen=True, slots=True)
class UnitFact:
    """What a staff row needs to know of its unit."""

    name: str
    head_title: str
    head: str  # NIP of the present head, "" when vacant


def judge_staff(
    rows: Iterable[tuple[int, Cells]],
    units: Mapping[str, UnitFact],
    *,
    lost: Mapping[str, int],
    today: date,
    keep_cells: bool = False,
) -> list[StaffVerdict]:
    """Read all rows and refuse those that do not fit together.

    `units` holds the units that people can belong to, `lost` the row of each refused unit. With
    `keep_cells` refused rows carry their cells, so that they can be downloaded and repaired.
    """
    verdicts = []
    for row, cells in rows:
        verdict = read_person(row, cells, today=today)
        verdict.cells = cells if keep_cells else {}
        verdicts.append(verdict)
    _refuse_twins(verdicts)
    for verdict in verdicts:
        if verdict.person is not None and verdict.person.unit not in units:
            _refuse_unit(verdict, lost.get(verdict.person.unit))
    _choose_heads(verdicts, units)
    for verdict in verdicts:
        if verdict.person is not None:
            verdict.cells = {}
    return verdicts


def _refuse_twins(verdicts: list[StaffVerdict]) -> None:
    places: dict[str, list[StaffVerdict]] = defaultdict(list)
    for verdict in verdicts:
        if len(verdict.key) == 18:
            places[verdict.key].append(verdict)
    for twins in places.values():
        for verdict in twins if len(twins) > 1 else []:
            others = ", ".join(str(twin.row) for twin in twins if twin is not verdict)
            cause = f"NIP yang sama juga ada di baris {others}."
            verdict.refuse(Fault(NIP, verdict.key, cause, "Sisakan satu baris untuk tiap orang."))


def _refuse_unit(verdict: StaffVerdict, lost_row: int | None) -> None:
    code = verdict.person.unit if verdict.person else ""
    if lost_row is not None:
        cause, repair = (
            f"unit ini belum bisa diimpor (berkas unit baris {lost_row}).",
            "Perbaiki unit itu dulu.",
        )
    else:
        cause, repair = (
            "unit ini tidak ada di daftar unit.",
            "Isi UNOR ID sesuai daftar unit, atau tambahkan unitnya.",
        )
    verdict.refuse(Fault(UNIT, code, cause, repair))


# --- Heads ---------------------------------------------------------------------------------------


def _choose_heads(verdicts: list[StaffVerdict], units: Mapping[str, UnitFact]) -> None:
    """Settle one head per unit: the present one first, then structural posts, then the order of rows."""
    present = {verdict.person.nip: verdict.person for verdict in verdicts if verdict.person}
    candidates: dict[str, list[StaffVerdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.person and _claims_head(verdict, verdict.person, units[verdict.person.unit]):
            candidates[verdict.person.unit].append(verdict)
    for code, claims in candidates.items():
        fact = units[code]
        if fact.head and fact.head not in present:
            for verdict in claims:
                verdict.notes.append(
                    f"NIP {fact.head} masih tercatat sebagai kepala {fact.name}, "
                    "jadi orang ini dicatat bukan kepala unit."
                )
            continue
        claims.sort(key=lambda verdict: _order(verdict, fact))
        first, *others = claims
        assert first.person is not None
        first.person.is_head = True
        for verdict in others:
            verdict.notes.append(
                f"{fact.name} sudah punya kepala di baris {first.row}, "
                "jadi orang ini dicatat bukan kepala unit."
            )


def _claims_head(verdict: StaffVerdict, person: StaffRow, unit: UnitFact) -> bool:
    is_titled = bool(unit.head_title) and person.title.casefold() == squeeze(unit.head_title).casefold()
    if not person.is_active or not (person.is_structural or is_titled):
        return False
    if person.is_acting:
        verdict.notes.append("Pelaksana tugas (Plt/Plh) dicatat bukan kepala unit.")
        return False
    return True


def _order(verdict: StaffVerdict, unit: UnitFact) -> tuple[bool, bool, int]:
    person = verdict.person
    return (
        person is None or person.nip != unit.head,
        person is None or not person.is_structural,
        verdict.row,
    )


# --- When to stop ----------------------------------------------------------------------------------


def reason_to_stop(*, leavers: int, active: int, leaves_importer: bool, leaves_no_admin: bool) -> str:
    """Return why the whole import must not be applied, or "".

    `leavers` counts the active people whom the file makes inactive, `active` all active people.
    """
    if leaves_importer:
        return "Berkas ini menonaktifkan akun Anda sendiri. Minta admin BKD lain yang mengimpornya."
    if leaves_no_admin:
        return "Berkas ini menonaktifkan admin BKD terakhir. Beri peran itu kepada orang lain dulu."
    if leavers * 100 > active * MOST_LEAVERS:
        return (
            f"Berkas ini menonaktifkan {leavers} dari {active} pegawai aktif, lebih dari {MOST_LEAVERS}%. "
            "Periksa kolom KEDUDUKAN HUKUM NAMA."
        )
    return ""
