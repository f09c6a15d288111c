"""One letter to everybody who has forms of a round to answer, at most once a day."""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from appraisal import audit, mail
from appraisal.access import require
from appraisal.errors import Denied, Refused
from appraisal.models import Event
from appraisal.templatetags.ui import tanggal
from organizations.models import Absence, Employee
from organizations.operations import Notice, tell_many

from ..access.desk import may_run
from ..models import Round
from ..queries.response import raters_waiting
from ..rules import InvitationStatus, RoundStatus
from .round import held

CHUNK = 1000


def last_day(row: Round) -> date | None:
    """Return the last day on which forms of a round are answered, None when it takes none."""
    if row.status == RoundStatus.OPEN:
        return row.answer_until
    return row.late_until if row.status in (RoundStatus.CLOSED, RoundStatus.RELEASED) else None


def takes_answers(row: Round, on: date) -> bool:
    """Say whether forms of a round are answered on a day."""
    until = last_day(row)
    return until is not None and row.answer_from <= on <= until


def to_remind(row: Round, on: date) -> QuerySet[Employee]:
    """Return who would get a letter today: forms to answer, an address, and not away."""
    away = Absence.objects.on(on).filter(employee=OuterRef("pk"))
    return raters_waiting(row).exclude(email="").filter(~Exists(away))


def reminded_on(row: Round, on: date) -> Event | None:
    """Return the event of the reminder of a day, or None."""
    last = Event.objects.filter(target_type="multirater.round", target_id=row.pk, action="round.reminded")
    found = last.order_by("-pk").first()
    return found if found and timezone.localdate(found.at) == on else None


@transaction.atomic
def remind_raters(*, row: Round, by: Employee, at: datetime) -> int:
    """Keep one letter for each person with forms to answer and return how many; once a day.

    The letter names the round, the number of forms and the last day, and nobody who is reviewed. Raise Denied
    for anybody but BKD or outside the days of answering, Refused a second time on a day or without letters.
    """
    row, on = held(row), timezone.localdate(at)
    require(may_run(by, on))
    until = last_day(row)
    if until is None or not takes_answers(row, on):
        raise Denied("Putaran ini sedang tidak diisi, jadi tidak ada yang perlu diingatkan.")
    if not mail.is_on():
        raise Refused("Surel belum dinyalakan di instalasi ini. Penilai tetap melihatnya di Beranda.")
    if reminded_on(row, on):
        raise Refused("Hari ini sudah diingatkan. Coba lagi besok bila masih perlu.")
    mine = Q(invitations__round=row, invitations__status=InvitationStatus.WAITING.value)
    people = to_remind(row, on).annotate(forms=Count("invitations", filter=mine)).order_by("pk")
    count, rest = 0, people.iterator(CHUNK)
    while notices := [_notice(row, person, on, until) for person in islice(rest, CHUNK)]:
        tell_many(notices, at=at)
        count += len(notices)
    audit.record(action="round.reminded", by=by, at=at, target=row, after={"letters": count})
    return count


def _notice(row: Round, person: Employee, on: date, until: date) -> Notice:
    forms: int = person.forms  # type: ignore[attr-defined]
    lines = [
        f"{forms} formulir {row.name} menunggu pendapat Anda, sampai {tanggal(until)}.",
        "Satu formulir memerlukan kira-kira lima menit. Belum cukup mengenal pekerjaannya juga jawaban.",
    ]
    subject = "Umpan balik 360 menunggu pendapat Anda"
    return Notice(
        f"putaran-{row.pk}-{person.pk}-{on}", person, subject, lines, reverse("multirater:invitation-list")
    )
