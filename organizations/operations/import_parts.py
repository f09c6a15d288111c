"""Writing one part of a staff import, and taking one back; each inside the caller's transaction."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError
from django.db.models import F, ProtectedError, Q, RestrictedError
from django.utils import timezone

from appraisal.errors import Refused

from ..models import Employee, Placement, StaffImportPart, Supervision, Unit, key_of
from .line import refresh_lines
from .staff_import import PeopleBatch, UnitBatch, write_people, write_units
from .staff_lines import LineChanges
from .staff_moves import BATCH, move

BUSY = "Data pegawai sedang diubah orang lain. Lanjutkan sebentar lagi."
UNITS = 20  # whose people get new superiors in one step


def write_part(
    part: StaffImportPart, batch: UnitBatch | PeopleBatch, before: dict[int, Any], at: datetime
) -> LineChanges:
    """Write a part and keep what is needed to take it back; return which lines follow from it.

    Raise Refused when somebody else is changing the same people.
    """
    on = timezone.localdate(at)
    lines = LineChanges(on)
    done: dict[str, Any] = {"before": before}
    try:
        if isinstance(batch, UnitBatch):
            write_units(batch, lines)
            done["units"] = [unit.pk for unit in batch.new]
        else:
            move(write_people(batch), on, lines)
            done["people"] = [person.pk for person in batch.new]
    except IntegrityError as error:
        raise Refused(BUSY) from error
    part.done = done | {"begun": lines.placements, "ended": lines.ended}
    part.save(update_fields=["done"])
    return lines


def take_back(part: StaffImportPart, at: datetime) -> LineChanges:
    """Restore what was there before a part was written; return which lines follow from it.

    Raise Refused with names where something was built on it meanwhile.
    """
    done = part.done or {}
    lines = LineChanges(timezone.localdate(at))
    begun = Placement.objects.filter(pk__in=done.get("begun", []))
    ended = Placement.objects.filter(pk__in=done.get("ended", []))
    for rows in (begun, ended):
        heads = rows.filter(is_head=True).values_list("unit_id", "started_on")
        lines.heads_moved += [(unit, max(day, lines.floor)) for unit, day in heads]
    try:
        begun.delete()
        ended.update(ended_on=None)
        _forget_people(done.get("people", []))
        _restore_people(done["before"] if "people" in done else {})
        _restore_units(done["before"] if "units" in done else {}, lines)
        _forget_units(done.get("units", []))
    except (ProtectedError, RestrictedError) as error:
        users: Any = getattr(error, "protected_objects", None) or getattr(error, "restricted_objects", set())
        held = ", ".join(sorted({str(row) for row in users})[:5])
        raise Refused(f"Impor ini belum bisa dibatalkan: sudah dipakai {held}.") from error
    lines.placements = list(ended.values_list("pk", flat=True))
    part.done = None
    part.save(update_fields=["done"])
    return lines


def _forget_people(people: list[int]) -> None:
    lines = Supervision.objects.filter(Q(superior__in=people) | Q(upper__in=people))
    lines.filter(superior__in=people).update(superior=None)
    lines.filter(upper__in=people).update(upper=None)
    Employee.objects.filter(pk__in=people).delete()


def _restore_people(before: dict[str, dict[str, Any]]) -> None:
    found = Employee.objects.in_bulk([int(pk) for pk in before])
    columns: set[str] = set()
    for pk, values in before.items():
        person = found[int(pk)]
        for name, value in values.items():
            is_day = name == "birth_on" and value
            setattr(person, name, date.fromisoformat(value) if is_day else value)
        person.version = F("version") + 1  # type: ignore[assignment]
        person.search_key = key_of(person)
        columns |= set(values)
    if found:
        wanted = sorted(columns | {"version", "search_key"})
        Employee.objects.bulk_update(found.values(), wanted, batch_size=BATCH)


def _restore_units(before: dict[str, dict[str, Any]], lines: LineChanges) -> None:
    found = Unit.objects.in_bulk([int(pk) for pk in before])
    parents = {values["parent"] for values in before.values() if values.get("parent")}
    ids = dict(Unit.objects.filter(code__in=parents).values_list("code", "pk"))
    for pk, values in before.items():
        unit = found[int(pk)]
        for name, value in values.items():
            if name == "parent":
                unit.parent_id = ids.get(value)
                lines.units_moved.add(unit.pk)
            else:
                setattr(unit, name, value)
    columns = ["name", "parent", "head_title", "echelon"]
    Unit.objects.bulk_update(found.values(), columns, batch_size=BATCH)


def _forget_units(units: list[int]) -> None:
    """Delete units of the import from the leaves up."""
    left = set(units)
    while left:
        inner = set(Unit.objects.filter(parent__in=left).values_list("parent_id", flat=True))
        leaves = left - inner
        if not leaves:
            break
        Unit.objects.filter(pk__in=leaves).delete()
        left &= inner


# --- The lines of superiors that follow, in steps of their own ----------------------------------------


def note_lines(state: dict[str, Any], lines: LineChanges) -> None:
    """Add what a part changed to what the steps of the job carry along."""
    state["units"] = sorted({*state.get("units", []), *lines.units_moved})
    heads = dict(state.get("heads", []))
    for unit, day in lines.heads_moved:
        heads[unit] = min(heads.get(unit, day.isoformat()), day.isoformat())
    state["heads"] = sorted(heads.items())
    state["placed"] = _ranges(state.get("placed", []), lines.placements)


def _ranges(known: list[list[int]], placements: list[int]) -> list[list[int]]:
    """Return first and last key of each group of new placements; neighbours are joined."""
    found = [list(pair) for pair in known]
    for pk in sorted(placements):
        if found and found[-1][1] < pk <= found[-1][1] + 1 and pk - found[-1][0] < BATCH:
            found[-1][1] = pk
        else:
            found.append([pk, pk])
    return found


def line_steps(state: dict[str, Any], on: date) -> list[tuple[str, Any]]:
    """Return the steps that resolve the lines anew: ranges of placements, then groups of units."""
    lines = LineChanges(on)
    moved = {unit for unit, _ in state.get("heads", [])} | set(state.get("units", []))
    below = sorted(lines.below(moved))
    groups = [below[start : start + UNITS] for start in range(0, len(below), UNITS)]
    return [("placed", pair) for pair in state.get("placed", [])] + [("units", group) for group in groups]


def resolve(step: tuple[str, Any], state: dict[str, Any], at: datetime) -> None:
    """Resolve the lines of one step."""
    on = timezone.localdate(at)
    floor = date(on.year, 1, 1)
    what, keys = step
    if what == "placed":
        refresh_lines(on=floor, at=at, placements=Placement.objects.filter(pk__range=keys))
        return
    days = [max(date.fromisoformat(day), floor) for _, day in state.get("heads", [])]
    people = Placement.objects.filter(unit__in=keys)
    refresh_lines(on=min(days, default=on), at=at, placements=people)
