"""Times in which somebody does not work: noted with their ground, ended when the person is back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.templatetags.ui import tanggal
from appraisal.versions import change

from .. import access
from ..models import Absence, Employee
from ..rules import AbsenceKind, Span
from .transfer import NO_NOTE


@transaction.atomic
def note_absence(
    *,
    employee: Employee,
    version: int,
    kind: str,
    started_on: date,
    ended_on: date | None,
    note: str,
    by: Employee,
    at: datetime,
) -> Absence:
    """Note study, long leave or suspension of a person; the post and the superior stay.

    Raise Denied outside the admin's units, Refused with the field when the dates make no sense or
    overlap another absence, Conflict when somebody else changed the person meanwhile.
    """
    locking.take_import()
    require(access.may_place(by, employee, timezone.localdate(at)))
    refuse_absence(employee=employee, kind=kind, started_on=started_on, ended_on=ended_on)
    if not note.strip():
        raise Refused(NO_NOTE, "note")
    change(employee, expect=version)

    absence = Absence.objects.create(
        employee=employee,
        kind=kind,
        started_on=started_on,
        ended_on=ended_on,
        note=note.strip(),
        set_by=by,
        set_at=at,
    )
    after = {"kind": str(kind), "started_on": started_on, "ended_on": ended_on}
    audit.record(action="employee.absent", by=by, at=at, target=employee, after=after, note=note.strip())
    return absence


def refuse_absence(*, employee: Employee, kind: str, started_on: date, ended_on: date | None) -> None:
    """Raise Refused with the field when an absence cannot be noted."""
    if kind not in set(AbsenceKind):
        raise Refused("Pilih jenisnya.", "kind")
    if ended_on is not None and ended_on < started_on:
        raise Refused("Tanggal selesai tidak boleh sebelum tanggal mulai.", "ended_on")
    fresh = Span(started_on, ended_on)
    for other in employee.absences.order_by("started_on"):
        if fresh.overlaps(Span(other.started_on, other.ended_on)):
            until = f" sampai {tanggal(other.ended_on)}" if other.ended_on else " dan belum berakhir"
            raise Refused(
                f"Masa ini bertumpuk dengan {other.label}, mulai {tanggal(other.started_on)}{until}.",
                "started_on",
            )


@transaction.atomic
def end_absence(*, absence: Absence, version: int, ended_on: date, by: Employee, at: datetime) -> Absence:
    """Set the last day of an absence; raise Denied, Refused with the field, or Conflict when second."""
    locking.take_import()
    employee = absence.employee
    require(access.may_place(by, employee, timezone.localdate(at)))
    if ended_on < absence.started_on:
        raise Refused(f"Masa ini mulai {tanggal(absence.started_on)}. Isi tanggal setelahnya.", "ended_on")
    change(employee, expect=version)

    Absence.objects.filter(pk=absence.pk).update(ended_on=ended_on)
    absence.ended_on = ended_on
    after = {"kind": absence.kind, "ended_on": ended_on}
    audit.record(action="employee.back", by=by, at=at, target=employee, after=after)
    return absence
