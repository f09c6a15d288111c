"""Large files that were previewed, written in slices: each row judged again in the step that writes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from appraisal.errors import Refused
from appraisal.jobs import Job, Work

from ..models import Upload
from ..operations import Written

SLICE = 500  # rows of one step
Row = dict[str, Any]


class UploadWork(Work):
    """Work on one kept file; in each step it is asked again whether who began it still may."""

    unit = "baris"
    address = ""  # the name of its preview page

    def upload_of(self, job: Job) -> Upload:
        """Return the file; raise Refused for a job that another took the place of."""
        upload = Upload.objects.filter(pk=job.arguments["upload"], job=job).first()
        if upload is None:
            raise Refused("Pekerjaan ini sudah digantikan. Buka halaman berkasnya.")
        return upload

    def page(self, job: Job) -> str:
        """Return the preview."""
        return reverse(self.address, args=[job.arguments["upload"]])


class UploadApply(UploadWork):
    """Write the rows of a preview that is still true; of one that no longer is, nothing is written.

    A row whose facts change while others are written is left out, and told with what to do.
    """

    effects: Sequence[str] = ()  # outcomes of the rows that are written

    def refuse_old(self, upload: Upload, by: Any, at: datetime) -> None:
        """Raise Refused when the preview is no longer true; a fresh one is kept where the kind makes one."""
        raise NotImplementedError

    def todo(self, upload: Upload) -> list[Row]:
        """Return the rows to write, always in the same order."""
        raise NotImplementedError

    def end_of(self, rows: Sequence[Row], start: int) -> int:
        """Return where the slice from `start` ends."""
        return min(start + SLICE, len(rows))

    def write(self, upload: Upload, rows: Sequence[Row], by: Any, at: datetime) -> Written:
        """Judge these rows again, locked, and write those that are still as shown."""
        raise NotImplementedError

    def end(
        self, upload: Upload, rows: Sequence[Row], outcome: dict[str, Any], by: Any, at: datetime
    ) -> None:
        """Say that the file is written, with all its rows and the counts of what came of them."""
        raise NotImplementedError

    def measure(self, job: Job) -> int:
        """Look once more whether the preview is true, and count the rows to write."""
        upload = self.upload_of(job)
        self.refuse_old(upload, job.by, timezone.now())
        return len(self.todo(upload))

    def prepare(self, job: Job, start: int) -> tuple[Upload, list[Row]]:
        """Return the file and the rows of the slice.

        They are read once a turn: nobody changes the rows while their job is at them.
        """
        if "todo" not in vars(job):
            upload = self.upload_of(job)
            vars(job)["todo"] = upload, self.todo(upload)
        upload, rows = vars(job)["todo"]
        return upload, rows[start : self.end_of(rows, start)]

    def apply(self, job: Job, start: int, prepared: tuple[Upload, list[Row]]) -> int:
        """Write a slice, and note what came of it."""
        upload, rows = prepared
        found = self.write(upload, rows, job.by, timezone.now())
        job.state["counts"] = Counter(job.state.get("counts", {})) + found.counts
        job.state["left_out"] = [*job.state.get("left_out", []), *found.left_out]
        return start + len(rows)

    def ended(self, job: Job, at: datetime) -> None:
        """Put what came of the rows in the place of what was foreseen."""
        upload = self.upload_of(job)
        outcome = upload.outcome | dict.fromkeys(self.effects, 0)
        outcome |= {name: outcome[name] + count for name, count in job.state.get("counts", {}).items()}
        left_out = {row["line"]: row for row in job.state.get("left_out", [])}
        rows = [left_out.get(row["line"], row) for row in upload.rows]
        self.end(upload, rows, outcome, job.by, at)
