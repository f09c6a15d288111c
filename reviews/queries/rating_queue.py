"""Everybody of a team in one term: how far the rating is, and what can be done next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Subquery
from django.urls import reverse

from appraisal.templatetags.ui import tanggal
from indicators.access.rating import rating_spans
from indicators.models import Plan, Term
from indicators.rules import PlanStatus
from organizations.models import Employee, Placement
from organizations.rules import Span

from ..access.line import may_count, supervised_plans
from ..models import SelfAssessment, Talk
from ..rules.evaluation import UNSHARED, EvaluationStatus
from .rating import with_rating
from .team import EVALUATION_WORDS, PLAN_WORDS, without_plan


@dataclass(frozen=True)
class Queued:
    """One person of the team in a term."""

    placement: Placement
    plan: Plan | None
    state: tuple[str, str]  # words and kind of tag
    has_sent: bool = False  # the self-assessment
    talked_on: date | None = None
    label: str = ""  # of the link, or why there is none yet
    href: str = ""
    is_rated: bool = False


@dataclass(frozen=True)
class Queue:
    """A team in a term by name, with the days of rating of those who can be rated."""

    people: list[Queued]
    span: Span | None

    @property
    def rated(self) -> int:
        """How many are rated."""
        return sum(1 for row in self.people if row.is_rated)

    @property
    def count(self) -> int:
        """How many can be rated: those whose plan is agreed."""
        return sum(1 for row in self.people if row.plan and row.plan.status == PlanStatus.AGREED)


def rating_queue(user: Employee, term: Term, on: date) -> Queue:
    """Return everybody whom a person appraises in a term, by name (two queries, four at the most).

    The period of the term should be loaded. Drafts of an earlier superior do not show.
    """
    spans = rating_spans(term.period, term)
    plans = [plan for plan in _plans(user, term, on) if may_count(plan, term)]
    people = [_queued(plan, term, spans.of(plan.placement.unit_id), user, on) for plan in plans]
    people += [
        Queued(line.placement, None, ("Belum ada SKP", "mute"))
        for line in without_plan(user, term.period, on)
    ]
    found = [spans.of(plan.placement.unit_id) for plan in plans]
    return Queue(sorted(people, key=_by_name), min(found, key=lambda span: span.started_on, default=None))


def _by_name(row: Queued) -> tuple[str, int]:
    return row.placement.employee.name, row.placement.pk


def _plans(user: Employee, term: Term, on: date) -> Sequence[Plan]:
    sent = SelfAssessment.objects.filter(plan=OuterRef("pk"), term=term, sent_at__isnull=False)
    talks = Talk.objects.filter(plan=OuterRef("pk"), held_on__lte=on).order_by("-held_on")
    held = talks if term.is_final else talks.filter(term=term)
    plans = supervised_plans(user, on).filter(period=term.period_id, started_on__lte=term.ended_on)
    rows = with_rating(plans, user, term).annotate(
        judged_pk=F("judged__pk"),
        judged_status=F("judged__status"),
        has_sent=Exists(sent),
        talked_on=Subquery(held.values("held_on")[:1]),
    )
    return list(rows.select_related("placement__employee", "placement__position", "placement__unit"))


def _queued(plan: Plan, term: Term, span: Span, user: Employee, on: date) -> Queued:
    status = plan.judged_status  # type: ignore[attr-defined]
    state = EVALUATION_WORDS[EvaluationStatus(status)] if status else ("Belum dinilai", "mute")
    if plan.status != PlanStatus.AGREED and not status:
        state = PLAN_WORDS[PlanStatus(plan.status)]
    label, href = _step(plan, term, span, user, on)
    return Queued(
        plan.placement,
        plan,
        state,
        plan.has_sent,  # type: ignore[attr-defined]
        plan.talked_on,  # type: ignore[attr-defined]
        label,
        href,
        is_rated=bool(status),
    )


def _step(plan: Plan, term: Term, span: Span, user: Employee, on: date) -> tuple[str, str]:
    """Return what to do next with one person and where; no address where it is not time yet."""
    status, pk = plan.judged_status, plan.judged_pk  # type: ignore[attr-defined]
    if status and status not in UNSHARED:
        words = "Beri penjelasan" if status == EvaluationStatus.OBJECTED else "Lihat hasil"
        return words, reverse("reviews:evaluation-detail", args=[pk])
    if status == EvaluationStatus.OFFERED:
        is_own = plan.rated_by == user.pk  # type: ignore[attr-defined]
        check = reverse("reviews:evaluation-check", args=[plan.pk, term.pk])
        return ("Lihat penilaian", check) if is_own else ("", "")
    if plan.status != PlanStatus.AGREED:
        return "", ""
    opens_on = min(span.started_on, plan.last_day)
    if on < opens_on:
        return f"Mulai {tanggal(opens_on)}", ""
    rate = reverse("reviews:evaluation-rate", args=[plan.pk, term.pk])
    return ("Lanjutkan" if status else "Nilai"), rate
