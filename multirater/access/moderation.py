"""Who looks at flagged texts: BKD admins, but not at those about themselves or their own people."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from appraisal.access import ALLOW, Decision, deny
from organizations.models import Employee, Supervision

from ..models import Comment, CommentStatus, Round
from ..rules import RoundStatus
from ..rules.moderation import REPORTED
from .desk import may_run

OPEN_TO_MODERATION = {RoundStatus.CLOSED, RoundStatus.RELEASED}


def may_moderate(user: Employee, row: Round, on: date) -> Decision:
    """A BKD admin moderates from the closing on; after the release as well, for a text may hurt late."""
    if not (allowed := may_run(user, on)):
        return allowed
    if row.status not in OPEN_TO_MODERATION:
        return deny("Komentar dilihat setelah putaran ditutup.")
    return ALLOW


def moderated_by(user: Employee, on: date) -> QuerySet[Comment]:
    """Return the texts that this person may look at, whether or not anybody has to."""
    if not may_run(user, on):
        return Comment.objects.none()
    team = Supervision.objects.on(on).filter(superior=user).values("placement__employee")
    rows = Comment.objects.filter(reviewee__round__status__in=OPEN_TO_MODERATION).exclude(flag="")
    return (
        rows.exclude(reviewee__employee=user)
        .exclude(reviewee__superior=user)
        .exclude(reviewee__employee__in=team)
    )


def own_comments(user: Employee) -> QuerySet[Comment]:
    """Return the shown texts about this person in released rounds."""
    released = RoundStatus.RELEASED.value
    return Comment.objects.filter(
        reviewee__employee=user, reviewee__round__status=released, status=CommentStatus.SHOWN
    )


def may_report(comment: Comment) -> Decision:
    """The reviewed person asks once per text to look at it again."""
    if comment.flag == REPORTED and comment.moderated_at is not None:
        return deny("Komentar ini sudah dilihat admin BKD, dan tetap ditampilkan.")
    return ALLOW
