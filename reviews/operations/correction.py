"""The administrative correction of a final result: one person proposes, another decides."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.models import Employee
from organizations.operations import tell

from ..access import correction as access
from ..access.hearing import explainers
from ..models import Correction, Evaluation
from ..rules.evaluation import MOVES, EvaluationMove, Rating
from .credit import void_papers
from .evaluation import judged
from .holding import hold_results
from .objection import ratings_of


@transaction.atomic
def propose(
    *,
    evaluation: Evaluation,
    results_rating: str,
    behaviour_rating: str,
    reason: str,
    by: Employee,
    at: datetime,
) -> Correction:
    """Propose other ratings for a final result; nothing changes until another person approves.

    Raise Denied for anybody but a BKD admin whom it does not concern, Refused without a reason or when
    nothing would change, Conflict while another proposal is open.
    """
    hold_results(evaluation)
    require(access.may_propose(by, evaluation, timezone.localdate(at)))

    if results_rating not in set(Rating) or behaviour_rating not in set(Rating):
        raise Refused("Pilih kedua rating yang seharusnya.", "results_rating")
    if (results_rating, behaviour_rating) == (evaluation.results_rating, evaluation.behaviour_rating):
        raise Refused("Kedua rating ini sama dengan yang tersimpan, jadi tidak ada yang diperbaiki.")
    if not reason.strip():
        raise Refused("Tulis alasan dan dasarnya, misalnya nomor berita acara.", "reason")

    correction = Correction(
        evaluation=evaluation,
        results_rating=results_rating,
        behaviour_rating=behaviour_rating,
        reason=reason.strip(),
        asked_by=by,
        asked_at=at,
    )
    try:
        with transaction.atomic():
            correction.save()
    except IntegrityError:
        raise Conflict("Koreksi hasil ini sudah diusulkan dan menunggu diperiksa.") from None
    after = {"results": results_rating, "behaviour": behaviour_rating}
    audit.record(
        action="correction.proposed",
        by=by,
        at=at,
        target=evaluation,
        before=ratings_of(evaluation),
        after=after,
        note=reason,
    )
    return correction


@transaction.atomic
def decide_correction(
    *, correction: Correction, version: int, is_approved: bool, answer: str, by: Employee, at: datetime
) -> Correction:
    """Approve a proposal, which changes the result and keeps what it was, or decline it with a note.

    The caller has the documents of the result issued anew afterwards, outside the transaction. Raise Denied
    for who proposed, rated or is concerned, Refused when declined without a note, Conflict when second.
    """
    require(access.may_approve(by, correction, timezone.localdate(at)))

    if not is_approved and not answer.strip():
        raise Refused("Tulis catatan, agar yang mengusulkan tahu alasannya.", "answer")

    evaluation = correction.evaluation
    before = ratings_of(evaluation)
    change(
        correction,
        expect=version,
        where={"decided_at__isnull": True},
        is_approved=is_approved,
        answer=answer.strip(),
        decided_by=by,
        decided_at=at,
        before=before if is_approved else None,
    )
    if is_approved:
        _correct(correction, at)
    action = "correction.approved" if is_approved else "correction.declined"
    after = ratings_of(evaluation) if is_approved else None
    audit.record(action=action, by=by, at=at, target=evaluation, before=before, after=after, note=answer)
    return correction


def _correct(correction: Correction, at: datetime) -> None:
    """Write the corrected ratings; tell the employee and the superior that there is something to read."""
    evaluation = correction.evaluation
    origins, target, _ = MOVES[EvaluationMove.CORRECT]
    change(
        evaluation,
        expect=evaluation.version,
        where={"status__in": origins},
        status=target.value,
        results_rating=correction.results_rating,
        behaviour_rating=correction.behaviour_rating,
        predicate=judged(correction.results_rating, correction.behaviour_rating),
    )
    void_papers(evaluation=evaluation, by=correction.decided_by or correction.asked_by, at=at)
    people = [evaluation.plan.placement.employee, *explainers(evaluation, timezone.localdate(at))]
    for person in people:
        tell(
            key=f"perbaikan-{correction.pk}-{person.pk}",
            to=person,
            subject="Hasil penilaian diperbaiki secara administratif",
            lines=["Alasan dan dokumen yang baru ada di halaman hasil."],
            path=reverse("reviews:evaluation-detail", args=[evaluation.pk]),
            at=at,
        )
