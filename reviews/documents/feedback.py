"""Umpan Balik Berkelanjutan: what the superior said in a term beside what was reached in it."""

from __future__ import annotations

from django.utils import timezone

from appraisal.errors import Refused
from indicators.models import Term
from indicators.rules import ResultKind

from ..access.document import FeedbackOf
from ..rules.document import DOCUMENT_LABELS, DocumentKind
from .evaluation import term_span
from .payload import FeedbackSheet
from .people import appraiser_of, letterhead, party, signature
from .plan import agreed_copy, behaviours, layout_for, outcomes
from .reached import feedback, realisations, words


def feedback_sheet(target: FeedbackOf) -> FeedbackSheet:
    """Return the feedback form of a term (domain research 6.7).

    The appraiser is who spoke last in the term; the signatures bear that day. Raise Refused while nothing
    has been said.
    """
    plan, term = target.plan, target.term
    last = words(plan, term).select_related("given_by").order_by("given_at", "pk").last()
    if last is None:
        raise Refused(
            f"Belum ada umpan balik pejabat penilai untuk {term.name}, jadi belum ada yang dicetak."
        )
    frozen, head, said_on = agreed_copy(plan), letterhead(), timezone.localdate(last.given_at)
    is_agreed_one = frozen["superior"]["nip"] == last.given_by.nip
    owner = party(frozen["employee"])
    speaker = appraiser_of(last.given_by, plan.placement.unit, said_on)
    superior = party(frozen["superior"]) if is_agreed_one else speaker
    by_result, by_value = feedback(plan, term)
    realised = realisations(plan, term)
    return FeedbackSheet(
        kind=DocumentKind.FEEDBACK.value,
        title=DOCUMENT_LABELS[DocumentKind.FEEDBACK],
        year=frozen["year"],
        span=term_span(plan, term),
        letterhead=head,
        approach=frozen["approach"],
        form=frozen["form"],
        term_name=period_words(term, frozen["year"]),
        owner=owner,
        superior=superior,
        main=outcomes(frozen, ResultKind.MAIN, realised, by_result),
        additional=outcomes(frozen, ResultKind.ADDITIONAL, realised, by_result),
        behaviours=behaviours(frozen, by_value),
        signatures=(
            signature("Pegawai yang Dinilai", owner),
            signature("Pejabat Penilai Kinerja", superior, place=head.city, on=said_on),
        ),
        layout=layout_for(frozen),
    )


def period_words(term: Term, year: int) -> str:
    """Return the term as the form names it: "Triwulan II Tahun 2026"; of the annual one the year alone."""
    if term.is_final:
        return f"Tahun {year}"
    return term.name if str(year) in term.name else f"{term.name} Tahun {year}"
