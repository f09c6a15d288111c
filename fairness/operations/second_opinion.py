"""A second opinion on a shared result: asked for once, answered once, beside every objection.

It changes no result and no day: who is not convinced still objects (reviews/operations/objection.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Denied, Refused
from appraisal.versions import change
from organizations.models import Employee
from organizations.operations import Notice, tell_many
from reviews.models import Evaluation

from ..access import second_opinion as access
from ..models import SecondOpinion

NO_REASON = "Tulis apa yang ingin dilihat lagi, misalnya bukti triwulan ketiga."
NO_ANSWER = "Tulis pendapat Anda beserta alasannya."
WAITS = {"answered_at__isnull": True, "withdrawn_at__isnull": True}


@transaction.atomic
def ask(*, evaluation: Evaluation, reason: str, by: Employee, at: datetime) -> SecondOpinion:
    """Ask the appraiser's superior to look at a shared result once more.

    Raise Denied for others than the person and the appraiser, and where nobody can be asked, Refused without
    a reason, Conflict when it was asked for already.
    """
    require(access.may_ask(by, evaluation))
    reader = access.reader_of(evaluation, timezone.localdate(at))
    if reader is None:
        raise Denied(access.BY_BKD)
    if not reason.strip():
        raise Refused(NO_REASON, "reason")
    opinion = SecondOpinion(
        evaluation=evaluation, asked_by=by, asked_at=at, asked_of=reader, reason=reason.strip()
    )
    try:
        with transaction.atomic():
            opinion.save()
    except IntegrityError:
        raise Conflict(access.ONCE) from None
    audit.record(action="second_opinion.asked", by=by, at=at, target=opinion)
    _tell(opinion, "diminta", [reader], "Pendapat kedua Anda diminta", "Baca hasilnya, lalu tulis.", at)
    return opinion


@transaction.atomic
def answer(*, opinion: SecondOpinion, version: int, text: str, by: Employee, at: datetime) -> SecondOpinion:
    """Write the opinion, once. Ratings and days stay as they are.

    Raise Denied for anybody but who was asked, Refused without words, Conflict when it was withdrawn or
    written meanwhile.
    """
    if opinion.version == version:
        require(access.may_answer(by, opinion))
    if not text.strip():
        raise Refused(NO_ANSWER, "text")
    change(opinion, expect=version, where=WAITS | {"asked_of": by}, answer=text.strip(), answered_at=at)
    audit.record(action="second_opinion.answered", by=by, at=at, target=opinion)
    evaluation = opinion.evaluation
    people = [evaluation.plan.placement.employee, evaluation.appraiser]
    _tell(opinion, "dijawab", people, "Pendapat kedua sudah ditulis", "Hasil tidak berubah.", at)
    return opinion


@transaction.atomic
def withdraw(*, opinion: SecondOpinion, version: int, by: Employee, at: datetime) -> SecondOpinion:
    """Take a request back before it is answered; another may be made afterwards.

    Raise Denied for anybody but who asked, Conflict when it was answered or withdrawn meanwhile.
    """
    if opinion.version == version:
        require(access.may_withdraw(by, opinion))
    change(opinion, expect=version, where=WAITS | {"asked_by": by}, withdrawn_at=at)
    audit.record(action="second_opinion.withdrawn", by=by, at=at, target=opinion)
    line = "Tidak ada yang perlu Anda tulis."
    _tell(opinion, "ditarik", [opinion.asked_of], "Permintaan pendapat kedua ditarik", line, at)
    return opinion


def _tell(
    opinion: SecondOpinion, step: str, people: Iterable[Employee], subject: str, line: str, at: datetime
) -> None:
    """Tell each of the people once about a step; no names, no words of anybody, no ratings."""
    path = reverse("reviews:evaluation-detail", args=[opinion.evaluation_id])
    tell_many(
        [
            Notice(f"pendapat-kedua-{opinion.pk}-{step}-{person.pk}", person, subject, (line,), path)
            for person in people
        ],
        at=at,
    )
