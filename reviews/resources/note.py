"""Files with notes: the one to fill in, reading it, its preview, and the rows to mend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from appraisal.forms import EvidenceUrl
from appraisal.sheets import BROWSER, Columns, open_table, write_book
from indicators.resources.cell import as_typed, read_number, read_text
from organizations.models import Employee, Upload
from organizations.operations import UPLOAD_LIFETIME
from organizations.operations.staff_import import unsafe_noted
from organizations.rules import format_nip
from organizations.rules.cell import Cells, Fault, Unreadable, date_of, nip_of, shown

from ..operations.note_sheet import keep_notes
from ..queries.note_sheet import AMOUNT, DAY, MINUTES, NIP, SUBJECT, TEXT, URL
from ..rules.note import LONGEST, MINUTES_OF_A_DAY, Facts

OWN = (DAY, TEXT, SUBJECT, AMOUNT, MINUTES, URL)
OFFICE = (NIP, *OWN)
REASONS = ("BARIS", "KOLOM", "NILAI", "PENYEBAB", "PERBAIKAN")
SPLIT = " Bagi menjadi beberapa berkas."
OWN_LIMITS = replace(BROWSER, rows=2_000, rows_hint=SPLIT)
OFFICE_LIMITS = replace(BROWSER, rows=20_000, rows_hint=SPLIT)
SHOWN = 50  # rows of each kind in the preview, so that the page stays light
WRITTEN_SO = "Tulis seperti 20-11-2026."
LINK = EvidenceUrl(required=False)


# --- Reading ----------------------------------------------------------------------------------------


def upload_notes(*, name: str, content: bytes, is_office: bool, by: Employee, at: datetime) -> Upload:
    """Read and judge a file, write nothing of it, and keep its rows for the preview.

    Raise Refused when the file as a whole cannot be used; one that was built to harm leaves a trace.
    """
    columns, limits = (OFFICE, OFFICE_LIMITS) if is_office else (OWN, OWN_LIMITS)
    needed = 3 if is_office else 2  # the person, the day, the words
    with unsafe_noted(name=name, by=by, at=at):
        table = open_table(content, name, Columns(columns[:needed], columns[needed:]), limits)
        rows = [row for line, cells in table if (row := _read(line, cells, columns, at)) is not None]
    return keep_notes(name=name, rows=rows, is_office=is_office, by=by, at=at)


def _read(line: int, cells: Cells, columns: Sequence[str], at: datetime) -> dict[str, Any] | None:
    """Return a row with plain values and faults; None where nothing but a day was prepared in it."""
    if not any(str(cells.get(name) or "").strip() for name in OWN[1:]):
        return None
    faults: list[Fault] = []
    values = {
        "nip": "",
        "on": _day(cells, faults),
        "text": read_text(cells, TEXT, LONGEST, faults),
        "code": _code(cells, faults),
        "amount": read_number(cells, AMOUNT, faults),
        "minutes": _minutes(cells, faults),
        "url": _link(cells, faults),
    }
    if columns is OFFICE:
        try:
            values["nip"] = nip_of(cells, NIP, today=at.date()).digits
        except Unreadable as unreadable:
            faults.append(unreadable.fault)
    typed = {name: _typed(cells.get(name)) for name in columns}
    return {"line": line, "values": values, "cells": typed, "faults": [asdict(fault) for fault in faults]}


def _typed(value: Any) -> str:
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else as_typed(value)[:400]


def _day(cells: Cells, faults: list[Fault]) -> str:
    try:
        day = date_of(cells, DAY)
    except Unreadable as unreadable:
        faults.append(replace(unreadable.fault, repair=WRITTEN_SO))
        return ""
    if day is None:
        faults.append(Fault(DAY, "", "tanggalnya belum ada.", WRITTEN_SO))
    return day.isoformat() if day else ""


def _code(cells: Cells, faults: list[Fault]) -> str:
    value = cells.get(SUBJECT)
    return as_typed(value) if isinstance(value, int) else read_text(cells, SUBJECT, 20, faults)


def _minutes(cells: Cells, faults: list[Fault]) -> int | None:
    text = read_number(cells, MINUTES, faults, "Tulis menitnya dengan angka, misalnya 90.")
    if text is None:
        return None
    if not text.isdigit() or not 1 <= int(text) <= MINUTES_OF_A_DAY:
        faults.append(
            Fault(MINUTES, text, "bukan menit dalam satu hari.", "Tulis angka bulat 1 sampai 1.440.")
        )
        return None
    return int(text)


def _link(cells: Cells, faults: list[Fault]) -> str:
    text = read_text(cells, URL, 2000, faults)
    try:
        return str(LINK.clean(text))
    except ValidationError as error:
        faults.append(Fault(URL, shown(text), "bukan tautan yang aman.", str(error.messages[0])))
        return ""


# --- Showing ----------------------------------------------------------------------------------------


def notes_preview(upload: Upload, at: datetime) -> dict[str, Any]:
    """Return what the preview page shows."""
    is_office = upload.outcome["is_office"]
    rows: dict[str, list[dict[str, Any]]] = {"new": [], "present": [], "faulty": []}
    for row in upload.rows:
        if len(rows[row["state"]]) < SHOWN:
            rows[row["state"]].append(row)
    return {
        "upload": upload,
        "counts": upload.outcome,
        "new": [_shown(row) for row in rows["new"]],
        "faults": [
            {
                "line": row["line"],
                "label": (is_office and row["name"]) or row["cells"][TEXT][:60],
                "fault": fault,
            }
            for row in rows["faulty"]
            for fault in row["faults"]
        ][:SHOWN],
        "expires_at": upload.uploaded_at + UPLOAD_LIFETIME,
        "is_expired": upload.uploaded_at + UPLOAD_LIFETIME < at,
    }


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return row["values"] | {
        "line": row["line"],
        "name": row["name"],
        "on": date.fromisoformat(row["values"]["on"]),
    }


def faulty_notes(upload: Upload) -> tuple[Sequence[str], Iterator[Sequence[str]]]:
    """Return header and rows to mend: the reasons, then the cells to put right and upload again."""
    columns = OFFICE if upload.outcome["is_office"] else OWN
    return (*REASONS, *columns), (_faulty(row, columns) for row in upload.rows if row["state"] == "faulty")


def _faulty(row: dict[str, Any], columns: Sequence[str]) -> Sequence[str]:
    joined = [
        " | ".join(fault[part] for fault in row["faults"]) for part in ("column", "value", "cause", "repair")
    ]
    cells = row["cells"]
    # In groups a NIP stays text when a spreadsheet opens the file; as one number its end would be lost.
    return [
        str(row["line"]),
        *joined,
        *(format_nip(cells[name]) if name == NIP else cells[name] for name in columns),
    ]


# --- The file to fill in ----------------------------------------------------------------------------


def notes_template(facts: Facts, today: date) -> bytes:
    """Return a workbook with the working days of the month, and the own results by number beside it."""
    first = today.replace(day=1)
    days = [first + timedelta(days=number) for number in range(today.day)]
    rows = [(day,) for day in days if day.isoweekday() < 6] or [(today,)]
    named: list[tuple[Any, ...]] = [
        (row.code, row.label, row.unit, row.year) for row in facts.subjects if row.code
    ] or [("", "Hasil bisa dipilih setelah SKP disepakati.", "", "")]
    return write_book(
        [
            ("Catatan", OWN, rows, (14, 70, 10, 12, 10, 40)),
            ("Hasil Anda", ("NOMOR", "HASIL ATAU INDIKATOR", "SATUAN", "TAHUN"), named, (10, 90, 18, 8)),
        ]
    )


def office_template() -> bytes:
    """Return a workbook with the columns of a file for many people."""
    return write_book([("Catatan", OFFICE, [], (24, 14, 70, 10, 12, 10, 40))])
