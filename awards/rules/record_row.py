"""One row of a file of service records, as agencies keep them in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from organizations.rules.cell import Cells, Fault, Unreadable, date_of, nip_of, shown, text_of

from .record import MEDALS, RECORD_LABELS, RecordKind

NIP, KIND, START, END = "NIP", "JENIS CATATAN", "MULAI", "SAMPAI"
LETTER, LETTER_DAY, THREAT, NOTE = "NOMOR KEPUTUSAN", "TANGGAL KEPUTUSAN", "ANCAMAN PIDANA", "KETERANGAN"
RECORD_COLUMNS = (NIP, KIND, START, LETTER, LETTER_DAY)
RECORD_EXTRAS = (END, THREAT, NOTE)
ALIASES = {
    **dict.fromkeys(("NIP BARU", "NIP PEGAWAI"), NIP),
    **dict.fromkeys(("JENIS", "HUKUMAN DISIPLIN"), KIND),
    **dict.fromkeys(("TMT", "TANGGAL MULAI"), START),
    **dict.fromkeys(("TANGGAL SELESAI", "TANGGAL SAMPAI"), END),
    **dict.fromkeys(("NOMOR SK", "NO SK"), LETTER),
    **dict.fromkeys(("TANGGAL SK", "TGL SK"), LETTER_DAY),
}
EARLIEST = date(1950, 1, 1)
WORDS = {label.casefold(): kind for kind, label in RECORD_LABELS.items()}
WORDS |= {
    **dict.fromkeys(("ringan", "disiplin ringan"), RecordKind.DISCIPLINE_LIGHT),
    **dict.fromkeys(("sedang", "disiplin sedang"), RecordKind.DISCIPLINE_MEDIUM),
    **dict.fromkeys(("berat", "disiplin berat"), RecordKind.DISCIPLINE_HEAVY),
    "cltn": RecordKind.UNPAID_LEAVE,
    "terputus": RecordKind.SERVICE_BREAK,
    **dict.fromkeys(("slks x", "slks 10", "satyalancana x"), RecordKind.MEDAL_X),
    **dict.fromkeys(("slks xx", "slks 20", "satyalancana xx"), RecordKind.MEDAL_XX),
    **dict.fromkeys(("slks xxx", "slks 30", "satyalancana xxx"), RecordKind.MEDAL_XXX),
}


def read_record(cells: Cells, *, today: date) -> tuple[dict[str, Any], list[Fault]]:
    """Return the values of a row (dates as ISO texts) and every fault of it at once."""
    faults: list[Fault] = []
    values: dict[str, Any] = {}
    parts: dict[str, Callable[[], Any]] = {
        "nip": lambda: nip_of(cells, NIP, today=today).digits,
        "kind": lambda: _kind(cells),
        "started_on": lambda: _day(cells, START, today),
        "ended_on": lambda: _day(cells, END, date(2200, 1, 1), is_needed=False),
        "letter_number": lambda: _letter(cells),
        "letter_on": lambda: _day(cells, LETTER_DAY, today),
        "threat_years": lambda: _threat(cells),
        "note": lambda: text_of(cells, NOTE, limit=500),
    }
    for name, part in parts.items():
        try:
            values[name] = part()
        except Unreadable as unreadable:
            faults.append(unreadable.fault)
    if not faults:
        faults += _together(values)
    return values, faults


def _kind(cells: Cells) -> str:
    text = text_of(cells, KIND, limit=60)
    found = WORDS.get(text.casefold())
    if found is None:
        raise Unreadable(KIND, shown(text), "jenis ini belum dikenal.", "Pakai kata di contoh berkas.")
    return found.value


def _day(cells: Cells, column: str, latest: date, *, is_needed: bool = True) -> str | None:
    day = date_of(cells, column)
    if day is None and not is_needed:
        return None
    if day is None:
        raise Unreadable(column, "", "tanggalnya belum ada.", "Tulis seperti 22-11-2026.")
    if not EARLIEST <= day <= latest:
        raise Unreadable(column, f"{day:%d-%m-%Y}", "tanggal ini di luar masa kerja.", "Periksa tahunnya.")
    return day.isoformat()


def _letter(cells: Cells) -> str:
    text = text_of(cells, LETTER, limit=100)
    if not text:
        raise Unreadable(LETTER, "", "tidak ada dasarnya.", "Tulis nomor keputusannya.")
    return text


def _threat(cells: Cells) -> int | None:
    text = text_of(cells, THREAT, limit=20)
    found = re.fullmatch(r"([0-9]{1,2})(?:[.,]0)?(?: tahun)?", text.casefold())
    if text and not found:
        raise Unreadable(THREAT, text, "bukan jumlah tahun.", "Tulis angka saja, misalnya 5.")
    return int(found[1]) if found else None


def _together(values: dict[str, Any]) -> list[Fault]:
    """Return the faults of parts that are sound one by one and do not fit together."""
    found = []
    end, kind, threat = values["ended_on"], RecordKind(values["kind"]), values["threat_years"]
    if end is not None and end < values["started_on"]:
        found.append(Fault(END, end, "mendahului tanggal mulai.", "Periksa keduanya."))
    if end is not None and kind in MEDALS:
        found.append(Fault(END, end, "tanda kehormatan tidak berakhir.", "Kosongkan."))
    if (kind == RecordKind.SENTENCE) != (threat is not None):
        repair = "Isi hanya untuk catatan pidana, dan selalu untuk itu."
        found.append(Fault(THREAT, "" if threat is None else str(threat), "tidak sesuai jenisnya.", repair))
    return found
