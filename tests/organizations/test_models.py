"""Each constraint of organizations and of the kernel: the database itself refuses, whatever the forms say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from appraisal.models import Anchor, Event, EventLink, FormToken, Job, Mail
from organizations.models import (
    Absence,
    Agency,
    Attendance,
    AttendanceReport,
    DataReport,
    DistinctPair,
    Employee,
    Holiday,
    Placement,
    Position,
    Proposal,
    RoleGrant,
    StaffImport,
    StaffImportPart,
    SuperiorOverride,
    Supervision,
    Unit,
    Upload,
)
from tests.world import NOW, TODAY, World

EARLIER, LATER = date(2025, 1, 1), date(2026, 1, 1)


def employee(**changes: Any) -> Employee:
    return Employee.objects.create(**({"nip": "199909092024031099", "name": "Wati", "kind": "PNS"} | changes))


def placement(world: World, **changes: Any) -> Placement:
    values = {
        "employee": world.ani,
        "position": world.placements["ani"].position,
        "unit": world.units["lain"],
        "kind": "PLT",
        "started_on": LATER,
    }
    return Placement.objects.create(**(values | changes))


def line(world: World, **changes: Any) -> Supervision:
    values = {"placement": placement(world), "superior": world.budi, "started_on": LATER}
    return Supervision.objects.create(**(values | changes))


def override(world: World, **changes: Any) -> SuperiorOverride:
    values = {"employee": world.ani, "superior": world.dewi, "started_on": LATER, "reason": "SP"}
    return SuperiorOverride.objects.create(**(values | {"set_by": world.gita, "set_at": NOW} | changes))


def grant(world: World, **changes: Any) -> RoleGrant:
    values = {"employee": world.ani, "role": "AUDITOR", "unit": world.units["kota"], "started_on": LATER}
    return RoleGrant.objects.create(**(values | changes))


def report(world: World, **changes: Any) -> DataReport:
    values = {"employee": world.ani, "subject": "UNIT", "reported_at": NOW}
    return DataReport.objects.create(**(values | changes))


def staff_import(world: World, **changes: Any) -> StaffImport:
    values = {"uploaded_by": world.gita, "uploaded_at": NOW, "digest": "0" * 64}
    return StaffImport.objects.create(**(values | changes))


def absence(world: World, **changes: Any) -> Absence:
    values = {"employee": world.ani, "kind": "TUGAS_BELAJAR", "started_on": LATER, "note": "SK 1"}
    return Absence.objects.create(**(values | {"set_by": world.gita, "set_at": NOW} | changes))


def upload(world: World, **changes: Any) -> Upload:
    values = {"kind": "MUTASI", "name": "a.xlsx", "rows": [], "uploaded_by": world.gita, "uploaded_at": NOW}
    return Upload.objects.create(**(values | changes))


def attendance(world: World, **changes: Any) -> Attendance:
    values = {"employee": world.ani, "month": date(2026, 10, 1), "work_days": 22, "present_days": 20}
    return Attendance.objects.create(**(values | {"set_at": NOW} | changes))


def correction(world: World, **changes: Any) -> AttendanceReport:
    month = Attendance.objects.filter(employee=world.ani).first() or attendance(world)
    values = {"attendance": month, "message": "Dinas luar 3 hari.", "reported_at": NOW}
    return AttendanceReport.objects.create(**(values | changes))


def proposal(world: World, **changes: Any) -> Proposal:
    values = {"kind": "PERAN", "employee": world.ani, "role": "ADMIN_BKD", "unit": world.units["kota"]}
    return Proposal.objects.create(**(values | {"proposed_by": world.gita, "proposed_at": NOW} | changes))


def merging(world: World, **changes: Any) -> Proposal:
    return proposal(world, **({"kind": "GABUNG", "other": world.budi, "role": "", "unit": None} | changes))


def decided(by: Any) -> dict[str, Any]:
    return {"status": "DISETUJUI", "decided_at": NOW, "decided_by": by}


def pair(world: World, first: Any, second: Any) -> DistinctPair:
    return DistinctPair.objects.create(first=first, second=second, noted_by=world.gita, noted_at=NOW)


def job(**changes: Any) -> Job:
    return Job.objects.create(**({"kind": "x", "title": "X", "made_at": NOW, "queued_at": NOW} | changes))


def link(**changes: Any) -> EventLink:
    event = Event.objects.create(at=NOW, by_label="Sistem", action="x", target_type="", target_label="")
    return EventLink.objects.create(
        **({"event": event, "position": 1, "digest": "0" * 64, "sealed_at": NOW} | changes)
    )


def anchor(**changes: Any) -> Anchor:
    values = {"day": TODAY, "position": 1, "digest": "0" * 64, "swept_to": 1, "at": NOW}
    return Anchor.objects.create(**(values | changes))


def part(world: World) -> StaffImportPart:
    run = StaffImport.objects.first() or staff_import(world)
    return StaffImportPart.objects.create(run=run, number=1, rows=[], size=0)


def twice(make: Callable[..., Any], *args: Any, **changes: Any) -> None:
    make(*args, **changes)
    make(*args, **changes)


BAD: dict[str, Callable[[World], Any]] = {
    "agency_only_one": lambda w: Agency.objects.create(pk=2, name="Lain", city="Lain"),
    "agency_paper_known": lambda w: Agency.objects.filter(pk=1).update(paper="A5"),
    "agency_number_pattern_counts": lambda w: Agency.objects.update(number_pattern="{jenis}/{tahun}"),
    "holiday_has_name": lambda w: Holiday.objects.create(day=TODAY, name="", set_at=NOW),
    "agency_qualitative_layout_known": lambda w: Agency.objects.update(qualitative_layout="LAIN"),
    "unit_not_its_own_parent": lambda w: Unit.objects.filter(code="U-lain").update(parent=w.units["lain"].pk),
    "unit_has_name": lambda w: Unit.objects.create(code="U-x", name=""),
    "position_title_once_per_kind": lambda w: Position.objects.create(title="Lurah", kind="PENGAWAS"),
    "position_kind_known": lambda w: Position.objects.create(title="Guru", kind="GURU"),
    "position_level_known": lambda w: Position.objects.create(
        title="Guru", kind="FUNGSIONAL", level="TINGGI"
    ),
    "employee_kind_known": lambda w: employee(kind="HONORER"),
    "employee_sex_known": lambda w: employee(sex="X"),
    "employee_has_name": lambda w: employee(name=""),
    "employee_nip_18_digits": lambda w: employee(nip="19990909202403109"),
    "employee_merged_is_inactive": lambda w: Employee.objects.filter(pk=w.ani.pk).update(merged_into=w.budi),
    "proposal_kind_known": lambda w: proposal(w, kind="PINDAH"),
    "proposal_status_known": lambda w: proposal(w, status="BATAL", decided_at=NOW),
    "proposal_names_a_role_or_a_row": lambda w: merging(w, role="ADMIN_BKD"),
    "proposal_of_two_rows": lambda w: merging(w, other=w.ani),
    "proposal_decided_or_waiting": lambda w: proposal(w, decided_at=NOW),
    "proposal_confirmed_by_another": lambda w: proposal(w, **decided(w.gita)),
    "proposal_one_open_per_role": lambda w: twice(proposal, w),
    "proposal_one_open_per_merged_row": lambda w: (merging(w), merging(w, employee=w.citra)),
    "distinct_once_per_pair": lambda w: twice(pair, w, w.citra, w.budi),
    "distinct_in_order": lambda w: pair(w, w.budi, w.citra),
    "placement_kind_known": lambda w: placement(w, kind="PJS"),
    "placement_ends_after_start": lambda w: placement(w, ended_on=EARLIER),
    "placement_one_open_definitive_per_employee": lambda w: placement(w, kind="DEFINITIF"),
    "placement_one_open_head_per_unit": lambda w: placement(
        w, employee=employee(), kind="DEFINITIF", is_head=True
    ),
    "supervision_ends_after_start": lambda w: line(w, ended_on=EARLIER),
    "supervision_one_per_start": lambda w: twice(line, w, placement=placement(w), ended_on=LATER),
    "supervision_one_open_per_placement": lambda w: line(w, placement=w.placements["ani"], started_on=TODAY),
    "override_ends_after_start": lambda w: override(w, ended_on=EARLIER),
    "override_not_oneself": lambda w: override(w, superior=w.ani),
    "override_has_reason": lambda w: override(w, reason=""),
    "role_known": lambda w: grant(w, role="RAJA"),
    "role_ends_after_start": lambda w: grant(w, ended_on=EARLIER),
    "role_one_open_per_unit": lambda w: twice(grant, w),
    "report_outcome_only_answered": lambda w: report(w, outcome="TETAP"),
    "report_subject_known": lambda w: report(w, subject="GAJI"),
    "report_answered_both_or_neither": lambda w: report(w, answered_at=NOW),
    "report_one_open_per_subject": lambda w: twice(report, w),
    "import_confirmed_both_or_neither": lambda w: staff_import(w, confirmed_by=w.gita),
    "absence_kind_known": lambda w: absence(w, kind="LIBUR"),
    "absence_ends_after_start": lambda w: absence(w, ended_on=EARLIER),
    "absence_has_note": lambda w: absence(w, note=""),
    "attendance_once_per_month": lambda w: twice(attendance, w),
    "attendance_first_of_month": lambda w: attendance(w, month=date(2026, 10, 2)),
    "attendance_days_of_a_month": lambda w: attendance(w, work_days=32),
    "attendance_within_work_days": lambda w: attendance(w, leave_days=1, travel_days=1, absent_days=1),
    "attendance_late_within_a_month": lambda w: attendance(w, late_minutes=31 * 24 * 60 + 1),
    "attendance_report_has_text": lambda w: correction(w, message=""),
    "attendance_report_answered_all_or_nothing": lambda w: correction(w, answered_at=NOW, answered_by=w.gita),
    "attendance_report_one_open": lambda w: twice(correction, w),
    "import_undone_after_confirmed": lambda w: staff_import(w, undone_at=NOW, undone_by=w.gita),
    "import_part_once": lambda w: twice(part, w),
    "link_counts_from_one": lambda w: link(position=0),
    "link_digest": lambda w: link(digest="g" * 64),
    "anchor_counts_from_one": lambda w: anchor(position=0),
    "anchor_digest": lambda w: anchor(digest="0"),
    "job_no_step_too_many": lambda w: job(cursor=2, total=1),
    "job_running_has_begun": lambda w: job(status="BERJALAN"),
    "job_ended_when_done_or_failed": lambda w: job(status="SELESAI"),
    "job_file_has_size_and_end": lambda w: job(file_key="a"),
    "job_once_while_unfinished": lambda w: twice(job, key="a"),
    "upload_kind_known": lambda w: upload(w, kind="FOTO"),
    "upload_undone_after_applied": lambda w: upload(w, undone_at=NOW, undone_by=w.gita),
}
GOOD: dict[str, Callable[[World], Any]] = {
    "employee": lambda w: employee(),
    "a person without NIP who is no ASN": lambda w: employee(kind="NON_ASN", nip="THL-7"),
    "placement": lambda w: placement(w, ended_on=LATER),
    "line": lambda w: line(w, ended_on=LATER),
    "override": lambda w: override(w, ended_on=LATER),
    "grant": lambda w: grant(w, ended_on=LATER),
    "grant again": lambda w: (grant(w, ended_on=LATER), grant(w)),
    "report": report,
    "proposal confirmed by another": lambda w: proposal(w, **decided(w.hadi)),
    "proposal confirmed on the server": lambda w: proposal(w, **decided(None)),
    "proposal again after one was taken back": lambda w: (
        proposal(w, status="DITARIK", decided_at=NOW, decided_by=w.gita),
        proposal(w),
    ),
    "merging": merging,
    "two people": lambda w: pair(w, w.citra, w.budi),
    "merged row": lambda w: Employee.objects.filter(pk=w.ani.pk).update(merged_into=w.budi, is_active=False),
    "report after an answer": lambda w: (report(w, answered_at=NOW, answered_by=w.gita), report(w)),
    "import": lambda w: staff_import(w, confirmed_by=w.gita, confirmed_at=NOW),
    "absence": lambda w: absence(w, ended_on=LATER),
    "attendance of two months": lambda w: (
        attendance(w, leave_days=1, travel_days=1, late_minutes=31 * 24 * 60),
        attendance(w, month=date(2026, 11, 1), work_days=31, present_days=0),
    ),
    "a correction after an answer": lambda w: (
        correction(w, answer="Sudah diperbaiki.", answered_at=NOW, answered_by=w.gita),
        correction(w),
    ),
    "job": lambda w: (job(key="a"), job(key="a", status="SELESAI", ended_at=NOW)),
    "link and anchor": lambda w: (link(), anchor()),
    "part": part,
    "upload undone": lambda w: upload(w, applied_at=NOW, undone_at=NOW, undone_by=w.gita),
    "acting head beside the definitive one": lambda w: placement(w, unit=w.units["bidang"], is_head=True),
}


def test_the_table_names_every_constraint() -> None:
    models = [
        *apps.get_app_config("organizations").get_models(),
        *apps.get_app_config("appraisal").get_models(),
    ]

    declared = {constraint.name for model in models for constraint in model._meta.constraints}
    assert declared == set(BAD)


@pytest.mark.parametrize("name", BAD)
def test_the_database_refuses(office: World, name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BAD[name](office)

    assert_named(refused.value, name)


def assert_named(error: IntegrityError, name: str) -> None:
    """Assert that the database named this constraint; SQLite names unique ones by column only."""
    said = str(error)
    assert name in said or "UNIQUE constraint failed" in said, said


@pytest.mark.parametrize("name", GOOD)
def test_the_database_accepts(office: World, name: str) -> None:
    GOOD[name](office)


@pytest.mark.parametrize(
    "make",
    [
        lambda w: employee(nip=w.ani.nip),
        lambda w: Unit.objects.create(code="U-kota", name="Lagi"),
        lambda w: twice(FormToken.objects.create, key="k", user_id=w.ani.pk, at=NOW),
        lambda w: twice(Mail.objects.create, key="k", recipient="ani@example.org", made_at=NOW),
    ],
)
def test_what_is_unique_stays_unique(office: World, make: Callable[[World], Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(office)


@pytest.mark.parametrize("name", ["ani", "budi", "gita"])
def test_people_with_traces_are_never_deleted(office: World, name: str) -> None:
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        office.people[name].delete()


# --- Words --------------------------------------------------------------------------------------


def test_names_ranks_and_numbers_are_printed_as_forms_do(office: World) -> None:
    office.ani.front_title, office.ani.back_title = "Dr.", "S.Kom."

    assert office.ani.full_name == "Dr. Ani, S.Kom."
    assert str(office.ani) == "Dr. Ani, S.Kom. (199001012015032003)"
    assert office.ani.printed_nip == "19900101 201503 2 003"
    assert office.ani.rank_label == "Penata, III/c"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("an", ["Ani"]),
        ("AN", ["Ani"]),
        ("1990 0101", ["Ani"]),
        ("  budi ", ["Budi"]),
        ("%", []),
        ("_", []),
        ("' OR 1=1", []),
        ("19900101201503200399", []),
    ],
)
def test_search_finds_parts_of_names_and_beginnings_of_numbers(
    office: World, text: str, names: list[str]
) -> None:
    found = Employee.objects.search(text).order_by("name")

    assert [person.name for person in found if person.name in {"Ani", "Budi"}] == names
