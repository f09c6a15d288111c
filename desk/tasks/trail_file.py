"""The trail as a file of any size: parts of five thousand events, put together in the end."""

from __future__ import annotations

import io
import shutil
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from appraisal import audit, jobs, sheets
from appraisal.jobs import Job, Work

from ..access.trail import may_read_trail, visible_events
from ..queries import trail as queries

KIND = "trail-file"
PART = 5_000  # events of a step


class TrailFile(Work):
    """Writes the filtered trail as CSV, newest first; what comes meanwhile is not in it."""

    kind = KIND
    title = "Unduhan jejak audit"
    unit = "peristiwa"

    def measure(self, job: Job) -> int:
        """Return how many events there are; at least one, so that an empty file is made as well."""
        return max(1, sum(rows.count() for rows in _sources(job)))

    def prepare(self, job: Job, start: int) -> tuple[int, str]:
        """Write the part from a position on; return how many events it holds and where the next begins."""
        found = queries.newest(_sources(job), job.state.get("after", ""), PART)
        text = io.StringIO()
        sheets.write_csv(text, (), queries.rows_of(found), divider=";")
        body = text.getvalue().partition("\r\n")[2]  # without the empty header
        jobs.results.put_part(job, f"{start:09}.csv", body.encode())
        return len(found), queries.key_of(found[-1]) if found else ""

    def apply(self, job: Job, start: int, prepared: tuple[int, str]) -> int:
        """Keep where the next part begins."""
        count, after = prepared
        job.state["after"] = after
        return start + count if count else max(job.total or 0, start + 1)

    def finish(self, job: Job) -> jobs.File:
        """Put the parts together behind the header."""
        with tempfile.NamedTemporaryFile(suffix=".csv", delete=False) as whole:
            whole.write(sheets.csv_bytes(queries.COLUMNS, []))
            for name in jobs.results.parts_of(job):
                with jobs.results.open_part(job, name) as part:
                    shutil.copyfileobj(part, whole)
        return jobs.File(f"jejak-audit-{timezone.localdate()}.csv", Path(whole.name))

    def may_open(self, job: Job, user: Any, on: date) -> bool:
        """Who asked for it, while the role lasts."""
        return super().may_open(job, user, on) and bool(may_read_trail(user, on))

    def ended(self, job: Job, at: datetime) -> None:
        """Leave in the trail that it was taken."""
        after = {"format": "csv", "rows": job.total, "filters": job.arguments["asked"]}
        audit.record(action="audit.exported", by=job.by, at=at, after=after)


def _sources(job: Job) -> list[Any]:
    """Return the events that were asked for, up to the moment of asking, as who asked sees them."""
    user, asked = job.by, queries.asked_of(job.arguments["asked"], timezone.localdate(job.made_at))
    assert user is not None
    rows = visible_events(user, timezone.localdate()).filter(at__lte=job.made_at)
    return queries.narrowed(rows, asked)
