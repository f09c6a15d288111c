"""Joining two rows that are one person: everything that hangs on one moves to the other, or nothing does."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change

from .. import access
from ..models import DistinctPair, Employee, Placement, Supervision
from ..queries.merging import DOUBLES, Joining, idle_rows, joining, links
from .line import refresh_lines
from .role import refuse_last_admin, running
from .staff_moves import trim_lines

DAY = timedelta(days=1)
MERGED = "Digabung"
FILLED = ("birth_on", "birth_place", "sex", "rank", "rank_since", "card_number", "email", "siasn_id")


def refuse_merge(stays: Employee, goes: Employee) -> Joining:
    """Raise Refused with the first obstacle and what to do about it; return what would happen."""
    found = joining(stays, goes)
    if found.obstacles:
        raise Refused(found.obstacles[0])
    return found


@transaction.atomic
def merge_rows(*, stays: Employee, goes: Employee, by: Employee | None, at: datetime) -> Employee:
    """Move all that hangs on `goes` to `stays`, make it inactive, and let it point to who stays.

    Events keep the row that acted, and so do proposals: they say what was known then. Called for a
    confirmed proposal. Raise Refused when something cannot be joined.
    """
    locking.take_import()
    list(Employee.objects.select_for_update().filter(pk__in=[stays.pk, goes.pk]).order_by("pk"))
    stays.refresh_from_db()
    goes.refresh_from_db()
    today = timezone.localdate(at)
    found = refuse_merge(stays, goes)
    refuse_last_admin(but=Q(employee=goes))
    try:
        with transaction.atomic():
            _settle_posts(found, by, at)
            running(today).filter(employee=goes).update(ended_on=today)
            moved = _move_links(stays, goes)
    except IntegrityError as error:
        raise Refused("Ada data yang tidak bisa digabung. Periksa lagi pratinjaunya.") from error
    filled = _fill(stays, goes)
    change(
        goes,
        expect=goes.version,
        is_active=False,
        status=MERGED,
        merged_into=stays,
        password=make_password(None),
    )
    _resolve(stays, at)
    after: dict[str, Any] = {"merged": str(goes), "moved": moved, "filled": filled}
    audit.record(action="employee.merged", by=by, at=at, target=stays, after=after)
    audit.record(action="employee.merged_away", by=by, at=at, target=goes, after={"into": str(stays)})
    return stays


@transaction.atomic
def note_distinct(*, one: Employee, other: Employee, by: Employee, at: datetime) -> DistinctPair:
    """Note that two rows are two people, so that nobody asks again; raise Denied for non-admins."""
    require(access.may_administer(by, timezone.localdate(at)))
    first, second = sorted((one, other), key=lambda person: person.pk)
    facts = {"noted_by": by, "noted_at": at}
    pair, created = DistinctPair.objects.get_or_create(first=first, second=second, defaults=facts)
    if created:
        audit.record(action="employee.distinct", by=by, at=at, target=one, after={"other": str(other)})
    return pair


def _settle_posts(found: Joining, by: Employee | None, at: datetime) -> None:
    """Take away doubled posts on which nothing hangs, and end a post where the next one begins."""
    idle = idle_rows(found.dropped_posts)
    audit.record_many(
        audit.entry(action=f"{row._meta.model_name}.removed", by=by, at=at, target=row) for row in idle
    )
    for row in idle:
        row.delete()
    dropped = [post.pk for post in found.dropped_posts]
    Supervision.objects.filter(placement__in=dropped).delete()
    Placement.objects.filter(pk__in=dropped).delete()
    for post, until in found.ended_posts:
        Placement.objects.filter(pk=post.pk).update(ended_on=until)
    trim_lines([post.pk for post, _ in found.ended_posts])


def _move_links(stays: Employee, goes: Employee) -> dict[str, int]:
    """Point every link of every app to who stays; return how many rows of each kind moved."""
    moved: dict[str, int] = {}
    for model, name in links():
        rows = model._base_manager.filter(**{name: goes})
        if double := DOUBLES.get(f"{model._meta.label}.{name}"):
            rows.filter(pk__in=double(stays, goes).values("pk")).delete()
        if count := rows.update(**{name: stays}):
            label = model._meta.label_lower
            moved[label] = moved.get(label, 0) + count
    return moved


def _fill(stays: Employee, goes: Employee) -> list[str]:
    """Take over what the row that stays does not know; return the names of the columns."""
    values = {
        name: getattr(goes, name) for name in FILLED if not getattr(stays, name) and getattr(goes, name)
    }
    change(stays, expect=stays.version, **values)
    return sorted(values)


def _resolve(stays: Employee, at: datetime) -> None:
    """Resolve the superiors of the person and of everybody who is led, from the first open day on."""
    today = timezone.localdate(at)
    led = Q(supervisions__superior=stays) | Q(supervisions__upper=stays)
    touched = Placement.objects.filter(Q(employee=stays) | led).values("pk")
    refresh_lines(on=today, at=at, placements=Placement.objects.filter(pk__in=touched))
