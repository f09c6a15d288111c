"""How far the posts of every unit are in a term: one count per stage, from the plan to the document.

A stage is one condition on a post. The table counts by it and the list of people filters by it, so that a
number and the people behind it are the same by construction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value

from indicators.models import Period, Plan, Term
from indicators.rules import PlanStatus
from organizations.models import Placement
from organizations.queries import REMEMBERED, Branches, branches
from organizations.rules import EmploymentKind
from reviews.models import Document, Evaluation, Feedback, Note, Realisation, SelfAssessment, Talk
from reviews.rules.document import DocumentKind
from reviews.rules.evaluation import RELEASED

from ..rules.waiting import Stage
from .population import AGREED, Population, population


@dataclass
class Counts:
    """How far the posts of some units are in a term; `people` are those of whom something is expected."""

    people: int = 0
    drafted: int = 0
    submitted: int = 0
    agreed: int = 0
    noted: int = 0
    reported: int = 0
    with_feedback: int = 0
    talked: int = 0
    assessed: int = 0
    rated: int = 0
    shared: int = 0
    issued: int = 0
    left_out: int = 0

    def add(self, other: Counts) -> None:
        """Add the posts of another unit."""
        for name in COLUMNS:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def done(self, stage: Stage) -> int:
        """Return how many have reached a stage."""
        return int(getattr(self, COLUMN_OF[stage]))

    @property
    def without_plan(self) -> int:
        """Those who have not begun a plan."""
        return self.people - self.drafted - self.submitted - self.agreed

    @property
    def without_feedback(self) -> int:
        """Those who have had no feedback yet."""
        return self.people - self.with_feedback

    @property
    def not_agreed(self) -> int:
        """Those whose plan is not agreed."""
        return self.people - self.agreed

    @property
    def not_rated(self) -> int:
        """Those without a shared result."""
        return self.people - self.shared


COLUMNS = tuple(each.name for each in fields(Counts))
COLUMN_OF = {
    Stage.PLAN: "agreed",
    Stage.NOTE: "noted",
    Stage.REALISATION: "reported",
    Stage.FEEDBACK: "with_feedback",
    Stage.TALK: "talked",
    Stage.SELF: "assessed",
    Stage.RATED: "rated",
    Stage.SHARED: "shared",
    Stage.ISSUED: "issued",
}
Desk = Branches[Counts]


def counts(period: Period, term: Term, on: date) -> Desk:
    """Return the counts of every unit in a term, at most a minute old (one to four queries when made anew).

    The annual term counts the whole year: notes, realisations, feedback and talks of any part of it.
    """
    key = f"completeness-{term.pk}-{period.version}-{on}"
    found: Desk | None = cache.get(key)
    if found is None:
        found = _count(population(period, term, on))
        cache.set(key, found, REMEMBERED)
    return found


def tree() -> Desk:
    """Return the tree of open units without any count, at most five minutes old."""
    return branches({}, Counts)


def desk(period: Period | None, final: Term | None, on: date) -> Desk:
    """Return the counts of a whole year; without a year the people of the day."""
    if period is not None and final is not None:
        return counts(period, final, on)
    people = Placement.objects.on(on).definitive().exclude(employee__kind=EmploymentKind.NON_ASN)
    by_unit = people.filter(employee__is_active=True).order_by().values_list("unit").annotate(Count("pk"))
    return branches({unit: Counts(people=count) for unit, count in by_unit}, Counts)


def help_first(made: Desk, units: Iterable[int], stage: Stage, most: int = 10) -> list[int]:
    """Return up to `most` of these units with the largest part that has not reached a stage; no unit is done.

    Units of fewer than five people are left out: a share of two people says something about persons.
    """
    below = {pk: made.below(pk) for pk in units}
    open_ones = [pk for pk, found in below.items() if found.people >= 5 and found.done(stage) < found.people]
    open_ones.sort(key=lambda pk: (below[pk].done(stage) / below[pk].people, made.names[pk], pk))
    return open_ones[:most]


def plan_status(found: Population, *statuses: PlanStatus) -> Exists:
    """Return the condition that a post has a plan of the year, in one of these states if any are given."""
    plans = Plan.objects.filter(placement=OuterRef("pk"), period=found.period)
    return Exists(plans.filter(status__in=[one.value for one in statuses]) if statuses else plans)


def reached(found: Population, stage: Stage) -> Exists:
    """Return the condition that a post has reached a stage in the term of a population."""
    term = found.term
    part = {} if term.is_final else {"term": term}
    if stage == Stage.PLAN:
        return plan_status(found, *(PlanStatus(value) for value in AGREED))
    if stage == Stage.NOTE:
        days = (term.started_on, term.ended_on)
        return Exists(Note.objects.kept().filter(placement=OuterRef("pk"), noted_on__range=days))
    if stage == Stage.REALISATION:
        mine = _mine(found, Realisation.objects.all(), "indicator__result__plan__")
        return Exists(mine.filter(indicator__removed_at__isnull=True, **part))
    if stage == Stage.FEEDBACK:
        return Exists(_mine(found, Feedback.objects.filter(is_from_assigner=False, **part)))
    if stage == Stage.TALK:
        return Exists(_mine(found, Talk.objects.filter(held_on__isnull=False, **part)))
    if stage == Stage.SELF:
        return Exists(_mine(found, SelfAssessment.objects.filter(term=term, sent_at__isnull=False)))
    judged = _mine(found, Evaluation.objects.filter(term=term))
    if stage == Stage.RATED:
        return Exists(judged.exclude(predicate=""))
    if stage == Stage.SHARED:
        return Exists(judged.filter(status__in=RELEASED))
    papers = Document.objects.valid().filter(kind=DocumentKind.EVALUATION, evaluation__term=term)
    return Exists(_mine(found, papers, "evaluation__plan__"))


def _mine(found: Population, rows: QuerySet[Any], prefix: str = "plan__") -> QuerySet[Any]:
    """Keep the rows of the plan proper of the post around this query in the year."""
    mine = {"placement": OuterRef("pk"), "period": found.period, "revises__isnull": True}
    return rows.filter(**{prefix + name: value for name, value in mine.items()})


def _count(found: Population) -> Desk:
    own: dict[int, Counts] = defaultdict(Counts)
    columns = {COLUMN_OF[stage]: Count("pk", filter=Q(reached(found, stage))) for stage in Stage}
    columns |= {
        "drafted": Count("pk", filter=Q(plan_status(found, PlanStatus.DRAFT, PlanStatus.RETURNED))),
        "submitted": Count("pk", filter=Q(plan_status(found, PlanStatus.SUBMITTED))),
    }
    nobody = {name: Value(0) for name in COLUMNS}
    expected: QuerySet[Any, Any] = found.expected().order_by().values("unit")
    left_out: QuerySet[Any, Any] = found.excluded().order_by().values("unit")
    counted = nobody | columns | {"people": Count("pk")}, nobody | {"left_out": Count("pk")}
    parts = [
        rows.annotate(**each).values_list("unit", *COLUMNS)
        for rows, each in zip((expected, left_out), counted, strict=True)
    ]
    for unit, *row in parts[0].union(parts[1], all=True):
        own[unit].add(Counts(*row))
    return branches(dict(own), Counts)
