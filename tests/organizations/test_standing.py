"""Leaving and coming back, correcting what the staff file brings, and reports about wrong data as a queue."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event, Mail
from organizations import operations
from organizations.models import DataReport, Employee, Placement, RoleGrant
from organizations.operations import refresh_lines
from organizations.queries import repair_of, report_page
from tests.pages import form_of, text_of
from tests.world import NOW, TODAY, World, agreed_plan

LEAVE: dict[str, Any] = {"on": TODAY, "status": "Pensiun", "note": "SK 1/2026", "at": NOW}
CORE: dict[str, Any] = {
    "name": "Ani Rahayu",
    "front_title": "Dra.",
    "back_title": "M.Si.",
    "nip": "19900101 201503 2 009",
    "kind": "PNS",
    "rank": "III/d",
    "email": "",
    "at": NOW,
}


@pytest.fixture
def unplaced(office: World) -> Employee:
    """Somebody without a post, with a role."""
    person = Employee.objects.create(nip="198001012005011099", name="Tono", kind="PNS")
    RoleGrant.objects.create(
        employee=person, role="AUDITOR", unit=office.units["kota"], started_on=date(2025, 1, 1)
    )
    return person


# --- Leaving and coming back ----------------------------------------------------------------------


def test_who_has_no_post_leaves_with_roles_and_account(office: World, unplaced: Employee) -> None:
    operations.deactivate(employee=unplaced, version=1, by=office.gita, **LEAVE)

    unplaced.refresh_from_db()
    assert (unplaced.is_active, unplaced.status) == (False, "Pensiun")
    assert RoleGrant.objects.get(employee=unplaced).ended_on == TODAY
    assert Event.objects.get(action="employee.deactivated").target_id == unplaced.pk
    with pytest.raises(Refused, match="sudah tidak aktif"):
        operations.deactivate(employee=unplaced, version=2, by=office.gita, **LEAVE)


def test_who_has_a_post_ends_it_by_leaving(office: World) -> None:
    operations.deactivate(employee=office.ani, version=1, by=office.gita, **LEAVE)

    assert Placement.objects.get(employee=office.ani).ended_on == TODAY
    assert not Employee.objects.get(pk=office.ani.pk).is_active


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"status": "Bosan"}, "Pilih alasannya"),
        ({"on": TODAY + timedelta(days=1)}, "masih akan datang"),
        ({"note": " "}, "nomor SK"),
    ],
)
def test_leaving_needs_a_day_a_reason_and_a_ground(
    office: World, unplaced: Employee, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        operations.deactivate(employee=unplaced, version=1, by=office.gita, **(LEAVE | changes))
    assert Employee.objects.get(pk=unplaced.pk).is_active


def test_acting_posts_end_first(office: World, unplaced: Employee) -> None:
    Placement.objects.create(
        employee=unplaced,
        position=office.placements["budi"].position,
        unit=office.units["lain"],
        kind="PLT",
        started_on=date(2026, 1, 1),
    )
    with pytest.raises(Refused, match=r"Plt\. atau Plh\."):
        operations.deactivate(employee=unplaced, version=1, by=office.gita, **LEAVE)


def test_nobody_ends_the_own_service_and_no_stranger_does(office: World, unplaced: Employee) -> None:
    for person, by in ((office.gita, office.gita), (unplaced, office.eko), (office.dewi, office.eko)):
        with pytest.raises(Denied):
            operations.deactivate(employee=person, version=1, by=by, **LEAVE)


def test_the_last_admin_without_a_post_stays(office: World, unplaced: Employee) -> None:
    RoleGrant.objects.filter(employee=office.gita).update(ended_on=TODAY + timedelta(days=5))
    RoleGrant.objects.filter(employee=unplaced).update(role="ADMIN_BKD")
    with pytest.raises(Refused, match="admin BKD terakhir"):
        operations.deactivate(employee=unplaced, version=1, by=office.gita, **LEAVE)


def test_who_comes_back_has_no_old_password_and_no_old_role(office: World, unplaced: Employee) -> None:
    unplaced.set_password("kalimat lama sekali")
    unplaced.save()
    operations.deactivate(employee=unplaced, version=1, by=office.gita, **LEAVE)
    first, second = Employee.objects.get(pk=unplaced.pk), Employee.objects.get(pk=unplaced.pk)

    operations.reactivate(employee=first, version=2, note="Salah orang", by=office.gita, at=NOW)

    back = Employee.objects.get(pk=unplaced.pk)
    assert (back.is_active, back.status, back.has_usable_password()) == (True, "Aktif", False)
    assert not RoleGrant.objects.filter(employee=back, ended_on__isnull=True).exists()
    with pytest.raises(Conflict):
        operations.reactivate(employee=second, version=2, note="Lagi", by=office.gita, at=NOW)


def test_a_joined_row_does_not_come_back(office: World, unplaced: Employee) -> None:
    Employee.objects.filter(pk=unplaced.pk).update(is_active=False, merged_into=office.ani)
    unplaced.refresh_from_db()
    with pytest.raises(Refused, match="digabung"):
        operations.reactivate(employee=unplaced, version=1, note="x", by=office.gita, at=NOW)
    with pytest.raises(Refused, match="digabung"):
        operations.correct_employee(employee=unplaced, version=1, by=office.gita, **CORE)


# --- Correcting -----------------------------------------------------------------------------------


def test_a_correction_is_found_by_the_new_name_and_told_by_field(office: World) -> None:
    operations.correct_employee(employee=office.ani, version=1, by=office.gita, **CORE)

    ani = Employee.objects.get(pk=office.ani.pk)
    assert (ani.full_name, ani.nip, ani.rank) == ("Dra. Ani Rahayu, M.Si.", "199001012015032009", "III/d")
    assert list(Employee.objects.search("rahayu msi")) == [ani]
    event = Event.objects.get(action="employee.corrected")
    assert set(event.after) == {"name", "front_title", "back_title", "nip", "rank"}
    with pytest.raises(Conflict):
        operations.correct_employee(employee=office.ani, version=1, by=office.gita, **CORE)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"nip": "123"}, "nip"),
        ({"nip": "197505052000031002"}, "nip"),
        ({"name": " "}, "name"),
        ({"rank": "IX"}, "rank"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(office: World, changes: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        operations.correct_employee(employee=office.ani, version=1, by=office.gita, **(CORE | changes))
    assert refused.value.field == field
    assert not Event.objects.filter(action="employee.corrected").exists()


def test_only_the_bkd_corrects_and_never_itself(office: World) -> None:
    for person, by in ((office.gita, office.gita), (office.ani, office.eko)):
        with pytest.raises(Denied):
            operations.correct_employee(employee=person, version=1, by=by, **CORE)


# --- The queue ------------------------------------------------------------------------------------


def queue(world: World, by: str, **params: str) -> list[tuple[str, str, int]]:
    rows = report_page(world.people[by], TODAY, params)["page"].rows
    return [(row.report.employee.name, row.waits_for, row.days) for row in rows]


def report(world: World, name: str, subject: str, days: int = 0) -> DataReport:
    return DataReport.objects.create(
        employee=world.people[name], subject=subject, reported_at=NOW - timedelta(days=days)
    )


def test_the_queue_says_who_answers_and_for_how_long_one_waits(office: World, clock: Any) -> None:
    report(office, "ani", "ATASAN", 5)
    report(office, "dewi", "UNIT", 3)
    report(office, "ani", "NIP", 1)
    report(office, "eko", "UNIT")

    assert queue(office, "gita") == [
        ("Ani", "Eko", 5),
        ("Dewi", "Admin BKD", 3),
        ("Ani", "Admin BKD", 1),
        ("Eko", "Admin BKD", 0),
    ]
    assert [name for name, _, _ in queue(office, "eko")] == ["Ani", "Ani", "Eko"]
    assert queue(office, "gita", jenis="NIP") == [("Ani", "Admin BKD", 1)]
    assert queue(office, "gita", keadaan="dijawab") == []


def test_each_kind_leads_to_the_page_that_repairs_it(office: World) -> None:
    for subject, _ in DataReport.SUBJECTS:
        repair = repair_of(report(office, "ani", subject), office.gita, TODAY)
        assert repair is not None
        client = Client()
        client.force_login(office.gita, backend="organizations.backends.NipBackend")
        assert client.get(repair["href"]).status_code == 200
    assert repair_of(DataReport.objects.get(subject="NIP"), office.eko, TODAY) is None


def test_the_person_is_told_and_sees_what_became_of_it(office: World, settings: Any, clock: Any) -> None:
    settings.SITE_URL = "https://capaian.example"
    Employee.objects.filter(pk=office.ani.pk).update(email="ani@arunika.example")
    row = report(office, "ani", "PANGKAT")
    row = DataReport.objects.select_related("employee").get(pk=row.pk)
    with pytest.raises(Refused, match="Pilih hasilnya"):
        operations.answer_report(report=row, version=1, answer="x", outcome="?", by=office.gita, at=NOW)
    operations.answer_report(
        report=row, version=1, answer="SK belum terbit.", outcome="TETAP", by=office.gita, at=NOW
    )

    assert Mail.objects.get().key == f"laporan-data-{row.pk}"
    client = Client()
    client.force_login(office.ani, backend="organizations.backends.NipBackend")
    assert "Data tidak diubah, 22 November 2026: SK belum terbit." in text_of(client.get("/data-saya/"))
    assert queue(office, "gita", keadaan="dijawab") == [("Ani", "Admin BKD", 0)]


def test_the_queue_costs_the_same_for_many_and_turns_by_key(office: World, clock: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            report_page(office.gita, TODAY, {})
        return len(asked)

    report(office, "ani", "UNIT")
    few = queries()
    people = Employee.objects.bulk_create(
        Employee(nip=f"19910101201503{n:04d}", name=f"P{n}", kind="PNS") for n in range(60)
    )
    DataReport.objects.bulk_create(
        DataReport(employee=one, subject="UNIT", reported_at=NOW) for one in people
    )
    assert queries() <= few
    first = report_page(office.gita, TODAY, {})["page"]
    rest = report_page(office.gita, TODAY, {"sesudah": first.next_href.rsplit("=", 1)[1]})["page"]
    assert (len(first.rows), len(rest.rows), rest.next_href) == (50, 11, "")


# --- Pages ----------------------------------------------------------------------------------------


@pytest.fixture
def gita(world: World, clock: Any) -> Client:
    client = Client()
    client.force_login(world.gita, backend="organizations.backends.NipBackend")
    return client


@pytest.mark.once
def test_the_person_page_shows_the_superiors_of_each_time_and_the_plans(world: World, gita: Client) -> None:
    plan = agreed_plan(world)
    operations.override_superior(
        employee=world.ani,
        superior=world.dewi,
        started_on=TODAY,
        ended_on=None,
        reason="SP",
        by=world.gita,
        at=NOW,
    )
    text = text_of(gita.get(reverse("organizations:employee-detail", args=[world.ani.pk])))

    assert "1 Januari 2026 sampai 21 November 2026: Budi, atasannya Citra" in text
    assert "22 November 2026 sampai sekarang: Dewi" in text
    assert "SKP (disepakati)" in text
    assert plan.period.year == 2026


@pytest.mark.once
def test_leaving_shows_open_work_and_the_team_first(world: World, gita: Client) -> None:
    agreed_plan(world)
    refresh_lines(on=date(2026, 1, 1), at=NOW)
    href = reverse("organizations:employee-deactivate", args=[world.budi.pk])
    typed = {"status": "Pensiun", "on": "22-11-2026", "note": "SK 1/2026"}

    page = gita.post(href, form_of(gita.get(href)).fields | typed)

    text = text_of(page)
    assert "tugas masih terbuka atas namanya" in text
    assert "berganti atasan dari Budi ke Citra" in text
    assert Employee.objects.get(pk=world.budi.pk).is_active
    gita.post(href, form_of(page).fields | {"confirmed": "1"})
    assert not Employee.objects.get(pk=world.budi.pk).is_active


@pytest.mark.once
def test_coming_back_and_correcting_on_their_pages(world: World, gita: Client) -> None:
    Employee.objects.filter(pk=world.fajar.pk).update(is_active=False, status="Pensiun")
    href = reverse("organizations:employee-reactivate", args=[world.fajar.pk])
    page = gita.post(href, form_of(gita.get(href)).fields | {"note": "SK 2/2026"})
    assert "Sandi lama tidak berlaku lagi" in text_of(page)
    gita.post(href, form_of(page).fields | {"confirmed": "1"})
    assert Employee.objects.get(pk=world.fajar.pk).is_active

    href = reverse("organizations:employee-core", args=[world.fajar.pk])
    form = form_of(gita.get(href))
    assert gita.post(href, form.fields | {"nip": "12"}).status_code == 422
    gita.post(href, form.fields | {"back_title": "S.Kom."})
    assert Employee.objects.get(pk=world.fajar.pk).full_name == "Fajar, S.Kom."
