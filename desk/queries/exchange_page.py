"""What the pages of the exchange show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from indicators.models import Period
from reviews.rules.evaluation import Predicate

from ..models import AllowanceRate, Delivery

MOST = 25  # rows of a page
ORDER = {predicate.value: number for number, predicate in enumerate(Predicate)}


@dataclass(frozen=True)
class RateTable:
    """What each predicate is worth from a day on, the best predicate first."""

    valid_from: date
    basis: str
    rows: list[AllowanceRate]


@dataclass(frozen=True)
class Sent:
    """How many results of a year SIASN took, and those that it did not take, with the sentence."""

    taken: int
    declined: int
    rows: list[Delivery]


def deliveries(period: Period) -> Sent:
    """Return what became of the results of a year that were sent (two queries)."""
    rows = Delivery.objects.filter(evaluation__plan__period=period)
    counts = rows.aggregate(taken=Count("pk", filter=Q(fault="")), declined=Count("pk", filter=~Q(fault="")))
    faulty = rows.exclude(fault="").select_related("evaluation__plan__placement__employee")
    return Sent(counts["taken"], counts["declined"], list(faulty.order_by("pk")[:MOST]))


def rate_tables(rates: QuerySet[AllowanceRate]) -> list[RateTable]:
    """Return the tables, the newest first (one query)."""
    found = []
    for day, group in groupby(rates.order_by("-valid_from", "pk"), key=lambda rate: rate.valid_from):
        rows = sorted(group, key=lambda rate: ORDER[rate.predicate])
        found.append(RateTable(day, rows[0].basis, rows))
    return found
