"""Attendance under two hands in the same moment; only PostgreSQL lets them really meet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from appraisal.errors import Conflict
from appraisal.models import Event
from organizations.models import Attendance, AttendanceReport, Upload
from organizations.operations import answer_attendance, apply_attendance, report_attendance
from organizations.operations.staff_import import OutOfDate
from organizations.rules.attendance import Presence
from tests.organizations.test_attendance import USUAL, apply, row, upload
from tests.test_races import assert_one_wins, at_once, meeting
from tests.world import NOW, World

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 4
__all__ = ["meeting"]


def pressed(kept: Upload, by: Any) -> Any:
    return lambda: apply_attendance(upload=kept, version=kept.version, by=by, at=NOW)


def answered(report: AttendanceReport, by: Any, presence: Presence) -> Any:
    fresh = AttendanceReport.objects.select_related("attendance").get(pk=report.pk)
    seen = fresh.attendance.version
    return lambda: answer_attendance(
        report=fresh, version=fresh.version, seen=seen, answer="Ya.", presence=presence, by=by, at=NOW
    )


def test_a_file_that_is_pressed_twice_at_once_is_written_once(meeting: World) -> None:
    for number in range(1, ROUNDS + 1):
        kept = upload(meeting.gita, row(meeting.ani), month=date(2026, number, 1))
        results = at_once(*[pressed(kept, meeting.gita)] * 3)
        assert not [one for one in results if isinstance(one, Exception)], results
    assert Event.objects.filter(action="attendance.imported").count() == ROUNDS
    assert set(Attendance.objects.values_list("version", flat=True)) == {1}


def test_two_files_of_one_month_follow_each_other(meeting: World) -> None:
    """The second finds a month that its preview did not know of."""
    for number in range(1, ROUNDS + 1):
        month = date(2026, number, 1)
        first = upload(meeting.gita, row(meeting.ani), month=month)
        second = upload(meeting.eko, row(meeting.ani, 22, 22, 0, 0, 0, 0), month=month)
        results = at_once(pressed(first, meeting.gita), pressed(second, meeting.eko))
        assert_one_wins(results, OutOfDate)


def test_two_admins_answer_one_correction(meeting: World) -> None:
    apply(meeting.gita, row(meeting.ani))
    month = Attendance.objects.get()
    for number in range(ROUNDS):
        report = report_attendance(attendance=month, message=f"{number}", by=meeting.ani, at=NOW)
        presence = Presence(22, number, 0, 0, 0, 0)
        results = at_once(answered(report, meeting.gita, presence), answered(report, meeting.eko, presence))
        assert_one_wins(results)


def test_a_correction_and_a_file_never_cover_each_other(meeting: World) -> None:
    apply(meeting.gita, row(meeting.ani))
    month = Attendance.objects.get()
    for number in range(1, ROUNDS + 1):
        report = report_attendance(attendance=month, message=f"{number}", by=meeting.ani, at=NOW)
        kept = upload(meeting.gita, row(meeting.ani, 22, number, 0, 0, 0, 0))
        results = at_once(
            pressed(kept, meeting.gita),
            answered(report, meeting.eko, Presence(*USUAL)._replace(late_minutes=number)),
        )
        assert_one_wins(results, OutOfDate, Conflict)
        AttendanceReport.objects.filter(pk=report.pk, answered_at=None).update(
            answer="Ya.", answered_at=NOW, answered_by=meeting.gita
        )
