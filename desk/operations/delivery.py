"""Sending final annual results to SIASN, and keeping what it answered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from appraisal import audit, jobs
from appraisal.access import require
from organizations.models import Employee

from ..access.exchange import may_exchange
from ..models import Delivery
from ..queries.exchange import Asked

WORK = "siasn-send"


@dataclass(frozen=True)
class Answer:
    """What became of one result: the reference of SIASN, or a sentence."""

    evaluation: int
    sha256: str
    reference: str = ""
    fault: str = ""


def fingerprint(row: dict[str, Any]) -> str:
    """Return the SHA-256 of what is sent, by which the same content is not sent twice."""
    return hashlib.sha256(json.dumps(row, sort_keys=True, default=str).encode()).hexdigest()


@transaction.atomic
def begin_sending(asked: Asked, *, by: Employee, at: datetime) -> jobs.Job:
    """Begin sending the final annual results of a year; while that goes on it is not begun twice.

    Raise Denied for anybody but a BKD admin.
    """
    require(may_exchange(by, timezone.localdate(at)))
    arguments = {"period": asked.period.pk}
    title = f"Kirim SKP {asked.period.year} ke SIASN"
    job = jobs.start(WORK, arguments, by=by, at=at, title=title, key=f"{WORK}-{asked.period.pk}")
    audit.record(action="exchange.sending_begun", by=by, at=at, target=asked.period)
    return job


def keep_answers(answers: Iterable[Answer], *, at: datetime) -> None:
    """Keep what SIASN answered about each result, in the transaction of the step."""
    for answer in answers:
        told = {
            "sha256": answer.sha256,
            "reference": answer.reference,
            "fault": answer.fault[:300],
            "sent_at": None if answer.fault else at,
        }
        row, is_new = Delivery.objects.get_or_create(
            evaluation_id=answer.evaluation, defaults=told | {"tries": 1}
        )
        if not is_new:
            Delivery.objects.filter(pk=row.pk).update(**told, tries=F("tries") + 1)
