"""Attendance beside an evaluation: facts of the term for who may see them, and no more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from awards.queries.sources import gathered
from awards.rules.scheme import Source
from organizations.models import Attendance
from reviews.queries.attendance import attendance_beside
from tests.awards.schemes import a_scheme
from tests.pages import queries_of, text_of
from tests.scenes import Scene
from tests.world import NOW, TODAY, World, agreed_plan

SENTENCE = "Kehadiran tidak menentukan rating dengan sendirinya."


def month(world: World, number: int, name: str = "ani", **changes: Any) -> Attendance:
    values = {"work_days": 22, "present_days": 20, "travel_days": 2, "set_at": NOW} | changes
    return Attendance.objects.create(employee=world.people[name], month=date(2026, number, 1), **values)


def set_policy(world: World, value: int) -> None:
    world.period.figures.filter(key="kehadiran_dalam_evaluasi").update(value=value)


def beside(world: World, plan: Any, name: str = "budi", term: int = 3, on: date = TODAY) -> Any:
    part = world.term(term) if term < 5 else world.final
    return attendance_beside(world.people[name], plan, part, on)


def test_the_months_of_the_term_are_told_with_their_sum(world: World) -> None:
    plan = agreed_plan(world)
    for number in (6, 7, 9, 10):
        month(world, number)

    found = beside(world, plan)

    assert [day.month for day, _ in found.months] == [7, 9]
    assert [day.month for day in found.missing] == [8]
    assert found.sum.days_in_words == "Hadir 40 dari 44 hari kerja, dinas luar 4 hari."


def test_only_the_months_of_the_plan_up_to_today_count(world: World) -> None:
    plan = agreed_plan(world, "fajar")
    for number in (6, 7, 12):
        month(world, number, "fajar")

    found = beside(world, plan, term=5)

    assert [day.month for day, _ in found.months] == [7]
    assert [day.month for day in found.missing] == [8, 9, 10, 11]


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        *(("ani", True), ("budi", True), ("citra", True), ("eko", True), ("gita", True)),
        *(("dewi", False), ("fajar", False), ("hadi", False), ("indra", False)),
    ],
)
def test_who_sees_it(world: World, name: str, seen: bool) -> None:
    plan = agreed_plan(world)
    month(world, 7)

    assert (beside(world, plan, name) is not None) is seen


def test_the_policy_keeps_it_out(world: World) -> None:
    plan = agreed_plan(world)
    month(world, 7)
    set_policy(world, 0)

    assert beside(world, plan) is None


@pytest.mark.parametrize(
    ("page", "thing", "name"),
    [
        ("reviews:evaluation-rate", "plan.agreed.ani", "budi"),
        ("reviews:evaluation-detail", "evaluation.shared.ani", "ani"),
        ("reviews:evaluation-detail", "evaluation.shared.ani", "budi"),
        ("reviews:evaluation-detail", "evaluation.shared.ani", "gita"),
    ],
)
def test_the_pages_show_it_where_the_policy_says_so(
    scene: Scene, enter: Any, page: str, thing: str, name: str
) -> None:
    client = enter(scene.world.people[name])
    href = scene.href(page, thing)

    shown = text_of(client.get(href))
    assert SENTENCE in shown
    assert "Hadir 20 dari 22 hari kerja" in shown
    set_policy(scene.world, 0)
    assert SENTENCE not in text_of(client.get(href))


def test_nothing_is_said_where_nobody_brings_it_in(world: World) -> None:
    assert beside(world, agreed_plan(world)) is None


def test_an_auditor_reads_the_result_without_attendance(scene: Scene, enter: Any) -> None:
    page = enter(scene.world.indra).get(scene.href("reviews:evaluation-detail", "evaluation.shared.ani"))

    assert page.status_code == 200
    assert SENTENCE not in text_of(page)


def test_awards_read_no_attendance_unless_a_published_scheme_weighs_it(world: World) -> None:
    month(world, 6, present_days=17, absent_days=3)
    silent = a_scheme(world.period, world.gita)
    asking = a_scheme(world.period, world.gita, name="Teladan", weights={Source.ATTENDANCE: 100})

    assert "attendance" not in gathered(silent, set(), TODAY).people[world.ani.pk]
    assert gathered(asking, set(), TODAY).people[world.ani.pk]["attendance"] == (22, 3)


@pytest.mark.parametrize(
    ("page", "thing"),
    [
        ("reviews:evaluation-rate", "plan.agreed.ani"),
        ("reviews:evaluation-detail", "evaluation.shared.ani"),
    ],
)
def test_a_year_of_months_costs_as_much_as_none(scene: Scene, enter: Any, page: str, thing: str) -> None:
    client, href = enter(scene.world.budi), scene.href(page, thing)
    assert SENTENCE in text_of(client.get(href))
    before = queries_of(client, href)
    for number in range(1, 10):
        month(scene.world, number)

    assert queries_of(client, href) == before <= 17  # one of them tells of the time that Ani is away
