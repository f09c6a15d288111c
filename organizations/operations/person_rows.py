"""Rows of a file about people: written once exactly as the preview showed, taken back within seven days.

The callers have asked who may, and hold their transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from appraisal import audit, locking
from appraisal.errors import Conflict, Refused
from appraisal.versions import change

from ..models import Employee, Upload
from ..queries.person_rows import CHANGED, WRITTEN, Shape
from .import_undo import UNDO_FOR
from .upload import claim_upload

BATCH = 500
NOTHING = "Isi berkas ini sudah sama dengan yang tersimpan, atau belum ada baris yang bisa dipakai."
Judge = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]


def apply_rows(
    shape: Shape, *, upload: Upload, judge: Judge, version: int, by: Employee, at: datetime
) -> Upload:
    """Write the new and changed rows of a preview, once; what was before is kept with it.

    `judge` tells the rows anew. Raise Denied for anybody but the uploader, Refused when nothing would
    change, Conflict when it was applied already or what is stored changed since the preview.
    """
    locking.take_import()
    if upload.kind != shape.kind:
        raise Refused("Unggahan ini untuk hal lain.")
    counts = upload.outcome
    upload = claim_upload(upload, version=version, by=by, at=at, outcome=counts)
    if judge(upload.rows) != upload.rows:
        raise Conflict(f"{shape.called} berubah sejak pratinjau ini. Unggah lagi berkasnya.")
    rows = [row for row in upload.rows if row["outcome"] in WRITTEN]
    if not rows:
        raise Refused(NOTHING)
    shape.model._default_manager.bulk_create(
        [
            shape.model(
                employee_id=row["employee"],
                upload=upload,
                **{name: row["values"][name] for name in (shape.key, *shape.fields)},
            )
            for row in rows
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["employee", shape.key],
        update_fields=[*shape.fields, "upload"],
    )
    audit.record(action=f"{shape.event}.imported", by=by, at=at, target=upload, after=counts)
    return upload


def undo_rows(shape: Shape, *, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Take a file back: new rows go, changed ones hold again what they held before it.

    Raise Refused after seven days or when a later file changed the same rows, Conflict when it was taken
    back already.
    """
    locking.take_import()
    if upload.kind != shape.kind:
        raise Refused("Unggahan ini untuk hal lain.")
    if upload.applied_at is None or upload.applied_at + UNDO_FOR < at:
        raise Refused("Pembatalan dibuka tujuh hari sejak diterapkan. Unggah berkas yang membetulkannya.")
    change(upload, expect=version, where={"undone_at__isnull": True}, undone_at=at, undone_by=by)
    rows = [row for row in upload.rows if row["outcome"] in WRITTEN]
    mine = shape.model._default_manager.filter(upload=upload)
    if mine.count() != len(rows):
        raise Refused("Berkas yang lebih baru sudah mengubah sebagian barisnya. Batalkan berkas itu dulu.")
    mine.delete()
    before = [row for row in rows if row["outcome"] == CHANGED]
    shape.model._default_manager.bulk_create(
        [
            shape.model(employee_id=row["employee"], **{shape.key: row["values"][shape.key]}, **row["before"])
            for row in before
        ],
        batch_size=BATCH,
    )
    audit.record(action=f"{shape.event}.undone", by=by, at=at, target=upload, before=upload.outcome)
    return upload
