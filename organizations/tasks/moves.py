"""Many moves at once, written in one step: all of them count, or none (a decree has one day)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from appraisal.jobs import Job

from ..operations import apply_moves, renew_moves
from ..operations.mass_move import MOVES_APPLY, MOVES_CHANGED, is_true_moves
from ..operations.staff_import import OutOfDate
from .upload import UploadWork


class MovesApply(UploadWork):
    """Do what the page of a smaller file does in its request; a preview that is no longer true is renewed."""

    kind = MOVES_APPLY
    title = "Menerapkan mutasi"
    unit = "berkas"
    address = "organizations:moves-preview"

    def measure(self, job: Job) -> int:
        """Compare once more, while nobody has to wait for it."""
        upload, now = self.upload_of(job), timezone.now()
        if not is_true_moves(upload, now):
            by: Any = job.by
            renew_moves(upload=upload, version=upload.version, by=by, at=now)
            raise OutOfDate(MOVES_CHANGED)
        return 1

    def apply(self, job: Job, start: int, prepared: Any) -> int:
        """Write all moves."""
        upload, by = self.upload_of(job), job.by
        apply_moves(upload=upload, version=upload.version, by=by, at=timezone.now())  # type: ignore[arg-type]
        return start + 1
