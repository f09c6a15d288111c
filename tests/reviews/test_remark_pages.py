"""The pages of continuous feedback, as people use them without JavaScript."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from indicators.models import Plan
from reviews.documents.reached import Said, said_of
from reviews.models import Evaluation, Feedback, Note, Remark, RemarkRequest
from reviews.operations import progress
from reviews.operations import remark as operations
from reviews.operations.remark import About
from reviews.rules.phrases import SENTENCES
from tests.pages import form_of, queries_of, text_of
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = [pytest.mark.usefixtures("clock"), pytest.mark.once]


@pytest.fixture
def plan(world: World) -> Plan:
    return agreed_plan(world)


def give(world: World, by: str, to: str = "ani", **more: Any) -> Remark:
    values: dict[str, Any] = {"kind": "APRESIASI", "about": About(), "text": "Data loket rapi.", "at": NOW}
    return operations.give(to=world.people[to], by=world.people[by], **values | more)


def ask(world: World, asked: str, by: str = "ani", **more: Any) -> RemarkRequest:
    values = {"text": "Apa yang perlu saya coba?", "at": NOW} | more
    return operations.ask(asked=world.people[asked], by=world.people[by], **values)


def to_ani(world: World) -> str:
    return reverse("reviews:remark-give", args=[world.ani.pk])


# --- Giving ----------------------------------------------------------------------------------------------


def test_the_page_says_before_writing_who_will_read(world: World, enter: Any) -> None:
    page = text_of(enter(world.fajar).get(to_ani(world)))

    assert "Terbaca oleh Bu Ani dan atasannya, dengan nama Anda." in page


def test_a_colleague_learns_no_result_and_gives_with_one_press(world: World, plan: Plan, enter: Any) -> None:
    client = enter(world.fajar)
    page = client.get(to_ani(world))
    assert plan.results.get().text not in text_of(page)

    answer = client.post(
        to_ani(world), form_of(page).fields | {"kind": "APRESIASI", "text": "Antrean cepat."}
    )

    assert answer.status_code == 302
    assert "Antrean cepat." in text_of(client.get(answer["Location"]))
    guessed = {"kind": "SARAN", "text": "X", "about": f"h{plan.results.get().pk}"}
    assert client.post(to_ani(world), guessed).status_code == 422
    assert Remark.objects.count() == 1


def test_an_example_sentence_is_put_into_the_field_and_nothing_else_is_lost(
    world: World, plan: Plan, enter: Any
) -> None:
    client = enter(world.budi)
    about = f"h{plan.results.get().pk}"

    page = client.post(to_ani(world), {"kind": "SARAN", "about": about, "text": "Ketikan.", "isi": "7-2"})

    fields = form_of(page).fields
    assert page.status_code == 200
    assert (fields["kind"], fields["about"]) == ("SARAN", about)
    assert fields["text"] == f"Ketikan.\n{SENTENCES[7][1]}"
    assert not Remark.objects.exists()
    assert client.post(to_ani(world), fields).status_code == 302
    assert "Proaktif" not in str(Remark.objects.values())


def test_who_has_left_has_a_page_with_a_sentence(world: World, enter: Any) -> None:
    type(world.ani).objects.filter(pk=world.ani.pk).update(is_active=False)

    page = enter(world.budi).get(to_ani(world))

    assert page.status_code == 403
    assert "tidak lagi bertugas di sini" in text_of(page)


# --- The own page ----------------------------------------------------------------------------------------


def test_words_come_first_then_who_signed_and_the_reply(world: World, enter: Any) -> None:
    remark = give(world, "budi")
    give(world, "fajar", kind="SARAN", text="Kabari lebih awal.")
    client = enter(world.ani)
    href = reverse("reviews:remark-detail", args=[remark.pk])
    fields = form_of(client.get(href)).fields

    assert client.post(href, fields | {"text": "Terima kasih, Pak."}).status_code == 302

    page = text_of(client.get(reverse("reviews:remark-list")))
    words = "Data loket rapi. Budi (atasan), 22 November 2026 Tentang: Pekerjaan secara umum"
    assert f"{words} Terima kasih, Pak. Tanggapan Ani, 22 November 2026" in page
    only = text_of(client.get(reverse("reviews:remark-list") + "?jenis=SARAN"))
    assert "Kabari lebih awal." in only
    assert "Data loket rapi." not in only
    assert "Terima kasih, Pak." in text_of(enter(world.budi).get("/umpan-balik/?bagian=diberikan"))


def test_a_reply_meets_words_that_were_corrected_meanwhile(world: World, enter: Any) -> None:
    remark = give(world, "fajar")
    client = enter(world.ani)
    href = reverse("reviews:remark-detail", args=[remark.pk])
    fields = form_of(client.get(href)).fields
    operations.correct(remark=remark, version=1, kind="SARAN", text="Kata lain.", by=world.fajar, at=NOW)

    page = client.post(href, fields | {"text": "Terima kasih."})

    assert page.status_code == 409
    assert "Kata lain." in text_of(page)
    assert "Terima kasih." in text_of(page)


@pytest.mark.parametrize("query", ["", "?bagian=diberikan", "?bagian=permintaan", "?bagian=x&hal=abc"])
def test_the_empty_page_offers_a_next_step(world: World, enter: Any, query: str) -> None:
    page = enter(world.ani).get(reverse("reviews:remark-list") + query)

    assert page.status_code == 200
    assert "Belum ada" in text_of(page)


def test_a_long_list_comes_in_pages_and_costs_no_more(world: World, enter: Any) -> None:
    client = enter(world.ani)
    href = reverse("reviews:remark-list")
    give(world, "budi")
    client.get(href)
    few = queries_of(client, href)

    for number in range(24):
        by = ("fajar", "dewi")[number % 2]
        give(world, by, text=f"Nomor {number}.", at=NOW - timedelta(minutes=number))

    assert queries_of(client, href) == few <= 8
    first, second = text_of(client.get(href)), text_of(client.get(href + "?bagian=diterima&hal=2"))
    assert "Nomor 0." in first
    assert "Nomor 23." not in first
    assert "Nomor 23." in second
    assert client.get(href + "?hal=9999").status_code == 200


def test_the_requests_page_costs_the_same_for_many(world: World, enter: Any) -> None:
    client = enter(world.ani)
    href = "/umpan-balik/?bagian=permintaan"
    ask(world, "hadi")
    ask(world, "ani", by="dewi")
    client.get(href)
    few = queries_of(client, href)

    for name in ("budi", "dewi", "gita"):
        ask(world, name)
    for name in ("budi", "fajar", "gita"):
        ask(world, "ani", by=name)

    assert queries_of(client, href) == few <= 8


# --- Asking and answering --------------------------------------------------------------------------------


def test_asking_shows_the_chosen_result_to_the_asked_person_who_answers(
    world: World, plan: Plan, enter: Any
) -> None:
    result = plan.results.get()
    client = enter(world.ani)
    href = reverse("reviews:request-new", args=[world.dewi.pk])
    fields = form_of(client.get(href)).fields
    answer = client.post(href, fields | {"text": "Apakah datanya cukup?", "result": str(result.pk)})
    assert "Menunggu jawaban." in text_of(client.get(answer["Location"]))

    client = enter(world.dewi)
    assert "Permintaan (1)" in text_of(client.get("/umpan-balik/"))
    request = RemarkRequest.objects.get()
    href = reverse("reviews:request-answer", args=[request.pk])
    page = client.get(href)
    assert "Apakah datanya cukup?" in text_of(page)
    assert form_of(page).fields["about"] == f"h{result.pk}"
    client.post(href, form_of(page).fields | {"kind": "SARAN", "text": "Tambahkan nomor telepon."})

    assert Remark.objects.get().result == result
    assert client.get(href)["Location"] == "/umpan-balik/?bagian=permintaan"
    assert "Baca jawabannya" in text_of(enter(world.ani).get("/umpan-balik/?bagian=permintaan"))


def test_answering_in_two_tabs_keeps_both_texts(world: World, enter: Any) -> None:
    request = ask(world, "dewi")
    client = enter(world.dewi)
    href = reverse("reviews:request-answer", args=[request.pk])
    fields = form_of(client.get(href)).fields
    give(world, "dewi", request=request, text="Dari tab pertama.")

    page = client.post(href, fields | {"kind": "SARAN", "text": "Dari tab kedua."})

    assert page.status_code == 409
    assert "Dari tab pertama." in text_of(page)
    assert "Dari tab kedua." in text_of(page)
    assert Remark.objects.count() == 1


def test_a_full_list_of_requests_is_said_at_the_form(world: World, enter: Any) -> None:
    world.period.figures.filter(key="umpan_balik_permintaan_maks").update(value=1)
    ask(world, "hadi")

    page = enter(world.ani).post(reverse("reviews:request-new", args=[world.dewi.pk]), {"text": "Apa saja?"})

    assert page.status_code == 422
    assert "Paling banyak 1 permintaan" in text_of(page)
    assert form_of(page).fields["text"] == "Apa saja?"


def test_people_are_found_by_name(world: World, enter: Any) -> None:
    client = enter(world.ani)

    assert "Budi" in text_of(client.get(reverse("reviews:remark-start")))
    page = client.get(reverse("reviews:request-start") + "?q=dewi")
    assert reverse("reviews:request-new", args=[world.dewi.pk]) in page.content.decode()
    assert "Belum ada pegawai yang cocok" in text_of(client.get("/umpan-balik/beri/?q=zzz"))


# --- The superior's official words -----------------------------------------------------------------------


@pytest.fixture
def told(world: World, plan: Plan) -> dict[str, Any]:
    """Words of others about Ani's result, a behaviour and the work, a note, and the page of the term."""
    result, value = plan.results.get(), plan.behaviours.get(value__number=7).value
    Note.objects.create(
        placement=plan.placement,
        result=result,
        noted_on=TODAY,
        text="Menata arsip.",
        written_by=world.ani,
        written_at=NOW,
    )
    give(world, "citra", about=About(result=result), text="Warga puas.")
    give(world, "fajar", about=About(value=value), text="Selalu berbagi.")
    give(world, "dewi", text="Ramah di telepon.")
    href = reverse("reviews:feedback-give", args=[plan.pk, world.term(4).pk])
    return {"href": href, "result": f"result_{result.pk}", "value": f"value_{value.pk}"}


