"""The superior's queue and answers: what they show, what they keep, what they cost; versions side by side."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest
from django.urls import reverse

from indicators import operations
from indicators.models import Plan, PolicyFigure, Reading, Submission, Suggestion
from indicators.rules import AnnexKind
from organizations.operations import override_superior
from tests.indicators.plans import INDICATOR, agreed, submitted, with_result
from tests.indicators.waiting_office import waiting_plans
from tests.pages import form_of, queries_of, read, text_of
from tests.test_budgets import COMPRESSED_LIST, ELEMENTS, QUERIES, RAW
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def address(name, *args):
    return reverse(f"indicators:{name}", args=args)


QUEUE = "/tim/persetujuan/"


def fresh(plan):
    return Plan.every.select_related("placement__employee", "submitted_to").get(pk=plan.pk)


def resubmit(plan, **changes):
    """Change the only result, unless nothing is given, and hand the plan in again."""
    owner = plan.placement.employee
    if changes:
        now = fresh(plan)
        result = now.results.get()
        rows = [INDICATOR.__class__(**{**INDICATOR.__dict__, "pk": result.indicators.get().pk})]
        values = {"kind": "UTAMA", "text": result.text, "no_support_reason": "Belum ada", "indicators": rows}
        operations.save_result(
            plan=now, version=now.version, by=owner, at=NOW, result=result, **(values | changes)
        )
    now = fresh(plan)
    return operations.submit_plan(plan=now, version=now.version, by=owner, at=NOW)


def give_back(plan, by, **texts):
    texts = texts or {"suggestion": "Sebut tenggatnya."}
    return operations.return_plan(plan=plan, version=plan.version, by=by, at=NOW, **texts)


def waits_since(plan, days):
    Plan.every.filter(pk=plan.pk).update(submitted_at=NOW - timedelta(days=days))


def hand_over(world, superior):
    """Let somebody else be Ani's superior from today on."""
    override_superior(
        employee=world.ani,
        superior=superior,
        started_on=TODAY,
        ended_on=None,
        reason="SP 1",
        by=world.gita,
        at=NOW,
    )


# --- The queue ------------------------------------------------------------------------------------


def test_the_queue_shows_who_waits_and_how_long_the_oldest_first(world, enter):
    waits_since(submitted(world), 8)
    waits_since(submitted(world, "fajar"), 12)

    body = text_of(enter(world.budi).get(QUEUE))

    assert "2 SKP menunggu tanggapan Anda" in body
    assert body.index("Fajar") < body.index("12 hari lalu") < body.index("Ani") < body.index("8 hari lalu")
    assert body.count("Menunggu lebih dari 7 hari") == 2
    assert "Pengadministrasi Perkantoran" in body


@pytest.mark.parametrize("name", ["ani", "citra", "gita", "dewi"])
def test_the_queue_of_others_is_empty(world, enter, name):
    submitted(world)

    assert "Tidak ada SKP yang menunggu tanggapan Anda" in text_of(enter(world.people[name]).get(QUEUE))


def test_the_limit_is_the_figure_of_the_year(world, enter):
    waits_since(submitted(world), 4)
    client = enter(world.budi)
    assert "Menunggu lebih dari" not in text_of(client.get(QUEUE))

    PolicyFigure.objects.filter(key="tanggapan_skp_hari").update(value=3)
    assert "Menunggu lebih dari 3 hari" in text_of(client.get(QUEUE))

    PolicyFigure.objects.filter(key="tanggapan_skp_hari").delete()
    assert "Menunggu lebih dari" not in text_of(client.get(QUEUE))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": "Terbitnya akta paling lama tiga hari"}, "Diubah sejak dikembalikan"),
        ({}, "Diajukan lagi, isinya tetap"),
    ],
)
def test_the_queue_tells_whether_a_returned_plan_was_changed(world, enter, changes, words):
    plan = give_back(submitted(world), world.budi)
    plan = resubmit(plan, **changes)

    body = text_of(enter(world.budi).get(QUEUE))

    assert words in body
    assert "Bandingkan" in body


