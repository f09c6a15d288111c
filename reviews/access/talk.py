"""Who may see a talk, and who may plan, write, confirm and finish what."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny
from indicators.models import Plan, Term
from indicators.rules import PlanStatus
from organizations.models import Employee

from ..models import FollowUp, Talk
from ..rules.evaluation import Actor
from ..rules.talk import Side, TalkMove, refusal
from .line import actor_of, may_count, supervised_plans

# A talk belongs to planning as well (PermenPANRB 6/2022), but not to a draft, which is its owner's own.
TALKED_ABOUT = (PlanStatus.SUBMITTED, PlanStatus.RETURNED, PlanStatus.AGREED)
SIDES = {Actor.OWNER: Side.EMPLOYEE, Actor.SUPERIOR: Side.SUPERIOR}


def visible_talks(user: Employee, on: date) -> QuerySet[Talk]:
    """Return the talks of one's own, of those whom one leads on the day that counts, and those one led.

    Who leads a person on the day has the talk, whoever planned it; after a move the superior of before
    keeps what he or she held. Nobody else reads talks, not even the personnel agency.
    """
    own = Q(plan__placement__employee=user)
    led = Q(plan__in=supervised_plans(user, on))
    held = Q(superior=user, held_on__isnull=False)
    return Talk.objects.filter(own | led | held)


def side_of(user: Employee, talk: Talk, on: date) -> Side | None:
    """Return which of the two a person is; None for the superior of today who only reads.

    A talk that was held belongs to who led it; one that is planned to who leads on the day.
    """
    if talk.plan.placement.employee_id == user.pk:
        return Side.EMPLOYEE
    if talk.held_on is not None:
        return Side.SUPERIOR if talk.superior_id == user.pk else None
    return SIDES.get(actor_of(user, talk.plan, on))


def plan_side(user: Employee, plan: Plan, on: date) -> Side | None:
    """Return which side a person would be in a new talk about a plan."""
    return SIDES.get(actor_of(user, plan, on))


def may(move: TalkMove, user: Employee, talk: Talk, on: date) -> Decision:
    """Say whether a person may make a move in a talk on a day.

    What was agreed may be finished after the year is closed; everything else needs the open year.
    """
    side = side_of(user, talk, on)
    if side is None:
        return deny("Langkah ini untuk pegawai dan atasan yang memimpin dialog.")
    reason = refusal(move, talk.state, side, planned_by=talk.planned_side)
    if reason:
        return deny(reason)
    if move != TalkMove.FINISH and not talk.plan.period.is_open:
        return deny(f"Tahun {talk.plan.period.year} sudah ditutup.")
    return ALLOW


def may_plan(user: Employee, plan: Plan, term: Term | None, on: date) -> Decision:
    """Owner and superior plan a talk about a plan that was submitted, for a quarter in which it holds."""
    if plan_side(user, plan, on) is None:
        return deny("Dialog direncanakan oleh pegawai dan atasannya.")
    if plan.status not in TALKED_ABOUT:
        return deny("Dialog bisa direncanakan setelah SKP diajukan.")
    if not plan.period.is_open:
        return deny(f"Tahun {plan.period.year} sudah ditutup.")
    if term is None:
        return ALLOW
    if term.period_id != plan.period_id or term.is_final:
        return deny("Dialog direncanakan per masa dari tahun SKP ini.")
    return may_count(plan, term)


def may_finish(user: Employee, follow_up: FollowUp, on: date) -> Decision:
    """Either of the two says that a follow-up is done."""
    return may(TalkMove.FINISH, user, follow_up.talk, on)
