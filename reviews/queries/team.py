"""The superior's page: everybody in the team, and what each waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef

from indicators.models import Period, Plan, Term
from indicators.rules import PlanStatus
from organizations.models import Absence, Employee, Placement, Supervision

from ..access.line import supervised_plans
from ..models import Evaluation, Realisation
from ..rules.evaluation import EvaluationStatus

PLAN_WORDS = {
    PlanStatus.DRAFT: ("Sedang disusun", "mute"),
    PlanStatus.RETURNED: ("Dikembalikan dengan saran", "warn"),
    PlanStatus.SUBMITTED: ("Menunggu Anda", "info"),
    PlanStatus.AGREED: ("Disepakati", "ok"),
    PlanStatus.CLOSED: ("Ditutup", "mute"),
}
EVALUATION_WORDS = {
    EvaluationStatus.DRAFT: ("Draf penilaian", "info"),
    EvaluationStatus.SHARED: ("Dibagikan", "ok"),
    EvaluationStatus.ACKNOWLEDGED: ("Sudah dibaca", "ok"),
    EvaluationStatus.OBJECTED: ("Keberatan, menunggu penjelasan Anda", "warn"),
    EvaluationStatus.EXPLAINED: ("Keberatan, menunggu putusan", "info"),
    EvaluationStatus.FINAL: ("Final", "ok"),
}


@dataclass
class Member:
    """One person of the team with the state of plan and annual evaluation."""

    placement: Placement
    plan: Plan | None
    evaluation: Evaluation | None
    reported_at: datetime | None
    ended_on: date | None = None  # the last day of a plan that is over before its year
    is_away: bool = False  # in a way in which nobody expects a plan

    @property
    def plan_words(self) -> tuple[str, str]:
        """The plan's state in words and its kind of tag."""
        if self.plan is None:
            return ("Tidak diharapkan", "mute") if self.is_away else ("Belum disusun", "mute")
        return PLAN_WORDS[PlanStatus(self.plan.status)]

    @property
    def evaluation_words(self) -> tuple[str, str]:
        """The evaluation's state in words and its kind of tag."""
        if self.evaluation is None:
            return ("Belum dinilai", "mute")
        return EVALUATION_WORDS[EvaluationStatus(self.evaluation.status)]

    @property
    def awaits_agreement(self) -> bool:
        """Whether the superior has to answer the submitted plan."""
        return self.plan is not None and self.plan.status == PlanStatus.SUBMITTED

    @property
    def awaits_rating(self) -> bool:
        """Whether the agreed plan has no shared annual evaluation yet."""
        drafted = self.evaluation is None or self.evaluation.status == EvaluationStatus.DRAFT
        return self.plan is not None and self.plan.status == PlanStatus.AGREED and drafted

    @property
    def awaits_explanation(self) -> bool:
        """Whether an objection waits for the superior's explanation."""
        return self.evaluation is not None and self.evaluation.status == EvaluationStatus.OBJECTED


def team(user: Employee, period: Period | None, final: Term | None, on: date) -> list[Member]:
    """Return the team by name with plan, annual evaluation and last report (four queries at any size).

    The plans of the year count by the line of their own days, so that somebody who moved on in mid-year
    is still there for the part that this superior appraises; people without a plan follow today's line.
    """
    plans = supervised_plans(user, on).filter(period=period)
    plans = plans.select_related("placement__employee", "placement__position", "placement__unit")
    begun = list(plans)
    ids = [plan.pk for plan in begun]
    evaluations = {row.plan_id: row for row in Evaluation.objects.filter(plan__in=ids, term=final)}
    reported: dict[int, Any] = dict(
        Realisation.objects.filter(indicator__result__plan__in=ids)
        .values_list("indicator__result__plan")
        .annotate(Max("reported_at"))
    )
    members = [
        Member(plan.placement, plan, evaluations.get(plan.pk), reported.get(plan.pk), _over(plan, on))
        for plan in begun
    ]
    members += [
        Member(line.placement, None, None, None, is_away=line.is_away)  # type: ignore[attr-defined]
        for line in _without_plan(user, period, on)
    ]
    return sorted(members, key=lambda member: (member.placement.employee.name, member.placement.pk))


def _over(plan: Plan, on: date) -> date | None:
    """Return the last day of a plan that ended with its placement, None for one that runs."""
    return plan.last_day if plan.last_day < min(on, plan.ended_on) else None


def next_to_rate(user: Employee, plan: Plan, term: Term, on: date) -> Plan | None:
    """Return the first plan by name, other than this one, whose evaluation in the term is not shared yet.

    One query; `plan` and `term` are loaded, the result with its owner.
    """
    shared = Evaluation.objects.filter(plan=OuterRef("pk"), term=term).exclude(status=EvaluationStatus.DRAFT)
    plans = supervised_plans(user, on).filter(~Exists(shared), period=plan.period_id)
    plans = plans.filter(status=PlanStatus.AGREED).exclude(pk=plan.pk)
    return plans.select_related("placement__employee").order_by("placement__employee__name", "pk").first()


def _without_plan(user: Employee, period: Period | None, on: date) -> list[Supervision]:
    """Return today's lines to people who have not begun a plan."""
    planned = Plan.objects.filter(period=period, placement=OuterRef("placement"))
    lines = Supervision.objects.on(on).filter(superior=user, placement__employee__is_active=True)
    away = Absence.objects.on(on).without_plan().filter(employee=OuterRef("placement__employee"))
    lines = lines.filter(~Exists(planned)).annotate(is_away=Exists(away))
    return list(lines.select_related("placement__employee", "placement__position", "placement__unit"))