def test_a_change_of_an_agreed_plan_waits_in_the_queue_too(world, enter):
    plan = agreed(world)
    draft = operations.start_change(
        plan=plan, version=plan.version, reason="Anggaran turun", by=world.ani, at=NOW
    )
    operations.submit_plan(plan=draft, version=draft.version, by=world.ani, at=NOW)

    body = text_of(enter(world.budi).get(QUEUE))

    assert "Perubahan" in body
    assert "Bandingkan" in body


def test_home_and_team_lead_to_the_queue(world, enter):
    submitted(world)
    client = enter(world.budi)

    for name in ("reviews:home", "reviews:team"):
        assert f'href="{QUEUE}"' in client.get(reverse(name)).content.decode()


# --- Opening --------------------------------------------------------------------------------------


def test_opening_a_plan_is_noted_once(world, enter):
    plan = submitted(world)
    client = enter(world.budi)
    assert "Belum dibuka" in text_of(client.get(QUEUE))

    for _ in range(2):
        client.get(address("plan-detail", plan.pk))

    reading = Reading.objects.get()
    assert (reading.reader, reading.submission.plan) == (world.budi, plan)
    assert "Belum dibuka" not in text_of(client.get(QUEUE))
    assert "Sudah dibuka 22 November 2026" in text_of(enter(world.ani).get(address("plan-detail", plan.pk)))


@pytest.mark.parametrize(
    "headers", [{"Sec-Purpose": "prefetch"}, {"Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}]
)
def test_what_the_browser_fetches_ahead_is_not_opened(world, enter, headers):
    plan = submitted(world)

    assert enter(world.budi).get(address("plan-detail", plan.pk), headers=headers).status_code == 200
    assert not Reading.objects.exists()


def test_asking_for_the_head_of_a_page_is_not_opening(world, enter):
    plan = submitted(world)

    assert enter(world.budi).head(address("plan-detail", plan.pk)).status_code == 200
    assert not Reading.objects.exists()


@pytest.mark.parametrize("name", ["ani", "citra", "gita"])
def test_other_readers_do_not_open_it_for_the_superior(world, enter, name):
    enter(world.people[name]).get(address("plan-detail", submitted(world).pk))

    assert not Reading.objects.exists()


# --- Agreeing to several --------------------------------------------------------------------------


def test_what_was_opened_can_be_ticked_and_agreed_on_together(world, enter):
    plans = [submitted(world), submitted(world, "fajar")]
    client = enter(world.budi)
    assert "Sepakati yang dipilih" not in text_of(client.get(QUEUE))
    for plan in plans:
        client.get(address("plan-detail", plan.pk))

    form = form_of(client.get(QUEUE))
    assert "pilih" in form.visible
    ticked = [f"{plan.pk}:{plan.version}" for plan in plans]
    answer = client.post(form.action, form.fields | {"pilih": ticked}, follow=True)

    assert "2 SKP disepakati." in text_of(answer)
    assert set(Plan.objects.values_list("status", flat=True)) == {"DISEPAKATI"}


def test_the_answer_names_what_changed_meanwhile(world, enter):
    plans = waiting_plans(world, 12, opened_by=world.budi)
    ticked = [f"{plan.pk}:{plan.version}" for plan in plans]
    Plan.objects.filter(pk=plans[0].pk).update(version=9)

    answer = enter(world.budi).post(address("plans-agree"), {"pilih": ticked}, follow=True)

    assert "11 SKP disepakati; 1 berubah sejak Anda membukanya: Sari 1." in text_of(answer)


def test_when_all_changed_meanwhile_nothing_is_called_agreed(world, enter):
    (plan,) = waiting_plans(world, 1, opened_by=world.budi)

    answer = enter(world.budi).post(address("plans-agree"), {"pilih": f"{plan.pk}:2"}, follow=True)

    assert "Belum ada SKP yang disepakati; 1 berubah sejak Anda membukanya: Sari 1." in text_of(answer)


def test_an_unopened_plan_is_never_agreed_on_with_others(world, enter):
    opened, unread = submitted(world), submitted(world, "fajar")
    client = enter(world.budi)
    client.get(address("plan-detail", opened.pk))

    answer = client.post(
        address("plans-agree"), {"pilih": [f"{plan.pk}:{plan.version}" for plan in (opened, unread)]}
    )

    assert answer.status_code == 403
    assert "Buka dan baca dulu sebelum disepakati bersama yang lain: Fajar" in text_of(answer)
    assert set(Plan.objects.values_list("status", flat=True)) == {"DIAJUKAN"}


@pytest.mark.parametrize("value", ["", "1", "1:", ":1", "a:b", "1:1:1", "1" * 12 + ":1", "²:1"])
def test_a_choice_that_is_none_of_ours_is_not_found(world, enter, value):
    assert enter(world.budi).post(address("plans-agree"), {"pilih": value}).status_code == 404


def test_choosing_nothing_is_answered_with_a_way_back(world, enter):
    answer = enter(world.budi).post(address("plans-agree"))

    assert answer.status_code == 422
    assert "Pilih paling sedikit satu SKP" in text_of(answer)
    assert f'href="{QUEUE}"' in answer.content.decode()


# --- One after the other --------------------------------------------------------------------------


def test_after_an_answer_comes_the_next_plan_and_after_the_last_the_plan_itself(world, enter):
    first, second, third = waiting_plans(world, 3)
    client = enter(world.budi)
    assert "2 dari 3 SKP yang menunggu Anda" in text_of(client.get(address("plan-detail", second.pk)))

    agreed_on = client.post(address("plan-agree", second.pk), {"version": second.version})
    assert agreed_on["Location"] == address("plan-detail", third.pk)
    assert "2 dari 2 SKP yang menunggu Anda" in text_of(client.get(agreed_on["Location"]))

    returned = client.post(
        address("plan-return", third.pk), {"version": third.version, "suggestion": "Sebut tenggatnya."}
    )
    assert returned["Location"] == address("plan-detail", first.pk), "the one that was skipped"
    assert "Ini SKP berikutnya yang menunggu Anda" in text_of(client.get(returned["Location"]))

    last = client.post(address("plan-agree", first.pk), {"version": first.version})
    assert last["Location"] == address("plan-detail", first.pk)
    assert "Tidak ada lagi yang menunggu Anda" in text_of(client.get(last["Location"]))


def test_the_next_plan_is_one_that_was_not_opened_yet(world, enter):
    first, second = waiting_plans(world, 2)
    client = enter(world.budi)
    client.get(address("plan-detail", first.pk))

    assert client.get(address("plan-next"))["Location"] == address("plan-detail", second.pk)
    after = client.get(address("plan-next"), {"setelah": second.pk})
    assert after["Location"] == address("plan-detail", first.pk)


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "-1"])
def test_an_odd_key_of_the_next_plan_counts_as_none(world, enter, key):
    (plan,) = waiting_plans(world, 1)

    answer = enter(world.budi).get(address("plan-next"), {"setelah": key})

    assert answer["Location"] == address("plan-detail", plan.pk)


