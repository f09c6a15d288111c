"""What the conditions of a medal ask about people, read for one person or for the whole agency."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from indicators.models import PolicyFigure
from indicators.queries import current_period
from indicators.rules import DEFAULT_FIGURES, TermKind
from organizations.models import Absence, Employee
from organizations.rules import AbsenceKind, EmploymentKind
from reviews.models import Evaluation, PastResult
from reviews.queries.annual import AGREED
from reviews.rules.evaluation import RELEASED, Predicate

from ..models import ServiceRecord
from ..rules.record import RecordKind
from ..rules.service import Career, Mark, Policy, start_of

CHUNK = 5000
DEFAULTS = {row.key: row.value for row in DEFAULT_FIGURES if row.key.startswith("satya_")}


def medal_figures(on: date) -> dict[str, Decimal]:
    """Return the figures about medals that hold on a day: of the year's policy, else the usual ones."""
    period = current_period(on)
    rows = PolicyFigure.objects.filter(period=period, key__in=DEFAULTS) if period else ()
    return DEFAULTS | {row.key: row.value for row in rows}


def medal_policy(on: date) -> Policy:
    """Return the policy about medals on a day (two queries)."""
    return Policy.of(medal_figures(on))


def careers(people: QuerySet[Employee], on: date, policy: Policy) -> dict[int, Career]:
    """Return by primary key what is known of these people (five queries, however many they are).

    The years asked for are the last ones before the day's year; a result counts once it is shared.
    """
    asked = people.order_by().values("pk")
    marks = _marks(asked)
    years = [on.year - back for back in range(1, policy.good_years + 1)]
    predicates = _predicates(asked, years)
    found = {}
    for pk, nip, kind in people.order_by().values_list("pk", "nip", "kind").iterator(CHUNK):
        start = start_of(nip) if kind == EmploymentKind.PNS else None
        known = tuple((year, predicates.get((pk, year))) for year in years)
        found[pk] = Career(start, tuple(marks.get(pk, ())), known)
    return found


def _marks(asked: QuerySet) -> dict[int, list[Mark]]:
    """Return the valid records of people; unpaid leave that the staff data know is one of them."""
    found: dict[int, list[Mark]] = defaultdict(list)
    records = ServiceRecord.objects.valid().filter(employee__in=asked).order_by("started_on", "pk")
    for pk, kind, start, end, threat in records.values_list(
        "employee_id", "kind", "started_on", "ended_on", "threat_years"
    ).iterator(CHUNK):
        found[pk].append(Mark(RecordKind(kind), start, end, threat))
    leaves = Absence.objects.filter(employee__in=asked, kind=AbsenceKind.UNPAID_LEAVE).order_by("started_on")
    for pk, start, end in leaves.values_list("employee_id", "started_on", "ended_on").iterator(CHUNK):
        leave = Mark(RecordKind.UNPAID_LEAVE, start, end)
        if leave not in found[pk]:
            found[pk].append(leave)
    return found


def _predicates(asked: QuerySet, years: list[int]) -> dict[tuple[int, int], Predicate]:
    """Return the annual predicates by person and year: of this system, else as brought in."""
    found: dict[tuple[int, int], Predicate] = {}
    past = PastResult.objects.filter(employee__in=asked, year__in=years).order_by()
    for pk, year, predicate in past.values_list("employee_id", "year", "predicate").iterator(CHUNK):
        found[pk, year] = Predicate(predicate)
    shared = Evaluation.objects.filter(
        Q(plan__placement__kind="DEFINITIF"),
        plan__placement__employee__in=asked,
        plan__period__year__in=years,
        plan__status__in=AGREED,
        term__kind=TermKind.FINAL,
        status__in=RELEASED,
    ).order_by("plan__started_on", "plan_id")
    rows = shared.values_list("plan__placement__employee_id", "plan__period__year", "predicate")
    for pk, year, predicate in rows.iterator(CHUNK):
        found[pk, year] = Predicate(predicate)
    return found
