"""What other systems read, in pages found by keyset: a page costs the same however deep it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from indicators.models import KeyIndicator
from organizations.models import Placement, Unit
from reviews.models import CreditEntry, Evaluation, KeyRealisation, OrganisationAchievement
from reviews.rules.evaluation import RELEASED, EvaluationStatus

from ..models import AllowanceRate

Rows = QuerySet[Any, Any]


def page_of(rows: Rows, after: int, size: int) -> tuple[list[Any], int | None]:
    """Return `size` rows with a key above `after`, and the last key when there are more (one query)."""
    found = list(rows.filter(pk__gt=after).order_by("pk")[: size + 1])
    more = len(found) > size
    return found[:size], found[size - 1].pk if more else None


def units() -> Rows:
    """Return all units, closed ones with their date."""
    return Unit.objects.without_tree_fields().select_related("parent")


def staff(on: date) -> Rows:
    """Return the definitive posts of a day of people in service."""
    posts = Placement.objects.on(on).definitive().filter(employee__is_active=True)
    return posts.select_related("employee", "position", "unit")


def predicates(year: int) -> Rows:
    """Return the results of a year that were shared, drafts and those in calibration never."""
    rows = Evaluation.objects.filter(plan__period__year=year, status__in=RELEASED)
    return rows.select_related("term", "plan__placement__employee").defer(
        "results_reason", "behaviour_reason"
    )


def finals(year: int) -> Rows:
    """Return the results of a year that cannot change by an objection any more."""
    return predicates(year).filter(status=EvaluationStatus.FINAL)


def rates() -> list[AllowanceRate]:
    """Return the tables of the allowance (one query)."""
    return list(AllowanceRate.objects.order_by("valid_from", "pk"))


def key_indicators(year: int) -> Rows:
    """Return the key indicators of a year, each with the amount reported last."""
    told = KeyRealisation.objects.filter(key_indicator=OuterRef("pk")).order_by("-term__number")[:1]
    rows = KeyIndicator.objects.filter(goal__period__year=year)
    reached = {"reached": Subquery(told.values("amount")), "reached_in": Subquery(told.values("term__name"))}
    return rows.annotate(**reached).select_related("goal__unit", "goal__period")


def grades(year: int) -> Rows:
    """Return the grades of units in a year that hold."""
    rows = OrganisationAchievement.objects.valid().filter(term__period__year=year)
    return rows.select_related("unit", "term__period")


def credit_points(year: int) -> Rows:
    """Return the credit points of a year that were not cancelled."""
    return (
        CreditEntry.objects.valid()
        .filter(year=year)
        .select_related("employee")
        .annotate(nip=F("employee__nip"))
    )


def is_final(row: Evaluation) -> bool:
    """Say whether a result cannot change by an objection any more."""
    return row.status == EvaluationStatus.FINAL
