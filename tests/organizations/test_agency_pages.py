"""The agency's habits of documents: the pattern of numbers, two admins at once, the emblem."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from appraisal.errors import Conflict, Denied
from appraisal.models import Event
from organizations import operations
from organizations.models import Agency, AgencyEmblem
from tests.documents.test_emblem import picture
from tests.pages import form_of, text_of
from tests.world import NOW, World

Login = Callable[[str], Client]
PAGE, EMBLEM = "/bkd/instansi/", "/bkd/instansi/lambang/"


@pytest.fixture
def as_person(world: World, clock: Any) -> Login:
    def log_in(name: str) -> Client:
        client = Client()
        client.force_login(world.people[name], backend="organizations.backends.NipBackend")
        return client

    return log_in


def upload(image: bytes, name: str = "lambang.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, image)


# --- The pattern ------------------------------------------------------------------------------------


@pytest.mark.once
def test_the_pattern_is_saved_and_shown_with_an_example(world: World, as_person: Login) -> None:
    client = as_person("gita")
    typed = form_of(client.get(PAGE)).fields | {"number_pattern": "800/{urut}/BKD/{bulan_romawi}/{tahun}"}

    page = client.post(PAGE, typed, follow=True)

    assert "Contoh nomor dengan pola yang tersimpan: 800/0001/BKD/XI/2026" in text_of(page)
    assert Agency.objects.get().version == 2


@pytest.mark.once
@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("{urut}/{tahun}/{unit}", "{unit} tidak dikenal"),
        ("{jenis}/{tahun}", "memuat {urut}"),
        ("", "Tulis polanya"),
        ("{urut}{tahun}" + "x" * 60, "paling panjang 60 huruf"),
    ],
)
def test_a_pattern_that_cannot_count_is_refused_with_the_typed_text(
    world: World, as_person: Login, pattern: str, sentence: str
) -> None:
    client = as_person("gita")

    page = client.post(PAGE, form_of(client.get(PAGE)).fields | {"number_pattern": pattern})

    assert page.status_code == 422
    assert sentence in text_of(page)
    assert form_of(page).fields["number_pattern"] == pattern
    assert "SKP-2026-0001" in text_of(page), "the example is of what is stored"
    assert Agency.objects.get().number_pattern == "{jenis}-{tahun}-{urut}"


def test_the_second_admin_sees_what_the_first_one_stored(world: World) -> None:
    operations.change_agency(version=1, by=world.gita, at=NOW, name="Kota Baru", city="Arunika")

    with pytest.raises(Conflict) as conflict:
        operations.change_agency(version=1, by=world.gita, at=NOW, name="Kota Lama", city="Arunika")

    assert conflict.value.theirs == {"Nama instansi": "Kota Baru"}
    assert conflict.value.version == 2
    assert Agency.objects.get().name == "Kota Baru"
    assert Event.objects.filter(action="agency.changed").count() == 1


@pytest.mark.once
def test_both_texts_stand_on_the_page_and_ones_own_can_be_sent_again(world: World, as_person: Login) -> None:
    client = as_person("gita")
    typed = form_of(client.get(PAGE)).fields | {"name": "Kota Saya"}
    operations.change_agency(version=1, by=world.gita, at=NOW, name="Kota Mereka")

    page = client.post(PAGE, typed)

    assert page.status_code == 409
    assert "Kota Saya" in text_of(page)
    assert "Nama instansi Kota Mereka" in text_of(page)
    assert client.post(PAGE, form_of(page).fields)["Location"] == PAGE
    assert Agency.objects.get().name == "Kota Saya"


# --- The emblem -------------------------------------------------------------------------------------


@pytest.mark.once
def test_an_emblem_is_put_on_shown_and_taken_off(world: World, as_person: Login) -> None:
    client = as_person("gita")
    form = form_of(client.get(EMBLEM))

    assert client.post(EMBLEM, form.fields | {"emblem": upload(picture())})["Location"] == EMBLEM

    shown = client.get(EMBLEM + "gambar/")
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert Image.open(io.BytesIO(shown.content)).size == (40, 50)
    assert Event.objects.get(action="agency.emblem").after["sha256"] == AgencyEmblem.objects.get().sha256
    page = client.get(EMBLEM)
    assert "Dipasang Gita" in text_of(page)
    client.post(EMBLEM, form_of(page).fields | {"hapus": "1"})
    assert not AgencyEmblem.objects.exists()
    assert client.get(EMBLEM + "gambar/").status_code == 404
    assert Event.objects.filter(action="agency.emblem_removed").count() == 1


@pytest.mark.once
def test_a_large_emblem_is_kept_small_and_without_what_hid_beside_it(world: World, as_person: Login) -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "rahasia dapur"
    Image.effect_noise((1600, 900), 60).convert("RGB").save(out, format="JPEG", exif=exif)
    client = as_person("gita")

    client.post(EMBLEM, form_of(client.get(EMBLEM)).fields | {"emblem": upload(out.getvalue(), "a.jpg")})

    kept = bytes(AgencyEmblem.objects.get().image)
    assert Image.open(io.BytesIO(kept)).size == (480, 270)
    assert b"rahasia" not in kept


@pytest.mark.once
@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.png", "0 bita"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "halaman web"),
        (b"\x89PNG\r\n\x1a\nrusak", "a.png", "rusak"),
        (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "a.pdf", "PDF"),
    ],
)
def test_what_is_no_picture_is_refused(
    world: World, as_person: Login, content: bytes, name: str, sentence: str
) -> None:
    client = as_person("gita")

    page = client.post(EMBLEM, form_of(client.get(EMBLEM)).fields | {"emblem": upload(content, name)})

    assert page.status_code == 422
    assert sentence in text_of(page)
    assert not AgencyEmblem.objects.exists()


@pytest.mark.parametrize("name", ["ani", "eko", "indra"])
def test_nobody_else_touches_the_emblem(world: World, name: str) -> None:
    with pytest.raises(Denied):
        operations.set_emblem(image=picture(), by=world.people[name], at=NOW)
    with pytest.raises(Denied):
        operations.remove_emblem(by=world.people[name], at=NOW)
    assert not AgencyEmblem.objects.exists()