def test_without_anything_waiting_the_next_plan_is_the_empty_queue(world, enter):
    assert enter(world.budi).get(address("plan-next"))["Location"] == QUEUE


# --- Suggestions ----------------------------------------------------------------------------------


def test_the_superior_suggests_per_result_and_behaviour_and_the_owner_reads_it_there(world, enter):
    plan = submitted(world)
    result, value = plan.results.get(), plan.behaviours.get(value__number=3).value
    client = enter(world.budi)
    form = form_of(client.get(address("plan-detail", plan.pk)), address("plan-return", plan.pk))
    said = {f"hasil_{result.pk}": "Sebut tenggatnya.", f"nilai_{value.pk}": "Sebut pelatihannya."}

    assert client.post(form.action, form.fields | said).status_code == 302

    client = enter(world.ani)
    pages = {
        "plan-compose": ["Sebut tenggatnya.", "Ada saran atasan untuk 1 nilai."],
        "plan-check": ["Sebut tenggatnya.", "Sebut pelatihannya."],
        "plan-detail": ["Sebut tenggatnya.", "Sebut pelatihannya."],
        "plan-behaviours": ["Sebut pelatihannya."],
    }
    for name, words in pages.items():
        body = text_of(client.get(address(name, plan.pk)))
        assert all(word in body for word in words), name
    assert "Sebut tenggatnya." in text_of(client.get(address("result-edit", result.pk)))


