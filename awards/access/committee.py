"""Who of the committee takes part about a candidate, and who reads what it says."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny
from organizations.access import has_role, scope_of
from organizations.models import Employee
from organizations.rules import Role

from ..models import AwardCandidate
from .conflict import not_apart


def may_recuse(user: Employee, candidate: AwardCandidate, on: date) -> Decision:
    """A member steps aside about any candidate inside the own units, also where a conflict shows already."""
    scope = scope_of(user, Role.AWARD_COMMITTEE, on=on)
    if scope.is_all or candidate.home_id in scope.unit_ids:
        return ALLOW
    return deny("Ini dilakukan anggota tim penghargaan.")


def may_take_part(user: Employee, candidate: AwardCandidate, on: date) -> Decision:
    """A member takes part unless standing apart from the candidate."""
    inside = may_recuse(user, candidate, on)
    return not_apart(user, candidate, on) if inside else inside


def may_judge(user: Employee, candidate: AwardCandidate, on: date) -> Decision:
    """Who takes part gives points while no condition is known to be unmet."""
    if any(answer["met"] is False for answer in candidate.criteria):
        return deny("Calon ini belum memenuhi semua syarat, jadi belum ada yang perlu dinilai.")
    return may_take_part(user, candidate, on)


def may_note(user: Employee, on: date) -> Decision:
    """Any member writes what was said about the list as a whole."""
    if has_role(user, Role.AWARD_COMMITTEE, on):
        return ALLOW
    return deny("Catatan ditulis anggota tim penghargaan.")
