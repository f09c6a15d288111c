"""Who may write notes, and who may read whose."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from appraisal.access import ALLOW, Decision, deny
from indicators.models import Period, Plan
from organizations.access import Scope, scope_of
from organizations.models import Employee
from organizations.rules import Role, Span

from ..models import Note
from ..rules.note import is_sealed


def own_notes(user: Employee) -> QuerySet[Note]:
    """Return the notes of the person's own posts, without those that were taken back."""
    return Note.objects.kept().filter(placement__employee=user)


def notes_of(plan: Plan) -> QuerySet[Note]:
    """Return the notes of the days in which a plan is in force."""
    days = (plan.started_on, plan.last_day)
    return Note.objects.kept().filter(placement=plan.placement_id, noted_on__range=days)


def may_touch(user: Employee, note: Note) -> Decision:
    """The owner changes a note and takes it back until its year is closed."""
    if note.placement.employee_id != user.pk:
        return deny("Catatan diubah oleh yang empunya.")
    years = Period.objects.filter(closed_at__isnull=False).values_list("started_on", "ended_on")
    if is_sealed(note.noted_on, [Span(*days) for days in years]):
        return deny(f"Tahun {note.noted_on.year} sudah ditutup. Catatan ini tetap seperti adanya.")
    return ALLOW


def import_scope(user: Employee, on: date) -> Scope:
    """Return the units whose people's notes this person may bring in: BKD and unit admins."""
    return scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on)


def may_import_notes(user: Employee, on: date) -> Decision:
    """BKD admins and unit admins bring in notes for people of their units."""
    if import_scope(user, on):
        return ALLOW
    return deny("Halaman ini dibuka untuk admin BKD dan admin unit.")
