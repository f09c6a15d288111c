"""The way of staff files through the browser: uploaded, shown, confirmed; refused rows to repair."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from appraisal import jobs
from appraisal.errors import Refused
from appraisal.sheets import BROWSER, COMMAND, Limits, UnsafeFile, look
from appraisal.templatetags.ui import tanggal

from ..models import Employee, StaffImport
from ..operations import staff_import
from ..rules import format_nip
from ..rules.cell import shown
from ..rules.staff_row import STAFF_COLUMNS, STAFF_EXTRAS
from ..rules.unit_row import UNIT_COLUMNS, UNIT_EXTRAS
from . import person, unit
from .staff_files import Line, Outcome, StaffFiles, about

# Rows of a table in the preview: what has to be repaired first, and the page stays below 60 kB.
SHOWN = {Outcome.REFUSED: 40, Outcome.NEW: 20, Outcome.CHANGED: 20, "notes": 20}
READ_AT_ONCE = 150_000  # bytes of files that a page reads itself, about a thousand people
CHANGED = "Data pegawai berubah sejak pratinjau ini. Periksa pratinjau yang baru, lalu terapkan."
REASONS = ("BARIS", "KOLOM", "NILAI", "PENYEBAB", "PERBAIKAN")
LARGE = replace(COMMAND, rows=200_000)
Upload = tuple[str, bytes]  # name and content
COLUMNS = {"units": (*UNIT_COLUMNS, *UNIT_EXTRAS), "staff": (*STAFF_COLUMNS, *STAFF_EXTRAS)}


def fingerprint(units: bytes | None, staff: bytes | None) -> str:
    """Return the SHA-256 over both contents, to which a preview is bound."""
    digest = hashlib.sha256()
    for content in (units, staff):
        digest.update(b"-" if content is None else hashlib.sha256(content).digest())
    return digest.hexdigest()


def upload(*, units: Upload | None, staff: Upload | None, by: Employee, at: datetime) -> StaffImport:
    """Read, judge and compare files, write nothing of them, keep the preview; a worker reads large ones.

    Raise Refused with the file's field when a file as a whole cannot be used.
    """
    try:
        is_large = sum(len(file[1]) for file in (units, staff) if file) > READ_AT_ONCE
        files = None if is_large else _files(units, staff, at, keep_cells=True)
        if files is None:
            _look(units, staff)
    except UnsafeFile as unsafe:
        name = (units if unsafe.field == "units" else staff) or units
        staff_import.note_unsafe_file(name=name[0] if name else "", reason=str(unsafe), by=by, at=at)
        raise
    kept: dict[str, Any] = {
        "digest": fingerprint(units and units[1], staff and staff[1]),
        "names": {"units": units[0] if units else "", "staff": staff[0] if staff else ""},
        "contents": {"units": units and units[1], "staff": staff and staff[1]},
    }
    if files is None:
        return staff_import.keep_unread(by=by, at=at, **kept)
    files.compare()
    return staff_import.keep_preview(counts=summary(files, by), by=by, at=at, **kept)


def _look(units: Upload | None, staff: Upload | None) -> None:
    """Refuse files that are none, at once; their rows are read by a worker."""
    for key, file in (("units", units), ("staff", staff)):
        if file:
            with about(key):
                look(file[1], file[0], LARGE)


def confirm(*, run: StaffImport, version: int, digest: str, by: Employee, at: datetime) -> StaffImport:
    """Have written what the preview showed: a small one at once, a large one by a worker.

    See `begin_import` for what it refuses; raise OutOfDate, with a fresh preview kept, when the data changed.
    """
    units, staff = _kept(run)
    if run.confirmed_at is None and fingerprint(units and units[1], staff and staff[1]) != run.digest:
        raise Refused("Berkas yang tersimpan rusak. Unggah lagi berkasnya.")
    run = staff_import.begin_import(run=run, version=version, digest=digest, by=by, at=at)
    if run.confirmed_at is None and run.job and not jobs.is_large(effect_of(run)):
        ended = jobs.run(run.job.pk)
        run = StaffImport.objects.select_related("job").get(pk=run.pk)
        if run.applying_at is None:
            raise staff_import.OutOfDate(CHANGED)
        if ended is not None and ended.status == jobs.JobStatus.FAILED:
            raise Refused(ended.fault)
    return run


def effect_of(run: StaffImport) -> int:
    """Return how many rows an import writes, as its preview counted them."""
    parts = [run.counts[key] for key in COLUMNS if key in run.counts]
    return sum(part[name] for part in parts for name in ("new", "changed"))


def refused_rows(run: StaffImport, which: str) -> tuple[Sequence[str], Iterator[Sequence[str]]]:
    """Return header and rows of the refused lines: the reasons, then the cells to repair and upload again."""
    rows = run.counts.get("preview", {}).get(which, {}).get("refused_rows", [])
    return (*REASONS, *COLUMNS[which]), (_refused_row(row, COLUMNS[which]) for row in rows)


def _refused_row(row: dict[str, Any], columns: Sequence[str]) -> Sequence[str]:
    faults = row["faults"]
    joined = [" | ".join(fault[part] for fault in faults) for part in ("column", "value", "cause", "repair")]
    # In groups a NIP stays text when a spreadsheet opens the file; as one number its end would be lost.
    return [str(row["row"]), *joined, *(format_nip(row["cells"].get(column, "")) for column in columns)]


def _kept(run: StaffImport) -> tuple[Upload | None, Upload | None]:
    pairs = ((run.units_name, run.units_content), (run.staff_name, run.staff_content))
    units, staff = ((name, bytes(content)) if content is not None else None for name, content in pairs)
    return units, staff


def files_of(run: StaffImport, at: datetime, tell: Callable[[], None]) -> StaffFiles:
    """Read and judge the kept files of an import of any size."""
    return _files(*_kept(run), at, keep_cells=True, limits=LARGE, tell=tell)


def _files(
    units: Upload | None, staff: Upload | None, at: datetime, limits: Limits = BROWSER, **options: Any
) -> StaffFiles:
    return StaffFiles(
        units=units,
        staff=staff,
        limits=limits,
        today=timezone.localdate(at),
        **options,
    )


# --- What the page shows --------------------------------------------------------------------------------


def summary(files: StaffFiles, by: Employee | None) -> dict[str, Any]:
    """Return the counts, and under "preview" what the page shows of them."""
    counts = files.counts()
    parts = {key: _part(files, key) for key in counts}
    return {
        **counts,
        "preview": {**parts, "stop": files.reason_to_stop(by), "absent": files.absent()},
    }


def _part(files: StaffFiles, key: str) -> dict[str, Any]:
    lines = [files.lines[key][row] for row in sorted(files.lines[key])]
    refused = [line for line in lines if line.outcome == Outcome.REFUSED]
    return {
        "extras": files.extras[key][:120],
        "new": _first(files, key, lines, Outcome.NEW),
        "changed": _first(files, key, lines, Outcome.CHANGED),
        "refused": _first(files, key, lines, Outcome.REFUSED),
        "notes": [_entry(files, key, line) for line in _noted(lines)[: SHOWN["notes"]]],
        "noted": len(_noted(lines)),
        "refused_rows": [
            {"row": line.verdict.row, "faults": _faults(line), "cells": _cells(line)} for line in refused
        ],
    }


def _first(files: StaffFiles, key: str, lines: list[Line], outcome: Outcome) -> list[dict[str, Any]]:
    found = [line for line in lines if line.outcome == outcome]
    return [_entry(files, key, line) for line in found[: SHOWN[outcome]]]


def _noted(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.verdict.notes and line.outcome != Outcome.REFUSED]


def _entry(files: StaffFiles, key: str, line: Line) -> dict[str, Any]:
    labels = unit.LABELS if key == "units" else person.LABELS
    return {
        "row": line.verdict.row,
        "key": line.verdict.key,
        "label": line.verdict.label,
        "faults": _faults(line),
        "notes": line.verdict.notes,
        "changes": [
            {
                "label": labels[change.column],
                "before": _words(files, change.column, change.before),
                "after": _words(files, change.column, change.after),
            }
            for change in line.changes
        ],
    }


def _faults(line: Line) -> list[dict[str, str]]:
    return [
        {"column": fault.column, "value": fault.value, "cause": fault.cause, "repair": fault.repair}
        for fault in line.verdict.faults
    ]


def _cells(line: Line) -> dict[str, str]:
    return {column: shown(value) for column, value in line.verdict.cells.items()}


def _words(files: StaffFiles, column: str, value: Any) -> str:
    """Return a value as people read it: names of units, dates, yes and no."""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, date):
        return tanggal(value)
    if column in {"unit", "parent"} and value in files.facts:
        return files.facts[value].name
    if column in {"position", "kind"}:
        return str(value or "").replace("_", " ").capitalize()
    return str(value or "")
