"""Keeping service points: opening, changing, closing, and opening again."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change
from organizations.models import Employee, Unit

from ..access import voice as access
from ..models import Service, ServicePoint

LETTERS = "abcdefhjkmnpqrtuvwxy34678"  # without those that are read as another: g/9, i/1/l, o/0, s/5, 2/z
CODE_LENGTH = 7  # 25 signs to the seventh power: six billion codes
MOST_SERVICES = 30


def new_code() -> str:
    """Return a code that cannot be guessed from another and is easily typed."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


@transaction.atomic
def open_point(*, unit: Unit, name: str, services: list[str], by: Employee, at: datetime) -> ServicePoint:
    """Open a service point of a unit and return it; raise Denied outside of the person's units."""
    require(access.may_keep_points(by, unit, timezone.localdate(at)))
    _check(services)
    point = _with_new_code(unit, name, at)
    _write_services(point, services, at)
    audit.record(action="point.opened", by=by, at=at, target=point, after=_facts(point))
    return point


def _with_new_code(unit: Unit, name: str, at: datetime) -> ServicePoint:
    for _ in range(5):
        try:
            with transaction.atomic():
                return ServicePoint.objects.create(unit=unit, name=name, code=new_code(), opened_at=at)
        except IntegrityError:  # one code in billions is taken
            continue
    raise Refused("Kode baru belum didapat. Coba sekali lagi.")


@transaction.atomic
def change_point(
    *, point: ServicePoint, version: int, name: str, services: list[str], by: Employee, at: datetime
) -> ServicePoint:
    """Rename a point and set the services it offers; one left out stays with its voices, closed.

    Raise Denied, Refused with the field, or Conflict when somebody was first.
    """
    require(access.may_keep_points(by, point.unit, timezone.localdate(at)))
    _check(services)
    before = _facts(point)
    change(point, expect=version, name=name)
    _write_services(point, services, at)
    audit.record(action="point.changed", by=by, at=at, target=point, before=before, after=_facts(point))
    return point


@transaction.atomic
def set_closed(
    *, point: ServicePoint, version: int, is_closed: bool, by: Employee, at: datetime
) -> ServicePoint:
    """Close a point, so that its public page takes no more voices, or open it again."""
    require(access.may_keep_points(by, point.unit, timezone.localdate(at)))
    change(point, expect=version, closed_at=at if is_closed else None)
    audit.record(action="point.closed" if is_closed else "point.reopened", by=by, at=at, target=point)
    return point


def _check(services: list[str]) -> None:
    if len(services) > MOST_SERVICES:
        told = f"Paling banyak {MOST_SERVICES} jenis layanan. Bagi menjadi beberapa titik layanan."
        raise Refused(told, "services")


def _write_services(point: ServicePoint, names: list[str], at: datetime) -> None:
    """Make the offered services those of the list, in its order."""
    known = {row.name: row for row in Service.objects.filter(point=point)}
    for order, name in enumerate(names, start=1):
        row = known.pop(name, None) or Service(point=point, name=name)
        row.order, row.closed_at = order, None
        row.save()
    gone = [row.pk for row in known.values() if row.closed_at is None]
    Service.objects.filter(pk__in=gone).update(closed_at=at)


def _facts(point: ServicePoint) -> dict[str, Any]:
    offered = Service.objects.filter(point=point, closed_at__isnull=True).order_by("order")
    return {"name": point.name, "unit": point.unit.name, "services": [row.name for row in offered]}
