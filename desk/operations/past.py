"""Predicates from before this system: shown first, written once, taken back within seven days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.models import Employee, Upload
from organizations.operations import UNDO_FOR, claim_upload, keep_upload
from organizations.rules import UploadKind
from reviews.models import PastResult

from ..access.exchange import may_exchange
from ..queries.past import CHANGED, FAULTY, NEW, SAME, judged

BATCH = 500
FIELDS = ("predicate", "results_rating", "behaviour_rating", "source")
NOTHING = "Isi berkas ini sudah sama dengan yang tersimpan, atau belum ada baris yang bisa dipakai."


def keep_past(*, name: str, rows: Sequence[dict[str, Any]], by: Employee, at: datetime) -> Upload:
    """Judge the rows against what is stored, write nothing of them, and keep the preview."""
    require(may_exchange(by, timezone.localdate(at)))
    found = judged(rows)
    counted = Counter(row["outcome"] for row in found)
    outcome = {name: counted[name] for name in (NEW, CHANGED, SAME, FAULTY)}
    return keep_upload(kind=UploadKind.PAST, name=name, rows=found, by=by, at=at, outcome=outcome)


@transaction.atomic
def apply_past(*, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Write the new and changed rows of a preview, exactly as shown, once; what was before is kept with it.

    Raise Denied for anybody but the uploader and the BKD, Refused when nothing would change, Conflict when
    it was applied already or what is stored changed since the preview.
    """
    require(may_exchange(by, timezone.localdate(at)))
    locking.take_import()
    if upload.kind != UploadKind.PAST:
        raise Refused("Unggahan ini bukan riwayat predikat.")
    counts = upload.outcome
    upload = claim_upload(upload, version=version, by=by, at=at, outcome=counts)
    if judged(upload.rows) != upload.rows:
        raise Conflict("Riwayat berubah sejak pratinjau ini. Unggah lagi berkasnya.")
    rows = [row for row in upload.rows if row["outcome"] in (NEW, CHANGED)]
    if not rows:
        raise Refused(NOTHING)
    PastResult.objects.bulk_create(
        [
            PastResult(
                employee_id=row["employee"],
                year=row["values"]["year"],
                upload=upload,
                **{field: row["values"][field] for field in FIELDS},
            )
            for row in rows
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["employee", "year"],
        update_fields=[*FIELDS, "upload"],
    )
    audit.record(action="past.imported", by=by, at=at, target=upload, after=counts)
    return upload


@transaction.atomic
def undo_past(*, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Take a file back: new rows go, changed ones hold again what they held before it.

    Raise Denied for anybody but a BKD admin, Refused after seven days or when a later file changed the
    same rows, Conflict when it was taken back already.
    """
    require(may_exchange(by, timezone.localdate(at)))
    locking.take_import()
    if upload.applied_at is None or upload.applied_at + UNDO_FOR < at:
        raise Refused("Pembatalan dibuka tujuh hari sejak diterapkan. Unggah berkas yang membetulkannya.")
    change(upload, expect=version, where={"undone_at__isnull": True}, undone_at=at, undone_by=by)
    rows = [row for row in upload.rows if row["outcome"] in (NEW, CHANGED)]
    mine = PastResult.objects.filter(upload=upload)
    if mine.count() != len(rows):
        raise Refused("Berkas yang lebih baru sudah mengubah sebagian barisnya. Batalkan berkas itu dulu.")
    mine.delete()
    before = [row for row in rows if row["outcome"] == CHANGED]
    PastResult.objects.bulk_create(
        [
            PastResult(employee_id=row["employee"], year=row["values"]["year"], **row["before"])
            for row in before
        ],
        batch_size=BATCH,
    )
    audit.record(action="past.undone", by=by, at=at, target=upload, before=upload.outcome)
    return upload
