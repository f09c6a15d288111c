"""Who reads how the predicates of a unit are spread, and who says why they differ from the guide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from appraisal.access import ALLOW, Decision, deny
from organizations.access import grants_of, headed_units, is_head
from organizations.models import Employee, Unit
from organizations.rules import Role

DESK = (Role.BKD_ADMIN, Role.UNIT_ADMIN)


def spread_tops(user: Employee, on: date) -> frozenset[int]:
    """Return the units whose counts this person reads, with all below them: led, or of the desk's role.

    All of these people are inside the circle that reads single results (domain research, contradiction 19).
    """
    return _granted(user, on, *DESK, Role.AUDITOR) | frozenset(_headed(user, on))


def organised_tops(user: Employee, on: date) -> frozenset[int]:
    """Return the units whose meetings this person organises, with all below them: led or administered."""
    return _granted(user, on, *DESK) | frozenset(_headed(user, on))


def _granted(user: Employee, on: date, *roles: Role) -> frozenset[int]:
    return frozenset(grant.unit_id for grant in grants_of(user, on) if grant.role in roles)


def lies_below(chain: Iterable[int], tops: frozenset[int]) -> bool:
    """Say whether a unit, given with its parents, is one of these units or lies below one."""
    return not tops.isdisjoint(chain)


def _headed(user: Employee, on: date) -> list[int]:
    """Return the units this person heads on a day, acting heads as well; no query for who heads nothing."""
    return [unit.pk for unit in headed_units(user, on)] if is_head(user, on) else []


def may_give_reason(user: Employee, unit: Unit | int, on: date) -> Decision:
    """The head of the unit, also an acting one, says why the unit differs from the guide."""
    key = unit if isinstance(unit, int) else unit.pk
    if key in _headed(user, on):
        return ALLOW
    return deny("Alasan ditulis oleh kepala unit itu.")
