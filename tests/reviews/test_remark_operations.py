"""Remarks and requests: who may say what about what, once, for how long, and who reads it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators.models import CoreValue, Plan
from organizations.models import Placement, Supervision
from organizations.operations import refresh_lines
from reviews.access import remark as access
from reviews.models import Evaluation, Objection, Remark, RemarkRequest, Talk
from reviews.operations import remark as operations
from reviews.operations.remark import About
from reviews.queries import remark as queries
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan


@pytest.fixture
def plan(world: World) -> Plan:
    """Ani's agreed plan with two results, the second assigned by Hadi of another office."""
    plan = agreed_plan(world, results=2)
    plan.results.filter(order=2).update(assigned_by=world.hadi)
    return plan


def give(world: World, by: str, to: str = "ani", **more: Any) -> Remark:
    values: dict[str, Any] = {"kind": "APRESIASI", "about": About(), "text": "Data loket rapi.", "at": NOW}
    return operations.give(to=world.people[to], by=world.people[by], **values | more)


def ask(world: World, asked: str = "hadi", by: str = "ani", **more: Any) -> RemarkRequest:
    values = {"text": "Apa yang perlu saya pertahankan?", "at": NOW} | more
    return operations.ask(asked=world.people[asked], by=world.people[by], **values)


def read_by(world: World, remark: Remark, on: date = TODAY) -> set[str]:
    return {
        name
        for name, person in world.people.items()
        if access.visible_remarks(person, on).filter(pk=remark.pk).exists()
    }


# --- Giving ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "giver", "orders"),
    [
        ("budi", "ATASAN", [1, 2]),
        ("citra", "ATASAN", [1, 2]),
        ("hadi", "PEMBERI_PENUGASAN", [2]),
        ("fajar", "REKAN", []),
        ("gita", "REKAN", []),
        ("indra", "REKAN", []),
    ],
)
def test_the_relation_and_the_results_one_may_name_follow_from_the_day(
    world: World, plan: Plan, by: str, giver: str, orders: list[int]
) -> None:
    standing = access.standing(world.people[by], world.ani, TODAY)

    assert standing is not None
    assert [row.order for row in standing.results] == orders
    assert give(world, by).giver == giver


def test_words_about_a_result_belong_to_its_post(world: World, plan: Plan) -> None:
    result = plan.results.get(order=2)

    remark = give(world, "hadi", about=About(result=result), text=" Rapi. ")

    assert (remark.placement, remark.result, remark.text) == (world.placements["ani"], result, "Rapi.")
    event = Event.objects.get(action="remark.given")
    assert (event.by, event.target_id, event.after["giver"]) == (
        world.hadi,
        remark.pk,
        "PEMBERI_PENUGASAN",
    )
    assert "Rapi" not in str(event.after), "the trail says that words were given, not which"


@pytest.mark.parametrize(("by", "order"), [("fajar", 1), ("hadi", 1), ("dewi", 2)])
def test_nobody_names_a_result_that_he_may_not_know(world: World, plan: Plan, by: str, order: int) -> None:
    with pytest.raises(Refused, match="tidak bisa dipilih"):
        give(world, by, about=About(result=plan.results.get(order=order)))

    assert not Remark.objects.exists()


def test_a_draft_opens_no_result_to_anybody(world: World) -> None:
    plan = agreed_plan(world, status="DIAJUKAN")

    with pytest.raises(Refused):
        give(world, "budi", about=About(result=plan.results.get()))


def test_a_colleague_speaks_about_a_behaviour(world: World) -> None:
    value = CoreValue.objects.get(number=7)

    assert give(world, "fajar", about=About(value=value), kind="SARAN").about == "Perilaku Kolaboratif"
    assert give(world, "fajar").about == "Pekerjaan secara umum"


def test_nobody_writes_about_himself_or_without_words(world: World) -> None:
    with pytest.raises(Denied, match="dari orang lain"):
        give(world, "ani")
    with pytest.raises(Refused, match="kejadian nyata"):
        give(world, "fajar", text="  ")


