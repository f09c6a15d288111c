"""Final annual predicates of people: of this system, and those that were brought in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from indicators.models import Period, Plan
from indicators.rules import PlanStatus, TermKind
from organizations.models import Employee
from organizations.rules import PlacementKind
from reviews.access.evaluation import visible_evaluations
from reviews.models import Evaluation, PastResult
from reviews.rules.evaluation import PREDICATE_LABELS, EvaluationStatus, Predicate

SETTLED = (PlanStatus.AGREED, PlanStatus.CLOSED)
CHUNK = 5000


@dataclass(frozen=True)
class YearRow:
    """One year of a history: the predicate with its source, or why there is none."""

    year: int
    predicate: Predicate | None
    source: str
    evaluation: int | None = None  # which the reader may open
    has_idea: bool = False

    @property
    def word(self) -> str:
        """The predicate in words, "" where there is none."""
        return PREDICATE_LABELS[self.predicate] if self.predicate else ""


def annual_finals() -> QuerySet[Evaluation]:
    """Return the final annual results: of the last definitive plan of the year that was agreed on."""
    later = Plan.objects.filter(
        Q(started_on__gt=OuterRef("plan__started_on"))
        | Q(started_on=OuterRef("plan__started_on"), pk__gt=OuterRef("plan")),
        placement__employee=OuterRef("plan__placement__employee"),
        placement__kind=PlacementKind.DEFINITIVE,
        period=OuterRef("plan__period"),
        status__in=SETTLED,
    )
    return Evaluation.objects.filter(
        ~Exists(later),
        term__kind=TermKind.FINAL,
        status=EvaluationStatus.FINAL,
        plan__placement__kind=PlacementKind.DEFINITIVE,
    )


def results_by_year(reader: Employee, person: Employee, on: date) -> dict[int, YearRow]:
    """Return the known years of a person; what this system appraised goes before what was brought in.

    A result is linked where the reader may open it (two queries).
    """
    found = {
        row.year: YearRow(row.year, Predicate(row.predicate), row.source or "Berkas riwayat predikat")
        for row in PastResult.objects.filter(employee=person, year__lte=on.year)
    }
    seen = visible_evaluations(reader, on).filter(pk=OuterRef("pk"))
    rows = annual_finals().filter(plan__placement__employee=person).annotate(is_open=Exists(seen))
    for pk, year, predicate, idea, is_open in rows.values_list(
        "pk", "plan__period__year", "predicate", "innovation", "is_open"
    ):
        opened = pk if is_open else None
        found[year] = YearRow(year, Predicate(predicate), "Hasil final di sini", opened, bool(idea.strip()))
    return found


def missing_row(year: int, on: date, periods: Mapping[int, Period]) -> YearRow:
    """Return the row of a year without a predicate, with what is the matter."""
    period = periods.get(year)
    if period is None or period.opened_at is None:
        return YearRow(year, None, "Belum ada di sini: minta BKD memuatnya.")
    if period.closed_at is None:
        said = "Tahun ini masih berjalan." if year == on.year else "Hasil tahunannya belum final."
        return YearRow(year, None, said)
    return YearRow(year, None, "Tahun ini ditutup tanpa hasil final di sini.")


def latest_of_all(on: date) -> dict[int, dict[int, Predicate]]:
    """Return by person the final predicates of this year and the two before it (two queries at any size)."""
    years = range(on.year - 2, on.year + 1)
    found: dict[int, dict[int, Predicate]] = {}
    past = PastResult.objects.filter(year__in=years).values_list("employee", "year", "predicate")
    own = annual_finals().filter(plan__period__year__in=years)
    named = own.values_list("plan__placement__employee", "plan__period__year", "predicate")
    for rows in (past.order_by("pk"), named.order_by("pk")):
        for person, year, predicate in rows.iterator(CHUNK):
            found.setdefault(person, {})[year] = Predicate(predicate)
    return found
