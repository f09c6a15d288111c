"""Who may see, propose and decide on entries of the indicator library (kamus indikator)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny
from organizations.access import has_role, may_administer
from organizations.models import Employee
from organizations.rules import Role

from ..models import LibraryEntry
from ..rules import EntryStatus

PUBLIC = (EntryStatus.ACCEPTED.value, EntryStatus.REPLACED.value)
OPEN = (EntryStatus.PROPOSED.value, EntryStatus.SENT_BACK.value)


def visible_entries(user: Employee, on: date) -> QuerySet[LibraryEntry]:
    """Return what this person may read: accepted and older editions, own proposals, all as BKD admin."""
    if may_keep_library(user, on):
        return LibraryEntry.objects.all()
    return LibraryEntry.objects.filter(Q(status__in=PUBLIC) | Q(proposed_by=user))


def may_propose(user: Employee, on: date) -> Decision:
    """Unit admins and BKD admins propose entries and new editions."""
    if has_role(user, Role.UNIT_ADMIN, on) or has_role(user, Role.BKD_ADMIN, on):
        return ALLOW
    return deny("Usulan kamus dikirim lewat admin unit. Sampaikan indikatornya kepada admin unit Anda.")


def may_keep_library(user: Employee, on: date) -> Decision:
    """BKD admins over the whole agency accept, send back, add and import."""
    if may_administer(user, on):
        return ALLOW
    return deny("Kamus indikator dijaga admin BKD.")


def may_edit(user: Employee, entry: LibraryEntry, on: date) -> Decision:
    """An accepted entry gets a new edition from anybody who proposes; an open proposal its proposer mends."""
    if entry.status == EntryStatus.ACCEPTED:
        return may_propose(user, on)
    if entry.status == EntryStatus.REPLACED:
        return deny("Edisi ini sudah diganti. Perbaiki edisi yang berlaku.")
    return may_mend(user, entry)


def may_mend(user: Employee, entry: LibraryEntry) -> Decision:
    """A proposal belongs to who sent it, whatever its state."""
    if entry.proposed_by_id == user.pk:
        return ALLOW
    return deny("Usulan ini diperbaiki oleh pengusulnya.")
