"""Requests for help: who sees, answers and closes them, and what the pages count."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators.models import Plan
from organizations.models import Placement, Supervision
from reviews.access.action import visible_help
from reviews.models import HelpRequest
from reviews.operations import help as operations
from reviews.queries.help import help_page, open_help_of
from tests.world import NOW, TODAY, World, agreed_plan

TEXT = "Pemindai di loket rusak. Perlu pinjaman satu unit."


@pytest.fixture
def plan(world: World) -> Plan:
    return agreed_plan(world)


@pytest.fixture
def asked(world: World, plan: Plan) -> HelpRequest:
    return operations.ask(plan=plan, result=plan.results.get(), text=TEXT, by=world.ani, at=NOW)


def reply(world: World, asked: HelpRequest, version: int = 1, **changes: Any) -> HelpRequest:
    values = {"text": "Pinjam dari loket 3.", "closes": False, "by": world.budi, "at": NOW} | changes
    return operations.reply(request=asked, version=version, **values)


def close(world: World, asked: HelpRequest, version: int = 1, by: Any = None) -> HelpRequest:
    return operations.close(request=asked, version=version, by=by or world.ani, at=NOW)


def readers(world: World, on: date = TODAY) -> set[str]:
    return {name for name, person in world.people.items() if visible_help(person, on).exists()}


# --- Asking -------------------------------------------------------------------------------------


def test_a_request_is_kept_with_its_result(world, plan, asked) -> None:
    assert (asked.plan, asked.result, asked.text, asked.asked_at) == (plan, plan.results.get(), TEXT, NOW)
    assert Event.objects.get(action="help.asked").by == world.ani


def test_only_the_owner_asks_with_words_and_for_an_own_result(world, plan) -> None:
    foreign = agreed_plan(world, "dewi").results.get()
    ask = {"plan": plan, "result": None, "text": TEXT, "by": world.ani, "at": NOW}

    with pytest.raises(Denied):
        operations.ask(**ask | {"by": world.budi})
    with pytest.raises(Refused, match="Tulis apa yang menghambat"):
        operations.ask(**ask | {"text": "  "})
    with pytest.raises(Refused, match="Pilih hasil kerja"):
        operations.ask(**ask | {"result": foreign})
    Placement.objects.filter(pk=plan.placement_id).update(ended_on=TODAY - timedelta(days=1))
    with pytest.raises(Denied, match="SKP yang berlaku"):
        operations.ask(**ask)
    assert not HelpRequest.objects.exists()


def test_one_request_is_open_per_result_and_closing_makes_way_for_the_next(world, plan, asked) -> None:
    again = {"plan": plan, "result": asked.result, "text": "Rusak lagi.", "by": world.ani, "at": NOW}
    with pytest.raises(Conflict) as conflict:
        operations.ask(**again)
    assert conflict.value.theirs == {"Permintaan yang terbuka": TEXT}

    close(world, asked)
    operations.ask(**again)

    assert HelpRequest.objects.filter(closed_at__isnull=True).count() == 1


# --- Who sees it -----------------------------------------------------------------------------------


def test_the_line_the_heads_above_and_the_desk_read_it_and_nobody_else(world, asked) -> None:
    assert readers(world) == {"ani", "budi", "citra", "eko", "gita", "indra"}


def test_a_new_superior_of_the_line_takes_the_request_over(world, asked) -> None:
    Placement.objects.filter(employee=world.budi).update(is_head=False)
    lines = Supervision.objects.filter(placement=world.placements["ani"])
    lines.update(superior=world.fajar)

    assert "fajar" in readers(world)
    assert "budi" not in readers(world)
    assert page(world.fajar, lingkup="tim")["total"] == 1
    reply(world, asked, by=world.fajar)


# --- Replying and closing --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["budi", "citra"])
def test_whoever_is_above_replies_and_may_change_it_until_it_is_closed(world, asked, name) -> None:
    person = world.people[name]
    reply(world, asked, by=person)
    row = reply(world, asked, 2, text="Unit dari loket 3 sudah di meja Anda.", closes=True, by=person)

    assert (row.reply, row.replied_by, row.closed_by) == (
        "Unit dari loket 3 sudah di meja Anda.",
        person,
        person,
    )
    with pytest.raises(Denied, match="sudah ditutup"):
        reply(world, asked, 3, by=person)


def test_who_heads_a_unit_above_answers_too_also_for_the_time_being(world, asked) -> None:
    Placement.objects.create(
        employee=world.dewi,
        position=world.placements["citra"].position,
        unit=world.units["dinas"],
        kind="PLT",
        is_head=True,
        started_on=TODAY,
    )

    assert "dewi" in readers(world)
    assert reply(world, asked, by=world.dewi).replied_by == world.dewi


@pytest.mark.parametrize("name", ["ani", "fajar", "dewi", "eko", "gita", "indra"])
def test_nobody_else_replies(world, asked, name) -> None:
    with pytest.raises(Denied):
        reply(world, asked, by=world.people[name])
    assert not HelpRequest.objects.get().reply


def test_an_empty_reply_is_refused(world, asked) -> None:
    with pytest.raises(Refused) as refused:
        reply(world, asked, text=" ")
    assert refused.value.field == "text"


def test_two_superiors_reply_and_the_second_reads_the_first(world, asked) -> None:
    reply(world, asked)

    with pytest.raises(Conflict) as conflict:
        reply(world, asked, text="Saya belikan.", by=world.citra)

    assert conflict.value.theirs == {"Jawaban yang tersimpan": "Pinjam dari loket 3."}
    assert conflict.value.version == 2


def test_a_reply_to_what_was_closed_meanwhile_is_a_conflict_that_says_so(world, asked) -> None:
    close(world, asked)

    with pytest.raises(Conflict, match="baru saja ditutup"):
        reply(world, asked)


def test_closing_what_was_answered_meanwhile_shows_the_answer_first(world, asked) -> None:
    reply(world, asked)

    with pytest.raises(Conflict) as conflict:
        close(world, asked)
    assert conflict.value.theirs == {"Jawaban yang tersimpan": "Pinjam dari loket 3."}
    assert close(world, asked, 2).closed_by == world.ani


def test_a_superior_closes_only_what_has_a_reply(world, asked) -> None:
    with pytest.raises(Denied, match="Tulis jawaban dulu"):
        close(world, asked, by=world.budi)
    with pytest.raises(Denied):
        close(world, asked, by=world.fajar)

    reply(world, asked)
    assert close(world, asked, 2, by=world.budi).closed_by == world.budi


# --- What pages count -------------------------------------------------------------------------------


def test_the_team_page_reads_open_requests_of_many_plans_at_once(world, plan, asked) -> None:
    other = agreed_plan(world, "fajar")
    found = open_help_of([plan, other])
    assert {key: [row.pk for row in rows] for key, rows in found.items()} == {plan.pk: [asked.pk]}

    close(world, asked)

    assert open_help_of([plan, other]) == {}


def page(person: Any, **params: str) -> dict[str, Any]:
    return help_page(person, params, TODAY)


def test_each_person_begins_with_what_is_nearest(world, asked) -> None:
    shown = {name: (page(person)["scope"], page(person)["total"]) for name, person in world.people.items()}

    assert shown == {
        "ani": ("saya", 1),
        "budi": ("tim", 1),
        "citra": ("tim", 0),
        "dewi": ("unit", 0),
        "eko": ("unit", 1),
        "fajar": ("saya", 0),
        "gita": ("unit", 1),
        "hadi": ("tim", 0),
        "indra": ("unit", 1),
    }


def test_a_head_sees_in_which_branch_obstacles_gather(world, asked) -> None:
    operations.ask(
        plan=agreed_plan(world, "budi"), result=None, text="Kurang petugas.", by=world.budi, at=NOW
    )

    both = page(world.citra, lingkup="unit")
    assert [(row.name, row.count) for row in both["gatherings"]] == [(str(world.units["bidang"]), 2)]
    inner = page(world.citra, lingkup="unit", unit=str(world.units["bidang"].pk))
    assert (inner["total"], inner["gatherings"]) == (2, []), "the list says it already"

    operations.ask(plan=agreed_plan(world, "eko"), result=None, text="Ruang.", by=world.eko, at=NOW)
    found = page(world.citra, lingkup="unit")["gatherings"]
    assert [(row.name, row.count, bool(row.href)) for row in found] == [
        (str(world.units["dinas"]), 1, False),
        (str(world.units["bidang"]), 2, True),
    ]
    whole = page(world.gita, lingkup="unit")
    assert whole["unit"] == str(world.units["dinas"]), "the desk begins where the branches part"
    foreign = page(world.citra, lingkup="unit", unit=str(world.units["lain"].pk))
    assert foreign["unit"] == "Dinas Kependudukan dan Pencatatan Sipil", "units outside are not asked for"


def test_the_list_is_filtered_by_state(world, asked) -> None:
    states = ("", "menunggu", "dijawab", "ditutup")

    def totals() -> list[int]:
        return [page(world.ani, keadaan=state)["total"] for state in states]

    assert totals() == [1, 1, 0, 0]
    reply(world, asked)
    assert totals() == [1, 0, 1, 0]
    close(world, asked, 2)
    assert totals() == [0, 0, 0, 1]
