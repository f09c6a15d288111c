"""The work of the committee before it decides: stepping aside, points on anchored scales, notes.

Whoever writes holds the row of the list, so that nothing crosses with settling.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.templatetags.ui import angka
from appraisal.versions import change
from organizations.models import Employee

from ..access import committee as access
from ..models import AwardCandidate, AwardList, DiscussionNote, JuryScore, Recusal, SchemeCriterion
from ..queries.jury import jury_criteria

SETTLED = "Rekomendasi daftar ini sudah ditetapkan, jadi tidak berubah lagi."


@dataclass(frozen=True)
class Given:
    """What a member typed for one criterion, and which version of the own points it replaces (0: none)."""

    points: Decimal
    note: str
    version: int


def _hold(award_list_id: int) -> AwardList:
    """Return the list, held until the transaction ends; raise Refused when it is settled."""
    award_list = AwardList.objects.select_for_update().get(pk=award_list_id)
    if award_list.closed_at is not None:
        raise Refused(SETTLED)
    return award_list


def _load(candidate: AwardCandidate) -> AwardCandidate:
    award_list = _hold(candidate.award_list_id)
    row = AwardCandidate.objects.select_related("employee", "placement", "unit", "nomination").get(
        pk=candidate.pk
    )
    row.award_list = award_list
    return row


# --- Stepping aside ---------------------------------------------------------------------------------


@transaction.atomic
def recuse(*, candidate: AwardCandidate, reason: str, by: Employee, at: datetime) -> Recusal:
    """Let a member step aside about a candidate; the own points go, and an own decision is open again.

    Raise Denied outside the committee, Refused without reason, when the list is settled, or the second time.
    """
    candidate = _load(candidate)
    require(access.may_recuse(by, candidate, timezone.localdate(at)))
    if not reason.strip():
        raise Refused("Tulis alasan Anda mengundurkan diri.", "reason")
    try:
        with transaction.atomic():
            recusal = Recusal.objects.create(
                candidate=candidate, member=by, reason=reason.strip(), recused_at=at
            )
    except IntegrityError:
        raise Refused("Anda sudah mengundurkan diri dari calon ini.") from None

    dropped, _ = JuryScore.objects.filter(candidate=candidate, member=by).delete()
    reopened = candidate.decided_by_id == by.pk
    if reopened:
        change(
            candidate,
            expect=candidate.version,
            decision="",
            reason="",
            public_reason="",
            decided_by=None,
            decided_at=None,
        )

    after = {"scores_dropped": dropped, "decision_reopened": reopened}
    audit.record(action="award.recused", by=by, at=at, target=candidate, after=after, note=recusal.reason)
    return recusal


# --- Points -----------------------------------------------------------------------------------------


@transaction.atomic
def score(
    *, candidate: AwardCandidate, given: Mapping[int, Given], by: Employee, at: datetime
) -> list[JuryScore]:
    """Write the points of a member for a candidate, by criterion, and return the rows that changed.

    Members work beside each other; only the same member in two windows meets a Conflict. Raise Denied for
    who may not judge the candidate, Refused with the field `points-KEY` or `note-KEY`.
    """
    candidate = _load(candidate)
    require(access.may_judge(by, candidate, timezone.localdate(at)))
    criteria = {row.pk: row for row in jury_criteria(candidate.award_list)}
    if not criteria:
        raise Refused("Penghargaan ini tidak memakai nilai juri.")
    own = {
        row.criterion_id: row
        for row in JuryScore.objects.select_for_update().filter(candidate=candidate, member=by)
    }
    for key, one in given.items():
        _check(key, one, criteria)
    written = []
    for key, one in given.items():
        if (row := _write(candidate, criteria[key], own.get(key), one, by, at)) is not None:
            written.append(row)
    if written:
        after = {str(row.criterion): {"points": str(row.points), "note": row.note} for row in written}
        audit.record(action="award.scored", by=by, at=at, target=candidate, after=after)
    return written


def _check(key: int, one: Given, criteria: Mapping[int, SchemeCriterion]) -> None:
    if key not in criteria:
        raise Refused("Kriteria ini bukan bagian dari penilaian juri penghargaan ini.")
    if not 0 <= one.points <= 100:
        raise Refused("Tulis nilai antara 0 dan 100.", f"points-{key}")
    if not one.note.strip():
        raise Refused("Tulis alasan nilai ini dalam satu kalimat.", f"note-{key}")


def _write(
    candidate: AwardCandidate,
    criterion: SchemeCriterion,
    old: JuryScore | None,
    one: Given,
    by: Employee,
    at: datetime,
) -> JuryScore | None:
    """Write the points for one criterion unless they are as before; raise Conflict after another window."""
    note = one.note.strip()
    if (old.version if old else 0) != one.version:
        theirs = {criterion.label: f"{angka(old.points)}: {old.note}" if old else "Belum ada nilai."}
        raise Conflict(
            "Anda mengubah nilai ini di jendela lain.", theirs=theirs, version=old.version if old else 0
        )
    if old is None:
        return JuryScore.objects.create(
            candidate=candidate, criterion=criterion, member=by, points=one.points, note=note, scored_at=at
        )
    if (old.points, old.note) == (one.points, note):
        return None
    return change(old, expect=one.version, points=one.points, note=note, scored_at=at)


# --- Discussion -------------------------------------------------------------------------------------


@transaction.atomic
def add_note(
    *, award_list: AwardList, candidate: AwardCandidate | None, text: str, by: Employee, at: datetime
) -> DiscussionNote:
    """Add what was said, about a candidate or the whole list; notes are never changed.

    Raise Denied outside the committee and for who stands apart from the candidate, Refused without text.
    """
    on = timezone.localdate(at)
    if candidate is None:
        award_list = _hold(award_list.pk)
        require(access.may_note(by, on))
    else:
        candidate = _load(candidate)
        require(access.may_take_part(by, candidate, on))
        if candidate.award_list_id != award_list.pk:
            raise Refused("Calon ini ada di daftar lain.")
    if not text.strip():
        raise Refused("Tulis catatan Anda.", "text")
    note = DiscussionNote.objects.create(
        award_list=award_list, candidate=candidate, text=text.strip(), noted_by=by, noted_at=at
    )
    audit.record(action="award.noted", by=by, at=at, target=candidate or award_list, note=note.text)
    return note
