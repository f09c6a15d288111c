"""How far the posts of a unit are in a term, and who is not expected: one meaning for table and list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache

from desk.models import Exemption
from desk.queries.counts import COLUMN_OF, Counts, counts, help_first, reached
from desk.queries.population import population
from desk.rules.waiting import Stage
from indicators.models import CoreValue, Indicator, Plan, Term
from organizations.models import Absence, Employee, Placement
from reviews.models import Evaluation, Feedback, Note, Realisation, SelfAssessment, Talk
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.django_db
PEOPLE = 9


def total(world: World, term: Term | None = None, unit: str = "kota") -> Counts:
    cache.clear()
    return counts(world.period, term or world.final, TODAY).below(world.units[unit].pk)


def write(world: World, plan: Plan, stage: Stage, number: int = 4) -> None:
    """Let a plan reach a stage in a quarter; the results in the annual term."""
    term, by = world.term(number), {"given_by": world.budi, "given_at": NOW}
    rated = RATED | {"appraiser": world.budi, "term": world.final}
    made: dict[Stage, Any] = {
        Stage.NOTE: lambda: Note.objects.create(
            placement=plan.placement,
            noted_on=TODAY,
            text="Selesai",
            written_by=plan.placement.employee,
            written_at=NOW,
        ),
        Stage.REALISATION: lambda: Realisation.objects.create(
            indicator=Indicator.objects.filter(result__plan=plan).get(),
            term=term,
            note="Dua belas terbit.",
            noted_on=TODAY,
            reported_at=NOW,
        ),
        Stage.FEEDBACK: lambda: Feedback.objects.create(
            plan=plan, term=term, value=CoreValue.objects.get(number=1), text="Rapi.", **by
        ),
        Stage.TALK: lambda: Talk.objects.create(
            plan=plan,
            term=term,
            planned_at=NOW,
            held_on=TODAY,
            superior=world.budi,
            planned_by=world.budi,
        ),
        Stage.SELF: lambda: SelfAssessment.objects.create(
            plan=plan, term=world.final, strengths="Loket tertata.", sent_at=NOW
        ),
        Stage.RATED: lambda: Evaluation.objects.create(plan=plan, **rated),
        Stage.SHARED: lambda: Evaluation.objects.create(
            plan=plan, **rated | {"status": "DISAMPAIKAN", "shared_at": NOW}
        ),
    }
    made[stage]()


def test_a_plan_is_counted_in_the_one_state_it_is_in(world: World) -> None:
    for name, status in (("ani", "DRAF"), ("budi", "DIKEMBALIKAN"), ("dewi", "DIAJUKAN"), ("eko", "DITUTUP")):
        agreed_plan(world, name, status=status)

    found = total(world)

    assert found == Counts(people=PEOPLE, drafted=2, submitted=1, agreed=1)
    assert (found.without_plan, found.not_agreed) == (PEOPLE - 4, PEOPLE - 1)
    assert total(world, unit="lain") == Counts(people=1, submitted=1)


@pytest.mark.parametrize("stage", [one for one in Stage if one not in (Stage.PLAN, Stage.ISSUED)])
def test_a_stage_counts_who_reached_it_and_the_list_finds_the_same(world: World, stage: Stage) -> None:
    plan = agreed_plan(world)
    write(world, plan, stage)

    found = population(world.period, world.final, TODAY)
    people = found.expected().filter(reached(found, stage)).values_list("pk", flat=True)

    assert total(world).done(stage) == 1
    assert list(people) == [world.placements["ani"].pk]
    others = {COLUMN_OF[one] for one in Stage} - {COLUMN_OF[stage], "agreed"}
    others -= {"rated"} if stage == Stage.SHARED else set()
    assert {name: getattr(total(world), name) for name in others} == dict.fromkeys(others, 0)


@pytest.mark.parametrize("stage", [Stage.NOTE, Stage.REALISATION, Stage.FEEDBACK, Stage.TALK])
def test_a_quarter_counts_its_own_work_only(world: World, stage: Stage) -> None:
    write(world, agreed_plan(world), stage)

    assert total(world, world.term(4)).done(stage) == 1
    assert total(world, world.term(3)).done(stage) == 0


def test_a_change_under_way_is_no_plan_of_its_own(world: World) -> None:
    plan = agreed_plan(world)
    Plan.every.create(
        period=world.period,
        placement=plan.placement,
        form=plan.form,
        started_on=plan.started_on,
        ended_on=plan.ended_on,
        revises=plan,
        reason="Target berubah",
        created_at=NOW,
    )

    assert total(world) == Counts(people=PEOPLE, agreed=1)


def test_who_is_away_left_exempt_or_not_there_is_left_out_and_never_missing(world: World) -> None:
    Absence.objects.create(
        employee=world.ani, kind="CLTN", started_on=date(2026, 2, 1), note="SK", set_by=world.gita, set_at=NOW
    )
    Placement.objects.filter(pk=world.placements["eko"].pk).update(ended_on=date(2026, 5, 31))
    Employee.objects.filter(pk=world.eko.pk).update(status="Pensiun", is_active=False)
    Employee.objects.filter(pk=world.dewi.pk).update(kind="NON_ASN")
    Exemption.objects.create(
        placement=world.placements["budi"],
        reason="Perbantuan",
        started_on=date(2026, 1, 1),
        ended_on=date(2026, 12, 31),
        set_by=world.gita,
        set_at=NOW,
    )

    assert total(world, world.term(2)) == Counts(people=PEOPLE - 5, left_out=5), "Fajar came in July"
    assert total(world, world.term(4)) == Counts(people=PEOPLE - 4, left_out=4)
    assert total(world) == Counts(people=PEOPLE - 4, left_out=4), "nobody waits for a first plan of Ani"
    agreed_plan(world)
    assert total(world) == Counts(people=PEOPLE - 3, agreed=1, left_out=3), "Ani worked in January"


def test_who_begins_later_is_not_expected_yet(world: World) -> None:
    Placement.objects.filter(pk=world.placements["ani"].pk).update(started_on=date(2026, 12, 1))

    assert total(world, world.term(4)) == Counts(people=PEOPLE - 1, left_out=1)


def test_help_is_offered_where_most_is_open_and_no_small_unit_is_named(world: World) -> None:
    for name in ("ani", "budi"):
        agreed_plan(world, name)
    cache.clear()
    made = counts(world.period, world.final, TODAY)
    units = [world.units[name].pk for name in ("lain", "dinas", "kota")]

    assert help_first(made, units, Stage.PLAN) == [world.units["kota"].pk, world.units["dinas"].pk]
    assert help_first(made, units, Stage.PLAN, most=1) == [world.units["kota"].pk]


def test_counts_are_made_with_four_queries_and_kept_for_a_minute(
    world: World, django_assert_num_queries: Any
) -> None:
    final = world.final
    with django_assert_num_queries(4):
        counts(world.period, final, TODAY)
    with django_assert_num_queries(0):
        counts(world.period, final, TODAY)
