"""Handing ratings to a calibration meeting, taking them back, deciding about a case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Denied, Refused
from appraisal.versions import change
from organizations.models import Employee

from ..access import calibration as access
from ..access.meeting import evaluations_of, is_running, meeting_for, own_cases
from ..models import CalibrationCase, CalibrationMeeting, Evaluation
from ..queries.border import beside
from ..rules.evaluation import EvaluationStatus, Rating
from .evaluation import judged
from .holding import hold


@transaction.atomic
def offer(*, evaluation: Evaluation, version: int, by: Employee, at: datetime) -> Evaluation:
    """Hand a finished rating to the running meeting of its group; it stays unshared.

    Raise Denied without such a meeting or before both ratings stand, Conflict when it changed meanwhile.
    """
    evaluation.plan = hold(evaluation.plan)
    on = timezone.localdate(at)
    meeting = meeting_for(evaluation.plan, evaluation.term, on)
    if meeting is not None:
        held(meeting)
    require(access.may_offer(by, evaluation, on))

    _hand_over(evaluation, version, at)
    audit.record(action="evaluation.offered", by=by, at=at, target=evaluation)
    return evaluation


@transaction.atomic
def offer_all(*, meeting: CalibrationMeeting, by: Employee, at: datetime) -> int:
    """Hand over every finished draft that this superior has in the group of a meeting; return how many.

    Raise Denied when the meeting is over, Refused when there is nothing to hand over.
    """
    on = timezone.localdate(at)
    meeting = held(meeting)
    if not is_running(meeting, on):
        raise Denied("Rapat ini sudah berakhir. Hasil bisa dibagikan langsung.")
    drafts = own_cases(by, meeting, on).filter(status=EvaluationStatus.DRAFT, appraiser=by)
    rows = list(drafts.exclude(predicate="").select_related("plan__placement", "plan__period", "term"))
    ready = [row for row in rows if access.may_offer(by, row, on)]
    if not ready:
        raise Refused("Belum ada penilaian selesai yang bisa diserahkan.")

    for row in ready:
        _hand_over(row, row.version, at)
    entries = [audit.entry(action="evaluation.offered", by=by, at=at, target=row) for row in ready]
    audit.record_many(entries)
    return len(ready)


def _hand_over(evaluation: Evaluation, version: int, at: datetime) -> None:
    offered = EvaluationStatus.OFFERED.value
    change(
        evaluation, expect=version, where={"status": EvaluationStatus.DRAFT}, status=offered, offered_at=at
    )


@transaction.atomic
def take_back(*, evaluation: Evaluation, version: int, by: Employee, at: datetime) -> Evaluation:
    """Make an offered rating a draft again, as long as no meeting has decided about it.

    Raise Denied after a decision, Conflict when it changed meanwhile.
    """
    evaluation.plan = hold(evaluation.plan)
    require(access.may_take_back(by, evaluation, timezone.localdate(at)))

    draft = EvaluationStatus.DRAFT.value
    where = {"status": EvaluationStatus.OFFERED}
    change(evaluation, expect=version, where=where, status=draft, offered_at=None)
    audit.record(action="evaluation.taken_back", by=by, at=at, target=evaluation)
    return evaluation


@transaction.atomic
def decide_case(
    *,
    meeting: CalibrationMeeting,
    evaluation: Evaluation,
    version: int,
    results_rating: str,
    behaviour_rating: str,
    reason: str,
    spoke: str,
    by: Employee,
    at: datetime,
) -> CalibrationCase:
    """Keep or change the rating of a case near a border; a changed one keeps the first value in `before`.

    Raise Denied for anybody but the meeting's leader, who never decides about himself or about a rating of
    his own; Refused without reason or where nothing is in question; Conflict when it was decided or taken
    back meanwhile (measurement research 5.3: only cases near a border, the second line decides, in words).
    """
    evaluation.plan, meeting = hold(evaluation.plan), held(meeting)
    row = Evaluation.objects.select_related("term").get(pk=evaluation.pk)
    row.plan = evaluation.plan
    if row.version != version:
        raise Conflict(theirs=_stored(row), version=row.version)
    require(access.may_decide_case(by, meeting, row, timezone.localdate(at)))
    if results_rating not in set(Rating) or behaviour_rating not in set(Rating):
        raise Refused("Pilih rating yang berlaku, sama atau berubah.", "results_rating")
    if not reason.strip():
        raise Refused("Tulis alasan keputusan rapat.", "reason")
    if not evaluations_of(meeting).filter(pk=row.pk).exists() or not beside([row])[row.pk].questions:
        raise Refused("Penilaian ini tidak dekat batas, jadi tidak diputuskan dalam rapat.")
    if CalibrationCase.objects.filter(evaluation=row, meeting=meeting).exists():
        raise Conflict("Kasus ini sudah diputuskan.", theirs=_stored(row), version=row.version)

    before = _words(row)
    is_changed = (results_rating, behaviour_rating) != (row.results_rating, row.behaviour_rating)
    values = {"results_rating": results_rating, "behaviour_rating": behaviour_rating}
    predicate = judged(results_rating, behaviour_rating)
    change(row, expect=version, where={"status": EvaluationStatus.OFFERED}, predicate=predicate, **values)
    case = CalibrationCase.objects.create(
        meeting=meeting,
        evaluation=row,
        reason=reason.strip(),
        spoke=spoke.strip(),
        decided_by=by,
        decided_at=at,
        before=before if is_changed else None,
        **values,
    )
    audit.record(
        action="evaluation.calibrated",
        by=by,
        at=at,
        target=row,
        before=before,
        after=_words(row),
        note=reason,
    )
    return case


def held(meeting: CalibrationMeeting) -> CalibrationMeeting:
    """Lock a meeting and return it as it is now, so that nobody decides while it is being closed."""
    rows = CalibrationMeeting.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "term__period", "led_by").get(pk=meeting.pk)


def _words(row: Evaluation) -> dict[str, str]:
    return {"results": row.results_rating, "behaviour": row.behaviour_rating, "predicate": row.predicate}


def _stored(row: Evaluation) -> dict[str, str]:
    return {"Keadaan": row.status_words[0]}
