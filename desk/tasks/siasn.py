"""Sending a year to SIASN in steps of twenty people; stopped, continued, and nothing sent twice knowingly.

Before a row is written SIASN is asked what it holds: what is there already with the same values, for one
because a worker died between the answer and our note, is kept as sent.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.utils import timezone

from appraisal import audit, jobs
from appraisal.errors import Refused
from indicators.models import Period

from ..models import Delivery
from ..operations.delivery import WORK, Answer, fingerprint, keep_answers
from ..queries.exchange import Asked, ids_of, keyed_batch, tables
from ..resources.siasn import Declined, Siasn, Unreachable, siasn
from ..rules.exchange import SKP_FIELDS, ExchangeKind

STEP = 20
IDS = "ids.json"
COMPARED = ("hasilKinerjaNilai", "perilakuKerjaNilai", "kuadranKinerjaNilai")
INCOMPLETE = "Kode SIASN atau nomor SIASN pegawai ini belum lengkap."


class SendToSiasn(jobs.Work):
    """Send the final annual results of a year over the live connection."""

    kind = WORK
    title = "Kirim ke SIASN"

    def measure(self, job: jobs.Job) -> int:
        """Write down once whose results are sent; raise Refused without a connection."""
        siasn()
        ids = ids_of(_asked(job))
        jobs.results.put_part(job, IDS, json.dumps(ids).encode())
        return len(ids)

    def prepare(self, job: jobs.Job, start: int) -> list[Answer]:
        """Send the rows of a step; raise Refused when SIASN is away, so that somebody continues later."""
        asked, connection = _asked(job), siasn()
        with jobs.results.open_part(job, IDS) as read:
            ids = json.loads(read.read())[start : start + STEP]
        sent = dict(Delivery.objects.filter(evaluation__in=ids, fault="").values_list("evaluation", "sha256"))
        answers = []
        for pk, cells in keyed_batch(asked, ids, tables(asked)):
            nip, row = cells[0], dict(zip(SKP_FIELDS, cells[1:], strict=True))
            row["path"] = json.loads(row["path"]) if row["path"] else []
            if sent.get(pk) == fingerprint(row):
                continue
            jobs.beat(job)
            answers.append(_sent(connection, pk, nip, row))
        return answers

    def apply(self, job: jobs.Job, start: int, prepared: list[Answer]) -> int:
        """Keep the answers and count them."""
        keep_answers(prepared, at=timezone.now())
        counts = job.state
        counts["taken"] = counts.get("taken", 0) + sum(not answer.fault for answer in prepared)
        counts["declined"] = counts.get("declined", 0) + sum(bool(answer.fault) for answer in prepared)
        return min(start + STEP, job.total or 0)

    def ended(self, job: jobs.Job, at: datetime) -> None:
        """Leave an event with the counts."""
        period = Period.objects.get(pk=job.arguments["period"])
        audit.record(action="exchange.sent", by=job.by, at=at, target=period, after=job.state)


def _sent(connection: Siasn, pk: int, nip: str, row: dict[str, Any]) -> Answer:
    mark = fingerprint(row)
    if not row["pnsDinilaiOrang"] or any(row[name] is None for name in COMPARED):
        return Answer(pk, mark, fault=INCOMPLETE)
    try:
        held = connection.years_of(nip).get(row["tahun"], {})
        if held and all(str(held.get(name)) == str(row[name]) for name in COMPARED):
            return Answer(pk, mark, reference=str(held.get("id", ""))[:100])
        return Answer(pk, mark, reference=connection.write(nip, row))
    except Declined as declined:
        return Answer(pk, mark, fault=str(declined))
    except Unreachable as away:
        raise Refused(f"{away} Yang sudah terkirim tersimpan; lanjutkan nanti.") from away


def _asked(job: jobs.Job) -> Asked:
    return Asked(ExchangeKind.SKP, Period.objects.get(pk=job.arguments["period"]), None, only_final=True)
