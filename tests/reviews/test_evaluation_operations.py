"""Rating, sharing, answering, objecting: effects, refusals, record, rollback, second caller."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from reviews.models import Evaluation, Objection
from reviews.operations import evaluation as operations
from reviews.operations import objection as objections
from reviews.operations.finalising import finalise_due
from tests.reviews.achievements import graded
from tests.world import NOW, TODAY, World, agreed_plan


def rated(world: World, **changes: Any) -> Evaluation:
    values = {
        "results_rating": "SESUAI",
        "results_reason": "Dua belas laporan terbit tepat waktu.",
        "behaviour_rating": "SESUAI",
        "behaviour_reason": "Menggantikan rekan di loket.",
        "recommendation": "",
    }
    plan = changes.pop("plan", None) or agreed_plan(world)
    arguments = {"plan": plan, "term": world.final, "version": None, "by": world.budi, "at": NOW}
    return operations.rate(**(arguments | values | changes))


def shared(world: World) -> Evaluation:
    evaluation = rated(world)
    return operations.share(evaluation=evaluation, version=1, talked_on=TODAY, by=world.budi, at=NOW)


def objected(world: World) -> Evaluation:
    evaluation = shared(world)
    objections.object_to(
        evaluation=evaluation, version=2, text="Bukti triwulan III belum dilihat.", by=world.ani, at=NOW
    )
    return evaluation


def test_rating_keeps_both_ratings_and_the_predicate_that_follows(world: World) -> None:
    evaluation = rated(world, results_rating="DI_ATAS", behaviour_rating="DI_ATAS")

    evaluation.refresh_from_db()
    assert (evaluation.status, evaluation.predicate) == ("DRAF", "SANGAT_BAIK")
    event = Event.objects.get(action="evaluation.rated")
    assert (event.by, event.after["predicate"]) == (world.budi, "SANGAT_BAIK")


@pytest.mark.parametrize("name", ["ani", "citra", "dewi", "gita"])
def test_only_the_superior_rates(world: World, name: str) -> None:
    with pytest.raises(Denied, match="Penilaian dilakukan oleh pejabat penilai pegawai ini"):
        rated(world, by=world.people[name])
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"results_rating": ""}, "results_rating"),
        ({"behaviour_rating": "BAGUS"}, "behaviour_rating"),
        ({"results_reason": "  "}, "results_reason"),
        ({"behaviour_reason": ""}, "behaviour_reason"),
    ],
)
def test_a_rating_needs_a_known_word_and_a_reason(world: World, changes: Any, field: str) -> None:
    with pytest.raises(Refused) as refused:
        rated(world, **changes)
    assert refused.value.field == field


def test_superior_cannot_rate_before_the_annual_evaluation_opens(world: World) -> None:
    world.period.annual_from = TODAY + timedelta(days=1)
    world.period.save()
    with pytest.raises(Denied, match="dibuka pada 23-11-2026"):
        rated(world)


def test_a_plan_that_is_not_agreed_cannot_be_rated(world: World) -> None:
    with pytest.raises(Denied, match="setelah SKP disepakati"):
        rated(world, plan=agreed_plan(world, status="DIAJUKAN"))


def test_a_closed_year_cannot_be_rated(world: World) -> None:
    world.period.closed_at, world.period.closed_by = NOW, world.gita
    world.period.save()
    with pytest.raises(Denied, match="sudah ditutup"):
        rated(world)


def test_second_rater_gets_a_conflict(world: World) -> None:
    evaluation = rated(world)

    with pytest.raises(Conflict):
        rated(world, plan=evaluation.plan)
    with pytest.raises(Conflict):
        rated(world, plan=evaluation.plan, version=7)
    again = rated(world, plan=evaluation.plan, version=1, results_rating="DI_BAWAH")
    assert (again.version, again.predicate) == (2, "BUTUH_PERBAIKAN")


def test_rating_rolls_back_when_its_event_cannot_be_written(world: World, monkeypatch: Any) -> None:
    def broken(**kwargs: Any) -> None:
        raise RuntimeError("no audit")

    monkeypatch.setattr("reviews.operations.evaluation.audit.record", broken)
    with pytest.raises(RuntimeError):
        rated(world)
    assert not Evaluation.objects.exists()


def test_sharing_keeps_talk_upper_superior_and_grade(world: World) -> None:
    graded(world)
    evaluation = shared(world)

    evaluation.refresh_from_db()
    assert (evaluation.status, evaluation.talked_on) == ("DISAMPAIKAN", TODAY)
    assert (evaluation.upper, evaluation.grade) == (world.citra, "BAIK")


def test_sharing_waits_for_the_talk(world: World) -> None:
    evaluation = rated(world)
    with pytest.raises(Refused) as refused:
        operations.share(
            evaluation=evaluation, version=1, talked_on=TODAY + timedelta(days=1), by=world.budi, at=NOW
        )
    assert refused.value.field == "talked_on"


def test_a_shared_result_cannot_be_rated_or_shared_again(world: World) -> None:
    evaluation = shared(world)

    with pytest.raises(Conflict):
        rated(world, plan=evaluation.plan, version=2)
    with pytest.raises(Denied, match="sudah dibagikan"):
        operations.share(evaluation=evaluation, version=2, talked_on=TODAY, by=world.budi, at=NOW)


def test_acknowledging_keeps_the_comment_and_leaves_the_objection_open(world: World) -> None:
    evaluation = shared(world)
    operations.acknowledge(evaluation=evaluation, version=2, comment="Terima kasih.", by=world.ani, at=NOW)

    evaluation.refresh_from_db()
    assert (evaluation.status, evaluation.comment) == ("DITERIMA", "Terima kasih.")
    objections.object_to(evaluation=evaluation, version=3, text="Satu hal lagi.", by=world.ani, at=NOW)
    assert Objection.objects.get().text == "Satu hal lagi."


def test_second_acknowledgement_gets_a_conflict(world: World) -> None:
    evaluation = shared(world)
    stale = Evaluation.objects.get(pk=evaluation.pk)
    operations.acknowledge(evaluation=evaluation, version=2, comment="", by=world.ani, at=NOW)
    with pytest.raises(Conflict):
        operations.acknowledge(evaluation=stale, version=2, comment="", by=world.ani, at=NOW)


@pytest.mark.parametrize(("days", "accepted"), [(0, True), (14, True), (15, False)])
def test_objection_until_day_fourteen(world: World, days: int, accepted: bool) -> None:
    evaluation = shared(world)
    later = {"version": 2, "text": "Bukti belum dilihat.", "by": world.ani, "at": NOW + timedelta(days=days)}

    if accepted:
        assert objections.object_to(evaluation=evaluation, **later).pk
    else:
        with pytest.raises(Denied, match="Masa keberatan 14 hari berakhir pada 6 Desember 2026"):
            objections.object_to(evaluation=evaluation, **later)


def test_objection_needs_a_reason(world: World) -> None:
    evaluation = shared(world)
    with pytest.raises(Refused, match="alasan keberatan"):
        objections.object_to(evaluation=evaluation, version=2, text=" ", by=world.ani, at=NOW)


def test_decision_changes_the_rating_keeps_the_old_one_and_is_final(world: World) -> None:
    evaluation = objected(world)
    objections.explain(
        evaluation=evaluation, version=3, text="Bukti itu terlambat masuk.", by=world.budi, at=NOW
    )
    decision = {"text": "Bukti diterima.", "results_rating": "DI_ATAS", "behaviour_rating": "DI_ATAS"}
    objections.decide(evaluation=evaluation, version=4, by=world.citra, at=NOW, **decision)

    evaluation.refresh_from_db()
    objection = Objection.objects.get()
    assert (evaluation.status, evaluation.predicate) == ("FINAL", "SANGAT_BAIK")
    assert objection.before == {"results": "SESUAI", "behaviour": "SESUAI", "predicate": "BAIK"}
    assert objection.decided_by == world.citra
    with pytest.raises(Denied, match="sudah final"):
        objections.decide(evaluation=evaluation, version=5, by=world.citra, at=NOW, **decision)


def test_only_the_upper_superior_decides_and_only_the_superior_explains(world: World) -> None:
    evaluation = objected(world)
    decision = {"text": "Tetap.", "results_rating": "SESUAI", "behaviour_rating": "SESUAI"}

    for name in ("ani", "budi", "dewi", "gita"):
        with pytest.raises(Denied):
            objections.decide(evaluation=evaluation, version=3, by=world.people[name], at=NOW, **decision)
    for name in ("ani", "citra", "dewi", "gita"):
        with pytest.raises(Denied):
            objections.explain(evaluation=evaluation, version=3, text="x", by=world.people[name], at=NOW)


def test_results_become_final_when_the_days_of_objection_are_over(world: World) -> None:
    evaluation = shared(world)

    assert finalise_due(on=TODAY + timedelta(days=14), at=NOW) == 0
    assert finalise_due(on=TODAY + timedelta(days=15), at=NOW) == 1
    assert finalise_due(on=TODAY + timedelta(days=15), at=NOW) == 0
    evaluation.refresh_from_db()
    assert evaluation.status == "FINAL"
    assert Event.objects.filter(action="evaluation.final").count() == 1
