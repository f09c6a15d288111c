"""The reason of a unit's head for a difference to the distribution guide."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Denied, Refused
from appraisal.versions import change
from indicators.models import Term
from indicators.queries import policy
from organizations.models import Employee, Unit

from ..access.distribution import may_give_reason
from ..models import DistributionReason
from ..queries.distribution import city, grades_of, guide_of


@transaction.atomic
def explain_difference(
    *, unit: Unit, term: Term, version: int | None, reason: str, by: Employee, at: datetime
) -> DistributionReason:
    """Say why a unit's predicates differ from the guide; one text per unit and term, changed by version.

    It blocks nothing. Raise Denied for anybody but the head and where nothing differs, Refused without
    words, Conflict with the stored text when somebody else wrote meanwhile (domain research 2.6.4).
    """
    on = timezone.localdate(at)
    require(may_give_reason(by, unit, on))
    Unit.objects.select_for_update().get(pk=unit.pk)
    saved = DistributionReason.objects.filter(unit=unit, term=term).first()
    if (saved.version if saved else None) != version:
        raise _told(saved)
    made = city(term, None, on)
    spread = made.below(unit.pk)
    grades = grades_of(term, made.chain(unit.pk))
    guide = guide_of(unit.pk, spread, made, grades, policy(term.period))
    if saved is None and not guide.differences:
        raise Denied("Sebaran unit ini tidak berbeda dari panduan; tidak ada yang perlu dijelaskan.")
    if not reason.strip():
        raise Refused("Tulis alasannya dengan menyebut keadaan unit.", "reason")

    counts = {one.value: count for one, count in spread.predicates.items()}
    values: dict[str, Any] = {"reason": reason.strip(), "counts": counts, "given_by": by, "given_at": at}
    before = {"reason": saved.reason} if saved else None
    if saved is None:
        saved = DistributionReason.objects.create(unit=unit, term=term, **values)
    else:
        change(saved, expect=saved.version, **values)
    audit.record(
        action="distribution.explained", by=by, at=at, target=unit, before=before, after={"term": term.pk}
    )
    return saved


def _told(saved: DistributionReason | None) -> Conflict:
    theirs = {"Alasan yang tersimpan": saved.reason} if saved else {}
    return Conflict(theirs=theirs, version=saved.version if saved else None)
