"""The pages of the questionnaire builder, as the BKD and the auditor meet them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from multirater.models import Questionnaire
from multirater.operations.questionnaire import create_questionnaire, new_edition
from tests.world import NOW, World

pytestmark = pytest.mark.once


def client_of(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="organizations.backends.NipBackend")
    return client


@pytest.fixture
def gita(world: World) -> Client:
    return client_of(world.gita)


@pytest.fixture
def draft(world: World) -> Questionnaire:
    return create_questionnaire(name="Umpan balik loket", by=world.gita, at=NOW)


def href(name: str, *args: Any) -> str:
    return reverse(f"multirater:{name}", args=args)


def text_of(client: Client, name: str, *args: Any, query: str = "") -> str:
    return client.get(href(name, *args) + query).content.decode()


def test_a_questionnaire_is_written_from_an_empty_draft_to_force(gita: Client) -> None:
    gita.post(href("questionnaire-new"), {"name": "Umpan balik Puskesmas"})
    row = Questionnaire.objects.get(code="umpan-balik-puskesmas")
    assert "Masih perlu dilengkapi" in text_of(gita, "questionnaire-detail", row.pk)

    question = {"kind": "SKALA", "text": "Menjelaskan tindakan kepada pasien", "lagi": "1", "version": "1"}
    again = gita.post(href("item-new", row.pk), question)
    opened = {"kind": "TERUSKAN", "text": "Apa yang sebaiknya diteruskan?", "version": "2"}
    gita.post(href("item-new", row.pk), opened)
    page = text_of(gita, "questionnaire-detail", row.pk)
    gita.post(href("questionnaire-in-force", row.pk), {"version": "3"})

    row.refresh_from_db()
    assert again["Location"] == href("item-new", row.pk)
    assert "Lengkapi keduanya" in page
    assert (row.status, [item.theme for item in row.items.order_by("number")]) == (
        "BERLAKU",
        ["", "TERUSKAN"],
    )


def test_the_scale_is_written_one_label_a_line(gita: Client, draft: Questionnaire) -> None:
    values = {"name": draft.name, "intro": "", "scale": "Jarang\r\nSering\r\n\r\nSelalu", "version": "1"}
    gita.post(href("questionnaire-edit", draft.pk), values)
    refused = gita.post(href("questionnaire-edit", draft.pk), values | {"scale": "Ya\nTidak", "version": "2"})

    draft.refresh_from_db()
    assert draft.scale == ["Jarang", "Sering", "Selalu"]
    assert refused.status_code == 422
    assert "3 sampai 5 pilihan" in refused.content.decode()


def test_what_another_wrote_meanwhile_is_told(gita: Client, draft: Questionnaire) -> None:
    values = {"kind": "SKALA", "text": "Menepati janji", "version": "1"}
    gita.post(href("item-new", draft.pk), values)

    answer = gita.post(href("item-new", draft.pk), values | {"text": "Datang tepat waktu"})

    assert answer.status_code == 409
    assert "Datang tepat waktu" in answer.content.decode()


def test_a_question_moves_with_a_button_and_comes_back_to_its_place(gita: Client, world: World) -> None:
    row = new_edition(questionnaire=Questionnaire.objects.get(code="berakhlak"), by=world.gita, at=NOW)
    item = row.items.get(number=2)

    answer = gita.post(href("item-move", item.pk), {"arah": "naik", "version": "1"})

    assert answer["Location"] == f"{href('questionnaire-detail', row.pk)}#butir-{item.pk}"
    assert row.items.get(pk=item.pk).number == 1
    page = text_of(gita, "questionnaire-detail", row.pk)
    assert page.count(">Naik<") == page.count(">Turun<") == 9


def test_the_preview_asks_what_a_rater_is_asked(gita: Client) -> None:
    pk = Questionnaire.objects.get(code="berakhlak").pk
    of_others = text_of(gita, "questionnaire-preview", pk)
    of_leaders = text_of(gita, "questionnaire-preview", pk, query="?untuk=pimpinan")

    assert "Memberi arahan yang jelas" not in of_others
    assert "Memberi arahan yang jelas" in of_leaders
    for page in (of_others, of_leaders):
        assert "Belum sempat melihat" in page
        assert "Apa satu hal yang sebaiknya diteruskan?" in page
        assert "<form" not in page[page.index("<main") : page.index("</main")]


def test_an_auditor_reads_and_finds_nothing_to_press(world: World, draft: Questionnaire) -> None:
    indra = client_of(world.indra)
    page = text_of(indra, "questionnaire-detail", draft.pk)

    assert "Umpan balik loket" in text_of(indra, "questionnaire-list")
    for words in ("Tambah butir", "Berlakukan", "Buang rancangan", "Ubah pengaturan"):
        assert words not in page


def test_an_edition_in_force_offers_a_new_edition_or_a_copy(gita: Client) -> None:
    row = Questionnaire.objects.get(code="berakhlak")
    page = text_of(gita, "questionnaire-detail", row.pk)
    assert "Tambah butir" not in page
    assert f"{href('questionnaire-new')}?dari={row.pk}" in page

    gita.post(href("questionnaire-edition", row.pk))

    page = text_of(gita, "questionnaire-detail", row.pk)
    assert "Buat edisi baru" not in page
    assert "Edisi 2" in page


def test_the_list_is_kind_when_it_is_empty(world: World, gita: Client) -> None:
    Questionnaire.objects.all().delete()

    assert "Susun yang pertama" in text_of(gita, "questionnaire-list")
    assert "Setelah admin BKD" in text_of(client_of(world.indra), "questionnaire-list")


def test_the_list_costs_the_same_for_many(world: World, gita: Client) -> None:
    gita.get(href("questionnaire-list"))
    with CaptureQueriesContext(connection) as one:
        gita.get(href("questionnaire-list"))
    for number in range(5):
        create_questionnaire(name=f"Kuesioner {number}", by=world.gita, at=NOW)
    with CaptureQueriesContext(connection) as many:
        gita.get(href("questionnaire-list"))

    assert len(one) == len(many)
