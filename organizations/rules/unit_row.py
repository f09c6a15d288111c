"""Judges the rows of a unit list (SIASN "unor"): twins, missing parents, rings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .cell import Cells, Fault, Unreadable, shown, text_of
from .letter_case import position_title, unit_name
from .superior import find_loops

CODE, NAME, PARENT, ECHELON, HEAD = "ID", "NAMA UNOR", "DIATASAN ID", "ESELON", "NAMA JABATAN"
UNIT_COLUMNS = (CODE, NAME, PARENT)
UNIT_EXTRAS = (ECHELON, HEAD)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as the list gives it, cleaned."""

    code: str
    name: str
    parent: str
    echelon: str
    head_title: str


@dataclass(slots=True)
class UnitVerdict:
    """A row of the unit list and what is to become of it."""

    row: int
    key: str
    label: str
    unit: UnitRow | None = None
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cells: Cells = field(default_factory=dict)

    def refuse(self, fault: Fault) -> None:
        """Take the row out, with a reason more."""
        self.unit = None
        self.faults.append(fault)


def read_unit(row: int, cells: Cells) -> UnitVerdict:
    """Read one row by itself."""
    verdict = UnitVerdict(row=row, key=shown(cells.get(CODE)), label=shown(cells.get(NAME)), cells=cells)
    found: dict[str, str] = {}
    for column, limit in ((CODE, 40), (NAME, 250), (PARENT, 40), (ECHELON, 8), (HEAD, 200)):
        try:
            found[column] = text_of(cells, column, limit=limit)
        except Unreadable as error:
            verdict.faults.append(error.fault)
    if found.get(CODE) == "":
        verdict.faults.append(Fault(CODE, "", "unit ini tanpa kode.", "Isi ID unit seperti di SIASN."))
    if found.get(NAME) == "":
        verdict.faults.append(Fault(NAME, "", "unit ini tanpa nama.", "Isi nama unitnya."))
    if found.get(CODE) and found.get(CODE) == found.get(PARENT):
        cause = "unit ini menjadi atasan dirinya sendiri (lingkaran)."
        verdict.faults.append(Fault(PARENT, found[PARENT], cause, "Isi ID unit di atasnya."))
    if not verdict.faults:
        verdict.unit = UnitRow(
            code=found[CODE],
            name=unit_name(found[NAME]),
            parent=found[PARENT],
            echelon=found[ECHELON],
            head_title=position_title(found[HEAD]),
        )
    return verdict


def judge_units(rows: Iterable[tuple[int, Cells]], known: Mapping[str, str | None]) -> list[UnitVerdict]:
    """Read all rows and refuse those that do not fit together.

    `known` maps the codes of the units that already exist to the codes of their parents.
    """
    verdicts = [read_unit(row, cells) for row, cells in rows]
    _refuse_twins(verdicts)
    _refuse_rings(verdicts, known)
    _refuse_orphans(verdicts, known)
    return verdicts


def _refuse_twins(verdicts: list[UnitVerdict]) -> None:
    places: dict[str, list[UnitVerdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.key:
            places[verdict.key.casefold()].append(verdict)
    for twins in places.values():
        for verdict in twins if len(twins) > 1 else []:
            others = ", ".join(str(twin.row) for twin in twins if twin is not verdict)
            cause = f"ID yang sama juga ada di baris {others}."
            verdict.refuse(Fault(CODE, verdict.key, cause, "Sisakan satu baris untuk tiap unit."))


def _refuse_rings(verdicts: list[UnitVerdict], known: Mapping[str, str | None]) -> None:
    accepted = {verdict.unit.code: verdict for verdict in verdicts if verdict.unit}
    parents = dict(known) | {
        code: verdict.unit.parent or None for code, verdict in accepted.items() if verdict.unit
    }
    names = {code: verdict.label for code, verdict in accepted.items()}
    for ring in find_loops(parents):
        path = " → ".join(names.get(code, code) for code in (*ring, ring[0]))
        for code in ring:
            if verdict := accepted.get(code):
                cause = f"unit-unit ini saling menjadi atasan, membentuk lingkaran: {path}."
                verdict.refuse(
                    Fault(PARENT, parents[code] or "", cause, "Isi ID unit di atasnya yang benar.")
                )


def _refuse_orphans(verdicts: list[UnitVerdict], known: Mapping[str, str | None]) -> None:
    """Refuse units whose parent is neither known nor accepted, and then their children in turn."""
    listed = {verdict.key for verdict in verdicts}
    waiting = [verdict for verdict in verdicts if verdict.unit]
    while True:
        codes = {verdict.unit.code for verdict in waiting if verdict.unit} | known.keys()
        lost = [
            verdict
            for verdict in waiting
            if verdict.unit and verdict.unit.parent and verdict.unit.parent not in codes
        ]
        if not lost:
            return
        for verdict in lost:
            parent = verdict.unit.parent if verdict.unit else ""
            reason = (
                "unit di atasnya belum bisa diimpor."
                if parent in listed
                else "unit ini tidak ada di daftar unit."
            )
            verdict.refuse(Fault(PARENT, parent, reason, "Perbaiki atau tambahkan unit itu dulu."))
        waiting = [verdict for verdict in waiting if verdict.unit]
