"""Beginning the long work of a report."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from appraisal import audit, jobs
from appraisal.access import require
from appraisal.errors import Refused
from organizations.models import Employee

from ..access.report import may_begin
from ..queries.estimate import Estimate
from ..queries.report import Asked
from ..rules.report import Report


@transaction.atomic
def start_report(*, asked: Asked, estimate: Estimate, by: Employee, at: datetime) -> jobs.Job:
    """Begin a report and return its job; the same one that still goes on is returned instead.

    Raise Denied outside the units of the role, Refused with a sentence when there is nothing in it or the
    table is too long for a PDF.
    """
    require(may_begin(by, asked.report, asked.roots, timezone.localdate(at)))
    if estimate.refusal:
        raise Refused(estimate.refusal)
    if asked.report == Report.ISSUE and not settings.SITE_URL:
        raise Refused("Alamat situs untuk kode QR belum diatur. Minta pengelola server mengisi SITE_URL.")
    digest = hashlib.sha256(json.dumps(asked.arguments, sort_keys=True).encode()).hexdigest()[:40]
    job = jobs.start(
        asked.kind, asked.arguments, by=by, at=at, title=asked.title, key=f"report-{by.pk}-{digest}"
    )
    if job.made_at == at:
        record_report(asked, action="report.asked", by=by, at=at)
    return job


def record_report(asked: Asked, *, action: str, by: Employee, at: datetime) -> None:
    """Leave an event of who asked for which report."""
    after = {
        "report": asked.report.value,
        "title": asked.title,
        "format": "zip" if asked.kind == "report-documents" else asked.format.value,
        "posts": list(asked.posts),
    }
    audit.record(action=action, by=by, at=at, target=asked.period, after=after)
