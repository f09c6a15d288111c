"""Who reads the credit points of whom, and who sets, brings in and cancels them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny, first_denial
from organizations.access import desk_scope, may_administer, scope_of
from organizations.models import Employee
from organizations.rules import PlacementKind, PositionKind, Role

from ..models import CreditEntry, Evaluation
from ..rules.credit import CreditSource
from ..rules.evaluation import Actor, EvaluationStatus
from .document import credited
from .line import actor_of, of_supervised

ADMINS = (Role.BKD_ADMIN, Role.UNIT_ADMIN)
_FUNCTIONAL = {
    "plan__placement__kind": PlacementKind.DEFINITIVE,
    "plan__placement__position__kind": PositionKind.FUNCTIONAL,
}


def visible_entries(user: Employee, on: date) -> QuerySet[CreditEntry]:
    """Return the entries this person reads: those of the people `credited` names, and of plans one led.

    The total is set on the whole, so that a superior of today reads the years before as well.
    """
    led = Q(pk__in=CreditEntry.objects.filter(evaluation__in=_supervised(user, on)).values("pk"))
    return CreditEntry.objects.filter(Q(employee__in=credited(user, on)) | led)


def _supervised(user: Employee, on: date) -> QuerySet[Evaluation]:
    return Evaluation.objects.filter(of_supervised(user, on), status=EvaluationStatus.FINAL)


def functional_results() -> QuerySet[Evaluation]:
    """Return the final results in functional posts with a level."""
    rows = Evaluation.objects.filter(status=EvaluationStatus.FINAL, **_FUNCTIONAL)
    return rows.exclude(plan__placement__position__level="")


def final_results(user: Employee, on: date, *, desk: bool) -> QuerySet[Evaluation]:
    """Return the final results in functional posts whose points this person may set; never the own.

    `desk` means those of the units one administers, else those of the plans one appraises.
    """
    rows = functional_results().exclude(plan__placement__employee=user)
    if not desk:
        return rows.filter(of_supervised(user, on))
    scope = scope_of(user, *ADMINS, on=on)
    return scope.filter(rows, "plan__placement__unit") if scope else rows.none()


def listed_results(user: Employee, on: date) -> QuerySet[Evaluation]:
    """Return the final results in functional posts of the units whose list this person reads."""
    scope = desk_scope(user, on)
    return scope.filter(functional_results(), "plan__placement__unit") if scope else Evaluation.objects.none()


def may_convert(user: Employee, evaluation: Evaluation, on: date) -> Decision:
    """The direct superior of the plan sets the points (domain research 4.4), or its admin for him."""
    placement = evaluation.plan.placement
    if placement.employee_id == user.pk:
        return deny("Angka kredit Anda sendiri ditetapkan pejabat penilai atau admin lain.")
    if actor_of(user, evaluation.plan, on) == Actor.SUPERIOR:
        return ALLOW
    scope = scope_of(user, *ADMINS, on=on)
    if scope.is_all or placement.unit_id in scope.unit_ids:
        return ALLOW
    return deny("Angka kredit ditetapkan pejabat penilai pegawai itu, atau admin unitnya.")


def may_bring_in(user: Employee, employee: Employee, on: date) -> Decision:
    """BKD admins write down points from before and from education, on a decree; never their own."""
    if user.pk == employee.pk:
        return deny("Angka kredit Anda sendiri dicatat oleh admin lain.")
    return first_denial(may_administer(user, on))


def may_cancel(user: Employee, entry: CreditEntry, on: date) -> Decision:
    """Who may set an entry may cancel it."""
    if entry.cancelled_at is not None:
        return deny("Catatan ini sudah dibatalkan.")
    if entry.source == CreditSource.CONVERSION and entry.evaluation is not None:
        return may_convert(user, entry.evaluation, on)
    return may_bring_in(user, entry.employee, on)


def settable(user: Employee, person: Employee, on: date) -> frozenset[int]:
    """Return the final results of a person whose points this one may set, as `may_convert` says."""
    if user.pk == person.pk:
        return frozenset()
    scope = scope_of(user, *ADMINS, on=on)
    rows = functional_results().filter(plan__placement__employee=person)
    if not scope.is_all:
        rows = rows.filter(of_supervised(user, on) | Q(plan__placement__unit__in=scope.unit_ids))
    return frozenset(rows.values_list("pk", flat=True))


def changeable(
    entries: Iterable[CreditEntry], results: Collection[int], *, brings_in: bool
) -> frozenset[int]:
    """Return which valid entries may be cancelled by who sets these results, or brings points in."""
    return frozenset(
        entry.pk
        for entry in entries
        if (entry.evaluation_id in results if entry.source == CreditSource.CONVERSION else brings_in)
    )


def may_keep_list(user: Employee, on: date) -> Decision:
    """BKD admins, unit admins and auditors see the list of their units."""
    if desk_scope(user, on):
        return ALLOW
    return deny("Daftar ini dibuka untuk admin BKD, admin unit, dan auditor.")


def may_set_for_desk(user: Employee, on: date) -> bool:
    """Say whether the person sets points for units; auditors only read the list."""
    return bool(scope_of(user, *ADMINS, on=on))
