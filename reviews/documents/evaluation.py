"""Evaluasi Kinerja Pegawai and Dokumen Evaluasi Kinerja Pegawai, from an evaluation that was shared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from indicators.models import Plan, Term
from indicators.rules import ResultKind, TermKind

from ..models import Evaluation
from ..rules.document import DOCUMENT_LABELS, DocumentKind
from .contested import deciding_signature, is_by_named, objection_rows, with_corrections
from .known import Known, know_evaluations
from .payload import EvaluationSheet, Person, RecordSheet
from .people import appraiser_of, party, party_of, signature, span
from .plan import behaviours, layout_for, outcomes
from .reached import Said

QUARTERS = ("I", "II", "III", "IV")


def evaluation_sheet(evaluation: Evaluation, known: Known | None = None) -> EvaluationSheet:
    """Return the evaluation of one term in the official order (domain research 6.8)."""
    plan = evaluation.plan_id
    known = known or know_evaluations([evaluation])
    head, frozen = known.head, known.frozen[plan]
    owner, superior = party(frozen["employee"]), _superior(evaluation, frozen)
    realised, said = known.realised.get(plan), known.said.get(plan, Said())
    return EvaluationSheet(
        kind=DocumentKind.EVALUATION.value,
        title=DOCUMENT_LABELS[DocumentKind.EVALUATION],
        year=frozen["year"],
        span=term_span(evaluation.plan, evaluation.term),
        letterhead=head,
        approach=frozen["approach"],
        form=frozen["form"],
        term=term_word(evaluation),
        term_name=evaluation.name,
        owner=owner,
        superior=superior,
        grade=evaluation.grade,
        main=outcomes(frozen, ResultKind.MAIN, realised, said.by_result),
        additional=outcomes(frozen, ResultKind.ADDITIONAL, realised, said.by_result),
        behaviours=behaviours(frozen, said.by_value),
        results_rating=evaluation.results_rating,
        behaviour_rating=evaluation.behaviour_rating,
        predicate=evaluation.predicate,
        signatures=(
            signature("Pegawai yang Dinilai", owner),
            signature("Pejabat Penilai Kinerja", superior, place=head.city, on=_local(evaluation.shared_at)),
        ),
        layout=layout_for(frozen, known),
    )


def record_sheet(evaluation: Evaluation, known: Known | None = None) -> RecordSheet:
    """Return the numbered table that is asked for at promotions (domain research 6.9)."""
    known = known or know_evaluations([evaluation], is_record=True)
    frozen, objection = known.frozen[evaluation.plan_id], known.objections.get(evaluation.pk)
    shared_on = _local(evaluation.shared_at) or evaluation.term.ended_on
    text, explanation, decision = objection_rows(objection, evaluation)
    owner, superior = party(frozen["employee"]), _superior(evaluation, frozen)
    decided_on = _local(objection.decided_at) if objection and not is_by_named(objection) else None
    upper = party_of(evaluation.upper, decided_on or shared_on)
    return RecordSheet(
        kind=DocumentKind.EVALUATION_RECORD.value,
        title=DOCUMENT_LABELS[DocumentKind.EVALUATION_RECORD],
        year=frozen["year"],
        span=term_span(evaluation.plan, evaluation.term),
        letterhead=known.head,
        term=term_word(evaluation),
        term_name=evaluation.name,
        owner=owner,
        superior=superior,
        upper=upper,
        grade=evaluation.grade,
        predicate=evaluation.predicate,
        recommendation=with_corrections(evaluation.recommendation, evaluation),
        objection=text,
        explanation=explanation,
        decision=decision,
        signatures=(
            deciding_signature(objection, upper),
            signature("Pegawai yang Dinilai", owner, on=_local(evaluation.acknowledged_at)),
            signature("Pejabat Penilai Kinerja", superior, on=_local(evaluation.shared_at)),
        ),
    )


def _superior(evaluation: Evaluation, frozen: Mapping[str, Any]) -> Person:
    """Return the appraiser: as the agreed plan knows him, so that a later promotion changes nothing."""
    if frozen["superior"]["nip"] == evaluation.appraiser.nip:
        return party(frozen["superior"])
    day = _local(evaluation.shared_at) or evaluation.term.ended_on
    return appraiser_of(evaluation.appraiser, evaluation.plan.placement.unit, day)


def term_span(plan: Plan, term: Term) -> str:
    """Return the part of the term in which the plan ran."""
    return span(max(plan.started_on, term.started_on), min(plan.last_day, term.ended_on))


def _local(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def term_word(evaluation: Evaluation) -> str:
    """Return which word of "TRIWULAN I/II/III/IV-AKHIR" applies.

    Nothing for months, half-years, and an evaluation up to a move; these are printed by name.
    """
    term = evaluation.term
    if evaluation.name != term.name:
        return ""
    if term.is_final:
        return "AKHIR"
    return QUARTERS[(term.started_on.month - 1) // 3] if term.kind == TermKind.QUARTERLY else ""
