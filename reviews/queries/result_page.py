"""The page of a shared result: what went well, what to develop, each part with its rating and its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from organizations.models import Employee

from ..access.hearing import takes_part
from ..access.self_assessment import may_read_assessment
from ..access.talk import visible_talks
from ..models import Attachment, CalibrationCase, Correction, Evaluation, FollowUp, ItemRating, SelfAssessment
from ..rules.evaluation import RATING_LABELS, Rating
from .evaluation import BehaviourProgress, PlanProgress, ResultProgress, plan_progress
from .opinions import counting_results
from .result_story import Entry, story
from .talk import FIXED

STEPS_SHOWN = 12
SAID = ("id", "strengths", "growth", "support", "sent_at")


@dataclass(frozen=True)
class Beside:
    """What a package above puts beside a shared result: a template, and what it is told as `told`."""

    template: str
    told: Any


BESIDE: list[Callable[[Evaluation, Employee, date], Beside | None]] = []  # of packages above
TRACES: list[Callable[[QuerySet[Evaluation]], QuerySet[Evaluation]]] = []  # what those load with the result


@dataclass(frozen=True)
class Part:
    """One result or behaviour with its rating, where the superior gave one."""

    title: str
    rating: str
    item: ResultProgress | BehaviourProgress

    @property
    def words(self) -> str:
        """The rating as people read it, or nothing."""
        return RATING_LABELS[Rating(self.rating)] if self.rating else ""


@dataclass(frozen=True)
class ResultPage:
    """Everything a result says besides its two ratings."""

    progress: PlanProgress
    results: list[Part]
    behaviours: list[Part]
    steps: list[FollowUp]  # agreed in the talks, the next first
    assessment: SelfAssessment | None
    story: list[Entry]
    beside: list[Beside]

    @property
    def well(self) -> list[str]:
        """What went beyond what was expected."""
        return [part.title for part in self._parts if part.rating == Rating.ABOVE]

    @property
    def grow(self) -> list[str]:
        """What is to be developed."""
        return [part.title for part in self._parts if part.rating == Rating.BELOW]

    @property
    def _parts(self) -> list[Part]:
        return self.results + self.behaviours


def with_traces(evaluations: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Load the self-assessment, and tell what else there is, so that the page asks only for that."""
    sent = Q(plan__self_assessments__term=F("term"), plan__self_assessments__sent_at__isnull=False)
    mine = {"evaluation": OuterRef("pk")}
    counting = counting_results(OuterRef("plan__placement"), OuterRef("term")).order_by("-pk")
    for load in TRACES:
        evaluations = load(evaluations)
    return evaluations.annotate(
        has_items=Exists(ItemRating.objects.filter(**mine)),
        has_proofs=Exists(Attachment.objects.filter(objection__evaluation=OuterRef("pk"))),
        has_cases=Exists(CalibrationCase.objects.filter(**mine)),
        opinions_of=Subquery(counting.values("pk")[:1]),
        has_corrections=Exists(Correction.objects.filter(**mine, is_approved=True)),
        own=FilteredRelation("plan__self_assessments", condition=sent),
        **{f"own_{name}": F(f"own__{name}") for name in SAID},
    )


def result_page(evaluation: Evaluation, reader: Employee, on: date) -> ResultPage:
    """Return the parts of a shared result, loaded `with_traces`, as this person reads them.

    Self-assessment and follow-ups are there for those who may read them: the employee and the line; the
    self-assessment also for who explains or decides an objection.
    """
    plan = evaluation.plan
    progress = plan_progress(plan)
    rated = list(evaluation.items.order_by("pk")) if evaluation.has_items else []  # type: ignore[attr-defined]
    by_result = {row.result_id: row.rating for row in rated}
    by_value = {row.value_id: row.rating for row in rated}
    results = [Part(row.result.text, by_result.get(row.result.pk, ""), row) for row in progress.results]
    behaviours = [
        Part(row.expectation.value.name, by_value.get(row.expectation.value_id, ""), row)
        for row in progress.behaviours
    ]
    in_line = may_read_assessment(reader, plan, on)
    may_read = in_line or takes_part(reader, evaluation, on)
    assessment = _own_words(evaluation) if may_read else None
    steps = _agreed_steps(evaluation, reader, on) if in_line else []
    beside = [one for made in BESIDE if (one := made(evaluation, reader, on))]
    return ResultPage(progress, results, behaviours, steps, assessment, story(evaluation, assessment), beside)


def _own_words(evaluation: Evaluation) -> SelfAssessment | None:
    """Return the self-assessment as it came with the result."""
    values: dict[str, Any] = {name: getattr(evaluation, f"own_{name}") for name in SAID}
    return SelfAssessment(plan=evaluation.plan, **values) if values["id"] is not None else None


def _agreed_steps(evaluation: Evaluation, reader: Employee, on: date) -> list[FollowUp]:
    """Return what both agreed on in the talks of the term, for those who read the talks (one query)."""
    talks = visible_talks(reader, on).filter(FIXED, plan=evaluation.plan_id)
    if not evaluation.term.is_final:
        talks = talks.filter(term=evaluation.term_id)
    rows = FollowUp.objects.filter(talk__in=talks.values("pk")).order_by("due_on", "pk")
    return list(rows[:STEPS_SHOWN])
