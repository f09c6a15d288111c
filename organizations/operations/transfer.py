"""Moves of one person: a new definitive post, or an acting one beside it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change

from .. import access
from ..models import Employee, Placement, Position, Unit, on_day
from ..queries import Outlook
from ..rules import PlacementKind, Span
from ..rules.move_list import judge_moves
from ..rules.move_row import NOTE, SINCE, TITLE, UNIT, MoveRow, MoveVerdict
from .line import refresh_lines
from .moving import relocate

FIELDS = {TITLE: "position", UNIT: "unit", SINCE: "on", NOTE: "note"}  # column of a file -> field of a form
NO_NOTE = "Tulis dasarnya, misalnya nomor SK."


def foresee_transfer(
    *, employee: Employee, position: Position, unit: Unit, is_head: bool, on: date, note: str
) -> tuple[MoveRow, Outlook, list[str]]:
    """Return a move as it would be written, what it is judged with, and what somebody should know of it.

    Raise Refused with the field when the person, the unit or the date does not allow it.
    """
    row = MoveRow(0, employee.nip, position.title, unit.code, is_head, on, note.strip(), kind=position.kind)
    outlook = Outlook([employee.nip], on)
    verdict = MoveVerdict(0, employee.nip, row=row)
    judge_moves([verdict], outlook.facts)
    if verdict.faults:
        fault = verdict.faults[0]
        raise Refused(f"{fault.cause[:1].upper()}{fault.cause[1:]}", FIELDS.get(fault.column))
    return row, outlook, verdict.notes


@transaction.atomic
def transfer(
    *,
    employee: Employee,
    version: int,
    position: Position,
    unit: Unit,
    is_head: bool,
    on: date,
    note: str,
    by: Employee,
    at: datetime,
) -> Placement:
    """Let a person begin a definitive post on a day; the running one ends the day before.

    The superiors of everybody concerned are resolved anew, and overrides of the person end with the old
    post. Raise Denied outside the admin's units, Refused with the field, Conflict when somebody else
    changed the person meanwhile.
    """
    locking.take_import()
    require(access.may_place(by, employee, timezone.localdate(at), unit))
    if not note.strip():
        raise Refused(NO_NOTE, "note")
    change(employee, expect=version)
    row, outlook, _ = foresee_transfer(
        employee=employee, position=position, unit=unit, is_head=is_head, on=on, note=note
    )

    outcome = relocate([row], outlook, by=by, at=at)
    return Placement.objects.get(pk=outcome["moves"][0]["begun"])


@transaction.atomic
def appoint_acting(
    *,
    employee: Employee,
    version: int,
    position: Position,
    unit: Unit,
    kind: str,
    on: date,
    until: date,
    note: str,
    by: Employee,
    at: datetime,
) -> Placement:
    """Let a person lead a unit as Plt. or Plh. beside the definitive post, from a day to another.

    Nobody's superior changes: while a unit has no definitive head, the next one above appraises (domain
    research 2.6.6). Raise Denied, Refused with the field, Conflict.
    """
    locking.take_import()
    require(access.may_place(by, employee, timezone.localdate(at), unit))
    refuse_acting(employee=employee, unit=unit, kind=kind, on=on, until=until)
    if not note.strip():
        raise Refused(NO_NOTE, "note")
    change(employee, expect=version)

    if position.pk is None:
        position, _ = Position.objects.get_or_create(title=position.title, kind=position.kind)
    placement = Placement.objects.create(
        employee=employee,
        position=position,
        unit=unit,
        kind=kind,
        is_head=True,
        started_on=on,
        ended_on=until,
    )
    refresh_lines(on=on, at=at, placements=Placement.objects.filter(pk=placement.pk))
    after = {"unit": str(unit), "position": str(position), "kind": str(kind), "from": on, "until": until}
    audit.record(action="employee.acting", by=by, at=at, target=employee, after=after, note=note.strip())
    return placement


def refuse_acting(*, employee: Employee, unit: Unit, kind: str, on: date, until: date) -> None:
    """Raise Refused with the field when somebody cannot act in a unit from one day to another."""
    if kind not in (PlacementKind.ACTING, PlacementKind.DAILY_ACTING):
        raise Refused("Pilih Plt. atau Plh.", "kind")
    if not employee.is_active:
        raise Refused("Pegawai ini sudah tidak aktif.")
    if unit.closed_on is not None:
        raise Refused(f"{unit} sudah ditutup. Pilih unit penggantinya.", "unit")
    if until < on:
        raise Refused("Tulis tanggal akhir pada atau setelah tanggal mulai.", "until")
    posts = employee.placements.definitive()
    if not posts.filter(on_day(on)).exists():
        raise Refused("Pada tanggal itu pegawai ini tidak punya jabatan definitif.", "on")
    if posts.filter(on_day(on), unit=unit, is_head=True).exists():
        raise Refused(f"Pegawai ini sudah kepala definitif {unit}.", "unit")
    term = Span(on, until)
    others = Placement.objects.filter(unit=unit, is_head=True).exclude(kind=PlacementKind.DEFINITIVE)
    for other in others.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on)).select_related("employee"):
        if term.overlaps(Span(other.started_on, other.ended_on)):
            who = "Pegawai ini" if other.employee_id == employee.pk else other.employee.full_name
            raise Refused(f"{who} sudah bertugas sebagai pelaksana di {unit} pada masa itu.", "on")
