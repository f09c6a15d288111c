"""Late and missing: draft on without the superior's plan, ask for it, link once it is there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import operations
from indicators.models import Period, Plan, PlanRequest, PolicyFigure, Result
from organizations.models import Employee
from tests.indicators.plans import complete, drafted, with_result
from tests.pages import form_of, queries_of, text_of
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

INSET = "belum mengajukan SKP 2026. Anda tetap bisa menyusun, dan menautkan nanti."


def address(name, *args):
    return reverse(f"indicators:{name}", args=args)


def ask(world, name="ani", at=NOW, by=None):
    person = by or world.people[name]
    return operations.ask_for_plan(placement=world.placements[name], period=world.period, by=person, at=at)


def hand_in(world, name="budi"):
    """Return the plan of a leader, submitted with one result."""
    plan = complete(world, name)
    return operations.submit_plan(plan=plan, version=plan.version, by=world.people[name], at=NOW)


def linked(world, plan, links, version=None):
    return operations.link_results(
        plan=plan, version=version or Plan.objects.get(pk=plan.pk).version, links=links, by=world.ani, at=NOW
    )


# --- Asking -------------------------------------------------------------------------------------------


def test_asking_leaves_a_row_and_an_event(world):
    row = ask(world)

    assert (row.superior, row.placement, row.period) == (world.budi, world.placements["ani"], world.period)
    event = Event.objects.get(action="plan.requested")
    assert (event.by, event.target_id, event.after) == (world.ani, row.pk, {"to": str(world.budi)})


def test_the_same_superior_is_asked_once_in_three_days_and_told_when(world):
    ask(world)

    with pytest.raises(Refused, match="22 November 2026. Permintaan bisa dikirim lagi 25 November 2026"):
        ask(world, at=NOW + timedelta(days=2, hours=13))
    ask(world, at=NOW + timedelta(days=3))
    ask(world, "fajar")

    assert PlanRequest.objects.count() == 3


def test_the_pause_is_a_figure_of_the_policy(world):
    PolicyFigure.objects.filter(key="permintaan_skp_jeda_hari").update(value=1)
    ask(world)

    ask(world, at=NOW + timedelta(days=1))


def test_nobody_asks_for_somebody_else_or_in_a_closed_year(world):
    with pytest.raises(Denied, match="pegawai yang menjabat"):
        ask(world, by=world.fajar)
    Period.objects.filter(pk=world.period.pk).update(closed_at=NOW, closed_by=world.gita)
    with pytest.raises(Conflict, match="ditutup"):
        ask(world)
    assert not PlanRequest.objects.exists()


def test_nothing_is_asked_when_the_plan_is_there(world):
    hand_in(world)

    with pytest.raises(Refused, match="Pak Budi sudah mengajukan SKP 2026"):
        ask(world)


def test_a_returned_plan_counts_as_handed_in_and_one_taken_back_does_not(world):
    plan = hand_in(world)
    plan = operations.withdraw_plan(plan=plan, version=plan.version, by=world.budi, at=NOW)
    ask(world)
    plan = operations.submit_plan(plan=plan, version=plan.version, by=world.budi, at=NOW)
    operations.return_plan(
        plan=plan, version=plan.version, suggestion="Tulis target.", by=world.citra, at=NOW
    )

    with pytest.raises(Refused, match="sudah mengajukan"):
        ask(world, "fajar")


@pytest.mark.parametrize(("change", "words"), [({"is_active": False}, "Budi"), ({"kind": "NON_ASN"}, "Budi")])
def test_who_writes_no_plan_is_not_asked(world, enter, change, words):
    Employee.objects.filter(pk=world.budi.pk).update(**change)

    with pytest.raises(Denied, match=words):
        ask(world)
    assert INSET not in text_of(enter(world.ani).get(address("plan-compose", drafted(world).pk)))


def test_without_a_superior_nobody_is_asked(world):
    world.placements["ani"].supervisions.all().delete()

    with pytest.raises(Denied, match="belum ditetapkan"):
        ask(world)


def test_the_database_refuses_the_same_request_twice_in_a_moment(world):
    ask(world)

    with pytest.raises(IntegrityError), transaction.atomic():
        PlanRequest.objects.create(
            period=world.period, placement=world.placements["ani"], superior=world.budi, asked_at=NOW
        )


# --- What both see ------------------------------------------------------------------------------------


@pytest.mark.once
def test_the_draft_offers_to_ask_and_then_says_when_again(world, enter):
    plan, client = drafted(world), enter(world.ani)
    page = client.get(address("plan-compose", plan.pk))
    assert f"Pak Budi {INSET}" in text_of(page)
    assert "Minta Pak Budi menyusun SKP" in text_of(page)

    answer = client.post(address("plan-ask"), form_of(page, address("plan-ask")).fields)

    assert answer.url == address("plan-compose", plan.pk)
    after = text_of(client.get(answer.url))
    assert "Permintaan terkirim. Pak Budi melihatnya di beranda." in after
    assert "Anda memintanya pada 22 November 2026. Permintaan bisa dikirim lagi 25 November 2026." in after
    assert "Minta Pak Budi" not in after


def test_a_second_request_from_another_tab_is_answered_with_the_date(world, enter):
    ask(world)
    data = {"period": world.period.pk, "placement": world.placements["ani"].pk}

    answer = enter(world.ani).post(address("plan-ask"), data)

    assert answer.status_code == 422
    assert "dikirim lagi 25 November 2026" in text_of(answer)


def test_a_leader_sees_at_home_how_many_wait_and_in_the_own_plans_who(world, enter):
    ask(world)
    ask(world, "fajar")
    ask(world, "fajar", at=NOW + timedelta(days=3))
    client = enter(world.budi)

    home, mine = text_of(client.get("/")), text_of(client.get(address("plan-mine")))

    assert home.count("Susun SKP Anda: 2 orang menunggu") == 1
    assert "Ani" not in home
    assert "Menunggu SKP Anda: Ani · Fajar." in mine


def test_a_leader_with_a_draft_still_has_one_task_for_it(world, enter):
    ask(world)
    drafted(world, "budi")

    home = text_of(enter(world.budi).get("/"))

    assert "Susun SKP Anda: 1 orang menunggu" in home
    assert "Lanjutkan SKP 2026" not in home


def test_nobody_waits_once_the_leader_has_handed_in(world, enter):
    ask(world)
    hand_in(world)
    client = enter(world.budi)

    assert "menunggu" not in text_of(client.get("/")).split("Perjalanan")[0].replace("Menunggu atasan", "")
    assert "Menunggu SKP Anda" not in text_of(client.get(address("plan-mine")))


def test_who_has_left_the_team_waits_no_more(world, enter):
    ask(world)
    world.placements["ani"].supervisions.update(superior=world.citra)

    assert "orang menunggu" not in text_of(enter(world.budi).get("/"))


def test_the_form_of_leaders_links_nothing_and_asks_nobody(world, enter):
    plan = drafted(world, "citra")

    assert "belum mengajukan" not in text_of(enter(world.citra).get(address("plan-compose", plan.pk)))


# --- Linking ------------------------------------------------------------------------------------------


def test_once_the_leader_hands_in_the_drafts_of_the_team_say_so(world, enter):
    plan, client = complete(world), enter(world.ani)
    pages = [address("plan-compose", plan.pk), address("plan-mine")]
    assert all("tautkan sekarang" not in text_of(client.get(page)) for page in pages)

    hand_in(world)

    for page in pages:
        assert "RHK pimpinan sudah ada: tautkan sekarang" in text_of(client.get(page))
        assert f'href="{address("plan-link", plan.pk)}"' in client.get(page).content.decode()
    check = text_of(client.get(address("plan-check", plan.pk)))
    assert "RHK Pak Budi sudah ada. Hasil 1 bisa ditautkan sekarang." in check


def test_one_page_links_all_results_at_once(world, enter):
    leader = hand_in(world).results.get()
    plan = drafted(world)
    first = with_result(world, plan, supports_text="TERBITNYA akta kelahiran sesuai standar waktu")
    second = with_result(world, first.plan, text="Tertatanya arsip akta")
    third = with_result(world, second.plan, text="Terjawabnya pengaduan", supports_text="Kata sendiri")
    client = enter(world.ani)

    page = client.get(address("plan-link", plan.pk))
    form = form_of(page, "")
    assert form.fields[f"hasil_{first.pk}"] == str(leader.pk), "the same words are chosen already"
    assert "Tulisan Anda sekarang: SKP atasan belum disusun" in text_of(page)
    answer = client.post(address("plan-link", plan.pk), form.fields | {f"hasil_{second.pk}": str(leader.pk)})

    assert answer.url == address("plan-compose", plan.pk) + "#hasil"
    rows = {row.pk: row for row in Result.objects.filter(plan=plan)}
    assert [rows[each.pk].supports_id for each in (first, second, third)] == [leader.pk, leader.pk, None]
    assert rows[second.pk].no_support_reason == ""
    assert rows[first.pk].supports_text != "", "own words stay"
    event = Event.objects.get(action="plan.results_linked")
    assert event.before[1] == {
        "result": second.pk,
        "supports": None,
        "no_support_reason": "SKP atasan belum disusun",
    }
    left = text_of(client.get(address("plan-link", plan.pk)))
    assert "Terjawabnya pengaduan" in left
    assert "Tertatanya arsip" not in left


def test_foreign_results_on_either_side_are_refused(world):
    leader = hand_in(world).results.get()
    other = complete(world, "fajar").results.get()
    mine = complete(world)
    own = mine.results.get()

    for links, words in (
        ({}, "paling sedikit satu"),
        ({other.pk: leader.pk}, "sudah dihapus"),
        ({own.pk: other.pk}, "sudah berubah"),
        ({own.pk: own.pk}, "sudah berubah"),
    ):
        with pytest.raises(Refused, match=words):
            linked(world, mine, links)
    assert not Result.objects.filter(plan=mine, supports__isnull=False).exists()


def test_only_drafts_are_linked_and_the_second_tab_is_told(world):
    leader = hand_in(world).results.get()
    plan = complete(world)
    own = plan.results.get()

    linked(world, plan, {own.pk: leader.pk})
    with pytest.raises(Conflict):
        linked(world, plan, {own.pk: leader.pk}, version=plan.version)
    fresh = Plan.objects.get(pk=plan.pk)
    operations.submit_plan(plan=fresh, version=fresh.version, by=world.ani, at=NOW)
    with pytest.raises(Denied, match="sedang ditinjau"):
        linked(world, plan, {own.pk: leader.pk})


def test_a_conflict_shows_both_and_one_press_links(world, enter):
    leader = hand_in(world).results.get()
    own = complete(world).results.get()
    data = {"version": "1", f"hasil_{own.pk}": str(leader.pk)}
    client = enter(world.ani)

    answer = client.post(address("plan-link", own.plan_id), data)

    assert answer.status_code == 409
    assert "SKP atasan belum disusun" in text_of(answer)
    assert client.post(address("plan-link", own.plan_id), form_of(answer).fields).status_code == 302


@pytest.mark.once
def test_an_empty_choice_and_a_stale_one_are_answered_on_the_page(world, enter):
    hand_in(world)
    plan = complete(world)
    own, client = plan.results.get(), enter(world.ani)
    stamp = {"version": str(plan.version)}

    nothing = client.post(address("plan-link", plan.pk), stamp)
    stale = client.post(address("plan-link", plan.pk), stamp | {f"hasil_{own.pk}": "0"})

    assert (nothing.status_code, stale.status_code) == (422, 422)
    assert "Pilih RHK pimpinan untuk paling sedikit satu hasil." in text_of(nothing)
    assert "Pilih salah satu dari daftar." in text_of(stale)


@pytest.mark.once
def test_the_page_says_when_there_is_nothing_to_link(world, enter):
    plan, client = complete(world), enter(world.ani)
    assert "RHK pimpinan belum ada" in text_of(client.get(address("plan-link", plan.pk)))
    leader = hand_in(world).results.get()
    linked(world, plan, {plan.results.get().pk: leader.pk})

    assert "Semua hasil sudah ditautkan" in text_of(client.get(address("plan-link", plan.pk)))
    assert "tautkan sekarang" not in text_of(client.get(address("plan-compose", plan.pk)))


# --- Cost ---------------------------------------------------------------------------------------------


@pytest.mark.once
def test_pages_cost_the_same_however_many_wait_and_promise(world, enter):
    ask(world)
    complete(world)
    draft = complete(world, "budi")
    budi, pages = enter(world.budi), ["/", address("plan-mine"), address("plan-compose", draft.pk)]
    budi.get("/")
    before = [queries_of(budi, page) for page in pages]
    ask(world, "fajar")
    with_result(world, Plan.objects.get(pk=draft.pk), text="Lain")

    assert [queries_of(budi, page) for page in pages] == before
