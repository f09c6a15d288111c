"""Reads about self-assessments: what stands up to a term, what was confirmed, what changed since."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass

from indicators.models import Plan, Result, Term

from ..models import Realisation, SelfAssessment
from .evaluation import IndicatorProgress, PlanProgress, ResultProgress, cap_of, results_with_indicators
from .evidence import reports_with_files


@dataclass(frozen=True)
class Standing:
    """A result with its indicators as they stand at the end of a term."""

    result: Result
    indicators: list[IndicatorProgress]


def reported(plan: Plan) -> PlanProgress:
    """Return the results of a plan with what was reported on them, and nothing else (two queries)."""
    reports: dict[int, list[Realisation]] = defaultdict(list)
    rows = Realisation.objects.filter(indicator__result__plan=plan).select_related("term")
    for row in reports_with_files(rows.order_by("term__number", "pk")):
        reports[row.indicator_id].append(row)
    results = [
        ResultProgress(
            result, [IndicatorProgress(one, reports[one.pk], cap=cap_of(result)) for one in indicators]
        )
        for result, indicators in results_with_indicators(plan)
    ]
    return PlanProgress(results, [])


def standing(progress: PlanProgress, term: Term) -> list[Standing]:
    """Return every result with what was reported up to a term; `current` is the latest report."""
    return [
        Standing(item.result, [_until(row, term) for row in item.indicators]) for item in progress.results
    ]


def _until(row: IndicatorProgress, term: Term) -> IndicatorProgress:
    rows = [report for report in row.realisations if report.term.number <= term.number]
    current = rows[-1] if rows else None
    return IndicatorProgress(row.indicator, rows, current, cap=row.cap, is_changed=row.is_changed)


def confirmable(progress: PlanProgress, term: Term) -> dict[str, dict[str, str]]:
    """Return by indicator the amount and the note that stand up to a term, as they are kept at sending."""
    return {
        str(row.indicator.pk): _facts(row.current)
        for item in standing(progress, term)
        for row in item.indicators
        if row.current is not None
    }


def _facts(report: Realisation) -> dict[str, str]:
    amount = "" if report.amount is None else f"{report.amount.normalize():f}"
    return {"amount": amount, "note": report.note, "term": report.term.name}


def seal_of(confirmed: dict[str, dict[str, str]]) -> str:
    """Return a short mark of what a page showed, so that nobody confirms what came in meanwhile."""
    return hashlib.sha256(json.dumps(confirmed, sort_keys=True).encode()).hexdigest()[:16]


def sent_assessment(plan: Plan, term: Term) -> SelfAssessment | None:
    """Return the self-assessment of a plan in a term once it was sent (one query)."""
    rows = SelfAssessment.objects.filter(plan=plan, term=term, sent_at__isnull=False)
    return rows.select_related("term").first()


def mark_changed(progress: PlanProgress, assessment: SelfAssessment | None) -> None:
    """Mark the indicators whose realisation changed since the employee confirmed it (no query)."""
    changed = changed_since(assessment, progress)
    for row in progress.indicators:
        row.is_changed = row.indicator.pk in changed


def changed_since(assessment: SelfAssessment | None, progress: PlanProgress) -> set[int]:
    """Return the indicators whose realisation is no longer what the employee confirmed (no query)."""
    if assessment is None:
        return set()
    before, now = assessment.confirmed, confirmable(progress, assessment.term)
    return {int(pk) for pk in before.keys() | now.keys() if before.get(pk) != now.get(pk)}
