"""What somebody who was asked may see and do: own forms, while the round takes them."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from appraisal.access import ALLOW, Decision, deny
from appraisal.templatetags.ui import tanggal
from organizations.models import Employee

from ..models import Invitation, Release, Round
from ..rules import InvitationStatus, RoundStatus, Side
from ..rules.answering import LATE, Door, door

CLOSED = (RoundStatus.CLOSED.value, RoundStatus.RELEASED.value)
UNASKED = (InvitationStatus.PROPOSED.value, InvitationStatus.STRUCK.value)
SENT_ALREADY = "Jawaban Anda sudah masuk. Setelah putaran ditutup, jawaban tidak diubah lagi."
CLOSED_TO_RATERS = {
    InvitationStatus.DECLINED: "Anda belum cukup mengenal pekerjaannya, dan itu sudah kami catat.",
    InvitationStatus.WITHDRAWN: "Undangan ini sudah ditarik, jadi tidak perlu diisi lagi.",
}


def own_invitations(user: Employee) -> QuerySet[Invitation]:
    """Return what this person was asked for: never what was only proposed, or struck again."""
    return Invitation.objects.filter(rater=user).exclude(status__in=UNASKED)


def takes_forms(on: date) -> Q:
    """Return the condition on invitations that their round takes forms on a day, as `door` says of one."""
    days = Q(round__answer_until__gte=on) | Q(round__late_until__gte=on)
    in_time = Q(round__status=RoundStatus.OPEN.value, round__answer_from__lte=on) & days
    later_lot = Release.objects.filter(round=OuterRef("round"), number__gte=LATE)
    late = Q(round__status__in=CLOSED, round__late_until__gte=on, round__answer_from__lte=on)
    return in_time | (late & ~Q(Exists(later_lot)))


def door_of(row: Round, on: date) -> Door:
    """Return whether the round takes forms on a day (one query once it was released)."""
    return door(
        row.status,
        on,
        answer_from=row.answer_from,
        answer_until=row.answer_until,
        late_until=row.late_until,
        releases=row.releases.count() if row.status == RoundStatus.RELEASED else 0,
    )


def last_day(row: Round, on: date) -> date:
    """Return until when an answer is taken: the last day, or that of late answers once it is over."""
    in_time = row.status == RoundStatus.OPEN and on <= row.answer_until
    return row.answer_until if in_time else row.late_until or row.answer_until


def may_answer(user: Employee, invitation: Invitation, on: date) -> Decision:
    """Say whether this person may send the form, or send it anew, on a day."""
    if invitation.rater_id != user.pk or invitation.status in UNASKED:
        return deny("Formulir ini milik orang yang diundang.")
    if invitation.status in CLOSED_TO_RATERS:
        return deny(CLOSED_TO_RATERS[InvitationStatus(invitation.status)])
    row, found = invitation.round, door_of(invitation.round, on)
    if found == Door.CANCELLED:
        return deny("Putaran ini dibatalkan. Tidak ada yang perlu diisi.")
    if found == Door.NOT_YET:
        return deny(f"Pengisian dibuka {tanggal(row.answer_from)}.")
    if invitation.status == InvitationStatus.ANSWERED and found != Door.OPEN:
        return deny(SENT_ALREADY)
    if found == Door.OVER:
        return deny("Masa pengisian sudah berakhir. Terima kasih sudah meluangkan waktu.")
    return ALLOW


def may_step_aside(user: Employee, invitation: Invitation, on: date) -> Decision:
    """Say whether this person may answer "belum cukup mengenal": before sending, never about oneself."""
    if invitation.side == Side.SELF:
        return deny("Formulir ini tentang Anda sendiri.")
    if invitation.status == InvitationStatus.ANSWERED:
        return deny("Jawaban Anda sudah masuk. Terima kasih.")
    return may_answer(user, invitation, on)