def test_the_superior_takes_words_up_and_saves_his_own(
    world: World, plan: Plan, told: dict[str, Any], enter: Any
) -> None:
    client = enter(world.budi)
    page = client.get(told["href"])
    for words in ("Warga puas.", "Selalu berbagi.", "Ramah di telepon.", "Menata arsip."):
        assert words in text_of(page)
    keys = [f"u{row.pk}" for row in Remark.objects.exclude(text="Ramah di telepon.")]

    page = client.post(
        told["href"],
        form_of(page).fields | {told["result"]: "Ketikan saya.", "umpan": keys, "masukkan": "1"},
    )

    fields = form_of(page).fields
    assert fields[told["result"]] == "Ketikan saya.\nCitra, 22 November 2026: “Warga puas.”"
    assert fields[told["value"]] == "Fajar, 22 November 2026: “Selalu berbagi.”"
    assert not Feedback.objects.exists()
    answer = client.post(told["href"], fields | {told["result"]: "Warga puas, teruskan.", told["value"]: ""})
    assert answer.status_code == 302
    assert list(Feedback.objects.values_list("text", flat=True)) == ["Warga puas, teruskan."]


def test_the_superiors_own_remark_is_taken_up_without_a_source(
    world: World, plan: Plan, told: dict[str, Any], enter: Any
) -> None:
    remark = give(world, "budi", about=About(result=plan.results.get()), text="Cepat.")

    page = enter(world.budi).post(told["href"], {"umpan": f"u{remark.pk}", "masukkan": "1"})

    assert form_of(page).fields[told["result"]] == "Cepat."


