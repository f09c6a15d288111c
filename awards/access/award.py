"""Who sees the award lists, who has them proposed, and who decides."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from appraisal.access import ALLOW, Decision, deny
from organizations.access import Scope, has_role, scope_of
from organizations.models import Employee, RoleGrant, on_day
from organizations.rules import Role

from ..models import AwardCandidate, AwardList
from .conflict import not_apart

READERS = (Role.AWARD_COMMITTEE, Role.BKD_ADMIN, Role.AUDITOR)


def award_scope(user: Employee, on: date) -> Scope:
    """Return the units whose candidates this person may see."""
    return scope_of(user, *READERS, on=on)


def visible_candidates(user: Employee, on: date) -> QuerySet[AwardCandidate]:
    """Return the candidates in the units of the person's roles; nobody else sees a list."""
    scope = award_scope(user, on)
    if not scope:
        return AwardCandidate.objects.none()
    return scope.filter(AwardCandidate.objects.all(), "placement__unit")


def committee(on: date) -> set[int]:
    """Return who belongs to an award committee on a day, as primary keys of employees."""
    grants = RoleGrant.objects.filter(on_day(on), role=Role.AWARD_COMMITTEE)
    return set(grants.values_list("employee", flat=True))


def members(on: date) -> set[int]:
    """Return the committee of the whole agency on a day: those whose presence makes a quorum."""
    grants = RoleGrant.objects.filter(on_day(on), role=Role.AWARD_COMMITTEE, unit__parent__isnull=True)
    return set(grants.filter(employee__is_active=True).values_list("employee", flat=True))


def may_sit(user: Employee, on: date) -> Decision:
    """The committee and BKD admins of the whole agency write down who sat when."""
    if scope_of(user, Role.AWARD_COMMITTEE, Role.BKD_ADMIN, on=on).is_all:
        return ALLOW
    return deny("Rapat dicatat tim penghargaan atau admin BKD tingkat instansi.")


def may_see(user: Employee, on: date) -> Decision:
    """The award committee, BKD admins and auditors read the lists, each within the role's units."""
    if any(has_role(user, role, on) for role in READERS):
        return ALLOW
    return deny("Halaman ini dibuka untuk tim penghargaan, admin BKD, dan auditor.")


def may_propose(user: Employee, on: date) -> Decision:
    """Only BKD admins over the whole agency have a list proposed."""
    if scope_of(user, Role.BKD_ADMIN, on=on).is_all:
        return ALLOW
    return deny("Usulan penghargaan disusun admin BKD.")


def may_decide(user: Employee, candidate: AwardCandidate, on: date) -> Decision:
    """The committee decides within its units; who stands apart from the candidate leaves it to others."""
    scope = scope_of(user, Role.AWARD_COMMITTEE, on=on)
    inside = scope.is_all or candidate.home_id in scope.unit_ids
    if not inside:
        return deny("Keputusan diambil anggota tim penghargaan.")
    return not_apart(user, candidate, on)


def may_close(user: Employee, on: date) -> Decision:
    """A member of the committee over the whole agency settles the recommendation."""
    if scope_of(user, Role.AWARD_COMMITTEE, on=on).is_all:
        return ALLOW
    return deny("Rekomendasi ditetapkan anggota tim penghargaan tingkat instansi.")


def may_issue(user: Employee, award_list: AwardList, on: date) -> Decision:
    """The committee and BKD admins over the whole agency issue the document of a settled list."""
    if not scope_of(user, Role.AWARD_COMMITTEE, Role.BKD_ADMIN, on=on).is_all:
        return deny("Dokumen rekomendasi dibuat tim penghargaan atau admin BKD.")
    if award_list.closed_at is None:
        return deny("Dokumen bisa dibuat setelah rekomendasi ditetapkan.")
    return ALLOW
