"""Head, deputy and owner over one plan in the same moment: one answer counts, nobody's text is lost."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from appraisal.errors import Conflict, Denied
from appraisal.models import Event
from indicators import operations
from indicators.models import Plan, PlanCopy, Reading, Submission, Suggestion
from organizations.operations import override_superior
from tests.indicators.plans import submitted, with_result
from tests.indicators.test_races import count, meet
from tests.indicators.waiting_office import waiting_plans
from tests.world import NOW, TODAY, build_world

# Real transactions on connections of their own; only PostgreSQL lets them truly meet.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = range(4)


@pytest.fixture
def office(transactional_db):
    import_module("indicators.migrations.0002_core_values").fill(apps, None)
    return build_world()


def loaded(plan):
    return Plan.objects.select_related("placement__employee").get(pk=plan.pk)


def refused(raised):
    return [error for error in raised if error is not None]


@pytest.mark.parametrize("attempt", ROUNDS)
def test_two_who_suggest_at_once_leave_one_and_show_it_to_the_other(office, attempt):
    plan = submitted(office)
    pk = plan.results.get().pk
    stamp = {"version": plan.version, "by": office.budi, "at": NOW}

    raised = meet(
        lambda: operations.return_plan(plan=loaded(plan), **stamp, results={pk: "Sebut tenggatnya."}),
        lambda: operations.return_plan(plan=loaded(plan), **stamp, suggestion="Sudah dekat."),
    )

    (lost,) = refused(raised)
    kept = Suggestion.objects.get()
    assert isinstance(lost, Conflict)
    assert kept.text in lost.theirs.values()
    assert count("plan.returned") == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_a_deputy_takes_over_while_the_head_answers(office, attempt):
    plan = submitted(office)

    def take_over():
        override_superior(
            employee=office.ani,
            superior=office.dewi,
            started_on=TODAY,
            ended_on=TODAY + timedelta(days=6),
            reason="SP 1",
            by=office.gita,
            at=NOW,
        )
        now = loaded(plan)
        operations.agree_plan(plan=now, version=plan.version, by=office.dewi, at=NOW)

    raised = meet(
        lambda: operations.return_plan(
            plan=loaded(plan), version=plan.version, by=office.budi, at=NOW, suggestion="Sudah dekat."
        ),
        take_over,
    )

    (lost,) = refused(raised)
    assert isinstance(lost, Conflict | Denied)
    assert (loaded(plan).status == "DISEPAKATI") == (raised[1] is None)
    assert Suggestion.objects.exists() == (raised[0] is None)
    assert PlanCopy.objects.exists() == (raised[1] is None)


@pytest.mark.parametrize("attempt", ROUNDS)
def test_the_head_agrees_while_the_owner_takes_back_and_goes_on_writing(office, attempt):
    plan = submitted(office)

    def write_on():
        back = operations.withdraw_plan(plan=loaded(plan), version=plan.version, by=office.ani, at=NOW)
        with_result(office, back, text="Tertatanya arsip")

    raised = meet(
        lambda: operations.agree_plan(plan=loaded(plan), version=plan.version, by=office.budi, at=NOW),
        write_on,
    )

    (lost,) = refused(raised)
    now = loaded(plan)
    assert isinstance(lost, Conflict)
    texts = set(now.results.values_list("text", flat=True))
    assert ("Tertatanya arsip" in texts) == (now.status == "DRAF") == (raised[1] is None)
    copy = PlanCopy.objects.first()
    if copy is not None:
        assert {row["text"] for row in copy.payload["results"]} == texts


@pytest.mark.parametrize("attempt", ROUNDS)
def test_two_who_agree_to_the_same_plans_at_once_agree_to_each_once(office, attempt):
    plans = waiting_plans(office, 6, opened_by=office.budi)
    choices = [(loaded(plan), plan.version) for plan in plans]
    done = []

    def agree(chosen):
        done.append(operations.agree_plans(choices=chosen, by=office.budi, at=NOW))

    raised = meet(lambda: agree(choices), lambda: agree(choices[::-1]))

    assert refused(raised) == []
    assert sorted(name for each in done for name in each.agreed) == sorted(
        plan.placement.employee.full_name for plan, _ in choices
    )
    assert sum(len(each.changed) for each in done) == 6
    assert PlanCopy.objects.count() == count("plan.agreed") == 6


@pytest.mark.parametrize("attempt", ROUNDS)
def test_owners_take_back_while_the_head_agrees_to_many(office, attempt):
    plans = [submitted(office), submitted(office, "fajar")]
    for plan in plans:
        operations.note_reading(plan=plan, by=office.budi, at=NOW)
    choices = [(loaded(plan), plan.version) for plan in plans]
    done = []

    raised = meet(
        lambda: done.append(operations.agree_plans(choices=choices, by=office.budi, at=NOW)),
        lambda: operations.withdraw_plan(
            plan=loaded(plans[0]), version=plans[0].version, by=office.ani, at=NOW
        ),
    )

    assert "Fajar" in done[0].agreed
    taken_back = loaded(plans[0]).status == "DRAF"
    assert done[0].changed == (["Ani"] if taken_back else [])
    assert (raised[1] is None) == taken_back
    assert PlanCopy.objects.count() == len(done[0].agreed)


def test_opening_in_two_windows_is_noted_once(office):
    plan = submitted(office)
    Submission.objects.all().delete()  # from before they were kept: the first reading lays it down

    raised = meet(*[lambda: operations.note_reading(plan=plan, by=office.budi, at=NOW)] * 4)

    assert refused(raised) == []
    assert (Submission.objects.count(), Reading.objects.count()) == (1, 1)


def test_two_presses_on_submit_keep_one_submission(office):
    plan = submitted(office)
    plan = operations.withdraw_plan(plan=plan, version=plan.version, by=office.ani, at=NOW)
    act = {"version": plan.version, "by": office.ani, "at": NOW}

    raised = meet(*[lambda: operations.submit_plan(plan=loaded(plan), **act)] * 3)

    assert [type(error) for error in refused(raised)] == [Conflict, Conflict]
    assert list(Submission.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert Event.objects.filter(action="plan.submitted").count() == 2
