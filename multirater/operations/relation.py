"""Declaring a relation outside the work, and ending it (hubungan pribadi).

No event is written: a reader of the log would learn who has a relation. The row keeps who declared it, when.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal.errors import Denied, Refused
from organizations.models import Employee

from ..models import Relation
from ..rules import RelationKind
from .invitation import free_pair


@transaction.atomic
def declare_relation(*, other: Employee, kind: str, by: Employee, at: datetime) -> Relation:
    """Keep two people apart in every draw from now on, both ways; return the relation.

    Forms of open rounds between the two that were not sent are withdrawn and replaced. What the other person
    declared is neither asked nor told. Raise Refused for oneself, for who left, for the same person again.
    """
    if other.pk == by.pk:
        raise Refused("Pilih orang lain, bukan diri Anda sendiri.", "person")
    if not other.is_active:
        raise Refused("Pilih pegawai yang masih bekerja.", "person")
    if kind not in set(RelationKind):
        raise Refused("Pilih hubungannya.", "kind")
    first, second = sorted((by, other), key=lambda person: person.pk)
    try:
        with transaction.atomic():
            row = Relation.objects.create(
                first=first, second=second, kind=kind, declared_by=by, declared_at=at
            )
    except IntegrityError:
        raise Refused("Hubungan dengan orang ini sudah Anda catat.", "person") from None
    free_pair(by, other, on=timezone.localdate(at))
    return row


@transaction.atomic
def end_relation(*, relation: Relation, by: Employee, at: datetime) -> Relation:
    """End a relation that this person declared; it is kept, and the two may meet in later draws.

    Ending twice changes nothing. Raise Denied for anybody but who declared it.
    """
    row = Relation.objects.select_for_update().get(pk=relation.pk)
    if row.declared_by_id != by.pk:
        raise Denied("Hubungan ini dicatat orang lain.")
    if row.ended_at is None:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
    return row
