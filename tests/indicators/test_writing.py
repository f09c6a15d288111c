"""Writing made easy: the line of completeness, advice beside what was written, examples that fit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from indicators import operations
from indicators.models import Indicator, Plan, Result
from tests.indicators.plans import INDICATOR, complete, drafted, with_result
from tests.pages import queries_of, text_of
from tests.world import NOW, agreed_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def address(name, *args):
    return reverse(f"indicators:{name}", args=args)


def earlier_year(world):
    """Return the year before the world's."""
    return operations.create_period(year=2025, by=world.gita, at=NOW)


def last_year(world, name="ani", **changes):
    """Return an agreed plan of the year before, one result with one indicator."""
    plan = agreed_plan(world, name)
    Plan.objects.filter(pk=plan.pk).update(
        period=earlier_year(world), started_on="2025-01-01", ended_on="2025-12-31", **changes
    )
    return Plan.objects.get(pk=plan.pk)


# --- The line of completeness -------------------------------------------------------------------------


@pytest.mark.once
@pytest.mark.parametrize("page", ["plan-compose", "plan-mine"])
def test_the_line_says_what_is_needed_and_leads_there(world, enter, page):
    plan = drafted(world)
    first = with_result(
        world, plan, indicators=[replace(INDICATOR, target=None), replace(INDICATOR, unit="")]
    )
    second = with_result(world, first.plan, no_support_reason="")

    answer = enter(world.ani).get(address(page, *([plan.pk] if page == "plan-compose" else [])))

    assert "Tinggal 2 hal: tulis target hasil 1 · pilih RHK pimpinan hasil 2" in text_of(answer)
    for row in (first, second):
        assert f'<a href="{address("result-edit", row.pk)}">' in answer.content.decode()


@pytest.mark.once
def test_a_long_line_names_four_things_and_leads_to_the_rest(world, enter):
    plan = drafted(world)
    for number in range(6):
        row = with_result(world, plan, text=f"Terbitnya akta {number}", indicators=[])
        plan = row.plan

    body = enter(world.ani).get(address("plan-compose", plan.pk))

    assert "Tinggal 6 hal:" in text_of(body)
    assert "· dan 2 hal lain" in text_of(body)


@pytest.mark.once
@pytest.mark.parametrize("page", ["plan-compose", "plan-mine"])
def test_a_complete_draft_is_ready(world, enter, page):
    plan = complete(world)

    answer = enter(world.ani).get(address(page, *([plan.pk] if page == "plan-compose" else [])))

    assert "Siap diajukan. Periksa dan ajukan" in text_of(answer)
    operations.submit_plan(plan=plan, version=plan.version, by=world.ani, at=NOW)


def test_overlapping_plans_are_told_on_the_own_page_as_on_submitting(world, enter):
    place = world.placements["ani"]
    plan = complete(world)
    other = world.ani.placements.create(
        position=place.position,
        unit=place.unit,
        kind="DEFINITIF",
        started_on="2023-01-01",
        ended_on="2026-03-31",
    )
    Plan.objects.create(
        period=earlier_year(world), placement=other, form="JA_JF", started_on="2025-06-01",
        ended_on="2026-02-28", created_at=NOW,
    )  # fmt: skip

    assert "periksa masa SKP" in text_of(enter(world.ani).get(address("plan-mine")))
    assert "periksa masa SKP" in text_of(enter(world.ani).get(address("plan-compose", plan.pk)))


@pytest.mark.once
def test_the_own_page_costs_the_same_for_one_draft_and_for_three(world, enter):
    client = enter(world.ani)
    client.get("/")  # the first page after a login notes in the session that somebody was there
    complete(world)
    before = queries_of(client, address("plan-mine"))
    place = world.placements["ani"]
    for number in (1, 2):
        acting = world.ani.placements.create(
            position=place.position, unit=world.units["lain"], kind="PLT", started_on=f"2026-0{number}-01"
        )
        world.placements["plt"] = acting
        world.people["plt"] = world.ani
        complete(world, "plt")

    assert queries_of(client, address("plan-mine")) == before


# --- Advice -------------------------------------------------------------------------------------------


@pytest.mark.once
def test_advice_stands_beside_the_result_and_on_the_page_of_the_check(world, enter):
    last = last_year(world)
    plan = drafted(world)
    same = Indicator.objects.get(result__plan=last)
    draft = replace(INDICATOR, text=same.text, target=same.target, unit=same.unit)
    plan = with_result(world, plan, text="Melaksanakan pelayanan akta", indicators=[draft]).plan

    compose = text_of(enter(world.ani).get(address("plan-compose", plan.pk)))
    check = text_of(enter(world.ani).get(address("plan-check", plan.pk)))

    for page in (compose, check):
        assert "menyebut kegiatan" in page
        assert "sama dengan SKP 2025 (100 dokumen)" in page
    assert "Saran, boleh diabaikan Hasil 1: “Melaksanakan …”" in check
    assert "Ajukan ke atasan" in check


def test_a_result_that_repeats_the_leader_gets_advice_once_the_leader_handed_in(world, enter):
    leader = complete(world, "budi")
    mine = with_result(world, drafted(world), text="terbitnya akta kelahiran sesuai standar waktu").plan
    before = text_of(enter(world.ani).get(address("plan-compose", mine.pk)))
    operations.submit_plan(plan=leader, version=leader.version, by=world.budi, at=NOW)

    after = text_of(enter(world.ani).get(address("plan-compose", mine.pk)))

    assert "sama persis" not in before, "a draft of the leader stays his own"
    assert "sama persis dengan RHK Pak Budi" in after


def test_nobody_else_reads_the_advice(world, enter):
    plan = with_result(world, drafted(world), text="Melaksanakan pelayanan akta").plan
    operations.submit_plan(plan=plan, version=plan.version, by=world.ani, at=NOW)

    for person in (world.budi, world.ani):
        assert "menyebut kegiatan" not in text_of(enter(person).get(address("plan-detail", plan.pk)))


@pytest.mark.once
def test_more_than_ten_results_get_advice_above_the_button(world, enter):
    plan = drafted(world)
    Result.objects.bulk_create(Result(plan=plan, order=n, text=f"Terbitnya akta {n}") for n in range(1, 12))

    assert "memuat 11 hasil" in text_of(enter(world.ani).get(address("plan-compose", plan.pk)))


# --- Examples -----------------------------------------------------------------------------------------


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "words"), [("ani", "arsip yang diminta"), ("dewi", "akta kelahiran paling lama")]
)
def test_examples_fit_the_position(world, enter, name, words):
    plan = drafted(world, name)

    body = text_of(enter(world.people[name]).get(address("result-new", plan.pk)))

    first = body.split("Sudah hasil")[1].split("Indikatornya")[0]
    assert words in first
    assert body.count("Masih kegiatan") > 3


# --- Order --------------------------------------------------------------------------------------------


@pytest.mark.once
def test_both_buttons_of_a_result_say_which_one_they_move(world, enter):
    plan = drafted(world)
    for number in (1, 2, 3):
        plan = with_result(world, plan, text=f"Terbitnya akta {number}").plan

    body = text_of(enter(world.ani).get(address("plan-compose", plan.pk)))

    assert [body.count(f"Naik hasil {n}") + body.count(f"Turun hasil {n}") for n in (1, 2, 3)] == [
        1,
        2,
        1,
    ]
