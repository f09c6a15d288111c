"""Taking back many moves at once, in one step: everybody is back, or nobody."""

from __future__ import annotations

from typing import Any

from appraisal.jobs import Job
from organizations.tasks.upload import UploadWork

from ..operations.move import MOVES_UNDO, undo_moves


class MovesUndo(UploadWork):
    """Do what the page of a smaller file does in its request."""

    kind = MOVES_UNDO
    title = "Membatalkan mutasi"
    unit = "berkas"
    address = "organizations:moves-preview"

    def apply(self, job: Job, start: int, prepared: Any) -> int:
        """Take all moves back, as of the day on which it was asked for."""
        upload, by = self.upload_of(job), job.by
        undo_moves(upload=upload, version=upload.version, by=by, at=job.made_at)  # type: ignore[arg-type]
        return start + 1
