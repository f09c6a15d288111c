"""Each constraint of the evaluation in full: the database itself refuses, whatever the forms say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from indicators.models import RatingWindow, Term
from reviews.models import Document, DocumentCounter
from tests.world import NOW, TODAY, World, agreed_plan

from .evaluation_rows import (
    advice,
    answered,
    brought_in,
    case,
    converted,
    correction,
    counter,
    distribution_reason,
    document,
    evaluation,
    item,
    key_realisation,
    meeting,
    rating_window,
    self_assessment,
    term,
    value,
)
from .test_year_models import EVALUATION
from .year_rows import twice

Make = Callable[[World, Any], Any]
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def plan(world: World) -> Any:
    return agreed_plan(world)


def half_revoked(world: World, plan: Any) -> None:
    document(world, plan, revoked_at=NOW, revoked_by=world.budi)


BAD: dict[str, Make] = {
    "item_rating_known": lambda w, p: item(w, p, rating="BAGUS"),
    "item_rating_of_one_thing": lambda w, p: item(w, p, value=value()),
    "item_rating_once_per_result": lambda w, p: twice(item, w, p),
    "item_rating_once_per_value": lambda w, p: twice(item, w, p, result=None, value=value()),
    "self_assessment_sent_has_words": lambda w, p: self_assessment(w, p, strengths=""),
    "self_assessment_once_per_plan_and_term": lambda w, p: twice(self_assessment, w, p),
    "correction_results_rating_known": lambda w, p: correction(w, p, results_rating=""),
    "correction_behaviour_rating_known": lambda w, p: correction(w, p, behaviour_rating="BAGUS"),
    "correction_has_reason": lambda w, p: correction(w, p, reason=""),
    "correction_by_two_persons": lambda w, p: correction(w, p, **answered(w, decided_by=w.gita)),
    "correction_decided_whole_or_not": lambda w, p: correction(w, p, **answered(w, is_approved=None)),
    "correction_one_open_per_evaluation": lambda w, p: twice(correction, w, p),
    "distribution_reason_has_words": lambda w, p: distribution_reason(w, p, reason=""),
    "distribution_reason_once_per_unit": lambda w, p: twice(distribution_reason, w, p),
    "calibration_ends_after_meeting": lambda w, p: meeting(w, p, until=YESTERDAY),
    "calibration_one_open_per_unit": lambda w, p: twice(meeting, w, p),
    "calibration_results_rating_known": lambda w, p: case(w, p, results_rating="BAGUS"),
    "calibration_behaviour_rating_known": lambda w, p: case(w, p, behaviour_rating=""),
    "calibration_case_has_reason": lambda w, p: case(w, p, reason=""),
    "calibration_case_once": lambda w, p: twice(case, w, p),
    "credit_source_known": lambda w, p: brought_in(w, p, source="HADIAH"),
    "credit_level_known": lambda w, p: brought_in(w, p, level="AHLI"),
    "credit_predicate_known": lambda w, p: brought_in(w, p, predicate="CUKUP"),
    "credit_points_not_negative": lambda w, p: brought_in(w, p, points=-1),
    "credit_conversion_whole_or_based": lambda w, p: brought_in(w, p, basis=""),
    "credit_cancelled_whole_or_not": lambda w, p: brought_in(w, p, cancelled_at=NOW, cancelled_by=w.gita),
    "credit_once_per_evaluation": lambda w, p: twice(converted, w, p),
    "grade_advice_adviser_known": lambda w, p: advice(w, p, adviser="WARGA"),
    "grade_advice_grade_known": lambda w, p: advice(w, p, grade="CUKUP"),
    "grade_advice_has_text": lambda w, p: advice(w, p, text=""),
    "grade_advice_of_planning_has_letter": lambda w, p: advice(w, p, adviser="PERENCANAAN"),
    "grade_advice_once_per_adviser": lambda w, p: twice(advice, w, p),
    "key_realisation_has_note": lambda w, p: key_realisation(w, p, note=""),
    "key_realisation_amount_not_negative": lambda w, p: key_realisation(w, p, amount=-1),
    "key_realisation_once_per_term": lambda w, p: twice(key_realisation, w, p),
    "document_kind_known": lambda w, p: document(w, p, kind="SURAT"),
    "document_one_valid_per_plan": lambda w, p: twice(document, w, p, plan=p),
    "document_one_valid_per_plan_and_term": lambda w, p: twice(
        document, w, p, kind="UMPAN_BALIK", plan=p, term=w.final
    ),
    "document_one_valid_per_evaluation": lambda w, p: twice(
        document, w, p, kind="EVALUASI", evaluation=evaluation(w, p)
    ),
    "document_one_valid_per_credit_entry": lambda w, p: twice(
        document, w, p, kind="KONVERSI", credit_entry=converted(w, p)
    ),
    "document_one_valid_per_credit_year": lambda w, p: twice(
        document, w, p, kind="PAK", subject=w.ani, credit_year=2026
    ),
    "document_one_valid_per_target_above": lambda w, p: twice(
        document, w, p, kind="PENGHARGAAN", about="awards.awardlist", about_id=1
    ),
    "document_about_whole_or_not": lambda w, p: document(w, p, kind="PENGHARGAAN", about="awards.awardlist"),
    "document_revoked_whole_or_not": half_revoked,
    "counter_once_per_year": lambda w, p: twice(counter, w, p),
    "rating_window_ends_after_start": lambda w, p: rating_window(w, p, ended_on=YESTERDAY),
    "rating_window_has_reason": lambda w, p: rating_window(w, p, reason=""),
    "rating_window_once_per_unit": lambda w, p: twice(rating_window, w, p),
    "term_rating_in_order": lambda w, p: term(w, p, rated_until=YESTERDAY),
}
ALSO_BAD: dict[str, Make] = {
    "a rating of nothing": lambda w, p: item(w, p, result=None),
    "a correction answered by nobody": lambda w, p: correction(w, p, **answered(w, decided_by=None)),
    "a correction answered at no time": lambda w, p: correction(w, p, **answered(w, decided_at=None)),
    "a conversion of nothing": lambda w, p: converted(w, p, evaluation=None),
    "a conversion without a predicate": lambda w, p: converted(w, p, predicate=""),
    "a conversion without percent": lambda w, p: converted(w, p, percent=None),
    "a conversion without a coefficient": lambda w, p: converted(w, p, coefficient=None),
    "a conversion without a first month": lambda w, p: converted(w, p, month_from=None),
    "a conversion without a last month": lambda w, p: converted(w, p, month_until=None),
    "a conversion of month 0": lambda w, p: converted(w, p, month_from=0),
    "a conversion of month 13": lambda w, p: converted(w, p, month_until=13),
    "a conversion that ends before it starts": lambda w, p: converted(w, p, month_from=7, month_until=6),
    "points of before with an evaluation": lambda w, p: brought_in(w, p, evaluation=evaluation(w, p)),
    "points cancelled by nobody": lambda w, p: brought_in(w, p, cancelled_at=NOW, cancel_reason="Ganda"),
    "points cancelled at no time": lambda w, p: brought_in(w, p, cancelled_by=w.gita, cancel_reason="Ganda"),
    "a document revoked by nobody": lambda w, p: document(w, p, revoked_at=NOW, revoke_reason="Salah"),
    "a document revoked at no time": lambda w, p: document(w, p, revoked_by=w.budi, revoke_reason="Salah"),
    "two documents with one number": lambda w, p: twice(document, w, p, number="SKP-1/2026"),
    "two documents with one code": lambda w, p: twice(document, w, p, code="c" * 22),
    "a month without days of rating": lambda w, p: term(w, p, rated_from=None, rated_until=None),
    "days of rating without an end": lambda w, p: term(w, p, rated_until=None),
    "days of rating without a start": lambda w, p: term(w, p, rated_from=None),
}
GOOD: dict[str, Make] = {
    "a rating per result and value": lambda w, p: (
        item(w, p),
        item(w, p, result=None, value=value(1), rating="DI_ATAS"),
        item(w, p, result=None, value=value(2), rating="DI_BAWAH"),
    ),
    "self-assessments begun and sent": lambda w, p: (
        self_assessment(w, p),
        self_assessment(w, p, term=w.term(4), strengths="", sent_at=None),
    ),
    "corrections one after another": lambda w, p: (
        correction(w, p, **answered(w)),
        correction(w, p, **answered(w, is_approved=False, answer="Bukti tidak cukup.")),
        correction(w, p),
    ),
    "reasons of units and terms": lambda w, p: (
        distribution_reason(w, p),
        distribution_reason(w, p, term=w.term(4)),
        distribution_reason(w, p, unit=w.units["bidang"]),
    ),
    "meetings one after another": lambda w, p: (
        meeting(w, p, closed_at=NOW),
        meeting(w, p, closed_at=NOW),
        meeting(w, p),
        meeting(w, p, unit=w.units["bidang"], until=TODAY + timedelta(days=7)),
    ),
    "a case kept and one changed": lambda w, p: (
        case(w, p),
        case(w, p, meeting=meeting(w, p, closed_at=NOW), before={"results_rating": "DI_ATAS"}),
    ),
    "points again after they were cancelled": lambda w, p: (
        converted(w, p, cancelled_at=NOW, cancelled_by=w.gita, cancel_reason="Salah jenjang"),
        converted(w, p, month_from=6, month_until=6),
        brought_in(w, p, points=0),
        brought_in(w, p),
    ),
    "a recommendation per adviser": lambda w, p: (
        advice(w, p),
        advice(w, p, adviser="UNIT"),
        advice(w, p, adviser="PERENCANAAN", letter="050/12"),
    ),
    "a realisation with and without a number": lambda w, p: (
        key_realisation(w, p, amount=0),
        key_realisation(w, p, term=w.term(4), amount=None),
    ),
    "a document replaced, one revoked, one valid": lambda w, p: (
        document(w, p, plan=p, replaced_by=document(w, p)),
        document(w, p, plan=p, revoked_at=NOW, revoked_by=w.budi, revoke_reason="Salah nama"),
        document(w, p, plan=p),
        document(w, p, plan=p, term=w.final),
        document(w, p, plan=p, term=w.term(4)),
    ),
    "credit documents of kinds and years": lambda w, p: (
        document(w, p, kind="AKUMULASI", subject=w.ani, credit_year=2026),
        document(w, p, kind="PAK", subject=w.ani, credit_year=2026),
        document(w, p, kind="PAK", subject=w.ani, credit_year=2027),
        document(w, p, kind="PAK", subject=w.dewi, credit_year=2026),
    ),
    "counters of kinds and years": lambda w, p: (counter(w, p), counter(w, p, year=2027)),
    "days of rating of units and terms": lambda w, p: (
        rating_window(w, p, ended_on=TODAY),
        rating_window(w, p, term=w.final),
        rating_window(w, p, unit=w.units["bidang"]),
    ),
    "a month rated on one day": term,
}
OTHERS = {Document, DocumentCounter, RatingWindow}


def test_the_table_names_every_constraint() -> None:
    named = {rule.name for model in EVALUATION | OTHERS for rule in model._meta.constraints}
    of_terms = {rule.name for rule in Term._meta.constraints if "rating" in rule.name}

    assert named | of_terms == set(BAD)


@pytest.mark.parametrize("name", BAD)
def test_the_database_refuses(world: World, plan: Any, name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BAD[name](world, plan)

    said = str(refused.value)
    assert name in said or "UNIQUE constraint failed" in said, said


@pytest.mark.parametrize("name", ALSO_BAD)
def test_the_database_refuses_too(world: World, plan: Any, name: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ALSO_BAD[name](world, plan)


@pytest.mark.parametrize("name", GOOD)
def test_the_database_accepts(world: World, plan: Any, name: str) -> None:
    GOOD[name](world, plan)


@pytest.mark.parametrize("make", [case, converted, correction], ids=lambda make: make.__name__)
def test_a_result_with_traces_is_not_deleted(world: World, plan: Any, make: Make) -> None:
    with pytest.raises(ProtectedError):
        make(world, plan).evaluation.delete()


def test_a_document_is_never_deleted(world: World, plan: Any) -> None:
    row = document(world, plan)

    for delete in (row.delete, Document.objects.filter(pk=row.pk).delete):
        with pytest.raises(TypeError):
            delete()
