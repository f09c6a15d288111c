"""Each anticipated refusal of rating, sharing, objecting and grading, with its field and no effect."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from organizations.models import Supervision
from reviews.models import Evaluation, Objection, OrganisationAchievement
from reviews.operations import evaluation as evaluations
from reviews.operations import finalising
from reviews.operations import objection as objections
from tests.scenes import RATED, _year
from tests.world import NOW, TODAY, World, agreed_plan

DAY = timedelta(days=1)
RATINGS = {"results_rating": "SESUAI", "behaviour_rating": "SESUAI"}
REASONS = {"results_reason": "Bukti.", "behaviour_reason": "Bukti.", "recommendation": ""}


def stands(world: World, status: str = "DRAF", **changes: Any) -> Evaluation:
    shared = {} if status == "DRAF" else {"shared_at": NOW, "talked_on": TODAY}
    values = {"plan": agreed_plan(world), "term": world.final, "appraiser": world.budi, "status": status}
    row = Evaluation.objects.create(**(values | RATED | shared | changes))
    if status in {"KEBERATAN", "DIJELASKAN"}:
        Objection.objects.create(evaluation=row, text="Bukti.", filed_at=NOW)
    return row


def share(world: World, row: Evaluation, **changes: Any) -> Evaluation:
    values = {"evaluation": row, "version": 1, "talked_on": TODAY, "by": world.budi, "at": NOW}
    return evaluations.share(**(values | changes))


def decide(world: World, row: Evaluation, **changes: Any) -> Objection:
    values = {"evaluation": row, "version": 1, "text": "Tetap.", "by": world.citra, "at": NOW}
    return objections.decide(**(values | RATINGS | changes))


REFUSALS: dict[str, tuple[Callable[[World], Any], str]] = {
    "a talk before the plan began": (
        lambda w: share(w, stands(w), talked_on=TODAY.replace(year=2025)),
        "talked_on",
    ),
    "a talk tomorrow": (lambda w: share(w, stands(w), talked_on=TODAY + DAY), "talked_on"),
    "an explanation without words": (
        lambda w: objections.explain(
            evaluation=stands(w, "KEBERATAN"), version=1, text=" ", by=w.budi, at=NOW
        ),
        "text",
    ),
    "a decision without words": (lambda w: decide(w, stands(w, "DIJELASKAN"), text="\n"), "text"),
    "a decision without a rating": (
        lambda w: decide(w, stands(w, "KEBERATAN"), behaviour_rating=""),
        "results_rating",
    ),
    "a decision with an unknown rating": (
        lambda w: decide(w, stands(w, "KEBERATAN"), results_rating="BAGUS"),
        "results_rating",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_names_its_field_and_leaves_no_trace(world: World, name: str) -> None:
    act, field = REFUSALS[name]

    with pytest.raises(Refused) as refused:
        act(world)

    assert refused.value.field == field
    assert str(refused.value).endswith(".")
    assert not Event.objects.exists()
    assert not OrganisationAchievement.objects.exists()
    assert not Evaluation.objects.exclude(version=1).exists()


def test_a_rating_that_is_gone_is_a_conflict(world: World) -> None:
    with pytest.raises(Conflict, match="sudah tidak ada"):
        evaluations.rate(
            plan=agreed_plan(world), term=world.final, version=1, **RATINGS, **REASONS, by=world.budi, at=NOW
        )


def test_a_term_of_another_year_is_not_rated(world: World) -> None:
    other = _year(world, 2027, opened=True).terms.get()
    with pytest.raises(Denied, match="milik tahun lain"):
        evaluations.rate(
            plan=agreed_plan(world), term=other, version=None, **RATINGS, **REASONS, by=world.budi, at=NOW
        )


def test_a_second_objection_is_a_conflict(world: World) -> None:
    row = stands(world, "DISAMPAIKAN")
    Objection.objects.create(evaluation=row, text="Dari dulu.", filed_at=NOW)
    with pytest.raises(Conflict, match="sudah diajukan"):
        objections.object_to(evaluation=row, version=1, text="Bukti.", by=world.ani, at=NOW)
    assert Evaluation.objects.get().status == "DISAMPAIKAN", "the first step is undone as well"


def test_the_conflict_of_a_rating_shows_what_is_stored_in_words(world: World) -> None:
    row = stands(world)
    with pytest.raises(Conflict) as conflict:
        evaluations.rate(plan=row.plan, term=row.term, version=9, **RATINGS, **REASONS, by=world.budi, at=NOW)
    assert conflict.value.theirs["Hasil kerja"] == "Sesuai ekspektasi. Dua belas laporan terbit."
    assert conflict.value.theirs["Keadaan"] == "Draf penilaian"
    assert conflict.value.version == 1


def test_sharing_where_nobody_stands_above_leaves_the_upper_superior_open(world: World) -> None:
    row = stands(world)
    Supervision.objects.filter(placement=row.plan.placement).update(upper=None)

    assert share(world, row).upper is None


def test_the_daily_run_passes_over_who_answered_in_that_moment(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands(world, "DISAMPAIKAN")
    agreed_plan(world, "fajar")
    second = Evaluation.objects.create(
        plan=agreed_plan(world, "dewi"),
        term=world.final,
        appraiser=world.hadi,
        status="DITERIMA",
        shared_at=NOW,
        **RATED,
    )
    change = finalising.change

    def beaten(row: Evaluation, **values: Any) -> Any:
        if row.pk != second.pk:
            raise Conflict
        return change(row, **values)

    monkeypatch.setattr(finalising, "change", beaten)

    assert finalising.finalise_due(on=TODAY + 15 * DAY, at=NOW + 15 * DAY) == 1
    assert Evaluation.objects.get(status="FINAL") == second
