"""Who sees which evaluation and makes which move: every state, move and person, not only the good ones."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from appraisal.errors import Conflict, Denied
from organizations.models import Employee, RoleGrant, Supervision
from organizations.rules import Role
from reviews.access import evaluation as access
from reviews.access import line, progress
from reviews.access import objection as objection_access
from reviews.models import CalibrationMeeting, Correction, Evaluation, Objection
from reviews.operations import calibration
from reviews.operations import correction as corrections
from reviews.operations import evaluation as evaluations
from reviews.operations import objection as objections
from reviews.operations.finalising import finalise_due
from reviews.rules.evaluation import MOVES, RELEASED, UNSHARED, Actor, EvaluationMove, EvaluationStatus
from reviews.rules.objection import ObjectionDays
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

DAY = timedelta(days=1)
PEOPLE = {
    "ani": Actor.OWNER,
    "budi": Actor.SUPERIOR,
    "citra": Actor.UPPER,
    "dewi": Actor.OTHER,
    "gita": Actor.PERSONNEL,
    "hadi": Actor.LEADER,
    "indra": Actor.OTHER,
}
STATES = list(EvaluationStatus)


def stands(world: World, status: EvaluationStatus, name: str = "ani") -> Evaluation:
    """Return an evaluation of the year that stands in this state."""
    values: dict[str, Any] = {"status": status.value, "upper": world.citra}
    if status == EvaluationStatus.OFFERED:
        values |= {"offered_at": NOW}
    if status in RELEASED:
        values |= {"shared_at": NOW, "talked_on": TODAY}
    if status == EvaluationStatus.FINAL:
        values["final_at"] = NOW
    row = Evaluation.objects.create(
        plan=agreed_plan(world, name), term=world.final, appraiser=world.budi, **RATED, **values
    )
    if status in {EvaluationStatus.OBJECTED, EvaluationStatus.EXPLAINED}:
        Objection.objects.create(evaluation=row, text="Bukti belum dilihat.", filed_at=NOW)
    return Evaluation.objects.select_related("plan__placement", "plan__period", "term").get(pk=row.pk)


def meeting_of(world: World) -> CalibrationMeeting:
    """Return the running meeting of the unit; Hadi leads it."""
    return CalibrationMeeting.objects.create(
        unit=world.units["bidang"],
        term=world.final,
        held_on=TODAY,
        until=TODAY,
        led_by=world.hadi,
        opened_by=world.gita,
        opened_at=NOW,
    )


def act(world: World, move: EvaluationMove, row: Evaluation, by: Employee) -> Any:
    """Make a move as its page would; what needs a meeting finds one, and it is gone after a refusal."""
    with transaction.atomic():
        needs_meeting = move in {EvaluationMove.OFFER, EvaluationMove.CALIBRATE}
        return make(world, move, row, by, meeting_of(world) if needs_meeting else None)


def make(world: World, move: EvaluationMove, row: Evaluation, by: Employee, meeting: Any) -> Any:
    common: dict[str, Any] = {"version": row.version, "by": by, "at": NOW}
    rating = {"results_rating": "DI_ATAS", "behaviour_rating": "DI_ATAS"}
    reasons = {"results_reason": "Bukti.", "behaviour_reason": "Bukti.", "recommendation": ""}
    if move == EvaluationMove.RATE:
        return evaluations.rate(plan=row.plan, term=row.term, **rating, **reasons, **common)
    if move == EvaluationMove.OFFER:
        return calibration.offer(evaluation=row, **common)
    if move == EvaluationMove.TAKE_BACK:
        return calibration.take_back(evaluation=row, **common)
    if move == EvaluationMove.CALIBRATE:
        said = {"reason": "Bukti.", "spoke": ""}
        return calibration.decide_case(meeting=meeting, evaluation=row, **rating, **said, **common)
    if move == EvaluationMove.SHARE:
        return evaluations.share(evaluation=row, talked_on=TODAY, **common)
    if move == EvaluationMove.ACKNOWLEDGE:
        return evaluations.acknowledge(evaluation=row, comment="", **common)
    if move == EvaluationMove.OBJECT:
        return objections.object_to(evaluation=row, text="Bukti.", **common)
    if move == EvaluationMove.EXPLAIN:
        return objections.explain(evaluation=row, text="Bukti.", **common)
    if move == EvaluationMove.CORRECT:
        asked = {"results_rating": "DI_ATAS", "behaviour_rating": "DI_ATAS", "reason": "Salah pilih."}
        proposal = Correction.objects.create(evaluation=row, asked_by=world.eko, asked_at=NOW, **asked)
        decision = {"version": 1, "is_approved": True, "answer": "", "by": by, "at": NOW}
        return corrections.decide_correction(correction=proposal, **decision)
    assert move == EvaluationMove.DECIDE
    return objections.decide(evaluation=row, text="Tetap.", **rating, **common)


PERSONAL = [move for move in EvaluationMove if move != EvaluationMove.FINALISE]


@pytest.mark.parametrize("status", STATES)
def test_every_move_outside_the_table_is_refused_and_changes_nothing(
    world: World, status: EvaluationStatus
) -> None:
    row = stands(world, status)
    before = Evaluation.objects.filter(pk=row.pk).values().get()
    made = []
    for move, name in itertools.product(PERSONAL, PEOPLE):
        origins, _, by = MOVES[move]
        if status in origins and PEOPLE[name] == by:
            made.append((move, name))
            continue
        with pytest.raises((Denied, Conflict)):
            act(
                world,
                move,
                Evaluation.objects.select_related("plan", "term").get(pk=row.pk),
                world.people[name],
            )
        assert Evaluation.objects.filter(pk=row.pk).values().get() == before, (move, name)
    assert len(made) == sum(status in MOVES[move][0] for move in PERSONAL)


@pytest.mark.parametrize("move", PERSONAL)
def test_every_move_of_the_table_is_made_and_leads_where_it_says(world: World, move: EvaluationMove) -> None:
    origins, target, by = MOVES[move]
    name = next(name for name, actor in PEOPLE.items() if actor == by)
    row = stands(world, sorted(origins)[0])

    act(world, move, row, world.people[name])

    row = Evaluation.objects.get(pk=row.pk)
    assert (row.status, row.version) == (target, 2)


# --- Seeing -------------------------------------------------------------------------------------


def sees(world: World, row: Evaluation) -> set[str]:
    return {
        name
        for name, person in world.people.items()
        if access.visible_evaluations(Employee.objects.get(pk=person.pk), TODAY).filter(pk=row.pk).exists()
    }


@pytest.mark.parametrize("status", sorted(UNSHARED))
def test_a_draft_is_seen_by_its_author_alone(world: World, status: EvaluationStatus) -> None:
    assert sees(world, stands(world, status)) == {"budi"}


@pytest.mark.parametrize("status", sorted(RELEASED))
def test_what_was_shared_is_seen_by_the_line_and_the_desk(world: World, status: EvaluationStatus) -> None:
    row = stands(world, status)

    assert sees(world, row) == {"ani", "budi", "citra", "eko", "gita", "indra"}


def test_a_unit_admin_sees_only_the_own_units(world: World) -> None:
    row = stands(world, EvaluationStatus.SHARED, "dewi")

    assert sees(world, row) == {"dewi", "gita", "indra"}


def test_nobody_sees_an_evaluation_twice(world: World) -> None:
    stands(world, EvaluationStatus.SHARED)
    RoleGrant.objects.create(
        employee=world.budi, role=Role.AUDITOR, unit=world.units["kota"], started_on=TODAY
    )

    for person in world.people.values():
        found = list(access.visible_evaluations(Employee.objects.get(pk=person.pk), TODAY))
        assert len(found) == len(set(found)), person


def test_a_draft_is_nobodys_when_its_author_appraises_no_more(world: World) -> None:
    row = stands(world, EvaluationStatus.DRAFT)
    Supervision.objects.filter(placement=world.placements["ani"]).update(superior=world.dewi)

    assert sees(world, row) == set()


# --- Rating and progress ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "allowed"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True), (date(2027, 3, 1), True)]
)
def test_the_annual_rating_opens_with_its_window(world: World, on: date, allowed: bool) -> None:
    assert bool(access.may_rate(world.budi, agreed_plan(world), world.final, on)) is allowed


@pytest.mark.parametrize(("on", "allowed"), [(date(2026, 9, 29), False), (date(2026, 9, 30), True)])
def test_a_quarter_is_rated_from_its_last_day(world: World, on: date, allowed: bool) -> None:
    assert bool(access.may_rate(world.budi, agreed_plan(world), world.term(3), on)) is allowed


def test_a_draft_rating_is_not_shared_after_the_year_was_closed(world: World) -> None:
    row = stands(world, EvaluationStatus.DRAFT)
    assert access.may_share(world.budi, row, TODAY)
    row.plan.period.closed_at = NOW

    assert access.may_share(world.budi, row, TODAY).reason == "Tahun 2026 sudah ditutup."


def test_a_rating_without_a_predicate_is_not_shared(world: World) -> None:
    row = Evaluation.objects.create(plan=agreed_plan(world), term=world.final, appraiser=world.budi)

    assert access.may_share(world.budi, row, TODAY).reason == "Isi kedua rating dan alasannya dulu."


def test_the_superior_does_not_read_a_draft_plan(world: World) -> None:
    assert line.may_read_plan(agreed_plan(world))
    assert not line.may_read_plan(agreed_plan(world, "fajar", status="DRAF"))
    assert line.may_read_plan(agreed_plan(world, "eko", status="DIAJUKAN"))


def test_the_line_of_the_last_day_counts_after_the_plan_has_ended(world: World) -> None:
    plan = agreed_plan(world)
    plan.ended_on = TODAY - DAY
    plan.save()
    Supervision.objects.filter(placement=plan.placement).update(ended_on=TODAY - DAY)
    Supervision.objects.create(placement=plan.placement, superior=world.dewi, started_on=TODAY)

    assert line.counting_day(plan, TODAY) == TODAY - DAY
    assert line.actor_of(world.budi, plan, TODAY) == Actor.SUPERIOR
    assert line.actor_of(world.dewi, plan, TODAY) == Actor.OTHER
    assert list(line.supervised_plans(world.budi, TODAY)) == [plan]
    assert not line.supervised_plans(world.dewi, TODAY).exists()
    assert list(line.overseen_plans(world.citra, TODAY)) == [plan]


def test_own_plans_and_indicators_are_the_own_ones(world: World) -> None:
    mine, foreign = agreed_plan(world), agreed_plan(world, "dewi")

    assert list(progress.own_plans(world.ani)) == [mine]
    assert {row.result.plan for row in progress.own_indicators(world.ani)} == {mine}
    assert list(progress.own_plans(world.dewi)) == [foreign]


@pytest.mark.parametrize(("days", "allowed"), [(0, True), (14, True), (15, False)])
def test_an_objection_counts_local_days_from_the_day_of_sharing(
    world: World, days: int, allowed: bool
) -> None:
    row = stands(world, EvaluationStatus.SHARED)

    may = objection_access.may_object(world.ani, row, ObjectionDays(), TODAY + days * DAY)
    assert bool(may) is allowed


def test_the_clock_moves_only_what_the_table_says(world: World) -> None:
    """One result in each state, all shared long ago."""
    names = ("ani", "fajar", "dewi", "eko", "gita", "hadi", "indra")
    rows = [stands(world, status, name) for status, name in zip(STATES, names, strict=True)]
    origins, target, _ = MOVES[EvaluationMove.FINALISE]

    finalise_due(on=TODAY + 40 * DAY, at=NOW + 40 * DAY)

    for before in rows:
        after = Evaluation.objects.get(pk=before.pk)
        assert after.status == (target if before.status in origins else before.status)
