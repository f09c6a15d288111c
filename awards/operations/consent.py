"""What a winner says about standing on the public list; it can be taken back at any time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.models import Employee

from ..access.winner import may_consent
from ..models import AwardCandidate
from ..rules.scheme import CONSENT_LABELS, Consent


@transaction.atomic
def consent(
    *, candidate: AwardCandidate, version: int, answer: str, by: Employee, at: datetime
) -> AwardCandidate:
    """Keep whether the name of a winner may stand publicly, and return the candidate.

    Raise Denied for anybody but the person who won, Refused without an answer, Conflict when the person
    answered in another window.
    """
    candidate = AwardCandidate.objects.select_related("award_list", "employee").get(pk=candidate.pk)
    require(may_consent(by, candidate))
    if answer not in set(Consent):
        raise Refused("Pilih salah satu.", "consent")
    if candidate.version != version:
        said = CONSENT_LABELS[Consent(candidate.consent)] if candidate.consent else "Belum dipilih"
        raise Conflict(theirs={"Nama di daftar penerima": said}, version=candidate.version)
    before = {"consent": candidate.consent}
    change(candidate, expect=version, consent=answer, consented_at=at)
    audit.record(
        action="award.consented", by=by, at=at, target=candidate, before=before, after={"consent": answer}
    )
    return candidate
