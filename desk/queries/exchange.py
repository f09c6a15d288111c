"""Rows of files for other systems, in batches; what was not shared never leaves."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from indicators.models import Period, Term
from indicators.queries import policy
from indicators.rules import TermKind
from organizations.models import Placement
from organizations.rules import EmploymentKind, FunctionalLevel, PlacementKind
from reviews.models import CreditEntry, Document, Evaluation
from reviews.queries.annual import annual_plans, definitive_plans
from reviews.rules.credit import coefficient, months_of, percent
from reviews.rules.document import DocumentKind
from reviews.rules.evaluation import RELEASED, EvaluationStatus, Predicate

from ..models import AllowanceRate, ExchangeCode
from ..rules.exchange import FIELDS, PATH_FIELDS, CodeKind, ExchangeKind, superior_status, worth

Row = list[Any]


@dataclass(frozen=True)
class Asked:
    """Which file is asked for: its kind, the year, a term where it has one, final results alone or not."""

    kind: ExchangeKind
    period: Period
    term: Term | None
    only_final: bool

    @property
    def fields(self) -> Sequence[str]:
        """The names of the columns, exactly as the other system has them."""
        return FIELDS[self.kind]


@dataclass
class Tables:
    """What the rows of a file share: codes, rates, figures of the year."""

    codes: dict[tuple[str, str], int]
    rates: list[AllowanceRate]
    figures: dict[str, Decimal] = field(default_factory=dict)


def tables(asked: Asked) -> Tables:
    """Return what the rows share (three queries)."""
    codes = {(row.kind, row.value): row.code for row in ExchangeCode.objects.all()}
    return Tables(codes, list(AllowanceRate.objects.order_by("valid_from", "pk")), policy(asked.period))


def ids_of(asked: Asked) -> list[int]:
    """Return the keys of the results (or credit entries) that the file is about, by NIP (one query)."""
    if asked.kind == ExchangeKind.CREDIT:
        entries = CreditEntry.objects.valid().filter(year=asked.period.year)
        return list(entries.order_by("employee__nip", "pk").values_list("pk", flat=True))
    rows = Evaluation.objects.filter(plan__period=asked.period, **_wanted(asked))
    in_order = rows.order_by("plan__placement__employee__nip", "term__number", "pk")
    return list(in_order.values_list("pk", flat=True))


def _wanted(asked: Asked) -> dict[str, Any]:
    wanted: dict[str, Any] = {"status__in": [EvaluationStatus.FINAL] if asked.only_final else RELEASED}
    if asked.kind == ExchangeKind.SKP:
        wanted |= {"term__kind": TermKind.FINAL, "plan__placement__kind": PlacementKind.DEFINITIVE.value}
    elif asked.term is not None:
        wanted["term"] = asked.term
    return wanted


def batch(asked: Asked, ids: Sequence[int], shared: Tables) -> list[Row]:
    """Return the rows of some keys, in their order; at most six queries however many there are."""
    if asked.kind == ExchangeKind.CREDIT:
        return [_credit_row(row) for row in _in_order(CreditEntry.objects.select_related("employee"), ids)]
    people = ("employee", "position", "unit")
    paths = [f"plan__placement__{name}" for name in people]
    rows = _in_order(Evaluation.objects.select_related("term", "plan__period", "appraiser", *paths), ids)
    if asked.kind == ExchangeKind.ALLOWANCE:
        return [_allowance_row(row, shared) for row in rows]
    if asked.kind == ExchangeKind.PERIODIC:
        return [_periodic_row(row, shared) for row in rows]
    return [row for _, row in _skp_rows(asked, rows, shared)]


def keyed_batch(asked: Asked, ids: Sequence[int], shared: Tables) -> list[tuple[int, Row]]:
    """Return the rows of the annual file with the keys of their results, in order."""
    paths = [f"plan__placement__{name}" for name in ("employee", "position", "unit")]
    rows = Evaluation.objects.select_related("term", "plan__period", "appraiser", *paths)
    return _skp_rows(asked, _in_order(rows, ids), shared)


def _in_order(rows: QuerySet[Any, Any], ids: Sequence[int]) -> list[Any]:
    found = {row.pk: row for row in rows.filter(pk__in=ids)}
    return [found[pk] for pk in ids if pk in found]


# --- One row of each file ------------------------------------------------------------------------


def _skp_rows(asked: Asked, rows: Sequence[Evaluation], shared: Tables) -> list[tuple[int, Row]]:
    """Return one row per person: of the last definitive plan of the year, which gives the annual result."""
    people = [row.plan.placement.employee_id for row in rows]
    annual = annual_plans(definitive_plans(asked.period, people))
    kept = [row for row in rows if annual.get(row.plan.placement.employee_id) == row.plan_id]
    posts = _posts({row.appraiser_id for row in kept}, asked.period.ended_on)
    papers = _papers([row.pk for row in kept])
    return [
        (row.pk, _skp_row(row, shared, posts.get(row.appraiser_id), papers.get(row.pk, []))) for row in kept
    ]


def _skp_row(row: Evaluation, shared: Tables, post: Placement | None, papers: list[dict[str, str]]) -> Row:
    person, superior = row.plan.placement.employee, row.appraiser
    is_asn = superior.kind != EmploymentKind.NON_ASN
    return [
        person.nip,
        shared.codes.get((CodeKind.RESULTS, row.results_rating)),
        shared.codes.get((CodeKind.BEHAVIOUR, row.behaviour_rating)),
        shared.codes.get((CodeKind.QUADRANT, row.predicate)),
        superior.rank,
        post.position.title if post else "",
        superior.full_name,
        superior.nip,
        post.unit.name if post else "",
        person.siasn_id,
        superior_status(superior.nip, is_asn),
        row.plan.period.year,
        json.dumps(papers, ensure_ascii=False) if papers else "",
    ]


def _posts(people: set[int], on: date) -> dict[int, Placement]:
    """Return the definitive post of each superior on a day, or the last one before it (one query)."""
    rows = Placement.objects.definitive().filter(employee__in=people, started_on__lte=on)
    in_order = rows.select_related("position", "unit").order_by("started_on", "pk")
    return {row.employee_id: row for row in in_order}


def _papers(ids: Sequence[int]) -> dict[int, list[dict[str, str]]]:
    """Return what was issued of each result: number and address of verification; SIASN gives the rest."""
    kinds = [DocumentKind.EVALUATION, DocumentKind.EVALUATION_RECORD]
    found: dict[int, list[dict[str, str]]] = {}
    issued = Document.objects.valid().filter(evaluation__in=ids, kind__in=kinds).order_by("kind", "pk")
    for pk, number, code in issued.values_list("evaluation", "number", "code"):
        known = {"dok_nama": number, "dok_uri": f"{settings.SITE_URL.rstrip('/')}/v/{code}/"}
        found.setdefault(pk, []).append({name: known.get(name, "") for name in PATH_FIELDS})
    return found


def _periodic_row(row: Evaluation, shared: Tables) -> Row:
    plan, term, post = row.plan, row.term, row.plan.placement.position
    first, last = max(plan.started_on, term.started_on), min(plan.last_day, term.ended_on)
    months = months_of(first, last, plan.period.year)
    return [
        plan.placement.employee.nip,
        plan.period.year,
        months.first if months else None,
        months.last if months else None,
        shared.codes.get((CodeKind.QUADRANT, row.predicate)),
        percent(Predicate(row.predicate), shared.figures),
        post.title,
        coefficient(FunctionalLevel(post.level), shared.figures) if post.level else None,
    ]


def _allowance_row(row: Evaluation, shared: Tables) -> Row:
    placement, found = row.plan.placement, worth(row.predicate, row.term.ended_on, shared.rates)
    basis = next((rate.basis for rate in shared.rates if found and rate.valid_from == found.valid_from), "")
    who = [placement.employee.nip, placement.employee.full_name, placement.unit.name]
    what = [row.plan.period.year, row.term.name, row.predicate_words]
    return [*who, *what, found.percent if found else None, basis]


def _credit_row(row: CreditEntry) -> Row:
    who = [row.employee.nip, row.employee.full_name, row.get_level_display()]
    months = [row.year, row.month_from, row.month_until]
    return [*who, *months, row.get_predicate_display(), row.points]


# --- What is missing before a file is sent ------------------------------------------------------------


def gaps(period: Period) -> list[str]:
    """Return what a receiver will miss, in sentences: codes, numbers of SIASN, percents (three queries)."""
    found = []
    codes = ExchangeCode.objects.count()
    if missing := len(CODED) - codes:
        found.append(f"{missing} dari {len(CODED)} kode SIASN belum diisi; kolomnya kosong di berkas SIASN.")
    shared = Evaluation.objects.filter(plan__period=period, status__in=RELEASED)
    people = shared.filter(plan__placement__employee__siasn_id="").values("plan__placement__employee")
    if count := people.distinct().count():
        found.append(f"{count} pegawai belum punya nomor SIASN (kolom PNS ID pada impor pegawai).")
    if not AllowanceRate.objects.exists():
        found.append("Tabel persentase tunjangan belum diisi; kolom Persentase kosong.")
    return found


CODED = [
    *((CodeKind.RESULTS, value) for value in ("DI_ATAS", "SESUAI", "DI_BAWAH")),
    *((CodeKind.BEHAVIOUR, value) for value in ("DI_ATAS", "SESUAI", "DI_BAWAH")),
    *((CodeKind.QUADRANT, predicate.value) for predicate in Predicate),
]
