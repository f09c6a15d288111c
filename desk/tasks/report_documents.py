"""Bulk export: the documents of whole units as one archive, made by several workers in slices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from appraisal import audit, jobs
from appraisal.access import require
from appraisal.jobs import Job, results
from appraisal.jobs.running import beat
from appraisal.pdf import Engine
from indicators.models import Period, Term
from organizations.models import Placement
from reviews.models import Document

from ..access.report import may_report
from ..documents.archive import pack, part_of
from ..documents.bulk import Wanted, documents_of
from ..queries.report import posts, shares
from ..rules.report import Report, safe_name

STEP = 25  # posts of one step: half a second of drawing, far below the lease
SUSPICIOUS = 2  # takes of one step without its end; then each copy is drawn in a process of its own


class ReportDocuments(jobs.Work):
    """`arguments`: report, period, term, roots, posts, copies, final, on; of a slice also its units."""

    kind = "report-documents"
    title = "Dokumen pegawai"

    def slices(self, job: Job) -> list[dict[str, Any]]:
        """Share the units among workers; raise Denied when the role is gone."""
        given, on = job.arguments, _day(job)
        assert job.by is not None
        require(may_report(job.by, given["roots"], timezone.localdate()))
        rows = posts(Period.objects.get(pk=given["period"]), given["posts"], on)
        return [
            {"units": [[place.unit, place.folder] for place in share]}
            for share in shares(rows, given["roots"])
        ]

    def measure(self, job: Job) -> int:
        """Return how many posts the slice has."""
        return self._posts(job).count() if "units" in job.arguments else 0

    def prepare(self, job: Job, start: int) -> dict[str, Any]:
        """Draw a handful of documents and write them as a part under the name of the step."""
        rows = self._posts(job).filter(pk__gt=job.state.get("after", 0)).order_by("pk")
        loaded = list(rows.select_related("employee", "position", "unit")[:STEP])
        apart, folders = job.attempts >= SUSPICIOUS, dict(job.arguments["units"])
        engine = Engine[job.arguments.get("engine", Engine.COPY.name)]
        found = documents_of(_wanted(job), loaded, folders, apart=apart, engine=engine)
        results.put_part(job, f"{start:06}.zip", part_of(found))
        return {
            "after": loaded[-1].pk if loaded else 0,
            "count": len(loaded),
            "damaged": [entry.damaged for entry, _ in found if entry.damaged],
            "made": sum(bool(content) for _, content in found),
        }

    def apply(self, job: Job, start: int, prepared: Any) -> int:
        """Remember how far it is, and which issued file was damaged."""
        now = timezone.now()
        for document in Document.objects.filter(pk__in=prepared["damaged"]).order_by("pk"):
            audit.record(action="document.damaged", by=job.by, at=now, target=document)
        job.state["after"] = prepared["after"]
        job.state["made"] = job.state.get("made", 0) + prepared["made"]
        return start + prepared["count"] if prepared["count"] else int(job.total or start + 1)

    def finish(self, job: Job) -> jobs.File:
        """Put the parts of all slices together in their order."""
        path = pack(self._parts(job), by_unit=not job.arguments["roots"], heard=lambda: beat(job))
        return jobs.File(f"{safe_name(job.title, 120)}.zip", path)

    def may_open(self, job: Job, user: Any, on: date) -> bool:
        """Who asked for it, as long as the role reaches over the same units."""
        return bool(job.by_id == user.pk and may_report(user, job.arguments["roots"], on))

    def _posts(self, job: Job) -> QuerySet[Placement]:
        given = job.arguments
        units = [unit for unit, _ in given["units"]]
        return posts(Period.objects.get(pk=given["period"]), given["posts"], _day(job), units)

    def _parts(self, job: Job) -> Iterator[Any]:
        for share in job.slices.order_by("pk"):
            for name in results.parts_of(share):
                yield results.open_part(share, name)


def _day(job: Job) -> date:
    return date.fromisoformat(job.arguments["on"])


def _wanted(job: Job) -> Wanted:
    given = job.arguments
    return Wanted(
        report=Report(given["report"]),
        period=Period.objects.get(pk=given["period"]),
        term=Term.objects.filter(pk=given["term"]).first() if given["term"] else None,
        with_copies=given["copies"],
        only_final=given["final"],
        at=timezone.localtime(job.made_at),
    )
