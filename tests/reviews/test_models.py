"""Each constraint of progress and evaluation: the database itself refuses, whatever the forms say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from indicators.models import CoreValue
from reviews.models import Evaluation, Feedback, Objection, OrganisationAchievement, Realisation
from reviews.models.evaluation import STATUS_WORDS
from reviews.rules.evaluation import EvaluationStatus
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

SHARED = {"status": "DISAMPAIKAN", "shared_at": NOW}


@pytest.fixture
def plan(world: World) -> Any:
    return agreed_plan(world)


def evaluation(world: World, plan: Any, **changes: Any) -> Evaluation:
    values = {"plan": plan, "term": world.final, "appraiser": world.budi}
    return Evaluation.objects.create(**(values | RATED | changes))


def objection(world: World, plan: Any, **changes: Any) -> Objection:
    values = {"evaluation": evaluation(world, plan, **SHARED), "text": "Bukti.", "filed_at": NOW}
    return Objection.objects.create(**(values | changes))


def realisation(world: World, plan: Any, **changes: Any) -> Realisation:
    values = {
        "indicator": plan.results.get().indicators.get(),
        "term": world.term(4),
        "amount": 1,
        "note": "Satu akta.",
        "noted_on": TODAY,
        "reported_at": NOW,
    }
    return Realisation.objects.create(**(values | changes))


def feedback(world: World, plan: Any, **changes: Any) -> Feedback:
    values = {"plan": plan, "term": world.term(4), "text": "Bagus.", "given_by": world.budi, "given_at": NOW}
    return Feedback.objects.create(**(values | {"result": plan.results.get()} | changes))


def grade(world: World, plan: Any, **changes: Any) -> OrganisationAchievement:
    values = {"unit": world.units["dinas"], "term": world.final, "grade": "BAIK", "reason": "BA"}
    return OrganisationAchievement.objects.create(
        **(values | {"set_by": world.gita, "set_at": NOW} | changes)
    )


def twice(make: Callable[..., Any], *args: Any, **changes: Any) -> None:
    make(*args, **changes)
    make(*args, **changes)


def value(number: int = 1) -> CoreValue:
    return CoreValue.objects.get(number=number)


BAD: dict[str, Callable[[World, Any], Any]] = {
    "achievement_grade_known": lambda w, p: grade(w, p, grade="LUAR_BIASA"),
    "achievement_once_per_unit_and_term": lambda w, p: twice(grade, w, p),
    "evaluation_offered_is_rated": lambda w, p: evaluation(w, p, status="KALIBRASI"),
    "objection_decider_named_whole_or_not": lambda w, p: objection(w, p, decider=w.gita),
    "evaluation_once_per_plan_and_term": lambda w, p: twice(evaluation, w, p),
    "evaluation_status_known": lambda w, p: evaluation(w, p, status="DIBATALKAN", shared_at=NOW),
    "evaluation_results_rating_known": lambda w, p: evaluation(w, p, results_rating="BAGUS"),
    "evaluation_behaviour_rating_known": lambda w, p: evaluation(w, p, behaviour_rating="BAGUS"),
    "evaluation_predicate_known": lambda w, p: evaluation(w, p, predicate="CUKUP"),
    "evaluation_grade_known": lambda w, p: evaluation(w, p, grade="CUKUP"),
    "evaluation_rated_whole_or_not": lambda w, p: evaluation(w, p, behaviour_rating=""),
    "evaluation_shared_is_rated": lambda w, p: evaluation(w, p, status="DISAMPAIKAN"),
    "evaluation_final_has_date": lambda w, p: evaluation(w, p, status="FINAL", shared_at=NOW),
    "objection_has_text": lambda w, p: objection(w, p, text=""),
    "objection_decided_whole_or_not": lambda w, p: objection(w, p, decided_at=NOW, decided_by=w.citra),
    "objection_decided_after_filed": lambda w, p: objection(
        w, p, decided_at=NOW.replace(year=2025), decided_by=w.citra, decision="Tetap."
    ),
    "realisation_once_per_term": lambda w, p: twice(realisation, w, p),
    "realisation_has_note": lambda w, p: realisation(w, p, note=""),
    "realisation_not_negative": lambda w, p: realisation(w, p, amount=-1),
    "realisation_evidence_https": lambda w, p: realisation(w, p, evidence_url="javascript:alert(1)"),
    "feedback_on_result_or_behaviour": lambda w, p: feedback(w, p, value=value()),
    "feedback_has_text": lambda w, p: feedback(w, p, text=""),
    "feedback_once_per_result_and_term": lambda w, p: twice(feedback, w, p),
    "feedback_once_per_assigner_and_term": lambda w, p: twice(feedback, w, p, is_from_assigner=True),
    "feedback_of_assigner_on_result": lambda w, p: feedback(
        w, p, result=None, value=value(), is_from_assigner=True
    ),
    "feedback_once_per_behaviour_and_term": lambda w, p: twice(feedback, w, p, result=None, value=value()),
}
GOOD: dict[str, Callable[[World, Any], Any]] = {
    "an evaluation that nobody has rated": lambda w, p: Evaluation.objects.create(
        plan=p, term=w.final, appraiser=w.budi
    ),
    "a final one": lambda w, p: evaluation(w, p, status="FINAL", shared_at=NOW, final_at=NOW, grade="BAIK"),
    "a decided objection": lambda w, p: objection(
        w, p, decided_at=NOW, decided_by=w.citra, decision="Tetap."
    ),
    "a report without number and link": lambda w, p: realisation(w, p, amount=None, evidence_url=""),
    "feedback on result and behaviour": lambda w, p: (
        feedback(w, p),
        feedback(w, p, result=None, value=value()),
        feedback(w, p, result=None, value=value(2)),
        feedback(w, p, term=w.term(3)),
        feedback(w, p, is_from_assigner=True),
        feedback(w, p, is_from_assigner=True, given_by=w.dewi),
    ),
    "a grade per term": lambda w, p: (grade(w, p), grade(w, p, term=w.term(1))),
}
MODELS = (OrganisationAchievement, Evaluation, Objection, Realisation, Feedback)


def test_the_table_names_every_constraint() -> None:
    assert {rule.name for model in MODELS for rule in model._meta.constraints} == set(BAD)


@pytest.mark.parametrize("name", BAD)
def test_the_database_refuses(world: World, plan: Any, name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BAD[name](world, plan)

    said = str(refused.value)
    assert name in said or "UNIQUE constraint failed" in said, said


@pytest.mark.parametrize("name", GOOD)
def test_the_database_accepts(world: World, plan: Any, name: str) -> None:
    GOOD[name](world, plan)


def test_an_evaluation_has_one_objection(world: World, plan: Any) -> None:
    row = objection(world, plan)
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.create(evaluation=row.evaluation, text="Lagi.", filed_at=NOW)


def test_a_plan_with_traces_is_not_deleted(world: World, plan: Any) -> None:
    from django.db.models import ProtectedError

    realisation(world, plan)
    evaluation(world, plan)
    for row in (plan, plan.results.get(), plan.results.get().indicators.get()):
        with pytest.raises(ProtectedError):
            row.delete()


def test_every_state_has_words_for_people() -> None:
    assert set(STATUS_WORDS) == set(EvaluationStatus)


def test_ratings_are_read_as_words(world: World, plan: Any) -> None:
    row = evaluation(world, plan, grade="ISTIMEWA")

    assert (row.results_words, row.behaviour_words) == ("Sesuai ekspektasi", "Sesuai ekspektasi")
    assert (row.predicate_words, row.grade_words) == ("Baik", "Istimewa")
    assert Evaluation(grade="").grade_words == ""
