"""Assignments across units: the giver reads one result and speaks about it, the superior reads that."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators.models import Assignment, Plan, Result
from organizations.models import Supervision
from reviews.documents.plan import plan_sheet
from reviews.documents.reached import said_of
from reviews.models import Evaluation, Feedback, Realisation
from reviews.operations import progress as operations
from tests.pages import form_of, queries_of, text_of
from tests.world import NOW, World, agreed_plan

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def result(world: World) -> Result:
    """A result of Ani's agreed plan that Hadi of another office assigned."""
    row = agreed_plan(world).results.get()
    row.assigned_by = world.hadi
    row.save()
    return row


def speak(world: World, result: Result, text: str = "Rapi.", by: str = "hadi", **more: Any) -> Feedback:
    values = {"term": world.term(4), "version": None, "by": world.people[by], "at": NOW} | more
    return operations.give_assigners_feedback(result=result, text=text, **values)


def href(world: World, result: Result, term: int = 4) -> str:
    return reverse("reviews:assigned-result", args=[result.pk, world.term(term).pk])


# --- The operation ---------------------------------------------------------------------------------------


def test_the_giver_speaks_beside_the_superior(world: World, result: Result) -> None:
    plan, term = result.plan, world.term(4)
    operations.give_feedback(
        plan=plan, term=term, results={result.pk: "Dari atasan."}, values={}, by=world.budi, at=NOW
    )

    row = speak(world, result, " Data selalu rapi. ")

    assert (row.text, row.is_from_assigner, row.given_by) == ("Data selalu rapi.", True, world.hadi)
    assert Feedback.objects.count() == 2
    event = Event.objects.get(action="feedback.given_by_assigner")
    assert (event.by, event.target_id) == (world.hadi, plan.pk)


def test_the_superiors_form_neither_shows_nor_overwrites_the_givers_words(
    world: World, result: Result, enter: Any
) -> None:
    speak(world, result, "Dari pemberi tugas.")
    page_href = reverse("reviews:feedback-give", args=[result.plan_id, world.term(4).pk])
    client = enter(world.budi)

    fields = form_of(client.get(page_href)).fields
    assert fields[f"result_{result.pk}"] == ""
    answer = client.post(page_href, fields | {f"result_{result.pk}": "Dari atasan."})

    assert answer.status_code == 302
    assert set(Feedback.objects.values_list("text", "is_from_assigner")) == {
        ("Dari pemberi tugas.", True),
        ("Dari atasan.", False),
    }


def test_two_tabs_of_the_giver_lose_nothing(world: World, result: Result) -> None:
    row = speak(world, result)
    speak(world, result, "Kedua.", version=row.version)

    for version in (row.version, None):
        with pytest.raises(Conflict) as caught:
            speak(world, result, "Dari tab lama.", version=version)
        assert caught.value.theirs == {"Umpan balik yang tersimpan": "Kedua."}
    assert Feedback.objects.get().text == "Kedua."


@pytest.mark.parametrize("name", ["ani", "budi", "citra", "dewi", "gita"])
def test_nobody_else_speaks_as_the_giver(world: World, result: Result, name: str) -> None:
    with pytest.raises(Denied, match="pemberi penugasan"):
        speak(world, result, by=name)


def test_the_superior_uses_the_own_form(world: World, result: Result) -> None:
    result.assigned_by = world.budi

    with pytest.raises(Denied, match="lewat Tim saya"):
        speak(world, result, by="budi")


def test_feedback_needs_words_an_agreed_plan_and_a_term_that_has_begun(world: World, result: Result) -> None:
    with pytest.raises(Refused, match="satu kejadian nyata"):
        speak(world, result, "  ")
    world.period.terms.filter(number=4).update(started_on=date(2026, 12, 1))
    with pytest.raises(Denied, match="belum dimulai"):
        speak(world, result)
    Plan.objects.update(status="DIAJUKAN")
    with pytest.raises(Denied, match="setelah SKP disepakati"):
        speak(world, result, term=world.term(1))


# --- Forms of record ------------------------------------------------------------------------------------


def test_only_the_superiors_words_go_into_the_official_form(world: World, result: Result) -> None:
    speak(world, result, "Dari pemberi tugas.")
    operations.give_feedback(
        plan=result.plan, term=world.term(4), results={result.pk: "Sah."}, values={}, by=world.budi, at=NOW
    )
    evaluation = Evaluation.objects.create(plan=result.plan, term=world.term(4), appraiser=world.budi)

    said, _ = said_of([evaluation.plan], evaluation.term)
    assert said[result.plan_id].by_result == {result.pk: "Sah."}


def test_the_form_says_who_gave_the_assignment(world: World, result: Result) -> None:
    sheet = plan_sheet(result.plan)

    assert sheet.main[0].supports == "Penugasan dari Hadi"
    Result.objects.filter(pk=result.pk).update(supports_text="Layanan kota")
    sheet = plan_sheet(Plan.objects.get(pk=result.plan_id))
    assert sheet.main[0].supports == "Layanan kota (Penugasan dari Hadi)"


def test_the_form_does_not_name_the_superior_as_giver(world: World, result: Result) -> None:
    Result.objects.filter(pk=result.pk).update(assigned_by=world.budi)

    assert plan_sheet(Plan.objects.get(pk=result.plan_id)).main[0].supports == "-"


