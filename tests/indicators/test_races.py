"""Two people in the same moment: exactly one effect, and an honest answer for the other."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.db import connection

from appraisal.errors import Conflict, Refused
from appraisal.models import Event
from indicators import operations
from indicators.models import Plan, PlanCopy
from tests.indicators.plans import complete, submitted, with_result
from tests.world import NOW, build_world

# Real transactions on connections of their own; only PostgreSQL lets them truly meet.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office_of_threads(transactional_db):
    import_module("indicators.migrations.0002_core_values").fill(apps, None)
    return build_world()


def meet(*acts: Callable[[], object]) -> list[BaseException | None]:
    """Run the acts at once, each in a thread, and return what each raised."""
    start = Barrier(len(acts))
    raised: list[BaseException | None] = [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            start.wait(timeout=20)
            act()
        except BaseException as error:
            raised[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return raised


def count(action):
    return Event.objects.filter(action=action).count()


@pytest.mark.parametrize("attempt", range(5))
def test_two_decisions_in_the_same_second_are_one_decision(office_of_threads, attempt):
    world = office_of_threads
    plan = submitted(world)
    stamp = {"plan": plan, "version": plan.version, "by": world.budi, "at": NOW}

    raised = meet(
        lambda: operations.agree_plan(**stamp),
        lambda: operations.return_plan(**stamp, suggestion="Perbaiki targetnya."),
    )

    losers = [error for error in raised if error is not None]
    assert [type(error) for error in losers] == [Conflict]
    assert "sudah disepakati Budi" in str(losers[0]) or "dikembalikan dengan saran" in str(losers[0])
    assert count("plan.agreed") + count("plan.returned") == 1
    assert PlanCopy.objects.count() == count("plan.agreed")


def test_withdrawing_and_agreeing_in_the_same_second_are_one_move(office_of_threads):
    world = office_of_threads
    plan = submitted(world)

    raised = meet(
        lambda: operations.agree_plan(plan=plan, version=plan.version, by=world.budi, at=NOW),
        lambda: operations.withdraw_plan(plan=plan, version=plan.version, by=world.ani, at=NOW),
    )

    assert [error is None for error in raised].count(True) == 1
    assert all(isinstance(error, Conflict | None) for error in raised)


def test_nothing_lands_after_the_year_is_closed(office_of_threads):
    world = office_of_threads
    plan = complete(world)
    period = world.period

    def write() -> None:
        for _ in range(10):
            now = Plan.objects.with_people().get(pk=plan.pk)
            with_result(world, now)

    def close() -> None:
        operations.close_period(period=period, version=period.version, by=world.gita, at=NOW)

    raised = meet(write, close)

    assert raised[1] is None
    assert isinstance(raised[0], Conflict | None)
    last = Event.objects.order_by("-pk").values_list("action", flat=True).first()
    assert last == "period.closed"


def test_two_presses_on_begin_make_one_plan(office_of_threads):
    world = office_of_threads
    act = {"placement": world.placements["ani"], "period": world.period, "by": world.ani, "at": NOW}

    raised = meet(*[lambda: operations.draft_plan(**act)] * 4)

    assert Plan.objects.count() == 1
    assert sorted(str(type(error).__name__) for error in raised) == [
        "NoneType",
        "Refused",
        "Refused",
        "Refused",
    ]
    assert isinstance(raised[0], Refused | None)
