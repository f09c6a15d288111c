"""Who may plan steps, say how a result stands, and ask for help."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny, first_denial
from appraisal.templatetags.ui import tanggal
from indicators.models import Plan, Result, Term
from indicators.rules import SETTLED
from organizations.access import desk_scope, headed_scope, is_superior
from organizations.models import Employee

from ..models import Action, HelpRequest
from ..rules.evaluation import Actor
from .line import actor_of, may_count, overseen_plans, supervised_plans


def own_results(user: Employee) -> QuerySet[Result]:
    """Return the results of the person's own plans, also those that a change took out meanwhile."""
    proper = Result.every.filter(plan__revises__isnull=True)
    return proper.filter(plan__placement__employee=user)


def own_actions(user: Employee) -> QuerySet[Action]:
    """Return the steps in the person's own plans, without those that were taken out."""
    return Action.objects.filter(result__in=own_results(user), removed_at__isnull=True)


def still_promised(result: Result) -> Decision:
    """Say whether a result is part of the plan in force; an agreed change may have taken it out."""
    if result.removed_at is None:
        return ALLOW
    return deny("Hasil kerja ini tidak lagi termuat dalam SKP Anda sejak perubahan yang disepakati.")


def may_plan_steps(user: Employee, plan: Plan, term: Term) -> Decision:
    """The owner plans steps for any quarter of an agreed plan, also for one to come."""
    if plan.placement.employee_id != user.pk:
        return deny("Rencana aksi ditulis oleh pemilik SKP.")
    if plan.period_id != term.period_id or term.is_final:
        return deny("Rencana aksi ditulis per masa dari tahun SKP ini.")
    return first_denial(_in_force(plan, "Rencana aksi"), may_count(plan, term))


def may_set_outlook(user: Employee, plan: Plan, term: Term, on: date) -> Decision:
    """The owner says how a result stands once the quarter has begun."""
    begun = ALLOW if on >= term.started_on else deny(f"{term.name} belum dimulai.")
    return first_denial(may_plan_steps(user, plan, term), begun)


def _in_force(plan: Plan, what: str) -> Decision:
    if plan.status not in SETTLED:
        return deny(f"{what} bisa ditulis setelah SKP disepakati.")
    if not plan.period.is_open:
        return deny(f"Tahun {plan.period.year} sudah ditutup.")
    return ALLOW


# --- Help ---------------------------------------------------------------------------------------


def visible_help(user: Employee, on: date) -> QuerySet[HelpRequest]:
    """Return the requests for help that this person may read on a day.

    Who asked; the superior of the line on that day and the one above; who heads the unit or one above it;
    BKD, unit admins and auditors inside their units. With another superior the request changes hands too.
    """
    seen = Q(plan__placement__employee=user)
    if is_superior(user, on):
        seen |= Q(plan__in=supervised_plans(user, on)) | Q(plan__in=overseen_plans(user, on))
    for scope in (headed_scope(user, on), desk_scope(user, on)):
        if scope.is_all:
            return HelpRequest.objects.all()
        if scope:
            seen |= scope.condition("plan__placement__unit")
    return HelpRequest.objects.filter(seen)


def may_ask(user: Employee, plan: Plan, on: date) -> Decision:
    """The owner asks for help while the agreed plan is in force."""
    if plan.placement.employee_id != user.pk:
        return deny("Bantuan diminta oleh pemilik SKP.")
    if on > plan.last_day:
        return deny(f"SKP ini berakhir {tanggal(plan.last_day)}. Mintalah lewat SKP yang berlaku.")
    return _in_force(plan, "Permintaan bantuan")


def may_reply(user: Employee, request: HelpRequest, on: date) -> Decision:
    """The superior of the line on the day, or anybody above in the line, replies until it is closed."""
    if not _is_above(user, request.plan, on):
        return deny("Jawaban ditulis oleh atasan atau pimpinan di atasnya.")
    return _open(request)


def may_close(user: Employee, request: HelpRequest, on: date) -> Decision:
    """Who asked closes it at any time; who is above closes what has a reply."""
    if request.plan.placement.employee_id == user.pk:
        return _open(request)
    if request.replied_at is None:
        return first_denial(may_reply(user, request, on), deny("Tulis jawaban dulu, lalu tutup."))
    return may_reply(user, request, on)


def _is_above(user: Employee, plan: Plan, on: date) -> bool:
    if plan.placement.employee_id == user.pk:
        return False
    if actor_of(user, plan, on) in (Actor.SUPERIOR, Actor.UPPER):
        return True
    scope = headed_scope(user, on)
    return scope.is_all or plan.placement.unit_id in scope.unit_ids


def _open(request: HelpRequest) -> Decision:
    if request.closed_at is None:
        return ALLOW
    return deny(f"Permintaan ini sudah ditutup {tanggal(request.closed_at)}.")
