"""Opening raw forms by two persons with a reason, each step told to the data protection contact; forgetting.

Sources: measurement research 4.1, rules 7 and 8; the days are decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.cipher import Unreadable, decrypt
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.models import Employee
from organizations.operations import tell

from ..access import raw_access as rights
from ..models import Invitation, Opinion, RawAccess, Reviewee, Round
from ..rules import SIDE_LABELS, InvitationStatus, RoundStatus, Side
from .opinion import answers_in_words

DAYS_OPEN = 7
DAYS_UNTIL_FORGOTTEN = 90  # after the last release nobody can open an envelope any more
STATES = {None: "Menunggu keputusan", True: "Disetujui", False: "Tidak disetujui"}


@dataclass(frozen=True)
class Form:
    """One raw form with the name of who wrote it; `answers` is None when its key is lost."""

    rater: str
    side: str
    answers: dict[str, str] | None


@transaction.atomic
def ask(*, reviewee: Reviewee, reason: str, by: Employee, at: datetime) -> RawAccess:
    """Ask to read the raw forms about a person; nothing opens until another person agrees.

    Raise Denied for anybody whom it concerns, Refused without a reason, twice, or once nothing can be opened.
    """
    on = timezone.localdate(at)
    reviewee = _held(reviewee.pk)
    require(rights.may_ask(by, reviewee, on))
    if not reason.strip():
        raise Refused("Tulis alasan dan dasar permintaan ini.", "reason")
    if not _envelopes(reviewee):
        raise Refused(
            rights.FORGOTTEN if _was_forgotten(reviewee) else "Belum ada formulir tentang pegawai ini."
        )
    own = RawAccess.objects.filter(reviewee=reviewee, asked_by=by)
    if own.filter(decided_at__isnull=True).exists():
        raise Refused("Permintaan Anda untuk pegawai ini masih menunggu keputusan.")
    row = RawAccess.objects.create(reviewee=reviewee, reason=reason.strip(), asked_by=by, asked_at=at)
    audit.record(action="raw.asked", by=by, at=at, target=row, note=row.reason)
    _tell(row, "diminta", "Akses formulir 360 diminta", on, at)
    return row


@transaction.atomic
def decide(
    *, access: RawAccess, version: int, is_approved: bool, answer: str, by: Employee, at: datetime
) -> RawAccess:
    """Agree to a request for seven days, or not, with a note.

    Raise Denied for who asked and for anybody whom it concerns, Refused without a note, Conflict when
    somebody else decided meanwhile.
    """
    on = timezone.localdate(at)
    row = _loaded(access.pk)
    if row.version != version:
        raise Conflict(
            "Permintaan ini sudah diputuskan orang lain.", theirs=_stored(row), version=row.version
        )
    require(rights.may_decide(by, row, on))
    if not answer.strip():
        raise Refused("Tulis catatan keputusan Anda. Pejabat pelindung data membacanya.", "answer")
    values = {
        "is_approved": is_approved,
        "answer": answer.strip(),
        "decided_by": by,
        "decided_at": at,
        "open_until": on + timedelta(days=DAYS_OPEN) if is_approved else None,
    }
    change(row, expect=version, where={"decided_at__isnull": True}, **values)
    after = {"approved": is_approved, "until": str(row.open_until or "")}
    audit.record(action="raw.decided", by=by, at=at, target=row, after=after, note=row.answer)
    _tell(row, "diputuskan", f"Permintaan akses formulir 360: {STATES[is_approved].lower()}", on, at)
    return row


@transaction.atomic
def read(*, access: RawAccess, by: Employee, at: datetime) -> list[Form]:
    """Open the envelopes about a person for who asked, count the look and tell the contact of the first.

    Raise Denied for everybody else and after the last day, Refused once the envelopes were emptied.
    """
    on = timezone.localdate(at)
    row = _loaded(access.pk, locked=True)
    require(rights.may_read(by, row, on))
    forms = _forms(row.reviewee)
    if not forms:
        raise Refused(rights.FORGOTTEN)
    RawAccess.objects.filter(pk=row.pk).update(views=F("views") + 1)
    audit.record(action="raw.read", by=by, at=at, target=row)
    if row.views == 0:
        _tell(row, "dibaca", "Formulir 360 dibuka", on, at)
    return forms


def _forms(reviewee: Reviewee) -> list[Form]:
    """Return the forms about a person by side and name of the rater (four queries)."""
    items = list(reviewee.round.questionnaire.items.order_by("number"))
    scale = reviewee.round.questionnaire.scale
    invitations = list(_envelopes(reviewee).select_related("rater"))
    keys = {row.pk: key for row in invitations if (key := _opened(row))}
    opinions = {str(row.pk): row for row in Opinion.objects.filter(reviewee=reviewee, pk__in=keys.values())}
    order = list(Side)
    forms = []
    for row in sorted(invitations, key=lambda one: (order.index(Side(one.side)), one.rater.name, one.pk)):
        opinion = opinions.get(keys.get(row.pk, ""))
        told = None
        if opinion is not None:
            scores, words = opinion.numbered_scores, opinion.numbered_words
            asked = [item for item in items if item.number in scores or item.number in words]
            told = answers_in_words(asked, scale, scores, words)
        forms.append(Form(row.rater.full_name, SIDE_LABELS[Side(row.side)], told))
    return forms


def _opened(invitation: Invitation) -> str:
    try:
        return decrypt(invitation.envelope)
    except Unreadable:
        return ""


def _envelopes(reviewee: Reviewee):  # type: ignore[no-untyped-def]
    answered = reviewee.invitations.filter(status=InvitationStatus.ANSWERED)
    return answered.exclude(envelope="")


def _was_forgotten(reviewee: Reviewee) -> bool:
    return bool(reviewee.invitations.filter(status=InvitationStatus.ANSWERED, envelope="").exists())


def _held(pk: int) -> Reviewee:
    rows = Reviewee.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("round", "employee").get(pk=pk)


def _loaded(pk: int, *, locked: bool = False) -> RawAccess:
    rows = RawAccess.objects.select_related(
        "reviewee__round__questionnaire", "reviewee__employee", "asked_by"
    )
    return (rows.select_for_update(of=("self",)) if locked else rows).get(pk=pk)


def _stored(row: RawAccess) -> dict[str, str]:
    return {"Keadaan": STATES[row.is_approved], "Catatan pemutus": row.answer}


def _tell(row: RawAccess, step: str, subject: str, on: date, at: datetime) -> None:
    """Tell the data protection contacts of a step, without a name: letters are read on strangers' screens."""
    lines = [
        f"Putaran {row.reviewee.round.name}: {subject.lower()}.",
        "Alasan dan nama ada di halaman akses.",
    ]
    path = reverse("multirater:raw-access-list")
    for person in rights.contacts_of(row.reviewee, on):
        key = f"akses-{row.pk}-{step}-{person.pk}"
        tell(key=key, to=person, subject=subject, lines=lines, path=path, at=at)


