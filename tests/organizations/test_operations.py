"""What changes people, roles, reports, passwords and the agency: effects, refusals, second callers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from organizations import operations
from organizations.models import Agency, DataReport, Placement, RoleGrant
from organizations.rules import Role
from tests.world import NOW, PASSWORD, TODAY, World

DAY = timedelta(days=1)
AGENCY = {
    "name": "Pemerintah Kota Baru",
    "letterhead": "Sekretariat",
    "address": "",
    "city": "Baru",
    "typeface": "URW Bookman",
    "paper": "F4",
    "qualitative_layout": "KOLOM",
}


# --- Placing ------------------------------------------------------------------------------------


def place(world: World, **changes: object) -> Placement:
    values = {
        "employee": world.ani,
        "position": world.placements["ani"].position,
        "unit": world.units["lain"],
        "is_head": False,
        "started_on": TODAY,
        "by": world.gita,
        "at": NOW,
    }
    return operations.assign(**(values | changes))  # type: ignore[arg-type]


def test_a_transfer_ends_the_old_placement_the_day_before(office: World) -> None:
    fresh = place(office)

    old = Placement.objects.get(pk=office.placements["ani"].pk)
    assert (old.ended_on, fresh.started_on, fresh.ended_on) == (TODAY - DAY, TODAY, None)
    assert Event.objects.get().after["unit"] == "Kelurahan Sukajaya"


def test_an_acting_post_leaves_the_definitive_one_alone(office: World) -> None:
    place(office, kind="PLT", is_head=True, unit=office.units["inspektorat"])

    assert Placement.objects.get(pk=office.placements["ani"].pk).ended_on is None


def test_two_definitive_placements_on_one_day_are_refused_and_nothing_changes(office: World) -> None:
    before = list(office.ani.placements.values())
    for start, end in (
        (date(2024, 1, 1), None),
        (date(2023, 1, 1), date(2024, 1, 1)),
        (date(2023, 1, 1), None),
    ):
        with pytest.raises(Refused) as refused:
            place(office, started_on=start, ended_on=end)
        assert refused.value.field == "started_on"
    assert list(office.ani.placements.values()) == before
    assert not Event.objects.exists()


def test_a_second_head_is_refused_with_the_way_out(office: World) -> None:
    with pytest.raises(Refused, match="sudah punya kepala definitif") as refused:
        place(office, unit=office.units["bidang"], is_head=True)
    assert refused.value.field == "unit"
    assert Placement.objects.get(pk=office.placements["ani"].pk).ended_on is None


# --- Roles --------------------------------------------------------------------------------------


def grant(world: World, **changes: object) -> RoleGrant:
    values = {"employee": world.ani, "role": Role.AUDITOR, "unit": world.units["kota"], "by": world.gita}
    return operations.grant_role(**(values | {"at": NOW} | changes))  # type: ignore[arg-type]


def test_a_role_is_granted_from_today_and_ended_today(office: World) -> None:
    given = grant(office)
    assert (given.started_on, given.granted_by) == (TODAY, office.gita)

    ended = operations.end_role(grant=given, by=office.gita, at=NOW + timedelta(days=3))

    assert ended.ended_on == TODAY + timedelta(days=3)
    assert list(Event.objects.order_by("pk").values_list("action", flat=True)) == [
        "role.granted",
        "role.ended",
    ]


def test_the_same_role_twice_is_refused(office: World) -> None:
    grant(office)
    with pytest.raises(Refused, match="sudah punya peran"):
        grant(office)


@pytest.mark.parametrize("name", ["ani", "budi", "citra", "dewi", "eko", "hadi", "indra"])
def test_nobody_but_the_bkd_admin_gives_or_ends_roles(office: World, name: str) -> None:
    held = RoleGrant.objects.get(employee=office.indra)
    for act in (
        lambda: grant(office, by=office.people[name], employee=office.people[name], role=Role.BKD_ADMIN),
        lambda: operations.end_role(grant=held, by=office.people[name], at=NOW),
    ):
        with pytest.raises(Denied):
            act()
    assert RoleGrant.objects.filter(ended_on__isnull=True).count() == 4


def test_a_role_that_was_ended_already_is_refused(office: World) -> None:
    held = RoleGrant.objects.get(employee=office.indra)
    stale = RoleGrant.objects.get(pk=held.pk)
    operations.end_role(grant=held, by=office.gita, at=NOW)

    with pytest.raises(Refused, match="sudah diakhiri"):
        operations.end_role(grant=stale, by=office.gita, at=NOW)


def test_the_last_bkd_admin_stays(office: World) -> None:
    own = RoleGrant.objects.get(employee=office.gita)
    with pytest.raises(Refused, match="admin BKD terakhir"):
        operations.end_role(grant=own, by=office.gita, at=NOW)

    grant(office, employee=office.dewi, role=Role.BKD_ADMIN, by=None)
    operations.end_role(grant=own, by=office.gita, at=NOW)
    assert RoleGrant.objects.get(pk=own.pk).ended_on == TODAY


def test_a_bkd_admin_of_a_part_does_not_count_as_the_other_admin(office: World) -> None:
    grant(office, employee=office.dewi, role=Role.BKD_ADMIN, unit=office.units["dinas"], by=None)
    with pytest.raises(Refused, match="admin BKD terakhir"):
        operations.end_role(grant=RoleGrant.objects.get(employee=office.gita), by=office.gita, at=NOW)


# --- Reports ------------------------------------------------------------------------------------


def test_a_report_on_the_same_subject_returns_the_open_one(office: World) -> None:
    first = operations.report_data(employee=office.ani, subject="ATASAN", message=" Budi ", at=NOW)
    again = operations.report_data(employee=office.ani, subject="ATASAN", message="lain", at=NOW)

    assert (again.pk, again.message) == (first.pk, "Budi")
    assert Event.objects.filter(action="data.reported").count() == 1


def test_a_report_is_answered_once(office: World) -> None:
    row = operations.report_data(employee=office.ani, subject="ATASAN", message="", at=NOW)
    other = DataReport.objects.get(pk=row.pk)
    operations.answer_report(report=row, version=1, answer="Sudah dibetulkan.", by=office.gita, at=NOW)

    with pytest.raises(Conflict):
        operations.answer_report(report=other, version=1, answer="Lain.", by=office.eko, at=NOW)
    with pytest.raises(Conflict):
        operations.answer_report(report=other, version=2, answer="Lain.", by=office.eko, at=NOW)
    row.refresh_from_db()
    assert (row.answer, row.answered_by, row.version) == ("Sudah dibetulkan.", office.gita, 2)
    fresh = operations.report_data(employee=office.ani, subject="ATASAN", message="", at=NOW)
    assert fresh.pk != row.pk, "after an answer the person may report again"


def test_an_answer_needs_words_and_the_right_person(office: World) -> None:
    row = operations.report_data(employee=office.ani, subject="ATASAN", message="", at=NOW)

    with pytest.raises(Refused) as refused:
        operations.answer_report(report=row, version=1, answer=" ", by=office.gita, at=NOW)
    assert refused.value.field == "answer"
    for name in ("ani", "budi", "citra", "dewi", "hadi", "indra"):
        with pytest.raises(Denied):
            operations.answer_report(report=row, version=1, answer="x", by=office.people[name], at=NOW)


# --- Passwords ----------------------------------------------------------------------------------


def login(nip: str, password: str) -> object:
    return authenticate(RequestFactory().post("/masuk/"), nip=nip, password=password)


def test_a_first_password_works_once_and_must_be_changed(office: World) -> None:
    password = operations.set_first_password(employee=office.ani, by=office.gita, at=NOW)

    assert len(password) >= 12
    assert login(office.ani.nip, PASSWORD) is None
    assert login(office.ani.nip, password) == office.ani
    assert office.ani.must_change_password
    operations.change_password(employee=office.ani, password="kalimat baru milik Ani", at=NOW)
    assert login(office.ani.nip, password) is None
    assert login(office.ani.nip, "kalimat baru milik Ani") == office.ani
    office.ani.refresh_from_db()
    assert not office.ani.must_change_password


def test_two_first_passwords_differ(office: World) -> None:
    made = {operations.set_first_password(employee=office.ani, by=None, at=NOW) for _ in range(5)}

    assert len(made) == 5


@pytest.mark.parametrize("name", ["ani", "budi", "eko", "hadi", "indra"])
def test_nobody_but_the_bkd_admin_starts_a_password(office: World, name: str) -> None:
    with pytest.raises(Denied):
        operations.set_first_password(employee=office.dewi, by=office.people[name], at=NOW)
    assert login(office.dewi.nip, PASSWORD) == office.dewi


# --- The agency ---------------------------------------------------------------------------------


def test_the_bkd_admin_changes_the_agency_and_the_event_keeps_both(office: World) -> None:
    operations.change_agency(version=1, by=office.gita, at=NOW, **AGENCY)

    agency = Agency.objects.get()
    assert (agency.pk, agency.name, agency.paper) == (1, "Pemerintah Kota Baru", "F4")
    event = Event.objects.get()
    assert (event.before["name"], event.after["name"]) == ("Pemerintah Kota Arunika", "Pemerintah Kota Baru")


@pytest.mark.parametrize("name", ["ani", "budi", "citra", "eko", "hadi", "indra"])
def test_nobody_else_changes_the_agency(office: World, name: str) -> None:
    with pytest.raises(Denied):
        operations.change_agency(version=1, by=office.people[name], at=NOW, **AGENCY)
    assert Agency.objects.get().name == "Pemerintah Kota Arunika"


def test_an_installation_starts_once(office: World) -> None:
    with pytest.raises(Refused, match="sudah punya admin BKD"):
        operations.start_agency(admin=office.ani, city="", at=NOW)

    RoleGrant.objects.all().delete()
    Agency.objects.all().delete()
    password = operations.start_agency(admin=office.ani, city="", at=NOW)
    assert login(office.ani.nip, password) == office.ani
    assert (Agency.objects.get().name, Agency.objects.get().city) == ("Pemerintah Kota Arunika", "Arunika")
    assert RoleGrant.objects.get().unit == office.units["kota"]


def test_an_installation_without_units_says_what_comes_first(db: None) -> None:
    from organizations.models import Employee

    admin = Employee.objects.create(nip="199001012015032003", name="Ani", kind="PNS")
    with pytest.raises(Refused, match="Impor data unit"):
        operations.start_agency(admin=admin, city="", at=NOW)
