"""Umpan Balik Berkelanjutan: what the superior said in a term beside what was reached in it."""

from __future__ import annotations

from django.utils import timezone

from appraisal.errors import Refused
from indicators.models import Term
from indicators.rules import ResultKind

from ..access.document import FeedbackOf
from ..rules.document import DOCUMENT_LABELS, DocumentKind
from .evaluation import term_span
from .known import Known, know
from .payload import FeedbackSheet
from .people import appraiser_of, party, signature
from .plan import behaviours, layout_for, outcomes


def feedback_sheet(target: FeedbackOf, known: Known | None = None) -> FeedbackSheet:
    """Return the feedback form of a term (domain research 6.7).

    The appraiser is who spoke last in the term; the signatures bear that day. Raise Refused while nothing
    has been said.
    """
    plan, term = target.plan, target.term
    known = known or know([plan], term)
    last = known.last_word.get(plan.pk)
    if last is None:
        raise Refused(
            f"Belum ada umpan balik pejabat penilai untuk {term.name}, jadi belum ada yang dicetak."
        )
    head, frozen, said_on = known.head, known.frozen[plan.pk], timezone.localdate(last.given_at)
    is_agreed_one = frozen["superior"]["nip"] == last.given_by.nip
    owner = party(frozen["employee"])
    speaker = None if is_agreed_one else appraiser_of(last.given_by, plan.placement.unit, said_on)
    superior = speaker or party(frozen["superior"])
    realised, said = known.realised.get(plan.pk), known.said[plan.pk]
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
        main=outcomes(frozen, ResultKind.MAIN, realised, said.by_result),
        additional=outcomes(frozen, ResultKind.ADDITIONAL, realised, said.by_result),
        behaviours=behaviours(frozen, said.by_value),
        signatures=(
            signature("Pegawai yang Dinilai", owner),
            signature("Pejabat Penilai Kinerja", superior, place=head.city, on=said_on),
        ),
        layout=layout_for(frozen, known),
    )


def period_words(term: Term, year: int) -> str:
    """Return the term as the form names it: "Triwulan II Tahun 2026"; of the annual one the year alone."""
    if term.is_final:
        return f"Tahun {year}"
    return term.name if str(year) in term.name else f"{term.name} Tahun {year}"
