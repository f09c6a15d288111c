"""A month's file between preview and months on record; corrections; who may do what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from organizations import access
from organizations.models import Attendance, AttendanceReport, Employee, Upload
from organizations.operations import (
    answer_attendance,
    apply_attendance,
    keep_attendance,
    renew_attendance,
    report_attendance,
)
from organizations.operations.staff_import import OutOfDate
from organizations.resources import faulty_attendance, upload_attendance
from organizations.rules.attendance import Presence
from tests.sheets import text_file, workbook
from tests.world import NOW, TODAY, World

OCTOBER = date(2026, 10, 1)
HEADER = ("NIP", "HARI KERJA", "HADIR", "CUTI", "DINAS LUAR", "TANPA KETERANGAN", "TERLAMBAT (MENIT)")
USUAL = (22, 19, 1, 2, 0, 35)


def row(person: Employee | str, *values: Any) -> list[Any]:
    return [person if isinstance(person, str) else person.nip, *(values or USUAL)]


def upload(by: Employee, *rows: list[Any], month: date = OCTOBER) -> Upload:
    content = workbook([HEADER, *rows])
    return upload_attendance(name="presensi.xlsx", content=content, month=month, by=by, at=NOW)


def apply(by: Employee, *rows: list[Any]) -> Upload:
    kept = upload(by, *rows)
    return apply_attendance(upload=kept, version=kept.version, by=by, at=NOW)


def month_of(person: Employee) -> Presence:
    found = Attendance.objects.get(employee=person, month=OCTOBER)
    return Presence(*(getattr(found, name) for name in Presence._fields))


@pytest.fixture
def month(office: World) -> Attendance:
    apply(office.gita, row(office.ani))
    return Attendance.objects.get()


@pytest.fixture
def report(office: World, month: Attendance) -> AttendanceReport:
    return report_attendance(attendance=month, message=" Dinas luar 3 hari. ", by=office.ani, at=NOW)


# --- A file --------------------------------------------------------------------------------------


def test_a_preview_writes_nothing_and_counts_what_would_come(office: World, month: Attendance) -> None:
    kept = upload(
        office.gita,
        row(office.ani, 22, 20, 0, 2, 0, 0),
        row(office.budi),
        row("1"),
        row(office.dewi, 22, 23, 0, 0, 0, 0),
    )

    assert kept.outcome == {"new": 1, "changed": 1, "same": 0, "faulty": 2}
    assert month_of(office.ani) == USUAL
    assert kept.target == 202610


def test_applying_writes_new_and_changed_months_and_keeps_their_history(
    office: World, month: Attendance
) -> None:
    done = apply(office.gita, row(office.ani, 22, 20, 0, 2, 0, 0), row(office.budi), row("1"))

    assert month_of(office.ani) == (22, 20, 0, 2, 0, 0)
    assert month_of(office.budi) == USUAL
    fresh = Attendance.objects.get(pk=month.pk)
    assert (fresh.version, fresh.upload_id) == (2, done.pk)
    changed = Event.objects.get(action="attendance.changed")
    assert (changed.target_id, changed.by) == (month.pk, office.gita)
    assert changed.before["present_days"] == 19
    assert changed.after["present_days"] == 20
    assert Event.objects.filter(action="attendance.imported").latest("pk").after == done.outcome
    assert [entry["line"] for entry in done.rows] == [4], "only what must be repaired is kept"


def test_the_same_file_again_is_quiet(office: World, month: Attendance) -> None:
    again = upload(office.gita, row(office.ani))
    events = Event.objects.count()

    assert again.outcome == {"new": 0, "changed": 0, "same": 1, "faulty": 0}
    with pytest.raises(Refused, match="sudah sama"):
        apply_attendance(upload=again, version=1, by=office.gita, at=NOW)
    assert Event.objects.count() == events
    assert Attendance.objects.get().version == 1
    assert Upload.objects.get(pk=again.pk).applied_at is None


def test_a_second_press_returns_the_first_result(office: World) -> None:
    kept = upload(office.gita, row(office.ani))
    for _ in range(2):
        done = apply_attendance(upload=kept, version=kept.version, by=office.gita, at=NOW)

    assert done.outcome["new"] == 1
    assert Attendance.objects.count() == 1
    assert Event.objects.filter(action="attendance.imported").count() == 1


def test_a_preview_that_is_no_longer_true_is_judged_anew(office: World) -> None:
    kept = upload(office.gita, row(office.ani))
    apply(office.eko, row(office.ani, 22, 21, 1, 0, 0, 0))

    with pytest.raises(OutOfDate):
        apply_attendance(upload=kept, version=kept.version, by=office.gita, at=NOW)
    assert month_of(office.ani).present_days == 21

    fresh = renew_attendance(upload=kept, version=kept.version, by=office.gita, at=NOW)
    assert fresh.outcome["changed"] == 1
    with pytest.raises(Conflict):
        apply_attendance(upload=kept, version=1, by=office.gita, at=NOW)
    apply_attendance(upload=kept, version=fresh.version, by=office.gita, at=NOW)
    assert month_of(office.ani) == USUAL


def test_a_preview_of_three_days_ago_is_refused(office: World) -> None:
    kept = upload(office.gita, row(office.ani))

    with pytest.raises(Refused, match="dua hari"):
        apply_attendance(upload=kept, version=1, by=office.gita, at=NOW + timedelta(days=3))


def test_a_unit_admin_brings_in_the_own_units_only(office: World) -> None:
    done = apply(office.eko, row(office.ani), row(office.dewi))

    assert done.outcome == {"new": 1, "changed": 0, "same": 0, "faulty": 1}
    assert "di luar unit" in done.rows[0]["faults"][0]["cause"]
    assert "Dewi" not in str(done.rows), "the file does not name her, so the answer does not either"
    assert not Attendance.objects.filter(employee=office.dewi).exists()


def test_who_worked_in_the_unit_during_the_month_belongs_to_its_file(office: World) -> None:
    office.placements["fajar"].ended_on = date(2026, 10, 5)
    office.placements["fajar"].save()
    assert upload(office.eko, row(office.fajar)).outcome["new"] == 1
    assert upload(office.eko, row(office.fajar), month=date(2026, 11, 1)).outcome["faulty"] == 1


@pytest.mark.parametrize("name", ["ani", "budi", "hadi", "indra"])
def test_nobody_else_brings_in_attendance(office: World, name: str) -> None:
    with pytest.raises(Denied):
        upload(office.people[name], row(office.ani))


def test_another_admin_neither_opens_nor_applies_a_preview(office: World) -> None:
    kept = upload(office.eko, row(office.ani))

    assert not access.attendance_files(office.gita, TODAY).exists()
    with pytest.raises(Denied):
        apply_attendance(upload=kept, version=1, by=office.gita, at=NOW)
    apply_attendance(upload=kept, version=1, by=office.eko, at=NOW)
    assert access.attendance_files(office.gita, TODAY).exists()


def test_a_month_that_has_not_begun_is_refused(office: World) -> None:
    with pytest.raises(Refused, match="belum mulai"):
        upload(office.gita, row(office.ani), month=date(2026, 12, 1))


@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_files_of_presence_systems_are_read_as_they_come(office: World, divider: str) -> None:
    """Lines of title above the table, other headings, a count of times beside the minutes."""
    rows = [
        ["REKAP PRESENSI", "", "", "", "", "", "", "", ""],
        ["Periode Oktober 2026", "", "", "", "", "", "", "", ""],
        [
            "No.",
            "NIP Pegawai",
            "Jml Hari Kerja",
            "Hadir",
            "Cuti",
            "DL",
            "Alpha",
            "Terlambat",
            "Terlambat (menit)",
        ],
        ["1", office.ani.printed_nip, "22", "19", "1", "2", "-", "3", "00:35"],
    ]
    content = text_file(rows, divider).encode()

    kept = upload_attendance(name="rekap.csv", content=content, month=OCTOBER, by=office.gita, at=NOW)

    assert kept.rows[0]["values"] == list(USUAL)
    assert kept.rows[0]["line"] == 4


def test_durations_of_a_sheet_are_read_as_hours(office: World) -> None:
    kept = upload(office.gita, row(office.ani, 22, 19, 1, 2, 0, timedelta(hours=25, minutes=5)))

    assert kept.rows[0]["values"][-1] == 25 * 60 + 5


def test_faulty_rows_can_be_repaired_and_uploaded_again(office: World) -> None:
    kept = upload(office.gita, row(office.ani, 22, 23, 0, 0, 0, 0), row(office.budi))
    header, rows = faulty_attendance(kept)
    (wrong,) = rows
    repaired = dict(zip(header, wrong, strict=True))

    assert repaired["KOLOM"] == "HADIR" or repaired["PENYEBAB"]
    repaired["HADIR"] = "22"
    content = text_file([list(repaired), list(repaired.values())], ";").encode()
    again = upload_attendance(name="lagi.csv", content=content, month=OCTOBER, by=office.gita, at=NOW)
    assert again.outcome["new"] == 1


def test_the_queries_of_an_import_do_not_grow_with_its_rows(office: World) -> None:
    assert access.may_keep_attendance(office.gita, TODAY)  # reads the roles once
    counts = []
    for rows in ([row(office.ani)], [row(person) for person in office.people.values()]):
        with CaptureQueriesContext(connection) as captured:
            kept = keep_attendance(
                name="a.csv",
                cells=[(n, [*cells, *[None] * 4]) for n, cells in enumerate(rows, 2)],
                month=OCTOBER,
                by=office.gita,
                at=NOW,
            )
            apply_attendance(upload=kept, version=1, by=office.gita, at=NOW)
        counts.append(len(captured))
        Attendance.objects.all().delete()

    assert counts[0] == counts[1]


# --- Corrections ---------------------------------------------------------------------------------


def test_one_correction_waits_at_a_time(office: World, month: Attendance, report: AttendanceReport) -> None:
    again = report_attendance(attendance=month, message="Dinas luar 3 hari.", by=office.ani, at=NOW)

    assert again == report
    with pytest.raises(Refused, match="masih menunggu jawaban"):
        report_attendance(attendance=month, message="Lagi.", by=office.ani, at=NOW)
    assert report.message == "Dinas luar 3 hari."
    assert Event.objects.filter(action="attendance.reported").count() == 1


def test_only_the_person_asks_for_a_correction_and_with_words(office: World, month: Attendance) -> None:
    with pytest.raises(Denied):
        report_attendance(attendance=month, message="Salah.", by=office.budi, at=NOW)
    with pytest.raises(Refused):
        report_attendance(attendance=month, message="  ", by=office.ani, at=NOW)


def answer(report: AttendanceReport, by: Employee, **changes: Any) -> AttendanceReport:
    values = {"version": 1, "seen": 1, "answer": "Surat tugas ada.", "presence": Presence(*USUAL)}
    fresh = AttendanceReport.objects.select_related("attendance").get(pk=report.pk)
    return answer_attendance(report=fresh, by=by, at=NOW, **(values | changes))


def test_an_answer_corrects_the_month_and_keeps_what_was(office: World, report: AttendanceReport) -> None:
    answer(report, office.eko, presence=Presence(22, 18, 1, 3, 0, 35))

    fresh = AttendanceReport.objects.get()
    assert (fresh.answer, fresh.answered_by) == ("Surat tugas ada.", office.eko)
    assert month_of(office.ani) == (22, 18, 1, 3, 0, 35)
    assert Attendance.objects.get().source == "Koreksi admin"
    event = Event.objects.get(action="attendance.corrected")
    assert (event.before["travel_days"], event.after["travel_days"]) == (2, 3)


def test_an_answer_without_a_change_leaves_the_month(office: World, report: AttendanceReport) -> None:
    answer(report, office.gita)

    assert Attendance.objects.get().version == 1
    assert not Event.objects.filter(action="attendance.corrected").exists()


@pytest.mark.parametrize("name", ["ani", "budi", "citra", "dewi", "hadi", "indra"])
def test_nobody_but_the_admins_of_the_unit_answers(
    office: World, report: AttendanceReport, name: str
) -> None:
    with pytest.raises(Denied):
        answer(report, office.people[name])


def test_an_admin_does_not_answer_the_own_correction(office: World) -> None:
    apply(office.gita, row(office.gita))
    own = report_attendance(attendance=Attendance.objects.get(), message="x", by=office.gita, at=NOW)

    with pytest.raises(Denied):
        answer(own, office.gita)
    assert not access.open_attendance_reports(office.gita, TODAY).exists()


def test_the_second_answer_and_a_month_that_changed_meanwhile_conflict(
    office: World, report: AttendanceReport
) -> None:
    apply(office.gita, row(office.ani, 22, 20, 0, 2, 0, 0))
    with pytest.raises(Conflict):
        answer(report, office.eko, seen=1)
    assert AttendanceReport.objects.get().answered_at is None, "nothing of a conflict is kept"

    answer(report, office.eko, seen=2)
    with pytest.raises(Conflict):
        answer(report, office.gita, seen=3)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"answer": " "}, "answer"),
        ({"presence": Presence(22, 20, 1, 2, 0)}, "work_days"),
        ({"presence": Presence(32, 20)}, "work_days"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    office: World, report: AttendanceReport, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        answer(report, office.eko, **changes)
    assert refused.value.field == field
