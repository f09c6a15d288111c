"""What a move does to plans: each ends with its placement, and is judged by the superior of that time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from appraisal.errors import Denied
from indicators import operations as plans
from indicators import queries
from indicators.models import Plan, last_day
from indicators.rules import PlanStatus
from organizations.models import Placement
from reviews.access import evaluation as judging
from reviews.access import progress as reporting
from reviews.access.line import actor_of, counting_day, overseen_plans, supervised_plans
from reviews.documents.evaluation import term_span
from reviews.models import Evaluation
from reviews.operations import evaluation as evaluations
from reviews.queries.team import team
from tests.organizations.test_moves import JULY, act, end, transfer
from tests.world import NOW, TODAY, World, agreed_plan

DAY = timedelta(days=1)
JUNE = JULY - DAY
RATING = {
    "results_rating": "SESUAI",
    "results_reason": "Bukti.",
    "behaviour_rating": "SESUAI",
    "behaviour_reason": "Bukti.",
    "recommendation": "",
}


def loaded(plan: Plan) -> Plan:
    return Plan.objects.with_people().get(pk=plan.pk)


@pytest.fixture
def moved(world: World) -> tuple[Plan, Plan]:
    """Ani's agreed plan of the first half of the year, and the one of her new post under Dewi."""
    old = agreed_plan(world)
    transfer(world)
    return loaded(old), loaded(agreed_plan(world, "ani new"))


# --- Two plans --------------------------------------------------------------------------------------


def test_a_plan_ends_with_its_placement_and_nothing_is_written_into_it(moved: tuple[Plan, Plan]) -> None:
    old, new = moved

    assert (old.ended_on, old.last_day, old.span.ended_on) == (date(2026, 12, 31), JUNE, JUNE)
    assert (new.started_on, new.last_day) == (JULY, date(2026, 12, 31))
    assert dict(Plan.objects.values_list("pk", last_day())) == {old.pk: JUNE, new.pk: new.ended_on}
    assert not old.span.overlaps(new.span)
    assert [row.ended_on for row in queries.facts(queries.load(new), TODAY).other_spans] == [JUNE]
    assert queries.plan_payload(queries.load(old))["ended_on"] == "2026-06-30"


@pytest.mark.parametrize(
    ("on", "judges", "day"),
    [(date(2026, 3, 1), "budi", date(2026, 3, 1)), (JUNE, "budi", JUNE), (TODAY, "budi", JUNE)],
)
def test_the_first_plan_is_judged_by_the_superior_of_that_time(
    world: World, moved: tuple[Plan, Plan], on: date, judges: str, day: date
) -> None:
    old, _ = moved

    assert counting_day(old, on) == day
    assert actor_of(world.people[judges], loaded(old), on) == "pejabat penilai"
    assert list(supervised_plans(world.people[judges], on)) == [old]
    assert list(overseen_plans(world.citra, on)) == [old]
    assert actor_of(world.dewi, loaded(old), on) == "orang lain"


def test_the_second_plan_is_judged_by_the_new_superior(world: World, moved: tuple[Plan, Plan]) -> None:
    _, new = moved

    assert list(supervised_plans(world.dewi, TODAY)) == [new]
    assert actor_of(world.dewi, new, TODAY) == "pejabat penilai"
    assert actor_of(world.budi, loaded(new), TODAY) == "orang lain"


def test_both_plans_are_read_by_those_of_their_time(
    world: World, moved: tuple[Plan, Plan], clock: Any, enter: Any
) -> None:
    old, new = (reverse("indicators:plan-detail", args=[plan.pk]) for plan in moved)
    seen = {
        "ani": (200, 200),
        "budi": (200, 404),
        "citra": (200, 404),
        "dewi": (404, 200),
        "gita": (200, 200),
    }
    for name, expected in seen.items():
        client = enter(world.people[name])
        assert (client.get(old).status_code, client.get(new).status_code) == expected, name
    page = enter(world.ani).get(old).content.decode()
    assert "1 Januari 2026 sampai 30 Juni 2026" in page


def test_the_first_plan_stays_in_the_team_of_its_superior(world: World, moved: tuple[Plan, Plan]) -> None:
    old, new = moved

    budis = {row.plan for row in team(world.budi, world.period, world.final, TODAY) if row.plan}
    dewis = {row.plan for row in team(world.dewi, world.period, world.final, TODAY) if row.plan}
    assert (budis, dewis) == ({old}, {new})


# --- Judging what has ended ---------------------------------------------------------------------------


