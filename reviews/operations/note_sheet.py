"""Writing the notes of a file: exactly what the preview showed, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from organizations.models import Employee, Upload
from organizations.operations import Written, claim_upload, end_upload, keep_upload
from organizations.rules import UploadKind

from ..access import note as access
from ..models import Note
from ..queries.note_sheet import AMOUNT, DAY, MINUTES, NIP, SUBJECT, TEXT, URL, Verdict, judge_notes
from .counting import recount_notes
from .note import hold_years, new_note

NOTES_APPLY = "notes-apply"  # the kind of work, see reviews/tasks
OUT_OF_DATE = "Catatan atau SKP berubah sejak pratinjau ini. Unggah lagi berkasnya."
NOTHING_NEW = "Tidak ada catatan baru di berkas ini."


@transaction.atomic
def keep_notes(
    *, name: str, rows: Sequence[dict[str, Any]], is_office: bool, by: Employee, at: datetime
) -> Upload:
    """Judge the rows of a file, write nothing of them, and keep them for the preview.

    `rows` hold line, values, cells and faults as the resources read them. Raise Denied for a file of an
    office by anybody but an admin of units.
    """
    if is_office:
        require(access.may_import_notes(by, timezone.localdate(at)))
    verdicts = {verdict.line: verdict for verdict in _judged(rows, by, at, is_office=is_office)}
    kept = [_kept(row, verdicts.get(row["line"])) for row in rows]
    counts = Counter(row["state"] for row in kept)
    outcome = {"is_office": is_office, **{state: counts[state] for state in ("new", "present", "faulty")}}
    return keep_upload(kind=UploadKind.NOTES, name=name, rows=kept, by=by, at=at, outcome=outcome)


def _judged(rows: Sequence[dict[str, Any]], by: Employee, at: datetime, *, is_office: bool) -> list[Verdict]:
    readable = [row for row in rows if not row["faults"]]
    today = timezone.localdate(at)
    if is_office:
        return judge_notes(readable, today, scope=access.import_scope(by, today))
    return judge_notes(readable, today, owner=by)


def _kept(row: dict[str, Any], verdict: Verdict | None) -> dict[str, Any]:
    """Return a row as the preview shows it; the cells stay only where somebody has to mend them."""
    faults = row["faults"]
    if verdict is not None and verdict.faults:
        faults = [asdict(each) for each in verdict.faults]
    kept = {"line": row["line"], "faults": faults, "name": verdict.name if verdict else ""}
    if faults:
        return kept | {"state": "faulty", "cells": row["cells"]}
    state = "present" if verdict and verdict.is_present else "new"
    return kept | {"state": state, "values": row["values"]}


@transaction.atomic
def apply_notes(*, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Write the new notes of a preview at once and return the upload with what came of it.

    Rows that stand already are left out, so that the same file twice doubles nothing. Raise Denied for
    anybody but the uploader, Conflict when it was applied already, Refused when nothing is new or the preview
    is no longer true.
    """
    is_office = bool(upload.outcome.get("is_office"))
    if is_office:
        require(access.may_import_notes(by, timezone.localdate(at)))
    outcome = dict(upload.outcome)
    upload = claim_upload(upload, version=version, by=by, at=at, outcome=outcome)
    expected = [row for row in upload.rows if row["state"] == "new"]
    if not expected:
        raise Refused(NOTHING_NEW)
    people = _hold_people(expected, by, is_office=is_office)
    verdicts = refuse_old_notes(upload=upload, by=by, at=at)
    _write(verdicts, people, upload, by, at)
    audit.record(action="notes.imported", by=by, at=at, target=upload, after={"written": len(verdicts)})
    return upload


