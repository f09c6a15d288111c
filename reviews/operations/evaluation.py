"""Sharing, acknowledging, making final; the organisation's achievement. Rating has a file of its own."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change
from indicators.models import Plan, Term
from organizations.models import Employee, Unit

from ..access import evaluation as access
from ..access.line import line_of
from ..models import Evaluation, OrganisationAchievement
from ..queries.evaluation import grade_for
from ..rules.evaluation import (
    MOVES,
    EvaluationMove,
    EvaluationStatus,
    OrganisationGrade,
)
from .holding import hold
from .notice import tell
from .rating import judged, rate, ratings

__all__ = ["acknowledge", "judged", "rate", "set_grade", "share"]


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
    what = f"{evaluation.term.name} {evaluation.plan.period.year}"
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


@transaction.atomic
def set_grade(
    *, unit: Unit, term: Term, grade: str, reason: str, by: Employee, at: datetime
) -> OrganisationAchievement:
    """Set the achievement of a unit in a term (capaian kinerja organisasi, SE MenPANRB 3/2023).

    A second grade replaces the first, which stays as history. Evaluations that were shared before keep the
    grade of their moment. Raise Denied for anybody but
    BKD or the head of a unit above, Refused without a known grade and a reason.
    """
    require(access.may_set_grade(by, unit, timezone.localdate(at)))

    if grade not in set(OrganisationGrade):
        raise Refused("Pilih satu dari lima capaian.", "grade")
    if not reason.strip():
        raise Refused("Tulis dasar penetapannya, misalnya nomor berita acara.", "reason")

    Unit.objects.select_for_update().get(pk=unit.pk)
    old = OrganisationAchievement.objects.valid().filter(unit=unit, term=term).first()
    before = {"grade": old.grade, "reason": old.reason} if old else None
    if old is not None:
        change(old, expect=old.version, where={"replaced_at__isnull": True}, replaced_at=at)
    row = OrganisationAchievement.objects.create(
        unit=unit, term=term, grade=grade, reason=reason.strip(), set_by=by, set_at=at
    )
    after = {"grade": grade, "term": term.name}
    audit.record(
        action="organisation.graded", by=by, at=at, target=unit, before=before, after=after, note=reason
    )
    return row
