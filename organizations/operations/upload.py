"""Rows of a spreadsheet: kept for the preview, applied once, undone within days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from appraisal import jobs
from appraisal.errors import Conflict, Denied, Refused
from appraisal.jobs import JobStatus
from appraisal.versions import change

from ..models import Employee, Upload
from ..rules import UploadKind

LIFETIME = timedelta(days=2)  # of a preview that nobody applied; decided here


@dataclass(frozen=True)
class Written:
    """What came of some rows: how many of each outcome, and those left out, with what to do."""

    counts: Counter[str]
    left_out: list[dict[str, Any]]


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
    ended = [JobStatus.FAILED, JobStatus.STOPPED]
    is_idle = Q(job__isnull=True) | Q(job__status__in=ended, job__cursor=0)
    Upload.objects.filter(is_idle, applied_at__isnull=True, uploaded_at__lt=at - LIFETIME).delete()
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
    _require_own(upload, by)
    if upload.applied_at is not None:
        raise Conflict("Berkas ini sudah diterapkan. Tidak ada yang ditulis dua kali.")
    if not upload.is_going_on:  # what its job is at may take longer
        _require_young(upload, at)
    return change(
        upload, expect=version, where={"applied_at__isnull": True}, applied_at=at, outcome=outcome or {}
    )


@transaction.atomic
def begin_upload(*, kind: str, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Have a worker write the rows of a large preview (see tasks/upload); a second press returns the first.

    The caller has asked who may, the worker asks again. Raise what `claim_upload` raises for who or when.
    """
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    _require_own(upload, by)
    if upload.applied_at is not None or upload.is_going_on:
        return upload
    _require_young(upload, at)
    job = jobs.start(kind, {"upload": upload.pk}, by=by, at=at, key=f"{kind}-{upload.pk}")
    return change(upload, expect=version, where={"applied_at__isnull": True}, job=job)


def end_upload(upload: Upload, *, at: datetime, **values: Any) -> Upload:
    """Mark the rows as applied by their job, in the transaction in which it ends."""
    return change(upload, expect=upload.version, where={"applied_at__isnull": True}, applied_at=at, **values)


def _require_own(upload: Upload, by: Employee) -> None:
    if upload.uploaded_by_id != by.pk:
        raise Denied("Pratinjau ini dibuka untuk yang mengunggahnya. Unggah berkasnya sendiri dulu.")


def _require_young(upload: Upload, at: datetime) -> None:
    if upload.uploaded_at + LIFETIME < at:
        raise Refused("Pratinjau ini lebih dari dua hari. Unggah lagi berkasnya agar datanya terbaru.")
