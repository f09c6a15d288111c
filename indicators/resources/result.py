"""Files with results of a plan: one row per indicator, read, judged, shown before they are added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from appraisal.sheets import BROWSER, Columns
from organizations.models import Employee, Upload
from organizations.operations import keep_upload
from organizations.operations.staff_import import unsafe_noted
from organizations.operations.upload import LIFETIME
from organizations.resources import read_sheet
from organizations.rules import UploadKind
from organizations.rules.cell import Cells, Fault, shown

from ..models import Plan
from ..queries.payload import promised
from ..rules import (
    ASPECT_LABELS,
    INDICATORS_AT_MOST,
    KIND_LABELS,
    PERSPECTIVE_LABELS,
    RESULTS_AT_MOST,
    Form,
    Promise,
    ResultKind,
    join_perspectives,
    promises_of,
    range_fault,
    same_words,
)
from .cell import as_typed, fault_lines, read_direction, read_number, read_text

RESULT, KIND, SUPPORTS, INDICATOR = "RHK", "JENIS", "RHK PIMPINAN", "INDIKATOR"
ASPECT, PERSPECTIVE, TARGET, UNTIL = "ASPEK", "PERSPEKTIF", "TARGET", "TARGET SAMPAI"
UNIT, DIRECTION = "SATUAN", "ARAH"
HEADER = (RESULT, KIND, SUPPORTS, INDICATOR, ASPECT, PERSPECTIVE, TARGET, UNTIL, UNIT, DIRECTION)
COLUMNS = Columns(
    required=(RESULT, INDICATOR, TARGET, UNIT),
    optional=(KIND, SUPPORTS, ASPECT, PERSPECTIVE, UNTIL, DIRECTION),
)
ROWS_AT_MOST = RESULTS_AT_MOST * INDICATORS_AT_MOST
LIMITS = replace(BROWSER, rows=ROWS_AT_MOST, rows_hint=" Satu SKP memuat paling banyak 60 hasil.")
SHOWN = 30  # results and faults in the preview, so that the page stays light
SAMPLE = "contoh:"  # how the rows of the template begin; they are for reading
KINDS = {same_words(label): key for key, label in KIND_LABELS.items()}
ASPECTS = {same_words(label): key for key, label in ASPECT_LABELS.items()}
PERSPECTIVES = {same_words(label): key for key, label in PERSPECTIVE_LABELS.items()}

_ISSUED = "Contoh: Terbitnya akta kelahiran paling lama tiga hari kerja sejak berkas lengkap"
_HEARD = "Contoh: Terjawabnya pengaduan warga paling lama lima hari kerja"
EXAMPLES = (
    (
        _ISSUED,
        "Utama",
        "Jumlah akta yang terbit",
        "Kuantitas",
        "Penerima Layanan",
        1240,
        None,
        "akta",
        "NAIK",
    ),
    (_ISSUED, "", "Rata-rata lama penerbitan", "Waktu", "Penerima Layanan", 3, None, "hari kerja", "TURUN"),
    (
        _HEARD,
        "Tambahan",
        "Pengaduan yang dijawab tepat waktu",
        "Kualitas",
        "Proses Bisnis",
        95,
        None,
        "%",
        "NAIK",
    ),
    (_HEARD, "", "Petugas jaga per hari", "Kuantitas", "Penguatan Internal", 2, 4, "orang", "RENTANG"),
)


# --- Judging a row ------------------------------------------------------------------------------------


class Judge:
    """Judges the rows of one file, from top to bottom; an empty result takes that of the row above.

    Merged cells look like that in a spreadsheet. A row may be as incomplete as a draft may be.
    """

    def __init__(self, form: Form) -> None:
        self.form = form
        self.result: str | None = ""  # of the row above; None when it could not be read
        self.counts: Counter[str] = Counter()

    def __call__(self, cells: Cells) -> tuple[dict[str, Any], list[Fault]]:
        """Return the values of a row and its faults, with the cells for the preview where there are any."""
        faults: list[Fault] = []
        text = self._text(cells, faults)
        values: dict[str, Any] = {
            "text": text,
            "kind": _known(cells, KIND, KINDS, faults),
            "supports_text": read_text(cells, SUPPORTS, 2000, faults),
            "indicator": read_text(cells, INDICATOR, 1000, faults),
            "aspect": _known(cells, ASPECT, ASPECTS, faults),
            "perspectives": _perspectives(cells, faults),
            "target": read_number(cells, TARGET, faults),
            "until": read_number(cells, UNTIL, faults),
            "unit": read_text(cells, UNIT, 40, faults),
        }
        values["direction"] = read_direction(cells, DIRECTION, values["until"], faults)
        if self.form == Form.LEADER:
            values |= {"aspect": "", "supports_text": ""}
        else:
            values["perspectives"] = ""
        if not values["unit"] and str(cells.get(TARGET) or "").rstrip().endswith("%"):
            values["unit"] = "%"
        faults += self._whole(values) if not faults else []
        if faults:
            filled = {name: as_typed(cells.get(name)) for name in HEADER}
            values |= {"cells": filled, "faults": [asdict(fault) for fault in faults]}
        return values, faults

    def _text(self, cells: Cells, faults: list[Fault]) -> str:
        before = len(faults)
        text = read_text(cells, RESULT, 2000, faults)
        if len(faults) > before:
            self.result = None
        elif text:
            self.result = text
        elif self.result is None:
            faults.append(
                Fault(RESULT, "", "hasil di baris atasnya belum terbaca.", "Perbaiki baris itu dulu.")
            )
        return self.result or ""

    def _whole(self, values: dict[str, Any]) -> list[Fault]:
        text, low, high = values["text"], values["target"], values["until"]
        if not text:
            return [Fault(RESULT, "", "hasilnya belum ditulis.", f"Isi {RESULT}, atau hapus barisnya.")]
        if text.casefold().startswith(SAMPLE):
            return [
                Fault(
                    RESULT, shown(text), "ini baris contoh.", "Ganti dengan hasil Anda, atau hapus barisnya."
                )
            ]
        if not values["indicator"] and (low or values["unit"]):
            return [Fault(INDICATOR, "", "targetnya ada, indikatornya belum.", f"Isi {INDICATOR}.")]
        fault = range_fault(
            target=Decimal(low) if low else None,
            until=Decimal(high) if high else None,
            direction=values["direction"],
        )
        if fault:
            return [Fault(UNTIL, shown(high), "batas rentangnya belum cocok.", fault)]
        self.counts[same_words(text)] += bool(values["indicator"])
        if self.counts[same_words(text)] > INDICATORS_AT_MOST:
            cause = f"hasil ini sudah berisi {INDICATORS_AT_MOST} indikator."
            return [Fault(INDICATOR, shown(values["indicator"]), cause, "Pindahkan ke hasil lain.")]
        return []


def _known(cells: Cells, column: str, words: dict[str, Any], faults: list[Fault]) -> str:
    text = read_text(cells, column, 60, faults)
    if not text or same_words(text) in words:
        return str(words[same_words(text)].value) if text else ""
    offered = ", ".join(word.capitalize() for word in words)
    faults.append(Fault(column, shown(text), "pilihan ini belum dikenal.", f"Tulis salah satu: {offered}."))
    return ""


def _perspectives(cells: Cells, faults: list[Fault]) -> str:
    text = read_text(cells, PERSPECTIVE, 200, faults)
    parts = [same_words(part) for part in text.replace(";", ",").split(",") if part.strip()]
    if set(parts) <= set(PERSPECTIVES):
        return join_perspectives([PERSPECTIVES[part] for part in parts])
    offered = ", ".join(PERSPECTIVE_LABELS.values())
    faults.append(
        Fault(PERSPECTIVE, shown(text), "perspektif ini belum dikenal.", f"Tulis salah satu: {offered}.")
    )
    return ""


# --- Upload and preview -------------------------------------------------------------------------------


def upload_results(*, plan: Plan, name: str, content: bytes, by: Employee, at: datetime) -> Upload:
    """Read and judge a file, write nothing of it, and keep its rows for the preview.

    Raise Refused when the file as a whole cannot be used; one that was built to harm leaves a trace.
    """
    with unsafe_noted(name=name, by=by, at=at):
        rows = read_sheet(name, content, COLUMNS, Judge(Form(plan.form)), LIMITS)
    return keep_upload(kind=UploadKind.RESULTS, name=name, rows=rows, by=by, at=at, target=plan.pk)


def results_preview(upload: Upload, plan: Plan, at: datetime) -> dict[str, Any]:
    """Return what the preview page shows; `plan` comes from `load`."""
    texts = [row.text for row in plan.results.all()]
    found = promises_of(upload.rows, texts)
    new = [promise for promise in found if promise.is_new]
    faulty = [row for row in upload.rows if row["faults"]]
    total = len(texts) + len(new)
    too_many = (
        f"Draf ini memuat {len(texts)} hasil dan berkas ini menambah {len(new)}. "
        f"Satu SKP memuat paling banyak {RESULTS_AT_MOST}. Kurangi barisnya, lalu unggah lagi."
    )
    return {
        "upload": upload,
        "new": [_shown(promise) for promise in new[:SHOWN]],
        "count": len(new),
        "present": [promise.text for promise in found if promise.is_present][:SHOWN],
        "waiting": sum(promise.is_faulty and not promise.is_present for promise in found),
        "faulty": len(faulty),
        "faults": list(fault_lines(faulty, RESULT, INDICATOR))[:SHOWN],
        "stop": too_many if total > RESULTS_AT_MOST else "",
        "expires_at": upload.uploaded_at + LIFETIME,
        "is_expired": upload.uploaded_at + LIFETIME < at,
    }


def _shown(promise: Promise) -> dict[str, Any]:
    return {
        "text": promise.text,
        "kind": KIND_LABELS[ResultKind(promise.kind)],
        "supports": promise.supports_text,
        "lines": promise.lines,
        "indicators": [
            (each.text, promised(each.target, each.target_until, each.unit)) for each in promise.indicators
        ],
    }


def template_rows(form: Form) -> tuple[Sequence[str], list[list[Any]]]:
    """Return header and examples of the file to fill in, with the columns of the plan's form."""
    left_out = {ASPECT, SUPPORTS} if form == Form.LEADER else {PERSPECTIVE}
    kept = [at for at, name in enumerate(HEADER) if name not in left_out]
    rows = [(*row[:2], "", *row[2:]) for row in EXAMPLES]
    return [HEADER[at] for at in kept], [[row[at] for at in kept] for row in rows]