# --- Forgetting -------------------------------------------------------------------------------


def forget_raters(*, on: date, at: datetime) -> tuple[int, int]:
    """Empty the envelopes of rounds released for the last time 90 days ago, or given up as long ago.

    Return how many rounds and envelopes. Rounds with a request that waits or is open are left for a later
    run; safe to repeat.
    """
    ended = on - timedelta(days=DAYS_UNTIL_FORGOTTEN)
    rounds = envelopes = 0
    for row in _ended(ended):
        with transaction.atomic():
            Round.objects.select_for_update().get(pk=row.pk)
            if _is_being_read(row, on):
                continue
            count = Invitation.objects.filter(round=row).exclude(envelope="").update(envelope="")
            if count:
                rounds, envelopes = rounds + 1, envelopes + count
                after = {"envelopes": count}
                audit.record(action="round.raters_forgotten", by=None, at=at, target=row, after=after)
    return rounds, envelopes


def _ended(before: date) -> Iterable[Round]:
    released = Round.objects.filter(status=RoundStatus.RELEASED).annotate(last=Max("releases__released_at"))
    for row in released.order_by("pk"):
        if row.last and max(timezone.localdate(row.last), row.late_until or row.answer_until) < before:
            yield row
    yield from Round.objects.filter(status=RoundStatus.CANCELLED, answer_until__lt=before).order_by("pk")


def _is_being_read(row: Round, on: date) -> bool:
    asked = RawAccess.objects.filter(reviewee__round=row)
    return asked.filter(decided_at__isnull=True).exists() or asked.filter(open_until__gte=on).exists()
