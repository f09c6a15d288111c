"""Telling a story through the operations, step by step, as people would."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from indicators import operations as plans
from indicators.models import CoreValue, Indicator, Period, Plan, Result, Term
from indicators.rules import PlanStatus
from organizations.models import Employee, Placement
from reviews.models import Evaluation
from reviews.operations import evaluation as evaluations
from reviews.operations import objection as objections
from reviews.operations import progress
from reviews.rules.evaluation import EvaluationStatus as Status

from .story import Judged, Story


class Steps:
    """The operations in the order of a year, for one story at a time."""

    def __init__(self, period: Period) -> None:
        self.period = period
        self.terms: dict[int, Term] = {term.number: term for term in period.terms.order_by("number")}
        self.final = next(term for term in self.terms.values() if term.is_final)
        self.values: dict[int, int] = dict(CoreValue.objects.order_by("number").values_list("number", "pk"))

    def tell(self, story: Story) -> list[int]:
        """Carry the story out and return the keys of its results, in their order."""
        owner = Employee.objects.get(pk=story.employee)
        superior = Employee.objects.get(pk=story.superior)
        plan = self._plan(story, owner, superior)
        results = list(Result.objects.filter(plan=plan).order_by("pk"))
        if story.status == PlanStatus.AGREED:
            self._reports(story, results, owner)
            self._feedback(story, plan, results, superior)
            if story.evaluation:
                self._judge(story.evaluation, Plan.objects.get(pk=plan.pk), story, owner, superior)
        return [result.pk for result in results]

    def _plan(self, story: Story, owner: Employee, superior: Employee) -> Plan:
        placement = Placement.objects.get(pk=story.placement)
        plan = plans.draft_plan(placement=placement, period=self.period, by=owner, at=story.drafted_at)
        for result in story.results:
            plans.save_result(
                **self._now(plan, owner, result.at),
                kind=result.kind.value,
                text=result.text,
                indicators=[each.draft for each in result.indicators],
                supports=Result.objects.get(pk=result.supports) if result.supports else None,
                no_support_reason=result.no_support_reason,
            )
        if story.status == PlanStatus.DRAFT:
            return plan
        plans.set_annexes(**self._now(plan, owner, story.annexed_at), items=story.annexes)
        plans.submit_plan(**self._now(plan, owner, story.submitted_at))
        if story.status == PlanStatus.RETURNED:
            plans.return_plan(**self._now(plan, superior, story.decided_at), suggestion=story.suggestion)
        if story.status == PlanStatus.AGREED:
            texts = {self.values[number]: text for number, text in story.expectations.items()}
            plans.set_expectations(**self._now(plan, superior, story.expected_at), texts=texts)
            plans.agree_plan(**self._now(plan, superior, story.decided_at))
        return plan

    @staticmethod
    def _now(plan: Plan, by: Employee, at: datetime) -> dict[str, Any]:
        fresh = Plan.objects.get(pk=plan.pk)
        return {"plan": fresh, "version": fresh.version, "by": by, "at": at}

    def _reports(self, story: Story, results: list[Result], owner: Employee) -> None:
        rows = Indicator.objects.filter(result__in=results).select_related("result__plan__placement")
        by_place = {(row.result_id, row.order): row for row in rows}
        told = [
            (report, by_place[result.pk, order])
            for written, result in zip(story.results, results, strict=True)
            for order, promised in enumerate(written.indicators, start=1)
            for report in promised.reports
        ]
        for report, indicator in sorted(told, key=lambda each: (each[0].at, each[1].pk)):
            progress.report(
                indicator=indicator,
                term=self.terms[report.term],
                version=None,
                amount=report.amount,
                note=report.note,
                noted_on=report.noted_on,
                evidence_url=report.evidence_url,
                by=owner,
                at=report.at,
            )

    def _feedback(self, story: Story, plan: Plan, results: list[Result], superior: Employee) -> None:
        for said in story.feedback:
            progress.give_feedback(
                plan=Plan.objects.get(pk=plan.pk),
                term=self.terms[said.term],
                results={results[number].pk: text for number, text in said.results.items()},
                values={self.values[number]: text for number, text in said.values.items()},
                by=superior,
                at=said.at,
            )

    def _judge(self, judged: Judged, plan: Plan, story: Story, owner: Employee, superior: Employee) -> None:
        row = evaluations.rate(
            plan=plan,
            term=self.final,
            version=None,
            results_rating=judged.results_rating,
            results_reason=judged.results_reason,
            behaviour_rating=judged.behaviour_rating,
            behaviour_reason=judged.behaviour_reason,
            recommendation=judged.recommendation,
            by=superior,
            at=judged.rated_at,
        )
        if judged.status == Status.DRAFT:
            return
        evaluations.share(
            evaluation=row, version=row.version, talked_on=judged.talked_on, by=superior, at=judged.shared_at
        )
        if judged.acknowledged_at:
            evaluations.acknowledge(
                evaluation=row,
                version=row.version,
                comment=judged.comment,
                by=owner,
                at=judged.acknowledged_at,
            )
        if judged.filed_at:
            self._object(judged, judged.filed_at, row, story, owner, superior)

    @staticmethod
    def _object(
        judged: Judged, filed_at: datetime, row: Evaluation, story: Story, owner: Employee, superior: Employee
    ) -> None:
        objections.object_to(
            evaluation=row, version=row.version, text=judged.objection, by=owner, at=filed_at
        )
        if judged.explained_at:
            row = Evaluation.objects.select_related("plan__period", "objection").get(pk=row.pk)
            objections.explain(
                evaluation=row,
                version=row.version,
                text=judged.explanation,
                by=superior,
                at=judged.explained_at,
            )
        if judged.decided_at:
            row = Evaluation.objects.select_related("plan__period", "objection").get(pk=row.pk)
            objections.decide(
                evaluation=row,
                version=row.version,
                text=judged.decision,
                results_rating=judged.decided_rating,
                behaviour_rating=judged.behaviour_rating,
                by=Employee.objects.get(pk=story.upper),
                at=judged.decided_at,
            )
