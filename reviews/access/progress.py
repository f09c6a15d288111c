"""Who may report progress and give feedback."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from appraisal.access import ALLOW, Decision, deny
from appraisal.templatetags.ui import waktu
from indicators.models import Indicator, Plan, Result, Term
from indicators.rules import SETTLED, PlanStatus
from organizations.models import Employee

from ..rules.evaluation import Actor
from .line import actor_of, may_count

AGREED = (PlanStatus.AGREED, PlanStatus.CLOSED)


def own_plans(user: Employee) -> QuerySet[Plan]:
    """Return the person's own plans."""
    return Plan.objects.filter(placement__employee=user)


def own_indicators(user: Employee) -> QuerySet[Indicator]:
    """Return the indicators of the person's own plans, also those that a change took out meanwhile."""
    proper = Indicator.every.filter(result__plan__revises__isnull=True)
    return proper.filter(result__plan__placement__employee=user)


def still_counts(indicator: Indicator) -> Decision:
    """Say whether the indicator is part of the plan in force; an agreed change may have taken it out."""
    if indicator.removed_at is None:
        return ALLOW
    return deny(
        f"Indikator ini tidak lagi termuat dalam SKP sejak perubahan {waktu(indicator.removed_at)}. "
        "Pindahkan catatan Anda ke indikator yang berlaku."
    )


def may_report(user: Employee, plan: Plan, term: Term, on: date) -> Decision:
    """The owner reports on an agreed plan, from the first day of the term until the year is closed."""
    if plan.placement.employee_id != user.pk:
        return deny("Realisasi diisi oleh pemilik SKP.")
    return _may_write(plan, term, on, "Realisasi")


def may_give_feedback(user: Employee, plan: Plan, term: Term, on: date) -> Decision:
    """The superior gives feedback on an agreed plan, all year."""
    if actor_of(user, plan, on) != Actor.SUPERIOR:
        return deny("Umpan balik di halaman ini ditulis oleh pejabat penilai.")
    return _may_write(plan, term, on, "Umpan balik")


def assigned_results(user: Employee) -> QuerySet[Result]:
    """Return the results that this person assigned outside the own line, in plans that were submitted.

    Who was the superior of the placement at any time has the superior's pages for those days instead.
    """
    return (
        Result.objects.filter(assigned_by=user, plan__revises__isnull=True)
        .exclude(plan__status=PlanStatus.DRAFT)
        .exclude(plan__placement__supervisions__superior=user)
        .exclude(plan__placement__employee=user)
    )


def may_speak_as_assigner(user: Employee, result: Result, plan: Plan, term: Term, on: date) -> Decision:
    """Who assigned a result from outside the line gives feedback on exactly that result."""
    if result.assigned_by_id != user.pk:
        return deny("Umpan balik di halaman ini ditulis oleh pemberi penugasan.")
    if actor_of(user, plan, on) == Actor.SUPERIOR:
        return deny("Sebagai atasan, Anda memberi umpan balik lewat Tim saya.")
    return _may_write(plan, term, on, "Umpan balik")


def _may_write(plan: Plan, term: Term, on: date, what: str) -> Decision:
    if plan.period_id != term.period_id:
        return deny("Masa evaluasi ini milik tahun lain.")
    if plan.status not in SETTLED:
        return deny(f"{what} bisa diisi setelah SKP disepakati.")
    if not plan.period.is_open:
        return deny(f"Tahun {plan.period.year} sudah ditutup. Hubungi BKD bila ada yang perlu diperbaiki.")
    if on < term.started_on:
        return deny(f"{term.name} belum dimulai.")
    return may_count(plan, term)