def test_suggestions_stay_while_the_owner_mends_and_go_with_the_next_submission(world, enter):
    plan = submitted(world)
    result = plan.results.get()
    give_back(plan, world.budi, results={result.pk: "Sebut tenggatnya."})
    with_result(world, fresh(plan), text="Tertatanya arsip")
    client = enter(world.ani)
    assert "Sebut tenggatnya." in text_of(client.get(address("plan-compose", plan.pk)))

    resubmit(plan)
    page = text_of(client.get(address("plan-detail", plan.pk)))

    assert page.count("Sebut tenggatnya.") == 1, "only in the history"
    superior = text_of(enter(world.budi).get(address("plan-detail", plan.pk)))
    assert "Saran pada pengajuan ke-1: Sebut tenggatnya." in superior


def test_a_suggestion_about_a_result_that_is_gone_is_still_read(world, enter):
    plan = submitted(world)
    result = plan.results.get()
    plan = give_back(plan, world.budi, results={result.pk: "Gabungkan dengan hasil lain."})
    operations.remove_result(plan=plan, version=plan.version, result=result, by=world.ani, at=NOW)

    body = text_of(enter(world.ani).get(address("plan-compose", plan.pk)))

    assert "Tentang “ Terbitnya akta kelahiran sesuai standar waktu ”, yang sudah dihapus" in body.replace(
        "“", "“ "
    ).replace("”", " ”")
    assert "Gabungkan dengan hasil lain." in body


def test_a_plan_that_came_back_before_suggestions_were_kept_apart_shows_its_text(world, enter):
    plan = give_back(submitted(world), world.budi, suggestion="Tulis target.")
    Suggestion.objects.all().delete()

    assert "Tulis target." in text_of(enter(world.ani).get(address("plan-compose", plan.pk)))


def test_giving_back_without_a_word_says_what_is_missing(world, enter):
    plan = submitted(world)

    answer = enter(world.budi).post(address("plan-return", plan.pk), {"version": plan.version})

    assert answer.status_code == 422
    assert "Boleh pada satu bagian saja" in text_of(answer)


def test_agreeing_over_a_written_suggestion_loses_no_word(world, enter):
    plan = submitted(world)
    pk = plan.results.get().pk

    answer = enter(world.budi).post(
        address("plan-agree", plan.pk), {"version": plan.version, f"hasil_{pk}": "Sebut tenggatnya."}
    )

    assert answer.status_code == 422
    assert "Anda menulis saran" in text_of(answer)
    assert form_of(answer, address("plan-return", plan.pk)).fields[f"hasil_{pk}"] == "Sebut tenggatnya."
    assert fresh(plan).status == "DIAJUKAN"


def test_a_suggestion_that_is_too_long_is_kept_with_the_others(world, enter):
    plan = submitted(world)
    pk = plan.results.get().pk
    said = {f"hasil_{pk}": "a" * 2001, "suggestion": "Sudah dekat."}

    answer = enter(world.budi).post(address("plan-return", plan.pk), {"version": plan.version} | said)

    assert answer.status_code == 422
    fields = form_of(answer, address("plan-return", plan.pk)).fields
    assert {name: fields[name] for name in said} == said


# --- Two at once ----------------------------------------------------------------------------------


def test_the_second_deputy_finds_both_texts(world, enter):
    plan = submitted(world)
    pk = plan.results.get().pk
    give_back(plan, world.budi, results={pk: "Tulis targetnya."})

    answer = enter(world.budi).post(
        address("plan-return", plan.pk), {"version": plan.version - 1, f"hasil_{pk}": "Sebut lokasi."}
    )

    body = text_of(answer)
    assert answer.status_code == 409
    assert "Sebut lokasi." in body
    assert "Tulis targetnya." in body


@pytest.mark.parametrize("name", ["plan-return", "plan-agree"])
def test_what_a_superior_wrote_stays_when_the_owner_took_the_plan_back(world, enter, name):
    plan = submitted(world)
    version = plan.version
    operations.withdraw_plan(plan=plan, version=version, by=world.ani, at=NOW)

    answer = enter(world.budi).post(
        address(name, plan.pk), {"version": version, "suggestion": "Sebut lokasi."}
    )

    assert answer.status_code == 409
    assert "Sebut lokasi." in text_of(answer)


