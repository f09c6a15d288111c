"""Leader and person in the same moment: one effect per cell, and no text lost."""

from __future__ import annotations

import pytest

from appraisal.errors import Conflict
from appraisal.models import Event
from indicators import operations
from indicators.models import Assignment, Plan, Result
from reviews.models import Feedback
from reviews.operations.progress import give_assigners_feedback
from tests.indicators.plans import drafted
from tests.indicators.test_assignments import decline, hand, plan_of, take
from tests.indicators.test_races import meet, office_of_threads
from tests.world import NOW, agreed_plan

__all__ = ["office_of_threads"]
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("attempt", range(5))
def test_two_tabs_of_the_leader_fill_a_cell_once(office_of_threads, attempt):
    world = office_of_threads
    plan = plan_of(world)

    raised = meet(
        lambda: hand(world, plan, {("ani", 1): "Dari tab pertama"}),
        lambda: hand(world, plan, {("ani", 1): "Dari tab kedua"}),
    )

    (lost,) = [error for error in raised if error is not None]
    assert isinstance(lost, operations.CellsChanged)
    assert list(lost.theirs.values()) == [Assignment.objects.get().text]
    assert Event.objects.filter(action="plan.handed_down").count() == 1


def test_two_tabs_on_different_cells_both_land(office_of_threads):
    world = office_of_threads
    plan = plan_of(world)

    raised = meet(
        lambda: hand(world, plan, {("ani", 1): "Akta"}), lambda: hand(world, plan, {("fajar", 2): "Arsip"})
    )

    assert raised == [None, None]
    assert Assignment.objects.count() == 2


@pytest.mark.parametrize("attempt", range(5))
def test_taking_and_changing_in_the_same_second_are_one_move(office_of_threads, attempt):
    world = office_of_threads
    leader, plan = plan_of(world), drafted(world)
    hand(world, leader, {("ani", 1): "Lama"})
    row = Assignment.objects.get()

    raised = meet(lambda: hand(world, leader, {("ani", 1): ("Baru", 1)}), lambda: take(world, plan, row))

    (lost,) = [error for error in raised if error is not None]
    assert isinstance(lost, Conflict)
    row.refresh_from_db()
    taken = Result.objects.filter(plan=plan).count()
    assert (row.text, row.status, taken) in {("Baru", "DIUSULKAN", 0), ("Lama", "DIPAKAI", 1)}


def test_taking_and_declining_in_the_same_second_are_one_answer(office_of_threads):
    world = office_of_threads
    plan = drafted(world)
    hand(world, plan_of(world), {("ani", 1): "Lama"})
    row = Assignment.objects.get()

    raised = meet(lambda: take(world, plan, row), lambda: decline(world, row))

    assert [type(error) for error in raised if error is not None] == [Conflict]
    assert Result.objects.filter(plan=plan).count() == Assignment.objects.filter(status="DIPAKAI").count()


def test_pressing_take_twice_makes_one_result(office_of_threads):
    world = office_of_threads
    plan = drafted(world)
    hand(world, plan_of(world), {("ani", 1): "Lama"})
    row = Assignment.objects.get()

    raised = meet(*[lambda: take(world, plan, row)] * 3)

    assert [error is None for error in raised].count(True) == 1
    assert Result.objects.filter(plan=plan).count() == 1


def test_nothing_is_handed_down_after_the_year_is_closed(office_of_threads):
    world = office_of_threads
    plan = plan_of(world)
    period = world.period

    raised = meet(
        lambda: hand(world, plan, {("ani", 1): "Akta"}),
        lambda: operations.close_period(period=period, version=period.version, by=world.gita, at=NOW),
    )

    assert raised[1] is None
    assert Assignment.objects.count() == (0 if raised[0] else 1)
    last = Event.objects.order_by("-pk").values_list("action", flat=True).first()
    assert last == "period.closed"


def test_two_tabs_of_the_giver_speak_once(office_of_threads):
    world = office_of_threads
    result = agreed_plan(world).results.get()
    Result.objects.filter(pk=result.pk).update(assigned_by=world.hadi)
    result = Result.objects.select_related("plan__period").get(pk=result.pk)
    term = world.term(4)

    def speak(text):
        stamp = {"version": None, "by": world.hadi, "at": NOW}
        return lambda: give_assigners_feedback(result=result, term=term, text=text, **stamp)

    raised = meet(speak("Dari tab pertama"), speak("Dari tab kedua"))

    (lost,) = [error for error in raised if error is not None]
    assert isinstance(lost, Conflict)
    assert list(lost.theirs.values()) == [Feedback.objects.get().text]
    assert Plan.objects.count() == 1
