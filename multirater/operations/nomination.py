"""Proposing raters, striking and adding names, before a round is opened (usulan penilai).

Events tell how many stand on a list, never who.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change
from organizations.models import Employee, Placement

from ..access.nomination import may_decide, may_propose
from ..models import Invitation, Reviewee
from ..rules import InvitationStatus, Side, Why

MOST = 8  # names that a person may propose (measurement research 4), and that a superior may add
PROPOSED, STRUCK = InvitationStatus.PROPOSED, InvitationStatus.STRUCK


@transaction.atomic
def propose_rater(*, reviewee: Reviewee, other: Employee, by: Employee, at: datetime) -> Invitation:
    """Put a name on the own list.

    Raise Denied for anybody else and after the last day, Refused for a ninth name, for the own superior and
    subordinates, and for somebody on the list. Declared relations are not told here: the draw keeps them.
    """
    row = _held(reviewee)
    require(may_propose(by, row, timezone.localdate(at)))
    _may_stand(row, other, at)
    _room(row, Why.OWN_PROPOSAL)
    if names_of(row).filter(rater=other, why=Why.OWN_PROPOSAL).exists():
        raise Refused("Nama ini sudah ada di daftar Anda.", "person")
    added = names_of(row).filter(rater=other).first()
    if added is not None:  # the superior had the same thought; the person need not learn of it
        change(added, expect=added.version, why=Why.OWN_PROPOSAL, note="")
    listed = added or _stand(row, other, Why.OWN_PROPOSAL, "", at)
    _told(row, "nomination.proposed", by, at)
    return listed


@transaction.atomic
def take_back(*, invitation: Invitation, by: Employee, at: datetime) -> None:
    """Take a name from the own list again; one that the superior struck stays struck.

    Raise Denied for anybody else and after the last day.
    """
    row = _held(invitation.reviewee)
    require(may_propose(by, row, timezone.localdate(at)))
    names_of(row).filter(pk=invitation.pk, why=Why.OWN_PROPOSAL, status=PROPOSED).delete()
    _told(row, "nomination.taken_back", by, at)


@transaction.atomic
def strike_rater(
    *, invitation: Invitation, version: int, reason: str, by: Employee, at: datetime
) -> Invitation:
    """Strike a name with a reason that the person reads.

    Raise Denied for anybody but the superior and after the opening, Refused without a reason, Conflict when
    the name was struck or taken back meanwhile.
    """
    row = _held(invitation.reviewee)
    require(may_decide(by, row))
    if not reason.strip():
        raise Refused("Tulis alasannya. Pegawai membacanya.", "reason")
    found = change(
        invitation, expect=version, where={"status": PROPOSED}, status=STRUCK, note=reason.strip()[:300]
    )
    _told(row, "nomination.struck", by, at)
    return found


@transaction.atomic
def add_rater(*, reviewee: Reviewee, other: Employee, reason: str, by: Employee, at: datetime) -> Invitation:
    """Add a name with a reason, or let a struck one stand again.

    Raise Denied for anybody but the superior and after the opening, Refused without a reason, for a ninth
    name and for somebody who stands on the list.
    """
    row = _held(reviewee)
    require(may_decide(by, row))
    if not reason.strip():
        raise Refused("Tulis alasannya, misalnya pekerjaan yang mereka kerjakan bersama.", "reason")
    _may_stand(row, other, at)
    found = names_of(row).filter(rater=other).first()
    if found is not None and found.status == PROPOSED:
        raise Refused("Nama ini sudah ada di daftar.", "person")
    if found is not None:
        found = change(found, expect=found.version, status=PROPOSED, note=reason.strip()[:300])
    else:
        _room(row, Why.ADDED)
    listed = found or _stand(row, other, Why.ADDED, reason.strip()[:300], at)
    _told(row, "nomination.added", by, at)
    return listed


def names_of(reviewee: Reviewee) -> QuerySet[Invitation]:
    """Return the names that were put on the list of a person, struck ones too, in order of their coming."""
    rows = Invitation.objects.filter(reviewee=reviewee, why__in=(Why.OWN_PROPOSAL, Why.ADDED))
    return rows.select_related("rater").order_by("pk")


def _held(reviewee: Reviewee) -> Reviewee:
    """Lock the list of a person, so that nobody puts a ninth name on it in the same moment."""
    rows = Reviewee.objects.select_for_update(of=("self",)).select_related("round")
    return rows.get(pk=reviewee.pk)


def _may_stand(row: Reviewee, other: Employee, at: datetime) -> None:
    if not other.is_active:
        raise Refused("Pilih pegawai yang masih bekerja.", "person")
    if other.pk == row.employee_id:
        raise Refused("Pilih orang lain. Pandangan sendiri punya formulir tersendiri.", "person")
    if other.pk == row.superior_id:
        raise Refused("Atasan langsung sudah diundang sebagai atasan.", "person")
    day = timezone.localdate(at)
    below = Placement.objects.on(day).definitive().filter(employee=other)
    if below.filter(supervisions__superior=row.employee_id, supervisions__ended_on=None).exists():
        raise Refused("Bawahan langsung diundang tersendiri, tanpa usulan.", "person")


def _room(row: Reviewee, why: Why) -> None:
    if names_of(row).filter(why=why, status=PROPOSED).count() >= MOST:
        raise Refused(f"Daftarnya paling banyak {MOST} nama. Keluarkan satu nama dulu.", "person")


def _stand(row: Reviewee, other: Employee, why: Why, note: str, at: datetime) -> Invitation:
    place = Placement.objects.on(timezone.localdate(at)).definitive().filter(employee=other).first()
    return Invitation.objects.create(
        round=row.round,
        reviewee=row,
        ratee_id=row.employee_id,
        rater=other,
        side=Side.PEER,
        why=why,
        status=PROPOSED,
        note=note,
        is_cross=place is not None and place.unit_id != row.unit_id,
    )


def _told(row: Reviewee, action: str, by: Employee, at: datetime) -> None:
    standing = names_of(row).filter(status=PROPOSED).count()
    audit.record(action=action, by=by, at=at, target=row, after={"standing": standing})
