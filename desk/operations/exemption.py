"""Say that nothing is expected of a post for a time, and take it back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change
from organizations.models import Employee, Placement

from ..access.completeness import may_exempt
from ..models import Exemption

LONGEST = timedelta(days=366)


def exempt(
    *, placement: Placement, reason: str, started_on: date, ended_on: date, by: Employee, at: datetime
) -> Exemption:
    """Leave a post out of the completeness from one day to another, at most a year, with a reason.

    It stays where it is: plan, evaluation and the person's own tasks go on. Raise Denied for anybody but
    BKD admins, Refused with the field when the days make no sense or the post is exempt from that day on.
    """
    require(may_exempt(by, timezone.localdate(at)))
    if not reason.strip():
        raise Refused("Tulis alasannya, misalnya nomor surat perbantuan.", "reason")
    if ended_on < started_on:
        raise Refused("Tanggal selesai tidak boleh sebelum tanggal mulai.", "ended_on")
    if ended_on - started_on > LONGEST:
        raise Refused("Pilih tanggal paling lama setahun setelah mulai; bisa diperpanjang nanti.", "ended_on")
    days = {"started_on": started_on, "ended_on": ended_on}
    try:
        with transaction.atomic():
            row = Exemption.objects.create(
                placement=placement, reason=reason.strip(), **days, set_by=by, set_at=at
            )
            person = placement.employee
            audit.record(action="exemption.set", by=by, at=at, target=person, after=days, note=reason.strip())
    except IntegrityError as error:
        raise Refused("Jabatan ini sudah dikecualikan mulai tanggal itu.", "started_on") from error
    return row


@transaction.atomic
def revoke_exemption(*, exemption: Exemption, version: int, by: Employee, at: datetime) -> Exemption:
    """Expect everything of a post again; raise Denied, or Conflict when somebody was quicker."""
    require(may_exempt(by, timezone.localdate(at)))
    row = change(exemption, expect=version, where={"revoked_at__isnull": True}, revoked_at=at, revoked_by=by)
    audit.record(action="exemption.revoked", by=by, at=at, target=exemption.placement.employee)
    return row
