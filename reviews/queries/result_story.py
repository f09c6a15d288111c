"""What happened to a result, step by step, each with its day and who did it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from appraisal.templatetags.ui import tanggal

from ..models import CalibrationCase, Correction, Evaluation, Objection, SelfAssessment
from ..rules.evaluation import RATING_LABELS, Rating

KINDS = (("results", "Hasil kerja"), ("behaviour", "Perilaku kerja"))
Ratings = Mapping[str, str]


@dataclass(frozen=True)
class Entry:
    """One step, for the timeline component."""

    at: datetime
    sentence: str
    note: str = ""
    href: str = ""


def story(evaluation: Evaluation, assessment: SelfAssessment | None) -> list[Entry]:
    """Return the steps of a shared result, the latest first (at most two queries)."""
    corrections = _corrections(evaluation)
    entries = [*_common(evaluation, assessment), *_corrected(evaluation, corrections)]
    for case in _cases(evaluation):
        after = {"results": case.results_rating, "behaviour": case.behaviour_rating}
        said = f"Rapat kalibrasi {case.meeting.unit}, keputusan {case.decided_by.full_name}"
        entries.append(Entry(case.decided_at, said, f"{changed_words(case.before, after)} {case.reason}"))
    objection = getattr(evaluation, "objection", None)
    if objection is not None:
        first = corrections[0].before if corrections else None
        entries += _objected(evaluation, objection, first or _now(evaluation))
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _cases(evaluation: Evaluation) -> list[CalibrationCase]:
    rows = evaluation.calibrations.select_related("decided_by", "meeting__unit").order_by("pk")
    return list(rows) if getattr(evaluation, "has_cases", True) else []


def _corrections(evaluation: Evaluation) -> list[Correction]:
    rows = evaluation.corrections.filter(is_approved=True).select_related("asked_by", "decided_by")
    return list(rows.order_by("decided_at", "pk")) if getattr(evaluation, "has_corrections", True) else []


def _now(evaluation: Evaluation) -> Ratings:
    return {"results": evaluation.results_rating, "behaviour": evaluation.behaviour_rating}


def changed_words(before: Ratings | None, after: Ratings) -> str:
    """Say in words which rating changed from what to what, or that both stayed."""
    moves = [
        f"{name}: dari {_label(before[key])} menjadi {_label(after[key])}."
        for key, name in KINDS
        if before and before[key] != after[key]
    ]
    return " ".join(moves) or "Rating tetap."


def _label(rating: str) -> str:
    return RATING_LABELS[Rating(rating)].lower()


def _common(one: Evaluation, assessment: SelfAssessment | None) -> Iterator[Entry]:
    owner = one.plan.placement.employee.full_name
    if assessment is not None and assessment.sent_at:
        yield Entry(assessment.sent_at, f"{owner} mengirim penilaian diri")
    if one.rated_at:
        yield Entry(one.rated_at, f"{one.appraiser.full_name} menulis penilaian")
    if one.shared_at:
        after = f", setelah dialog {tanggal(one.talked_on)}" if one.talked_on else ""
        yield Entry(one.shared_at, f"{one.appraiser.full_name} membagikan hasil{after}")
    if one.acknowledged_at:
        yield Entry(one.acknowledged_at, f"{owner} sudah membaca", one.comment)
    if one.final_at and getattr(one, "objection", None) is None:
        yield Entry(one.final_at, "Hasil menjadi final")


def _objected(one: Evaluation, objection: Objection, after: Ratings) -> Iterator[Entry]:
    owner = one.plan.placement.employee.full_name
    yield Entry(objection.filed_at, f"{owner} mengajukan keberatan")
    if objection.explained_at:
        who = objection.explained_by or one.appraiser
        yield Entry(objection.explained_at, f"{who.full_name} memberi penjelasan")
    if objection.decider and objection.decider_set_at:
        said = f"{objection.decider.full_name} ditetapkan sebagai pemutus keberatan"
        yield Entry(objection.decider_set_at, said, objection.decider_reason)
    if objection.decided_by and objection.decided_at:
        said = f"{objection.decided_by.full_name} memutuskan keberatan; hasil menjadi final"
        yield Entry(objection.decided_at, said, changed_words(objection.before, after))


def _corrected(one: Evaluation, corrections: list[Correction]) -> Iterator[Entry]:
    for row in corrections:
        if row.decided_by and row.decided_at:
            after = {"results": row.results_rating, "behaviour": row.behaviour_rating}
            both = f"diminta {row.asked_by.full_name}, disetujui {row.decided_by.full_name}"
            note = f"{changed_words(row.before, after)} {row.reason}"
            yield Entry(row.decided_at, f"Hasil diperbaiki: {both}", note)
