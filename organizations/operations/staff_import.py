"""Writing staff files: whole or not at all, one import at a time, one event with the counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Denied, Refused
from appraisal.versions import change

from .. import access
from ..models import Employee, Placement, Position, StaffImport, Supervision, Unit
from ..rules import PlacementKind, functional_level
from ..rules.position import PositionKind
from .staff_lines import LineChanges

BATCH = 500
LIFETIME = timedelta(days=2)
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
class Move:
    """A person who leaves a placement, begins another, or both."""

    person: Employee
    held: Held | None
    place: Place
    since: date | None


@dataclass(slots=True)
class UnitBatch:
    """Units to write; each carries the code of its parent as `parent_code`."""

    new: list[Unit] = field(default_factory=list)
    changed: list[Unit] = field(default_factory=list)
    reparented: list[str] = field(default_factory=list)


@dataclass(slots=True)
class PeopleBatch:
    """People to write, the columns that changed, and the moves that follow."""

    new: list[Employee] = field(default_factory=list)
    changed: list[Employee] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)
    moves: list[Move] = field(default_factory=list)


class Comparison(Protocol):
    """What a pair of staff files would change, found out while it is iterated."""

    def unit_batches(self) -> Iterator[UnitBatch]: ...

    def people_batches(self) -> Iterator[PeopleBatch]: ...

    def counts(self) -> dict[str, Any]: ...

    def reason_to_stop(self, by: Employee | None) -> str: ...


# --- Preview -----------------------------------------------------------------------------------------


@transaction.atomic
def keep_preview(
    *,
    digest: str,
    names: dict[str, str],
    contents: dict[str, bytes | None],
    counts: dict[str, Any],
    by: Employee,
    at: datetime,
) -> StaffImport:
    """Keep uploaded files until they are confirmed, at most two days; raise Denied for all but BKD admins."""
    require(access.may_import(by, timezone.localdate(at)))

    StaffImport.objects.filter(confirmed_at__isnull=True, uploaded_at__lt=at - LIFETIME).delete()
    return StaffImport.objects.create(
        uploaded_by=by,
        uploaded_at=at,
        digest=digest,
        units_name=names.get("units", "")[:200],
        staff_name=names.get("staff", "")[:200],
        units_content=contents.get("units"),
        staff_content=contents.get("staff"),
        counts=counts,
    )


def note_unsafe_file(*, name: str, reason: str, by: Employee, at: datetime) -> None:
    """Leave a trace of a file that was refused because it was built to harm."""
    audit.record(action="staff.file_refused", by=by, at=at, target=by, after={"file": name[:100]}, note=reason)


# --- Import --------------------------------------------------------------------------------------------


@transaction.atomic
def confirm_import(
    *, run: StaffImport, version: int, digest: str, comparison: Comparison, by: Employee, at: datetime
) -> StaffImport:
    """Write a preview's files exactly as shown; a second confirmation returns the first result.

    Raise Denied for anybody but the uploader, Refused when the preview is too old or no longer true,
    Conflict when it was confirmed in another tab with other content.
    """
    locking.take_import()
    run = StaffImport.objects.select_for_update().get(pk=run.pk)
    require(access.may_import(by, timezone.localdate(at)))
    if run.uploaded_by_id != by.pk:
        raise Denied("Pratinjau ini diterapkan oleh admin yang mengunggahnya. Unggah berkasnya sendiri dulu.")

    if run.confirmed_at is not None:
        return run
    if run.digest != digest:
        raise Refused("Berkas ini bukan yang Anda periksa. Unggah lagi, lalu periksa pratinjaunya.")
    if run.uploaded_at + LIFETIME < at:
        raise Refused("Pratinjau ini lebih dari dua hari. Unggah lagi berkasnya agar datanya terbaru.")

    _write(comparison, by, at)
    counts = comparison.counts()
    if counts != {name: run.counts.get(name) for name in counts}:
        raise Refused("Data pegawai berubah sejak pratinjau ini. Periksa pratinjau yang baru, lalu terapkan.")
    change(
        run,
        expect=version,
        where={"confirmed_at__isnull": True},
        confirmed_at=at,
        confirmed_by=by,
        units_content=None,
        staff_content=None,
    )
    audit.record(action="staff.imported", by=by, at=at, target=run, after=counts)
    return run


@transaction.atomic
def import_staff(*, comparison: Comparison, by: Employee | None, at: datetime) -> dict[str, Any]:
    """Write staff files without a preview and return the counts; `by` is None on the command line.

    Raise Refused when the file would make too many people inactive.
    """
    locking.take_import()
    if by is not None:
        require(access.may_import(by, timezone.localdate(at)))

    _write(comparison, by, at)
    counts = comparison.counts()
    audit.record(action="staff.imported", by=by, at=at, after=counts)
    return counts


def _write(comparison: Comparison, by: Employee | None, at: datetime) -> None:
    on = timezone.localdate(at)
    lines = LineChanges(on)
    try:
        for units in comparison.unit_batches():
            _write_units(units, lines)
        moves = [move for people in comparison.people_batches() for move in _write_people(people)]
        if reason := comparison.reason_to_stop(by):
            raise Refused(reason)
        _move(moves, on, lines)
    except IntegrityError as error:
        raise Refused("Data pegawai sedang diubah orang lain. Coba lagi sebentar.") from error
    lines.refresh(at)


# --- Units and people ------------------------------------------------------------------------------------


def _write_units(batch: UnitBatch, lines: LineChanges) -> None:
    """Create units first and tie them to their parents then, because a list names parents in any order."""
    Unit.objects.bulk_create(batch.new, batch_size=BATCH)
    touched = [*batch.new, *batch.changed]
    wanted = {unit.parent_code for unit in touched if unit.parent_code}  # type: ignore[attr-defined]
    ids = dict(Unit.objects.filter(code__in=wanted).values_list("code", "pk"))
    for unit in touched:
        unit.parent_id = ids.get(unit.parent_code)  # type: ignore[attr-defined]
    Unit.objects.bulk_update([unit for unit in batch.new if unit.parent_id], ["parent"], batch_size=BATCH)
    columns = ["name", "parent", "head_title", "echelon"]
    Unit.objects.bulk_update(batch.changed, columns, batch_size=BATCH)
    lines.units_moved.update(unit.pk for unit in batch.changed if unit.code in batch.reparented)


def _write_people(batch: PeopleBatch) -> list[Move]:
    for person in batch.new:
        person.password = make_password(None)
    Employee.objects.bulk_create(batch.new, batch_size=BATCH)
    if batch.changed:
        for person in batch.changed:
            person.version = F("version") + 1  # type: ignore[assignment]
        Employee.objects.bulk_update(batch.changed, sorted(batch.columns | {"version"}), batch_size=BATCH)
    return batch.moves


# --- Placements --------------------------------------------------------------------------------------------


def _move(moves: list[Move], on: date, lines: LineChanges) -> None:
    """End what was left and begin what is new; ends come first, so that a head can follow a head."""
    units = dict(Unit.objects.values_list("code", "pk"))
    positions = _positions(moves)
    last = _last_days([move.person.pk for move in moves if move.held is None and move.place.unit])
    for start in range(0, len(moves), BATCH):
        _end([move for move in moves[start : start + BATCH] if move.held], on, lines)
    for start in range(0, len(moves), BATCH):
        fresh = [
            Placement(
                employee_id=move.person.pk,
                position_id=positions[move.place.title.casefold(), move.place.kind],
                unit_id=units[move.place.unit],
                is_head=move.place.is_head,
                started_on=_start(move, on, last.get(move.person.pk)),
            )
            for move in moves[start : start + BATCH]
            if move.place.unit
        ]
        Placement.objects.bulk_create(fresh)
        lines.begun(fresh)


def _start(move: Move, on: date, last: date | None) -> date:
    """Return the first day of the new placement: the date of the file, when history leaves room for it."""
    earliest = move.held.started_on if move.held else last
    since = move.since or on
    if earliest is None or since > earliest:
        return since
    return max(on, earliest + DAY)


def _end(moves: list[Move], on: date, lines: LineChanges) -> None:
    ended = []
    for move in moves:
        held = move.held
        if held is None:
            continue
        start = _start(move, on, None) if move.place.unit else max(on, held.started_on + DAY)
        ended.append(Placement(pk=held.pk, ended_on=start - DAY))
        if held.is_head:
            lines.heads_moved.append((held.unit_id, start))
    Placement.objects.bulk_update(ended, ["ended_on"])
    rows = Supervision.objects.filter(placement__in=[row.pk for row in ended])
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


def _positions(moves: list[Move]) -> dict[tuple[str, str], int]:
    """Return the positions by title and kind, and create those that are missing."""
    rows = Position.objects.values_list("title", "kind", "pk")
    known = {(title.casefold(), kind): pk for title, kind, pk in rows}
    missing: dict[tuple[str, str], Position] = {}
    for move in moves:
        place = move.place
        key = (place.title.casefold(), place.kind)
        if place.unit and key not in known and key not in missing:
            level = functional_level(place.title) if place.kind == PositionKind.FUNCTIONAL else None
            missing[key] = Position(title=place.title, kind=place.kind, level=level or "")
    for key, position in zip(missing, Position.objects.bulk_create(missing.values(), batch_size=BATCH), strict=True):
        known[key] = position.pk
    return known


def definitive_now() -> dict[str, Any]:
    """Return the condition of an open definitive placement."""
    return {"ended_on__isnull": True, "kind": PlacementKind.DEFINITIVE}