@pytest.mark.parametrize("name", ["plan-return", "plan-agree"])
def test_what_a_superior_wrote_stays_when_somebody_else_leads_meanwhile(world, enter, name):
    plan = submitted(world)
    client = enter(world.budi)
    client.get(address("plan-detail", plan.pk))
    hand_over(world, world.citra)  # Budi's superior now leads Ani herself

    answer = client.post(address(name, plan.pk), {"version": plan.version, "suggestion": "Sebut lokasi."})

    body = text_of(answer)
    assert answer.status_code == 403
    assert "Tanggapan atas SKP ini diberikan atasannya, Citra." in body
    assert "Sebut lokasi." in body
    assert client.get(address("plan-detail", plan.pk)).status_code == 404
    assert fresh(plan).status == "DIAJUKAN"


def test_both_deputies_answer_in_turn(world, enter):
    plan = submitted(world)
    give_back(plan, world.budi)
    hand_over(world, world.dewi)
    plan = resubmit(plan)
    client = enter(world.dewi)
    assert "Saran pada pengajuan ke-1" in text_of(client.get(address("plan-detail", plan.pk)))

    client.post(address("plan-agree", plan.pk), {"version": plan.version})

    assert (fresh(plan).status, fresh(plan).agreed_by) == ("DISEPAKATI", world.dewi)


# --- Waiting --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "told"), [(7, False), (8, True)])
def test_a_plan_that_waits_long_says_so_to_both(world, enter, days, told):
    plan = submitted(world)
    waits_since(plan, days)
    pages = [address("plan-mine"), address("plan-detail", plan.pk)]

    for href in pages:
        body = text_of(enter(world.ani).get(href))
        assert ("Menunggu lebih dari 7 hari" in body) is told
        assert ("Tanyakan langsung kepada Budi. Bila beliau berhalangan, admin unit atau BKD" in body) is told
    body = text_of(enter(world.budi).get(pages[1]))
    assert ("Menunggu lebih dari 7 hari" in body) is told
    assert "Tanyakan langsung" not in body


# --- Versions side by side ------------------------------------------------------------------------


def test_a_resubmitted_plan_lies_beside_the_submission_before(world, enter):
    plan = give_back(submitted(world), world.budi)
    plan = resubmit(plan, text="Terbitnya akta kelahiran paling lama tiga hari")

    answer = enter(world.budi).get(address("plan-compare", plan.pk))

    body = text_of(answer)
    assert "Pengajuan ke-1, 22 November 2026 dan isi sekarang." in body
    assert "1 hasil berubah" in body
    assert '<del><span class="visually-hidden">dihapus: </span>sesuai standar waktu</del>' in (
        answer.content.decode()
    )
    assert '<ins><span class="visually-hidden">baru: </span>paling lama tiga hari</ins>' in (
        answer.content.decode()
    )


def test_any_two_versions_can_be_chosen(world, enter):
    plan = give_back(submitted(world), world.budi)
    plan = resubmit(plan, text="Terbitnya akta kelahiran paling lama tiga hari")
    client = enter(world.ani)

    chosen = text_of(client.get(address("plan-compare", plan.pk), {"lama": "kini", "baru": "p1"}))
    assert "Isi sekarang dan pengajuan ke-1" in chosen
    same = text_of(client.get(address("plan-compare", plan.pk), {"lama": "p2", "baru": "kini"}))
    assert "Isi kedua versi sama." in same
    odd = text_of(client.get(address("plan-compare", plan.pk), {"lama": "p9", "baru": "<b>"}))
    assert "Pengajuan ke-1, 22 November 2026 dan isi sekarang." in odd


def test_a_first_submission_has_nothing_to_lie_beside(world, enter):
    plan = submitted(world)

    for person in (world.ani, world.budi):
        body = text_of(enter(person).get(address("plan-compare", plan.pk)))
        assert "baru punya satu versi" in body


def test_a_change_lies_beside_what_was_agreed_on(world, enter):
    plan = agreed(world)
    draft = operations.start_change(
        plan=plan, version=plan.version, reason="Anggaran turun", by=world.ani, at=NOW
    )
    items = {AnnexKind.RESOURCES: ["Laptop"]}
    operations.set_annexes(plan=draft, version=draft.version, items=items, by=world.ani, at=NOW)
    draft = fresh(draft)
    operations.submit_plan(plan=draft, version=draft.version, by=world.ani, at=NOW)

    body = text_of(enter(world.budi).get(address("plan-compare", draft.pk)))

    assert "Disepakati 22 November 2026 dan isi sekarang. 1 lampiran berubah." in body

    draft = fresh(draft)
    operations.agree_plan(plan=draft, version=draft.version, by=world.budi, at=NOW)
    revised = text_of(enter(world.ani).get(address("plan-compare", plan.pk)))
    assert "1 lampiran berubah." in revised
    closed = text_of(enter(world.ani).get(address("plan-compare", draft.pk)))
    assert "1 lampiran berubah." in closed


