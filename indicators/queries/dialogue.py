"""Reads about the talk before an agreement: what was suggested, how long a plan waits, who opened it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from organizations.models import Employee

from ..models import Plan, PolicyFigure, Reading, Submission, Suggestion
from ..rules import RESPONSE_DAYS, USUAL_RESPONSE_DAYS, Actor, PlanStatus, days_waiting, waits_long

# --- Suggestions ------------------------------------------------------------------------------------

OWN_TURN = frozenset({PlanStatus.DRAFT, PlanStatus.RETURNED})


@dataclass(frozen=True)
class Said:
    """What the superior suggested last, by the part it is about."""

    title: str = "Saran atasan"
    whole: str = ""
    results: Mapping[int, str] = field(default_factory=dict)
    values: Mapping[int, str] = field(default_factory=dict)
    gone: list[Suggestion] = field(default_factory=list)  # about results that were taken out since


def said(plan: Plan, actor: Actor) -> Said:
    """Return the suggestions that this reader needs beside a loaded plan; at most one query.

    The owner reads them until the plan is submitted again, the superior also while deciding anew.
    """
    status = PlanStatus(plan.status)
    again = status == PlanStatus.SUBMITTED and actor == Actor.SUPERIOR
    if not plan.suggestion or not (again or status in OWN_TURN):
        return Said(whole="" if status == PlanStatus.SUBMITTED else plan.suggestion)
    rows = last_suggestions(plan)
    if not rows:
        return Said(whole=plan.suggestion)  # from before suggestions were kept apart
    kept = {row.pk for row in plan.results.all()}
    results = {row.result_id: row.text for row in rows if row.result_id in kept}
    values = {row.value_id: row.text for row in rows if row.value_id}
    rest = [row for row in rows if row.result_id not in kept and row.value_id is None]
    return Said(
        title=f"Saran pada pengajuan ke-{rows[0].submission.number}" if again else "Saran atasan",
        whole="\n".join(row.text for row in rest if row.about == Suggestion.WHOLE),
        results=results,
        values=values,
        gone=[row for row in rest if row.about != Suggestion.WHOLE],
    )


def last_suggestions(plan: Plan) -> list[Suggestion]:
    """Return the suggestions of the last submission that came back with some."""
    found = Suggestion.objects.filter(submission__plan=plan).select_related("submission")
    rows = list(found.defer("submission__payload").order_by("-submission__number", "pk"))
    return [row for row in rows if row.submission_id == rows[0].submission_id]


# --- Waiting ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Waiting:
    """How long a submitted plan has waited for its superior."""

    days: int
    limit: int

    @property
    def is_long(self) -> bool:
        """Whether both are told that it waits."""
        return waits_long(self.days, self.limit)

    @property
    def tag(self) -> str:
        """The words of the tag."""
        return f"Menunggu lebih dari {self.limit} hari"

    def advice(self, superior: Employee | None) -> str:
        """Return what the owner can do: whom to ask, and who helps when that person is away."""
        who = superior.full_name if superior else "atasan Anda"
        return (
            f"SKP Anda sudah {self.days} hari menunggu tanggapan. Tanyakan langsung kepada {who}. "
            "Bila beliau berhalangan, admin unit atau BKD dapat menetapkan atasan pengganti."
        )


def waiting_of(plan: Plan, on: date, limits: Mapping[int, int]) -> Waiting | None:
    """Return how long a plan has waited on a day; None when it lies with its owner. No query."""
    if plan.status != PlanStatus.SUBMITTED or plan.submitted_at is None:
        return None
    limit = limits.get(plan.period_id, USUAL_RESPONSE_DAYS)
    return Waiting(days_waiting(timezone.localdate(plan.submitted_at), on), limit)


def response_limits(periods: Iterable[int]) -> dict[int, int]:
    """Return the days within which a superior answers, for each period that names them; one query."""
    figures = PolicyFigure.objects.filter(key=RESPONSE_DAYS, period__in=set(periods))
    return {period: int(value) for period, value in figures.values_list("period", "value")}


def last_submission(plan: Plan, reader: Employee) -> Submission | None:
    """Return the last submission without its content; one query.

    On the row stand `is_opened` (by this person), `opened_at` (the first time by anybody), and `limit`
    (the days within which a superior answers in this period, or None).
    """
    opened = Reading.objects.filter(submission=OuterRef("pk"))
    figure = PolicyFigure.objects.filter(key=RESPONSE_DAYS, period=plan.period_id)
    rows = Submission.objects.filter(plan=plan).defer("payload")
    rows = rows.annotate(
        is_opened=Exists(opened.filter(reader=reader)),
        opened_at=Subquery(opened.order_by("read_at").values("read_at")[:1]),
        limit=Subquery(figure.values("value")[:1]),
    )
    return rows.order_by("-number").first()
