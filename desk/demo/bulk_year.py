"""The rest of the year in batches: reports, feedback, evaluations and objections, and all the events."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db.models import Max
from django.utils import timezone

from indicators.models import CoreValue, Period, Term
from indicators.rules import PlanStatus
from organizations.models import Employee
from reviews.models import Evaluation, Feedback, Objection, Realisation
from reviews.rules.evaluation import EvaluationStatus as Status
from reviews.rules.evaluation import Rating, predicate
from reviews.rules.objection import ObjectionDays

from .bulk import BATCH, Written
from .insert import insert
from .story import Judged


class YearWriter:
    """Writes what follows an agreed plan; the grades are those of the organisations, by unit."""

    def __init__(self, period: Period, grades: dict[int, str]) -> None:
        self.grades = grades
        self.terms: dict[int, Term] = {term.number: term for term in period.terms.order_by("number")}
        self.final = next(term for term in self.terms.values() if term.is_final)
        self.values = {value.number: value for value in CoreValue.objects.order_by("number")}

    def write(self, rows: list[Written]) -> None:
        """Write reports, feedback, evaluations, objections; then all events, person by person."""
        agreed = [row for row in rows if row.story.status == PlanStatus.AGREED]
        self._reports(agreed)
        self._feedback(agreed)
        self._judge(agreed)
        insert(event for row in rows for event in row.events)

    def _reports(self, rows: list[Written]) -> None:
        told: list[tuple[Written, Realisation]] = []
        for row in rows:
            mine = [
                Realisation(
                    indicator=indicator,
                    term=self.terms[report.term],
                    amount=report.amount,
                    note=report.note,
                    noted_on=report.noted_on,
                    evidence_url=report.evidence_url,
                    reported_at=report.at,
                )
                for parts, written in zip(row.indicators, row.story.results, strict=True)
                for indicator, promised in zip(parts, written.indicators, strict=True)
                for report in promised.reports
            ]
            told += [
                (row, each) for each in sorted(mine, key=lambda each: (each.reported_at, each.indicator_id))
            ]
        last = Realisation.objects.aggregate(last=Max("pk"))["last"] or 0
        insert(each for _, each in told)
        fresh = Realisation.objects.filter(pk__gt=last).values_list("indicator_id", "term_id", "pk")
        keys = {(indicator, term): key for indicator, term, key in fresh.iterator()}
        for row, each in told:
            each.pk = keys[each.indicator_id, each.term_id]
            row.note("progress.reported", row.owner, each.reported_at, target=each, after=_facts(each))

    def _feedback(self, rows: list[Written]) -> None:
        texts: list[Feedback] = []
        for row in rows:
            for said in row.story.feedback:
                common = {
                    "plan": row.plan,
                    "term": self.terms[said.term],
                    "given_by": row.superior,
                    "given_at": said.at,
                }
                about_results = {row.results[number]: text for number, text in said.results.items()}
                about_values = {self.values[number]: text for number, text in said.values.items()}
                texts += [Feedback(result=key, text=text, **common) for key, text in about_results.items()]
                texts += [Feedback(value=key, text=text, **common) for key, text in about_values.items()]
                count = len(about_results) + len(about_values)
                after = {"term": self.terms[said.term].name, "texts": count}
                row.note("feedback.given", row.superior, said.at, after=after)
        insert(texts)

    def _judge(self, rows: list[Written]) -> None:
        uppers = Employee.objects.in_bulk({row.story.upper for row in rows if row.story.upper})
        told = [(row, row.story.evaluation) for row in rows if row.story.evaluation]
        judged = [(row, story, self._evaluation(row, story)) for row, story in told]
        Evaluation.objects.bulk_create([each for _, _, each in judged], batch_size=BATCH)
        objections = []
        for row, story, each in judged:
            upper = uppers.get(row.story.upper or 0)
            _noted(row, story, each, upper)
            if story.filed_at:
                objections.append(_objection(story, story.filed_at, each, upper))
        insert(objections)

    def _evaluation(self, row: Written, judged: Judged) -> Evaluation:
        is_shared = judged.status != Status.DRAFT
        moves = (is_shared, judged.acknowledged_at, judged.filed_at, judged.explained_at, judged.decided_at)
        rating = judged.decided_rating or judged.results_rating
        return Evaluation(
            version=1 + sum(bool(move) for move in moves),
            plan=row.plan,
            term=self.final,
            status=judged.status.value,
            appraiser=row.superior,
            upper_id=row.story.upper if is_shared else None,
            grade=self.grades.get(row.plan.placement.unit_id, "") if is_shared else "",
            results_rating=rating,
            results_reason=judged.results_reason,
            behaviour_rating=judged.behaviour_rating,
            behaviour_reason=judged.behaviour_reason,
            predicate=_predicate(rating, judged.behaviour_rating),
            recommendation=judged.recommendation,
            talked_on=judged.talked_on if is_shared else None,
            rated_at=judged.rated_at,
            shared_at=judged.shared_at if is_shared else None,
            acknowledged_at=judged.acknowledged_at,
            comment=judged.comment,
            final_at=judged.decided_at,
        )


def _noted(row: Written, judged: Judged, each: Evaluation, upper: Employee | None) -> None:
    """Add the events of an evaluation, in the words of the operations."""
    first = _ratings(judged.results_rating, judged.behaviour_rating)
    row.note("evaluation.rated", row.superior, judged.rated_at, target=each, after=first | {"items": 0})
    if judged.status == Status.DRAFT:
        return
    shared = first | {"talked_on": judged.talked_on, "grade": each.grade}
    row.note("evaluation.shared", row.superior, judged.shared_at, target=each, after=shared)
    if judged.acknowledged_at:
        row.note(
            "evaluation.acknowledged", row.owner, judged.acknowledged_at, target=each, note=judged.comment
        )
    if judged.filed_at:
        row.note("objection.filed", row.owner, judged.filed_at, target=each, note=judged.objection)
    if judged.explained_at:
        row.note(
            "objection.explained", row.superior, judged.explained_at, target=each, note=judged.explanation
        )
    if judged.decided_at and upper:
        after = _ratings(judged.decided_rating, judged.behaviour_rating)
        at = judged.decided_at
        row.note("objection.decided", upper, at, target=each, before=first, after=after, note=judged.decision)


DAYS = ObjectionDays()  # those of the policy that the demo opens its year with


def _objection(judged: Judged, filed_at: datetime, each: Evaluation, upper: Employee | None) -> Objection:
    is_decided = judged.decided_at is not None
    return Objection(
        version=1 + bool(judged.explained_at) + is_decided,
        evaluation=each,
        text=judged.objection,
        filed_at=filed_at,
        explain_until=DAYS.explain_until(timezone.localdate(filed_at)),
        decide_until=DAYS.decide_until(timezone.localdate(filed_at)),
        explanation=judged.explanation,
        explained_by=each.appraiser if judged.explained_at else None,
        explained_at=judged.explained_at,
        decision=judged.decision,
        decided_by=upper if is_decided else None,
        decided_at=judged.decided_at,
        before=_ratings(judged.results_rating, judged.behaviour_rating) if is_decided else None,
    )


def _ratings(results: str, behaviour: str) -> dict[str, str]:
    return {"results": results, "behaviour": behaviour, "predicate": _predicate(results, behaviour)}


def _predicate(results: str, behaviour: str) -> str:
    return predicate(results=Rating(results), behaviour=Rating(behaviour)).value


def _facts(each: Realisation) -> dict[str, str]:
    amount: Decimal | None = each.amount
    return {
        "amount": "" if amount is None else str(amount),
        "note": each.note,
        "noted_on": str(each.noted_on),
        "evidence_url": each.evidence_url,
    }
