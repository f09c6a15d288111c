"""Granting and ending roles; that of a BKD admin takes two people (see proposal.py)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.templatetags.ui import tanggal

from .. import access
from ..models import Employee, RoleGrant, Unit
from ..rules import Role

LAST_ADMIN = "Ini admin BKD terakhir. Beri peran itu tanpa tanggal akhir kepada orang lain dulu."


@transaction.atomic
def grant_role(
    *,
    employee: Employee,
    role: Role,
    unit: Unit,
    by: Employee | None,
    at: datetime,
    ended_on: date | None = None,
) -> RoleGrant:
    """Give a role over a unit and all below it, until a day or without end.

    `by` is None only for the first BKD admin. Raise Denied for anybody but a BKD admin, Refused when the
    person already holds the role there, and for the role of BKD admin, which is proposed (`propose_role`).
    """
    today = timezone.localdate(at)
    if by is not None:
        require(access.may_administer(by, today))
        if role == Role.BKD_ADMIN:
            raise Refused("Peran admin BKD diusulkan, lalu disetujui orang kedua.", "role")

    Employee.objects.select_for_update().get(pk=employee.pk)
    refuse_grant(employee=employee, role=role, unit=unit, ended_on=ended_on, today=today)
    return give(employee=employee, role=role, unit=unit, ended_on=ended_on, by=by, at=at)


def refuse_grant(*, employee: Employee, role: Role, unit: Unit, ended_on: date | None, today: date) -> None:
    """Raise Refused with the field when a role cannot begin today."""
    if not employee.is_active:
        raise Refused("Peran hanya diberikan kepada pegawai aktif.", "role")
    if ended_on is not None and ended_on < today:
        raise Refused("Tanggal akhir paling cepat hari ini.", "ended_on")
    held = running(today).filter(employee=employee, role=role, unit=unit).first()
    if held is not None and held.ended_on is not None:
        until = tanggal(held.ended_on)
        raise Refused(f"Peran itu sudah berlaku sampai {until}. Akhiri dulu, lalu beri lagi.", "role")
    if held is not None:
        raise Refused("Orang ini sudah punya peran tersebut di unit itu.", "role")


def running(today: date) -> QuerySet[RoleGrant]:
    """Return the grants that last beyond today."""
    return RoleGrant.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today))


def give(
    *,
    employee: Employee,
    role: Role,
    unit: Unit,
    ended_on: date | None,
    by: Employee | None,
    at: datetime,
) -> RoleGrant:
    """Write a grant that begins today, with its event; the caller has looked at rights and reasons."""
    grant = RoleGrant.objects.create(
        employee=employee,
        role=role,
        unit=unit,
        granted_by=by,
        started_on=timezone.localdate(at),
        ended_on=ended_on,
    )
    after = {"role": str(role), "unit": str(unit)} | ({"ended_on": ended_on} if ended_on else {})
    audit.record(action="role.granted", by=by, at=at, target=employee, after=after)
    return grant


@transaction.atomic
def end_role(*, grant: RoleGrant, by: Employee, at: datetime) -> RoleGrant:
    """End a role today; raise Denied for anybody but a BKD admin, Refused for the last BKD admin.

    Ending takes one person: a right that is misused has to go at once.
    """
    today = timezone.localdate(at)
    require(access.may_administer(by, today))

    if grant.role == Role.BKD_ADMIN:
        refuse_last_admin(but=Q(pk=grant.pk))
    ended_on = max(grant.started_on, today)
    if running(today).filter(pk=grant.pk).update(ended_on=ended_on) != 1:
        raise Refused("Peran ini sudah diakhiri.")
    grant.ended_on = ended_on
    after = {"role": grant.role, "unit": str(grant.unit), "ended_on": ended_on}
    audit.record(action="role.ended", by=by, at=at, target=grant.employee, after=after)
    return grant


def refuse_last_admin(*, but: Q) -> None:
    """Raise Refused when no active BKD admin over the whole agency without an end is left but these grants.

    Called in the transaction that ends them; the grants stay locked, so that two ends do not pass together.
    """
    admins = RoleGrant.objects.filter(
        ended_on__isnull=True, role=Role.BKD_ADMIN, unit__parent__isnull=True, employee__is_active=True
    )
    held = set(admins.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    ending = set(admins.filter(but).values_list("pk", flat=True))
    if ending and not held - ending:
        raise Refused(LAST_ADMIN)