# --- Pages ----------------------------------------------------------------------------------------------


def assignment(world: World, result: Result | None, giver: str = "hadi", **changes: Any) -> Assignment:
    """Return something that a leader assigned to Ani from outside her line."""
    plan = Plan.objects.filter(placement=world.placements[giver]).first() or agreed_plan(world, giver)
    values = {"text": "Data warga bersih", "given_by": world.people[giver], "given_at": NOW, "taken": result}
    status = {"status": "DIPAKAI" if result else "DIUSULKAN"}
    row = plan.results.create(order=9, text="Hasil pimpinan")
    return row.assignments.create(placement=world.placements["ani"], **(values | status | changes))


def test_the_giver_sees_result_progress_and_gives_feedback(world: World, result: Result, enter: Any) -> None:
    assignment(world, result)
    Realisation.objects.create(
        indicator=result.indicators.get(),
        term=world.term(3),
        amount=40,
        note="Empat puluh dokumen.",
        noted_on=date(2026, 9, 1),
        reported_at=NOW,
    )
    client = enter(world.hadi)

    mine = client.get(reverse("reviews:assigned-mine"))
    assert "Kemajuan dan umpan balik" in text_of(mine)
    page = client.get(href(world, result))
    assert "Tercapai 40" in text_of(page)
    answer = client.post(
        href(world, result), form_of(page).fields | {"text": "Datanya selalu rapi."}, follow=True
    )

    assert "Umpan balik tersimpan" in text_of(answer)
    assert form_of(client.get(href(world, result))).fields["text"] == "Datanya selalu rapi."


def test_the_superior_and_the_person_read_who_said_it(world: World, result: Result, enter: Any) -> None:
    speak(world, result, "Datanya selalu rapi.")

    team = enter(world.budi).get(reverse("reviews:team-plan", args=[result.plan_id]))
    own = enter(world.ani).get(reverse("reviews:progress-mine"))

    assert "dari Hadi, pemberi penugasan : Datanya selalu rapi." in text_of(team)
    assert "Hadi : Datanya selalu rapi." in text_of(own).replace("Hadi:", "Hadi :")


def test_the_giver_reads_nothing_else(world: World, result: Result, enter: Any) -> None:
    assignment(world, result)
    other = result.plan.results.create(order=2, text="Rahasia lain")
    operations.give_feedback(
        plan=result.plan,
        term=world.term(4),
        results={result.pk: "Antara atasan dan pegawai."},
        values={},
        by=world.budi,
        at=NOW,
    )
    client = enter(world.hadi)

    page = text_of(client.get(href(world, result)))

    assert "Rahasia lain" not in page
    assert "Antara atasan dan pegawai." not in page
    assert client.get(href(world, other)).status_code == 404
    assert client.get(reverse("indicators:plan-detail", args=[result.plan_id])).status_code == 404


def test_a_draft_stays_the_persons_own(world: World, result: Result, enter: Any) -> None:
    assignment(world, result)
    Plan.objects.filter(pk=result.plan_id).update(status="DRAF", agreed_at=None, agreed_by=None)
    client = enter(world.hadi)

    assert "Dipakai dalam draf" in text_of(client.get(reverse("reviews:assigned-mine")))
    assert client.get(href(world, result)).status_code == 404


def test_a_former_superior_keeps_no_window_into_the_plan(world: World, result: Result, enter: Any) -> None:
    Supervision.objects.create(
        placement=world.placements["ani"],
        superior=world.hadi,
        started_on=date(2025, 1, 1),
        ended_on=date(2025, 12, 31),
    )

    assert enter(world.hadi).get(href(world, result)).status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Menunggu jawaban"),
        ({"status": "DILEPAS", "reply": "Saya cuti."}, "Belum sesuai"),
        ({"status": "DITARIK"}, ""),
    ],
)
def test_each_state_of_an_assignment_has_words(
    world: World, enter: Any, changes: dict[str, str], words: str
) -> None:
    assignment(world, None, **changes)

    page = text_of(enter(world.hadi).get(reverse("reviews:assigned-mine")))

    assert (words or "Belum ada.") in page
    assert changes.get("reply", "") in page


def test_own_team_is_not_listed_and_the_team_page_leads_here(world: World, enter: Any) -> None:
    assignment(world, None, giver="budi")
    client = enter(world.budi)

    assert "Belum ada." in text_of(client.get(reverse("reviews:assigned-mine")))
    team = client.get(reverse("reviews:team"))
    assert reverse("reviews:assigned-mine") in team.content.decode()
    plan = Plan.objects.get(placement=world.placements["budi"])
    assert reverse("indicators:matrix", args=[plan.pk]) in team.content.decode()


def test_the_list_costs_the_same_queries_for_many(world: World, result: Result, enter: Any) -> None:
    client = enter(world.hadi)
    assignment(world, result)
    client.get(reverse("reviews:assigned-mine"))
    small = queries_of(client, reverse("reviews:assigned-mine"))
    for _ in range(10):
        assignment(world, None)

    assert queries_of(client, reverse("reviews:assigned-mine")) == small <= 12
    assert queries_of(client, href(world, result)) <= 12
