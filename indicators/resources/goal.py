"""Files with goals (perjanjian kinerja): each row read and judged, the preview, the rows to repair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from appraisal.sheets import BROWSER, Columns
from organizations.access import Scope
from organizations.models import Employee, Unit, Upload
from organizations.operations import keep_upload
from organizations.operations.staff_import import unsafe_noted
from organizations.operations.upload import LIFETIME
from organizations.resources import read_sheet
from organizations.rules import UploadKind
from organizations.rules.cell import Cells, Fault, shown

from .. import queries
from ..models import Period
from ..rules import range_fault, same_words
from .cell import as_typed, fault_lines, read_direction, read_number, read_text

CODE, NAME, GOAL, TEXT = "KODE UNIT", "NAMA UNIT", "SASARAN", "INDIKATOR"
TARGET, UNTIL, MEASURE, DIRECTION = "TARGET", "TARGET SAMPAI", "SATUAN", "ARAH"
HEADER = (CODE, NAME, GOAL, TEXT, TARGET, UNTIL, MEASURE, DIRECTION)
COLUMNS = Columns(required=(GOAL, TEXT, TARGET, MEASURE), optional=(CODE, NAME, UNTIL, DIRECTION))
REASONS = ("BARIS", "PENYEBAB", "PERBAIKAN")
LIMITS = replace(BROWSER, rows_hint=" Bagi menjadi beberapa berkas.")
SHOWN = 40  # rows of a table in the preview, so that the page stays below 60 kB
NUMBER_REPAIR = f"Tulis angkanya saja, misalnya 95. Predikat seperti WTP ditulis pada {MEASURE}."
EXAMPLES = (
    ("Meningkatnya kualitas layanan", "Indeks kepuasan masyarakat", 85, None, "nilai", "NAIK"),
    ("", "Rata-rata waktu penyelesaian layanan", 3, None, "hari", "TURUN"),
    ("Terjaganya ketersediaan layanan", "Tingkat keterisian loket", 60, 80, "persen", "RENTANG"),
)


# --- Judging a row ------------------------------------------------------------------------------------


class Judge:
    """Judges the rows of one file, from top to bottom.

    Empty cells of unit and goal take those of the row above, because tables of perjanjian kinerja merge
    them. `default` is the unit of rows that name none at all.
    """

    def __init__(self, *, scope: Scope, default: Unit | None = None) -> None:
        self.scope = scope
        self.by_code: dict[str, Unit] = {}
        self.by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in Unit.objects.order_by("pk").only("code", "name", "closed_on"):
            self.by_code[unit.code.casefold()] = unit
            self.by_name[same_words(unit.name)].append(unit)
        self.code, self.name, self.goal = (default.code if default else "", "", "")
        self.seen: set[tuple[int, str, str]] = set()

    def __call__(self, cells: Cells) -> tuple[dict[str, Any], list[Fault]]:
        """Return the values of a row, or its cells and faults for the preview, and the faults."""
        faults: list[Fault] = []
        self._carry(cells, faults)
        unit = self._unit(faults)
        values = {
            "unit": unit.pk if unit else None,
            "goal": self.goal,
            "text": read_text(cells, TEXT, 500, faults),
            "target": read_number(cells, TARGET, faults, NUMBER_REPAIR),
            "until": read_number(cells, UNTIL, faults, NUMBER_REPAIR),
            "measure": read_text(cells, MEASURE, 40, faults),
            "direction": "",
        }
        if not values["measure"] and str(cells.get(TARGET) or "").rstrip().endswith("%"):
            values["measure"] = "persen"
        values["direction"] = read_direction(cells, DIRECTION, values["until"], faults)
        faults = faults or [*_missing(values), *self._twice(values)]
        if not faults:
            return values, []
        filled = {name: as_typed(cells.get(name)) for name in HEADER}
        filled |= {CODE: self.code, NAME: self.name, GOAL: self.goal}
        return {"cells": filled, "faults": [asdict(fault) for fault in faults]}, faults

    def _carry(self, cells: Cells, faults: list[Fault]) -> None:
        code, name = read_text(cells, CODE, 40, faults), read_text(cells, NAME, 250, faults)
        goal = read_text(cells, GOAL, 500, faults)
        if (code or name) and (code, name) != (self.code, self.name):
            self.code, self.name, self.goal = code, name, ""
        self.goal = goal or self.goal

    def _unit(self, faults: list[Fault]) -> Unit | None:
        column, value = (CODE, self.code) if self.code else (NAME, self.name)
        named = self.by_name.get(same_words(self.name), [])
        unit = self.by_code.get(self.code.casefold()) if self.code else next(iter(named), None)
        cause, repair = "", ""
        if not value:
            column, cause, repair = CODE, "unitnya belum disebut.", f"Isi {CODE} atau {NAME}."
        elif unit is None:
            cause, repair = "unit ini tidak ada.", "Salin kode atau namanya dari daftar perjanjian kinerja."
        elif not self.code and len(named) > 1:
            cause, repair = f"ada {len(named)} unit dengan nama ini.", f"Isi {CODE}."
        elif unit.closed_on is not None:
            cause, repair = "unit ini sudah ditutup.", "Pakai unit penggantinya."
        elif not (self.scope.is_all or unit.pk in self.scope.unit_ids):
            cause = "unit ini di luar wewenang Anda."
            repair = "Hapus barisnya, atau minta admin BKD mengimpornya."
        if cause:
            faults.append(Fault(column, shown(value), cause, repair))
            return None
        return unit

    def _twice(self, values: dict[str, Any]) -> Iterator[Fault]:
        place = (values["unit"], same_words(values["goal"]), same_words(values["text"]))
        if place in self.seen and all(place):
            yield Fault(
                TEXT, shown(values["text"]), "baris yang sama ada di atasnya.", "Hapus salah satunya."
            )
        self.seen.add(place)


def _missing(values: dict[str, Any]) -> Iterator[Fault]:
    """Yield what a row needs that the sheet of a goal lets people write later."""
    if not values["goal"]:
        yield Fault(GOAL, "", "sasarannya belum ditulis.", f"Isi {GOAL}.")
    if not values["text"]:
        yield Fault(TEXT, "", "indikatornya belum ditulis.", f"Isi {TEXT}, atau hapus barisnya.")
    if not values["measure"]:
        yield Fault(MEASURE, "", "satuannya belum ditulis.", f"Isi {MEASURE}, misalnya persen.")
    low, high = (Decimal(values[name]) if values[name] else None for name in ("target", "until"))
    fault = range_fault(target=low, until=high, direction=values["direction"])
    if fault:
        yield Fault(UNTIL, shown(values["until"]), "batas rentangnya belum cocok.", fault)


# --- Preview ------------------------------------------------------------------------------------------


def upload_goals(
    *,
    period: Period,
    name: str,
    content: bytes,
    scope: Scope,
    default: Unit | None,
    by: Employee,
    at: datetime,
) -> Upload:
    """Read and judge a file, write nothing of it, and keep its rows for the preview.

    Raise Refused when the file as a whole cannot be used; one that was built to harm leaves a trace.
    """
    with unsafe_noted(name=name, by=by, at=at):
        rows = read_sheet(name, content, COLUMNS, Judge(scope=scope, default=default), LIMITS)
    return keep_upload(kind=UploadKind.GOALS, name=name, rows=rows, by=by, at=at, target=period.pk)


def preview(upload: Upload, period: Period, at: datetime) -> dict[str, Any]:
    """Return what the preview page shows: what the file would change now, or what it changed."""
    found = queries.compare_goals(period, queries.sound_rows(upload))
    counts = upload.outcome if upload.applied_at else found.counts
    faulty = [row for row in upload.rows if row["faults"]]
    by_state = defaultdict(list)
    for goal, row in found.rows if upload.applied_at is None else []:
        by_state[row.state].append({"goal": goal, "row": row, "target": _promised(row)})
    return {
        "upload": upload,
        "period": period,
        "numbers": [
            {"value": counts["new"], "label": "baru"},
            {"value": counts["changed"], "label": "berubah"},
            {"value": counts["unchanged"], "label": "tetap"},
            {"value": len(faulty), "label": "perlu diperbaiki"},
        ],
        "effect": counts["new"] + counts["changed"],
        "new": by_state["new"][:SHOWN],
        "changed": by_state["changed"][:SHOWN],
        "counts": counts,
        "faults": list(fault_lines(faulty, TEXT, GOAL))[:SHOWN],
        "faulty": len(faulty),
        "stop": found.stop if upload.applied_at is None else "",
        "digest": found.digest,
        "expires_at": upload.uploaded_at + LIFETIME,
        "is_expired": upload.uploaded_at + LIFETIME < at,
    }


def _promised(row: queries.KeyChange) -> str:
    return queries.promised(row.draft.target, row.draft.target_until, row.draft.measure)


# --- Files to download ----------------------------------------------------------------------------------


def faulty_rows(upload: Upload) -> tuple[Sequence[str], list[list[Any]]]:
    """Return header and rows to repair, in a form that can be uploaded again."""
    found = []
    for row in upload.rows:
        if not row["faults"]:
            continue
        cells, faults = row["values"]["cells"], row["values"]["faults"]
        causes = " ".join(f"{fault['column']}: {fault['cause']}" for fault in faults)
        repairs = " ".join(fault["repair"] for fault in faults)
        found.append([*(cells[name] for name in HEADER), row["line"], causes, repairs])
    return (*HEADER, *REASONS), found


def template_rows(period: Period | None, unit: Unit | None) -> list[list[Any]]:
    """Return the rows of the file to fill in: the unit's stored goals, or examples while there are none."""
    goals = queries.goals_of(period, unit) if period and unit else []
    start = [unit.code, unit.name] if unit else ["", ""]
    if not goals:
        return [[*start, *example] for example in EXAMPLES]
    return [
        [*start, goal.text, key.text, key.target, key.target_until, key.measure, key.direction]
        for goal in goals
        for key in goal.key_indicators.all()
    ]
