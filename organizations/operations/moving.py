"""Writing moves, one or hundreds: placements, overrides, lines, events, and what an undoing needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError
from django.db.models import Q
from django.utils import timezone

from appraisal import audit
from appraisal.errors import Refused

from ..models import Employee, Placement, SuperiorOverride
from ..queries import Change, Outlook
from ..rules.move_list import kind_of
from ..rules.move_row import MoveRow
from .line import refresh_lines
from .staff_lines import LineChanges
from .staff_moves import Held, Place, Step, move

DAY = timedelta(days=1)


def relocate(rows: Sequence[MoveRow], outlook: Outlook, *, by: Employee, at: datetime) -> dict[str, Any]:
    """Write moves that were judged sound, and return what was touched; the caller holds the import lock.

    Ends come first, so that the order of the rows is of no matter. Overrides of who moves end with the
    old post; those that begin later, and those that name a mover as superior, stay.
    """
    changes = outlook.changes(rows)
    first = min(row.since for row in rows)
    lines = lines_from(first, at)
    steps = _steps(rows, outlook)
    try:
        move(steps, timezone.localdate(at), lines)
    except IntegrityError as error:
        raise Refused("Penempatan sedang diubah orang lain. Coba lagi sebentar.") from error
    since = {change.employee: change.since for change in changes}
    ended = end_overrides(since)
    begun = _name_superiors(rows, changes, by, at)
    lines.refresh(at)
    touched = Placement.objects.filter(employee__in={person for _, person, _ in ended} | set(begun.values()))
    refresh_lines(on=first, at=at, placements=touched)
    audit.record_many(_events(rows, outlook, by, at))
    return {
        "moves": _moves(steps, lines),
        "overrides_ended": [
            {"pk": pk, "employee": person, "until": until.isoformat() if until else None}
            for pk, person, until in ended
        ],
        "overrides_begun": list(begun),
    }


def _steps(rows: Sequence[MoveRow], outlook: Outlook) -> list[Step]:
    """Return the moves as the writer of staff files takes them."""
    found = []
    for row in rows:
        person = outlook.people[row.nip].pk
        held = outlook.held.get(person)
        kept = held and Held(held.pk, held.unit_id, held.is_head, held.started_on)
        place = Place(row.unit, row.title, kind_of(row, outlook.facts).value, row.is_head)
        found.append(Step(person, kept or None, place, row.since))
    return found


def _moves(steps: Sequence[Step], lines: LineChanges) -> list[dict[str, Any]]:
    """Return which placement of each person ended and which began, as data for the undoing."""
    new = Placement.objects.filter(pk__gte=lines.first_new, pk__lte=lines.last_new)
    begun = dict(new.filter(employee__in=[step.employee for step in steps]).values_list("employee", "pk"))
    return [
        {
            "employee": step.employee,
            "ended": step.held.pk if step.held else None,
            "begun": begun[step.employee],
            "since": step.since.isoformat() if step.since else None,
        }
        for step in steps
    ]


def lines_from(first: date, at: datetime) -> LineChanges:
    """Return the collector of lines, reaching back to a move of last year where there is one."""
    lines = LineChanges(timezone.localdate(at))
    lines.floor = min(lines.floor, first)
    return lines


def end_overrides(since: dict[int, date]) -> list[tuple[int, int, date | None]]:
    """End the overrides of people the day before a day of their own; return pk, person and former end."""
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gte=min(since.values()))
    rows = SuperiorOverride.objects.filter(lasting, employee__in=since).order_by("pk")
    running = [
        row
        for row in rows
        if row.started_on < since[row.employee_id]
        and (row.ended_on is None or row.ended_on >= since[row.employee_id])
    ]
    former = [(row.pk, row.employee_id, row.ended_on) for row in running]
    for row in running:
        row.ended_on = since[row.employee_id] - DAY
    SuperiorOverride.objects.bulk_update(running, ["ended_on"], batch_size=500)
    return former


def _name_superiors(
    rows: Sequence[MoveRow], changes: Sequence[Change], by: Employee, at: datetime
) -> dict[int, int]:
    """Write the superiors that a file names and the tree does not; return the person by override."""
    fresh = [
        SuperiorOverride(
            employee_id=change.employee,
            superior_id=change.superior,
            started_on=change.since,
            reason=row.note,
            set_by=by,
            set_at=at,
        )
        for row, change in zip(rows, changes, strict=True)
        if change.superior is not None
    ]
    SuperiorOverride.objects.bulk_create(fresh, batch_size=500)
    return {row.pk: row.employee_id for row in fresh}


def _events(rows: Sequence[MoveRow], outlook: Outlook, by: Employee, at: datetime) -> list[Any]:
    events = []
    for row in rows:
        person = outlook.people[row.nip]
        held = outlook.held.get(person.pk)
        before = {"unit": str(held.unit), "position": str(held.position)} if held else None
        after = {
            "unit": str(outlook.units[row.unit]),
            "position": row.title,
            "kind": "DEFINITIF",
            "is_head": row.is_head,
            "started_on": row.since,
        }
        events.append(
            audit.entry(
                action="employee.placed",
                by=by,
                at=at,
                target=person,
                before=before,
                after=after,
                note=row.note,
            )
        )
    return events
