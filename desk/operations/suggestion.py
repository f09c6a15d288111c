"""Suggestions and what the BKD says to them; and publishing what was changed because of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change
from organizations.models import Employee
from organizations.operations import tell

from ..access.survey import may_run_surveys
from ..models import Improvement, Suggestion, Survey
from ..rules.survey import ANSWERS, SuggestionState


@transaction.atomic
def suggest(*, text: str, page: str, by: Employee, at: datetime) -> Suggestion:
    """Keep what somebody proposes; raise Refused without a text."""
    if not text.strip():
        raise Refused("Tulis saran Anda, satu kalimat pun cukup.", "text")
    row = Suggestion.objects.create(text=text.strip(), page=page.strip(), written_by=by, written_at=at)
    audit.record(action="suggestion.written", by=by, at=at, target=row)
    return row


@transaction.atomic
def answer_suggestion(
    *, suggestion: Suggestion, version: int, state: SuggestionState, answer: str, by: Employee, at: datetime
) -> Suggestion:
    """Say how far a suggestion is, and let its author know.

    Raise Denied for anybody but BKD admins, Refused for "belum bisa" without a reason, Conflict when
    somebody was quicker.
    """
    require(may_run_surveys(by, timezone.localdate(at)))
    if state not in ANSWERS:
        raise Refused("Pilih keadaan saran ini.", "state")
    if state is SuggestionState.NOT_YET and not answer.strip():
        raise Refused("Tulis mengapa belum bisa; penulisnya membacanya.", "answer")
    values: dict[str, Any] = {
        "state": state.value,
        "answer": answer.strip(),
        "answered_by": by,
        "answered_at": at,
    }
    row = change(suggestion, expect=version, **values)
    audit.record(action="suggestion.answered", by=by, at=at, target=row, after={"state": state.value})
    tell(
        key=f"suggestion-{row.pk}-{row.version}",
        to=row.written_by,
        subject="Saran Anda dijawab",
        lines=["BKD menjawab saran Anda tentang Capaian."],
        path=reverse("desk:suggestion-list"),
        at=at,
    )
    return row


@transaction.atomic
def publish(
    *,
    text: str,
    because: str,
    changed_on: date,
    survey: Survey | None,
    suggestion: Suggestion | None,
    by: Employee,
    at: datetime,
) -> Improvement:
    """Tell everybody what was changed and why; raise Denied for anybody but BKD admins, or Refused."""
    on = timezone.localdate(at)
    require(may_run_surveys(by, on))
    if survey is not None and suggestion is not None:
        raise Refused("Pilih satu sebab: survei atau saran.", "suggestion")
    if changed_on > on:
        raise Refused("Umumkan setelah perubahannya berlaku.", "changed_on")
    row = Improvement.objects.create(
        text=text.strip(),
        because=because.strip(),
        survey=survey,
        suggestion=suggestion,
        changed_on=changed_on,
        published_by=by,
        published_at=at,
    )
    audit.record(action="improvement.published", by=by, at=at, target=row)
    return row
