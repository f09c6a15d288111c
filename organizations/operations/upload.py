"""Rows of a spreadsheet: kept for the preview, applied once, undone within days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from appraisal.errors import Conflict, Denied, Refused
from appraisal.versions import change

from ..models import Employee, Upload
from ..rules import UploadKind

LIFETIME = timedelta(days=2)  # of a preview that nobody applied; decided here


@transaction.atomic
def keep_upload(
    *,
    kind: UploadKind,
    name: str,
    rows: Sequence[dict[str, Any]],
    by: Employee,
    at: datetime,
    target: int | None = None,
    outcome: dict[str, Any] | None = None,
) -> Upload:
    """Keep the rows of a file until they are applied, at most two days; the caller has asked who may."""
    Upload.objects.filter(applied_at__isnull=True, uploaded_at__lt=at - LIFETIME).delete()
    return Upload.objects.create(
        kind=kind.value,
        target=target,
        name=name[:200],
        rows=list(rows),
        outcome=outcome or {},
        uploaded_by=by,
        uploaded_at=at,
    )


def claim_upload(
    upload: Upload, *, version: int, by: Employee, at: datetime, outcome: dict[str, Any] | None = None
) -> Upload:
    """Mark the rows as applied, inside the transaction that writes them; only for the uploader, only once.

    Raise Denied for anybody else, Refused when the preview is older than two days, Conflict when second.
    """
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.uploaded_by_id != by.pk:
        raise Denied("Pratinjau ini dibuka untuk yang mengunggahnya. Unggah berkasnya sendiri dulu.")
    if upload.applied_at is not None:
        raise Conflict("Berkas ini sudah diterapkan. Tidak ada yang ditulis dua kali.")
    if upload.uploaded_at + LIFETIME < at:
        raise Refused("Pratinjau ini lebih dari dua hari. Unggah lagi berkasnya agar datanya terbaru.")
    return change(
        upload, expect=version, where={"applied_at__isnull": True}, applied_at=at, outcome=outcome or {}
    )
