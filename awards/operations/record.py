"""Noting a service record, and withdrawing a wrong one; nothing is ever deleted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change
from organizations.models import Employee

from ..access.record import may_keep_of, may_withdraw
from ..models import MedalProposal, ServiceRecord
from ..rules.proposal import ProposalState
from ..rules.record import MEDALS, RecordKind

TWICE = "Catatan yang sama, dengan jenis dan tanggal mulai ini, sudah ada."


def note_record(*, employee: Employee, by: Employee, at: datetime, **values: Any) -> ServiceRecord:
    """Note what a decree says about a person; it counts for awards and medals at once.

    `values`: kind, started_on, ended_on, threat_years, letter_number, letter_on, note. Raise Denied about
    oneself, Refused for what does not fit together or stands already.
    """
    today = timezone.localdate(at)
    require(may_keep_of(by, employee, today))
    check_record(today, **values)
    record = ServiceRecord(employee=employee, noted_by=by, noted_at=at, **values)
    try:
        with transaction.atomic():
            record.save()
            audit.record(action="record.noted", by=by, at=at, target=record, after=facts_of(record))
    except IntegrityError:
        raise Refused(TWICE, "started_on") from None
    return record


def check_record(
    today: date,
    *,
    kind: str,
    started_on: date,
    ended_on: date | None = None,
    threat_years: int | None = None,
    **rest: Any,
) -> None:
    """Raise Refused, at its field, where the parts of a record do not fit together."""
    if started_on > today:
        raise Refused("Tanggal mulai belum tiba. Catat setelah keputusannya berlaku.", "started_on")
    if ended_on is not None and ended_on < started_on:
        raise Refused("Tanggal sampai mendahului tanggal mulai. Periksa keduanya.", "ended_on")
    if kind in MEDALS and ended_on is not None:
        raise Refused("Tanda kehormatan tidak berakhir. Kosongkan tanggal sampai.", "ended_on")
    if kind == RecordKind.SENTENCE and threat_years is None:
        raise Refused("Tulis ancaman pidananya dalam tahun; itu yang menentukan syaratnya.", "threat_years")
    if kind != RecordKind.SENTENCE and threat_years is not None:
        raise Refused("Ancaman pidana hanya untuk catatan pidana. Kosongkan.", "threat_years")


def facts_of(record: ServiceRecord) -> dict[str, Any]:
    """Return what the trail keeps of a record: which kind and when, without its text."""
    return {"kind": record.label, "started_on": record.started_on.isoformat()}


@transaction.atomic
def withdraw_record(
    *, record: ServiceRecord, version: int, reason: str, by: Employee, at: datetime
) -> ServiceRecord:
    """Withdraw a wrong record; it stays to be read, and no longer counts.

    A proposal whose medal it was is open again. Raise Denied for who noted it while there is another
    admin, Conflict when it was withdrawn meanwhile.
    """
    require(may_withdraw(by, record, timezone.localdate(at)))
    record = change(
        record,
        expect=version,
        where={"withdrawn_at__isnull": True},
        withdrawn_at=at,
        withdrawn_by=by,
        withdraw_reason=reason,
    )
    reopen_proposals(ServiceRecord.objects.filter(pk=record.pk), by=by, at=at)
    audit.record(action="record.withdrawn", by=by, at=at, target=record, before=facts_of(record), note=reason)
    return record


def reopen_proposals(records: QuerySet[ServiceRecord], *, by: Employee, at: datetime) -> None:
    """Send proposals back to where they were before records that are withdrawn now came of them."""
    proposals = MedalProposal.objects.select_for_update().filter(record__in=records).order_by("pk")
    for proposal in proposals:
        change(
            proposal,
            expect=proposal.version,
            record=None,
            state=ProposalState.SENT.value,
            moved_by=by,
            moved_at=at,
        )
