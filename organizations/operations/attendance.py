"""Attendance: a month's file is shown, then applied once; what is wrong in it is reported and answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Denied, Refused
from appraisal.versions import change

from .. import access
from ..models import Attendance, AttendanceReport, Employee, Upload
from ..queries.attendance import known_people, month_of, presence_of
from ..rules import UploadKind
from ..rules.attendance import LABELS, Presence, obstacles
from ..rules.attendance_row import (
    ATTENDANCE_COLUMNS,
    ATTENDANCE_EXTRAS,
    NIP,
    MonthVerdict,
    Outcome,
    judge_attendance,
    read_attendance,
)
from ..rules.cell import Fault
from .staff_import import OutOfDate
from .upload import Written, claim_upload, end_upload, keep_upload

BATCH = 500
ATTENDANCE_APPLY = "attendance-apply"  # the kind of work, see organizations/tasks
ALL_COLUMNS = (*ATTENDANCE_COLUMNS, *ATTENDANCE_EXTRAS)
ATTENDANCE_CHANGED = "Kehadiran berubah sejak pratinjau ini. Periksa pratinjau yang baru, lalu terapkan."
CHANGED_MEANWHILE = Fault(
    NIP,
    "",
    "kehadirannya berubah selagi berkas ini disimpan.",
    "Periksa bulan itu, lalu unggah lagi barisnya bila perlu.",
)
NO_CHANGE = "Isi berkas ini sudah sama dengan yang tersimpan."
Cells = Sequence[tuple[int, list[Any]]]
People = dict[str, tuple[int, Any, Attendance | None]]


def keep_attendance(*, name: str, cells: Cells, month: date, by: Employee, at: datetime) -> Upload:
    """Judge the rows of a month's file, write nothing of them, and keep the preview.

    `cells` are the values of ALL_COLUMNS by line. Raise Denied for all but BKD and unit admins.
    """
    today = timezone.localdate(at)
    require(access.may_keep_attendance(by, today))
    if month > today:
        raise Refused("Bulan ini belum mulai. Pilih bulan yang sudah berjalan.", "month")
    verdicts, _ = _judge(cells, month, by, today)
    return keep_upload(
        kind=UploadKind.ATTENDANCE,
        name=name,
        rows=_entries(verdicts, cells),
        by=by,
        at=at,
        target=month.year * 100 + month.month,
        outcome=_counts(verdicts),
    )


def _judge(
    cells: Cells, month: date, by: Employee, today: date, *, lock: bool = False
) -> tuple[list[MonthVerdict], People]:
    verdicts = [
        read_attendance(line, dict(zip(ALL_COLUMNS, row, strict=True)), month=month, today=today)
        for line, row in cells
    ]
    people = known_people({verdict.nip for verdict in verdicts}, month, by, today, lock=lock)
    judge_attendance(verdicts, {nip: known for nip, (_, known, _) in people.items()})
    return verdicts, people


def _entries(verdicts: Sequence[MonthVerdict], cells: Cells) -> list[dict[str, Any]]:
    return [
        {
            "line": verdict.line,
            "cells": row,
            "nip": verdict.nip,
            "name": verdict.name,
            "outcome": verdict.outcome.value,
            "values": list(verdict.presence) if verdict.presence else None,
            "before": list(verdict.before) if verdict.before else None,
            "corrected": verdict.was_corrected,
            "faults": [asdict(fault) for fault in verdict.faults],
        }
        for verdict, (_, row) in zip(verdicts, cells, strict=True)
    ]


def _counts(verdicts: Sequence[MonthVerdict]) -> dict[str, int]:
    counted = Counter(verdict.outcome.value for verdict in verdicts)
    return {outcome.value: counted[outcome.value] for outcome in Outcome}


def kept_cells(upload: Upload) -> list[tuple[int, list[Any]]]:
    """Return the cells of a kept file by line."""
    return [(row["line"], row["cells"]) for row in upload.rows]


@transaction.atomic
def renew_attendance(*, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Put a fresh judgement in place of one that is no longer true; only for the uploader."""
    require(access.may_see_upload(by, upload))
    cells = kept_cells(upload)
    verdicts, _ = _judge(cells, month_of(upload), by, timezone.localdate(at))
    where = {"applied_at__isnull": True}
    rows, outcome = _entries(verdicts, cells), _counts(verdicts)
    return change(upload, expect=version, where=where, rows=rows, outcome=outcome)


