"""Sharing for a team: one press, each by its own version, every reason by name; the letter says no rating."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from appraisal.errors import Denied
from appraisal.models import Mail
from indicators.models import Plan
from organizations.models import Employee
from reviews.models import Evaluation
from reviews.operations.evaluation import rate
from reviews.operations.self_assessment import Words, send
from reviews.operations.sharing import CHANGED, Sharing, share_each
from reviews.rules.evaluation import PREDICATE_LABELS, RATING_LABELS
from tests.pages import queries_of, text_of
from tests.reviews import year_rows as rows
from tests.reviews.crowd import crowd
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.django_db


def drafts(world: World, plans: list[Plan]) -> list[Evaluation]:
    values = RATED | {"results_rating": "DI_ATAS"}
    Evaluation.objects.bulk_create(
        Evaluation(plan=plan, term=world.final, appraiser=world.budi, **values) for plan in plans
    )
    return list(Evaluation.objects.order_by("pk"))


def sharing(one: Evaluation, **values: Any) -> Sharing:
    return Sharing(**({"evaluation": one, "version": one.version, "talked_on": TODAY} | values))


def ticked(*chosen: Evaluation, day: str = "20-11-2026") -> dict[str, Any]:
    data: dict[str, Any] = {"pilih": [f"{one.pk}:{one.version}" for one in chosen]}
    return data | {f"day-{one.pk}": day for one in chosen}


def states(evaluations: list[Evaluation]) -> list[str]:
    found = dict(Evaluation.objects.values_list("pk", "status"))
    return [found[one.pk] for one in evaluations]


def test_one_that_changed_stops_no_other_and_each_reason_is_told(world: World) -> None:
    first, stale, ahead, third = drafts(world, crowd(world, 4))
    chosen = [sharing(first), sharing(stale, version=9), sharing(third)]
    chosen.append(sharing(ahead, talked_on=date(2026, 11, 23)))

    shared = share_each(rows=chosen, by=world.budi, at=NOW)

    assert [one.pk for one in shared.done] == [first.pk, third.pk]
    assert states([first, stale, ahead, third]) == ["DISAMPAIKAN", "DRAF", "DRAF", "DISAMPAIKAN"]
    assert shared.refused[stale.pk] == CHANGED
    assert "dialog yang sudah berlangsung" in shared.refused[ahead.pk]


def test_the_second_press_shares_nothing_twice(world: World) -> None:
    (one,) = drafts(world, crowd(world, 1))
    share_each(rows=[sharing(Evaluation.objects.select_related("plan").get())], by=world.budi, at=NOW)

    again = share_each(rows=[sharing(one)], by=world.budi, at=NOW)

    assert (again.done, again.refused) == ([], {one.pk: CHANGED})


def test_nobody_shares_what_another_appraises(world: World) -> None:
    (one,) = drafts(world, crowd(world, 1))

    shared = share_each(rows=[sharing(one)], by=world.citra, at=NOW)

    assert shared.done == []
    assert "pejabat penilai" in shared.refused[one.pk]


def test_the_letter_names_the_term_and_no_rating(world: World, settings: Any) -> None:
    settings.SITE_URL = "https://capaian.example"
    (one,) = drafts(world, crowd(world, 1))

    share_each(rows=[sharing(one)], by=world.budi, at=NOW)

    [letter] = Mail.objects.all()
    assert letter.subject == "Hasil evaluasi Tahunan 2026 sudah bisa dibaca"
    assert f"https://capaian.example/hasil/{one.pk}/" in letter.body
    told = (letter.subject + letter.body).casefold()
    words = [*RATING_LABELS.values(), *(word for word in PREDICATE_LABELS.values() if word != "Baik")]
    assert [word for word in words if word.casefold() in told] == []


def test_sharing_freezes_the_self_assessment(world: World) -> None:
    (one,) = drafts(world, [agreed_plan(world)])
    given = {"plan": one.plan, "term": world.final, "words": Words("Loket"), "by": world.ani, "at": NOW}
    send(**given, version=None, seal="")

    share_each(rows=[sharing(one)], by=world.budi, at=NOW)

    with pytest.raises(Denied):
        send(**given, version=1, seal="")


# --- The page -------------------------------------------------------------------------------------


def href(world: World) -> str:
    return f"/tim/penilaian/{world.final.pk}/bagikan/"


@pytest.mark.once
def test_the_list_is_by_name_with_the_days_of_the_talks_and_no_rating(
    world: World, clock: Any, enter: Any
) -> None:
    plans = [agreed_plan(world, "fajar"), agreed_plan(world, "ani")]
    drafts(world, plans)
    rows.talk(world, plans[1], held_on=date(2026, 11, 3), notes="Antrean.")

    page = enter(world.budi).get(href(world))

    lines = [(one.evaluation.plan.placement.employee.name, one.is_chosen) for one in page.context["people"]]
    assert lines == [("Ani", True), ("Fajar", False)]
    assert 'value="03-11-2026"' in page.content.decode()
    said = text_of(page)
    assert [word for word in (*RATING_LABELS.values(), *PREDICATE_LABELS.values()) if word in said] == []


@pytest.mark.once
@pytest.mark.parametrize(("held_on", "counts"), [(date(2026, 11, 1), True), (date(2026, 10, 31), False)])
def test_a_talk_before_the_days_of_rating_was_about_something_else(
    world: World, clock: Any, enter: Any, held_on: date, counts: bool
) -> None:
    plan = agreed_plan(world)
    drafts(world, [plan])
    rows.talk(world, plan, held_on=held_on, notes="Antrean.")

    page = enter(world.budi).get(href(world))

    assert [one.is_chosen for one in page.context["people"]] == [counts]
    assert (f'value="{held_on:%d-%m-%Y}"' in page.content.decode()) is counts


@pytest.mark.once
def test_what_did_not_go_through_stays_with_its_reason_and_its_day(
    world: World, clock: Any, enter: Any
) -> None:
    first, second = drafts(world, crowd(world, 2))
    client = enter(world.budi)
    data = ticked(first, second)
    rate(
        plan=second.plan,
        term=world.final,
        version=1,
        by=world.budi,
        at=NOW,
        results_rating="SESUAI",
        results_reason="Berubah.",
        behaviour_rating="SESUAI",
        behaviour_reason="Tetap.",
        recommendation="",
    )

    page = client.post(href(world), data)

    assert page.status_code == 422
    assert states([first, second]) == ["DISAMPAIKAN", "DRAF"]
    said = text_of(page)
    assert "Hasil dibagikan kepada Anggota 001." in said
    assert said.count(f"Anggota 002: {CHANGED}") == 2  # in the summary and at the person
    assert page.content.decode().count('value="20-11-2026"') == 1
    assert [line.is_chosen for line in page.context["people"]] == [False]


@pytest.mark.once
def test_without_a_day_nothing_is_shared_and_everything_stays_ticked(
    world: World, clock: Any, enter: Any
) -> None:
    first, second = drafts(world, crowd(world, 2))
    data = ticked(first, second) | {f"day-{second.pk}": ""}

    page = enter(world.budi).post(href(world), data)

    assert page.status_code == 422
    assert "Anggota 002: tulis tanggal dialog" in text_of(page)
    assert [line.is_chosen for line in page.context["people"]] == [True, True]
    assert states([first, second]) == ["DRAF", "DRAF"]


@pytest.mark.once
def test_one_press_shares_all_and_leads_to_the_team(world: World, clock: Any, enter: Any) -> None:
    found = drafts(world, crowd(world, 3))

    answer = enter(world.budi).post(href(world), ticked(*found))

    assert (answer.status_code, answer["Location"]) == (302, "/tim/")
    assert set(states(found)) == {"DISAMPAIKAN"}


def test_the_list_costs_the_same_for_two_and_for_twenty(world: World, clock: Any, enter: Any) -> None:
    client = enter(world.budi)
    drafts(world, crowd(world, 2))
    client.get(href(world))  # what is remembered between requests
    few = queries_of(client, href(world))
    Employee.objects.filter(name__startswith="Anggota").update(name="Orang lama")

    drafts(world, crowd(world, 20))

    assert queries_of(client, href(world)) == few


@pytest.mark.once
def test_what_was_shared_meanwhile_is_said_by_name(world: World, clock: Any, enter: Any) -> None:
    first, second = drafts(world, crowd(world, 2))
    data = ticked(first, second)
    share_each(rows=[sharing(first)], by=world.budi, at=NOW)

    page = enter(world.budi).post(href(world), data)

    assert page.status_code == 422
    said = text_of(page)
    assert "Anggota 001: Penilaian ini sudah dibagikan." in said
    assert "Hasil dibagikan kepada Anggota 002." in said
    assert page.context["people"] == []
