"""Adding the results of a file to a draft: exactly what the preview showed, once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from appraisal import audit
from appraisal.errors import Refused
from organizations.models import Employee, Upload
from organizations.operations import claim_upload

from ..models import Plan, Result
from ..rules import RESULTS_AT_MOST, PlanMove, promises_of
from .holding import advance, hold
from .result import add_result


@transaction.atomic
def apply_results(*, upload: Upload, version: int, by: Employee, at: datetime) -> list[Result]:
    """Add the sound results of a file to one's draft and return them; `version` is that of the plan.

    Each goes through the rules of a single result. Results with a faulty row and those that stand in the
    draft already are left out, as the preview said. Raise Denied for anybody but the uploader and owner,
    Conflict when the draft changed meanwhile or the file was applied, Refused when nothing would be added
    or the plan would be too long.
    """
    plan = Plan.every.get(pk=upload.target or 0)
    upload = claim_upload(upload, version=upload.version, by=by, at=at)
    plan = hold(plan, version=version, move=PlanMove.CHANGE, by=by, at=at)
    present = list(plan.results.values_list("text", flat=True))
    new = [promise for promise in promises_of(upload.rows, present) if promise.is_new]

    if not new:
        raise Refused("Tidak ada hasil baru di berkas ini.")
    if len(present) + len(new) > RESULTS_AT_MOST:
        raise Refused(f"Satu SKP memuat paling banyak {RESULTS_AT_MOST} hasil kerja.")

    advance(plan, version=version, move=PlanMove.CHANGE)
    rows = [add_result(plan, each) for each in new]
    after = {"upload": upload.pk, "results": [row.text for row in rows]}
    audit.record(action="plan.results_uploaded", by=by, at=at, target=plan, after=after)
    return rows
