"""Who writes and reads a self-assessment, and when it opens and freezes."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny
from appraisal.templatetags.ui import tanggal
from indicators.access.rating import rated_from, rating_span
from indicators.models import Plan, Term
from indicators.rules import SETTLED
from organizations.models import Employee

from ..models import Evaluation
from ..rules.evaluation import RELEASED, Actor
from .line import actor_of, may_count


def opens_on(plan: Plan, term: Term) -> date:
    """Return the first day: with the days of rating, or the plan's last day when it ended earlier."""
    return rated_from(plan, term)


def closes_on(plan: Plan, term: Term) -> date:
    """Return the last day on which somebody is asked for it: the last day of rating."""
    return rating_span(plan, term).ended_on or plan.period.annual_until


def may_assess(user: Employee, plan: Plan, term: Term, on: date) -> Decision:
    """The owner assesses the own work from the day the term can be rated until its result is shared."""
    if plan.placement.employee_id != user.pk:
        return deny("Penilaian diri ditulis oleh pemilik SKP.")
    if plan.period_id != term.period_id:
        return deny("Masa evaluasi ini milik tahun lain.")
    if plan.status not in SETTLED:
        return deny("Penilaian diri ditulis setelah SKP disepakati.")
    if not plan.period.is_open:
        return deny(f"Tahun {plan.period.year} sudah ditutup.")
    counts = may_count(plan, term)
    if not counts:
        return counts
    opened = opens_on(plan, term)
    if on < opened:
        return deny(
            f"Penilaian diri {term.name} dibuka pada {tanggal(opened)}. "
            "Catatan kemajuan bisa ditulis kapan saja dan tampil di sini."
        )
    if Evaluation.objects.filter(plan=plan, term=term, status__in=RELEASED).exists():
        return deny(f"Hasil {term.name} sudah dibagikan. Penilaian diri tersimpan dan tidak berubah lagi.")
    return ALLOW


def may_read_assessment(user: Employee, plan: Plan, on: date) -> bool:
    """Once it was sent: the person and both superiors on the line; nobody else, the desk neither."""
    return actor_of(user, plan, on) != Actor.OTHER
