"""Issuing the documents of record of whole units: shared by workers, begun again without issuing twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from appraisal import jobs, sheets
from appraisal.access import require
from appraisal.jobs import Job, results
from appraisal.jobs.running import beat
from indicators.models import Period, Term
from reviews.documents.bulk import issue_one
from reviews.rules.document import DOCUMENT_LABELS, DocumentKind

from ..access.report import may_issue_many
from ..queries.report import posts, shares, to_issue
from ..rules.report import safe_name

STEP = 2  # results of one step: four documents, a few seconds
KINDS = (DocumentKind.EVALUATION, DocumentKind.EVALUATION_RECORD)
HEADER = ("NIP", "Dokumen", "Nomor", "Keterangan")


class ReportIssue(jobs.Work):
    """`arguments`: period, term, roots, posts, on; of a slice also its units."""

    kind = "report-issue"
    title = "Terbitkan dokumen resmi"

    def slices(self, job: Job) -> list[dict[str, Any]]:
        """Share the units among workers; raise Denied when the role is gone."""
        given = job.arguments
        assert job.by is not None
        require(may_issue_many(job.by, given["roots"], timezone.localdate()))
        rows = posts(Period.objects.get(pk=given["period"]), (), date.fromisoformat(given["on"]))
        return [{"units": [place.unit for place in share]} for share in shares(rows, given["roots"])]

    def measure(self, job: Job) -> int:
        """Return how many results the slice has."""
        return to_issue(self._term(job), job.arguments["units"]).count() if "units" in job.arguments else 0

    def prepare(self, job: Job, start: int) -> dict[str, Any]:
        """Issue a few documents, each in transactions of its own: printing takes seconds and holds no lock.

        What is valid and says the same stays, so that a step may be done again.
        """
        term = self._term(job)
        waiting = to_issue(term, job.arguments["units"]).filter(pk__gt=job.state.get("after", 0))
        keys = list(waiting.order_by("pk").values_list("pk", flat=True)[:STEP])
        said = []
        for key in keys:
            for kind in KINDS:
                beat(job)
                assert job.by is not None
                if done := issue_one(kind, key, term, job.by):
                    word = done.fault or ("Terbit" if done.is_new else "Tetap, sudah terbit")
                    said.append((done.nip, DOCUMENT_LABELS[kind], done.number, word))
        results.put_part(job, f"{start:06}.json", json.dumps(said).encode())
        return {"after": keys[-1] if keys else 0, "count": len(keys)}

    def apply(self, job: Job, start: int, prepared: Any) -> int:
        """Remember how far it is."""
        job.state["after"] = prepared["after"]
        return start + prepared["count"] if prepared["count"] else int(job.total or start + 1)

    def finish(self, job: Job) -> jobs.File:
        """Return the list of what was issued, what stayed and what could not be."""
        content = sheets.write_xlsx(HEADER, self._said(job), title="Dokumen")
        return jobs.File(f"{safe_name(job.title, 120)}.xlsx", content)

    def may_open(self, job: Job, user: Any, on: date) -> bool:
        """Who asked for it, as long as the role reaches over the same units."""
        return bool(job.by_id == user.pk and may_issue_many(user, job.arguments["roots"], on))

    def _term(self, job: Job) -> Term:
        return Term.objects.get(pk=job.arguments["term"])

    def _said(self, job: Job) -> Iterator[list[str]]:
        for share in job.slices.order_by("pk"):
            for name in results.parts_of(share):
                with results.open_part(share, name) as part:
                    yield from json.load(part)
            beat(job)
