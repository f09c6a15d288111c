"""What waits around a result: the own word before the rating, and drafts that were talked about."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from indicators.models import Plan, Term, last_day
from indicators.rules import PlanStatus, TermKind

from ..access.line import of_supervised
from ..models import Evaluation, SelfAssessment, Talk
from ..rules.evaluation import UNSHARED
from .task_source import Source, Words
from .year import Rank, Year

ME = OuterRef("pk")  # the person
TERM = OuterRef(OuterRef("pk"))  # of the terms around a query inside a query


def _unshared(year: Year, on: date) -> QuerySet[Evaluation]:
    """Return the rated drafts of plans in force whose talk is on record."""
    held = Talk.objects.filter(plan=OuterRef("plan"), held_on__lte=on)
    talked = Exists(held.filter(term=OuterRef("term"))) | Q(Exists(held), term__kind=TermKind.FINAL.value)
    rows = Evaluation.objects.filter(talked, status__in=UNSHARED, plan__period=year.period)
    return rows.filter(of_supervised(ME, on), appraiser=ME).exclude(predicate="")


def _unassessed(year: Year, on: date) -> QuerySet[Term]:
    """Return the terms in their days of rating for which the own word was not sent (`ResultRow.is_asked`).

    A plan that ended earlier is assessed from its last day on.
    """
    sent = SelfAssessment.objects.filter(plan=OuterRef("pk"), term=TERM, sent_at__isnull=False)
    shared = Evaluation.objects.filter(plan=OuterRef("pk"), term=TERM).exclude(status__in=UNSHARED)
    plans = Plan.objects.annotate(until=last_day()).filter(~Exists(sent), ~Exists(shared))
    plans = plans.filter(period=year.period, placement__employee=OuterRef(ME), status=PlanStatus.AGREED)
    plans = plans.filter(started_on__lte=OuterRef("ended_on"), until__gte=OuterRef("started_on"))
    over = plans.filter(until__lte=Value(on))
    terms = Term.objects.filter(period=year.period).annotate(
        opens=Coalesce("rated_from", "period__annual_from"),
        closes=Coalesce("rated_until", "period__annual_until"),
    )
    opened = Q(opens__lte=on) & Exists(plans)
    return terms.filter(opened | Exists(over), closes__gte=on)


SHARE = Words(
    "Bagikan hasil yang sudah dibicarakan",
    "{people} menunggu. Satu tekan untuk semua.",
    "reviews:team",
    "reviews:share-team",
    first=True,
    status="Menunggu Anda",
)
ASSESS = Words(
    "Tulis penilaian diri",
    "Kata-kata Anda sebelum atasan menilai. Satu kalimat sudah cukup.",
    "reviews:self-assessment-next",
    status="",
    rank=Rank.DATED,
)
TO_SHARE = Source(_unshared, SHARE, leads=True, who="plan__placement__employee__name", pk="term")
TO_ASSESS = Source(_unassessed, ASSESS, due="due_on")
