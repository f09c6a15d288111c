"""Who sees and does what with a plan: person by state, allowed or the sentence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from indicators import access, operations
from indicators.models import Period, Plan
from indicators.rules import Actor
from organizations.models import Position, Supervision
from organizations.operations import assign, refresh_lines
from tests.indicators.plans import agreed, complete, drafted, submitted
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db

RELATIONS = {
    "ani": Actor.OWNER,
    "budi": Actor.SUPERIOR,
    "citra": Actor.UPPER,
    "eko": Actor.DESK,
    "gita": Actor.DESK,
    "indra": Actor.DESK,
    "dewi": Actor.OTHER,
    "fajar": Actor.OTHER,
    "hadi": Actor.OTHER,
}
DECISIONS = [
    access.may_change,
    access.may_submit,
    access.may_withdraw,
    access.may_expect,
    access.may_return,
    access.may_agree,
]
# state -> person -> what this person may do; nobody else may do anything.
RIGHTS = {
    drafted: {"ani": {access.may_change, access.may_submit}},
    submitted: {
        "ani": {access.may_withdraw},
        "budi": {access.may_expect, access.may_return, access.may_agree},
    },
    agreed: {},
}


def returned(world):
    plan = submitted(world)
    return operations.return_plan(
        plan=plan, version=plan.version, suggestion="Perbaiki.", by=world.budi, at=NOW
    )


RIGHTS[returned] = RIGHTS[drafted]


@pytest.mark.parametrize(("name", "actor"), list(RELATIONS.items()))
def test_everybody_stands_in_one_relation(world, name, actor):
    assert access.actor_of(world.people[name], drafted(world), TODAY) == actor


@pytest.mark.parametrize("name", RELATIONS)
def test_strangers_do_not_know_that_a_plan_exists(world, name):
    plan = drafted(world)

    seen = access.visible_plans(world.people[name], TODAY)

    assert seen.filter(pk=plan.pk).exists() is (RELATIONS[name] != Actor.OTHER)
    assert seen.filter(pk=plan.pk).count() <= 1


@pytest.mark.parametrize("make", [drafted, submitted, returned, agreed], ids=lambda make: make.__name__)
@pytest.mark.parametrize("name", RELATIONS)
def test_reading_is_for_the_circle_and_a_draft_for_its_author(world, make, name):
    decision = access.may_read(world.people[name], make(world), TODAY)

    if RELATIONS[name] == Actor.OTHER:
        assert "dibuka untuk pemilik SKP" in decision.reason
    elif make is drafted and name != "ani":
        assert decision.reason == "SKP ini masih draf. Isinya terbuka setelah diajukan."
    else:
        assert decision


@pytest.mark.parametrize("make", RIGHTS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("name", RELATIONS)
def test_doing_follows_from_relation_and_state(world, make, name):
    plan = make(world)

    for may in DECISIONS:
        decision = may(world.people[name], plan, TODAY)
        assert bool(decision) is (may in RIGHTS[make].get(name, set())), may.__name__
        assert bool(decision) is not bool(decision.reason)


@pytest.mark.parametrize("name", RELATIONS)
def test_the_document_is_made_by_the_line_and_admins(world, name):
    decision = access.may_print(world.people[name], agreed(world), TODAY)

    assert bool(decision) is (name in {"ani", "budi", "citra", "eko", "gita"})


def test_a_plan_that_is_not_agreed_has_no_document(world):
    assert "setelah SKP disepakati" in access.may_print(world.ani, submitted(world), TODAY).reason


def test_nobody_does_anything_in_a_closed_year(world):
    plan = submitted(world)
    Period.objects.update(closed_at=NOW, closed_by=world.gita)
    plan = Plan.objects.with_people().get(pk=plan.pk)

    for may in DECISIONS:
        for person in (world.ani, world.budi):
            assert not may(person, plan, TODAY)
    assert "ditutup pada 22 November 2026" in access.may_withdraw(world.ani, plan, TODAY).reason


def test_the_unit_admin_of_another_unit_sees_nothing(world):
    plan = drafted(world, "dewi")

    assert not access.visible_plans(world.eko, TODAY).filter(pk=plan.pk).exists()
    assert access.actor_of(world.eko, plan, TODAY) == Actor.OTHER


def test_an_owner_with_a_role_stays_an_owner(world):
    plan = drafted(world, "gita")

    assert access.actor_of(world.gita, plan, TODAY) == Actor.OWNER


def test_the_superior_of_another_day_sees_nothing(world):
    plan = submitted(world)
    Supervision.objects.filter(placement=plan.placement).update(ended_on=TODAY - timedelta(days=1))
    Supervision.objects.create(
        placement=plan.placement, superior=world.dewi, upper=world.citra, started_on=TODAY
    )

    assert access.superior_on(Plan.objects.get(pk=plan.pk), TODAY) == world.dewi
    assert not access.visible_plans(world.budi, TODAY).filter(pk=plan.pk).exists()
    assert access.visible_plans(world.dewi, TODAY).filter(pk=plan.pk).exists()


def test_a_plan_of_an_ended_placement_keeps_its_last_superior(world):
    plan = submitted(world)
    assign(
        employee=world.ani,
        position=Position.objects.get(title="Lurah"),
        unit=world.units["lain"],
        is_head=False,
        started_on=date(2026, 11, 1),
        by=None,
        at=NOW,
    )
    refresh_lines(on=date(2026, 11, 1), at=NOW)
    plan = Plan.objects.with_people().get(pk=plan.pk)

    assert plan.placement.ended_on == date(2026, 10, 31)
    assert access.superior_on(plan, TODAY) == world.budi
    assert access.visible_plans(world.budi, TODAY).filter(pk=plan.pk).exists()
    assert access.may_agree(world.budi, plan, TODAY)


def test_without_a_line_nobody_decides(world):
    plan = drafted(world)
    Supervision.objects.filter(placement=plan.placement).delete()
    plan = Plan.objects.with_people().get(pk=plan.pk)

    assert access.superior_on(plan, TODAY) is None
    assert access.may_agree(world.budi, plan, TODAY).reason == "Tanggapan atas SKP ini diberikan atasannya."


def test_the_line_is_read_once_per_plan_and_day(world, django_assert_num_queries):
    plan = Plan.objects.with_people().get(pk=complete(world).pk)

    with django_assert_num_queries(1):
        access.superior_on(plan, TODAY)
        access.actor_of(world.budi, plan, TODAY)
        access.may_agree(world.budi, plan, TODAY)


@pytest.mark.parametrize("name", RELATIONS)
def test_years_belong_to_the_bkd(world, name):
    decisions = [
        access.may_manage_periods(world.people[name], TODAY),
        access.may_change_period(world.people[name], world.period, TODAY),
        access.may_close(world.people[name], world.period, TODAY),
    ]

    assert [bool(decision) for decision in decisions] == [name == "gita"] * 3
    assert not access.may_open(world.people[name], world.period, TODAY)
    assert not access.may_change_figures(world.people[name], world.period, TODAY)
