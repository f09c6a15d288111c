"""Writing staff files: whole or not at all, one import at a time, one event with the counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from appraisal import audit, jobs, locking
from appraisal.access import require
from appraisal.errors import Denied, Refused
from appraisal.sheets import UnsafeFile
from appraisal.versions import change

from .. import access
from ..models import Employee, StaffImport, StaffImportPart, Unit, key_of
from .staff_lines import LineChanges
from .staff_moves import BATCH, Held, Place, Step, move

LIFETIME = timedelta(days=2)
READ, APPLY, UNDO = "staff-read", "staff-apply", "staff-undo"  # kinds of work, see organizations/tasks
OTHER_RUNS = (
    "Impor lain sedang diterapkan. Tunggu sampai selesai; kalau terhenti, lanjutkan atau batalkan dulu."
)
NOT_YOURS = "Pratinjau ini dibuka untuk admin yang mengunggahnya. Unggah berkasnya sendiri dulu."


class OutOfDate(Refused):
    """The data behind a preview changed; the person has to see a fresh one first."""


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

    old = StaffImport.objects.filter(confirmed_at__isnull=True, uploaded_at__lt=at - LIFETIME)
    old.filter(applying_at__isnull=True).delete()
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


@transaction.atomic
def keep_unread(*, at: datetime, by: Employee, **kept: Any) -> StaffImport:
    """Keep large files and have a worker read them; see `keep_preview`."""
    run = keep_preview(by=by, at=at, counts={}, **kept)
    run.job = jobs.start(READ, {"run": run.pk}, by=by, at=at)
    run.save(update_fields=["job"])
    return run


def keep_counts(*, run: StaffImport, counts: dict[str, Any]) -> None:
    """Put what a worker read into the preview; may be repeated."""
    change(run, expect=run.version, where={"applying_at__isnull": True}, counts=counts)


def note_unsafe_file(*, name: str, reason: str, by: Employee, at: datetime) -> None:
    """Leave a trace of a file that was refused because it was built to harm."""
    audit.record(
        action="staff.file_refused", by=by, at=at, target=by, after={"file": name[:100]}, note=reason
    )


@contextmanager
def unsafe_noted(*, name: str, by: Employee, at: datetime) -> Iterator[None]:
    """Read a file inside this block: one that was built to harm leaves a trace and is refused."""
    try:
        yield
    except UnsafeFile as unsafe:
        note_unsafe_file(name=name, reason=str(unsafe), by=by, at=at)
        raise


# --- Import --------------------------------------------------------------------------------------------


@transaction.atomic
def begin_import(*, run: StaffImport, version: int, digest: str, by: Employee, at: datetime) -> StaffImport:
    """Have a preview's files written exactly as shown; a second confirmation returns the first result.

    Raise Denied for anybody but the uploader, Refused when the preview is too old or another import is
    being written, Conflict when it was renewed in another tab.
    """
    locking.take_import()
    run = StaffImport.objects.select_for_update().get(pk=run.pk)
    require(access.may_import(by, timezone.localdate(at)))
    if run.uploaded_by_id != by.pk:
        raise Denied(NOT_YOURS)

    if run.confirmed_at is not None or run.applying_at is not None:
        return run
    if run.digest != digest:
        raise Refused("Berkas ini bukan yang Anda periksa. Unggah lagi, lalu periksa pratinjaunya.")
    if not run.counts:
        raise Refused("Berkasnya masih dibaca. Periksa pratinjaunya dulu, lalu terapkan.")
    if run.uploaded_at + LIFETIME < at:
        raise Refused("Pratinjau ini lebih dari dua hari. Unggah lagi berkasnya agar datanya terbaru.")
    if half_written().exists():
        raise Refused(OTHER_RUNS)
    job = jobs.start(APPLY, {"run": run.pk}, by=by, at=at, key=APPLY)
    return change(run, expect=version, where={"confirmed_at__isnull": True}, applying_at=at, job=job)


def half_written() -> QuerySet[StaffImport]:
    """Return the import that is being written or stands still in the middle, without its files."""
    rows = StaffImport.objects.filter(applying_at__isnull=False, confirmed_at__isnull=True)
    return rows.defer("units_content", "staff_content")


@transaction.atomic
def keep_parts(*, run: StaffImport, parts: Iterable[dict[str, Any]]) -> int:
    """Keep what is to be written, part by part, and return how many rows that are; may be repeated."""
    run.parts.all().delete()
    total = 0
    for number, part in enumerate(parts):
        size = len(part["rows"])
        StaffImportPart.objects.create(run=run, number=number, rows=part, size=size)
        total += size
    return total


@transaction.atomic
def let_go(*, run: StaffImport, **fresh: Any) -> None:
    """Show a preview again, of which nothing is written: one that is no longer true, or was given up."""
    run.parts.all().delete()
    change(run, expect=run.version, where={"confirmed_at__isnull": True}, applying_at=None, **fresh)


def note_written(*, run: StaffImport, by: Employee | None, at: datetime) -> None:
    """Say that an import was written as a whole, in the transaction in which its job ends."""
    run = StaffImport.objects.defer("units_content", "staff_content").get(pk=run.pk)
    change(
        run,
        expect=run.version,
        where={"confirmed_at__isnull": True},
        confirmed_at=at,
        confirmed_by=by,
        units_content=None,
        staff_content=None,
    )
    run.parts.update(rows={})
    counts = {name: value for name, value in run.counts.items() if name != "preview"}
    audit.record(action="staff.imported", by=by, at=at, target=run, after=counts)


@transaction.atomic
def import_staff(*, comparison: Comparison, by: Employee | None, at: datetime) -> dict[str, Any]:
    """Write staff files without a preview and return the counts; `by` is None on the command line.

    Raise Refused when the file would make too many people inactive, or while an import stands half written.
    """
    locking.take_import()
    if half_written().exists():
        raise Refused(OTHER_RUNS)
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
            write_units(units, lines)
        steps = [step for people in comparison.people_batches() for step in write_people(people)]
        if reason := comparison.reason_to_stop(by):
            raise Refused(reason)
        move(steps, on, lines)
    except IntegrityError as error:
        raise Refused("Data pegawai sedang diubah orang lain. Coba lagi sebentar.") from error
    lines.refresh(at)


# --- Units and people ------------------------------------------------------------------------------------


def write_units(batch: UnitBatch, lines: LineChanges) -> None:
    """Write units and tie them to their parents then, because a list names parents in any order."""
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


def write_people(batch: PeopleBatch) -> list[Step]:
    """Write people and return the moves that follow, now that everybody has a key."""
    for person in batch.new:
        person.password = make_password(None)
    Employee.objects.bulk_create(batch.new, batch_size=BATCH)
    if batch.changed:
        for person in batch.changed:
            person.version = F("version") + 1  # type: ignore[assignment]
            person.search_key = key_of(person)
        columns = sorted(batch.columns | {"version", "search_key"})
        Employee.objects.bulk_update(batch.changed, columns, batch_size=BATCH)
    return [Step(move.person.pk, move.held, move.place, move.since) for move in batch.moves]