def test_an_example_sentence_goes_into_its_own_field(world: World, told: dict[str, Any], enter: Any) -> None:
    client = enter(world.budi)
    fields = form_of(client.get(told["href"])).fields | {told["value"]: "Mulai."}

    page = client.post(told["href"], fields | {"isi": f"{told['value']}:7-1"})

    assert form_of(page).fields[told["value"]] == f"Mulai.\n{SENTENCES[7][0]}"
    assert form_of(page).fields["version"] == fields["version"]


def test_the_official_form_prints_only_the_superiors_words(
    world: World, plan: Plan, told: dict[str, Any]
) -> None:
    result, term = plan.results.get(), world.term(4)
    progress.give_feedback(
        plan=plan, term=term, results={result.pk: "Sah."}, values={}, by=world.budi, at=NOW
    )
    evaluation = Evaluation.objects.create(plan=plan, term=term, appraiser=world.budi)

    assert said_of([evaluation.plan], evaluation.term)[0] == {plan.pk: Said({result.pk: "Sah."}, {})}


def test_others_words_are_of_no_page_but_the_superiors(
    world: World, plan: Plan, told: dict[str, Any], enter: Any
) -> None:
    href = reverse("reviews:remarks-of-plan", args=[plan.pk])

    assert "Ramah di telepon." in text_of(enter(world.budi).get(href))
    for name in ("ani", "citra", "dewi", "gita", "indra"):
        assert enter(world.people[name]).get(href).status_code == 404, name
