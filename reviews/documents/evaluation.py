"""Evaluasi Kinerja Pegawai and Dokumen Evaluasi Kinerja Pegawai, from an evaluation that was shared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.utils import timezone

from appraisal.templatetags.ui import angka, tanggal
from indicators.models import Term
from indicators.rules import ResultKind, TermKind

from ..models import Evaluation, Feedback, Objection, Realisation
from ..queries.evidence import reports_with_files
from ..rules.document import DOCUMENT_LABELS, DocumentKind
from .payload import EvaluationSheet, Person, RecordSheet
from .people import letterhead, party, party_of, signature, span
from .plan import agreed_copy, behaviours, layout_for, outcomes

QUARTERS = ("I", "II", "III", "IV")


def evaluation_sheet(evaluation: Evaluation) -> EvaluationSheet:
    """Return the evaluation of one term in the official order (domain research 6.8)."""
    frozen = agreed_copy(evaluation.plan)
    head, owner, superior = letterhead(), party(frozen["employee"]), _superior(evaluation, frozen)
    realised = realisations(evaluation)
    by_result, by_value = feedback(evaluation)
    return EvaluationSheet(
        kind=DocumentKind.EVALUATION.value,
        title=DOCUMENT_LABELS[DocumentKind.EVALUATION],
        year=frozen["year"],
        span=_span(evaluation),
        letterhead=head,
        approach=frozen["approach"],
        form=frozen["form"],
        term=term_word(evaluation.term),
        term_name=evaluation.term.name,
        owner=owner,
        superior=superior,
        grade=evaluation.grade,
        main=outcomes(frozen, ResultKind.MAIN, realised, by_result),
        additional=outcomes(frozen, ResultKind.ADDITIONAL, realised, by_result),
        behaviours=behaviours(frozen, by_value),
        results_rating=evaluation.results_rating,
        behaviour_rating=evaluation.behaviour_rating,
        predicate=evaluation.predicate,
        signatures=(
            signature("Pegawai yang Dinilai", owner),
            signature("Pejabat Penilai Kinerja", superior, place=head.city, on=_local(evaluation.shared_at)),
        ),
        layout=layout_for(frozen),
    )


def record_sheet(evaluation: Evaluation) -> RecordSheet:
    """Return the numbered table that is asked for at promotions (domain research 6.9)."""
    frozen = agreed_copy(evaluation.plan)
    shared_on = _local(evaluation.shared_at) or evaluation.term.ended_on
    objection = Objection.objects.filter(evaluation=evaluation).first()
    owner, superior = party(frozen["employee"]), _superior(evaluation, frozen)
    upper = party_of(evaluation.upper, shared_on)
    return RecordSheet(
        kind=DocumentKind.EVALUATION_RECORD.value,
        title=DOCUMENT_LABELS[DocumentKind.EVALUATION_RECORD],
        year=frozen["year"],
        span=_span(evaluation),
        letterhead=letterhead(),
        term=term_word(evaluation.term),
        term_name=evaluation.term.name,
        owner=owner,
        superior=superior,
        upper=upper,
        grade=evaluation.grade,
        predicate=evaluation.predicate,
        recommendation=evaluation.recommendation,
        objection=objection.text if objection else "",
        explanation=objection.explanation if objection else "",
        decision=objection.decision if objection else "",
        signatures=(
            signature(
                "Atasan Pejabat Penilai Kinerja",
                upper,
                on=_local(objection.decided_at if objection else None),
            ),
            signature("Pegawai yang Dinilai", owner, on=_local(evaluation.acknowledged_at)),
            signature("Pejabat Penilai Kinerja", superior, on=_local(evaluation.shared_at)),
        ),
    )


def _superior(evaluation: Evaluation, frozen: Mapping[str, Any]) -> Person:
    """Return the appraiser: as the agreed plan knows him, so that a later promotion changes nothing."""
    if frozen["superior"]["nip"] == evaluation.appraiser.nip:
        return party(frozen["superior"])
    return party_of(evaluation.appraiser, _local(evaluation.shared_at) or evaluation.term.ended_on)


def _span(evaluation: Evaluation) -> str:
    """Return the part of the term in which the plan ran."""
    plan, term = evaluation.plan, evaluation.term
    return span(max(plan.started_on, term.started_on), min(plan.last_day, term.ended_on))


def _local(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def term_word(term: Term) -> str:
    """Return which word of "TRIWULAN I/II/III/IV-AKHIR" applies; nothing for months and half-years."""
    if term.is_final:
        return "AKHIR"
    is_quarter = term.kind == TermKind.QUARTERLY and 1 <= term.number <= len(QUARTERS)
    return QUARTERS[term.number - 1] if is_quarter else ""


# --- What was reached and said ----------------------------------------------------------------------


def realisations(evaluation: Evaluation) -> dict[int, str]:
    """Return by indicator what was reached in the term.

    In the annual evaluation the latest report stands first in full, because amounts count from the
    start of the year; of earlier terms the amount is enough, or the note where none was measured.
    """
    rows = Realisation.objects.filter(indicator__result__plan=evaluation.plan_id)
    rows = _of_term(rows, evaluation.term).select_related("term", "indicator")
    found: dict[int, list[Realisation]] = defaultdict(list)
    for row in reports_with_files(rows.order_by("term__number", "pk")):
        found[row.indicator_id].append(row)
    return {indicator: _year(reports) for indicator, reports in found.items()}


def _year(reports: list[Realisation]) -> str:
    latest, earlier = reports[-1], reports[:-1]
    if not earlier:
        return _reached(latest)
    before = "; ".join(f"{row.term.name} {_amount(row) or row.note}" for row in earlier)
    return f"{latest.term.name}: {_reached(latest)}\n{before}."


def feedback(evaluation: Evaluation) -> tuple[dict[int, str], dict[int, str]]:
    """Return the superior's own feedback by result, and by the number of the value."""
    rows = _of_term(Feedback.objects.filter(plan=evaluation.plan_id, is_from_assigner=False), evaluation.term)
    said = list(rows.select_related("term", "value").order_by("term__number", "pk"))
    by_result = _joined((row.result_id, row.term, row.text) for row in said if row.result_id is not None)
    by_value = _joined((row.value.number, row.term, row.text) for row in said if row.value is not None)
    return by_result, by_value


def _of_term(rows: QuerySet[Any], term: Term) -> QuerySet[Any]:
    return rows if term.is_final else rows.filter(term=term)


def _joined(rows: Iterable[tuple[int, Term, str]]) -> dict[int, str]:
    """Return the texts by key; several terms stand below each other under their names."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for key, term, text in rows:
        found[key].append((term.name, text))
    return {
        key: texts[0][1] if len(texts) == 1 else "\n".join(f"{name}: {text}" for name, text in texts)
        for key, texts in found.items()
    }


def _amount(row: Realisation) -> str:
    return f"{angka(row.amount)} {row.indicator.unit}".strip() if row.amount is not None else ""


def _reached(row: Realisation) -> str:
    """Return a realisation in words: amount, note, date, and where the evidence lies."""
    amount = _amount(row)
    host = urlsplit(row.evidence_url).hostname if row.evidence_url else ""
    named = ", ".join([*([host] if host else []), *(file.name for file in row.proofs)])
    evidence = f" Bukti dukung: {named}." if named else ""
    return f"{amount + '. ' if amount else ''}{row.note} ({tanggal(row.noted_on)}){evidence}"
