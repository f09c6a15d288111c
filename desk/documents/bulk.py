"""The documents of a handful of posts: issued ones from storage, others as copies, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from appraisal.pdf import Engine, PdfFailed
from indicators.models import Period, Plan, Term
from indicators.rules import PlanStatus
from organizations.models import Placement
from reviews.access.document import AGREED
from reviews.documents.copies import compose, with_parties, with_plans
from reviews.documents.printing import print_copy
from reviews.models import Document, DocumentFile, Evaluation
from reviews.operations.document import is_intact
from reviews.rules.document import DocumentKind
from reviews.rules.evaluation import RELEASED, EvaluationStatus

from ..rules.report import Report, file_of

KIND = {
    Report.PLAN: DocumentKind.PLAN,
    Report.EVALUATION: DocumentKind.EVALUATION,
    Report.RECORD: DocumentKind.EVALUATION_RECORD,
    Report.FEEDBACK: DocumentKind.FEEDBACK,
}
NAMES = {
    Report.PLAN: "SKP",
    Report.EVALUATION: "Evaluasi",
    Report.RECORD: "Dokumen evaluasi",
    Report.FEEDBACK: "Umpan balik",
}
ISSUED, COPIED = "Dokumen resmi", "Salinan"
DAMAGED = "Berkas resmi berubah sejak diterbitkan, jadi tidak dibagikan. BKD perlu memeriksanya."
COPYABLE = (*AGREED, PlanStatus.SUBMITTED)  # a draft belongs to its author


@dataclass(frozen=True)
class Wanted:
    """What is asked for: the kind, the year, the term, and what comes where nothing was issued."""

    report: Report
    period: Period
    term: Term | None
    with_copies: bool
    only_final: bool
    at: datetime

    @property
    def label(self) -> str:
        """The end of each file's name: "SKP 2026", "Evaluasi Triwulan II 2026"."""
        year = str(self.period.year)
        if self.term is None or self.term.is_final:
            return f"{NAMES[self.report]} {year}"
        named = self.term.name if year in self.term.name else f"{self.term.name} {year}"
        return f"{NAMES[self.report]} {named}"


@dataclass
class Entry:
    """One line of the list of contents: whose document, where it lies, or why there is none."""

    nip: str
    name: str
    post: str
    unit: str
    folder: str
    path: str = ""
    what: str = ""
    number: str = ""
    why: str = ""
    damaged: int = 0

    @property
    def row(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def documents_of(
    wanted: Wanted, rows: Sequence[Placement], folders: Mapping[int, str], *, apart: bool, engine: Engine
) -> list[tuple[Entry, bytes]]:
    """Return an entry for each post with the bytes of its PDF, none where there is no document.

    A fixed number of queries for any number of posts. `apart` draws each copy in a process of its own.
    """
    plans = with_plans(Plan.objects.filter(period=wanted.period, placement__in=[row.pk for row in rows]))
    by_post = {plan.placement_id: plan for plan in plans}
    targets, why = _targets(wanted, by_post)
    issued = _issued(wanted, targets)
    missing = [row for pk, row in targets.items() if pk not in issued]
    composed = _composed(wanted, missing) if wanted.with_copies else {}
    found = []
    for row in rows:
        entry = _entry(row, folders[row.unit_id])
        plan = by_post.get(row.pk)
        target = targets.get(plan.pk) if plan else None
        if plan is None or target is None:
            entry.why = why.get(plan.pk, "") if plan else "Belum menyusun SKP"
            found.append((entry, b""))
            continue
        content = b""
        if plan.pk in issued:
            content = _take(entry, *issued[plan.pk])
        elif target.pk in composed:
            content = _copy(entry, composed[target.pk], wanted.at, apart=apart, engine=engine)
        else:
            entry.why = _nothing(wanted)
        if content:
            entry.path = file_of(entry.folder, entry.nip, entry.name, wanted.label)
        found.append((entry, content))
    return found


def _entry(row: Placement, folder: str) -> Entry:
    person = row.employee
    return Entry(person.nip, person.full_name, row.position.title, row.unit.name, folder)


def _targets(wanted: Wanted, by_post: Mapping[int, Plan]) -> tuple[dict[int, Any], dict[int, str]]:
    """Return by plan what a document is made of, and by plan why there is nothing."""
    plans = list(by_post.values())
    why = {plan.pk: "SKP masih draf" for plan in plans if plan.status not in COPYABLE}
    if wanted.report in {Report.PLAN, Report.FEEDBACK}:
        can = COPYABLE if wanted.report == Report.PLAN and not wanted.only_final else AGREED
        why |= {plan.pk: "SKP belum disepakati" for plan in plans if plan.status == PlanStatus.SUBMITTED}
        targets = {plan.pk: plan for plan in plans if plan.status in can}
        return targets, {pk: reason for pk, reason in why.items() if pk not in targets}
    is_record = wanted.report == Report.RECORD
    statuses = (EvaluationStatus.FINAL,) if wanted.only_final else RELEASED
    judged = Evaluation.objects.filter(plan__in=plans, term=wanted.term, status__in=statuses)
    found: dict[int, Any] = {row.plan_id: row for row in with_parties(judged, is_record=is_record)}
    not_yet = "Hasil belum final" if wanted.only_final else "Hasil belum dibagikan"
    return found, {plan.pk: why.get(plan.pk, not_yet) for plan in plans if plan.pk not in found}


def _issued(wanted: Wanted, targets: Mapping[int, Any]) -> dict[int, tuple[Document, bytes]]:
    """Return by plan the valid document with its stored bytes (two queries)."""
    rows = Document.objects.valid().filter(kind=KIND[wanted.report].value)
    if wanted.report in {Report.EVALUATION, Report.RECORD}:
        rows = rows.filter(evaluation__in=[row.pk for row in targets.values()])
        plan_of = {row.pk: pk for pk, row in targets.items()}
        found = {plan_of[row.evaluation_id]: row for row in rows}
    else:
        rows = rows.filter(plan__in=list(targets), evaluation__isnull=True)
        term = {"term": wanted.term} if wanted.report == Report.FEEDBACK else {"term__isnull": True}
        found = {row.plan_id: row for row in rows.filter(**term)}
    files = DocumentFile.objects.filter(document__in=[row.pk for row in found.values()])
    bytes_of = dict(files.values_list("document", "pdf"))
    return {pk: (row, bytes(bytes_of.get(row.pk, b""))) for pk, row in found.items()}


def _composed(wanted: Wanted, targets: list[Any]) -> dict[int, dict[str, Any]]:
    return compose(KIND[wanted.report], targets, wanted.term) if targets else {}


def _take(entry: Entry, document: Document, content: bytes) -> bytes:
    """Return what was issued, byte for byte; nothing when it is no longer what was issued."""
    entry.number = document.number
    if not is_intact(document, content):
        entry.why, entry.damaged = DAMAGED, document.pk
        return b""
    entry.what = ISSUED
    return content


def _copy(entry: Entry, payload: Mapping[str, Any], at: datetime, *, apart: bool, engine: Engine) -> bytes:
    try:
        content = print_copy(payload, at, engine=engine, apart=apart)
    except PdfFailed as error:
        entry.why = f"Salinan tidak dapat dicetak: {error}"[:200]
        return b""
    entry.what = COPIED
    return content


def _nothing(wanted: Wanted) -> str:
    if not wanted.with_copies:
        return "Belum diterbitkan"
    return "Belum ada umpan balik" if wanted.report == Report.FEEDBACK else "Belum ada isi untuk dicetak"