def test_rows_of_a_change_are_matched_with_those_they_came_from(world, enter):
    plan = agreed(world)
    draft = operations.start_change(
        plan=plan, version=plan.version, reason="Anggaran turun", by=world.ani, at=NOW
    )
    result = draft.results.get()
    with_result(world, fresh(draft), result=result, text="Sesuatu yang lain sama sekali", indicators=[])

    body = text_of(enter(world.ani).get(address("plan-compare", draft.pk)))

    assert "1 hasil berubah." in body


def test_a_draft_is_compared_by_its_author_only(world, enter):
    plan = give_back(submitted(world), world.budi)
    with_result(world, plan, text="Tertatanya arsip")

    assert "1 hasil baru" in text_of(enter(world.ani).get(address("plan-compare", plan.pk)))
    assert enter(world.budi).get(address("plan-compare", plan.pk)).status_code == 403
    assert enter(world.dewi).get(address("plan-compare", plan.pk)).status_code == 404


def test_what_people_write_stays_text_in_the_comparison(world, enter):
    plan = give_back(submitted(world), world.budi)
    plan = resubmit(plan, text="<script>alert(1)</script> {{ 7*7 }}")

    body = enter(world.budi).get(address("plan-compare", plan.pk)).content.decode()

    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in body


# --- What it costs --------------------------------------------------------------------------------


@pytest.mark.once
def test_a_queue_of_five_hundred_keeps_to_the_page_budget(world, enter):
    few = waiting_plans(world, 60, opened_by=world.budi)
    client = enter(world.budi)
    client.get(QUEUE)
    before = queries_of(client, QUEUE)
    Plan.objects.filter(pk__in=[plan.pk for plan in few]).update(status="DRAF")
    plans = waiting_plans(world, 500, opened_by=world.budi)
    again = [
        Submission(plan=plan, number=2, payload=first.payload, submitted_at=NOW, submitted_to=world.budi)
        for plan, first in zip(plans, Submission.objects.filter(plan__in=plans).order_by("plan"), strict=True)
    ]
    Suggestion.objects.bulk_create(
        Suggestion(
            submission=row, about=Suggestion.WHOLE, text="Perbaiki.", given_by=world.budi, given_at=NOW
        )
        for row in Submission.objects.filter(plan__in=plans)
    )
    Submission.objects.bulk_create(again)
    Reading.objects.bulk_create(Reading(submission=row, reader=world.budi, read_at=NOW) for row in again)

    cost = queries_of(client, QUEUE)
    page = client.get(QUEUE)

    assert text_of(page).count("Diajukan lagi, isinya tetap") == 50
    assert "1 sampai 50 dari 500" in text_of(page)
    assert cost <= before + 1 <= QUERIES, "one more for what came back"
    assert len(page.content) <= RAW
    assert len(gzip.compress(page.content)) <= COMPRESSED_LIST
    assert read(page).elements <= ELEMENTS
    last = text_of(client.get(QUEUE, {"halaman": "10"}))
    assert "451 sampai 500 dari 500" in last
    for odd in ("0", "11", "x", "-1", "9" * 20):
        assert client.get(QUEUE, {"halaman": odd}).status_code == 200


@pytest.mark.parametrize("name", ["plan-detail", "plan-compare"])
def test_a_plan_in_a_long_queue_costs_what_it_costs_alone(world, enter, name):
    plan = give_back(submitted(world), world.budi)
    plan = resubmit(plan, text="Terbitnya akta kelahiran paling lama tiga hari")
    client = enter(world.budi)
    client.get(address(name, plan.pk))
    alone = queries_of(client, address(name, plan.pk))
    waiting_plans(world, 60)

    assert queries_of(client, address(name, plan.pk)) == alone <= QUERIES + 1  # resubmitted: what was said