def test_who_has_left_is_not_written_to(world: World) -> None:
    type(world.dewi).objects.filter(pk=world.dewi.pk).update(is_active=False)
    Placement.objects.filter(employee=world.fajar).update(ended_on=TODAY - timedelta(days=1))

    for name in ("dewi", "fajar"):
        with pytest.raises(Denied, match="tidak lagi bertugas"):
            give(world, "ani", to=name)
        with pytest.raises(Denied, match="tidak lagi bertugas"):
            ask(world, name)


def test_a_flood_of_one_giver_ends_at_twenty_a_day(world: World) -> None:
    for _ in range(20):
        give(world, "fajar")

    with pytest.raises(Refused, match="20 umpan balik"):
        give(world, "fajar")
    give(world, "dewi")
    give(world, "fajar", at=NOW + timedelta(hours=13, minutes=18))  # midnight in Jakarta


# --- Correcting ------------------------------------------------------------------------------------------


def test_the_giver_corrects_within_a_day(world: World) -> None:
    remark = give(world, "fajar")

    operations.correct(remark=remark, version=1, kind="SARAN", text="Baru.", by=world.fajar, at=NOW)

    remark.refresh_from_db()
    assert (remark.kind, remark.text, remark.version) == ("SARAN", "Baru.", 2)
    with pytest.raises(Denied, match="24 jam"):
        operations.correct(
            remark=remark, version=2, kind="SARAN", text="X", by=world.fajar, at=NOW + timedelta(days=1)
        )
    with pytest.raises(Denied, match="yang menulisnya"):
        operations.correct(remark=remark, version=2, kind="SARAN", text="X", by=world.ani, at=NOW)
    with pytest.raises(Refused, match="kejadian nyata"):
        operations.correct(remark=remark, version=2, kind="SARAN", text=" ", by=world.fajar, at=NOW)


def test_a_reply_that_came_first_keeps_the_words_as_they_were(world: World) -> None:
    remark = give(world, "fajar")
    stale = Remark.objects.get(pk=remark.pk)
    operations.reply(remark=remark, version=1, text="Terima kasih.", by=world.ani, at=NOW)

    for act in (
        lambda: operations.correct(remark=stale, version=1, kind="SARAN", text="X", by=world.fajar, at=NOW),
        lambda: operations.take_back(remark=stale, version=1, by=world.fajar, at=NOW),
    ):
        with pytest.raises(Conflict):
            act()
    with pytest.raises(Denied, match="sudah ditanggapi"):
        operations.correct(remark=remark, version=2, kind="SARAN", text="X", by=world.fajar, at=NOW)
    assert Remark.objects.get(pk=remark.pk).text == "Data loket rapi."
    assert not Event.objects.filter(action="remark.taken_back").exists()


def test_what_went_to_the_wrong_person_is_taken_back(world: World) -> None:
    remark = give(world, "fajar")
    pk = remark.pk

    operations.take_back(remark=remark, version=1, by=world.fajar, at=NOW)

    assert not Remark.objects.exists()
    assert Event.objects.get(action="remark.taken_back").target_id == pk


def test_words_on_an_agenda_stay(world: World, plan: Plan) -> None:
    remark = give(world, "fajar")
    talk = Talk.objects.create(
        plan=plan, term=world.term(4), planned_at=NOW, superior=world.budi, planned_by=world.budi
    )
    talk.points.create(remark=remark, text="Data loket", added_by=world.budi, added_at=NOW)

    with pytest.raises(Denied, match="pokok bahasan dialog"):
        operations.take_back(remark=remark, version=1, by=world.fajar, at=NOW)


# --- Replying --------------------------------------------------------------------------------------------


def test_only_the_receiver_replies_and_may_word_it_anew(world: World) -> None:
    remark = give(world, "fajar")
    for name in ("fajar", "budi"):
        with pytest.raises(Denied):
            operations.reply(remark=remark, version=1, text="X", by=world.people[name], at=NOW)
    with pytest.raises(Refused):
        operations.reply(remark=remark, version=1, text=" ", by=world.ani, at=NOW)

    operations.reply(remark=remark, version=1, text="Terima kasih.", by=world.ani, at=NOW)
    operations.reply(remark=remark, version=2, text="Terima kasih, Fajar.", by=world.ani, at=NOW)

    assert Remark.objects.get().reply == "Terima kasih, Fajar."