def test_the_first_plan_is_judged_for_the_year_from_its_last_day_on(
    world: World, moved: tuple[Plan, Plan]
) -> None:
    old, _ = moved
    moment = NOW.replace(month=7, day=2)
    assert not judging.may_rate(world.dewi, old, world.final, JULY)
    assert judging.may_rate(world.budi, loaded(old), world.final, JULY)

    row = evaluations.rate(plan=old, term=world.final, version=None, **RATING, by=world.budi, at=moment)
    evaluations.share(evaluation=row, version=1, talked_on=JULY, by=world.budi, at=moment)

    shared = Evaluation.objects.get()
    assert (shared.appraiser, shared.upper) == (world.budi, world.citra)
    assert term_span(shared.plan, shared.term) == "1 Januari 2026 s.d 30 Juni 2026"


def test_a_plan_of_the_whole_year_waits_for_the_annual_window(world: World) -> None:
    plan = loaded(agreed_plan(world))

    assert not judging.may_rate(world.budi, plan, world.final, date(2026, 10, 31))
    assert judging.may_rate(world.budi, plan, world.final, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("number", "old_counts", "new_counts"), [(1, True, False), (2, True, False), (3, False, True)]
)
def test_each_part_of_the_year_belongs_to_the_plan_that_was_in_force(
    world: World, moved: tuple[Plan, Plan], number: int, old_counts: bool, new_counts: bool
) -> None:
    old, new = moved
    term = world.term(number)

    assert bool(judging.may_rate(world.budi, old, term, TODAY)) == old_counts
    assert bool(judging.may_rate(world.dewi, new, term, TODAY)) == new_counts
    assert bool(reporting.may_report(world.ani, old, term, TODAY)) == old_counts
    assert bool(reporting.may_report(world.ani, new, term, TODAY)) == new_counts


# --- Moved before the plan was agreed ------------------------------------------------------------------


def test_a_draft_of_the_old_post_goes_to_the_last_superior_of_that_post(world: World) -> None:
    plan = agreed_plan(world, status="DRAF")
    transfer(world)

    sent = plans.submit_plan(plan=plan, version=1, by=world.ani, at=NOW)

    assert sent.submitted_to == world.budi
    with pytest.raises(Denied):
        plans.agree_plan(plan=sent, version=2, by=world.dewi, at=NOW)
    agreed = plans.agree_plan(plan=sent, version=2, by=world.budi, at=NOW)
    assert agreed.copies.get().payload["ended_on"] == "2026-06-30"


def test_the_settings_of_such_a_draft_offer_its_real_end(world: World, clock: Any, enter: Any) -> None:
    plan = agreed_plan(world, status="DRAF")
    transfer(world)
    client = enter(world.ani)
    href = reverse("indicators:plan-settings", args=[plan.pk])

    assert 'value="30-06-2026"' in client.get(href).content.decode()
    data = {"version": 1, "approach": "KUANTITATIF", "started_on": "1-1-2026", "ended_on": "30-6-2026"}
    assert client.post(href, data).status_code == 302


# --- Acting posts and the end of the service -----------------------------------------------------------


@pytest.mark.parametrize("on", [JULY, date(2026, 8, 15), date(2026, 9, 30), TODAY])
def test_the_plan_of_an_acting_post_is_additional_and_judged_by_the_head_above(
    world: World, on: date
) -> None:
    end(world)
    act(world)
    own, acting = agreed_plan(world, "eko"), agreed_plan(world, "eko acting")

    assert (loaded(acting).last_day, loaded(own).last_day) == (date(2026, 9, 30), date(2026, 12, 31))
    assert {actor_of(world.citra, loaded(plan), on) for plan in (own, acting)} == {"pejabat penilai"}
    assert queries.facts(queries.load(acting), on).other_spans == []


@pytest.mark.parametrize("on", [JULY, TODAY])
def test_who_acts_as_head_does_not_appraise_the_unit(world: World, on: date) -> None:
    end(world)
    act(world)
    plan = agreed_plan(world)

    assert actor_of(world.eko, loaded(plan), on) == "orang lain"
    assert actor_of(world.citra, loaded(plan), on) == "pejabat penilai"


def test_the_plan_of_who_retired_ends_and_can_be_judged(world: World) -> None:
    plan = agreed_plan(world, "budi")
    end(world)

    assert loaded(plan).last_day == JUNE
    assert judging.may_rate(world.citra, loaded(plan), world.final, JULY)
    assert loaded(plan).status == PlanStatus.AGREED
    assert Placement.objects.get(pk=plan.placement_id).ended_on == JUNE
