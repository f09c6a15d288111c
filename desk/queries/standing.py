"""Where each post stands in a stage and since when, as columns of one query."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Greatest, TruncDate

from appraisal.models import Event
from indicators.access.rating import rating_spans
from indicators.rules import PlanStatus
from organizations.models import Placement
from reviews.models import Evaluation, Objection, SelfAssessment
from reviews.rules.evaluation import EvaluationStatus

from ..rules.waiting import Stage, Standing
from .counts import reached
from .population import Population

RATING = (Stage.SELF, Stage.RATED, Stage.SHARED, Stage.ISSUED)


def with_standing(
    rows: QuerySet[Placement], found: Population, stage: Stage, on: date
) -> QuerySet[Placement]:
    """Add to each post its plan of the year, `standing` (a Standing) and `since` (a day, None for nobody)."""
    own = FilteredRelation("plans", condition=Q(plans__period=found.period, plans__revises__isnull=True))
    rows = rows.annotate(own=own, own_plan=F("own__pk"), own_status=F("own__status"))
    if stage in RATING:
        rows = _with_result(rows, found)
    begun = Greatest(Value(found.term.started_on, output_field=DateField()), F("started_on"))
    standing, since = _whens(found, stage, on, begun)
    return rows.annotate(
        standing=Case(*standing, default=Value(Standing.DONE.value), output_field=CharField()),
        since=Case(*since, default=None, output_field=DateField()),
    )


def _with_result(rows: QuerySet[Placement], found: Population) -> QuerySet[Placement]:
    mine = Evaluation.objects.filter(plan=OuterRef("own_plan"), term=found.term)
    sent = SelfAssessment.objects.filter(plan=OuterRef("own_plan"), term=found.term)
    objection = Objection.objects.filter(evaluation__plan=OuterRef("own_plan"), evaluation__term=found.term)

    def first(of: QuerySet[Any], column: str) -> Subquery:
        return Subquery(of.values(column)[:1])

    return rows.annotate(
        result_status=first(mine, "status"),
        result_predicate=first(mine, "predicate"),
        rated_at=first(mine, "rated_at"),
        offered_at=first(mine, "offered_at"),
        shared_at=first(mine, "shared_at"),
        sent_at=first(sent, "sent_at"),
        filed_at=first(objection, "filed_at"),
        explained_at=first(objection, "explained_at"),
    )


Whens = tuple[list[When], list[When]]


def _whens(found: Population, stage: Stage, on: date, begun: Any) -> Whens:
    """Return the cases of `standing` and of `since`, in the same order."""
    returned = Event.objects.filter(
        target_type="indicators.plan", target_id=OuterRef("own_plan"), action="plan.returned"
    )
    planning = Value(found.period.planning_from, output_field=DateField())
    cases: list[tuple[Q | Exists, Standing, Any]] = []
    if stage != Stage.PLAN:
        cases.append((reached(found, stage), Standing.DONE, Value(None, output_field=DateField())))
    cases += [
        (Q(own_plan=None), Standing.NO_PLAN, Greatest(planning, F("started_on"))),
        (Q(own_status=PlanStatus.DRAFT), Standing.DRAFT, _day("own__created_at")),
        (
            Q(own_status=PlanStatus.RETURNED),
            Standing.RETURNED,
            TruncDate(Subquery(returned.order_by("-pk").values("at")[:1])),
        ),
        (Q(own_status=PlanStatus.SUBMITTED), Standing.SUBMITTED, _day("own__submitted_at")),
    ]
    if stage in (Stage.NOTE, Stage.REALISATION):
        cases.append((Q(), Standing.MISSING, begun))
    elif stage in (Stage.FEEDBACK, Stage.TALK):
        cases.append((Q(), Standing.MISSING, Greatest(begun, _day("own__agreed_at"))))
    elif stage in RATING:
        cases += _of_result(found, stage, on)
    return (
        [When(_always(condition), then=Value(standing.value)) for condition, standing, _ in cases],
        [When(_always(condition), then=since) for condition, _, since in cases],
    )


def _of_result(found: Population, stage: Stage, on: date) -> list[tuple[Any, Standing, Any]]:
    """Return the cases once a plan is agreed: the days of rating, the rating, sharing, what follows."""
    status = EvaluationStatus
    begins, ahead = _rating_begins(found, on)
    waits = begins if stage == Stage.SELF else Greatest(begins, TruncDate("sent_at"))
    cases: list[tuple[Any, Standing, Any]] = []
    if stage in (Stage.SHARED, Stage.ISSUED):
        rated = Q(result_predicate__gt="")
        cases += [
            (Q(result_status=status.OFFERED), Standing.OFFERED, _day("offered_at")),
            (rated & Q(result_status=status.DRAFT), Standing.UNSHARED, _day("rated_at")),
        ]
    if stage == Stage.ISSUED:
        cases += [
            (Q(result_status=status.OBJECTED), Standing.OBJECTED, _day("filed_at")),
            (Q(result_status=status.EXPLAINED), Standing.EXPLAINED, _day("explained_at")),
            (Q(result_status__isnull=False) & rated, Standing.UNISSUED, _day("shared_at")),
        ]
    missing = Case(When(sent_at__isnull=False, then=waits), default=begins, output_field=DateField())
    nothing = Value(None, output_field=DateField())
    return [*cases, (ahead, Standing.AHEAD, nothing), (Q(), Standing.MISSING, missing)]


def _rating_begins(found: Population, on: date) -> tuple[Case, Q]:
    """Return the first day of rating of each post, and the condition that it lies ahead."""
    spans = rating_spans(found.period, found.term)
    groups: dict[date, list[int]] = defaultdict(list)
    for unit, span in spans.by_unit.items():
        groups[span.started_on].append(unit)
    cases = [
        When(unit__in=units, then=Value(day, output_field=DateField()))
        for day, units in sorted(groups.items())
    ]
    usual = Value(spans.usual.started_on, output_field=DateField())
    late = [unit for day, units in groups.items() for unit in units if day > on]
    ahead = Q(unit__in=late)
    if spans.usual.started_on > on:
        ahead |= ~Q(unit__in=list(spans.by_unit)) if spans.by_unit else ~Q(pk=None)
    over = Q(ended_on__isnull=False, ended_on__lt=on)  # a post that ended is judged at once
    return Case(*cases, default=usual, output_field=DateField()), ahead & ~over


def _always(condition: Any) -> Any:
    """Return a condition for When, which takes no empty one."""
    return condition if condition else Q(pk__isnull=False)


def _day(column: str) -> TruncDate:
    return TruncDate(column)


def day_of(value: date | datetime | None) -> date | None:
    """Return a day that a database may hand out as a moment."""
    return value.date() if isinstance(value, datetime) else value
