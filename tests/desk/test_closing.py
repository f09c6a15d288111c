"""The last pages of a year: what is unfinished, the typed year, the second look, the archive."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from appraisal import jobs
from appraisal.errors import Conflict, Denied, Refused
from appraisal.jobs import Job
from appraisal.models import Event
from awards.operations.proposal import propose
from desk.operations.archiving import archive_year
from desk.queries.closing import archive_obstacles, unfinished
from indicators import operations
from indicators.models import Period, Plan
from indicators.rules import PeriodState
from organizations.models import RoleGrant
from organizations.rules import Role
from reviews.models import Evaluation, Objection
from reviews.operations import correction
from tests.awards.schemes import a_scheme
from tests.pages import text_of
from tests.reviews.credits import final_result
from tests.scenes import RATED
from tests.test_races import assert_one_wins, at_once, fresh
from tests.world import NOW, TODAY, agreed_plan, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(transactional_db):
    """The world, committed."""
    import_module("indicators.migrations.0002_core_values").fill(apps, None)
    return build_world()


def stamp(world):
    period = Period.objects.get(pk=world.period.pk)
    return {"period": period, "version": period.version, "by": world.gita, "at": NOW}


def shared(world, status="DISAMPAIKAN"):
    plan = agreed_plan(world)
    row = {"plan": plan, "term": world.final, "appraiser": world.budi, "shared_at": NOW}
    return Evaluation.objects.create(**(RATED | row | {"status": status}))


def test_what_is_unfinished_is_told_by_number(world):
    shared(world)
    agreed_plan(world, "fajar", status="DRAF")

    left = unfinished(world.period, world.final, TODAY)

    assert {row.what: row.count for row in left.stays} == {
        "pegawai belum menyusun SKP": 7,
        "SKP belum disepakati": 1,
        "pegawai belum menerima hasil tahunan": 8,
    }
    assert {row.what: row.count for row in left.goes_on} == {"hasil masih dalam masa keberatan": 1}


@pytest.mark.once
class TestClosingPage:
    def send(self, world, client, **typed):
        href = reverse("desk:period-close", args=[world.period.pk])
        return client.post(href, {"version": "1", **typed})

    def test_the_year_is_typed_and_the_numbers_were_seen(self, world, clock, enter, work):
        client = enter(world.gita)
        digest = unfinished(world.period, world.final, TODAY).digest

        wrong = self.send(world, client, year="2025", seen=digest)
        assert wrong.status_code == 422
        assert "Anda menulis 2025" in text_of(wrong)
        old = self.send(world, client, year="2026", seen="lama")
        assert "Lihat sekali lagi" in text_of(old)
        assert Period.objects.get().is_open
        done = self.send(world, client, year="2026", seen=digest)

        assert done.status_code == 302
        page = text_of(client.get(done.url))
        assert "sedang ditutup" in page
        work()
        assert "Arsipkan" in text_of(client.get(done.url))

    def test_a_closing_that_stands_still_says_so_and_goes_on_by_one_press(self, world, clock, enter, work):
        agreed_plan(world)
        operations.close_period(**stamp(world))
        job = Job.objects.get()
        jobs.stop(job, at=NOW)
        client, press = enter(world.gita), reverse("desk:job-resume", args=[job.pk])

        for page in (reverse("desk:period-detail", args=[world.period.pk]), "/bkd/"):
            shown = client.get(page)
            assert "Penutupan tahun ini terhenti" in text_of(shown), page
            assert press in shown.text
        client.post(press)
        assert "sedang ditutup" in text_of(client.get("/bkd/"))
        work()

        assert Period.objects.get().state == PeriodState.CLOSED

    def test_the_archive_is_a_list_of_its_own(self, scene, enter):
        client, href = enter(scene.world.gita), reverse("desk:period-list")

        usual, kept = text_of(client.get(href)), text_of(client.get(href + "?arsip=ya"))

        assert ("Ditutup" in usual, "Diarsipkan" in usual) == (True, False)
        assert ("Ditutup" in kept, "Diarsipkan" in kept) == (False, True)
        for path in ("/bkd/kelengkapan/", "/bkd/laporan/mulai/", "/bkd/penghargaan/baru/"):
            assert "2021" not in text_of(client.get(path)), path


class TestArchive:
    def close(self, world, work):
        operations.close_period(**stamp(world))
        work()

    def test_an_open_objection_keeps_a_year_out_of_it(self, world, work):
        result = shared(world, "KEBERATAN")
        Objection.objects.create(evaluation=result, text="Bukti", filed_at=NOW)
        self.close(world, work)

        with pytest.raises(Refused, match="1 keberatan belum diputus"):
            archive_year(**stamp(world))

        assert Period.objects.get().state == PeriodState.CLOSED
        assert not Event.objects.filter(action="period.archived").exists()

    def test_nothing_is_corrected_or_awarded_in_it(self, world, work):
        result = final_result(world)
        scheme = a_scheme(world.period, world.gita)
        self.close(world, work)
        assert archive_obstacles(world.period) == []
        archive_year(**stamp(world))

        with pytest.raises(Denied, match="diarsipkan pada"):
            correction.propose(evaluation=result, **OTHER, by=world.gita, at=NOW)
        with pytest.raises(Denied, match="diarsipkan pada"):
            propose(scheme=scheme, by=world.gita, at=NOW)

    def test_results_stay_readable(self, world, clock, work, enter):
        result = final_result(world)
        self.close(world, work)
        archive_year(**stamp(world))

        page = enter(world.fajar).get(reverse("reviews:evaluation-detail", args=[result.pk]))

        assert page.status_code == 200

    def test_only_the_bkd_archives(self, world, work):
        self.close(world, work)

        with pytest.raises(Denied, match="admin BKD"):
            archive_year(**stamp(world) | {"by": world.indra})


OTHER = {"results_rating": "DI_BAWAH", "behaviour_rating": "SESUAI", "reason": "Berita acara 7"}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def closed(self, world):
        operations.close_period(**stamp(world))
        operations.seal_period(period=world.period.pk, by=None, at=NOW)

    def test_two_admins_archive_at_once(self, meeting):
        self.closed(meeting)
        act = lambda: archive_year(**stamp(meeting) | {"version": 3})  # noqa: E731

        assert_one_wins(at_once(act, act, act))
        assert Event.objects.filter(action="period.archived").count() == 1

    def test_nothing_is_proposed_after_the_archive(self, meeting):
        result = final_result(meeting)
        RoleGrant.objects.create(
            employee=meeting.hadi, role=Role.BKD_ADMIN, unit=meeting.units["kota"], started_on=TODAY
        )
        scheme = a_scheme(meeting.period, meeting.gita)
        self.closed(meeting)
        loaded = fresh(result)

        results = at_once(
            lambda: archive_year(**stamp(meeting)),
            lambda: correction.propose(evaluation=loaded, **OTHER, by=meeting.hadi, at=NOW),
            lambda: propose(scheme=scheme, by=meeting.gita, at=NOW),
        )

        is_archived = Period.objects.get(pk=meeting.period.pk).archived_at is not None
        went_through = [not isinstance(one, Exception) for one in results]
        assert went_through[0] == is_archived
        assert is_archived != any(went_through[1:]), results
        assert all(isinstance(one, Refused) for one in results if isinstance(one, Exception)), results

    def test_plans_of_a_year_are_closed_once_by_two_workers(self, meeting):
        for name in ("ani", "budi", "fajar"):
            agreed_plan(meeting, name)
        operations.close_period(**stamp(meeting))
        act = lambda: operations.close_plans(  # noqa: E731
            period=meeting.period.pk, at_most=500, by=None, at=NOW
        )

        at_once(act, act)

        assert set(Plan.objects.values_list("status", flat=True)) == {"DITUTUP"}
        assert Event.objects.filter(action="plan.closed").count() == 3


@pytest.mark.once
def test_a_closed_plan_is_read_everywhere(world, clock, enter, work):
    plan = agreed_plan(world)
    seen = Plan.objects.select_related("period", "placement").get(pk=plan.pk)
    operations.close_period(**stamp(world))
    work()
    mine = [
        "reviews:home",
        "indicators:plan-mine",
        "reviews:progress-mine",
        "reviews:result-mine",
        "reviews:team",
    ]
    pages = [(name, reverse(name)) for name in mine]
    pages += [("indicators:plan-detail", reverse("indicators:plan-detail", args=[plan.pk]))]

    for person in (world.ani, world.budi, world.gita):
        client = enter(person)
        skipped = {"reviews:team"} if person != world.budi else set()
        answers = {name: client.get(href).status_code for name, href in pages if name not in skipped}
        assert set(answers.values()) == {200}, answers
    assert "Ditutup bersama tahunnya" in text_of(enter(world.ani).get(pages[-1][1]))
    with pytest.raises(Conflict, match="Tahun 2026 sudah ditutup"):
        operations.start_change(plan=seen, version=1, reason="Tugas baru", by=world.ani, at=NOW)


def test_the_second_who_archives_gets_a_conflict(world, work):
    operations.close_period(**stamp(world))
    work()
    seen = stamp(world)
    archive_year(**seen)

    with pytest.raises(Conflict, match="diubah orang lain"):
        archive_year(**seen)
