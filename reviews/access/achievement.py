"""Who reads, reports, recommends and sets the achievement of a unit (SE MenPANRB 3/2023)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny, first_denial
from appraisal.templatetags.ui import tanggal
from indicators.access import not_closed
from indicators.access.goal import goal_scope
from indicators.access.rating import rating_spans
from indicators.models import Term
from organizations.access import Scope, desk_scope, headed_scope, headed_units, scope_of
from organizations.models import Employee, Placement, Unit
from organizations.rules import Role

from ..rules.achievement import GradeAdviser

_NOBODY = Scope()


# --- Who reads ------------------------------------------------------------------------------------


def achievement_scope(user: Employee, on: date) -> Scope:
    """Return the units whose achievement this person reads in full, with recommendations and history.

    Those that the person heads, also as an acting head, with all below them, and those of the desk.
    """
    desk = desk_scope(user, on)
    if desk.is_all:
        return desk
    headed = headed_scope(user, on)
    return Scope(desk.is_all or headed.is_all, desk.unit_ids | headed.unit_ids)


def own_chain(user: Employee, started_on: date, ended_on: date) -> frozenset[int]:
    """Return the units a person worked in during these days and those above them: their grades can count."""
    then = Q(started_on__lte=ended_on) & (Q(ended_on__isnull=True) | Q(ended_on__gte=started_on))
    posts = Placement.objects.filter(then, employee=user)
    units = Unit.objects.with_tree_fields().filter(pk__in=posts.values("unit"))
    return frozenset(pk for unit in units for pk in unit.tree_path)


def own_units(user: Employee, term: Term) -> QuerySet[Unit]:
    """Return the units that a person worked in during a term, and those above."""
    rows: QuerySet[Unit] = Unit.objects.filter(pk__in=own_chain(user, term.started_on, term.ended_on))
    return rows


def may_read(user: Employee, unit: Unit, term: Term, on: date) -> bool:
    """Say whether the person reads the grade of a unit in a term: an own one, one above, one of a role."""
    scope = achievement_scope(user, on)
    return _holds(scope, unit) or unit.pk in own_chain(user, term.started_on, term.ended_on)


def reads_in_full(user: Employee, unit: Unit, on: date) -> bool:
    """Say whether the person reads recommendations and history of this unit."""
    return _holds(achievement_scope(user, on), unit)


# --- Who writes -----------------------------------------------------------------------------------


def heads(user: Employee, on: date) -> frozenset[int]:
    """Return the keys of the units that the person heads, also as an acting head."""
    return frozenset(unit.pk for unit in headed_units(user, on))


def setting_scope(user: Employee, on: date) -> Scope:
    """Return the units below those that the person heads, and everything for BKD; own ones are in it yet."""
    if scope_of(user, Role.BKD_ADMIN, on=on).is_all:
        return Scope(is_all=True)
    return headed_scope(user, on)


def may_set_grade(user: Employee, unit: Unit, on: date) -> Decision:
    """The head of a unit above, or BKD, sets the achievement of a unit; nobody that of the own one."""
    if unit.pk in heads(user, on):
        return deny("Capaian unit yang Anda pimpin ditetapkan pimpinan di atasnya, atau BKD.")
    if _holds(setting_scope(user, on), unit):
        return ALLOW
    return deny("Capaian organisasi ditetapkan pimpinan satu tingkat di atas unit itu, atau BKD.")


def may_set(user: Employee, unit: Unit, term: Term, on: date) -> Decision:
    """Who sets the grade of a unit does so from the first day of rating until the year is closed."""
    opens_on = rating_spans(term.period, term).of(unit.pk).started_on
    early = deny(f"Capaian {term.name} ditetapkan mulai {tanggal(opens_on)}.")
    return first_denial(may_set_grade(user, unit, on), _not_closed(term), ALLOW if on >= opens_on else early)


def may_report(user: Employee, unit: Unit, term: Term, on: date) -> Decision:
    """Who writes the goals of a unit reports what it reached of them: its head, unit admins, BKD."""
    if not _holds(goal_scope(user, on), unit):
        return deny("Realisasi IKU dilaporkan kepala unit ini, admin unit, atau BKD.")
    return _in_term(term, on)


def may_advise(user: Employee, unit: Unit, adviser: GradeAdviser, term: Term, on: date) -> Decision:
    """Each side recommends for itself; that of planning comes by letter and is recorded by BKD."""
    if not _holds(_advising(user, adviser, on), unit):
        return deny("Rekomendasi ini ditulis oleh pihak yang memberikannya.")
    return _in_term(term, on)


def _advising(user: Employee, adviser: GradeAdviser, on: date) -> Scope:
    if adviser == GradeAdviser.UNIT:
        admin = scope_of(user, Role.UNIT_ADMIN, on=on)
        return Scope(admin.is_all, admin.unit_ids | heads(user, on))
    if adviser == GradeAdviser.OVERSIGHT:
        return scope_of(user, Role.AUDITOR, on=on)
    bkd = scope_of(user, Role.BKD_ADMIN, on=on)
    return bkd if bkd.is_all else _NOBODY


def _in_term(term: Term, on: date) -> Decision:
    early = deny(f"{term.name} dimulai {tanggal(term.started_on)}.")
    return first_denial(_not_closed(term), ALLOW if on >= term.started_on else early)


def _not_closed(term: Term) -> Decision:
    period = term.period
    opened = ALLOW if period.opened_at else deny(f"Tahun {period.year} belum dibuka.")
    return first_denial(opened, not_closed(period))


def _holds(scope: Scope, unit: Unit) -> bool:
    return scope.is_all or unit.pk in scope.unit_ids
