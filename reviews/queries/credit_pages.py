"""Pages of credit points: one person's, and the lists of a team and of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from appraisal.errors import Refused
from appraisal.templatetags.ui import angka
from indicators.queries import current_period, policy
from organizations.models import Employee, Placement
from organizations.queries import PageLinks, page_after
from organizations.rules import FunctionalLevel, rank_label

from ..access import credit as access
from ..access.document import OF_CREDIT, credited
from ..access.evaluation import visible_evaluations
from ..models import CreditEntry, Document, Evaluation
from ..rules.credit import LEVEL_LABELS, Figures, shown
from ..rules.document import DOCUMENT_LABELS, DocumentKind
from ..rules.evaluation import EvaluationStatus
from .credit import (
    Row,
    Standing,
    all_entries,
    conversion_of,
    figures_of,
    functional_post,
    level_of,
    row_of,
    standing,
    waiting,
    with_post,
)

LATEST = 20  # cancelled entries and documents that a page shows


@dataclass(frozen=True)
class Waiting:
    """A final result whose points nobody has set yet."""

    evaluation: Evaluation
    points: str
    refusal: str
    may: bool


@dataclass(frozen=True)
class Paper:
    """A valid document, and whether something changed after it."""

    document: Document
    label: str
    is_stale: bool


@dataclass(frozen=True)
class CreditPage:
    """Everything a page about one person's credit points says."""

    person: Employee
    post: Placement | None
    rank: str
    now: Standing | None
    former: list[Standing]
    waiting: list[Waiting]
    cancelled: list[Row]
    papers: list[Paper]
    years: list[int]
    changeable: frozenset[int]


def credit_page(user: Employee, person: Employee, on: date) -> CreditPage:
    """Return the page of a person as this user reads it (seven queries, two more per earlier year)."""
    post, known = functional_post(person, on), all_entries(person)
    entries = [entry for entry in known if entry.cancelled_at is None]
    gone = [entry for entry in known if entry.cancelled_at is not None][::-1]
    period = current_period(on)
    figures = policy(period) if period else figures_of(on.year)
    years = {period.year: figures} if period else {}
    level = level_of(post, entries)
    others = dict.fromkeys(FunctionalLevel(entry.level) for entry in entries if entry.level != level)
    mine = access.settable(user, person, on)
    brings_in = bool(access.may_bring_in(user, person, on))
    return CreditPage(
        person=person,
        post=post,
        rank=rank_label(person.rank) or "-",
        now=standing(person, level, entries, figures) if level else None,
        former=[standing(person, other, entries, figures) for other in others],
        waiting=_waiting(user, person, mine, years, on),
        cancelled=[row_of(entry) for entry in gone[:LATEST]],
        papers=_papers(person, entries, gone),
        years=sorted({entry.year for entry in entries}, reverse=True),
        changeable=access.changeable(entries, mine, brings_in=brings_in),
    )


def _waiting(
    user: Employee, person: Employee, mine: frozenset[int], years: dict[int, Figures], on: date
) -> list[Waiting]:
    """Return the results that wait, newest first; periodic ones only while the annual one is not final."""
    annual = Evaluation.objects.filter(
        plan=OuterRef("plan"), term__kind="FINAL", status=EvaluationStatus.FINAL
    )
    rows = access.functional_results().filter(
        plan__placement__employee=person, pk__in=visible_evaluations(user, on).values("pk")
    )
    rows = waiting(rows).filter(Q(term__kind="FINAL") | ~Exists(annual))
    found = []
    for evaluation in with_post(rows).order_by("-plan__period__year", "-term__number", "-pk")[:LATEST]:
        year, may = evaluation.plan.period.year, evaluation.pk in mine
        if year not in years:
            years[year] = figures_of(year)
        if evaluation.term.is_final or may:
            found.append(_waiting_row(evaluation, years[year], may))
    return found


def _waiting_row(evaluation: Evaluation, figures: Figures, may: bool) -> Waiting:
    try:
        worth = conversion_of(evaluation, figures)
    except Refused as refused:
        return Waiting(evaluation, "", str(refused), False)
    return Waiting(evaluation, angka(shown(worth.points), 2), "", may)


