"""Reads one row of a file of moves (mutasi) by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .cell import Cells, Fault, Unreadable, date_of, nip_of, shown, text_of
from .letter_case import position_title
from .nip import clean_nip

NIP, TITLE, UNIT, HEAD, SINCE, NOTE = "NIP", "JABATAN BARU", "KODE UNIT BARU", "KEPALA", "TMT", "NO SK"
SUPERIOR = "NIP ATASAN"
MOVE_COLUMNS = (NIP, TITLE, UNIT, HEAD, SINCE, NOTE)
MOVE_EXTRAS = (SUPERIOR,)
YES, NO = frozenset({"YA", "Y"}), frozenset({"TIDAK", "T"})
FAR = timedelta(days=366)  # how far from today a move may begin, either way; decided here


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Somebody begins a definitive post on a day.

    `superior` is a NIP, "" when the tree decides; `kind` is set where somebody has chosen it.
    """

    line: int
    nip: str
    title: str
    unit: str
    is_head: bool
    since: date
    note: str
    superior: str = ""
    kind: str = ""


@dataclass(slots=True)
class MoveVerdict:
    """A row and what is to become of it: a move, or the faults that keep it from being one."""

    line: int
    nip: str
    name: str = ""
    row: MoveRow | None = None
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, column: str, value: str, cause: str, repair: str) -> None:
        """Take the row out, with a reason more."""
        self.row = None
        self.faults.append(Fault(column, value, cause, repair))


def read_move(line: int, cells: Cells, *, today: date) -> MoveVerdict:
    """Read one row and return the move, or every fault of the row at once."""
    verdict = MoveVerdict(line, clean_nip(shown(cells.get(NIP))))
    values: dict[str, Any] = {}
    parts: dict[str, Callable[[], Any]] = {
        "nip": lambda: nip_of(cells, NIP, today=today).digits,
        "title": lambda: position_title(_filled(cells, TITLE, 200, "Isi nama jabatannya.")),
        "unit": lambda: _filled(cells, UNIT, 40, "Isi kode unit sesuai daftar unit."),
        "is_head": lambda: _is_head(cells),
        "since": lambda: _since(cells, today),
        "note": lambda: _filled(cells, NOTE, 300, "Isi nomor SK-nya."),
        "superior": lambda: _superior(cells, today),
    }
    for name, part in parts.items():
        try:
            values[name] = part()
        except Unreadable as unreadable:
            verdict.faults.append(unreadable.fault)
    if not verdict.faults:
        verdict.row = MoveRow(line=line, **values)
    return verdict


def _filled(cells: Cells, column: str, limit: int, repair: str) -> str:
    text = text_of(cells, column, limit=limit)
    if not text:
        raise Unreadable(column, "", "baris ini belum lengkap.", repair)
    return text


def _is_head(cells: Cells) -> bool:
    text = text_of(cells, HEAD, limit=40)
    if text.upper() not in YES | NO:
        raise Unreadable(HEAD, text, "belum dikenal.", "Isi YA bila memimpin unit itu, TIDAK bila bukan.")
    return text.upper() in YES


def _since(cells: Cells, today: date) -> date:
    since = date_of(cells, SINCE)
    if since is None:
        raise Unreadable(SINCE, "", "baris ini tanpa tanggal mulai.", "Tulis seperti 27-07-2026.")
    if abs(since - today) > FAR:
        cause = "tanggal ini lebih dari setahun dari hari ini."
        raise Unreadable(SINCE, f"{since:%d-%m-%Y}", cause, "Periksa tahunnya.")
    return since


def _superior(cells: Cells, today: date) -> str:
    return nip_of(cells, SUPERIOR, today=today).digits if text_of(cells, SUPERIOR, limit=60) else ""
