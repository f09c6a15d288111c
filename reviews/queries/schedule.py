"""When a person's own work is evaluated, and by whom: never a rating, nor that there is a draft."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from appraisal.templatetags.ui import tanggal
from indicators.access import remember_line
from indicators.access.rating import rated_from, rating_span
from indicators.models import Period, Plan, Term
from indicators.rules import PlanStatus
from organizations.models import Absence, Employee, Supervision
from organizations.rules import AbsenceKind, PlacementKind, Span

from ..access.line import counting_day, line_of
from ..models import Evaluation
from ..rules.coverage import Away, Coverage, Stage, coverage, stage
from ..rules.evaluation import RELEASED


@dataclass(frozen=True)
class Appointment:
    """One term of one plan: its days, who evaluates when, and how far that is."""

    term: Term
    covered: Coverage
    rating: Span
    appraiser: Employee | None
    words: tuple[str, str]


@dataclass(frozen=True)
class Schedule:
    """The terms of one plan of the year."""

    plan: Plan
    rows: list[Appointment]


def own_schedule(user: Employee, on: date) -> list[Schedule]:
    """Return when and by whom the plans of the open year are evaluated, latest first (at most five queries).

    Of several open years it is the one that holds the day, else the latest.
    """
    mine = Plan.objects.with_people().filter(placement__employee=user, period__closed_at__isnull=True)
    rows = list(mine.order_by("-period__year", "-started_on", "-pk"))
    if not rows:
        return []
    period = next(
        (plan.period for plan in rows if plan.period.started_on <= on <= plan.period.ended_on), None
    )
    period = period or rows[0].period
    plans = [plan for plan in rows if plan.period_id == period.pk]
    _remember_lines(plans, on)
    shared = Evaluation.objects.filter(plan__in=plans, status__in=RELEASED).select_related("appraiser")
    results = {(row.plan_id, row.term_id): row for row in shared}
    away = _away(user, period)
    terms = list(period.terms.order_by("number"))
    found: dict[int, list[Appointment]] = defaultdict(list)
    for plan in plans:
        for term in terms:
            if plan.started_on <= term.ended_on and plan.last_day >= term.started_on:
                result = results.get((plan.pk, term.pk))
                found[plan.pk].append(_appointment(plan, term, result, away, on))
    return [Schedule(plan, found[plan.pk]) for plan in plans if found[plan.pk]]


def _remember_lines(plans: list[Plan], on: date) -> None:
    """Note on each plan who evaluates it on the day that counts, for all in one query."""
    held = Q()
    for plan in plans:
        day = max(counting_day(plan, on), plan.placement.started_on)
        open_then = Q(ended_on__isnull=True) | Q(ended_on__gte=day)
        held |= Q(placement=plan.placement_id, started_on__lte=day) & open_then
    rows = Supervision.objects.filter(held).select_related("superior", "upper").order_by("started_on")
    lines = {row.placement_id: row for row in rows}
    for plan in plans:
        remember_line(plan, counting_day(plan, on), lines.get(plan.placement_id))


def _away(user: Employee, period: Period) -> list[Away]:
    """Return the person's times away in the year; nothing is asked of who never was."""
    if not getattr(user, "was_away", True):
        return []
    rows = Absence.objects.filter(employee=user).between(period.started_on, period.ended_on)
    return [
        Away(AbsenceKind(row.kind), Span(row.started_on, row.ended_on))
        for row in rows.order_by("started_on", "pk")
    ]


def _appointment(
    plan: Plan, term: Term, result: Evaluation | None, away: list[Away], on: date
) -> Appointment:
    agreed = plan.status in (PlanStatus.AGREED, PlanStatus.CLOSED)
    covered = coverage(
        Span(term.started_on, term.ended_on),
        plan.span,
        kind=PlacementKind(plan.placement.kind),
        has_plan=agreed,
        away=away,
        is_shared=result is not None,
    )
    line = line_of(plan, on)
    appraiser = result.appraiser if result else line.superior if line else None
    rating = Span(rated_from(plan, term), rating_span(plan, term).ended_on)
    return Appointment(term, covered, rating, appraiser, _words(plan, covered, rating, result, agreed, on))


def _words(
    plan: Plan, covered: Coverage, rating: Span, result: Evaluation | None, agreed: bool, on: date
) -> tuple[str, str]:
    if result is not None:
        return result.status_words
    if not covered.is_expected:
        return ("Tidak dievaluasi", "mute")
    found = stage(rating, last_day=plan.last_day, on=on)
    if found == Stage.AHEAD:
        return (f"Mulai {tanggal(rating.started_on)}", "mute")
    if not agreed:
        return ("Menunggu SKP disepakati", "info")
    return ("Sedang dinilai", "info") if found == Stage.OPEN else ("Menunggu hasil", "info")


def late_notes(plan: Plan, term: Term, on: date) -> list[str]:
    """Return what the superior reads after the last day of rating; nothing before."""
    days = rating_span(plan, term)
    if days.ended_on is None or stage(days, last_day=plan.last_day, on=on) != Stage.LATE:
        return []
    year = plan.period.year
    return [
        f"Hari terakhir penilaian {term.name} di unit ini {tanggal(days.ended_on)}. Anda masih bisa menilai "
        f"dan membagikan hasilnya sampai tahun {year} ditutup; di halaman BKD tercatat setelah hari terakhir."
    ]
