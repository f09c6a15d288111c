"""Who has the certificate of a winner made and read, and whose own result an award is."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny
from organizations.access import headed_units, scope_of
from organizations.models import Employee
from organizations.rules import Role

from ..models import AwardCandidate, NominationMember
from ..rules.award import Choice
from .award import award_scope


def own_candidates(user: Employee) -> QuerySet[AwardCandidate]:
    """Return the settled candidacies of a person: the own, and of teams to which the person belongs."""
    teams = NominationMember.objects.filter(employee=user).values("nomination")
    mine = Q(employee=user) | Q(nomination__in=teams)
    return AwardCandidate.objects.filter(mine, award_list__closed_at__isnull=False)


def honoured(user: Employee, on: date) -> QuerySet[AwardCandidate]:
    """Return what a person won: alone, in a team, or as the head of a unit."""
    units = [unit.pk for unit in headed_units(user, on)]
    ours = Q(pk__in=own_candidates(user).values("pk")) | Q(unit__in=units)
    settled = AwardCandidate.objects.filter(decision=Choice.RECOMMENDED, award_list__closed_at__isnull=False)
    return settled.filter(ours)


def may_issue_certificate(user: Employee, candidate: AwardCandidate, on: date) -> Decision:
    """The winner, the committee and BKD admins of the agency have the certificate of a settled award made."""
    if candidate.award_list.closed_at is None or candidate.decision != Choice.RECOMMENDED:
        return deny("Piagam dibuat untuk penerima setelah rekomendasi ditetapkan.")
    if scope_of(user, Role.AWARD_COMMITTEE, Role.BKD_ADMIN, on=on).is_all:
        return ALLOW
    if honoured(user, on).filter(pk=candidate.pk).exists():
        return ALLOW
    return deny("Piagam dibuat penerimanya, tim penghargaan, atau admin BKD.")


def certificates_seen(user: Employee, on: date) -> Q | None:
    """Return which certificates a person opens: every one for who reads all lists, else what was won."""
    if award_scope(user, on).is_all:
        return Q()
    return Q(about_id__in=honoured(user, on).values("pk"))


def may_consent(user: Employee, candidate: AwardCandidate) -> Decision:
    """Only the person who won says whether the own name stands publicly; units and teams are no persons."""
    won = candidate.decision == Choice.RECOMMENDED and candidate.award_list.closed_at is not None
    if won and candidate.employee_id == user.pk:
        return ALLOW
    return deny("Pilihan ini ada pada penerima penghargaan sendiri.")