@transaction.atomic
def apply_attendance(*, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Write all sound rows of a preview at once, exactly as shown; a second press returns the first result.

    Changed months keep their history as one event each; the file leaves one event with its counts. Raise
    Denied for anybody but the uploader, Refused when nothing would change or the preview is too old,
    OutOfDate when it is no longer true, Conflict when it was renewed in another tab.
    """
    locking.take_import()
    today = timezone.localdate(at)
    require(access.may_keep_attendance(by, today))
    upload = Upload.objects.select_for_update().get(pk=upload.pk, kind=UploadKind.ATTENDANCE)
    require(access.may_see_upload(by, upload))
    if upload.applied_at is not None:
        return upload

    counts = upload.outcome
    claim_upload(upload, version=version, by=by, at=at, outcome=counts)
    cells = kept_cells(upload)
    verdicts, people = _judge(cells, month_of(upload), by, today, lock=True)
    if _entries(verdicts, cells) != upload.rows:
        raise OutOfDate(ATTENDANCE_CHANGED)
    if not counts[Outcome.NEW] + counts[Outcome.CHANGED]:
        raise Refused(NO_CHANGE)
    _write(upload, verdicts, people, by=by, at=at)
    # The months hold what was sound; what must be repaired can still be downloaded.
    faulty = [row for row in upload.rows if row["faults"]]
    Upload.objects.filter(pk=upload.pk).update(rows=faulty)
    audit.record(action="attendance.imported", by=by, at=at, target=upload, after=counts)
    return Upload.objects.get(pk=upload.pk)


def is_true_attendance(upload: Upload, by: Employee, at: datetime) -> bool:
    """Say whether a preview shows what would be written now; raise Denied like `keep_attendance`."""
    today, cells = timezone.localdate(at), kept_cells(upload)
    require(access.may_keep_attendance(by, today))
    verdicts, _ = _judge(cells, month_of(upload), by, today)
    return bool(_entries(verdicts, cells) == upload.rows)


def write_attendance(
    *, upload: Upload, rows: Sequence[dict[str, Any]], by: Employee, at: datetime
) -> Written:
    """Write these rows of a large file inside the caller's transaction, and say what came of them.

    A month that is no longer as shown stays as it is; its row is left out with the reason. Raise Denied when
    the right to keep attendance ended meanwhile.
    """
    locking.take_import()
    today = timezone.localdate(at)
    require(access.may_keep_attendance(by, today))
    cells = [(row["line"], row["cells"]) for row in rows]
    verdicts, people = _judge(cells, month_of(upload), by, today, lock=True)
    judged = list(zip(verdicts, _entries(verdicts, cells), rows, strict=True))
    _write(upload, [verdict for verdict, entry, row in judged if entry == row], people, by=by, at=at)
    written, left_out = Counter[str](), []
    for _, entry, row in judged:
        if entry == row or entry["outcome"] == Outcome.SAME:
            written[entry["outcome"]] += 1
        else:
            written[Outcome.FAULTY.value] += 1
            faults = entry["faults"] or [asdict(replace(CHANGED_MEANWHILE, value=row["nip"]))]
            left_out.append(entry | {"outcome": Outcome.FAULTY.value, "faults": faults})
    return Written(written, left_out)


def end_attendance(
    *, upload: Upload, rows: Sequence[dict[str, Any]], outcome: dict[str, Any], by: Employee, at: datetime
) -> None:
    """Say that a large file is written; of its rows those to mend are kept."""
    end_upload(upload, at=at, outcome=outcome, rows=[row for row in rows if row["faults"]])
    audit.record(action="attendance.imported", by=by, at=at, target=upload, after=outcome)


def _write(
    upload: Upload, verdicts: Sequence[MonthVerdict], people: People, *, by: Employee, at: datetime
) -> None:
    """Write new and changed months in the same statements; the rows on record are locked by now."""
    rows, changed = [], []
    for verdict in verdicts:
        if verdict.presence is None or verdict.outcome not in (Outcome.NEW, Outcome.CHANGED):
            continue
        pk, _, old = people[verdict.nip]
        fresh = Attendance(employee_id=pk, month=month_of(upload), **verdict.presence._asdict())
        fresh.upload, fresh.set_at, fresh.version = upload, at, old.version + 1 if old else 1
        rows.append(fresh)
        if old is not None:
            changed.append((old, verdict))
    Attendance.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["employee", "month"],
        update_fields=[*Presence._fields, "upload", "set_at", "version"],
    )
    audit.record_many(_events(changed, by, at))


def _events(changed: list[tuple[Attendance, MonthVerdict]], by: Employee, at: datetime) -> Iterator[Any]:
    for row, verdict in changed:
        assert verdict.before is not None
        assert verdict.presence is not None
        yield audit.entry(
            action="attendance.changed",
            by=by,
            at=at,
            target=row,
            before=verdict.before._asdict(),
            after=verdict.presence._asdict(),
        )


# --- Corrections ---------------------------------------------------------------------------------


@transaction.atomic
def report_attendance(
    *, attendance: Attendance, message: str, by: Employee, at: datetime
) -> AttendanceReport:
    """Note that a month of the own presence is wrong; the same words again return the first report.

    Raise Denied for anybody but the person, Refused without words and while other words wait.
    """
    if attendance.employee_id != by.pk:
        raise Denied("Koreksi kehadiran diajukan pegawai yang bersangkutan.")
    if not message.strip():
        raise Refused("Tulis apa yang seharusnya tercatat.", "message")
    Attendance.objects.select_for_update().get(pk=attendance.pk)
    report, created = AttendanceReport.objects.get_or_create(
        attendance=attendance,
        answered_at=None,
        defaults={"message": message.strip(), "reported_at": at},
    )
    if not created and report.message != message.strip():
        raise Refused("Koreksi sebelumnya untuk bulan ini masih menunggu jawaban.", "message")
    if created:
        audit.record(action="attendance.reported", by=by, at=at, target=attendance, note=message.strip())
    return report


@transaction.atomic
def answer_attendance(
    *,
    report: AttendanceReport,
    version: int,
    seen: int,
    answer: str,
    presence: Presence,
    by: Employee,
    at: datetime,
) -> AttendanceReport:
    """Answer a report about a month, and correct the month where the values differ.

    `version` is that of the report and `seen` that of the month, as the form showed them. Raise Denied for
    who does not serve the person and for the person, Refused for a month that cannot be so, Conflict when
    the report was answered or the month changed meanwhile.
    """
    require(access.may_answer_attendance(by, report, timezone.localdate(at)))
    month = report.attendance
    if not answer.strip():
        raise Refused("Tulis jawabannya, misalnya apa yang sudah diperbaiki.", "answer")
    for name, cause, repair in obstacles(presence, month.month):
        raise Refused(f"{LABELS[name].capitalize()}: {cause} {repair}", name)

    values = {"answer": answer.strip(), "answered_at": at, "answered_by": by}
    change(report, expect=version, where={"answered_at__isnull": True}, **values)
    before = presence_of(month)
    if presence != before:
        change(month, expect=seen, **presence._asdict(), upload=None, set_at=at)
        facts = {"before": before._asdict(), "after": presence._asdict()}
        audit.record(action="attendance.corrected", by=by, at=at, target=month, note=answer.strip(), **facts)
    audit.record(action="attendance.answered", by=by, at=at, target=month, note=answer.strip())
    return report
