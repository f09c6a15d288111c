"""A month's attendance of the whole agency, written in slices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ..models import Upload
from ..operations import Written, renew_attendance
from ..operations.attendance import (
    ATTENDANCE_APPLY,
    ATTENDANCE_CHANGED,
    end_attendance,
    is_true_attendance,
    write_attendance,
)
from ..operations.staff_import import OutOfDate
from ..rules.attendance_row import Outcome
from .upload import Row, UploadApply


class AttendanceApply(UploadApply):
    """Write new and changed months, five hundred a step."""

    kind = ATTENDANCE_APPLY
    title = "Menyimpan kehadiran"
    address = "organizations:attendance-preview"
    effects = (Outcome.NEW.value, Outcome.CHANGED.value)

    def refuse_old(self, upload: Upload, by: Any, at: datetime) -> None:
        """Put a fresh preview in place of an old one."""
        if not is_true_attendance(upload, by, at):
            renew_attendance(upload=upload, version=upload.version, by=by, at=at)
            raise OutOfDate(ATTENDANCE_CHANGED)

    def todo(self, upload: Upload) -> list[Row]:
        """Return the rows with new and changed months."""
        return [row for row in upload.rows if row["outcome"] in self.effects]

    def write(self, upload: Upload, rows: Sequence[Row], by: Any, at: datetime) -> Written:
        """Write months, each with an event where it changed."""
        return write_attendance(upload=upload, rows=rows, by=by, at=at)

    def end(
        self, upload: Upload, rows: Sequence[Row], outcome: dict[str, Any], by: Any, at: datetime
    ) -> None:
        """Say that the month is stored."""
        end_attendance(upload=upload, rows=rows, outcome=outcome, by=by, at=at)
