"""Handing results down: who may, what becomes of each cell, and the person's answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import operations, queries
from indicators.models import Assignment, Plan, Result
from indicators.rules import CellMove
from organizations.models import Employee, Placement
from tests.indicators.plans import INDICATOR, complete, drafted, submitted, with_result
from tests.world import NOW, TODAY, World


def plan_of(world: World, name: str = "budi", results: int = 2) -> Plan:
    """Return a draft of a leader with results."""
    plan = drafted(world, name)
    for number in range(1, results + 1):
        plan = with_result(world, plan, text=f"Terlayaninya warga di loket {number}").plan
    return plan


def hand(world: World, plan: Plan, texts: dict[tuple[str, int], Any], by: str = "") -> dict[CellMove, int]:
    """Hand down: (name, number of the result) -> text, or (text, version)."""
    results = list(plan.results.order_by("order"))
    cells = {
        (world.placements[name].pk, results[number - 1].pk): said if isinstance(said, tuple) else (said, 0)
        for (name, number), said in texts.items()
    }
    giver = world.people[by] if by else plan.placement.employee
    return operations.hand_down(plan=plan, cells=cells, by=giver, at=NOW)


def states() -> list[tuple[str, str, int]]:
    return list(Assignment.objects.order_by("pk").values_list("text", "status", "version"))


def take(world: World, plan: Plan, *rows: Assignment, by: str = "ani") -> list[Result]:
    chosen = {row.pk: row.version for row in rows}
    return operations.take_assignments(
        plan=plan, version=plan.version, chosen=chosen, by=world.people[by], at=NOW
    )


def decline(world: World, row: Assignment, reply: str = "Saya di loket lain.", by: str = "ani") -> Assignment:
    return operations.decline_assignment(
        assignment=row, version=row.version, reply=reply, by=world.people[by], at=NOW
    )


# --- The leader's cells -----------------------------------------------------------------------------


def test_a_draft_is_handed_down_with_one_record_of_every_cell(world: World) -> None:
    plan = plan_of(world)

    moved = hand(world, plan, {("ani", 1): "Akta di loket 1 ", ("fajar", 1): "Arsip akta", ("ani", 2): " "})

    assert moved == {CellMove.PROPOSE: 2}
    assert states() == [("Akta di loket 1", "DIUSULKAN", 1), ("Arsip akta", "DIUSULKAN", 1)]
    assert set(Assignment.objects.values_list("given_by", flat=True)) == {world.budi.pk}
    event = Event.objects.get(action="plan.handed_down")
    assert event.by == world.budi
    assert event.after["count"] == 2
    assert [(fact["move"], fact["text"]) for fact in event.after["cells"]] == [
        ("usulkan", "Akta di loket 1"),
        ("usulkan", "Arsip akta"),
    ]


def test_cells_that_stay_are_not_written_and_leave_no_record(world: World) -> None:
    plan = plan_of(world)
    hand(world, plan, {("ani", 1): "Akta di loket 1"})

    moved = hand(world, plan, {("ani", 1): ("Akta di loket 1", 1), ("ani", 2): ""})

    assert moved == {}
    assert states() == [("Akta di loket 1", "DIUSULKAN", 1)]
    assert Event.objects.filter(action="plan.handed_down").count() == 1


def test_another_text_changes_a_proposal_and_none_withdraws_it(world: World) -> None:
    plan = plan_of(world)
    hand(world, plan, {("ani", 1): "Lama", ("fajar", 1): "Arsip"})

    moved = hand(world, plan, {("ani", 1): ("Baru", 1), ("fajar", 1): ("", 1)})

    assert moved == {CellMove.CHANGE: 1, CellMove.WITHDRAW: 1}
    assert states() == [("Baru", "DIUSULKAN", 2), ("Arsip", "DITARIK", 2)]
    facts = Event.objects.filter(action="plan.handed_down").latest("pk").after["cells"]
    assert [fact["before"] for fact in facts] == ["Lama", "Arsip"]


def test_a_withdrawn_cell_can_be_filled_again(world: World) -> None:
    plan = plan_of(world)
    hand(world, plan, {("ani", 1): "Lama"})
    hand(world, plan, {("ani", 1): ("", 1)})

    hand(world, plan, {("ani", 1): "Baru"})

    assert states() == [("Lama", "DITARIK", 2), ("Baru", "DIUSULKAN", 1)]


def test_what_does_not_fit_is_proposed_anew(world: World) -> None:
    plan = plan_of(world)
    hand(world, plan, {("ani", 1): "Lama"})
    row = decline(world, Assignment.objects.get())

    hand(world, plan, {("ani", 1): ("Baru", row.version)})

    row.refresh_from_db()
    assert (row.text, row.status, row.reply) == ("Baru", "DIUSULKAN", "")


def test_two_tabs_lose_no_text(world: World) -> None:
    plan = plan_of(world)
    hand(world, plan, {("ani", 1): "Lama"})
    hand(world, plan, {("ani", 1): ("Dari tab pertama", 1)})

    with pytest.raises(operations.CellsChanged) as caught:
        hand(world, plan, {("ani", 1): ("Dari tab kedua", 1), ("fajar", 1): "Arsip"})

    assert list(caught.value.theirs.values()) == ["Dari tab pertama"]
    assert states() == [("Dari tab pertama", "DIUSULKAN", 2)]


def test_a_cell_that_another_tab_filled_or_emptied_is_a_conflict(world: World) -> None:
    plan = plan_of(world)
    hand(world, plan, {("ani", 1): "Lama", ("ani", 2): "Juga"})
    hand(world, plan, {("ani", 1): ("", 1)})

    with pytest.raises(operations.CellsChanged) as caught:
        hand(world, plan, {("ani", 1): ("Baru", 1), ("ani", 2): "Lain"})

    assert sorted(caught.value.theirs.values()) == ["Juga", "Sudah dikosongkan."]


def test_what_the_person_took_stays(world: World) -> None:
    plan = plan_of(world)
    hand(world, plan, {("ani", 1): "Akta di loket 1"})
    take(world, drafted(world), Assignment.objects.get())

    with pytest.raises(operations.CellsChanged, match="sudah dipakai") as caught:
        hand(world, plan, {("ani", 1): ("Lain", 2)})

    assert list(caught.value.theirs.values()) == ["Akta di loket 1 (sudah dipakai)"]
    assert hand(world, plan, {("ani", 1): ("Akta di loket 1", 1)}) == {}


def test_only_the_leader_of_the_plan_hands_down(world: World) -> None:
    plan = plan_of(world)

    with pytest.raises(Denied, match="pemilik SKP"):
        hand(world, plan, {("ani", 1): "Akta"}, by="citra")
    with pytest.raises(Denied, match="punya anggota tim"):
        hand(world, plan_of(world, "ani"), {("fajar", 1): "Arsip"})
    assert not Assignment.objects.exists()


def test_nothing_is_handed_down_in_a_closed_year(world: World) -> None:
    plan = plan_of(world)
    operations.close_period(period=world.period, version=1, by=world.gita, at=NOW)

    with pytest.raises(Conflict, match="ditutup"):
        hand(world, plan, {("ani", 1): "Akta"})


def test_a_change_of_a_plan_is_handed_down_after_it_was_agreed(world: World) -> None:
    plan = plan_of(world)
    change = Plan.every.create(
        period=world.period,
        placement=plan.placement,
        form="JA_JF",
        started_on=plan.started_on,
        ended_on=plan.ended_on,
        created_at=NOW,
        revises=plan,
        reason="Target berubah",
    )
    change.results.create(order=1, text="Baru")

    with pytest.raises(Denied, match="setelah disepakati"):
        hand(world, change, {("ani", 1): "Akta"})


@pytest.mark.parametrize("name", ["budi", "citra"])
def test_nobody_hands_down_to_oneself_or_upwards(world: World, name: str) -> None:
    with pytest.raises(Refused, match="bukan Anda sendiri atau atasan"):
        hand(world, plan_of(world), {(name, 1): "Akta"})


def test_inactive_people_and_posts_of_other_years_are_refused(world: World) -> None:
    plan = plan_of(world)
    Placement.objects.filter(pk=world.placements["fajar"].pk).update(ended_on=date(2026, 8, 1))
    Placement.objects.filter(pk=world.placements["dewi"].pk).update(ended_on=date(2025, 12, 31))
    Employee.objects.filter(pk=world.ani.pk).update(is_active=False)

    for name in ("ani", "dewi"):
        with pytest.raises(Refused, match="pegawai aktif"):
            hand(world, plan, {(name, 1): "Akta"})
    assert hand(world, plan, {("fajar", 1): "Arsip sampai Agustus"}) == {CellMove.PROPOSE: 1}


def test_results_of_other_plans_and_long_texts_are_refused(world: World) -> None:
    plan, other = plan_of(world), plan_of(world, "citra")
    cell = (world.placements["ani"].pk, other.results.earliest("pk").pk)

    with pytest.raises(Refused, match="sudah dihapus"):
        operations.hand_down(plan=plan, cells={cell: ("Akta", 0)}, by=world.budi, at=NOW)
    with pytest.raises(Refused, match="2000 huruf"):
        hand(world, plan, {("ani", 1): "a" * 2001})


def test_the_record_and_the_cells_stand_or_fall_together(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(world)
    monkeypatch.setattr("appraisal.audit.record", lambda **_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        hand(world, plan, {("ani", 1): "Akta"})

    assert not Assignment.objects.exists()


# --- The person's answer ----------------------------------------------------------------------------


def test_a_proposal_of_the_superior_becomes_a_main_result(world: World) -> None:
    leader = plan_of(world)
    hand(world, leader, {("ani", 2): "Akta di loket 2"})
    plan = complete(world)

    (result,) = take(world, plan, Assignment.objects.get())

    assert (result.text, result.kind, result.order) == ("Akta di loket 2", "UTAMA", 2)
    assert (result.supports, result.assigned_by) == (leader.results.get(order=2), world.budi)
    assert Assignment.objects.values_list("status", "taken").get() == ("DIPAKAI", result.pk)
    assert Plan.objects.get(pk=plan.pk).version == plan.version + 1
    assert Event.objects.get(action="plan.assignments_taken").target_id == plan.pk


def test_a_proposal_from_another_line_becomes_an_additional_result(world: World) -> None:
    hand(world, plan_of(world, "citra"), {("ani", 1): "Tim lintas unit"})

    (result,) = take(world, drafted(world), Assignment.objects.get())

    assert (result.kind, result.assigned_by) == ("TAMBAHAN", world.citra)


def test_all_proposals_are_taken_in_one_press(world: World) -> None:
    hand(world, plan_of(world), {("ani", 1): "Satu", ("ani", 2): "Dua"})

    taken = take(world, drafted(world), *Assignment.objects.order_by("pk"))

    assert [(row.text, row.order) for row in taken] == [("Satu", 1), ("Dua", 2)]
    assert queries.proposals(world.placements["ani"], world.period) == []


def test_the_form_of_leaders_names_no_result_of_the_superior(world: World) -> None:
    leader = plan_of(world, "citra")
    Plan.objects.filter(pk=drafted(world, "budi").pk).update(form="JPT")
    hand(world, leader, {("budi", 1): "Layanan kependudukan"})

    plan = Plan.objects.get(placement=world.placements["budi"])
    (result,) = take(world, plan, Assignment.objects.get(), by="budi")

    assert result.supports is None


def test_a_proposal_that_changed_meanwhile_is_not_taken_unread(world: World) -> None:
    leader = plan_of(world)
    hand(world, leader, {("ani", 1): "Lama"})
    seen, plan = Assignment.objects.get(), drafted(world)
    hand(world, leader, {("ani", 1): ("Baru", 1)})

    with pytest.raises(Conflict):
        take(world, plan, seen)

    assert not plan.results.exists()
    assert Plan.objects.get(pk=plan.pk).version == plan.version


def test_withdrawn_and_foreign_proposals_cannot_be_taken(world: World) -> None:
    leader = plan_of(world)
    hand(world, leader, {("ani", 1): "Lama", ("fajar", 1): "Arsip"})
    own, foreign = Assignment.objects.order_by("pk")
    hand(world, leader, {("ani", 1): ("", 1)})
    plan = drafted(world)
    own.refresh_from_db()

    with pytest.raises(Conflict):
        take(world, plan, own)
    with pytest.raises(Refused, match="sudah tidak ada"):
        take(world, plan, foreign)
    with pytest.raises(Denied):
        take(world, plan, own, by="budi")


def test_a_full_plan_takes_no_more(world: World) -> None:
    hand(world, plan_of(world), {("ani", 1): "Akta"})
    plan = drafted(world)
    Result.objects.bulk_create(Result(plan=plan, order=number, text="Penuh") for number in range(1, 61))

    with pytest.raises(Refused, match="60 hasil kerja"):
        take(world, plan, Assignment.objects.get())


def test_what_does_not_fit_comes_back_with_a_reason(world: World) -> None:
    hand(world, plan_of(world), {("ani", 1): "Akta"})

    row = decline(world, Assignment.objects.get(), "  Saya di loket lain.  ")

    assert (row.status, row.reply) == ("DILEPAS", "Saya di loket lain.")
    event = Event.objects.get(action="assignment.declined")
    assert (event.by, event.note) == (world.ani, "Saya di loket lain.")


def test_declining_needs_words_the_right_person_and_an_open_proposal(world: World) -> None:
    hand(world, plan_of(world), {("ani", 1): "Akta"})
    row = Assignment.objects.get()

    with pytest.raises(Refused, match="alasan singkat"):
        decline(world, row, "  ")
    with pytest.raises(Refused, match="500 huruf"):
        decline(world, row, "a" * 501)
    with pytest.raises(Denied, match="pegawai yang menerimanya"):
        decline(world, row, by="fajar")
    take(world, drafted(world), row)
    with pytest.raises(Conflict):
        decline(world, row)


def test_removing_the_result_opens_the_proposal_again(world: World) -> None:
    hand(world, plan_of(world), {("ani", 1): "Akta"})
    plan = drafted(world)
    (result,) = take(world, plan, Assignment.objects.get())

    plan.refresh_from_db()
    operations.remove_result(plan=plan, version=plan.version, result=result, by=world.ani, at=NOW)

    assert states() == [("Akta", "DIUSULKAN", 3)]


# --- What a result can serve ------------------------------------------------------------------------


def test_a_handed_down_result_of_a_draft_can_be_served(world: World) -> None:
    leader, plan = plan_of(world), drafted(world)
    assert queries.supportable_results(plan, TODAY) == []

    hand(world, leader, {("ani", 2): "Akta di loket 2"})

    assert queries.supportable_results(plan, TODAY) == [leader.results.get(order=2)]
    saved = with_result(world, plan, supports=leader.results.get(order=2), indicators=[INDICATOR])
    assert saved.supports == leader.results.get(order=2)


def test_declined_and_foreign_proposals_open_nothing(world: World) -> None:
    leader, plan = plan_of(world), drafted(world)
    hand(world, leader, {("fajar", 1): "Arsip", ("ani", 2): "Akta"})
    decline(world, Assignment.objects.get(text="Akta"))

    assert queries.supportable_results(plan, TODAY) == []


def test_results_of_the_superior_and_of_other_leaders_stand_together(world: World) -> None:
    leader, other, plan = submitted(world, "budi"), plan_of(world, "citra"), drafted(world)
    hand(world, other, {("ani", 1): "Tim lintas unit"})

    found = queries.supportable_results(plan, TODAY)

    assert set(found) == {leader.results.get(), other.results.get(order=1)}


def test_a_taken_result_begins_with_the_leaders_first_measure_and_no_target(world: World) -> None:
    plan = plan_of(world)
    hand(world, plan, {("ani", 1): "Akta di loket 1"})

    (result,) = take(world, drafted(world), Assignment.objects.get())

    row = result.indicators.get()
    assert (row.text, row.unit, row.target, row.aspect) == (INDICATOR.text, "akta", None, "KUANTITAS")


def test_a_leader_without_a_measure_hands_down_words_only(world: World) -> None:
    plan = with_result(world, drafted(world, "budi"), indicators=[]).plan
    hand(world, plan, {("ani", 1): "Akta di loket 1"})

    (result,) = take(world, drafted(world), Assignment.objects.get())

    assert not result.indicators.exists()
