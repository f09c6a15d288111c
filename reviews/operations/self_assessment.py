"""The employee's own word before the rating: kept as a draft, sent, taken back (penilaian diri)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from indicators.models import Plan, Term
from organizations.models import Employee

from ..access.self_assessment import may_assess
from ..models import SelfAssessment
from ..queries.self_assessment import confirmable, reported, seal_of
from .holding import hold

MISSING = "Tulis satu hal yang berjalan baik, misalnya satu hasil yang Anda banggakan."
LABELS = {
    "strengths": "Yang berjalan baik",
    "growth": "Yang ingin dikembangkan",
    "support": "Dukungan yang diperlukan",
}


@dataclass(frozen=True)
class Words:
    """The three short texts."""

    strengths: str = ""
    growth: str = ""
    support: str = ""


@transaction.atomic
def save(
    *, plan: Plan, term: Term, version: int | None, words: Words, by: Employee, at: datetime
) -> SelfAssessment:
    """Keep the texts as a draft that only the employee sees.

    `version` is None for the first time. Raise Denied before it opens and after the result was shared,
    Refused when it was sent, Conflict when it was written meanwhile.
    """
    plan = _hold(plan, term, by, at)

    row = _write(plan, term, version, _texts(words))
    audit.record(action="self_assessment.saved", by=by, at=at, target=row, after={"term": term.name})
    return row


@transaction.atomic
def send(
    *,
    plan: Plan,
    term: Term,
    version: int | None,
    words: Words,
    seal: str,
    by: Employee,
    at: datetime,
) -> SelfAssessment:
    """Send the texts to the superior and confirm the realisations that the page showed.

    `seal` is the mark of those realisations; an empty one asks for no comparison. Raise Denied as `save`
    does, Refused without the first text or when a realisation changed meanwhile, Conflict when second.
    """
    plan = _hold(plan, term, by, at)

    if not words.strengths.strip():
        raise Refused(MISSING, "strengths")
    confirmed = confirmable(reported(plan), term)
    if seal and seal != seal_of(confirmed):
        raise Refused("Ada realisasi yang berubah sejak halaman ini dibuka. Lihat sekali lagi, lalu kirim.")

    values = {**_texts(words), "confirmed": confirmed, "sent_at": at}
    row = _write(plan, term, version, values)
    after = {"term": term.name, "confirmed": len(confirmed)}
    audit.record(action="self_assessment.sent", by=by, at=at, target=row, after=after)
    return row


@transaction.atomic
def take_back(*, plan: Plan, term: Term, version: int, by: Employee, at: datetime) -> SelfAssessment:
    """Make a draft of what was sent, until the result is shared; the superior no longer sees it.

    Raise Denied after the result was shared, Conflict when it was taken back already.
    """
    plan = _hold(plan, term, by, at)

    row = SelfAssessment.objects.filter(plan=plan, term=term).first()
    if row is None:
        raise Conflict("Penilaian diri ini belum ditulis.")
    change(row, expect=version, where={"sent_at__isnull": False}, sent_at=None, confirmed={})
    audit.record(action="self_assessment.taken_back", by=by, at=at, target=row, after={"term": term.name})
    return row


def _hold(plan: Plan, term: Term, by: Employee, at: datetime) -> Plan:
    """Hold the plan against a result that is shared at the same time, and ask whether it may be written."""
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    plan = hold(plan)
    require(may_assess(by, plan, term, timezone.localdate(at)))
    return plan


def _texts(words: Words) -> dict[str, Any]:
    return {name: text.strip() for name, text in asdict(words).items()}


def _write(plan: Plan, term: Term, version: int | None, values: dict[str, Any]) -> SelfAssessment:
    """Write the row that the page showed; a conflict tells the texts that stand."""
    if version is None:
        try:
            with transaction.atomic():
                return SelfAssessment.objects.create(plan=plan, term=term, **values)
        except IntegrityError:
            pass
    row = SelfAssessment.objects.filter(plan=plan, term=term).first()
    if row is None:
        raise Conflict("Penilaian diri ini belum ditulis.")
    theirs = {label: getattr(row, name) for name, label in LABELS.items() if getattr(row, name)}
    if version is None or version != row.version:
        raise Conflict(theirs=theirs, version=row.version)
    if row.sent_at is not None and "sent_at" not in values:
        raise Refused("Penilaian diri ini sudah dikirim. Kirim lagi untuk mengganti yang terkirim.")
    return change(row, expect=version, **values)
