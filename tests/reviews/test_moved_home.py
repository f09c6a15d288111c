"""Home, own plans and progress of who moved, acts, or is away; the team and the tasks of both superiors."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from desk.queries.counts import desk
from indicators.models import Plan
from indicators.operations import hand_down
from organizations.access import Scope, is_superior
from organizations.models import Employee
from reviews.models import Evaluation
from reviews.queries.home import Task, home_page, year_on
from reviews.queries.own import own_year
from tests.indicators.plans import drafted, with_result
from tests.organizations.test_moves import JULY, act, away, transfer
from tests.pages import queries_of, text_of
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

AUGUST = date(2026, 8, 10)


def tasks(world: World, name: str, on: date = TODAY) -> list[Task]:
    person = Employee.objects.get(pk=world.people[name].pk)
    return home_page(person, year_on(world.period, on), on)["tasks"]  # type: ignore[return-value]


def titles(world: World, name: str, on: date = TODAY) -> list[str]:
    return [task.title for task in tasks(world, name, on)]


# --- Who moved --------------------------------------------------------------------------------------


def test_who_moved_is_asked_for_a_plan_of_the_new_post(world: World, clock: Any, enter: Any) -> None:
    old = agreed_plan(world)
    transfer(world)

    begin, assess = tasks(world, "ani")
    assert assess.title == "Tulis penilaian diri", "for the part of the year that is over"
    assert (begin.title, begin.status) == ("Susun SKP untuk jabatan baru", "Belum dimulai")
    assert "sejak 1 Juli 2026" in begin.hint
    page = enter(world.ani).get(reverse("indicators:plan-mine"))
    said = text_of(page)
    assert "Susun SKP untuk jabatan baru" in said
    assert "sampai 30 Juni 2026 · atasan Budi" in said
    assert reverse("indicators:plan-detail", args=[old.pk]) in page.content.decode()


def test_waiting_proposals_are_told_with_the_task_of_the_plan(world: World) -> None:
    leading = with_result(world, drafted(world, "budi")).plan
    cell = (world.placements["ani"].pk, leading.results.get().pk)
    hand_down(plan=leading, cells={cell: ("Akta di loket 1", 0)}, by=world.budi, at=NOW)
    assert tasks(world, "ani")[0].hint == "1 usulan dari pimpinan menunggu jawaban Anda."

    drafted(world)

    assert tasks(world, "ani")[0].hint == "1 usulan dari pimpinan menunggu jawaban Anda."


def test_with_both_plans_the_present_one_leads(world: World) -> None:
    old = agreed_plan(world)
    transfer(world)
    new = agreed_plan(world, "ani new")
    Plan.objects.filter(pk=old.pk).update(status="DIKEMBALIKAN", agreed_at=None, agreed_by=None)

    own = own_year(world.ani, year_on(world.period, TODAY), TODAY)

    assert (own.plan, own.others) == (new, [old])
    assert titles(world, "ani") == [
        "Selesaikan SKP Pengadministrasi Perkantoran",
        "Tulis penilaian diri",
        "Catat kemajuan Triwulan IV",
    ]


def test_the_result_of_the_old_post_is_there_to_be_read(world: World) -> None:
    old = agreed_plan(world)
    transfer(world)
    shared = RATED | {"status": "DISAMPAIKAN", "shared_at": NOW}
    Evaluation.objects.create(plan=old, term=world.final, appraiser=world.budi, **shared)

    assert "Baca hasil penilaian Pengadministrasi Perkantoran" in titles(world, "ani")


def test_an_acting_post_does_not_take_the_place_of_the_own_plan(world: World) -> None:
    own = agreed_plan(world, "eko")
    act(world, until=date(2026, 12, 31))
    acting = agreed_plan(world, "eko acting", status="DRAF")

    found = own_year(world.eko, year_on(world.period, TODAY), TODAY)

    assert (found.plan, found.others) == (own, [acting])
    assert "Selesaikan SKP Plt. Kepala Bidang" in titles(world, "eko")


def test_a_move_of_the_coming_year_asks_for_nothing_in_the_old_one(world: World) -> None:
    agreed_plan(world)
    transfer(world, on=date(2027, 1, 1))

    assert titles(world, "ani", date(2027, 1, 5)) == [
        "Tulis penilaian diri",
        "Catat kemajuan Triwulan IV",
    ]


def test_progress_of_both_posts_can_be_opened(world: World, clock: Any, enter: Any) -> None:
    old = agreed_plan(world)
    transfer(world)
    new = agreed_plan(world, "ani new")
    client, href = enter(world.ani), reverse("reviews:progress-mine")

    first, other = client.get(href), client.get(f"{href}?skp={old.pk}")

    assert first.context["plan"] == new
    assert [link["label"] for link in first.context["terms"]] == ["Triwulan III", "Triwulan IV"]
    assert other.context["plan"] == old
    assert [link["label"] for link in other.context["terms"]] == ["Triwulan I", "Triwulan II"]
    assert other.context["term"].number == 2
    for wild in ("0", "x", "²"):
        assert client.get(f"{href}?skp={wild}&masa={wild}").status_code == 200
    report = reverse(
        "reviews:progress-report", args=[old.results.get().indicators.get().pk, world.term(2).pk]
    )
    data = {"note": "Selesai.", "noted_on": "30-6-2026", "version": ""}
    assert client.post(report, data)["Location"] == f"{href}?skp={old.pk}&masa=2"


# --- The two superiors --------------------------------------------------------------------------------


def test_the_superior_of_that_time_is_asked_to_judge_at_once(world: World) -> None:
    agreed_plan(world)
    transfer(world)
    agreed_plan(world, "ani new")

    assert "Nilai dan bagikan hasil tim" in titles(world, "budi", AUGUST)
    assert "Nilai dan bagikan hasil tim" not in titles(world, "dewi", AUGUST), "her window is in November"


def test_the_team_page_says_until_when_and_offers_to_judge(world: World, clock: Any, enter: Any) -> None:
    old = agreed_plan(world)
    transfer(world)
    page = enter(world.budi).get(reverse("reviews:team"))

    assert "sampai 30 Juni 2026" in text_of(page)
    assert reverse("reviews:evaluation-rate", args=[old.pk, world.final.pk]) in page.content.decode()


def test_who_led_nobody_else_keeps_the_way_to_the_team_for_a_year(world: World) -> None:
    transfer(world, "ani")
    transfer(world, "fajar", on=date(2026, 8, 1))

    def leads(name: str, on: date) -> bool:
        return is_superior(Employee.objects.get(pk=world.people[name].pk), on)

    assert leads("budi", TODAY)
    assert leads("budi", date(2027, 7, 1))
    assert not leads("budi", date(2027, 9, 1))
    assert leads("dewi", TODAY)


# --- Who is away ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["CLTN", "DIBERHENTIKAN_SEMENTARA"])
def test_nobody_is_asked_for_a_plan_while_none_is_expected(
    world: World, clock: Any, enter: Any, kind: str
) -> None:
    away(world, kind=kind)

    assert titles(world, "ani") == []
    assert titles(world, "ani", JULY - timedelta(days=1)) == ["Susun SKP 2026"]
    client = enter(world.ani)
    assert "SKP tidak diharapkan" in text_of(client.get(reverse("indicators:plan-mine")))
    team = text_of(enter(world.budi).get(reverse("reviews:team")))
    assert "Tidak diharapkan" in team


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("TUGAS_BELAJAR", "Tugas belajar sejak 1 Juli 2026. SKP tetap disusun dan disepakati lewat dialog."),
        (
            "CUTI_BESAR",
            "Cuti besar sejak 1 Juli 2026. SKP tetap berlaku. Penilaian memakai masa yang dijalani.",
        ),
    ],
)
def test_study_and_leave_are_told_beside_plan_and_evaluation(
    world: World, clock: Any, enter: Any, kind: str, said: str
) -> None:
    plan = agreed_plan(world)
    away(world, kind=kind)

    assert titles(world, "ani") == ["Tulis penilaian diri", "Catat kemajuan Triwulan IV"], "the plan goes on"
    assert said in text_of(enter(world.ani).get(reverse("indicators:plan-detail", args=[plan.pk])))
    for href in (
        reverse("reviews:team-plan", args=[plan.pk]),
        reverse("reviews:evaluation-rate", args=[plan.pk, world.final.pk]),
    ):
        assert said in text_of(enter(world.budi).get(href))


def test_study_is_told_while_the_plan_is_written(world: World, clock: Any, enter: Any) -> None:
    plan = agreed_plan(world, status="DRAF")
    away(world)

    page = enter(world.ani).get(reverse("indicators:plan-compose", args=[plan.pk]))

    assert "Penilaian memakai kemajuan studi." in text_of(page)


@pytest.mark.parametrize(("kind", "people"), [("CLTN", 8), ("TUGAS_BELAJAR", 9)])
def test_who_is_expected_to_have_no_plan_is_not_counted_as_missing(
    world: World, kind: str, people: int
) -> None:
    away(world, kind=kind)

    counts = desk(world.period, world.final, TODAY).inside(Scope(is_all=True))

    assert (counts.people, counts.without_plan) == (people, people)


def test_who_was_never_away_costs_no_query(world: World, clock: Any, enter: Any) -> None:
    plan = agreed_plan(world)
    pages = [reverse("indicators:plan-detail", args=[plan.pk]), reverse("indicators:plan-mine")]
    client = enter(world.ani)
    client.get("/")
    before = [queries_of(client, page) for page in pages]
    away(world)

    assert [queries_of(client, page) for page in pages] == [count + 1 for count in before]
