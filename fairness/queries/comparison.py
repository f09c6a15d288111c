"""The comparison value as it stands beside a shared annual result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import FilteredRelation, Q

from organizations.models import Employee
from organizations.rules import PlacementKind
from reviews.models import Evaluation
from reviews.queries.result_page import Beside

from ..models import RaterAnalysis
from ..rules.comparison import NO_COMPARISON_WORDS, NoComparison, range_words
from .printed import Heard, heard_about

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


def comparison_beside(evaluation: Evaluation, reader: Employee, on: date) -> Beside | None:
    """Return the value for whoever reads a shared result; None before there is a run (two queries).

    Of the annual term and definitive posts alone, for of these the value is made. The latest run counts.
    """
    plan = evaluation.plan
    if not evaluation.term.is_final or plan.placement.kind != PlacementKind.DEFINITIVE:
        return None
    employee = plan.placement.employee_id
    mine = FilteredRelation("values", condition=Q(values__employee=employee))
    runs = RaterAnalysis.objects.filter(period=plan.period_id).annotate(mine=mine)
    columns = ("made_at", "reason", "mine__low", "mine__high", "mine__reason")
    run = runs.order_by("-number").values_list(*columns).first()
    if run is None or (run[2] is None and run[1] != NoComparison.UNREADABLE):
        return None
    made_at, of_run, low, high, reason = run
    words = range_words(low or "", high or "")
    why = None if words else NoComparison(reason or of_run)
    told = Comparison(
        words,
        NO_COMPARISON_WORDS[why] if why else "",
        why is NoComparison.ISLAND,
        heard_about(employee, plan.period_id) if words else None,
        evaluation.behaviour_words,
        made_at,
    )
    return Beside(TEMPLATE, told)
