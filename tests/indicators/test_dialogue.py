"""What is kept of the talk about a plan: submissions, who opened them, suggestions; agreeing to several."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import access, operations
from indicators.access.dialogue import awaiting
from indicators.models import Period, Plan, PlanCopy, Reading, Submission, Suggestion
from organizations.operations import override_superior
from tests.indicators.plans import complete, submitted
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db


def returned(plan, by, **texts):
    return operations.return_plan(plan=plan, version=plan.version, by=by, at=NOW, **texts)


def submit(plan):
    fresh = Plan.objects.select_related("placement__employee").get(pk=plan.pk)
    owner = fresh.placement.employee
    return operations.submit_plan(plan=fresh, version=fresh.version, by=owner, at=NOW)


def opened(plan, by):
    operations.note_reading(plan=plan, by=by, at=NOW)
    return plan, plan.version


# --- Submissions ----------------------------------------------------------------------------------


def test_every_submission_is_kept_under_the_next_number(world):
    plan = submitted(world)
    operations.withdraw_plan(plan=plan, version=plan.version, by=world.ani, at=NOW)
    submit(plan)

    first, second = plan.submissions.order_by("number")
    assert (first.number, second.number) == (1, 2)
    assert first.payload["results"][0]["text"] == "Terbitnya akta kelahiran sesuai standar waktu"
    assert first.payload["superior"]["name"] == "Budi"
    assert (first.submitted_at, first.submitted_to) == (NOW, world.budi)


def test_a_kept_submission_does_not_follow_later_changes(world):
    plan = submitted(world)
    texts = {plan.behaviours.get(value__number=1).value_id: "Sapa warga lebih dulu"}

    operations.set_expectations(plan=plan, version=plan.version, texts=texts, by=world.budi, at=NOW)

    assert plan.submissions.get().payload["behaviours"][0]["expectation"] == ""


def test_a_refused_submission_leaves_nothing(world):
    plan = complete(world)
    Period.objects.update(planning_until=date(2026, 1, 31))

    with pytest.raises(Refused):
        submit(plan)

    assert not Submission.objects.exists()


# --- Reading --------------------------------------------------------------------------------------


def test_the_superior_opens_a_submission_once(world):
    plan = submitted(world)

    first = operations.note_reading(plan=plan, by=world.budi, at=NOW)
    again = operations.note_reading(plan=plan, by=world.budi, at=NOW + timedelta(hours=1))

    assert first == again
    assert again.read_at == NOW


@pytest.mark.parametrize("name", ["ani", "citra", "gita", "dewi"])
def test_nobody_else_opens_it_for_the_superior(world, name):
    assert operations.note_reading(plan=submitted(world), by=world.people[name], at=NOW) is None
    assert not Reading.objects.exists()


def test_a_plan_that_went_back_is_not_opened(world):
    plan = submitted(world)
    operations.withdraw_plan(plan=plan, version=plan.version, by=world.ani, at=NOW)

    assert operations.note_reading(plan=plan, by=world.budi, at=NOW) is None


def test_a_plan_from_before_submissions_were_kept_gets_its_first_when_it_is_opened(world):
    plan = submitted(world)
    Submission.objects.all().delete()

    reading = operations.note_reading(plan=plan, by=world.budi, at=NOW)

    assert (reading.submission.number, reading.submission.submitted_to) == (1, world.budi)


# --- Suggestions ----------------------------------------------------------------------------------


def test_suggestions_are_kept_per_result_per_behaviour_and_for_the_whole(world):
    plan = submitted(world)
    result, value = plan.results.get(), plan.behaviours.get(value__number=3).value

    plan = returned(
        plan,
        world.budi,
        suggestion="Sudah dekat.",
        results={result.pk: " Tulis targetnya tiap triwulan. "},
        values={value.pk: "Sebut pelatihan yang Anda ikuti."},
    )

    kept = Suggestion.objects.order_by("pk").values_list("result", "value", "about", "text")
    assert list(kept) == [
        (None, None, "Seluruh SKP", "Sudah dekat."),
        (result.pk, None, result.text, "Tulis targetnya tiap triwulan."),
        (None, value.pk, "Kompeten", "Sebut pelatihan yang Anda ikuti."),
    ]
    assert plan.status == "DIKEMBALIKAN"
    assert plan.suggestion == Event.objects.get(action="plan.returned").note
    assert plan.suggestion == (
        "Sudah dekat.\nHasil 1: Tulis targetnya tiap triwulan.\nKompeten: Sebut pelatihan yang Anda ikuti."
    )


def test_one_text_about_one_result_is_enough_to_return(world):
    plan = submitted(world)

    plan = returned(plan, world.budi, results={plan.results.get().pk: "Tulis targetnya."})

    assert (plan.status, plan.suggestion) == ("DIKEMBALIKAN", "Hasil 1: Tulis targetnya.")


@pytest.mark.parametrize("texts", [{}, {"suggestion": "  "}, {"results": {0: " "}, "values": {0: ""}}])
def test_returning_without_a_word_is_refused_and_changes_nothing(world, texts):
    plan = submitted(world)

    with pytest.raises(Refused, match="Tulis saran") as refused:
        returned(plan, world.budi, **texts)

    assert refused.value.field == "suggestion"
    assert Plan.objects.get().status == "DIAJUKAN"
    assert not Suggestion.objects.exists()


def test_a_text_that_is_too_long_is_refused_at_its_field(world):
    plan = submitted(world)
    pk = plan.results.get().pk

    with pytest.raises(Refused, match="paling panjang 2000") as refused:
        returned(plan, world.budi, results={pk: "a" * 2001})

    assert refused.value.field == f"hasil_{pk}"


@pytest.mark.parametrize("part", ["results", "values"])
def test_a_suggestion_about_a_part_of_another_plan_is_refused(world, part):
    plan, other = submitted(world), submitted(world, "fajar")
    foreign = {"results": other.results.get().pk, "values": 999}[part]

    with pytest.raises(Refused, match="tidak ada lagi"):
        returned(plan, world.budi, **{part: {foreign: "Tulis targetnya."}})

    assert not Suggestion.objects.exists()


def test_a_suggestion_outlives_the_result_it_was_about(world):
    plan = submitted(world)
    result = plan.results.get()
    plan = returned(plan, world.budi, results={result.pk: "Gabungkan dengan hasil lain."})

    operations.remove_result(plan=plan, version=plan.version, result=result, by=world.ani, at=NOW)

    kept = Suggestion.objects.get()
    assert (kept.result, kept.about) == (None, "Terbitnya akta kelahiran sesuai standar waktu")


def test_the_first_suggestions_stay_when_others_follow(world):
    plan = submitted(world)
    returned(plan, world.budi, suggestion="Pertama.")
    plan = submit(plan)
    returned(plan, world.budi, suggestion="Kedua.")

    kept = Suggestion.objects.order_by("pk").values_list("submission__number", "text")
    assert list(kept) == [(1, "Pertama."), (2, "Kedua.")]


def test_the_second_deputy_reads_what_the_first_suggested(world):
    plan = submitted(world)
    returned(plan, world.budi, suggestion="Sudah dekat.", results={plan.results.get().pk: "Tulis targetnya."})

    with pytest.raises(Conflict, match="sudah dikembalikan") as conflict:
        operations.return_plan(plan=plan, version=3, suggestion="Perbaiki.", by=world.budi, at=NOW)

    theirs = conflict.value.theirs
    assert "Sudah dekat." in theirs.values()
    assert "Tulis targetnya." in theirs.values()


# --- What waits -----------------------------------------------------------------------------------


def test_what_waits_for_a_superior(world):
    waiting = {submitted(world), submitted(world, "fajar")}
    complete(world, "eko")

    assert set(awaiting(world.budi, TODAY)) == waiting
    assert not awaiting(world.citra, TODAY).exists()
    assert not awaiting(world.ani, TODAY).exists()


def test_a_plan_moves_with_the_superior_of_the_day(world):
    plan = submitted(world)
    override_superior(
        employee=world.ani,
        superior=world.dewi,
        started_on=TODAY,
        ended_on=TODAY + timedelta(days=6),
        reason="SP 1",
        by=world.gita,
        at=NOW,
    )

    for on, superior in ((TODAY, world.dewi), (TODAY + timedelta(days=7), world.budi)):
        assert list(awaiting(superior, on)) == [plan]
        assert access.superior_on(Plan.objects.get(), on) == superior
    assert not awaiting(world.budi, TODAY).exists()


def test_the_plan_of_a_placement_that_ended_waits_for_its_last_superior(world):
    plan = submitted(world)
    last = TODAY - timedelta(days=3)
    world.placements["ani"].supervisions.update(ended_on=last)
    type(world.placements["ani"]).objects.filter(employee=world.ani).update(ended_on=last)

    assert list(awaiting(world.budi, TODAY)) == [plan]


def test_nothing_waits_in_a_closed_year(world):
    submitted(world)
    Period.objects.update(closed_at=NOW, closed_by=world.gita)

    assert not awaiting(world.budi, TODAY).exists()


# --- Agreeing to several --------------------------------------------------------------------------


def test_several_opened_plans_are_agreed_on_at_once(world):
    choices = [opened(submitted(world, name), world.budi) for name in ("ani", "fajar")]

    done = operations.agree_plans(choices=choices, by=world.budi, at=NOW)

    assert (done.agreed, done.changed, done.refused) == (["Ani", "Fajar"], [], [])
    assert PlanCopy.objects.count() == Event.objects.filter(action="plan.agreed").count() == 2


def test_one_that_changed_meanwhile_stops_no_other(world):
    ani, fajar = (opened(submitted(world, name), world.budi) for name in ("ani", "fajar"))
    operations.withdraw_plan(plan=ani[0], version=ani[1], by=world.ani, at=NOW)
    submit(ani[0])

    done = operations.agree_plans(choices=[(ani[0], ani[1] - 1), fajar], by=world.budi, at=NOW)

    assert (done.agreed, done.changed) == (["Fajar"], ["Ani"])
    assert Plan.objects.get(pk=ani[0].pk).status == "DIAJUKAN"


def test_one_that_was_never_opened_stops_all(world):
    choices = [opened(submitted(world), world.budi)]
    fajar = submitted(world, "fajar")

    with pytest.raises(Denied, match="Buka dan baca dulu.*: Fajar") as denied:
        operations.agree_plans(choices=[*choices, (fajar, fajar.version)], by=world.budi, at=NOW)

    assert "Ani" not in str(denied.value)
    assert not PlanCopy.objects.exists()


def test_what_was_opened_before_it_was_submitted_again_counts_as_unopened(world):
    plan, version = opened(submitted(world), world.budi)
    operations.withdraw_plan(plan=plan, version=version, by=world.ani, at=NOW)
    plan = submit(plan)

    with pytest.raises(Denied, match="Buka dan baca dulu"):
        operations.agree_plans(choices=[(plan, plan.version)], by=world.budi, at=NOW)


def test_what_another_deputy_opened_counts_as_unopened(world):
    plan, version = opened(submitted(world), world.budi)
    override_superior(
        employee=world.ani,
        superior=world.dewi,
        started_on=TODAY,
        ended_on=None,
        reason="SP 1",
        by=world.gita,
        at=NOW,
    )

    with pytest.raises(Denied, match="Buka dan baca dulu"):
        operations.agree_plans(choices=[(plan, version)], by=world.dewi, at=NOW)
    with pytest.raises(Denied, match="Tanggapan atas SKP ini diberikan atasannya, Dewi"):
        operations.agree_plans(choices=[(plan, version)], by=world.budi, at=NOW)


def test_a_plan_of_another_superior_stops_no_other_and_is_named(world):
    ani, fajar = (opened(submitted(world, name), world.budi) for name in ("ani", "fajar"))
    override_superior(
        employee=world.ani,
        superior=world.dewi,
        started_on=TODAY,
        ended_on=None,
        reason="SP 1",
        by=world.gita,
        at=NOW,
    )

    done = operations.agree_plans(choices=[ani, fajar], by=world.budi, at=NOW)

    assert done.agreed == ["Fajar"]
    assert [name for name, _ in done.refused] == ["Ani"]


def test_the_same_plan_chosen_twice_is_agreed_on_once(world):
    choice = opened(submitted(world), world.budi)

    done = operations.agree_plans(choices=[choice, choice], by=world.budi, at=NOW)

    assert (done.agreed, done.changed) == (["Ani"], [])


def test_no_choice_is_refused(world):
    with pytest.raises(Refused, match="Pilih paling sedikit satu SKP"):
        operations.agree_plans(choices=[], by=world.budi, at=NOW)
