"""What the conditions of a medal ask about people, read for one person or for the whole agency."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.db.models import DateField, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from indicators.models import PolicyFigure
from indicators.rules import DEFAULT_FIGURES, TermKind
from organizations.models import Absence, Employee
from organizations.rules import AbsenceKind, EmploymentKind, PlacementKind
from reviews.models import Evaluation, PastResult
from reviews.queries.annual import AGREED
from reviews.rules.evaluation import RELEASED, EvaluationStatus, Predicate

from ..models import ServiceRecord
from ..rules.record import RecordKind
from ..rules.service import Career, Mark, Policy, start_of

CHUNK = 5000
NO_THREAT = -1
LONG_AGO = date(1900, 1, 1)  # before any plan: what was brought in gives way to what was appraised here
DEFAULTS = {row.key: row.value for row in DEFAULT_FIGURES if row.key.startswith("satya_")}


def medal_figures(on: date) -> dict[str, Decimal]:
    """Return the figures about medals that hold on a day: of its year, else the usual ones (one query).

    Which year that is, queries.current_period says in the same words: the open one with the day, or the last.
    """
    rows = PolicyFigure.objects.filter(
        key__in=DEFAULTS, period__opened_at__isnull=False, period__closed_at__isnull=True
    ).select_related("period")
    found = sorted(
        rows, key=lambda row: (row.period.started_on <= on <= row.period.ended_on, row.period.year)
    )
    return DEFAULTS | {row.key: row.value for row in found}


def medal_policy(on: date) -> Policy:
    """Return the policy about medals on a day (one query)."""
    return Policy.of(medal_figures(on))


def careers(people: QuerySet[Employee], on: date, policy: Policy) -> dict[int, Career]:
    """Return by primary key what is known of these people (three queries, however many they are).

    The years asked for end with the day's year once its result is final, else with the one before it, as on
    the career page; a result of an earlier year counts once it is shared.
    """
    asked = people.order_by().values("pk")
    marks = _marks(asked)
    predicates = _predicates(asked, on.year, policy.good_years)
    found = {}
    for pk, nip, kind in people.order_by().values_list("pk", "nip", "kind").iterator(CHUNK):
        start = start_of(nip) if kind == EmploymentKind.PNS else None
        last = on.year if (pk, on.year) in predicates else on.year - 1
        years = range(last, last - policy.good_years, -1)
        known = tuple((year, predicates.get((pk, year))) for year in years)
        found[pk] = Career(start, tuple(marks.get(pk, ())), known)
    return found


def _marks(asked: QuerySet) -> dict[int, list[Mark]]:
    """Return the valid records of people; unpaid leave in the staff data is one of them (one query)."""
    columns = ("employee_id", "kind", "started_on", "ended_on", "threat")
    records = ServiceRecord.objects.valid().filter(employee__in=asked).order_by()
    leaves = Absence.objects.filter(employee__in=asked, kind=AbsenceKind.UNPAID_LEAVE).order_by()
    rows = records.annotate(threat=Coalesce("threat_years", NO_THREAT)).values_list(*columns)
    others = leaves.annotate(threat=Value(NO_THREAT, output_field=IntegerField())).values_list(*columns)
    found: dict[int, set[Mark]] = defaultdict(set)
    for pk, kind, start, end, threat in rows.union(others):
        found[pk].add(Mark(RecordKind(kind), start, end, None if threat == NO_THREAT else threat))
    return {pk: sorted(marks, key=lambda mark: (mark.started_on, mark.kind)) for pk, marks in found.items()}


def _predicates(asked: QuerySet, running: int, count: int) -> dict[tuple[int, int], Predicate]:
    """Return the annual predicates by person and year: of this system, else as brought in (one query).

    They are those of the running year and of as many before it.
    """
    years = range(running - count, running + 1)
    past = PastResult.objects.filter(employee__in=asked, year__in=years).order_by()
    brought = past.annotate(since=Value(LONG_AGO, output_field=DateField()))
    shared = Evaluation.objects.filter(
        plan__placement__kind=PlacementKind.DEFINITIVE,
        plan__placement__employee__in=asked,
        plan__period__year__in=years,
        plan__status__in=AGREED,
        term__kind=TermKind.FINAL,
        status__in=RELEASED,
    ).order_by()
    shared = shared.exclude(~Q(status=EvaluationStatus.FINAL), plan__period__year=running)
    own = shared.values_list(
        "plan__placement__employee_id", "plan__period__year", "plan__started_on", "predicate"
    )
    rows = own.union(brought.values_list("employee_id", "year", "since", "predicate"), all=True)
    return {(pk, year): Predicate(predicate) for pk, year, _, predicate in sorted(rows)}
