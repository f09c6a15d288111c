"""Showing, hiding and answering what citizens said; forgetting what is no longer needed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.models import Employee
from organizations.rules.wording import Names, names_anybody

from ..access import voice as access
from ..models import ServicePoint, Voice
from ..rules.voice import DAYS_OF_SUSPECTS, STATE_LABELS, Flag, VoiceState
from .voice import forget_sources

ACTIONS = {VoiceState.SHOWN: "voice.shown", VoiceState.HIDDEN: "voice.hidden"}
DAYS_OF_MERGING = 7  # so far back marks are made one row, should a night have been missed
LASTING = ["", Flag.NAME, Flag.NUMBER]


@transaction.atomic
def moderate(
    *, point: ServicePoint, state: VoiceState, versions: Mapping[int, int], by: Employee, at: datetime
) -> int:
    """Show or hide voices of a point, given as the versions that were seen by key; return how many.

    Voices that somebody changed meanwhile are left as they are. Raise Denied, or Conflict when none
    could be changed.
    """
    require(access.may_keep_points(by, point.unit, timezone.localdate(at)))
    events = []
    rows = Voice.objects.select_for_update().filter(point=point, pk__in=versions).order_by("pk")
    for voice in rows:
        if voice.version == versions[voice.pk]:
            before = {"state": voice.state}
            change(voice, expect=voice.version, state=state.value)
            after = {"state": voice.state}
            events.append(
                audit.entry(action=ACTIONS[state], by=by, at=at, target=voice, before=before, after=after)
            )
    if versions and not events:
        raise Conflict("Suara ini sudah diatur orang lain sejak Anda membuka halamannya.")
    audit.record_many(events)
    return len(events)


@transaction.atomic
def answer(*, voice: Voice, version: int, text: str, names: Names, by: Employee, at: datetime) -> Voice:
    """Answer a voice in the name of the unit, and show both to everybody.

    Raise Denied; Refused for an answer that names somebody; Conflict with the stored answer.
    """
    require(access.may_keep_points(by, voice.point.unit, timezone.localdate(at)))
    if names_anybody(text, names):
        told = "Jawaban tampil atas nama unit untuk semua orang. Tulis tanpa nama pegawai."
        raise Refused(told, "answer")
    before = {"state": voice.state, "answer": voice.answer}
    shown = VoiceState.SHOWN.value
    try:
        change(voice, expect=version, answer=text, answered_by=by, answered_at=at, state=shown)
    except Conflict as conflict:
        stored = Voice.objects.get(pk=voice.pk)
        theirs = {"Keadaan": STATE_LABELS[VoiceState(stored.state)], "Jawaban tersimpan": stored.answer}
        conflict.theirs = {label: said for label, said in theirs.items() if said}
        raise
    after = {"state": shown, "answer": text}
    audit.record(action="voice.answered", by=by, at=at, target=voice, before=before, after=after)
    return voice


def forget(*, on: date) -> tuple[int, int]:
    """Forget the networks of past days, and delete suspects older than ninety days that nobody showed.

    Marks without words that differed in their network alone become one row that came as often. Return
    how many voices were cleared and deleted. Each point on its own; safe to repeat.
    """
    cleared = 0
    week = Q(said_on__gte=on - timedelta(days=DAYS_OF_MERGING))
    waiting = Voice.objects.filter(week | ~Q(source=""), said_on__lt=on).values_list("point", flat=True)
    for pk in sorted(set(waiting.distinct())):
        with transaction.atomic():
            point = ServicePoint.objects.select_for_update().get(pk=pk)
            marks = Voice.objects.filter(week, point=point, said_on__lt=on, good="", improve="", flag="")
            _merge_marks(marks)
            cleared += forget_sources(point, before=on)
    old = Voice.objects.filter(said_on__lt=on - timedelta(days=DAYS_OF_SUSPECTS))
    deleted, _ = old.exclude(flag__in=LASTING).exclude(state=VoiceState.SHOWN).delete()
    return cleared, deleted


def _merge_marks(rows: QuerySet[Voice]) -> None:
    """Make one row of the marks of a day and service that nobody wrote a word to."""
    first: dict[tuple[Any, ...], Voice] = {}
    for row in rows.order_by("pk"):
        kept = first.setdefault((row.said_on, row.service_id, row.mark), row)
        if kept is not row:
            kept.times += row.times
    Voice.objects.bulk_update(first.values(), ["times"])
    rows.exclude(pk__in=[row.pk for row in first.values()]).delete()
