"""Reads about administrative corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from appraisal.paging import counted_page
from organizations.models import Employee

from ..access.correction import visible_corrections
from ..models import Correction, CreditEntry, Evaluation, matter, with_title
from ..rules.evaluation import PREDICATE_LABELS, RATING_LABELS, Predicate, Rating, predicate

PAGE = 25
STATE_WORDS = {
    None: ("Menunggu orang kedua", "info"),
    True: ("Disetujui", "ok"),
    False: ("Dikembalikan", "mute"),
}


@dataclass(frozen=True)
class Told:
    """A correction in words: each line with what was and what shall be."""

    correction: Correction
    words: tuple[str, str]
    lines: list[tuple[str, str, str]]


def with_matter(corrections: QuerySet[Correction]) -> QuerySet[Correction]:
    """Load everything a page says about a correction and its evaluation."""
    found = with_title(corrections, "evaluation__")
    return found.select_related("asked_by", "decided_by", *matter("evaluation__"))


def corrections_page(user: Employee, asked: str, on: date) -> dict[str, Any]:
    """Return one page of the corrections this person may read, open ones first (two queries)."""
    rows = visible_corrections(user, on)
    page = counted_page(asked, rows.count(), PAGE)
    ordered = with_matter(rows).order_by(F("decided_at").desc(nulls_first=True), "pk")
    return {"rows": [(row, STATE_WORDS[row.is_approved]) for row in ordered[page.part]], "page": page}


def told(correction: Correction) -> Told:
    """Return a correction in words; what was comes from the result until it is decided."""
    evaluation = correction.evaluation
    before = correction.before or {
        "results": evaluation.results_rating,
        "behaviour": evaluation.behaviour_rating,
        "predicate": evaluation.predicate,
    }
    results, behaviour = Rating(correction.results_rating), Rating(correction.behaviour_rating)
    shall = predicate(results=results, behaviour=behaviour)
    lines = [
        ("Hasil kerja", RATING_LABELS[Rating(before["results"])], RATING_LABELS[results]),
        ("Perilaku kerja", RATING_LABELS[Rating(before["behaviour"])], RATING_LABELS[behaviour]),
        ("Predikat", PREDICATE_LABELS[Predicate(before["predicate"])], PREDICATE_LABELS[shall]),
    ]
    return Told(correction, STATE_WORDS[correction.is_approved], lines)


def corrected(evaluation: Evaluation) -> list[Told]:
    """Return the approved corrections of a result, oldest first (one query; none `with_traces` of none)."""
    if not getattr(evaluation, "has_corrections", True):
        return []
    rows = evaluation.corrections.filter(is_approved=True).select_related("asked_by", "decided_by")
    found = []
    for row in rows.order_by("decided_at", "pk"):
        row.evaluation = evaluation
        found.append(told(row))
    return found


def has_credit(evaluation: Evaluation) -> bool:
    """Say whether credit points were set from a result; they do not follow a correction by themselves."""
    found: bool = CreditEntry.objects.valid().filter(evaluation=evaluation).exists()
    return found