def test_a_reply_to_words_that_changed_meanwhile_is_asked_again(world: World) -> None:
    remark = give(world, "fajar")
    stale = Remark.objects.get(pk=remark.pk)
    operations.correct(remark=remark, version=1, kind="SARAN", text="Lain.", by=world.fajar, at=NOW)

    with pytest.raises(Conflict) as conflict:
        operations.reply(remark=stale, version=1, text="Terima kasih.", by=world.ani, at=NOW)
    assert conflict.value.theirs == {"Umpan balik sekarang": "Lain."}

    operations.take_back(remark=remark, version=2, by=world.fajar, at=NOW)
    with pytest.raises(Conflict, match="sudah ditarik"):
        operations.reply(remark=stale, version=1, text="Terima kasih.", by=world.ani, at=NOW)


# --- Asking ----------------------------------------------------------------------------------------------


def test_an_answer_may_name_the_result_that_the_asker_chose(world: World, plan: Plan) -> None:
    result = plan.results.get(order=1)
    request = ask(world, "dewi", result=result)

    remark = give(world, "dewi", about=About(result=result), request=request)

    request.refresh_from_db()
    assert (remark.result, remark.giver, request.answered_at) == (result, "REKAN", NOW)
    assert queries.asked_of(world.dewi) == 0
    with pytest.raises(Refused, match="tidak bisa dipilih"):
        give(world, "dewi", about=About(result=plan.results.get(order=2)))


def test_two_tabs_answer_once(world: World) -> None:
    request = ask(world)
    give(world, "hadi", request=request, text="Pertama.")

    with pytest.raises(Conflict) as conflict:
        give(world, "hadi", request=RemarkRequest.objects.get(pk=request.pk), text="Kedua.")

    assert conflict.value.theirs == {"Jawaban Anda yang tersimpan": "Pertama."}
    assert Remark.objects.count() == 1


def test_an_answer_is_corrected_but_not_taken_back(world: World) -> None:
    remark = give(world, "hadi", request=ask(world))

    with pytest.raises(Denied, match="jawaban atas permintaan"):
        operations.take_back(remark=remark, version=1, by=world.hadi, at=NOW)


def test_another_persons_request_is_nobody_elses(world: World) -> None:
    request = ask(world)

    with pytest.raises(Denied):
        give(world, "dewi", request=request)
    with pytest.raises(Denied):
        give(world, "hadi", to="dewi", request=request)
    with pytest.raises(Denied):
        operations.decline(request=request, by=world.dewi, at=NOW)
    with pytest.raises(Denied):
        operations.withdraw(request=request, by=world.hadi, at=NOW)


def test_a_request_is_closed_once_by_declining_or_withdrawing(world: World) -> None:
    declined, withdrawn = ask(world, "hadi"), ask(world, "dewi")
    operations.decline(request=declined, by=world.hadi, at=NOW)
    operations.withdraw(request=withdrawn, by=world.ani, at=NOW)

    assert list(RemarkRequest.objects.values_list("declined_at", flat=True)) == [NOW]
    for act in (
        lambda: operations.decline(request=declined, by=world.hadi, at=NOW),
        lambda: operations.withdraw(request=declined, by=world.ani, at=NOW),
        lambda: give(world, "hadi", request=declined),
        lambda: give(world, "dewi", request=withdrawn),
    ):
        with pytest.raises(Conflict, match="sudah dijawab atau ditutup"):
            act()
    assert not Remark.objects.exists()


def test_requests_wait_as_many_as_the_policy_says_and_one_per_person(world: World) -> None:
    world.period.figures.filter(key="umpan_balik_permintaan_maks").update(value=2)
    first = ask(world, "hadi")
    with pytest.raises(Refused, match="masih menunggu jawaban"):
        ask(world, "hadi")
    ask(world, "dewi")
    with pytest.raises(Refused, match="Paling banyak 2 permintaan"):
        ask(world, "gita")

    operations.decline(request=first, by=world.hadi, at=NOW)

    assert ask(world, "gita").placement == world.placements["ani"]


