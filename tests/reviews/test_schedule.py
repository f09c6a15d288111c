"""When the own work is evaluated and by whom: days, names and states, never a rating or a draft."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import Plan
from organizations.models import Absence, Employee, Placement
from reviews.models import Evaluation
from reviews.queries.schedule import Schedule, own_schedule
from tests.pages import text_of
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.django_db


def schedule(world: World, name: str = "ani") -> list[Schedule]:
    person = Employee.objects.get(pk=world.people[name].pk)
    return own_schedule(person, TODAY)


def words(world: World, name: str = "ani") -> list[str]:
    return [row.words[0] for row in schedule(world, name)[0].rows]


def test_every_term_has_its_days_its_superior_and_its_state(world: World) -> None:
    agreed_plan(world)

    (found,) = schedule(world)

    first, *_, fourth, annual = found.rows
    assert [row.appraiser for row in found.rows] == [world.budi] * 5
    assert (first.rating.started_on, first.rating.ended_on) == (date(2026, 3, 31), date(2026, 4, 30))
    assert [row.words[0] for row in (first, fourth, annual)] == [
        "Menunggu hasil",
        "Mulai 31 Desember 2026",
        "Sedang dinilai",
    ]


def test_a_draft_is_not_told_and_a_shared_result_without_its_rating(world: World) -> None:
    plan = agreed_plan(world)
    before = words(world)
    draft = Evaluation.objects.create(plan=plan, term=world.term(1), appraiser=world.budi, **RATED)
    assert words(world) == before

    Evaluation.objects.filter(pk=draft.pk).update(status="KALIBRASI", offered_at=NOW)
    assert words(world) == before

    Evaluation.objects.filter(pk=draft.pk).update(status="DISAMPAIKAN", shared_at=NOW, appraiser=world.citra)
    row = schedule(world)[0].rows[0]
    assert (row.words[0], row.appraiser) == ("Dibagikan", world.citra)


def test_a_plan_that_is_not_agreed_says_what_it_waits_for(world: World) -> None:
    agreed_plan(world, status="DIAJUKAN")

    assert words(world)[0] == "Menunggu SKP disepakati"


def test_who_was_away_or_moved_reads_it(world: World) -> None:
    plan = agreed_plan(world)
    Absence.objects.create(
        employee=world.ani,
        kind="CLTN",
        started_on=date(2026, 2, 1),
        ended_on=date(2026, 6, 30),
        note="SK",
        set_by=world.gita,
        set_at=NOW,
    )
    Placement.objects.filter(pk=plan.placement_id).update(ended_on=date(2026, 9, 15))

    first, second, third, annual = schedule(world)[0].rows

    assert "dinilai atas masa yang dijalani" in first.covered.notes[0]
    assert (second.words[0], second.covered.is_expected) == ("Tidak dievaluasi", False)
    assert third.covered.notes == ("Dinilai sampai 15-09-2026, oleh atasan pada hari itu.",)
    assert annual.rating.started_on == date(2026, 9, 15), "a plan that ended waits for no window"


def test_two_plans_cost_as_many_queries_as_one(world: World) -> None:
    def queries() -> int:
        schedule(world)
        with CaptureQueriesContext(connection) as captured:
            schedule(world)
        return len(captured)

    agreed_plan(world)
    few = queries()
    acting = Placement.objects.create(
        employee=world.ani,
        position=world.placements["budi"].position,
        unit=world.units["lain"],
        kind="PLT",
        started_on=date(2026, 4, 1),
    )
    plan = agreed_plan(world, "dewi")
    Plan.objects.filter(pk=plan.pk).update(placement=acting, started_on=date(2026, 4, 1))

    assert queries() == few <= 6  # with the person and the terms
    assert sorted(len(found.rows) for found in schedule(world)) == [4, 5]


@pytest.mark.once
def test_the_page_of_results_shows_the_days_and_the_superior(world: World, enter: Any, clock: Any) -> None:
    client = enter(world.ani)
    href = reverse("reviews:result-mine")
    assert "Kapan dinilai" not in text_of(client.get(href)), "without a plan there is nothing to say"
    agreed_plan(world)

    page = text_of(client.get(href))

    assert "Kapan dinilai, oleh siapa" in page
    assert "Dinilai Budi, 31 Maret 2026 sampai 30 April 2026." in page


@pytest.mark.once
def test_the_rating_page_tells_when_the_last_day_is_over(world: World, enter: Any, clock: Any) -> None:
    plan = agreed_plan(world)
    client = enter(world.budi)

    late = text_of(client.get(reverse("reviews:evaluation-rate", args=[plan.pk, world.term(1).pk])))
    in_time = text_of(client.get(reverse("reviews:evaluation-rate", args=[plan.pk, world.final.pk])))

    assert "Hari terakhir penilaian Triwulan I di unit ini 30 April 2026." in late
    assert "Hari terakhir penilaian" not in in_time
