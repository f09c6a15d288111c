"""Granting and ending roles."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused

from .. import access
from ..models import Employee, RoleGrant, Unit
from ..rules import Role


@transaction.atomic
def grant_role(*, employee: Employee, role: Role, unit: Unit, by: Employee | None, at: datetime) -> RoleGrant:
    """Give a role over a unit and all below it; `by` is None only for the first BKD admin.

    Raise Denied for anybody but a BKD admin, Refused when the person already holds the role there.
    """
    today = timezone.localdate(at)
    if by is not None:
        require(access.may_administer(by, today))

    Employee.objects.select_for_update().get(pk=employee.pk)
    if RoleGrant.objects.filter(employee=employee, role=role, unit=unit, ended_on__isnull=True).exists():
        raise Refused("Orang ini sudah punya peran tersebut di unit itu.", "role")

    grant = RoleGrant.objects.create(employee=employee, role=role, unit=unit, granted_by=by, started_on=today)
    after = {"role": str(role), "unit": str(unit)}
    audit.record(action="role.granted", by=by, at=at, target=employee, after=after)
    return grant


@transaction.atomic
def end_role(*, grant: RoleGrant, by: Employee, at: datetime) -> RoleGrant:
    """End a role today; raise Denied for anybody but a BKD admin, Refused for the last BKD admin."""
    today = timezone.localdate(at)
    require(access.may_administer(by, today))

    running = RoleGrant.objects.filter(ended_on__isnull=True)
    if grant.role == Role.BKD_ADMIN:
        admins = running.filter(role=Role.BKD_ADMIN, unit__parent__isnull=True)
        held = admins.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True)
        if not set(held) - {grant.pk}:
            raise Refused("Ini admin BKD terakhir. Beri peran itu kepada orang lain dulu.")

    ended_on = max(grant.started_on, today)
    if running.filter(pk=grant.pk).update(ended_on=ended_on) != 1:
        raise Refused("Peran ini sudah diakhiri.")
    grant.ended_on = ended_on
    after = {"role": grant.role, "unit": str(grant.unit), "ended_on": ended_on}
    audit.record(action="role.ended", by=by, at=at, target=grant.employee, after=after)
    return grant
