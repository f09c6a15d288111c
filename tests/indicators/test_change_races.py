"""A change of an agreed plan under two hands at once; only PostgreSQL lets them truly meet."""

from __future__ import annotations

import pytest

from appraisal.errors import Conflict
from appraisal.models import Event
from indicators import operations
from indicators.models import Plan, PlanCopy
from tests.indicators.plans import agreed, change_of, submit
from tests.indicators.test_races import count, meet, office_of_threads
from tests.world import NOW

__all__ = ["office_of_threads"]  # the fixture
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("attempt", range(3))
def test_four_tabs_begin_one_change(office_of_threads, attempt):
    plan = agreed(office_of_threads)

    raised = meet(*[lambda: change_of(plan)] * 4)

    assert sorted(type(error).__name__ for error in raised) == ["Conflict"] * 3 + ["NoneType"]
    assert Plan.every.filter(revises=plan.pk).count() == count("change.started") == 1
    assert all("sudah dimulai" in str(error) for error in raised if error)


@pytest.mark.parametrize("attempt", range(3))
def test_agreeing_and_withdrawing_a_change_at_once_is_one_move(office_of_threads, attempt):
    world = office_of_threads
    plan = agreed(world)
    waiting = submit(world, change_of(plan))
    stamp = {"plan": waiting, "version": waiting.version, "at": NOW}

    raised = meet(
        lambda: operations.agree_plan(**stamp, by=world.budi),
        lambda: operations.withdraw_plan(**stamp, by=world.ani),
    )

    assert [type(error) for error in raised if error] == [Conflict]
    now, draft = Plan.objects.get(), Plan.every.get(pk=waiting.pk)
    assert (now.revision, draft.status) in {(2, "DITUTUP"), (1, "DRAF")}
    assert PlanCopy.objects.count() == now.revision


def test_two_superiors_agree_to_a_change_once(office_of_threads):
    world = office_of_threads
    plan = agreed(world)
    waiting = submit(world, change_of(plan))
    act = {"plan": waiting, "version": waiting.version, "by": world.budi, "at": NOW}

    raised = meet(*[lambda: operations.agree_plan(**act)] * 3)

    assert [type(error) for error in raised if error] == [Conflict, Conflict]
    assert Plan.objects.get().revision == 2
    assert count("plan.revised") == 1


@pytest.mark.parametrize("attempt", range(3))
def test_no_change_lands_after_the_year_is_closed(office_of_threads, attempt):
    world = office_of_threads
    plan = agreed(world)
    waiting = submit(world, change_of(plan))
    period = world.period

    raised = meet(
        lambda: operations.agree_plan(plan=waiting, version=waiting.version, by=world.budi, at=NOW),
        lambda: operations.close_period(period=period, version=period.version, by=world.gita, at=NOW),
    )

    assert raised[1] is None
    assert isinstance(raised[0], Conflict | None)
    assert Event.objects.latest("pk").action == "period.closed"
    assert (raised[0] is None) == (Plan.objects.get().revision == 2)
