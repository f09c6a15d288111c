"""Taking a staff import back within seven days, when nothing was built on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from appraisal import audit, jobs, locking
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.jobs import JobStatus
from appraisal.templatetags.ui import tanggal
from appraisal.versions import change

from .. import access
from ..models import Employee, Placement, StaffImport, Supervision, Unit
from .staff_import import OTHER_RUNS, UNDO, half_written, let_go

UNDO_FOR = timedelta(days=7)
TOLD = 12  # obstacles that are named one by one
GROUP = 5000  # keys of one question


def may_still_undo(run: StaffImport, at: datetime) -> bool:
    """Say whether an import is young enough to be taken back, and was written in parts."""
    if run.confirmed_at is None or run.undone_at is not None or at > run.confirmed_at + UNDO_FOR:
        return False
    return run.parts.filter(done__isnull=False).exists()


@transaction.atomic
def begin_undo(*, run: StaffImport, version: int, by: Employee, at: datetime) -> StaffImport:
    """Have an import taken back, also one that stopped half written; a second press returns the first result.

    Raise Denied for anybody but BKD admins, Refused while it is written, after seven days, after a newer
    import, or with the names of what was built on it, Conflict when somebody else changed it meanwhile.
    """
    locking.take_import()
    require(access.may_import(by, timezone.localdate(at)))
    run = StaffImport.objects.select_for_update().defer("units_content", "staff_content").get(pk=run.pk)
    if run.undone_at is not None or is_taken_back(run):
        return run
    _refuse_undo(run, at)
    if found := obstacles(run):
        raise Refused(f"Impor ini belum bisa dibatalkan. {' '.join(found)}")
    job = jobs.start(UNDO, {"run": run.pk}, by=by, at=at, key=f"{UNDO}-{run.pk}")
    return change(run, expect=version, where={"undone_at__isnull": True}, job=job)


def is_taken_back(run: StaffImport) -> bool:
    """Say whether an import is being taken back, or stopped in the middle of that."""
    return bool(run.job and run.job.kind == UNDO and run.job.status != JobStatus.DONE)


def _refuse_undo(run: StaffImport, at: datetime) -> None:
    """Raise Refused when this is not the time to take an import back."""
    if run.confirmed_at is None:  # stopped in the middle: what is written may be given up
        if run.applying_at is None:
            raise Refused("Impor ini belum diterapkan.")
        if run.job and run.job.is_unfinished:
            raise Refused("Impor ini sedang diterapkan. Hentikan dulu pekerjaannya, lalu batalkan.")
        return
    if not may_still_undo(run, at):
        last = tanggal(run.confirmed_at + UNDO_FOR)
        raise Refused(f"Pembatalan dibuka sampai {last}. Impor berkas yang benar untuk membetulkannya.")
    if half_written().exists():
        raise Refused(OTHER_RUNS)
    newer = StaffImport.objects.filter(confirmed_at__gt=run.confirmed_at, undone_at__isnull=True)
    if newer.exists():
        raise Refused("Ada impor yang lebih baru. Batalkan dulu yang itu.")


def note_undone(*, run: StaffImport, by: Employee | None, at: datetime) -> None:
    """Say that an import was taken back as a whole, in the transaction in which its job ends.

    One that was never written to its end is a preview again.
    """
    if run.confirmed_at is None:
        let_go(run=run)
        audit.record(action="staff.import_given_up", by=by, at=at, target=run)
        return
    change(run, expect=run.version, where={"undone_at__isnull": True}, undone_at=at, undone_by=by)
    audit.record(action="staff.import_undone", by=by, at=at, target=run)


def obstacles(run: StaffImport) -> list[str]:
    """Return what was built on an import since, in sentences with names; nothing where it can be undone."""
    done = [part or {} for part in run.parts.values_list("done", flat=True)]
    people, begun, ended, units = (
        [pk for part in done for pk in part.get(name, [])] for name in ("people", "begun", "ended", "units")
    )
    found = [*_moved_again(begun, ended), *_used(Placement, begun, [Supervision])]
    found += _used(Employee, people, [Supervision], kept={Placement: begun})
    found += _used(Unit, units, [], kept={Placement: begun, Unit: units})
    found += [
        f"{person.name} sudah masuk."
        for person in Employee.objects.filter(pk__in=people, last_login__isnull=False).order_by("pk")[:TOLD]
    ]
    more = [f"Dan {len(found) - TOLD} hal lain."] if len(found) > TOLD else []
    return found[:TOLD] + more


def _moved_again(begun: Sequence[int], ended: Sequence[int]) -> Iterator[str]:
    for group in _groups(begun):
        rows = Placement.objects.filter(pk__in=group)
        if rows.count() < len(group):
            yield "Penempatan dari impor ini sudah dihapus."
        for row in rows.filter(ended_on__isnull=False).select_related("employee").order_by("pk")[:TOLD]:
            yield f"{row.employee.name} sudah dipindahkan atau diakhiri lagi."
    for group in _groups(ended):
        for row in Placement.objects.filter(pk__in=group, ended_on__isnull=True).select_related("employee"):
            yield f"Jabatan lama {row.employee.name} sudah dibuka lagi."


def _used(
    model: type[Model],
    keys: Sequence[int],
    ignored: Sequence[type[Model]],
    kept: dict[Any, Sequence[int]] | None = None,
) -> Iterator[str]:
    """Yield the rows of other tables that hold on to new rows, those of the import itself left out."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and relation.is_relation and not relation.concrete):
            continue
        field: Any = getattr(relation, "field", None)
        other: Any = relation.related_model
        if other in ignored or field is None or not getattr(field, "db_constraint", False):
            continue
        for group in _groups(keys):
            rows = other._base_manager.filter(**{f"{field.name}__in": group})
            if kept and other in kept:
                rows = rows.exclude(pk__in=kept[other])
            for row in rows.order_by("pk")[:TOLD]:
                yield f"{other._meta.verbose_name.capitalize()} {row} sudah memakainya."


def _groups(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + GROUP] for start in range(0, len(keys), GROUP))
