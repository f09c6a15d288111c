"""Who may see a plan and do what with it, resolved on a date, each refusal with its sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from appraisal.access import ALLOW, Decision, deny, first_denial
from appraisal.templatetags.ui import waktu
from organizations.access import Scope, has_role, may_administer, scope_of, superior_of
from organizations.models import Employee, Placement, Supervision
from organizations.rules import PositionKind, Role, Span

from ..models import Period, Plan
from ..rules import (
    PLAN_MOVES,
    Actor,
    PlanMove,
    PlanStatus,
    agreement,
    fits,
    may_move,
    shared_span,
)
from ..rules import may_read as reads

DESK = (Role.BKD_ADMIN, Role.UNIT_ADMIN, Role.AUDITOR)


# --- Seeing -----------------------------------------------------------------------------------


def visible_plans(user: Employee, on: date) -> QuerySet[Plan]:
    """Return the plans whose existence and status this person may see on a day, without changes.

    The owner, the superior, the superior's superior, and the desk within its units. Whether the
    content may be read as well is a matter of `may_read`: a draft belongs to its author.
    """
    return visible_with_changes(user, on).filter(revises__isnull=True)


def visible_with_changes(user: Employee, on: date) -> QuerySet[Plan]:
    """Return the plans as `visible_plans` does, and with them their changes, old and under way."""
    scope = _desk(user, on)
    if scope.is_all:
        return Plan.every.all()
    mine = Q(placement__employee=user) | Q(placement__in=supervised_placements(user, on))
    return Plan.every.filter(mine | scope.condition("placement__unit") if scope else mine)


def supervised_placements(user: Employee, on: date) -> QuerySet[Any, Any]:
    """Return the ids of the placements that a person leads directly or one level up on a day.

    A placement that has ended keeps its last superior, so that its plan is not orphaned.
    """
    lines: QuerySet[Any, Any] = Supervision.objects.filter(
        Q(superior=user) | Q(upper=user), started_on__lte=on
    )
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gte=on) | Q(ended_on__gte=F("placement__ended_on"))
    return lines.filter(lasting).values("placement")


def line_of(plan: Plan, on: date) -> Supervision | None:
    """Return who appraises the plan's placement on a day, read once per loaded plan.

    Before the placement begins it is the first line, after it has ended the last one.
    """
    cache: dict[date, Supervision | None] = plan.__dict__.setdefault("_lines", {})
    if on not in cache:
        placement = plan.placement
        day = max(on, placement.started_on)
        cache[on] = superior_of(placement, min(day, placement.ended_on or day))
    return cache[on]


def remember_line(plan: Plan, on: date, line: Supervision | None) -> None:
    """Note on a loaded plan who appraises it on a day, where many lines were read at once."""
    plan.__dict__.setdefault("_lines", {})[on] = line


def superior_on(plan: Plan, on: date) -> Employee | None:
    """Return the person who decides on the plan on a day, or None when nobody is named."""
    line = line_of(plan, on)
    return line.superior if line else None


def actor_of(user: Employee, plan: Plan, on: date) -> Actor:
    """Return in which relation a person stands to a plan on a day; the closest one counts."""
    if plan.placement.employee_id == user.pk:
        return Actor.OWNER
    line = line_of(plan, on)
    if line is not None and line.superior_id == user.pk:
        return Actor.SUPERIOR
    if line is not None and line.upper_id == user.pk:
        return Actor.UPPER
    scope = _desk(user, on)
    inside = scope.is_all or plan.placement.unit_id in scope.unit_ids
    return Actor.DESK if inside else Actor.OTHER


def may_read(user: Employee, plan: Plan, on: date) -> Decision:
    """Say whether the person reads the content; of a draft others see only that it exists."""
    actor = actor_of(user, plan, on)
    if reads(PlanStatus(plan.status), actor):
        return ALLOW
    if actor == Actor.OTHER:
        return deny("Halaman ini dibuka untuk pemilik SKP, atasannya, dan admin unitnya.")
    return deny("SKP ini masih draf. Isinya terbuka setelah diajukan.")


# --- Doing ------------------------------------------------------------------------------------


def may_draft(user: Employee, placement: Placement, period: Period, on: date) -> Decision:
    """Everybody starts a plan for an own placement at any time until the period is closed."""
    if placement.employee_id != user.pk:
        return deny("SKP disusun oleh pegawai yang menjabat.")
    if placement.position.kind == PositionKind.POLITICAL:
        return deny("Pejabat politik tidak menyusun SKP di sini.")
    if span_of(period, placement) is None:
        return deny(f"Masa jabatan ini berada di luar tahun {period.year}.")
    return not_closed(period)


def may_change(user: Employee, plan: Plan, on: date) -> Decision:
    """The owner changes a plan while it is a draft or came back with suggestions."""
    return may(PlanMove.CHANGE, user, plan, on)


def may_submit(user: Employee, plan: Plan, on: date) -> Decision:
    """The owner submits a draft while the period is open; the window is `within_window`."""
    return first_denial(may(PlanMove.SUBMIT, user, plan, on), _opened(plan.period))


def may_withdraw(user: Employee, plan: Plan, on: date) -> Decision:
    """The owner takes back what the superior has not decided yet."""
    return may(PlanMove.WITHDRAW, user, plan, on)


def may_expect(user: Employee, plan: Plan, on: date) -> Decision:
    """The superior writes special expectations into a submitted plan."""
    return may(PlanMove.EXPECT, user, plan, on)


def may_return(user: Employee, plan: Plan, on: date) -> Decision:
    """The superior gives a submitted plan back with suggestions."""
    return may(PlanMove.RETURN, user, plan, on)


def may_agree(user: Employee, plan: Plan, on: date) -> Decision:
    """The superior agrees to a submitted plan while the period is open."""
    move = agreement(is_change=plan.revises_id is not None)
    return first_denial(may(move, user, plan, on), _opened(plan.period))


def may(move: PlanMove, user: Employee, plan: Plan, on: date) -> Decision:
    """Say whether the person may make this move now: relation first, then state, then period."""
    return first_denial(may_ever(move, user, plan, on), _in_state(move, plan), not_closed(plan.period))


def may_ever(move: PlanMove, user: Employee, plan: Plan, on: date) -> Decision:
    """Say whether the move belongs to this person at all, whatever the state of the plan."""
    _, _, maker = PLAN_MOVES[move]
    if actor_of(user, plan, on) == maker:
        return ALLOW
    if maker == Actor.OWNER:
        return deny("Hanya pemilik SKP yang menyusun dan mengajukannya.")
    superior = superior_on(plan, on)
    return deny(f"Tanggapan atas SKP ini diberikan atasannya{f', {superior.full_name}' if superior else ''}.")


def may_print(user: Employee, plan: Plan, on: date) -> Decision:
    """The people of an agreed plan and its admins have the document made; auditors read what was."""
    if plan.revises_id is not None:
        return deny("Dokumen dibuat dari SKP yang berlaku.")
    if plan.agreed_at is None:
        return deny("Dokumen SKP tersedia setelah SKP disepakati.")
    if actor_of(user, plan, on) in {Actor.OWNER, Actor.SUPERIOR, Actor.UPPER}:
        return ALLOW
    if any(has_role(user, role, on) for role in (Role.BKD_ADMIN, Role.UNIT_ADMIN)):
        return may_read(user, plan, on)
    return deny("Dokumen ini dibuat oleh pegawai yang bersangkutan, atasannya, atau admin unitnya.")


# --- Periods and policy -------------------------------------------------------------------------


def may_manage_periods(user: Employee, on: date) -> Decision:
    """BKD admins over the whole agency create, change, open and close periods."""
    return may_administer(user, on)


def may_change_period(user: Employee, period: Period, on: date) -> Decision:
    """The windows change until the period is closed."""
    return first_denial(may_manage_periods(user, on), not_closed(period))


def may_change_figures(user: Employee, period: Period, on: date) -> Decision:
    """The figures change until the period opens, and are frozen from then on."""
    if period.opened_at is not None:
        frozen = deny(f"Angka kebijakan {period.year} sudah berlaku sejak periode dibuka, jadi tetap.")
        return first_denial(may_manage_periods(user, on), frozen)
    return may_manage_periods(user, on)


def may_open(user: Employee, period: Period, on: date) -> Decision:
    """A period opens once."""
    if period.opened_at is not None:
        return first_denial(may_manage_periods(user, on), deny(f"Periode {period.year} sudah dibuka."))
    return may_manage_periods(user, on)


def may_close(user: Employee, period: Period, on: date) -> Decision:
    """A period closes after it was opened, once."""
    return first_denial(may_manage_periods(user, on), _opened(period), not_closed(period))


# --- Parts ------------------------------------------------------------------------------------


def span_of(period: Period, placement: Placement) -> Span | None:
    """Return the days on which the placement lies in the period, or None."""
    return shared_span(
        Span(period.started_on, period.ended_on), Span(placement.started_on, placement.ended_on)
    )


def _desk(user: Employee, on: date) -> Scope:
    """Return the units whose plans the person sees by role, read once per loaded user object."""
    cache: dict[date, Scope] = user.__dict__.setdefault("_desk", {})
    if on not in cache:
        cache[on] = scope_of(user, *DESK, on=on)
    return cache[on]


def _opened(period: Period) -> Decision:
    if period.opened_at is None:
        return deny(f"Periode {period.year} belum dibuka BKD. Draf tetap tersimpan.")
    return ALLOW


def not_closed(period: Period) -> Decision:
    """Whatever belongs to a year stays as it is once the year is closed."""
    if period.closed_at is not None:
        return deny(f"Periode {period.year} ditutup pada {waktu(period.closed_at)}, jadi isinya tetap.")
    return ALLOW


def _in_state(move: PlanMove, plan: Plan) -> Decision:
    status = PlanStatus(plan.status)
    is_change = plan.revises_id is not None
    if fits(move, is_change=is_change) and may_move(move, status, PLAN_MOVES[move][2]):
        return ALLOW
    if is_change and status == PlanStatus.CLOSED:
        return deny("Perubahan ini sudah disepakati dan berlaku.")
    if status == PlanStatus.CANCELLED:
        return deny("Perubahan ini sudah dibatalkan.")
    if move in {PlanMove.START, PlanMove.ASK}:
        return deny("Perubahan diusulkan pada SKP yang sudah disepakati.")
    if status in {PlanStatus.AGREED, PlanStatus.CLOSED}:
        return deny("SKP ini sudah disepakati, jadi isinya tetap.")
    if status == PlanStatus.SUBMITTED:
        return deny("SKP ini sedang ditinjau atasan. Tarik kembali dulu bila ingin mengubahnya.")
    if status == PlanStatus.RETURNED:
        return deny("SKP ini sudah dikembalikan dengan saran dan sedang diperbaiki pemiliknya.")
    return deny("SKP ini masih draf dan belum diajukan.")
