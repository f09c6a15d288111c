"""Tables of a report as a job: rows by the thousand, then one file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from appraisal import jobs
from appraisal.access import require
from appraisal.jobs import Job, results
from appraisal.jobs.running import beat
from indicators.models import Period, Term

from ..access.report import may_report
from ..documents.tables import file_of
from ..queries.tables import BATCH, Table, table_of
from ..rules.report import Format, Report, safe_name


class ReportTable(jobs.Work):
    """`arguments`: report, period, term, roots, posts, format, on."""

    kind = "report-table"
    title = "Laporan"
    is_quick = True

    def measure(self, job: Job) -> int:
        """Return how many rows there are, at least one step; raise Denied when the role is gone."""
        assert job.by is not None
        require(may_report(job.by, job.arguments["roots"], timezone.localdate()))
        return max(self._table(job).count, 1)

    def prepare(self, job: Job, start: int) -> int:
        """Read the next rows and write them as a part."""
        rows = list(self._table(job).rows(start, start + BATCH))
        results.put_part(job, f"{start:09}.json", json.dumps(rows, cls=DjangoJSONEncoder).encode())
        return len(rows)

    def apply(self, job: Job, start: int, prepared: int) -> int:
        """Go on behind these rows."""
        return start + prepared if prepared else int(job.total or start + 1)

    def finish(self, job: Job) -> jobs.File:
        """Write the one file from the parts."""
        form, at = Format(job.arguments["format"]), timezone.localtime(job.made_at)
        content = file_of(form, job.title, self._table(job).header, self._rows(job), at)
        return jobs.File(f"{safe_name(job.title, 120)}.{form.value}", content)

    def may_open(self, job: Job, user: Any, on: date) -> bool:
        """Who asked for it, as long as the role reaches over the same units."""
        return bool(job.by_id == user.pk and may_report(user, job.arguments["roots"], on))

    def _table(self, job: Job) -> Table:
        given = job.arguments
        term = Term.objects.filter(pk=given["term"]).first() if given["term"] else None
        period, on = Period.objects.get(pk=given["period"]), date.fromisoformat(given["on"])
        return table_of(Report(given["report"]), period, term, given["roots"], given["posts"], on)

    def _rows(self, job: Job) -> Iterator[list[Any]]:
        for name in results.parts_of(job):
            with results.open_part(job, name) as part:
                yield from json.load(part)
            beat(job)
