"""What happens to one person in the demo year, as plain data: both writers tell the same story."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from indicators.rules import AnnexKind, IndicatorDraft, PlanStatus, ResultKind
from reviews.rules.evaluation import EvaluationStatus


@dataclass
class Report:
    """A realisation of an indicator in a term."""

    term: int
    amount: Decimal
    note: str
    noted_on: date
    evidence_url: str
    at: datetime


@dataclass
class Promised:
    """An indicator with its reports."""

    draft: IndicatorDraft
    reports: list[Report] = field(default_factory=list)


@dataclass
class ResultStory:
    """A result of the plan; `supports` is the key of a result of the superior."""

    theme: str
    kind: ResultKind
    text: str
    indicators: list[Promised]
    at: datetime
    notes: tuple[str, ...] = ()
    supports: int | None = None
    no_support_reason: str = ""


@dataclass
class Said:
    """The superior's feedback of one term: by number of the result, by number of the core value."""

    term: int
    results: dict[int, str]
    values: dict[int, str]
    at: datetime


@dataclass
class Judged:
    """The annual evaluation, as far as it went."""

    status: EvaluationStatus
    results_rating: str
    results_reason: str
    behaviour_rating: str
    behaviour_reason: str
    recommendation: str
    rated_at: datetime
    talked_on: date
    shared_at: datetime
    acknowledged_at: datetime | None = None
    comment: str = ""
    objection: str = ""
    filed_at: datetime | None = None
    explanation: str = ""
    explained_at: datetime | None = None
    decision: str = ""
    decided_at: datetime | None = None
    decided_rating: str = ""


@dataclass
class Story:
    """One person's year: the plan with its moves, the reports, the feedback, the evaluation."""

    placement: int
    employee: int
    superior: int
    upper: int | None
    status: PlanStatus
    results: list[ResultStory]
    annexes: dict[AnnexKind, list[str]]
    expectations: dict[int, str]
    drafted_at: datetime
    annexed_at: datetime
    submitted_at: datetime
    expected_at: datetime
    decided_at: datetime
    suggestion: str = ""
    feedback: list[Said] = field(default_factory=list)
    evaluation: Judged | None = None
