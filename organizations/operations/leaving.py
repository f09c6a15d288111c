"""The end of a post: an acting one by itself, the definitive one with the service."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.templatetags.ui import tanggal
from appraisal.versions import change

from .. import access
from ..models import Employee, Placement, RoleGrant, SuperiorOverride
from ..rules import LEAVING, PlacementKind
from .line import refresh_lines
from .moving import lines_from
from .role import refuse_last_admin
from .staff_moves import trim_lines
from .transfer import NO_NOTE

DAY = timedelta(days=1)


@transaction.atomic
def end_placement(
    *, placement: Placement, version: int, on: date, status: str, note: str, by: Employee, at: datetime
) -> Placement:
    """End a post with its last day `on`, today at the latest.

    The end of the definitive post is the end of the service, with its reason as `status` (kedudukan
    hukum): acting posts, overrides, roles and the account end with it. Raise Denied outside the admin's
    units, Refused with the field, Conflict when somebody else changed the person meanwhile.
    """
    locking.take_import()
    today = timezone.localdate(at)
    employee = placement.employee
    require(access.may_place(by, employee, today))
    fresh = Placement.objects.select_related("position", "unit").filter(pk=placement.pk).first()
    if fresh is None:
        raise Conflict("Penempatan ini baru saja dibatalkan. Buka lagi halaman pegawainya.")
    placement = fresh
    leaves = placement.kind == PlacementKind.DEFINITIVE
    refuse_end(placement=placement, on=on, status=status, today=today)
    if not note.strip():
        raise Refused(NO_NOTE, "note")
    if leaves:
        refuse_last_admin(but=Q(employee=employee))
    values: dict[str, Any] = {"status": status, "is_active": False} if leaves else {}
    change(employee, expect=version, **values)

    lasting = Placement.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), employee=employee)
    ending = list(lasting.order_by("pk") if leaves else lasting.filter(pk=placement.pk))
    lines = lines_from(on + DAY, at)
    for post in ending:
        post.ended_on = on
        if post.is_head and post.kind == PlacementKind.DEFINITIVE:
            lines.heads_moved.append((post.unit_id, on + DAY))
    Placement.objects.bulk_update(ending, ["ended_on"])
    trim_lines([post.pk for post in ending])
    led = _leave(employee, on, today) if leaves else set()
    lines.refresh(at)
    if led:
        refresh_lines(on=on + DAY, at=at, placements=Placement.objects.filter(employee__in=led))

    after = {"position": str(placement.position), "unit": str(placement.unit), "ended_on": on}
    if leaves:
        after["status"] = status
    audit.record(action="employee.ended", by=by, at=at, target=employee, after=after, note=note.strip())
    placement.ended_on = on
    return placement


def refuse_end(*, placement: Placement, on: date, status: str, today: date) -> None:
    """Raise Refused with the field when a post cannot end on a day; future ends wait for their day."""
    if on > today:
        raise Refused("Tanggal ini masih akan datang. Catat setelah tanggalnya tiba.", "on")
    if on < placement.started_on:
        raise Refused(f"Jabatan ini mulai {tanggal(placement.started_on)}. Isi tanggal setelahnya.", "on")
    if placement.ended_on is not None and placement.ended_on <= on:
        raise Refused(f"Jabatan ini sudah berakhir {tanggal(placement.ended_on)}.", "on")
    if placement.kind != PlacementKind.DEFINITIVE:
        return
    if status not in LEAVING:
        raise Refused("Pilih alasannya.", "status")
    later = placement.employee.placements.filter(started_on__gt=on)
    if later.exists():
        raise Refused("Pegawai ini punya penempatan yang mulai setelah tanggal itu.", "on")


def _leave(employee: Employee, on: date, today: date) -> set[int]:
    """End overrides and roles of who leaves, also where the person was the superior; return who was led."""
    named = SuperiorOverride.objects.filter(Q(employee=employee) | Q(superior=employee))
    led = set(named.filter(superior=employee).values_list("employee_id", flat=True))
    named.filter(started_on__gt=on).delete()
    named.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)).update(ended_on=on)
    grants = RoleGrant.objects.filter(employee=employee, ended_on__isnull=True)
    for grant in grants:
        grant.ended_on = max(grant.started_on, today)
        grant.save(update_fields=["ended_on"])
    return led
