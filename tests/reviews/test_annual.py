"""The annual result beside the year's parts, and what a move in mid-year makes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from desk.queries.recapitulation import recapitulation
from indicators.models import Plan
from organizations.access import Scope
from organizations.models import Placement
from reviews.documents.evaluation import term_word
from reviews.models import Evaluation, title_of, with_title
from reviews.queries.annual import (
    annual_evaluation,
    annual_plans,
    definitive_plans,
    stored_and_year,
    year_beside,
)
from tests.organizations.test_moves import act, transfer
from tests.pages import text_of
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

Enter = Callable[[Any], Client]


def loaded(plan: Plan) -> Plan:
    return Plan.objects.with_people().get(pk=plan.pk)


@pytest.fixture
def moved(world: World) -> tuple[Plan, Plan]:
    """Ani's plan of the first half of the year under Budi, and the one of her new post under Dewi."""
    old = agreed_plan(world)
    transfer(world)
    return loaded(old), loaded(agreed_plan(world, "ani new"))


def judged(plan: Plan, term: Any, by: Any, status: str = "DISAMPAIKAN", **changes: Any) -> Evaluation:
    shared = {} if status == "DRAF" else {"shared_at": NOW, "talked_on": TODAY}
    return Evaluation.objects.create(
        plan=plan, term=term, appraiser=by, status=status, **(RATED | shared | changes)
    )


# --- Beside the rating --------------------------------------------------------------------------------


def test_the_quarters_of_the_plan_stand_beside_the_annual_evaluation(world: World) -> None:
    plan = loaded(agreed_plan(world))
    judged(plan, world.term(2), world.budi)
    first = judged(plan, world.term(1), world.budi)
    judged(plan, world.term(3), world.budi, "DRAF")
    own = judged(plan, world.final, world.budi, "DRAF")

    stored, year = stored_and_year(plan, world.final)
    assert (stored, [row.title for row in year]) == (own, ["Triwulan I 2026", "Triwulan II 2026"])
    assert stored_and_year(plan, world.term(1)) == (first, [])


def test_the_last_superior_sees_the_evaluation_up_to_the_move(
    world: World, moved: tuple[Plan, Plan], enter: Enter, clock: Any
) -> None:
    old, new = moved
    judged(old, world.term(1), world.budi, results_rating="DI_ATAS")
    until = judged(old, world.final, world.budi, results_reason="Rahasia Budi.")

    page = text_of(enter(world.dewi).get(reverse("reviews:evaluation-rate", args=[new.pk, world.final.pk])))
    assert "Evaluasi sampai 30 Juni 2026" in page
    assert "Dinilai Budi. Sesuai ekspektasi Sesuai ekspektasi Baik" in page
    assert "Rahasia Budi." not in page  # the result counts, the words stay in their circle
    assert "Triwulan I 2026" not in page
    judged(new, world.final, world.dewi)
    assert list(year_beside(new, world.final, is_close=True)) == [until]
    assert list(year_beside(new, world.final, is_close=False)) == []
    assert "Triwulan I 2026" in text_of(enter(world.ani).get(f"/hasil/{until.pk}/"))


def test_what_was_not_shared_before_the_move_stays_unread(world: World, moved: tuple[Plan, Plan]) -> None:
    old, new = moved
    judged(old, world.final, world.budi, "DRAF")
    assert stored_and_year(new, world.final) == (None, [])


def test_the_personnel_unit_reads_the_annual_result_without_the_earlier_post(
    world: World, moved: tuple[Plan, Plan], enter: Enter, clock: Any
) -> None:
    old, new = moved
    judged(old, world.final, world.budi)
    row = judged(new, world.final, world.dewi)

    for person, sees in ((world.ani, True), (world.dewi, True), (world.gita, False)):
        page = text_of(enter(person).get(reverse("reviews:evaluation-detail", args=[row.pk])))
        assert ("Evaluasi sampai 30 Juni 2026" in page) is sees, person


