"""Writing notes, changing them, taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.templatetags.ui import tanggal
from appraisal.versions import change
from indicators.models import Period
from organizations.models import Employee

from ..access import note as access
from ..models import EvidenceFile, Note
from ..queries.note_facts import own_facts, with_kept
from ..rules.note import Misfit, NoteDraft, Placed, place
from .counting import recount_notes
from .evidence import attach


class NoteRefused(Refused):
    """A note cannot stand as it was typed; `row` says which one of several, from 0."""

    def __init__(self, misfit: Misfit, row: int = 0) -> None:
        super().__init__(str(misfit), misfit.field)
        self.row = row


@transaction.atomic
def write_notes(
    *, drafts: Sequence[NoteDraft], by: Employee, at: datetime, files: Sequence[EvidenceFile] = ()
) -> list[Note]:
    """Write notes on the person's own days, all or none, and return them; the files prove each of them.

    Raise NoteRefused with row and field of the first one that cannot stand (see rules.note.place).
    """
    hold_years([draft.noted_on for draft in drafts])
    facts, today = own_facts(by), timezone.localdate(at)
    placed = []
    for row, draft in enumerate(drafts):
        try:
            placed.append(place(draft, facts, today))
        except Misfit as misfit:
            raise NoteRefused(misfit, row) from misfit

    notes = [new_note(draft, where, by, at) for draft, where in zip(drafts, placed, strict=True)]
    for note in notes:
        note.save()
        audit.record(action="note.written", by=by, at=at, target=note, after=_facts(note))
        if files:
            attach(thing=note, files=files, by=by, at=at)
    recount_notes(notes, by=by, at=at)
    return notes


@transaction.atomic
def change_note(
    *,
    note: Note,
    version: int,
    draft: NoteDraft,
    by: Employee,
    at: datetime,
    files: Sequence[EvidenceFile] | None = None,
) -> Note:
    """Put other words, another day or another result into a note, and return it.

    With `files` exactly these prove it from now on.

    Raise Denied for anybody but its owner and once the year is closed, NoteRefused with the field, Conflict
    when it was changed or taken back meanwhile.
    """
    note = _held(note, [draft.noted_on])
    require(access.may_touch(by, note))
    facts = with_kept(own_facts(by), note)
    try:
        placed = place(draft, facts, timezone.localdate(at))
    except Misfit as misfit:
        raise NoteRefused(misfit) from misfit

    before, stood = _facts(note), copy(note)
    try:
        change(note, expect=version, where={"removed_at__isnull": True}, **_columns(draft, placed))
    except Conflict as conflict:
        conflict.theirs = {"Catatan yang tersimpan": before["text"]}
        raise
    audit.record(action="note.changed", by=by, at=at, target=note, before=before, after=_facts(note))
    if files is not None:
        attach(thing=note, files=files, by=by, at=at)
    recount_notes([stood, note], by=by, at=at)
    return note


@transaction.atomic
def remove_note(*, note: Note, version: int, by: Employee, at: datetime) -> Note:
    """Take a note back; it stays in the record and counts no longer.

    Raise Denied for anybody but its owner and once the year is closed, Conflict when it was changed or
    taken back meanwhile.
    """
    note = _held(note, [])
    require(access.may_touch(by, note))
    change(note, expect=version, where={"removed_at__isnull": True}, removed_at=at)
    audit.record(action="note.removed", by=by, at=at, target=note, before=_facts(note))
    recount_notes([note], by=by, at=at)
    return note


def hold_years(days: Sequence[date]) -> None:
    """Keep the years of these days from being closed until the transaction ends."""
    if not days:
        return
    years = Period.objects.filter(started_on__lte=max(days), ended_on__gte=min(days))
    for pk in years.order_by("pk").values_list("pk", flat=True):
        locking.share(pk)


def _held(note: Note, days: list[date]) -> Note:
    hold_years([note.noted_on, *days])
    rows = Note.objects.select_related("placement", "result__plan__placement", "indicator")
    fresh: Note = rows.get(pk=note.pk)
    return fresh


def new_note(draft: NoteDraft, placed: Placed, by: Employee, at: datetime) -> Note:
    """Return an unsaved note."""
    return Note(**_columns(draft, placed), written_by=by, written_at=at)


def _columns(draft: NoteDraft, placed: Placed) -> dict[str, Any]:
    return {
        "placement_id": placed.post,
        "result_id": placed.result,
        "indicator_id": placed.indicator,
        "noted_on": draft.noted_on,
        "text": draft.text.strip(),
        "amount": draft.amount,
        "minutes": draft.minutes,
        "evidence_url": draft.evidence_url,
    }


def _facts(note: Note) -> dict[str, Any]:
    return {
        "text": note.text,
        "noted_on": tanggal(note.noted_on),
        "result": note.result_id,
        "indicator": note.indicator_id,
        "amount": None if note.amount is None else str(note.amount),
        "minutes": note.minutes,
        "evidence_url": note.evidence_url,
    }
