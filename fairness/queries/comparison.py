"""The comparison value as it stands beside a shared annual result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from organizations.models import Employee
from organizations.rules import PlacementKind
from reviews.models import Evaluation
from reviews.queries.result_page import Beside

from ..models import ComparisonValue, RaterAnalysis
from ..rules.comparison import NO_COMPARISON_WORDS, NoComparison, range_words
from .printed import Heard, heard_about, heard_in, results

TEMPLATE = "fairness/comparison_beside.html"


@dataclass(frozen=True)
class Comparison:
    """What the page says: both ends in words, or why there is none; from whose forms; of which day."""

    words: str
    why: str
    is_island: bool
    heard: Heard | None
    behaviour: str  # the official rating, which stays
    made_at: datetime


def with_comparison(rows: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Load the latest run of the year of each result, and the value of its person in it."""
    period = {"period": OuterRef("plan__period")}
    latest = RaterAnalysis.objects.filter(**period).order_by("-number")
    mine = ComparisonValue.objects.filter(
        employee=OuterRef("plan__placement__employee"), analysis__period=OuterRef("plan__period")
    ).order_by("-analysis__number")
    said = results().filter(
        reviewee__employee=OuterRef("plan__placement__employee"),
        release__round__period=OuterRef("plan__period"),
    )
    rounds = said.order_by().values("release__round__period").annotate(count=Count("pk")).values("count")
    told = JSONObject(low="low", high="high", why="reason", number="analysis__number")
    return rows.annotate(
        run_made_at=Subquery(latest.values("made_at")[:1]),
        run_reason=Subquery(latest.values("reason")[:1]),
        run_number=Subquery(latest.values("number")[:1]),
        heard_rounds=Subquery(rounds),
        heard_last=Subquery(said.order_by("-pk").values("payload")[:1], output_field=JSONField()),
        compared=Subquery(mine.annotate(told=told).values("told")[:1], output_field=JSONField()),
    )


def comparison_beside(evaluation: Evaluation, reader: Employee, on: date) -> Beside | None:
    """Return the value for whoever reads a shared result, loaded `with_comparison`; None before a run.

    Of the annual term and definitive posts alone, for of these the value is made. The latest run counts. No
    query, but one where a person was in several rounds of the year.
    """
    plan, run = evaluation.plan, evaluation.__dict__
    if not evaluation.term.is_final or plan.placement.kind != PlacementKind.DEFINITIVE:
        return None
    mine = run["compared"] or {}
    if mine.get("number") != run["run_number"]:
        mine = {}
    if not mine and run["run_reason"] != NoComparison.UNREADABLE:
        return None
    words = range_words(mine.get("low", ""), mine.get("high", ""))
    why = None if words else NoComparison(mine.get("why") or run["run_reason"])
    told = Comparison(
        words,
        NO_COMPARISON_WORDS[why] if why else "",
        why is NoComparison.ISLAND,
        _heard(evaluation) if words else None,
        evaluation.behaviour_words,
        run["run_made_at"],
    )
    return Beside(TEMPLATE, told)


def _heard(evaluation: Evaluation) -> Heard:
    plan, loaded = evaluation.plan, evaluation.__dict__
    if (loaded["heard_rounds"] or 0) > 1:
        return heard_about(plan.placement.employee_id, plan.period_id)
    return heard_in([loaded["heard_last"]] if loaded["heard_last"] else [])
