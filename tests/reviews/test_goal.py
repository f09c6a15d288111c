"""Progress rolls up to what a unit promised: the newest amount of the head's plan, and who serves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from indicators.models import Goal, Indicator, KeyIndicator, Plan, Result
from reviews.models import Realisation
from reviews.queries.goal import agreement_page, share_words
from tests.indicators.goals import DAYS, FILL, INDEX, goal, taken
from tests.pages import queries_of, text_of
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def promised(world: World) -> Goal:
    """A goal of the dinas that Citra took; her plan is in force."""
    row = goal(world, keys=[INDEX, DAYS, replace(FILL)])
    plan = taken(world, row)
    Plan.objects.filter(pk=plan.pk).update(status="DISEPAKATI", agreed_at=NOW, agreed_by=world.hadi)
    return row


def reported(world: World, text: str, term: int, amount: str | None, **changes: Any) -> Realisation:
    values: dict[str, Any] = {
        "indicator": Indicator.objects.get(text=text, result__plan__placement__employee=world.citra),
        "term": world.term(term),
        "amount": None if amount is None else Decimal(amount),
        "note": "Catatan.",
        "noted_on": TODAY,
        "reported_at": NOW,
    }
    return Realisation.objects.create(**(values | changes))


def shares(world: World) -> list[tuple[str, str]]:
    found = agreement_page(world.period, world.units["dinas"], world.ani, TODAY)
    return [(key.reached, key.share) for key in found.keys]


def test_nothing_is_reached_before_the_head_reports(world, promised):
    assert shares(world) == [("", "belum dilaporkan")] * 3


def test_the_newest_amount_counts_and_quarters_are_never_summed_up(world, promised):
    reported(world, INDEX.text, 1, "40")
    reported(world, INDEX.text, 3, "71.06")
    reported(world, INDEX.text, 4, None)
    reported(world, DAYS.text, 2, "3.6")
    reported(world, FILL.text, 2, "88")

    assert shares(world) == [
        ("71,06 nilai, Triwulan III", "83,6% dari target"),
        ("3,6 hari, Triwulan II", "80% dari target"),
        ("88 persen, Triwulan II", "90% dari target"),
    ]
    assert agreement_page(world.period, world.units["dinas"], world.ani, TODAY).reported == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"plan__status": "DIAJUKAN"},
        {"plan__placement__is_head": False},
        {"removed_at": NOW},
    ],
)
def test_only_the_heads_plan_in_force_counts(world, promised, changes):
    reported(world, INDEX.text, 1, "40")
    (name, value), *_ = changes.items()
    if name == "plan__status":
        Plan.objects.update(status=value)
    elif name == "removed_at":
        Result.objects.update(removed_at=value)
    else:
        type(world.placements["citra"]).objects.filter(employee=world.citra).update(is_head=value)

    assert shares(world)[0] == ("", "belum dilaporkan")


def test_an_amount_of_somebody_elses_indicator_does_not_count(world, promised):
    reported(world, INDEX.text, 1, "40")
    Indicator.objects.update(key_indicator=None)

    assert shares(world)[0] == ("", "belum dilaporkan")


def test_of_two_reports_in_a_quarter_the_later_one_counts(world, promised):
    first = Indicator.objects.get(text=INDEX.text)
    second = Indicator.objects.create(
        result=first.result, order=9, text="Indeks lain", key_indicator=first.key_indicator
    )
    reported(world, INDEX.text, 1, "40")
    reported(world, INDEX.text, 1, "51", indicator=second, reported_at=NOW + timedelta(hours=1))

    assert shares(world)[0] == ("51 nilai, Triwulan I", "60% dari target")


# target, until, direction, reached -> words
WORDS = [
    ("100", None, "NAIK", "83.6", "83,6% dari target"),
    ("100", None, "NAIK", "500", "120% dari target"),
    ("100", None, "TURUN", "250", "0% dari target"),
    ("60", "80", "RENTANG", "70", "100% dari target"),
    ("0", None, "NAIK", "5", "dilaporkan"),
    (None, None, "NAIK", "5", "dilaporkan, tanpa target angka"),
    ("100", None, "NAIK", None, "belum dilaporkan"),
]


@pytest.mark.parametrize(("target", "until", "direction", "reached", "words"), WORDS)
def test_the_share_in_words(target, until, direction, reached, words):
    numbers = [None if text is None else Decimal(text) for text in (target, until, reached)]
    key = KeyIndicator(target=numbers[0], target_until=numbers[1], direction=direction)

    assert share_words(key, numbers[2]) == words


# --- Who serves ---------------------------------------------------------------------------------------


def chain(world: World, promised: Goal) -> None:
    """Budi supports what Citra took, Ani supports Budi."""
    leading = Result.objects.get(goal=promised)
    for name in ("budi", "ani"):
        result = agreed_plan(world, name).results.get()
        Result.objects.filter(pk=result.pk).update(supports=leading)
        leading = result


def test_the_head_comes_first_then_those_who_support(world, promised):
    chain(world, promised)

    (found,) = agreement_page(world.period, world.units["dinas"], world.budi, TODAY).goals

    assert [(row.person.name, row.level) for row in found.servers] == [("Citra", 0), ("Budi", 1), ("Ani", 2)]
    assert [(row.person.name, row.may_see) for row in found.supporters] == [("Budi", True), ("Ani", True)]
    assert found.takers[0].may_see is False


def test_a_result_that_serves_twice_is_named_once_at_its_nearest(world, promised):
    chain(world, promised)
    other = goal(world, "Dua")
    Result.objects.filter(plan__placement__employee=world.budi).update(goal=other)

    one, two = agreement_page(world.period, world.units["dinas"], world.budi, TODAY).goals

    assert [(row.person.name, row.level) for row in one.servers] == [("Citra", 0), ("Budi", 1), ("Ani", 2)]
    assert [(row.person.name, row.level) for row in two.servers] == [("Budi", 0), ("Ani", 1)]


def test_who_serves_a_goal_twice_counts_where_it_is_nearest(world, promised):
    chain(world, promised)
    near = Result.objects.get(plan__placement__employee=world.budi)
    near.plan.results.create(order=2, text="Tertatanya loket", supports=near)

    (found,) = agreement_page(world.period, world.units["dinas"], world.budi, TODAY).goals

    assert [(row.person.name, row.level) for row in found.servers] == [("Citra", 0), ("Budi", 1), ("Ani", 2)]


def test_drafts_of_others_are_not_told(world, promised):
    chain(world, promised)
    Plan.objects.exclude(placement__employee=world.citra).update(
        status="DRAF", agreed_at=None, agreed_by=None
    )

    (found,) = agreement_page(world.period, world.units["dinas"], world.gita, TODAY).goals

    assert found.supporters == []


def test_the_page_names_people_and_links_only_what_the_reader_may_see(world, promised, enter, clock):
    chain(world, promised)
    reported(world, INDEX.text, 3, "71.06")
    plan = Plan.objects.get(placement__employee=world.citra)
    href = f"/perjanjian-kinerja/2026/{world.units['dinas'].pk}/"

    page = enter(world.dewi).get(href)

    text = text_of(page)
    assert "Citra, Kepala Dinas" in text
    assert "1 dari 3 IKU sudah dilaporkan pimpinan unit tahun ini." in text
    assert "71,06 nilai, Triwulan III 83,6% dari target" in text
    assert "3 hari makin rendah makin baik" in text
    assert "Diambil ke SKP Citra (Kepala Dinas)" in text
    assert "2 SKP lain mendukungnya" in text
    assert f"/skp/{plan.pk}/" not in page.content.decode()
    assert f"/skp/{plan.pk}/" in enter(world.gita).get(href).content.decode()


def test_many_names_are_cut_and_counted(world, promised, monkeypatch):
    chain(world, promised)
    monkeypatch.setattr("reviews.queries.goal.NAMES_SHOWN", 1)

    (found,) = agreement_page(world.period, world.units["dinas"], world.budi, TODAY).goals

    assert ([row.person.name for row in found.shown], found.more) == (["Budi"], 1)


def test_the_page_costs_the_same_for_few_and_for_many(world, promised, enter, clock):
    client, href = enter(world.gita), f"/perjanjian-kinerja/2026/{world.units['dinas'].pk}/"
    chain(world, promised)
    client.get(href)
    few = queries_of(client, href)
    for number in range(20):
        goal(world, f"Sasaran {number}", keys=[INDEX, DAYS, FILL])

    assert queries_of(client, href) == few <= 12


def test_a_unit_without_goals_says_who_writes_them(world, enter, clock):
    href = f"/perjanjian-kinerja/2026/{world.units['lain'].pk}/"

    assert "Unit ini belum menulis sasaran untuk tahun ini." in text_of(enter(world.ani).get(href))
    assert "Tambahkan satu per satu, atau impor" in text_of(enter(world.dewi).get(href))
    assert enter(world.ani).get("/perjanjian-kinerja/1999/1/").status_code == 404
    assert enter(world.ani).get("/perjanjian-kinerja/2026/99999/").status_code == 404
