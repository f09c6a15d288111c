"""The tables of reports: header, rows and their number, by kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet

from indicators.models import Period, Term
from indicators.rules import TermKind
from organizations.access import Scope
from reviews.models import CreditEntry, Evaluation
from reviews.queries.credit import row_of
from reviews.rules.evaluation import PREDICATE_LABELS, RELEASED, Predicate

from ..rules.report import Report
from .counts import Stage, counts
from .recapitulation import RECAP_COLUMNS, recap_posts, recap_rows
from .report import places

BATCH = 1_000
Row = Sequence[Any]


@dataclass(frozen=True)
class Table:
    """What a report lists: its columns, how many rows, and the rows from one on."""

    header: Sequence[str]
    count: int
    rows: Callable[[int, int], Iterator[Row]]


def table_of(
    report: Report, period: Period, term: Term | None, roots: Collection[int], groups: Sequence[str], on: date
) -> Table:
    """Return the table of a report over some units and all below; no units are the whole agency."""
    units = [place.unit for place in places(roots)]
    scope = Scope(unit_ids=frozenset(units)) if roots else Scope(is_all=True)
    final = Term.objects.filter(period=period, kind=TermKind.FINAL).first()
    if report == Report.RECAP:
        ids = recap_posts(scope, groups, min(on, period.ended_on))
        return Table(
            RECAP_COLUMNS,
            len(ids),
            lambda start, stop: recap_rows(ids[start:stop], period, final, min(on, period.ended_on)),
        )
    if report == Report.CREDIT:
        return _credit(scope, period)
    chosen = term or final
    if chosen is None:
        return Table((), 0, lambda start, stop: iter(()))
    made = _spread(chosen) if report == Report.DISTRIBUTION else _stages(period, chosen, on)
    header, found = made
    lines = [
        [place.folder.replace("/", " › "), *found[place.unit]]
        for place in places(roots)
        if place.unit in found
    ]
    return Table(["Unit kerja", *header], len(lines), lambda start, stop: iter(lines[start:stop]))


Found = tuple[list[str], dict[int, list[Any]]]


def _spread(term: Term) -> Found:
    """Return by unit how many shared results have which predicate (one query)."""
    order = list(Predicate)
    rows = Evaluation.objects.filter(term=term, status__in=RELEASED).order_by()
    found: dict[int, list[Any]] = {}
    for unit, predicate, count in rows.values_list("plan__placement__unit", "predicate").annotate(
        Count("pk")
    ):
        line = found.setdefault(unit, [0] * (len(order) + 1))
        if predicate in order:
            line[order.index(Predicate(predicate))] += count
        line[-1] += count
    return [*(PREDICATE_LABELS[each] for each in order), "Jumlah yang dibagikan"], found


STAGES = {
    Stage.PLAN: "SKP disepakati",
    Stage.REALISATION: "Ada realisasi",
    Stage.FEEDBACK: "Ada umpan balik",
    Stage.TALK: "Ada dialog",
    Stage.SELF: "Penilaian diri",
    Stage.RATED: "Dinilai",
    Stage.SHARED: "Dibagikan",
    Stage.ISSUED: "Dokumen terbit",
}


def _stages(period: Period, term: Term, on: date) -> Found:
    """Return by unit how far its own people are."""
    own = counts(period, term, on).own
    found = {
        unit: [one.people, *(one.done(stage) for stage in STAGES)] for unit, one in own.items() if one.people
    }
    return ["Pegawai", *STAGES.values()], found


CREDIT_COLUMNS = (
    *("NIP", "Nama", "Asal", "Tahun", "Bulan", "Jenjang", "Predikat"),
    *("Persentase", "Koefisien", "Angka kredit"),
)


def _credit(scope: Scope, period: Period) -> Table:
    """Return the valid entries of the year, of the people whose evaluation lies in the units."""
    rows: QuerySet[CreditEntry] = CreditEntry.objects.valid().filter(
        year=period.year, evaluation__isnull=False
    )
    rows = scope.filter(rows, "evaluation__plan__placement__unit")
    rows = rows.select_related("employee").order_by("employee__name", "employee__pk", "month_from", "pk")

    def lines(start: int, stop: int) -> Iterator[Row]:
        for entry in rows[start:stop]:
            row = row_of(entry)
            facts = (entry.employee.nip, entry.employee.full_name, row.label, entry.year, row.months)
            figures = (row.predicate, *map(_number, (entry.percent, entry.coefficient, entry.points)))
            yield [*facts, entry.get_level_display(), *figures]

    return Table(CREDIT_COLUMNS, rows.count(), lines)


def _number(value: Decimal | None) -> float | None:
    return float(value) if value is not None else None
