"""Opening, changing and closing a calibration meeting, and its minutes."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Conflict, Denied, Refused
from appraisal.versions import change
from indicators.models import Period, Term
from indicators.queries import policy
from organizations.access import chain_of
from organizations.models import Employee, Unit

from ..access.calibration import may_lead
from ..access.meeting import leaders_of, may_organise, units_below
from ..models import CalibrationMeeting
from ..queries.meeting import expected_people, larger_unit
from .calibration import held

AREA = "Rapat {} belum ditutup dan mencakup orang yang sama. Tutup yang itu dulu."


@transaction.atomic
def open_meeting(
    *, unit: Unit, term: Term, held_on: date, until: date, led_by: Employee, by: Employee, at: datetime
) -> CalibrationMeeting:
    """Open a meeting for a unit and everything below it; until it is over, its ratings are not shared.

    Raise Denied for anybody but the desk and heads, Refused with the field for a group that is too small
    (with the unit that is large enough), for somebody who may not lead, and while another meeting of the
    term holds people of the group (measurement research 5.3; group size by the year's policy).
    """
    on = timezone.localdate(at)
    locking.take(term.period_id)
    require(may_organise(by, unit, on))
    period = Period.objects.get(pk=term.period_id)
    if not period.is_open:
        raise Denied(f"Tahun {period.year} sudah ditutup.")

    _days(held_on, until, on)
    meeting = CalibrationMeeting(
        unit=unit, term=term, held_on=held_on, until=until, led_by=led_by, opened_by=by, opened_at=at
    )
    _apart(meeting)
    least = int(policy(period)["kalibrasi_kelompok_min"])
    count = expected_people(unit.pk, on)
    if count < least:
        raise Refused(_too_small(unit, count, least, on), "unit")
    _leader(unit, led_by, on)
    meeting.save()
    audit.record(action="calibration.opened", by=by, at=at, target=meeting, after=_facts(meeting))
    return meeting


def _days(held_on: date, until: date, on: date) -> None:
    if until < held_on:
        raise Refused("Hari terakhir tidak boleh sebelum tanggal rapat.", "until")
    if until < on:
        raise Refused("Pilih hari terakhir yang belum lewat.", "until")


def _leader(unit: Unit, led_by: Employee, on: date) -> None:
    if not leaders_of(unit, on).filter(pk=led_by.pk).exists():
        raise Refused("Rapat dipimpin kepala unit itu atau pimpinan di atasnya.", "led_by")


def _apart(meeting: CalibrationMeeting) -> None:
    """Refuse a meeting whose group overlaps with one that is not closed."""
    around = set(chain_of(meeting.unit_id)) | set(units_below(meeting))
    others = CalibrationMeeting.objects.filter(term=meeting.term_id, closed_at__isnull=True, unit__in=around)
    other = others.select_related("unit").order_by("pk").first()
    if other is not None:
        raise Refused(AREA.format(other.unit), "unit")


def _too_small(unit: Unit, count: int, least: int, on: date) -> str:
    """Return the sentence that names the nearest unit above with enough people."""
    larger = larger_unit(unit.pk, least, on)
    said = f"{unit} berisi {count} orang; satu kelompok kalibrasi paling sedikit {least} orang."
    if larger is None:
        return f"{said} Seluruh instansi pun belum mencapainya."
    return f"{said} Pilih {larger[0]} ({larger[1]} orang)."


@transaction.atomic
def change_meeting(
    *,
    meeting: CalibrationMeeting,
    version: int,
    held_on: date,
    until: date,
    led_by: Employee,
    by: Employee,
    at: datetime,
) -> CalibrationMeeting:
    """Choose other days or another leader of an open meeting; raise as `open_meeting`, or Conflict."""
    row, on = held(meeting), timezone.localdate(at)
    require(may_organise(by, row.unit, on))
    _days(held_on, until, on)
    _leader(row.unit, led_by, on)
    before = _facts(row)
    values = {"held_on": held_on, "until": until, "led_by": led_by}
    _change(row, version, **values)
    audit.record(action="calibration.changed", by=by, at=at, target=row, before=before, after=_facts(row))
    return row


@transaction.atomic
def write_minutes(
    *, meeting: CalibrationMeeting, version: int, minutes: str, by: Employee, at: datetime
) -> CalibrationMeeting:
    """Keep the minutes as text; the leader writes them while the meeting runs."""
    row = held(meeting)
    require(may_lead(by, row, timezone.localdate(at)))
    _change(row, version, minutes=minutes.strip())
    audit.record(action="calibration.minuted", by=by, at=at, target=row, after={"minutes": row.minutes})
    return row


@transaction.atomic
def close_meeting(
    *, meeting: CalibrationMeeting, version: int, by: Employee, at: datetime
) -> CalibrationMeeting:
    """Close a meeting: nothing is decided any more, and the superiors share.

    The leader closes it, or who organises the unit's meetings. Raise Denied, or Conflict when second.
    """
    row, on = held(meeting), timezone.localdate(at)
    if row.led_by_id != by.pk:
        require(may_organise(by, row.unit, on))
    _change(row, version, closed_at=at)
    audit.record(action="calibration.closed", by=by, at=at, target=row)
    return row


def _change(row: CalibrationMeeting, version: int, **values: object) -> None:
    """Change an open meeting; who is second reads what stands there."""
    try:
        change(row, expect=version, where={"closed_at__isnull": True}, **values)
    except Conflict as conflict:
        if row.closed_at is not None:
            raise Conflict("Rapat ini sudah ditutup.", version=row.version) from None
        conflict.theirs = {"Notula yang tersimpan": row.minutes} if "minutes" in values else {}
        raise


def _facts(row: CalibrationMeeting) -> dict[str, str | int]:
    return {
        "unit": row.unit.name,
        "term": row.term_id,
        "held_on": row.held_on.isoformat(),
        "until": row.until.isoformat(),
        "led_by": row.led_by_id,
    }
