"""The objection of an employee: filed, explained, decided (PP 30/2019 Pasal 59)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.templatetags.ui import tanggal
from appraisal.versions import change
from organizations.models import Employee
from organizations.operations import tell

from ..access import objection as access
from ..access.hearing import decider_of, explainers
from ..models import Evaluation, EvidenceFile, Objection
from ..queries.objection import objection_days
from ..rules.evaluation import MOVES, EvaluationMove, EvaluationStatus, Rating
from .evaluation import judged
from .evidence import attach


@transaction.atomic
def object_to(
    *,
    evaluation: Evaluation,
    version: int,
    text: str,
    by: Employee,
    at: datetime,
    files: Iterable[EvidenceFile] = (),
) -> Objection:
    """File an objection with its reasons and evidence to the superior of the appraiser.

    The days of explanation and decision are those of the policy of this moment. Raise Denied after the last
    day of the policy, Refused without reasons or with a file that is gone, Conflict when second.
    """
    today = timezone.localdate(at)
    days = objection_days(evaluation.plan.period, timezone.localdate(evaluation.shared_at or at))
    require(access.may_object(by, evaluation, days, today))

    if not text.strip():
        raise Refused("Tulis alasan keberatan Anda, misalnya bukti yang belum dilihat.", "text")

    origins, target, _ = MOVES[EvaluationMove.OBJECT]
    change(evaluation, expect=version, where={"status__in": origins}, status=target.value)
    objection = _first(
        Objection(
            evaluation=evaluation,
            text=text.strip(),
            filed_at=at,
            explain_until=days.explain_until(today),
            decide_until=days.decide_until(today),
        )
    )
    attach(thing=objection, files=files, by=by, at=at)
    audit.record(action="objection.filed", by=by, at=at, target=evaluation, note=text)
    _tell_filed(objection, at)
    return objection


def _first(objection: Objection) -> Objection:
    try:
        with transaction.atomic():
            objection.save()
    except IntegrityError:
        raise Conflict("Keberatan atas penilaian ini sudah diajukan.") from None
    return objection


@transaction.atomic
def explain(*, evaluation: Evaluation, version: int, text: str, by: Employee, at: datetime) -> Objection:
    """Write the explanation of the objected rating: who rated, or the superior of the day.

    Raise Denied for anybody else, Refused without words, Conflict when second.
    """
    require(access.may_explain(by, evaluation, timezone.localdate(at)))

    if not text.strip():
        raise Refused("Tulis penjelasan Anda, dengan bukti yang mendasari penilaian.", "text")

    status = EvaluationStatus.EXPLAINED.value
    change(evaluation, expect=version, where={"status": EvaluationStatus.OBJECTED}, status=status)
    objection = evaluation.objection
    change(objection, expect=objection.version, explanation=text.strip(), explained_at=at, explained_by=by)
    audit.record(action="objection.explained", by=by, at=at, target=evaluation, note=text)
    people = [evaluation.plan.placement.employee, decider_of(evaluation, timezone.localdate(at))]
    _tell(objection, "dijelaskan", people, "Keberatan sudah dijelaskan", _until(objection), at)
    return objection


@transaction.atomic
def name_decider(
    *, objection: Objection, version: int, decider: Employee, reason: str, by: Employee, at: datetime
) -> Objection:
    """Name who decides, because the line has nobody who may; the days that were promised stay.

    Raise Denied for anybody but BKD or while somebody can decide, Refused for a person who may not or without
    a reason, Conflict when it was decided or somebody was named meanwhile.
    """
    evaluation = objection.evaluation
    require(access.may_name_decider(by, evaluation, timezone.localdate(at)))

    fit = access.may_be_decider(decider, evaluation, by)
    if not fit:
        raise Refused(fit.reason, "decider")
    if not reason.strip():
        raise Refused("Tulis alasannya, misalnya nomor surat perintah.", "reason")

    before = objection.decider.nip if objection.decider else None
    change(
        objection,
        expect=version,
        where={"decided_at__isnull": True},
        decider=decider,
        decider_reason=reason.strip(),
        decider_set_by=by,
        decider_set_at=at,
    )
    audit.record(
        action="objection.decider_named",
        by=by,
        at=at,
        target=evaluation,
        before=before,
        after=decider.nip,
        note=reason,
    )
    people = [decider, evaluation.plan.placement.employee]
    _tell(
        objection, f"ditunjuk-{version}", people, "Pejabat pemutus keberatan ditunjuk", _until(objection), at
    )
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

    Raise Denied for anybody but the superior of the appraiser or whom BKD named, Refused without reasons,
    Conflict when second. The decision is final (PP 30/2019 Pasal 59).
    """
    require(access.may_decide(by, evaluation, timezone.localdate(at)))

    if not text.strip():
        raise Refused("Tulis keputusan beserta alasannya.", "text")
    if results_rating not in set(Rating) or behaviour_rating not in set(Rating):
        raise Refused("Pilih rating yang ditetapkan, sama atau berubah.", "results_rating")

    objection, before = evaluation.objection, ratings_of(evaluation)
    origins, target, _ = MOVES[EvaluationMove.DECIDE]
    change(
        evaluation,
        expect=version,
        where={"status__in": origins},
        status=target.value,
        final_at=at,
        upper=evaluation.upper if objection.decider_id == by.pk else by,
        results_rating=results_rating,
        behaviour_rating=behaviour_rating,
        predicate=judged(results_rating, behaviour_rating),
    )
    change(
        objection,
        expect=objection.version,
        decision=text.strip(),
        decided_by=by,
        decided_at=at,
        before=before,
    )
    after = ratings_of(evaluation)
    audit.record(
        action="objection.decided", by=by, at=at, target=evaluation, before=before, after=after, note=text
    )
    people = [evaluation.plan.placement.employee, evaluation.appraiser, objection.explained_by]
    _tell(objection, "diputuskan", people, "Keputusan atas keberatan sudah ada", ["Hasilnya kini final."], at)
    return objection


def ratings_of(evaluation: Evaluation) -> dict[str, str]:
    """Return ratings and predicate as they are kept beside a change."""
    return {
        "results": evaluation.results_rating,
        "behaviour": evaluation.behaviour_rating,
        "predicate": evaluation.predicate,
    }


# --- Letters ------------------------------------------------------------------------------------


def _tell_filed(objection: Objection, at: datetime) -> None:
    """Tell who explains and who decides by which day it is awaited."""
    evaluation, today = objection.evaluation, timezone.localdate(at)
    asked = [f"Penjelasan Anda ditunggu sampai {tanggal(objection.explain_until)}."]
    _tell(objection, "diajukan", explainers(evaluation, today), "Keberatan menunggu penjelasan", asked, at)
    decider = decider_of(evaluation, today)
    _tell(objection, "diajukan", [decider], "Keberatan menunggu keputusan Anda", _until(objection), at)


def _until(objection: Objection) -> list[str]:
    if objection.decide_until is None:
        return []
    return [f"Keputusan ditunggu sampai {tanggal(objection.decide_until)}."]


def _tell(
    objection: Objection,
    step: str,
    people: Sequence[Employee | None],
    subject: str,
    lines: Sequence[str],
    at: datetime,
) -> None:
    """Tell each of the people once about a step; no names, no words of anybody, no ratings."""
    path = reverse("reviews:evaluation-detail", args=[objection.evaluation_id])
    for person in people:
        if person is not None:
            key = f"keberatan-{objection.pk}-{step}-{person.pk}"
            tell(key=key, to=person, subject=subject, lines=lines, path=path, at=at)