# --- What it is called --------------------------------------------------------------------------------


def test_an_evaluation_up_to_a_move_is_called_so(
    world: World, moved: tuple[Plan, Plan], enter: Enter, clock: Any
) -> None:
    old, new = moved
    until, annual = judged(old, world.final, world.budi), judged(new, world.final, world.dewi)

    assert (until.title, annual.title) == ("Evaluasi sampai 30 Juni 2026", "Tahunan 2026")
    assert (term_word(until), term_word(annual)) == ("", "AKHIR")
    assert title_of(old, world.term(1)) == "Triwulan I 2026"
    page = enter(world.ani).get(f"/hasil/{until.pk}/")
    assert "Hasil Evaluasi sampai 30 Juni 2026" in text_of(page)
    assert "Hasil Evaluasi sampai 30 Juni 2026" in text_of(
        enter(world.ani).get(reverse("reviews:result-mine"))
    )


def test_titles_of_a_list_ask_nothing(
    world: World, moved: tuple[Plan, Plan], django_assert_num_queries: Any
) -> None:
    old, new = moved
    judged(old, world.final, world.budi)
    judged(new, world.final, world.dewi)
    rows = with_title(Evaluation.objects.all()).select_related("term", "plan__period", "plan__placement")
    with django_assert_num_queries(1):
        found = [row.title for row in rows.order_by("pk")]
    assert found == ["Evaluasi sampai 30 Juni 2026", "Tahunan 2026"]


def test_who_leaves_the_agency_has_an_annual_evaluation(world: World) -> None:
    plan = agreed_plan(world)
    Placement.objects.filter(pk=plan.placement_id).update(ended_on=date(2026, 6, 30))
    assert judged(loaded(plan), world.final, world.budi).title == "Tahunan 2026"


def test_an_acting_post_that_ended_is_no_move(world: World) -> None:
    agreed_plan(world, "eko")
    act(world)
    plan = loaded(agreed_plan(world, "eko acting"))
    assert plan.last_day == date(2026, 9, 30)
    Placement.objects.filter(pk=world.placements["eko"].pk).update(started_on=date(2026, 8, 1))
    assert judged(plan, world.final, world.citra).title == "Tahunan 2026"


# --- The annual result --------------------------------------------------------------------------------


def test_only_the_last_definitive_plan_gives_the_annual_result(
    world: World, moved: tuple[Plan, Plan]
) -> None:
    old, new = moved
    judged(old, world.final, world.budi)
    assert annual_plans(definitive_plans(world.period, [world.ani.pk])) == {world.ani.pk: new.pk}
    assert annual_evaluation(world.ani, world.period) is None

    row = judged(new, world.final, world.dewi, "DRAF")
    assert annual_evaluation(world.ani, world.period) is None
    Evaluation.objects.filter(pk=row.pk).update(status="DISAMPAIKAN", shared_at=NOW)
    assert annual_evaluation(world.ani, world.period) == row


def test_without_an_agreed_plan_at_the_new_post_the_earlier_one_counts(
    world: World, moved: tuple[Plan, Plan]
) -> None:
    old, new = moved
    Plan.objects.filter(pk=new.pk).update(status="DRAF", agreed_at=None, agreed_by=None)
    row = judged(old, world.final, world.budi)

    assert annual_evaluation(world.ani, world.period) == row
    rows = {line[0]: line[-3:] for line in recapitulation(_all(), world.period, world.final, TODAY)}
    assert rows[world.ani.nip] == ["Draf", "Disampaikan", "Baik"]


def test_the_acting_post_never_gives_the_annual_result(world: World) -> None:
    plan = agreed_plan(world, "eko")
    act(world)
    agreed_plan(world, "eko acting")
    assert annual_plans(definitive_plans(world.period, [world.eko.pk])) == {world.eko.pk: plan.pk}


def _all() -> Scope:
    return Scope(is_all=True)
