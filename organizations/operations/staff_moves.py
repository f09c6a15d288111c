"""The placements that follow from a staff file: ends first, then beginnings, history untouched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Max, OuterRef, Q, Subquery

from ..models import Placement, Position, Supervision, Unit
from ..rules import PositionKind, functional_level
from .staff_lines import LineChanges

BATCH = 500
DAY = timedelta(days=1)


@dataclass(slots=True)
class Place:
    """Where a person works according to the file; all empty for somebody who takes no part."""

    unit: str = ""
    title: str = ""
    kind: str = ""
    is_head: bool = False


@dataclass(slots=True)
class Held:
    """The open definitive placement of a person in the database."""

    pk: int
    unit_id: int
    is_head: bool
    started_on: date


@dataclass(slots=True)
class Step:
    """A move once the person has a key: all that is kept until every person is written."""

    employee: int
    held: Held | None
    place: Place
    since: date | None


def move(steps: list[Step], on: date, lines: LineChanges) -> None:
    """End what was left and begin what is new; ends come first, so that a head can follow a head."""
    units = dict(Unit.objects.values_list("code", "pk"))
    positions = _positions(steps)
    last = _last_days([step.employee for step in steps if step.held is None and step.place.unit])
    for start in range(0, len(steps), BATCH):
        _end(steps[start : start + BATCH], on, lines)
    for start in range(0, len(steps), BATCH):
        fresh = [
            Placement(
                employee_id=step.employee,
                position_id=positions[step.place.title.casefold(), step.place.kind],
                unit_id=units[step.place.unit],
                is_head=step.place.is_head,
                started_on=_start(step, on, last.get(step.employee)),
            )
            for step in steps[start : start + BATCH]
            if step.place.unit
        ]
        Placement.objects.bulk_create(fresh)
        lines.begun(fresh)


def _start(step: Step, on: date, last: date | None) -> date:
    """Return the first day of the new placement: the date of the file, when history leaves room for it."""
    earliest = step.held.started_on if step.held else last
    since = step.since or on
    if earliest is None or since > earliest:
        return since
    return max(on, earliest + DAY)


def _end(steps: list[Step], on: date, lines: LineChanges) -> None:
    ended = []
    for step, held in ((step, step.held) for step in steps if step.held):
        start = _start(step, on, None) if step.place.unit else max(on, held.started_on + DAY)
        ended.append(Placement(pk=held.pk, ended_on=start - DAY))
        if held.is_head:
            lines.heads_moved.append((held.unit_id, start))
    Placement.objects.bulk_update(ended, ["ended_on"])
    lines.ended += [row.pk for row in ended]
    trim_lines([row.pk for row in ended])


def trim_lines(placements: list[int]) -> None:
    """Let no line of superiors outlive its placement."""
    rows = Supervision.objects.filter(placement__in=placements)
    rows.filter(started_on__gt=F("placement__ended_on")).delete()
    day = Placement.objects.filter(pk=OuterRef("placement_id")).values("ended_on")
    late = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=F("placement__ended_on")))
    late.update(ended_on=Subquery(day))


def _last_days(people: list[int]) -> dict[int, date]:
    """Return the last day of the last definitive placement of people who hold none now."""
    found: dict[int, date] = {}
    for start in range(0, len(people), BATCH):
        rows = Placement.objects.definitive().filter(employee__in=people[start : start + BATCH])
        found |= dict(rows.values("employee").annotate(last=Max("ended_on")).values_list("employee", "last"))
    return found


def _positions(steps: list[Step]) -> dict[tuple[str, str], int]:
    """Return the positions by title and kind, and create those that are missing."""
    rows = Position.objects.values_list("title", "kind", "pk")
    known = {(title.casefold(), kind): pk for title, kind, pk in rows}
    missing: dict[tuple[str, str], Position] = {}
    for step in steps:
        place = step.place
        key = (place.title.casefold(), place.kind)
        if place.unit and key not in known and key not in missing:
            level = functional_level(place.title) if place.kind == PositionKind.FUNCTIONAL else None
            missing[key] = Position(title=place.title, kind=place.kind, level=level or "")
    for key, position in zip(
        missing, Position.objects.bulk_create(missing.values(), batch_size=BATCH), strict=True
    ):
        known[key] = position.pk
    return known
