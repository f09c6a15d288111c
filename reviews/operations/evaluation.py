"""Sharing and acknowledging. Rating has a file of its own."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change
from indicators.models import Plan
from organizations.models import Employee
from organizations.operations import tell

from ..access import evaluation as access
from ..access.line import line_of
from ..models import Evaluation
from ..queries.achievement import grade_for
from ..rules.evaluation import (
    MOVES,
    EvaluationMove,
    EvaluationStatus,
)
from .holding import hold
from .rating import judged, rate, ratings

__all__ = ["acknowledge", "judged", "rate", "share"]


@transaction.atomic
def share(*, evaluation: Evaluation, version: int, talked_on: date, by: Employee, at: datetime) -> Evaluation:
    """Share the result after the talk; from now on the employee sees it and the ratings stand.

    Keeps the organisation's achievement and the upper superior of this moment with it. Raise Denied,
    Refused when the talk lies ahead, Conflict when it was shared or changed meanwhile.
    """
    Plan.objects.select_for_update(of=("self",)).get(pk=evaluation.plan_id)  # freezes the self-assessment
    plan = evaluation.plan = hold(evaluation.plan)
    require(access.may_share(by, evaluation, timezone.localdate(at)))

    if talked_on > timezone.localdate(at):
        raise Refused(
            "Hasil dibagikan setelah dialog. Isi tanggal dialog yang sudah berlangsung.", "talked_on"
        )
    if talked_on < plan.started_on:
        raise Refused("Tanggal dialog berada dalam masa SKP.", "talked_on")

    line = line_of(plan, timezone.localdate(at))
    change(
        evaluation,
        expect=version,
        where={"status__in": [status.value for status in MOVES[EvaluationMove.SHARE][0]]},
        status=EvaluationStatus.SHARED.value,
        talked_on=talked_on,
        shared_at=at,
        appraiser=by,
        upper=line.upper if line else None,
        grade=grade_for(plan.placement.unit, evaluation.term),
    )
    audit.record(
        action="evaluation.shared",
        by=by,
        at=at,
        target=evaluation,
        after=ratings(evaluation) | {"talked_on": talked_on, "grade": evaluation.grade},
    )
    _tell_owner(evaluation, at)
    return evaluation


def _tell_owner(evaluation: Evaluation, at: datetime) -> None:
    """Tell the employee by letter that there is a result to read, not what it says."""
    what = evaluation.title.removeprefix("Evaluasi ")
    tell(
        key=f"evaluation-shared-{evaluation.pk}",
        to=evaluation.plan.placement.employee,
        subject=f"Hasil evaluasi {what} sudah bisa dibaca",
        lines=[
            f"{evaluation.appraiser.full_name} membagikan hasil evaluasi {what} setelah dialog Anda.",
            "Di sana ada alasan, bukti, dan langkah yang disepakati. Anda bisa menulis tanggapan.",
        ],
        path=reverse("reviews:evaluation-detail", args=[evaluation.pk]),
        at=at,
    )


@transaction.atomic
def acknowledge(
    *, evaluation: Evaluation, version: int, comment: str, by: Employee, at: datetime
) -> Evaluation:
    """Note that the employee has read the result, with an optional comment; an objection stays possible."""
    require(access.may_make(by, evaluation, EvaluationMove.ACKNOWLEDGE, timezone.localdate(at)))

    change(
        evaluation,
        expect=version,
        where={"status": EvaluationStatus.SHARED},
        status=EvaluationStatus.ACKNOWLEDGED.value,
        acknowledged_at=at,
        comment=comment.strip(),
    )
    audit.record(action="evaluation.acknowledged", by=by, at=at, target=evaluation, note=comment)
    return evaluation
