"""Changing the agency: names, letterhead, and the habits of its documents."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change

from .. import access
from ..models import Agency, AgencyEmblem, Employee, RoleGrant, Unit
from ..rules import Role
from ..rules.number import DEFAULT_PATTERN, pattern_fault
from .employee import set_first_password
from .role import grant_role

FIELDS = (
    *("name", "letterhead", "address", "city", "typeface", "paper", "qualitative_layout"),
    "number_pattern",
)


@transaction.atomic
def change_agency(*, version: int, by: Employee, at: datetime, **values: str) -> Agency:
    """Set what documents print about the agency, and how they are numbered.

    Raise Denied for anybody but a BKD admin, Refused at a pattern that cannot count, Conflict with what is
    stored when somebody else was first. Numbers that were given stay as they are.
    """
    require(access.may_administer(by, timezone.localdate(at)))

    fresh: dict[str, Any] = {name: values[name] for name in FIELDS if name in values}
    fault = pattern_fault(fresh.get("number_pattern", DEFAULT_PATTERN))
    if fault:
        raise Refused(fault, "number_pattern")

    agency = Agency.objects.filter(pk=1).first()
    before = {name: getattr(agency, name) for name in FIELDS} if agency else None
    if agency is None:
        agency = Agency.objects.create(pk=1, **fresh)
    else:
        _change(agency, version, fresh)

    audit.record(action="agency.changed", by=by, at=at, target=agency, before=before, after=fresh)
    return agency


def _change(agency: Agency, version: int, values: dict[str, Any]) -> None:
    try:
        change(agency, expect=version, **values)
    except Conflict as conflict:
        labels = {field.name: str(field.verbose_name).capitalize() for field in Agency._meta.fields}
        said = {
            labels[name]: str(getattr(agency, name))
            for name, value in values.items()
            if getattr(agency, name) != value
        }
        raise Conflict(theirs=said, version=conflict.version) from None


@transaction.atomic
def set_emblem(*, image: bytes, by: Employee, at: datetime) -> AgencyEmblem:
    """Put an emblem on the letterhead in place of the one before; the picture was looked at already.

    Raise Denied for anybody but a BKD admin. Documents that were issued keep their pages.
    """
    require(access.may_administer(by, timezone.localdate(at)))
    agency = Agency.objects.select_for_update().get(pk=1)

    facts = {"image": image, "set_by": by, "set_at": at}
    emblem, _ = AgencyEmblem.objects.update_or_create(agency=agency, defaults=facts)

    after = {"sha256": emblem.sha256, "size": len(image)}
    audit.record(action="agency.emblem", by=by, at=at, target=agency, after=after)
    return emblem


@transaction.atomic
def remove_emblem(*, by: Employee, at: datetime) -> None:
    """Take the emblem off the letterhead of later documents; raise Denied for anybody but a BKD admin."""
    require(access.may_administer(by, timezone.localdate(at)))

    emblem = AgencyEmblem.objects.select_related("agency").filter(agency=1).first()
    if emblem is None:
        return
    before = {"sha256": emblem.sha256}
    emblem.delete()

    audit.record(action="agency.emblem_removed", by=by, at=at, target=emblem.agency, before=before)


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
