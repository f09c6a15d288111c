"""Showing, withholding and masking flagged texts; the reviewed person may ask to look at one again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Denied, Refused
from appraisal.versions import change
from organizations.models import Employee

from ..access.moderation import may_moderate, may_report, moderated_by, own_comments
from ..models import Comment, CommentStatus
from ..rules.moderation import REPORTED, Verdict, is_only_masked

STATES = {
    Verdict.SHOW: CommentStatus.SHOWN,
    Verdict.MASK: CommentStatus.SHOWN,
    Verdict.WITHHOLD: CommentStatus.WITHHELD,
}
NOT_MASKED = "Ganti kata yang disamarkan dengan [...] dan biarkan kata lain seperti aslinya."


@transaction.atomic
def moderate(
    *, comment: Comment, version: int, verdict: Verdict, text: str, reason: str, by: Employee, at: datetime
) -> Comment:
    """Decide about a flagged text; `text` counts only for masking and may hold no new word.

    The event names neither the text nor a rater. Raise Denied for anybody but a BKD admin whom it does not
    concern, Refused without a reason to withhold or for a text with other words, Conflict when another
    moderator was first.
    """
    on = timezone.localdate(at)
    row = Comment.objects.select_related("reviewee__round").get(pk=comment.pk)
    require(may_moderate(by, row.reviewee.round, on))
    if not moderated_by(by, on).filter(pk=row.pk).exists():
        raise Denied(
            "Komentar ini menyangkut Anda atau bawahan Anda, jadi admin BKD yang lain yang melihatnya."
        )
    if row.version != version:
        raise Conflict(
            "Komentar ini baru saja diputuskan orang lain.", theirs=_stored(row), version=row.version
        )
    if verdict == Verdict.WITHHOLD and not reason.strip():
        raise Refused("Tulis alasan mengapa komentar ini ditahan.", "reason")
    if verdict == Verdict.MASK and not is_only_masked(row.text, text):
        raise Refused(NOT_MASKED, "text")

    values: dict[str, Any] = {
        "status": STATES[verdict].value,
        "moderated_by": by,
        "moderated_at": at,
        "reason": reason.strip(),
    }
    if verdict == Verdict.MASK:
        values["text"] = " ".join(text.split())
    before = {"status": row.status}
    change(row, expect=version, **values)
    after = {"comment": str(row.pk), "verdict": verdict.value, "status": row.status}
    audit.record(
        action="comment.moderated",
        by=by,
        at=at,
        target=row.reviewee.round,
        before=before,
        after=after,
        note=row.reason,
    )
    return row


@transaction.atomic
def report(*, comment: Comment, by: Employee, at: datetime) -> Comment:
    """Take a text that hurts out of the own result until a moderator has looked at it.

    Raise Denied for anybody else and after a moderator has kept it, Conflict when it changed meanwhile.
    """
    row = own_comments(by).select_related("reviewee__round").filter(pk=comment.pk).first()
    if row is None:
        raise Denied("Yang bisa dilaporkan hanya komentar dalam hasil Anda sendiri.")
    require(may_report(row))
    values: dict[str, Any] = {
        "status": CommentStatus.WAITING.value,
        "flag": REPORTED,
        "moderated_by": None,
        "moderated_at": None,
    }
    change(row, expect=row.version, where={"status": CommentStatus.SHOWN.value}, **values)
    after = {"comment": str(row.pk), "status": row.status}
    audit.record(action="comment.reported", by=by, at=at, target=row.reviewee.round, after=after)
    return row


def _stored(row: Comment) -> dict[str, str]:
    return {"Keadaan": row.get_status_display(), "Teks tersimpan": row.text, "Alasan": row.reason}