def _papers(person: Employee, entries: list[CreditEntry], cancelled: list[CreditEntry]) -> list[Paper]:
    """Return the valid documents, newest first; what changed after one makes it stale."""
    rows = Document.objects.valid().filter(subject=person, kind__in=OF_CREDIT).defer("payload")
    changes: list[tuple[int, datetime]] = [(entry.year, entry.set_at) for entry in entries]
    changes += [(entry.year, entry.cancelled_at) for entry in cancelled if entry.cancelled_at]
    gone = {entry.pk for entry in cancelled}

    def is_stale(document: Document) -> bool:
        if document.credit_entry_id is not None:
            return document.credit_entry_id in gone
        until = document.credit_year or 0
        return any(year <= until and at > document.issued_at for year, at in changes)

    return [
        Paper(row, DOCUMENT_LABELS[DocumentKind(row.kind)], is_stale(row))
        for row in rows.order_by("-issued_at", "-pk")[:LATEST]
    ]


# --- Lists ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A final result in a list, with its points or what they would be."""

    evaluation: Evaluation
    level: str
    points: str
    refusal: str
    is_linked: bool


@dataclass(frozen=True)
class CreditList:
    """A page of the annual results of a year in functional posts."""

    lines: list[Line]
    page: PageLinks
    year: int | None
    years: list[int]
    is_set: bool
    waiting: int
    query: str


def credit_list(
    user: Employee, results: QuerySet[Evaluation], params: Mapping[str, str], on: date
) -> CreditList:
    """Return one page of annual results by name, those that wait or those that are set (seven queries).

    `results` are the final ones this person may read; `params` holds "q", "tahun", "lihat", "sesudah".
    """
    annual = results.filter(term__kind="FINAL")
    years = list(
        annual.order_by("-plan__period__year").values_list("plan__period__year", flat=True).distinct()
    )
    asked, text = params.get("tahun", ""), params.get("q", "").strip()[:80]
    is_set = params.get("lihat", "") == "sudah"
    year = next((each for each in years if str(each) == asked), years[0] if years else None)
    if year is None:
        return CreditList([], PageLinks([], "", "", ""), None, [], is_set, 0, text)
    rows = annual.filter(plan__period__year=year)
    left = waiting(rows)
    count = left.count()
    rows = _found(rows.exclude(pk__in=left.values("pk")) if is_set else left, text)
    entries = CreditEntry.objects.valid().filter(evaluation=OuterRef("pk"))
    kept = {"q": text, "tahun": asked, "lihat": "sudah" if is_set else ""}
    page = page_after(
        with_post(rows).annotate(credited=Subquery(entries.values("points")[:1])),
        key=("plan__placement__employee__name", "pk"),
        params=kept | {"sesudah": params.get("sesudah", "")[:250]},
    )
    people = {row.plan.placement.employee_id for row in page.rows}
    linked = set(credited(user, on).filter(pk__in=people).values_list("pk", flat=True))
    figures = figures_of(year)
    lines = [_line(row, figures, linked, is_set) for row in page.rows]
    return CreditList(lines, page, year, years, is_set, count, text)


def _found(rows: QuerySet[Evaluation], text: str) -> QuerySet[Evaluation]:
    """Keep what a text finds: part of a name or of a unit's, or the beginning of a NIP."""
    if not text:
        return rows
    person, unit = "plan__placement__employee__", "plan__placement__unit__"
    named = Q(**{f"{person}name__icontains": text}) | Q(**{f"{unit}name__icontains": text})
    return rows.filter(named | Q(**{f"{person}nip__startswith": text.replace(" ", "")}))


def _line(evaluation: Any, figures: Figures, linked: set[int], is_set: bool) -> Line:
    placement = evaluation.plan.placement
    level, is_linked = LEVEL_LABELS[placement.position.level], placement.employee_id in linked
    if is_set:
        return Line(evaluation, level, angka(shown(evaluation.credited), 2), "", is_linked)
    found = _waiting_row(evaluation, figures, True)
    return Line(evaluation, level, found.points, found.refusal, is_linked)
