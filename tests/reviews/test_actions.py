"""Steps and status of a quarter: effects, refusals, record, second caller."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators.models import Period, Plan, Result
from reviews.models import Action, HelpRequest, ResultOutlook
from reviews.operations import action as operations
from reviews.operations.action import QuarterDraft
from tests.world import NOW, TODAY, World, agreed_plan


@pytest.fixture
def result(world: World) -> Result:
    return agreed_plan(world).results.select_related("plan__period", "plan__placement").get()


def save(world: World, result: Result, version: int = 0, by: Any = None, term: int = 4, **draft: Any) -> Any:
    return operations.save_quarter(
        result=result,
        term=world.term(term),
        version=version,
        draft=QuarterDraft(**draft),
        by=by or world.ani,
        at=NOW,
    )


def steps(term: int = 4) -> list[str]:
    rows = Action.objects.filter(removed_at__isnull=True, term__number=term)
    return list(rows.order_by("pk").values_list("text", flat=True))


def test_steps_are_added_ticked_and_taken_out_at_once(world, result) -> None:
    save(world, result, steps=["Menyusun jadwal", "Melatih petugas"], due_on=date(2026, 12, 1))
    first, second = Action.objects.order_by("pk")

    save(
        world,
        result,
        2,
        steps=["Menghitung antrean", "Melatih petugas"],
        done={first.pk},
        removed={second.pk},
    )

    assert steps() == ["Menyusun jadwal", "Menghitung antrean", "Melatih petugas"]
    first.refresh_from_db()
    assert (first.done_on, first.due_on) == (TODAY, date(2026, 12, 1))
    assert [event.after["new"] for event in Event.objects.filter(action="action.planned").order_by("pk")] == [
        2,
        2,
    ]


def test_the_status_is_the_owners_word(world, result) -> None:
    save(world, result, outlook="PERLU_PERHATIAN", note="Blanko tinggal sedikit.")
    save(world, result, 1, outlook="SESUAI_RENCANA", note="")

    row = ResultOutlook.objects.get()
    assert (row.outlook, row.note, row.version) == ("SESUAI_RENCANA", "", 2)


def test_help_is_asked_in_the_same_press(world, result) -> None:
    request = save(world, result, outlook="BUTUH_BANTUAN", obstacle="Pemindai rusak, perlu pinjaman.")

    assert request == HelpRequest.objects.get()
    assert (request.plan, request.result, request.text) == (
        result.plan,
        result,
        "Pemindai rusak, perlu pinjaman.",
    )
    assert Event.objects.filter(action="help.asked").count() == 1


def test_who_needs_help_says_which(world, result) -> None:
    with pytest.raises(Refused) as refused:
        save(world, result, steps=["Menyusun jadwal"], outlook="BUTUH_BANTUAN", obstacle="  ")

    assert refused.value.field == "obstacle"
    assert not Action.objects.exists()
    assert not ResultOutlook.objects.exists()


def test_a_request_that_is_open_is_not_asked_again(world, result) -> None:
    save(world, result, outlook="BUTUH_BANTUAN", obstacle="Pemindai rusak.")

    assert save(world, result, 1, outlook="BUTUH_BANTUAN", note="Masih sama.") is None
    assert HelpRequest.objects.count() == 1


def test_a_quarter_to_come_may_be_planned_and_not_judged(world, result) -> None:
    Period.objects.filter(pk=world.period.pk).update(ended_on=date(2027, 3, 31))
    Plan.objects.update(ended_on=date(2027, 3, 31))
    term = world.period.terms.create(
        kind="TRIWULANAN",
        number=6,
        name="Triwulan V",
        started_on=date(2027, 1, 1),
        ended_on=date(2027, 3, 31),
        due_on=date(2027, 4, 10),
        rated_from=date(2027, 3, 31),
        rated_until=date(2027, 4, 30),
    )
    result.plan.refresh_from_db()

    save(world, result, steps=["Menyusun jadwal"], term=term.number)
    with pytest.raises(Denied, match="belum dimulai"):
        save(world, result, 1, outlook="SESUAI_RENCANA", term=term.number)


# draft, field, words
REFUSED = [
    ({"steps": ["x" * 501]}, "steps", "500 huruf"),
    ({"steps": [f"Langkah {n}" for n in range(21)]}, "steps", "Paling banyak 20"),
    ({"steps": ["Melatih"], "due_on": date(2026, 9, 30)}, "due_on", "Triwulan IV"),
]


@pytest.mark.parametrize(("draft", "field", "words"), REFUSED)
def test_what_does_not_fit_is_said_at_its_field(world, result, draft, field, words) -> None:
    with pytest.raises(Refused, match=words) as refused:
        save(world, result, **draft)

    assert refused.value.field == field
    assert not Action.objects.exists()


def test_only_the_owner_plans_and_only_in_force(world, result) -> None:
    with pytest.raises(Denied, match="pemilik SKP"):
        save(world, result, by=world.budi, steps=["Menyusun jadwal"])
    with pytest.raises(Denied, match="per masa"):
        save(world, result, term=5, steps=["Menyusun jadwal"])
    Period.objects.update(closed_at=NOW, closed_by=world.gita)
    with pytest.raises(Denied, match="sudah ditutup"):
        save(world, result, steps=["Menyusun jadwal"])
    assert not Action.objects.exists()


def test_a_result_that_a_change_took_out_keeps_the_typed_steps_on_the_page(world, result) -> None:
    Result.every.update(removed_at=NOW)

    with pytest.raises(Conflict, match="tidak lagi termuat"):
        save(world, result, steps=["Menyusun jadwal"])


def test_the_second_tab_reads_what_the_first_one_wrote(world, result) -> None:
    save(world, result, steps=["Menyusun jadwal"], outlook="SESUAI_RENCANA", note="Lancar.")

    with pytest.raises(Conflict) as conflict:
        save(world, result, 0, steps=["Melatih petugas"])

    assert conflict.value.theirs == {"Langkah 1": "Menyusun jadwal", "Status": "Sesuai rencana. Lancar."}
    assert conflict.value.version == 2
    assert steps() == ["Menyusun jadwal"]


def test_a_step_is_ticked_and_opened_again(world, result) -> None:
    save(world, result, steps=["Menyusun jadwal"])
    row = Action.objects.get()

    assert operations.tick(action=row, version=1, by=world.ani, at=NOW).done_on == TODAY
    assert operations.tick(action=row, version=2, by=world.ani, at=NOW).done_on is None
    with pytest.raises(Conflict):
        operations.tick(action=row, version=2, by=world.ani, at=NOW)
    with pytest.raises(Denied):
        operations.tick(action=row, version=3, by=world.budi, at=NOW)


def test_what_is_unfinished_is_carried_over_once(world, result) -> None:
    save(world, result, term=3, steps=["Menyusun jadwal", "Melatih petugas", "Menghitung antrean"])
    done, here, _ = Action.objects.order_by("pk")
    Action.objects.filter(pk=done.pk).update(done_on=TODAY)
    save(world, result, steps=[here.text])

    carry = {"plan": result.plan, "term": world.term(4), "by": world.ani, "at": NOW}
    assert operations.carry_over(**carry) == 1
    assert operations.carry_over(**carry) == 0

    assert steps() == ["Melatih petugas", "Menghitung antrean"]
    assert steps(3) == ["Menyusun jadwal", "Melatih petugas", "Menghitung antrean"]


def test_nothing_is_carried_into_the_first_quarter_or_by_others(world, result) -> None:
    with pytest.raises(Refused, match="Sebelum Triwulan I"):
        operations.carry_over(plan=result.plan, term=world.term(1), by=world.ani, at=NOW)
    with pytest.raises(Denied):
        operations.carry_over(plan=result.plan, term=world.term(4), by=world.budi, at=NOW)
