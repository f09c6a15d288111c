"""Reads about objections: the days of a year's policy, and how one stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from appraisal.templatetags.ui import tanggal
from indicators.models import Period
from indicators.queries import policy
from organizations.models import Employee
from organizations.queries import holidays

from ..access.hearing import decider_of, explainers
from ..models import Evaluation, EvidenceFile, Objection
from ..rules.objection import ObjectionDays
from .evidence import files_of

AHEAD = timedelta(days=366)  # how far holidays are read; later ones are not decreed yet


def objection_days(period: Period, since: date, until: date | None = None) -> ObjectionDays:
    """Return the days of the policy of a year, with the holidays from a day on where working days count.

    One query, two where working days count. `until` is the last day that is asked about.
    """
    figures = policy(period)
    is_working = bool(figures["keberatan_hari_kerja"])
    return ObjectionDays(
        to_object=int(figures["keberatan_hari"]),
        to_explain=int(figures["penjelasan_hari"]),
        to_decide=int(figures["keputusan_hari"]),
        is_working=is_working,
        holidays=holidays(since, until or since + AHEAD) if is_working else frozenset(),
    )


@dataclass(frozen=True)
class Hearing:
    """An objection as a page shows it: what was said, whom it waits for, and how many days are left."""

    objection: Objection
    proofs: list[EvidenceFile]
    explainers: str
    decider: Employee | None
    explain_days: str
    decide_days: str


def hearing_of(evaluation: Evaluation, on: date) -> Hearing | None:
    """Return the objection to an evaluation, or None (two queries; one without files)."""
    objection: Objection | None = getattr(evaluation, "objection", None)
    if objection is None:
        return None
    return Hearing(
        objection=objection,
        proofs=list(files_of(objection)) if getattr(evaluation, "has_proofs", True) else [],
        explainers=" atau ".join(person.full_name for person in explainers(evaluation, on)),
        decider=decider_of(evaluation, on),
        explain_days=days_left(objection.explain_until, on),
        decide_days=days_left(objection.decide_until, on),
    )


def days_left(until: date | None, on: date) -> str:
    """Return a due day and how far it is: "sampai 29 November 2026, 3 hari lagi"; nothing without a day."""
    if until is None:
        return ""
    left = (until - on).days
    far = f"{left} hari lagi" if left > 0 else "hari ini" if left == 0 else f"lewat {-left} hari"
    return f"sampai {tanggal(until)}, {far}"
