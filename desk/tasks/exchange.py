"""A file for another system: rows in steps of five hundred people, put together at the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from appraisal import jobs
from appraisal.sheets import csv_bytes, write_xlsx
from indicators.models import Period, Term

from ..operations.exchange import WORK
from ..queries.exchange import Asked, batch, ids_of, tables
from ..rules.exchange import NUMBERS, ExchangeKind

STEP = 500
IDS = "ids.json"


class ExchangeFile(jobs.Work):
    """Make a file with the field names of the other system; NIPs and codes of units are text."""

    kind = WORK
    title = "Berkas pertukaran"
    is_quick = True

    def measure(self, job: jobs.Job) -> int:
        """Write down once whom the file is about; what is shared meanwhile waits for the next file."""
        ids = ids_of(_asked(job))
        jobs.results.put_part(job, IDS, json.dumps(ids).encode())
        return len(ids)

    def prepare(self, job: jobs.Job, start: int) -> None:
        """Read the rows of a step into a part; a part that is there is written again, never twice."""
        asked = _asked(job)
        ids = _part(job, IDS)[start : start + STEP]
        rows = batch(asked, ids, tables(asked))
        content = json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False).encode()
        jobs.results.put_part(job, f"rows-{start:07}.json", content)

    def apply(self, job: jobs.Job, start: int, prepared: Any) -> int:
        """Count the step."""
        return min(start + STEP, job.total or 0)

    def finish(self, job: jobs.Job) -> jobs.File:
        """Put the parts together under the exact names of the fields."""
        asked, form = _asked(job), job.arguments["form"]
        name = f"{asked.kind.value}-{asked.period.year}{f'-{asked.term.number}' if asked.term else ''}.{form}"
        if form == "xlsx":
            return jobs.File(name, write_xlsx(asked.fields, _rows(job), asked.kind.value))
        return jobs.File(name, csv_bytes(asked.fields, _rows(job)))


def _asked(job: jobs.Job) -> Asked:
    told = job.arguments
    term = Term.objects.get(pk=told["term"]) if told["term"] else None
    return Asked(ExchangeKind(told["kind"]), Period.objects.get(pk=told["period"]), term, told["only_final"])


def _part(job: jobs.Job, name: str) -> Any:
    with jobs.results.open_part(job, name) as read:
        return json.loads(read.read())


def _rows(job: jobs.Job) -> Iterator[list[Any]]:
    exact = [field in NUMBERS for field in _asked(job).fields]
    for name in jobs.results.parts_of(job):
        for row in _part(job, name) if name != IDS else ():
            cells = zip(row, exact, strict=True)
            yield [Decimal(cell) if is_number and cell is not None else cell for cell, is_number in cells]
