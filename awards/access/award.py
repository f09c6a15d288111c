"""Who sees the award lists, who has them proposed, and who decides."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny, first_denial
from indicators.rules import TermKind
from organizations.access import Scope, has_role, scope_of
from organizations.models import Employee, RoleGrant, Supervision, on_day
from organizations.rules import Role
from reviews.models import Evaluation

from ..models import AwardCandidate, AwardList

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
    """The committee decides within its units, never about oneself, one's superior or one's own staff."""
    scope = scope_of(user, Role.AWARD_COMMITTEE, on=on)
    inside = scope.is_all or candidate.home_id in scope.unit_ids
    if not inside:
        return deny("Keputusan diambil anggota tim penghargaan.")
    return first_denial(_not_oneself(user, candidate), _not_related(user, candidate, on))


def _not_oneself(user: Employee, candidate: AwardCandidate) -> Decision:
    if candidate.employee_id == user.pk:
        return deny("Ini tentang Anda sendiri, jadi anggota tim yang lain yang memutuskan.")
    return ALLOW


def _not_related(user: Employee, candidate: AwardCandidate, on: date) -> Decision:
    """Deny when one of the two appraises or has appraised the other; other relations are not recorded."""
    below = Q(placement=candidate.placement_id, superior=user)
    above = Q(placement__employee=user, superior=candidate.employee_id)
    rated = Evaluation.objects.filter(
        plan__placement=candidate.placement_id,
        term__period=candidate.award_list.scheme.period_id,
        term__kind=TermKind.FINAL,
        appraiser=user,
    )
    if Supervision.objects.on(on).filter(below | above).exists() or rated.exists():
        return deny(
            "Anda dan pegawai ini bekerja sebagai atasan dan bawahan, "
            "jadi anggota tim yang lain yang memutuskan."
        )
    return ALLOW


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
