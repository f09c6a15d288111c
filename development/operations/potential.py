"""Potential assessments from a file: shown first, written once, taken back within seven days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal.access import require
from organizations.models import Employee, Upload
from organizations.operations import keep_upload
from organizations.operations.person_rows import apply_rows, undo_rows
from organizations.queries.person_rows import counts_of
from organizations.rules import UploadKind

from ..access.career import may_bring_in
from ..queries.potential import SHAPE, judged


def keep_potential(*, name: str, rows: Sequence[dict[str, Any]], by: Employee, at: datetime) -> Upload:
    """Judge the rows against what is stored, write nothing of them, and keep the preview."""
    require(may_bring_in(by, timezone.localdate(at)))
    found = judged(rows)
    outcome = counts_of(found)
    return keep_upload(kind=UploadKind.POTENTIAL, name=name, rows=found, by=by, at=at, outcome=outcome)


@transaction.atomic
def apply_potential(*, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Write the new and changed rows of a preview, exactly as shown, once (see `apply_rows`).

    Raise Denied for anybody but the uploader and the BKD.
    """
    require(may_bring_in(by, timezone.localdate(at)))
    return apply_rows(SHAPE, upload=upload, judge=judged, version=version, by=by, at=at)


@transaction.atomic
def undo_potential(*, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Take a file back (see `undo_rows`); raise Denied for anybody but a BKD admin."""
    require(may_bring_in(by, timezone.localdate(at)))
    return undo_rows(SHAPE, upload=upload, version=version, by=by, at=at)
