"""What waits around a result: the own word before the rating, and drafts that were talked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Least
from django.urls import reverse

from appraisal.templatetags.ui import tanggal
from indicators.access.rating import rating_spans
from indicators.models import Period, Plan, Term, last_day
from indicators.rules import PlanStatus, TermKind
from organizations.rules import Span

from ..access.line import of_supervised
from ..models import Evaluation, SelfAssessment, Talk
from ..rules.evaluation import UNSHARED
from .task_source import Found, Source, Words
from .year import Rank, Task, Year

ME = OuterRef("pk")  # the person
TERM = OuterRef(OuterRef("pk"))  # of the terms around a query inside a query


def _unshared(year: Year, on: date) -> QuerySet[Evaluation]:
    """Return the rated drafts of the year that were talked about (`queries.sharing.talked_days`)."""
    opens = Least(Coalesce("term__rated_from", "term__period__annual_from"), last_day("plan__"))
    held = Talk.objects.filter(plan=OuterRef("plan"), held_on__lte=on, held_on__gte=OuterRef("opens"))
    talked = Exists(held.filter(term=OuterRef("term"))) | Q(Exists(held), term__kind=TermKind.FINAL.value)
    rows = Evaluation.objects.annotate(opens=opens).filter(talked)
    rows = rows.filter(status__in=UNSHARED, plan__period=year.period)
    return rows.filter(of_supervised(ME, on), appraiser=ME).exclude(predicate="")


def _assessed(year: Year, on: date) -> QuerySet[SelfAssessment]:
    """Return what the team sent for a part of the year and has no shared result for yet.

    The annual result is asked for without it (`waiting._unrated`); a quarter only where people wrote, so that
    an agency that judges once a year is not asked four times.
    """
    shared = Evaluation.objects.filter(plan=OuterRef("plan"), term=OuterRef("term"))
    rows = SelfAssessment.objects.filter(~Exists(shared.exclude(status__in=UNSHARED)), sent_at__isnull=False)
    rows = rows.filter(of_supervised(ME, on), plan__period=year.period, plan__status=PlanStatus.AGREED)
    return rows.exclude(term__kind=TermKind.FINAL.value)


def _unassessed(year: Year, on: date) -> QuerySet[Term]:
    """Return the terms in their days of rating for which the own word was not sent (`ResultRow.is_asked`)."""
    if year.period is None:
        return Term.objects.none()
    sent = SelfAssessment.objects.filter(plan=OuterRef("pk"), term=TERM, sent_at__isnull=False)
    shared = Evaluation.objects.filter(plan=OuterRef("pk"), term=TERM).exclude(status__in=UNSHARED)
    plans = Plan.objects.annotate(until=last_day()).filter(~Exists(sent), ~Exists(shared))
    plans = plans.filter(period=year.period, placement__employee=OuterRef(ME), status=PlanStatus.AGREED)
    plans = plans.filter(started_on__lte=OuterRef("ended_on"), until__gte=OuterRef("started_on"))
    asked = Q(pk=None)
    for term in [*year.terms, *([year.final] if year.final else [])]:
        for condition in _asked_in(year.period, term, on):
            asked |= Q(Exists(plans.filter(condition)), pk=term.pk)
    return Term.objects.filter(asked)


def _asked_in(period: Period, term: Term, on: date) -> Iterator[Q]:
    """Return the conditions on plans that are asked on a day: units by their days of rating.

    A plan that ended earlier is asked from its last day on, and no plan after the last day of rating.
    """
    spans = rating_spans(period, term)
    over = Q(until__lte=on)

    def of(span: Span) -> Q | None:
        if span.ended_on is not None and on > span.ended_on:
            return None
        return Q() if on >= span.started_on else over

    usual, other = of(spans.usual), dict(spans.by_unit)
    if usual is not None:
        yield usual & ~Q(placement__unit__in=list(other)) if other else usual
    for span in sorted(set(other.values()), key=lambda span: (span.started_on, span.ended_on or on)):
        condition = of(span)
        if condition is not None:
            units = [unit for unit, days in other.items() if days == span]
            yield condition & Q(placement__unit__in=units)


SHARE = Words(
    "Bagikan hasil yang sudah dibicarakan",
    "{people} menunggu. Satu tekan untuk semua.",
    "reviews:team",
    "reviews:share-team",
    first=True,
    status="Menunggu Anda",
)


JUDGE = Words(
    "Nilai yang sudah menulis penilaian diri",
    "{people} menunggu hasilnya.",
    "reviews:team",
    "reviews:rating-queue",
    first=True,
    status="Menunggu Anda",
)


def _assess(found: Found) -> Task:
    until = f", paling baik sebelum {tanggal(found.due_on)}" if found.due_on else ""
    hint = f"Kata-kata Anda sebelum atasan menilai{until}. Satu kalimat sudah cukup."
    href = reverse("reviews:self-assessment-next")
    return Task("Tulis penilaian diri", hint, href, rank=Rank.DATED, count=found.count, due_on=found.due_on)


TO_SHARE = Source(_unshared, SHARE, leads=True, who="plan__placement__employee__name", pk="term")
TO_JUDGE = Source(_assessed, JUDGE, leads=True, who="plan__placement__employee__name", pk="term")
TO_ASSESS = Source(_unassessed, _assess, due="due_on")
