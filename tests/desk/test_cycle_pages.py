"""The desk page in every state of a year, for every role, at a flat cost."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisal.models import Job
from indicators import operations
from indicators.models import Period
from organizations.models import Employee, Placement, StaffImport, Unit
from reviews.models import Reminder
from tests.desk.test_year_pages import set_days
from tests.pages import text_of
from tests.world import NOW, TODAY, agreed_plan

pytestmark = [pytest.mark.once, pytest.mark.django_db]
HREF = "/bkd/"


def seen(client, query=""):
    cache.clear()
    return text_of(client.get(HREF + query))


def staffed(world, unit, count, start=0):
    """Let people work in a unit."""
    for number in range(start, start + count):
        person = Employee.objects.create(
            nip=f"19800101200001{number:04d}", name=f"Pegawai {number}", kind="PNS"
        )
        Placement.objects.create(
            employee=person,
            unit=unit,
            position=world.placements["ani"].position,
            started_on=date(2024, 1, 1),
        )


class TestStates:
    def test_no_year(self, office, enter, clock):
        assert "Siapkan tahun penilaian" in seen(enter(office.gita))
        assert "Belum ada tahun yang dibuka oleh BKD" in seen(enter(office.indra))

    def test_a_year_being_prepared(self, office, enter, clock):
        operations.create_period(year=2026, by=office.gita, at=NOW)

        page = seen(enter(office.gita))

        assert "Disiapkan" in page
        assert "Periksa kesiapan dan buka" in page
        assert "pegawai dalam siklus" not in page
        assert "Periksa kesiapan" not in seen(enter(office.indra))

    def test_an_open_year(self, world, enter, clock):
        agreed_plan(world)
        set_days(world, "lain", date(2026, 12, 1))

        page = seen(enter(world.gita))

        assert "9 pegawai dalam siklus 8 SKP belum disepakati" in page
        assert "Perencanaan Berjalan" in page
        assert "1 jadwal sendiri" in page
        assert "Ubah tanggal" in page
        assert "3 masa sudah selesai" in page

    def test_closing_closed_archived_and_chosen(self, world, enter, clock, work):
        agreed_plan(world)
        period = operations.close_period(period=world.period, version=1, by=world.gita, at=NOW)
        client = enter(world.gita)
        page = seen(client)
        assert "Tahun ini sedang ditutup" in page
        assert "0% selesai" in page
        work()
        assert "Tahun ini ditutup pada 22 November 2026" in seen(client)
        operations.create_period(year=2027, by=world.gita, at=NOW)
        assert "Siklus 2027" in seen(client)
        assert "Siklus 2026" in seen(client, "?tahun=2026")
        period.refresh_from_db()
        operations.archive_period(period=period, version=period.version, by=world.gita, at=NOW)
        assert "?tahun=2026" not in client.get(HREF).content.decode()
        assert "Tahun ini diarsipkan" in seen(client, "?tahun=2026")
        assert "Siklus 2027" in seen(client, "?tahun=1999")


class TestRoles:
    def test_a_unit_admin_sees_the_own_units(self, world, enter, clock):
        page = seen(enter(world.eko))

        assert "5 pegawai dalam siklus" in page
        assert "Ubah tanggal" not in page
        assert "Impor terakhir" not in page

    def test_an_auditor_changes_nothing(self, world, enter, clock):
        page = seen(enter(world.indra))

        assert "9 pegawai dalam siklus" in page
        assert "Ubah tanggal" not in page

    def test_the_committee_sees_its_tasks_only(self, world, enter, clock):
        page = seen(enter(world.hadi))

        assert "Penghargaan" in page
        assert "pegawai dalam siklus" not in page


class TestHelp:
    def test_units_behind_the_pace_are_named_with_the_reason(self, world, enter, clock):
        staffed(world, world.units["inspektorat"], 5)
        Period.objects.update(planning_until=date(2026, 11, 30), version=2)

        page = seen(enter(world.gita))

        told = "6 dari 6 SKP belum disepakati; batasnya 30 November 2026, 8 hari lagi."
        assert f"Inspektorat {told}" in page
        assert "terburuk" not in page

    def test_a_unit_with_more_time_is_measured_by_its_own_days(self, world, enter, clock):
        staffed(world, world.units["inspektorat"], 5)
        Period.objects.update(planning_from=date(2026, 11, 1), planning_until=date(2026, 11, 30))
        set_days(world, "inspektorat", date(2099, 12, 31))

        rows = enter(world.gita).get(HREF).context["help"].rows
        assert [row.name for row in rows] == [str(world.units["dinas"])]

    def test_at_most_ten_are_named(self, world, enter, clock):
        for number in range(12):
            unit = Unit.objects.create(code=f"X{number}", name=f"Badan {number}", parent=world.units["kota"])
            staffed(world, unit, 5, start=number * 5)
        Period.objects.update(planning_until=date(2026, 11, 30), version=2)

        page = enter(world.gita).get(HREF)

        assert (len(page.context["help"].rows), page.context["help"].more) == (10, 3)  # and the Dinas
        assert page.context["help"].rows[0].href.startswith(reverse("desk:completeness") + "?unit=")


def test_what_happened_last_is_told(world, enter, clock):
    StaffImport.objects.create(
        uploaded_by=world.gita,
        uploaded_at=NOW,
        digest="x" * 64,
        counts={"staff": {"new": 1240, "changed": 3}},
        confirmed_at=NOW,
        confirmed_by=world.gita,
    )
    Reminder.objects.create(employee=world.ani, day=TODAY, titles=[], made_at=NOW)
    job = {"kind": "period-closing", "title": "Penutupan tahun 2025", "made_at": NOW, "queued_at": NOW}
    Job.objects.create(**job)

    page = seen(enter(world.gita))

    assert "Impor terakhir 22 November 2026 pukul 10.42 oleh Gita: 1.240 baru, 3 berubah" in page
    assert "Pengingat terakhir 22 November 2026, 1 orang" in page
    assert "1 berjalan atau menunggu; terakhir Penutupan tahun 2025, menunggu" in page
    assert "Keberatan terbuka Tidak ada" in page


def test_the_page_costs_the_same_for_few_and_many(world, enter, clock):
    client, found = enter(world.gita), []
    client.get(HREF)
    for _ in range(2):
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(HREF)
        found.append(len(queries))
        staffed(world, world.units["lain"], 20, start=20 * len(found))

    assert found[0] == found[1] <= 15
    with CaptureQueriesContext(connection) as again:
        client.get(HREF)
    assert len(again) <= 12
