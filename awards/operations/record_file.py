"""Service records from a file: shown first, written once, taken back within seven days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.models import Employee, Upload
from organizations.operations import UNDO_FOR, claim_upload, keep_upload
from organizations.rules import UploadKind

from ..access.record import may_keep_records
from ..models import ServiceRecord
from ..queries.record_file import FAULTY, NEW, SAME, judged
from .record import facts_of, reopen_proposals

BATCH = 500
DAYS = ("started_on", "ended_on", "letter_on")
FIELDS = ("kind", "threat_years", "letter_number", "note")
NOTHING = "Isi berkas ini sudah tercatat, atau belum ada baris yang bisa dipakai."
TAKEN_BACK = "Berkas impornya dibatalkan."


def keep_records(*, name: str, rows: Sequence[dict[str, Any]], by: Employee, at: datetime) -> Upload:
    """Judge the rows against what is stored, write nothing of them, and keep the preview."""
    require(may_keep_records(by, timezone.localdate(at)))
    found = judged(rows, by)
    counted = Counter(row["outcome"] for row in found)
    outcome = {name: counted[name] for name in (NEW, SAME, FAULTY)}
    return keep_upload(kind=UploadKind.RECORDS, name=name, rows=found, by=by, at=at, outcome=outcome)


@transaction.atomic
def apply_records(*, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Write the new rows of a preview, exactly as shown, once.

    Raise Denied for anybody but the uploader and the BKD, Refused when nothing would change, Conflict when
    it was applied already or what is stored changed since the preview.
    """
    require(may_keep_records(by, timezone.localdate(at)))
    locking.take_import()
    if upload.kind != UploadKind.RECORDS:
        raise Refused("Unggahan ini bukan catatan kepegawaian.")
    counts = upload.outcome
    upload = claim_upload(upload, version=version, by=by, at=at, outcome=counts)
    if judged(upload.rows, by) != upload.rows:
        raise Conflict("Catatan berubah sejak pratinjau ini. Unggah lagi berkasnya.")
    rows = [_record(row, upload, by, at) for row in upload.rows if row["outcome"] == NEW]
    if not rows:
        raise Refused(NOTHING)
    made = ServiceRecord.objects.bulk_create(rows, batch_size=BATCH)
    audit.record_many(
        audit.entry(action="record.noted", by=by, at=at, target=row, after=facts_of(row)) for row in made
    )
    audit.record(action="record.imported", by=by, at=at, target=upload, after=counts)
    return upload


def _record(row: dict[str, Any], upload: Upload, by: Employee, at: datetime) -> ServiceRecord:
    values = row["values"]
    days = {name: values[name] and date.fromisoformat(values[name]) for name in DAYS}
    own = {name: values[name] for name in FIELDS}
    return ServiceRecord(employee_id=row["employee"], upload=upload, noted_by=by, noted_at=at, **days, **own)


@transaction.atomic
def undo_records(*, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Take a file back: its records are withdrawn together and stay to be read.

    Raise Denied for anybody but a BKD admin, Refused after seven days, Conflict when it was taken back
    already.
    """
    require(may_keep_records(by, timezone.localdate(at)))
    locking.take_import()
    if upload.applied_at is None or upload.applied_at + UNDO_FOR < at:
        raise Refused("Pembatalan dibuka tujuh hari sejak diterapkan. Tarik catatannya satu per satu.")
    change(upload, expect=version, where={"undone_at__isnull": True}, undone_at=at, undone_by=by)
    own = ServiceRecord.objects.filter(upload=upload)
    rows = list(own.valid().select_for_update().order_by("pk"))
    own.valid().update(version=F("version") + 1, withdrawn_at=at, withdrawn_by=by, withdraw_reason=TAKEN_BACK)
    reopen_proposals(own, by=by, at=at)
    audit.record_many(
        audit.entry(action="record.withdrawn", by=by, at=at, target=row, before=facts_of(row)) for row in rows
    )
    audit.record(action="record.undone", by=by, at=at, target=upload, before=upload.outcome)
    return upload
