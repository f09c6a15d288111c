"""What a leader assigned outside the own line: each result, where it stands, and what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from indicators.models import Assignment, Indicator, Period, Plan, Result, Term
from indicators.rules import AssignmentStatus, PlanStatus
from organizations.models import Employee, Supervision

from ..models import Feedback, Realisation
from .evaluation import IndicatorProgress, ResultProgress
from .evidence import reports_with_files

WORDS = {
    AssignmentStatus.PROPOSED: ("Menunggu jawaban", "info"),
    AssignmentStatus.DECLINED: ("Belum sesuai", "warn"),
    AssignmentStatus.TAKEN: ("Dipakai dalam draf", "mute"),
}
PLAN_WORDS = {
    PlanStatus.SUBMITTED: ("Menunggu atasannya", "info"),
    PlanStatus.RETURNED: ("Sedang diperbaiki", "info"),
    PlanStatus.AGREED: ("Disepakati", "ok"),
    PlanStatus.CLOSED: ("Ditutup", "mute"),
}


@dataclass(frozen=True)
class Assigned:
    """One assignment as its giver sees it; of a draft only that it was taken."""

    assignment: Assignment
    plan: Plan | None

    @property
    def words(self) -> tuple[str, str]:
        """Where it stands in words, with the kind of its tag."""
        if self.plan is not None and self.plan.status in PLAN_WORDS:
            return PLAN_WORDS[PlanStatus(self.plan.status)]
        return WORDS[AssignmentStatus(self.assignment.status)]

    @property
    def is_agreed(self) -> bool:
        """Whether progress can be read and feedback given."""
        return self.plan is not None and self.plan.status in {PlanStatus.AGREED, PlanStatus.CLOSED}


def assigned_by(user: Employee, period: Period | None, on: date) -> list[Assigned]:
    """Return what a person assigned outside the own line in a year, by name (one query)."""
    led = Supervision.objects.on(on).filter(superior=user).values("placement")
    rows = Assignment.objects.filter(given_by=user, result__plan__period=period).exclude(placement__in=led)
    rows = rows.exclude(status=AssignmentStatus.WITHDRAWN).select_related(
        "placement__employee", "placement__unit", "placement__position", "result", "taken__plan"
    )
    ordered = rows.order_by("placement__employee__name", "placement", "result__order", "pk")
    return [Assigned(row, row.taken.plan if row.taken else None) for row in ordered]


def result_progress(result: Result, speaker: Employee, term: Term) -> ResultProgress:
    """Return one result with what was reached, and what this speaker said about it (three queries).

    What the superior said stays between the person and the superior.
    """
    indicators = list(Indicator.objects.filter(result=result).order_by("order", "pk"))
    reports = Realisation.objects.filter(indicator__in=indicators).select_related("term")
    found: dict[int, list[Realisation]] = {row.pk: [] for row in indicators}
    for report in reports_with_files(reports.order_by("term__number", "pk")):
        found[report.indicator_id].append(report)
    said = Feedback.objects.filter(result=result, given_by=speaker, is_from_assigner=True)
    return ResultProgress(
        result,
        [IndicatorProgress(row, found[row.pk]) for row in indicators],
        list(said.select_related("term", "given_by").order_by("term__number", "pk")),
    )


def own_matrix(user: Employee, period: Period | None) -> Plan | None:
    """Return the person's latest plan of a year, whose results can be handed down (one query)."""
    rows = Plan.objects.filter(period=period, placement__employee=user)
    return rows.order_by("-started_on", "-pk").first() if period else None
