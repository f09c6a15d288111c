"""What the page of a round's comparability shows: the ways tried last, and what they were computed from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from appraisal import jobs
from indicators.models import Period
from multirater.models import Round
from multirater.operations.draw import wish_of

from ..models import RaterAnalysis
from ..rules.design import ENOUGH, LIMIT, PREPARED, REFERENCE, WORK, advice, cost_words, verdict


@dataclass(frozen=True)
class Design:
    """The latest computation of a round; `rows` are empty before the first one is done."""

    job: jobs.Job | None
    rows: list[dict[str, Any]]
    sentence: str
    is_stale: bool
    year: int | None

    @property
    def is_running(self) -> bool:
        """Say whether somebody computes right now."""
        return self.job is not None and self.job.status in jobs.UNFINISHED


def rounds_in_preparation(year: int) -> list[Round]:
    """Return the rounds from a year on that can still be set, by name (one query)."""
    rows = Round.objects.filter(status__in=PREPARED, period__year__gte=year)
    return list(rows.select_related("period").order_by("period__year", "name"))


def design_of(row: Round) -> Design:
    """Return what was computed last for a round (two queries)."""
    mine = jobs.Job.objects.filter(kind=WORK, key=f"{WORK}-{row.pk}").order_by("-pk")
    latest = mine.first()
    done = latest if latest and latest.status == jobs.JobStatus.DONE else None
    rows = list(done.state.get("rows", [])) if done else []
    found, least = advice(rows), min((one["forms"] for one in rows), default=0)
    asked = wish_of(row).cross
    told = [
        one
        | {
            "cost": cost_words(one["forms"], least),
            "is_advice": number == found,
            "is_now": one["peers"] == row.peers and one["cross"] == asked,
            "is_enough": one["comparable"] >= ENOUGH,
        }
        for number, one in enumerate(rows)
    ]
    is_stale = done is not None and done.arguments.get("version") != row.version
    return Design(latest, told, verdict(rows, asked) if rows else "", is_stale, planned_with(row.period)[1])


def planned_with(period: Period) -> tuple[dict[str, str], int | None]:
    """Return the components to plan with, and of which year: of the latest analysis, else published ones.

    Variances on the scale 1 to 3, as text with a point (one query).
    """
    found = RaterAnalysis.objects.filter(period__year__lte=period.year, reason="")
    latest = found.select_related("period").order_by("-period__year", "-number").first()
    if latest is None or not set(REFERENCE) <= set(latest.components):
        return REFERENCE, None
    return {name: latest.components[name] for name in REFERENCE}, latest.period.year


def limits() -> dict[str, Any]:
    """Return the fixed limits that the page explains."""
    return {"enough": ENOUGH, "error": f"{LIMIT}".replace(".", ",")}
