"""The objection of an employee: filed, explained, decided (PP 30/2019 Pasal 59)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from indicators.queries import policy
from organizations.models import Employee

from ..access import evaluation as access
from ..models import Evaluation, Objection
from ..rules.evaluation import EvaluationMove, EvaluationStatus, Rating
from .evaluation import judged


@transaction.atomic
def object_to(*, evaluation: Evaluation, version: int, text: str, by: Employee, at: datetime) -> Objection:
    """File an objection with its reasons to the superior of the appraiser.

    Raise Denied after the last day of the policy, Refused without reasons, Conflict when second.
    """
    days = int(policy(evaluation.plan.period)["keberatan_hari"])
    require(access.may_object(by, evaluation, days, timezone.localdate(at)))

    if not text.strip():
        raise Refused("Tulis alasan keberatan Anda, misalnya bukti yang belum dilihat.", "text")

    change(
        evaluation,
        expect=version,
        where={"status__in": [EvaluationStatus.SHARED, EvaluationStatus.ACKNOWLEDGED]},
        status=EvaluationStatus.OBJECTED.value,
    )
    try:
        with transaction.atomic():
            objection = Objection.objects.create(evaluation=evaluation, text=text.strip(), filed_at=at)
    except IntegrityError:
        raise Conflict("Keberatan atas penilaian ini sudah diajukan.") from None
    audit.record(action="objection.filed", by=by, at=at, target=evaluation, note=text)
    return objection


@transaction.atomic
def explain(*, evaluation: Evaluation, version: int, text: str, by: Employee, at: datetime) -> Objection:
    """Write the appraiser's explanation of the objected rating."""
    require(access.may_make(by, evaluation, EvaluationMove.EXPLAIN, timezone.localdate(at)))

    if not text.strip():
        raise Refused("Tulis penjelasan Anda, dengan bukti yang mendasari penilaian.", "text")

    status = EvaluationStatus.EXPLAINED.value
    change(evaluation, expect=version, where={"status": EvaluationStatus.OBJECTED}, status=status)
    objection = evaluation.objection
    change(objection, expect=objection.version, explanation=text.strip(), explained_at=at)
    audit.record(action="objection.explained", by=by, at=at, target=evaluation, note=text)
    return objection


@transaction.atomic
def decide(
    *,
    evaluation: Evaluation,
    version: int,
    text: str,
    results_rating: str,
    behaviour_rating: str,
    by: Employee,
    at: datetime,
) -> Objection:
    """Decide the objection and make the result final; the ratings may change, the old ones are kept.

    Raise Denied for anybody but the superior of the appraiser, Refused without reasons, Conflict when
    second. The decision is final (PP 30/2019 Pasal 59).
    """
    require(access.may_make(by, evaluation, EvaluationMove.DECIDE, timezone.localdate(at)))

    if not text.strip():
        raise Refused("Tulis keputusan beserta alasannya.", "text")
    if results_rating not in set(Rating) or behaviour_rating not in set(Rating):
        raise Refused("Pilih rating yang ditetapkan, sama atau berubah.", "results_rating")

    before = {
        "results": evaluation.results_rating,
        "behaviour": evaluation.behaviour_rating,
        "predicate": evaluation.predicate,
    }
    change(
        evaluation,
        expect=version,
        where={"status__in": [EvaluationStatus.OBJECTED, EvaluationStatus.EXPLAINED]},
        status=EvaluationStatus.FINAL.value,
        final_at=at,
        upper=by,
        results_rating=results_rating,
        behaviour_rating=behaviour_rating,
        predicate=judged(results_rating, behaviour_rating),
    )
    objection = evaluation.objection
    change(
        objection,
        expect=objection.version,
        decision=text.strip(),
        decided_by=by,
        decided_at=at,
        before=before,
    )
    after = {"results": results_rating, "behaviour": behaviour_rating, "predicate": evaluation.predicate}
    audit.record(
        action="objection.decided", by=by, at=at, target=evaluation, before=before, after=after, note=text
    )
    return objection
