"""Rating, sharing, acknowledging; the organisation's achievement."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
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
    Rating,
    predicate,
)
from .holding import hold
from .notice import tell


def judged(results_rating: str, behaviour_rating: str) -> str:
    """Return the predicate of two rating words; nothing while one is missing."""
    if not results_rating or not behaviour_rating:
        return ""
    return predicate(results=Rating(results_rating), behaviour=Rating(behaviour_rating)).value


@transaction.atomic
def rate(
    *,
    plan: Plan,
    term: Term,
    version: int | None,
    results_rating: str,
    results_reason: str,
    behaviour_rating: str,
    behaviour_reason: str,
    recommendation: str,
    by: Employee,
    at: datetime,
) -> Evaluation:
    """Write the two ratings with their reasons as a draft that only the superior sees.

    `version` is None for the first rating. Raise Denied, Refused with the field when a reason is
    missing, Conflict when somebody else rated meanwhile. The predicate follows from the matrix; the
    system never rates by itself (PermenPANRB 6/2022).
    """
    plan = hold(plan)
    require(access.may_rate(by, plan, term, timezone.localdate(at)))

    for rating, reason, name in (
        (results_rating, results_reason, "results"),
        (behaviour_rating, behaviour_reason, "behaviour"),
    ):
        if rating not in set(Rating):
            raise Refused("Pilih satu dari tiga rating.", f"{name}_rating")
        if not reason.strip():
            raise Refused("Tulis alasannya dengan menyebut satu kejadian atau bukti.", f"{name}_reason")
    values = {
        "results_rating": results_rating,
        "results_reason": results_reason.strip(),
        "behaviour_rating": behaviour_rating,
        "behaviour_reason": behaviour_reason.strip(),
        "predicate": judged(results_rating, behaviour_rating),
        "recommendation": recommendation.strip(),
        "rated_at": at,
        "appraiser": by,
    }

    if version is None:
        evaluation, before = _first_rating(plan, term, values), None
    else:
        evaluation, before = _change_rating(plan, term, version, values)
    audit.record(
        action="evaluation.rated", by=by, at=at, target=evaluation, before=before, after=_ratings(evaluation)
    )
    return evaluation


def _first_rating(plan: Plan, term: Term, values: dict[str, Any]) -> Evaluation:
    try:
        with transaction.atomic():
            return Evaluation.objects.create(plan=plan, term=term, **values)
    except IntegrityError:
        stored = Evaluation.objects.get(plan=plan, term=term)
        raise Conflict(theirs=_stored(stored), version=stored.version) from None


def _change_rating(
    plan: Plan, term: Term, version: int, values: dict[str, Any]
) -> tuple[Evaluation, dict[str, str]]:
    evaluation = Evaluation.objects.filter(plan=plan, term=term).first()
    if evaluation is None:
        raise Conflict("Penilaian ini sudah tidak ada.")
    before = _ratings(evaluation)
    try:
        change(evaluation, expect=version, where={"status": EvaluationStatus.DRAFT}, **values)
    except Conflict as conflict:
        conflict.theirs = _stored(evaluation)
        raise
    return evaluation, before


def _stored(evaluation: Evaluation) -> dict[str, str]:
    """Return the stored rating in words, for the person whose own was not saved."""
    return {
        "Keadaan": evaluation.status_words[0],
        "Hasil kerja": f"{evaluation.results_words}. {evaluation.results_reason}",
        "Perilaku kerja": f"{evaluation.behaviour_words}. {evaluation.behaviour_reason}",
    }


def _ratings(evaluation: Evaluation) -> dict[str, str]:
    return {
        "results": evaluation.results_rating,
        "behaviour": evaluation.behaviour_rating,
        "predicate": evaluation.predicate,
    }


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
        after=_ratings(evaluation) | {"talked_on": talked_on, "grade": evaluation.grade},
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
