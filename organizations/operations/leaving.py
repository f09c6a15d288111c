"""The end of a post: an acting one by itself, the definitive one with the service."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
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


@transaction.atomic
def deactivate(
    *, employee: Employee, version: int, on: date, status: str, note: str, by: Employee, at: datetime
) -> Employee:
    """Let somebody take no part any more: ends the definitive post when there is one, else only the account.

    Raise Denied for the own record and outside the admin's units, Refused for the last BKD admin, Conflict.
    """
    today = timezone.localdate(at)
    require(access.may_place(by, employee, today))
    if not employee.is_active:
        raise Refused("Pegawai ini sudah tidak aktif.")
    post = running_post(employee, on)
    if post is not None:
        keys: dict[str, Any] = {"on": on, "status": status, "note": note, "by": by, "at": at}
        end_placement(placement=post, version=version, **keys)
        return employee
    refuse_deactivation(employee=employee, on=on, status=status, today=today)
    if not note.strip():
        raise Refused(NO_NOTE, "note")
    locking.take_import()
    refuse_last_admin(but=Q(employee=employee))
    change(employee, expect=version, where={"is_active": True}, status=status, is_active=False)
    led = _leave(employee, on, today)
    refresh_lines(on=on + DAY, at=at, placements=Placement.objects.filter(employee__in=led))
    after = {"status": status, "ended_on": on}
    audit.record(action="employee.deactivated", by=by, at=at, target=employee, after=after, note=note.strip())
    return employee


def running_post(employee: Employee, on: date) -> Placement | None:
    """Return the definitive post that runs beyond a day."""
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    posts = employee.placements.definitive().filter(lasting).select_related("position", "unit", "employee")
    return posts.order_by("started_on").first()


def refuse_deactivation(*, employee: Employee, on: date, status: str, today: date) -> None:
    """Raise Refused with the field when somebody without a definitive post cannot leave on a day."""
    if on > today:
        raise Refused("Tanggal ini masih akan datang. Catat setelah tanggalnya tiba.", "on")
    if status not in LEAVING:
        raise Refused("Pilih alasannya.", "status")
    if employee.placements.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)).exists():
        raise Refused("Pegawai ini masih bertugas sebagai Plt. atau Plh. Akhiri tugas itu dulu.", "on")


@transaction.atomic
def reactivate(*, employee: Employee, version: int, note: str, by: Employee, at: datetime) -> Employee:
    """Let somebody take part again; the old password and the old roles do not come back.

    Raise Denied for anybody but a BKD admin, Refused for a row that was joined to another, Conflict.
    """
    require(access.may_correct_core(by, employee, timezone.localdate(at)))
    if employee.merged_into_id is not None:
        raise Refused("Data ini sudah digabung ke data lain dan tidak bisa dipakai lagi.")
    if employee.is_active:
        raise Refused("Pegawai ini sudah aktif.")
    if not note.strip():
        raise Refused(NO_NOTE, "note")
    values = {"is_active": True, "status": "Aktif", "password": make_password(None)}
    before = {"status": employee.status}
    change(employee, expect=version, where={"is_active": False}, **values)
    after = {"status": "Aktif"}
    audit.record(
        action="employee.reactivated",
        by=by,
        at=at,
        target=employee,
        before=before,
        after=after,
        note=note.strip(),
    )
    return employee
