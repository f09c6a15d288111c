"""The second opinion as it stands on a result, and what waits because of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone

from appraisal.access import Decision, deny
from organizations.models import Employee
from reviews.access.line import of_overseen
from reviews.models import Evaluation
from reviews.queries.objection_tasks import NEWS
from reviews.queries.result_page import Beside
from reviews.queries.task_source import Source, Words
from reviews.queries.year import Year

from ..access import second_opinion as access
from ..models import SecondOpinion

TEMPLATE = "fairness/second_opinion_beside.html"
ME = OuterRef("pk")  # the person


@dataclass(frozen=True)
class Asked:
    """What the page says: the opinion, who would be asked, and the steps of its reader."""

    opinion: SecondOpinion | None
    reader: Employee | None
    may_ask: Decision
    may_answer: Decision
    may_withdraw: Decision
    is_lost: bool  # who was asked no longer reads the result


def opinion_beside(evaluation: Evaluation, reader: Employee, on: date) -> Beside | None:
    """Return the second opinion for the person, the appraiser and who was asked; None for others.

    One query; more while an answer is waited for.
    """
    close = access.concerned(evaluation)
    if reader.pk not in {*close, evaluation.upper_id}:
        return None
    opinion = access.open_opinion(evaluation)
    if opinion is None:
        return _unasked(evaluation, reader)
    if reader.pk not in {*close, opinion.asked_of_id}:
        return None
    is_read = opinion.asked_of_id == reader.pk or opinion.answered_at is not None
    asked = Asked(
        opinion,
        opinion.asked_of,
        deny(access.ONCE),
        access.may_answer(reader, opinion),
        access.may_withdraw(reader, opinion),
        not is_read and not access.reads(opinion.asked_of, evaluation, on),
    )
    return Beside(TEMPLATE, asked)


def _unasked(evaluation: Evaluation, reader: Employee) -> Beside | None:
    may = access.may_ask(reader, evaluation)
    if not may:
        return None
    asked = access.upper_of(evaluation)
    no = deny("")
    return Beside(TEMPLATE, Asked(None, asked, may if asked else deny(access.BY_BKD), no, no, False))


# --- Tasks -------------------------------------------------------------------------------------


def _to_answer(year: Year, on: date) -> QuerySet[Evaluation]:
    """Return the results on which an opinion waits for who was asked and still reads them."""
    waiting = Q(second_opinions__answered_at=None, second_opinions__withdrawn_at=None)
    return Evaluation.objects.filter(waiting, of_overseen(ME, on), second_opinions__asked_of=ME)


def _answered(year: Year, on: date) -> QuerySet[Evaluation]:
    """Return the results on which an opinion was written within the last week: own ones and given ones."""
    since = timezone.make_aware(datetime.combine(on - NEWS, time()))
    close = Q(plan__placement__employee=ME) | Q(appraiser=ME)
    return Evaluation.objects.filter(close, second_opinions__answered_at__gte=since)


EVALUATION = "reviews:evaluation-detail"
ANSWER = Words(
    "Tulis pendapat kedua",
    "{people}: baca hasilnya sekali lagi.",
    "reviews:team",
    EVALUATION,
    first=True,
)
READ = Words(
    "Baca pendapat kedua",
    "Sudah ditulis atasan pejabat penilai.",
    "reviews:result-mine",
    EVALUATION,
    status="Baru",
    first=True,
)
OPINIONS = [
    Source(_to_answer, ANSWER, leads=True, who="plan__placement__employee__name"),
    Source(_answered, READ),
]
