"""Changing the agency: names, letterhead, and the habits of its documents."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused

from .. import access
from ..models import Agency, Employee, RoleGrant, Unit
from ..rules import Role
from .employee import set_first_password
from .role import grant_role

FIELDS = ("name", "letterhead", "address", "city", "typeface", "paper", "qualitative_layout")


@transaction.atomic
def change_agency(*, by: Employee, at: datetime, **values: str) -> Agency:
    """Set what documents print about the agency; raise Denied for anybody but a BKD admin."""
    require(access.may_administer(by, timezone.localdate(at)))

    before = Agency.objects.filter(pk=1).values(*FIELDS).first()
    agency, _ = Agency.objects.update_or_create(
        pk=1, defaults={name: values[name] for name in FIELDS if name in values}
    )

    audit.record(action="agency.changed", by=by, at=at, target=agency, before=before, after=values)
    return agency


@transaction.atomic
def start_agency(*, admin: Employee, city: str, at: datetime) -> str:
    """Begin an installation: name the agency after the root unit, make the first BKD admin.

    Return the admin's one-time password. Raise Refused without units, or when a BKD admin exists.
    """
    root = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    if root is None:
        raise Refused("Belum ada unit. Impor data unit lebih dahulu.")
    if RoleGrant.objects.filter(role=Role.BKD_ADMIN, ended_on__isnull=True).exists():
        raise Refused("Instansi ini sudah punya admin BKD. Ia memberi peran lewat halaman pegawai.")

    defaults = {"name": root.name, "city": city or root.name.split()[-1]}
    agency, _ = Agency.objects.get_or_create(pk=1, defaults=defaults)
    grant_role(employee=admin, role=Role.BKD_ADMIN, unit=root, by=None, at=at)
    audit.record(action="agency.started", by=None, at=at, target=agency)
    return set_first_password(employee=admin, by=None, at=at)
