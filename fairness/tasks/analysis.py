"""The rater analysis of a year: everything is read and computed first, then stored in one transaction.

numpy is loaded in the worker alone, which runs with one BLAS thread (manage.py, ADR 0024).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from appraisal import jobs
from indicators.models import Period

from ..access.pattern import may_see_patterns
from ..models import RaterAnalysis
from ..operations.analysis import WORK, components_of, counts_of, record, seed_of


class AnalyseRaters(jobs.Work):
    """Compute the patterns of a year in the name of the BKD admin who asked for it."""

    kind = WORK
    title = "Hitung pola penilaian"
    unit = "tahun"

    def prepare(self, job: jobs.Job, start: int) -> dict[str, Any]:
        """Read every form and compute."""
        return computed(_period(job), lambda: jobs.beat(job))

    def apply(self, job: jobs.Job, start: int, prepared: dict[str, Any]) -> int:
        """Store the run; what the operation refuses meanwhile ends the job with its sentence."""
        assert job.by is not None  # who pressed the button (begin_analysis)
        record(period=_period(job), by=job.by, at=timezone.now(), **prepared)
        return start + 1

    def page(self, job: jobs.Job) -> str:
        """Return the list of patterns."""
        return reverse("fairness:pattern-list")

    def may_open(self, job: jobs.Job, user: Any, on: date) -> bool:
        """Who reads patterns today sees how far it is."""
        return bool(may_see_patterns(user, on))


def _period(job: jobs.Job) -> Period:
    return Period.objects.get(pk=job.arguments["period"])


def computed(period: Period, beat: Callable[[], object] = lambda: None) -> dict[str, Any]:
    """Return what `record` stores of a year; from official results alone where raters of a round are lost."""
    from multirater.analysis.crossed import Reason

    from ..analysis.recency import recency
    from ..analysis.year import analyse
    from ..operations.comparison import values_of
    from ..operations.groups import groups_of
    from ..operations.health import health_of
    from ..queries.inputs import Unreadable, inputs_of
    from ..queries.quarters import quarters_of
    from ..queries.relations import related_pairs

    is_lost = False
    try:
        inputs = inputs_of(period)
    except Unreadable:
        inputs, is_lost = inputs_of(period, with_rounds=False), True
    beat()
    year = analyse(
        inputs.forms,
        superiors=inputs.superiors,
        official=inputs.official,
        items=inputs.items,
        relations=related_pairs(period, inputs),
        seed=seed_of(period),
    )
    if is_lost:
        year = replace(year, reason=Reason.UNREADABLE)
    beat()
    found = (year.relations, recency(*quarters_of(period)))
    told = {"inputs": inputs, "year": year, "of_organisation": [one for one in found if one]}
    told |= {"values": values_of(inputs, year), "groups": groups_of(period)}
    known = RaterAnalysis(
        counts=counts_of(inputs, year),
        components=components_of(year),
        reason=year.reason.value if year.reason else "",
    )
    told["health"] = health_of(period, known)
    beat()
    return told
