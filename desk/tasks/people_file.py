"""The people of a long list as a file: made beside the page, read in batches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from appraisal import jobs
from appraisal.sheets import csv_bytes, write_book
from organizations.access import desk_scope

from ..queries.completeness_file import PEOPLE_COLUMNS, PEOPLE_WIDTHS, people_rows
from ..queries.waiting_list import BATCH, people_of

KIND = "people-file"


class PeopleFile(jobs.Work):
    """A list of completeness as XLSX or CSV; the units are those that who asked for it reads now."""

    kind = KIND
    title = "Daftar pegawai dari kelengkapan"

    def apply(self, job: jobs.Job, start: int, prepared: Any) -> int:
        """Count the one step; the rows are read at the end."""
        return start + 1

    def finish(self, job: jobs.Job) -> jobs.File:
        """Put the rows together, with a sign of life every thousand."""
        form, name = job.arguments["form"], job.arguments["name"]
        if form == "xlsx":
            return jobs.File(name, write_book([("Pegawai", PEOPLE_COLUMNS, _rows(job), PEOPLE_WIDTHS)]))
        return jobs.File(name, csv_bytes(PEOPLE_COLUMNS, _rows(job)))


def _rows(job: jobs.Job) -> Iterator[list[Any]]:
    on = timezone.localdate()
    if job.by is None:
        return
    asked = people_of(job.arguments["params"], on, desk_scope(job.by, on))
    for number, row in enumerate(people_rows(asked) if asked else ()):
        if number % BATCH == 0:
            jobs.beat(job)
        yield row
