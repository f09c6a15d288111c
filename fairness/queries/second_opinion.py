"""The second opinion as it stands on a result, and what waits because of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet
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


COLUMNS = ("id", "version", "asked_by_id", "asked_at", "reason", "asked_of_id", "answer", "answered_at")


def with_opinion(rows: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Load with each result the opinion that was asked for and not withdrawn."""
    standing = FilteredRelation("second_opinions", condition=Q(second_opinions__withdrawn_at__isnull=True))
    return rows.annotate(second=standing, **{f"second_{name}": F(f"second__{name}") for name in COLUMNS})


def opinion_beside(evaluation: Evaluation, reader: Employee, on: date) -> Beside | None:
    """Return the second opinion for the person, the appraiser and who was asked; None for others.

    The result comes `with_opinion` and its upper superior: no query, but where somebody else was asked.
    """
    close = access.concerned(evaluation)
    opinion = _opinion(evaluation)
    if opinion is None:
        return _unasked(evaluation, reader)
    if reader.pk not in {*close, opinion.asked_of_id}:
        return None
    asked = Asked(
        opinion,
        opinion.asked_of,
        deny(access.ONCE),
        access.may_answer(reader, opinion),
        access.may_withdraw(reader, opinion),
    )
    return Beside(TEMPLATE, asked)


def _opinion(evaluation: Evaluation) -> SecondOpinion | None:
    """Return the opinion that came with a result; its people are those of the result."""
    values = {name: getattr(evaluation, f"second_{name}") for name in COLUMNS}
    if values["id"] is None:
        return None
    opinion = SecondOpinion(evaluation=evaluation, **values)
    for person in (evaluation.plan.placement.employee, evaluation.appraiser, evaluation.upper):
        if person is not None and person.pk == opinion.asked_by_id:
            opinion.asked_by = person
        if person is not None and person.pk == opinion.asked_of_id:
            opinion.asked_of = person
    return opinion


def _unasked(evaluation: Evaluation, reader: Employee) -> Beside | None:
    may = access.may_ask(reader, evaluation)
    if not may:
        return None
    asked = access.upper_of(evaluation)
    no = deny("")
    return Beside(TEMPLATE, Asked(None, asked, may if asked else deny(access.BY_BKD), no, no))


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