def refuse_old_notes(*, upload: Upload, by: Employee, at: datetime) -> list[Verdict]:
    """Return what becomes of the new rows; raise Refused when that is no longer what the preview shows."""
    expected = [row["line"] for row in upload.rows if row["state"] == "new"]
    rows = [row | {"faults": []} for row in upload.rows if row["state"] != "faulty"]
    judged = _judged(rows, by, at, is_office=bool(upload.outcome.get("is_office")))
    verdicts = [verdict for verdict in judged if verdict.is_new]
    if [verdict.line for verdict in verdicts] != expected:
        raise Refused(OUT_OF_DATE)
    return verdicts


def write_rows(*, upload: Upload, rows: Sequence[dict[str, Any]], by: Employee, at: datetime) -> Written:
    """Write these new rows of a large file inside the caller's transaction, and say what came of them.

    All rows of a person come together. One that stands by now is left as it is, one that no longer fits is
    left out with the reason. Raise Denied when the right to bring in notes ended meanwhile.
    """
    is_office = bool(upload.outcome.get("is_office"))
    if is_office:
        require(access.may_import_notes(by, timezone.localdate(at)))
    people = _hold_people(rows, by, is_office=is_office)
    verdicts = {verdict.line: verdict for verdict in _judged(rows, by, at, is_office=is_office)}
    _write([verdict for verdict in verdicts.values() if verdict.is_new], people, upload, by, at)
    kept = [_kept(row | {"cells": _cells(row["values"])}, verdicts[row["line"]]) for row in rows]
    return Written(Counter(row["state"] for row in kept), [row for row in kept if row["state"] != "new"])


def _cells(values: dict[str, Any]) -> dict[str, Any]:
    """Return a row that could be read as it may be typed again."""
    day = f"{date.fromisoformat(values['on']):%d-%m-%Y}"
    told = (
        values["nip"],
        day,
        values["text"],
        values["code"],
        values["amount"],
        values["minutes"],
        values["url"],
    )
    return {
        name: "" if cell is None else str(cell)
        for name, cell in zip((NIP, DAY, TEXT, SUBJECT, AMOUNT, MINUTES, URL), told, strict=True)
    }


def end_notes(
    *, upload: Upload, rows: Sequence[dict[str, Any]], outcome: dict[str, Any], by: Employee, at: datetime
) -> None:
    """Say that a large file is written."""
    end_upload(upload, at=at, outcome=outcome, rows=rows)
    audit.record(action="notes.imported", by=by, at=at, target=upload, after={"written": outcome["new"]})


def _write(
    verdicts: Sequence[Verdict], people: Sequence[Employee], upload: Upload, by: Employee, at: datetime
) -> None:
    """Write notes, count what follows from them, and tell each person of an office's file."""
    hold_years([verdict.draft.noted_on for verdict in verdicts if verdict.draft])
    notes = [_note(verdict, upload, by, at) for verdict in verdicts]
    Note.objects.bulk_create(notes, batch_size=1000)
    recount_notes([note for note in notes if note.amount is not None], by=by, at=at)
    if upload.outcome.get("is_office"):
        counts = Counter(verdict.person for verdict in verdicts)
        audit.record_many(
            audit.entry(
                action="notes.received", by=by, at=at, target=person, after={"written": counts[person.pk]}
            )
            for person in people
            if counts[person.pk]
        )


def _hold_people(rows: Sequence[dict[str, Any]], by: Employee, *, is_office: bool) -> list[Employee]:
    """Let one import after the other write notes of the same people; return them."""
    nips = sorted({row["values"]["nip"] for row in rows}) if is_office else [by.nip]
    people: list[Employee] = []
    for start in range(0, len(nips), 500):
        found = Employee.objects.filter(nip__in=nips[start : start + 500]).order_by("nip")
        people += found.select_for_update(no_key=True)
    return people


def _note(verdict: Verdict, upload: Upload, by: Employee, at: datetime) -> Note:
    assert verdict.draft is not None
    assert verdict.placed is not None
    note = new_note(verdict.draft, verdict.placed, by, at)
    note.upload = upload
    return note
