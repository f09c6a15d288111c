"""Placing people: a transfer ends one placement and begins another, and never edits history."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from appraisal import audit
from appraisal.errors import Refused

from ..models import Employee, Placement, Position, Unit
from ..rules import PlacementKind, Span


@transaction.atomic
def assign(
    *,
    employee: Employee,
    position: Position,
    unit: Unit,
    is_head: bool,
    started_on: date,
    by: Employee | None,
    at: datetime,
    kind: str = PlacementKind.DEFINITIVE,
    ended_on: date | None = None,
) -> Placement:
    """Place a person from a day on; a running definitive placement ends the day before.

    Raise Refused when a definitive placement would overlap an earlier one or the unit has a head.
    """
    Employee.objects.select_for_update().get(pk=employee.pk)
    definitive = employee.placements.definitive()
    if kind == PlacementKind.DEFINITIVE:
        definitive.filter(ended_on__isnull=True, started_on__lt=started_on).update(
            ended_on=started_on - timedelta(days=1)
        )
        fresh = Span(started_on, ended_on)
        if any(fresh.overlaps(Span(row.started_on, row.ended_on)) for row in definitive):
            raise Refused("Penempatan ini bertumpuk dengan penempatan lain pegawai itu.", "started_on")

    try:
        with transaction.atomic():
            placement = Placement.objects.create(
                employee=employee,
                position=position,
                unit=unit,
                kind=kind,
                is_head=is_head,
                started_on=started_on,
                ended_on=ended_on,
            )
    except IntegrityError as error:
        raise Refused("Unit ini sudah punya kepala definitif. Akhiri dulu penempatannya.", "unit") from error

    after = {"unit": str(unit), "position": str(position), "kind": str(kind), "started_on": started_on}
    audit.record(action="employee.placed", by=by, at=at, target=employee, after=after)
    return placement