def test_one_asks_others_with_words_about_the_own_work(world: World, plan: Plan) -> None:
    other = agreed_plan(world, "dewi")

    with pytest.raises(Denied):
        ask(world, "ani")
    with pytest.raises(Refused, match="satu pertanyaan"):
        ask(world, text=" ")
    with pytest.raises(Refused, match="SKP Anda sendiri"):
        ask(world, result=other.results.get())
    Placement.objects.filter(employee=world.ani).update(ended_on=TODAY - timedelta(days=1))
    with pytest.raises(Denied, match="sedang bertugas"):
        ask(world)


def test_a_request_does_not_wait_for_who_has_left(world: World) -> None:
    ask(world)
    assert queries.asked_of(world.hadi) == 1

    type(world.ani).objects.filter(pk=world.ani.pk).update(is_active=False)

    assert queries.asked_of(world.hadi) == 0


# --- Reading ---------------------------------------------------------------------------------------------


def test_receiver_giver_and_superior_read_and_nobody_else(world: World, plan: Plan) -> None:
    assert read_by(world, give(world, "fajar")) == {"ani", "fajar", "budi"}


def test_the_upper_superior_reads_when_the_evaluation_is_contested(world: World, plan: Plan) -> None:
    remark = give(world, "fajar")
    evaluation = Evaluation.objects.create(
        plan=plan, term=world.term(1), appraiser=world.budi, status="KEBERATAN", shared_at=NOW, **RATED
    )

    Objection.objects.create(evaluation=evaluation, text="Bukti belum dilihat.", filed_at=NOW)

    assert read_by(world, remark) == {"ani", "fajar", "budi", "citra"}


def test_the_superior_of_the_days_reads(world: World, plan: Plan) -> None:
    """Hadi leads Ani from December on: he appraises the plan, so he reads its year; later years are his."""
    remark = give(world, "fajar")
    line = Supervision.objects.get(placement=world.placements["ani"])
    Supervision.objects.filter(pk=line.pk).update(ended_on=date(2026, 11, 30))
    Supervision.objects.create(
        placement=world.placements["ani"], superior=world.hadi, started_on=date(2026, 12, 1)
    )

    assert read_by(world, remark) == {"ani", "fajar", "budi"}
    assert read_by(world, remark, date(2026, 12, 5)) == {"ani", "fajar", "budi", "hadi"}


def test_words_of_another_year_stay_with_the_superior_of_that_year(world: World) -> None:
    remark = give(world, "fajar", at=NOW - timedelta(days=400))
    Supervision.objects.filter(placement=world.placements["ani"]).update(started_on=date(2026, 1, 1))
    agreed_plan(world)

    assert read_by(world, remark) == {"ani", "fajar"}


# --- Queries ---------------------------------------------------------------------------------------------


def test_what_was_said_in_a_plan_and_in_a_term(world: World, plan: Plan) -> None:
    now = give(world, "fajar")
    spring = give(world, "dewi", at=NOW.replace(month=6, day=30, hour=23, minute=59))
    give(world, "dewi", at=NOW.replace(year=2025))
    give(world, "ani", to="fajar")

    assert queries.remarks_of(plan) == [now, spring]
    assert queries.remarks_of(plan, world.term(2)) == [spring]
    assert queries.remarks_of(plan, world.term(1)) == []


def test_the_latest_appreciation_is_for_the_home_page(world: World) -> None:
    assert queries.latest_appreciation(world.ani) is None
    give(world, "fajar", text="Lama.", at=NOW - timedelta(days=3))
    give(world, "dewi", text="Baru.")
    give(world, "dewi", kind="SARAN", at=NOW + timedelta(hours=1))

    found = queries.latest_appreciation(world.ani)

    assert found is not None
    assert (found.text, found.given_by) == ("Baru.", world.dewi)


def test_people_to_write_to_are_the_superior_and_the_unit_or_those_found(world: World) -> None:
    refresh_lines(on=TODAY, at=NOW)

    assert [row.employee.name for row in queries.people(world.ani, "", TODAY)] == ["Budi", "Fajar"]
    assert [row.employee.name for row in queries.people(world.ani, "dew", TODAY)] == ["Dewi"]
    assert [row.employee.name for row in queries.people(world.ani, "198803", TODAY)] == ["Dewi"]
    assert queries.people(world.ani, "Ani", TODAY) == []
