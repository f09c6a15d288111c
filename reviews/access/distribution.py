"""Who reads how the predicates of a unit are spread, and who says why they differ from the guide."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny
from organizations.access import Scope, headed_scope
from organizations.models import Employee, Placement, Unit

from .line import desk_scope


def spread_scope(user: Employee, on: date) -> Scope:
    """Return the units whose counts this person reads: led with all below, and those of the desk's role.

    All of them are inside the circle that reads single results (domain research, contradiction 19).
    """
    granted, headed = desk_scope(user, on), headed_scope(user, on)
    return Scope(granted.is_all or headed.is_all, granted.unit_ids | headed.unit_ids)


def headed_units(user: Employee, on: date) -> list[int]:
    """Return the units this person heads on a day, acting heads as well, the definitive post first."""
    posts = Placement.objects.on(on).filter(employee=user, is_head=True)
    return list(posts.order_by("kind", "pk").values_list("unit", flat=True))


def may_give_reason(user: Employee, unit: Unit | int, on: date) -> Decision:
    """The head of the unit, also an acting one, says why the unit differs from the guide."""
    key = unit if isinstance(unit, int) else unit.pk
    if key in headed_units(user, on):
        return ALLOW
    return deny("Alasan ditulis oleh kepala unit itu.")
