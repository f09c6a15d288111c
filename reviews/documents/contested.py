"""What the Dokumen Evaluasi says of an objection and of a correction, each step with its day."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from appraisal.templatetags.ui import tanggal
from organizations.models import Employee
from organizations.rules import format_nip

from ..models import Evaluation, Objection
from .payload import Person, Signature
from .people import party_of, signature


def objection_rows(objection: Objection | None, evaluation: Evaluation) -> tuple[str, str, str]:
    """Return the texts of objection, explanation and decision (domain research 6.9, rows 6 to 8).

    An explanation by another than who rated, and a decision by whom BKD named, say by whom.
    """
    if objection is None:
        return "", "", ""
    explanation = _dated(objection.explanation, objection.explained_at)
    decision = _dated(objection.decision, objection.decided_at)
    if objection.explained_by is not None and objection.explained_by_id != evaluation.appraiser_id:
        explanation += f"\nDijelaskan oleh {_named(objection.explained_by)}."
    if objection.decided_by is not None and is_by_named(objection):
        why = objection.decider_reason.rstrip(".")
        decision += f"\nDiputuskan oleh {_named(objection.decided_by)}, pejabat yang ditunjuk BKD: {why}."
    return _dated(objection.text, objection.filed_at), explanation, decision


def _dated(text: str, at: datetime | None) -> str:
    """Return what was said with its day, because every step of an objection is dated."""
    return f"{tanggal(at)}: {text}" if text and at else text


def is_by_named(objection: Objection | None) -> bool:
    """Say whether whom BKD named has decided, in place of the superior's superior."""
    return bool(objection and objection.decided_by_id and objection.decided_by_id == objection.decider_id)


def deciding_signature(objection: Objection | None, upper: Person) -> Signature:
    """Return the place for the superior's superior, or for whom BKD named once he has decided."""
    if objection is None or objection.decided_at is None:
        return signature("Atasan Pejabat Penilai Kinerja", upper, on=None)
    on = timezone.localdate(objection.decided_at)
    role = "Pejabat yang Memutuskan Keberatan" if is_by_named(objection) else "Atasan Pejabat Penilai Kinerja"
    return signature(role, party_of(objection.decided_by, on), on=on)


def with_corrections(recommendation: str, evaluation: Evaluation) -> str:
    """Return the recommendation, followed by each correction that was approved (one query, or loaded)."""
    approved = [row for row in evaluation.corrections.all() if row.is_approved and row.decided_at]
    rows = sorted(approved, key=lambda row: (row.decided_at, row.pk))
    lines = [f"Koreksi administratif {tanggal(row.decided_at)}: {row.reason}" for row in rows]
    return "\n".join([*([recommendation] if recommendation else []), *lines])


def _named(employee: Employee) -> str:
    return f"{employee.full_name} ({format_nip(employee.nip)})"
