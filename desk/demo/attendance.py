"""Months of the presence system, as if the BKD had imported them, and two corrections."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from organizations.models import Attendance, AttendanceReport, Employee, Upload
from organizations.rules import UploadKind
from organizations.rules.attendance import Presence, last_of

from .clock import YEAR, moment
from .insert import insert
from .people import NAMED

MANY = 2000  # people; a larger city shows the last months only
MONTHS = range(1, 11)


def write_attendance(by: Employee, rng: Random) -> None:
    """Write the months of the active people; the clerk asks about one and got an answer about another."""
    people = list(Employee.objects.active().filter(placements__isnull=False).distinct().order_by("pk"))
    months = [date(YEAR, number, 1) for number in MONTHS][-3 if len(people) > MANY else 0 :]
    for month in months:
        at = moment(last_of(month) + timedelta(days=3), 90)
        upload = Upload.objects.create(
            kind=UploadKind.ATTENDANCE,
            target=YEAR * 100 + month.month,
            name=f"rekap-presensi-{month:%Y-%m}.xlsx",
            rows=[],
            outcome={"new": len(people), "changed": 0, "same": 0, "faulty": 0},
            uploaded_by=by,
            uploaded_at=at,
            applied_at=at,
        )
        work = sum((month + timedelta(days=n)).weekday() < 5 for n in range(last_of(month).day))
        facts = {"month": month, "upload": upload, "set_at": at}
        insert(Attendance(employee=person, **facts, **_draw(work, rng)._asdict()) for person in people)
    _corrections(by)


def _draw(work: int, rng: Random) -> Presence:
    """Return a month as most are: now and then leave or travel, seldom lateness or a day without a word."""
    leave = rng.choice((0, 0, 0, 0, 1, 2))
    travel = rng.choice((0, 0, 0, 1, 2, 3))
    absent = 1 if rng.random() < 0.02 else 0
    late = rng.randrange(3, 75) if rng.random() < 0.4 else 0
    return Presence(work, work - leave - travel - absent, leave, travel, absent, late)


def _corrections(by: Employee) -> None:
    asked = moment(date(YEAR, 11, 9), 40)
    mine = Attendance.objects.filter(employee__nip=NAMED[0].nip).order_by("-month")[:2]
    texts = (
        ("Tanggal 14 saya dinas luar ke kecamatan, surat tugas 094/14.", ""),
        (
            "Cuti tanggal 3 tercatat dua kali.",
            "Sudah dicocokkan dengan surat cuti. Catatannya benar satu hari.",
        ),
    )
    for row, (message, answer) in zip(mine, texts, strict=False):
        AttendanceReport.objects.create(
            attendance=row,
            message=message,
            reported_at=asked,
            answer=answer,
            answered_at=moment(date(YEAR, 11, 11), 15) if answer else None,
            answered_by=by if answer else None,
        )
