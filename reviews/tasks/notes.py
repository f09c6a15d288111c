"""A large file of notes for an office, written in slices that never part the rows of one person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from organizations.models import Upload
from organizations.operations import Written
from organizations.tasks.upload import Row, UploadApply

from ..operations.note_sheet import NOTES_APPLY, end_notes, refuse_old_notes, write_rows


class NotesApply(UploadApply):
    """Write the new notes; equal rows of one person count as often as they stand, so they stay together."""

    kind = NOTES_APPLY
    title = "Menambahkan catatan"
    unit = "catatan"
    address = "reviews:note-preview"
    effects = ("new",)

    def refuse_old(self, upload: Upload, by: Any, at: datetime) -> None:
        """Refuse what is no longer as the preview shows it."""
        refuse_old_notes(upload=upload, by=by, at=at)

    def todo(self, upload: Upload) -> list[Row]:
        """Return the new rows, person by person."""
        rows = [row for row in upload.rows if row["state"] == "new"]
        return sorted(rows, key=lambda row: (row["values"]["nip"], row["line"]))

    def end_of(self, rows: Sequence[Row], start: int) -> int:
        """Return where a slice ends: with the last row of a person."""
        end = super().end_of(rows, start)
        while end < len(rows) and rows[end]["values"]["nip"] == rows[end - 1]["values"]["nip"]:
            end += 1
        return end

    def write(self, upload: Upload, rows: Sequence[Row], by: Any, at: datetime) -> Written:
        """Write notes, and count anew what follows from them."""
        return write_rows(upload=upload, rows=rows, by=by, at=at)

    def end(
        self, upload: Upload, rows: Sequence[Row], outcome: dict[str, Any], by: Any, at: datetime
    ) -> None:
        """Say that the notes stand."""
        end_notes(upload=upload, rows=rows, outcome=outcome, by=by, at=at)
