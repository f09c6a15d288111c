"""What waits around an objection: the explanation, the decision, and reading either."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone

from ..access.hearing import OPEN, led_by_now
from ..models import Evaluation, Objection
from ..rules.evaluation import EvaluationStatus
from .task_source import Source, Words
from .year import Year

ME = OuterRef("pk")  # the person
OWNER = "plan__placement__employee__name"
NEWS = timedelta(days=7)  # how long an answer is news


def _objected(year: Year, on: date) -> QuerySet[Evaluation]:
    """Return what waits for an explanation by who rated, or by who is the superior by now."""
    rows = Evaluation.objects.filter(status=EvaluationStatus.OBJECTED)
    asked = Q(appraiser=ME) | led_by_now(ME, "superior", on)
    return rows.filter(asked).exclude(plan__placement__employee=ME)


def _to_decide(year: Year, on: date) -> QuerySet[Evaluation]:
    """Return what waits for a decision by whom BKD named, else by the upper superior by now."""
    unnamed = Q(objection__decider__isnull=True) | Q(objection__decider__is_active=False)
    above = led_by_now(ME, "upper", on) & unnamed
    rows = Evaluation.objects.filter(Q(objection__decider=ME) | above, status__in=OPEN)
    concerned = Q(appraiser=ME) | Q(plan__placement__employee=ME) | Q(objection__explained_by=ME)
    return rows.exclude(concerned)


def _answered_objection(year: Year, on: date) -> QuerySet[Objection]:
    """Return the own objections that were explained or decided within the last week."""
    since = timezone.make_aware(datetime.combine(on - NEWS, time()))
    rows = Objection.objects.filter(evaluation__plan__placement__employee=ME)
    return rows.filter(Q(decided_at__gte=since) | Q(explained_at__gte=since, decided_at__isnull=True))


EVALUATION, TEAM = "reviews:evaluation-detail", "reviews:team"
EXPLAIN = Words(
    "Jelaskan penilaian yang diberi keberatan",
    "{people} menunggu penjelasan.",
    TEAM,
    EVALUATION,
    kind="warn",
    first=True,
)
DECIDE = Words(
    "Putuskan keberatan",
    "{people} menunggu. Keputusan Anda bersifat final.",
    TEAM,
    EVALUATION,
    kind="warn",
    first=True,
)
READ_ANSWER = Words(
    "Baca jawaban atas keberatan Anda",
    "Penjelasan atau putusannya sudah ada.",
    "reviews:result-mine",
    EVALUATION,
    status="Baru",
    first=True,
)

TO_EXPLAIN = Source(_objected, EXPLAIN, team=True, who=OWNER, due="objection__explain_until")
TO_DECIDE = Source(_to_decide, DECIDE, team=True, who=OWNER, due="objection__decide_until")
OBJECTION_ANSWERED = Source(_answered_objection, READ_ANSWER, pk="evaluation")
