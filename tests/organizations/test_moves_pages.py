"""The pages of acts on one person: what follows is shown first, and written once it was confirmed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organizations.models import Absence, Employee, Placement
from tests.organizations.test_moves import JULY, override
from tests.pages import form_of, queries_of, text_of
from tests.world import World

FORMS: dict[str, dict[str, str]] = {
    "employee-transfer": {
        "position": "Pengadministrasi Perkantoran",
        "unit": "Kelurahan Sukajaya",
        "on": "1-7-2026",
        "note": "SK 821/45",
    },
    "employee-acting": {
        "kind": "PLT",
        "unit": "Bidang Pelayanan Pendaftaran Penduduk",
        "position": "Kepala Bidang",
        "on": "1-12-2026",
        "until": "31-12-2026",
        "note": "SP 1",
    },
    "employee-absence": {"kind": "CLTN", "started_on": "1-7-2026", "note": "SK 9"},
}


@pytest.fixture
def gita(world: World, enter: Any, clock: Any) -> Client:
    return enter(world.gita)


def href(name: str, person: Employee | Placement | Absence) -> str:
    return reverse(f"organizations:{name}", args=[person.pk])


def check(client: Client, address: str, data: dict[str, str]) -> Any:
    return client.post(address, data | {"version": "1"})


@pytest.mark.parametrize("name", FORMS)
def test_what_follows_is_shown_and_nothing_is_written(world: World, gita: Client, name: str) -> None:
    page = check(gita, href(name, world.ani), FORMS[name])

    assert page.status_code == 200
    assert "Yang terjadi setelah dicatat" in text_of(page)
    assert not Absence.objects.exists()
    assert Placement.objects.filter(employee=world.ani).count() == 1
    assert {key: form_of(page).fields[key] for key in FORMS[name]} == FORMS[name]


@pytest.mark.parametrize("name", FORMS)
def test_the_shown_form_writes_once_confirmed(world: World, gita: Client, name: str) -> None:
    page = check(gita, href(name, world.ani), FORMS[name])
    answer = gita.post(href(name, world.ani), form_of(page).fields | {"confirmed": "1"})

    assert (answer.status_code, answer["Location"]) == (302, href("employee-detail", world.ani))
    written = Placement.objects.filter(employee=world.ani).count() + Absence.objects.count()
    assert written == 2
    assert Employee.objects.get(pk=world.ani.pk).version == 2


def test_the_typed_values_can_be_changed_after_the_preview(world: World, gita: Client) -> None:
    name = "employee-transfer"
    page = check(gita, href(name, world.ani), FORMS[name])
    again = gita.post(href(name, world.ani), form_of(page).fields | {"ubah": "1"})

    assert again.status_code == 200
    assert "Lihat akibatnya" in text_of(again)
    assert form_of(again).fields["note"] == "SK 821/45"


def test_a_transfer_tells_of_both_plans_and_of_everybody_who_gets_another_superior(
    world: World, gita: Client
) -> None:
    override(world, employee=world.budi, superior=world.hadi)
    data = FORMS["employee-transfer"] | {"position": "Lurah"}

    said = text_of(check(gita, href("employee-transfer", world.budi), data))

    for sentence in (
        "SKP sebagai Kepala Bidang, Bidang Pelayanan Pendaftaran Penduduk berakhir 30 Juni 2026",
        "SKP baru sebagai Lurah, Kelurahan Sukajaya disusun mulai 1 Juli 2026. Atasannya Dewi.",
        "2 orang lain berganti atasan dari Budi ke Citra: Ani, Fajar.",
        "belum punya kepala pengganti",
        "Penetapan atasan Hadi berakhir 30 Juni 2026.",
    ):
        assert sentence in said, sentence


def test_an_end_tells_who_judges_the_plan(world: World, gita: Client) -> None:
    address = href("placement-end", world.placements["budi"])
    data = {"status": "Pensiun", "on": "20-11-2026", "note": "SK 3"}

    page = check(gita, address, data)
    assert "tetap bisa dinilai Citra" in text_of(page)
    assert gita.post(address, form_of(page).fields | {"confirmed": "1"}).status_code == 302
    assert not Employee.objects.get(pk=world.budi.pk).is_active


def test_an_acting_head_does_not_appraise_and_the_page_says_so(world: World, gita: Client) -> None:
    said = text_of(check(gita, href("employee-acting", world.eko), FORMS["employee-acting"]))

    assert "tetap dinilai Citra" not in said, "Budi still leads the division"
    assert "tetap dinilai Budi: Plt. dan Plh. tidak menjadi pejabat penilai" in said


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("employee-transfer", {"position": "Juru Ukur"}, "Jabatan ini belum tercatat. Pilih jenisnya"),
        ("employee-transfer", {"unit": "Tidak Ada"}, "Unit dengan nama ini tidak ada"),
        ("employee-transfer", {"on": "1-1-2024"}, "Jabatan sekarang baru mulai 01-01-2024"),
        ("employee-transfer", {"on": ""}, "Tulis tanggal mulainya"),
        ("employee-transfer", {"is_head": "on", "position": "Lurah"}, "masih dipimpin Dewi"),
        ("employee-acting", {"until": "1-11-2026"}, "Tulis tanggal akhir pada atau setelah"),
        ("employee-acting", {"position": "Juru Ukur"}, "Jabatan ini belum tercatat"),
        ("employee-absence", {"ended_on": "1-6-2026"}, "Tanggal selesai tidak boleh"),
    ],
)
def test_what_cannot_be_is_said_at_the_preview(
    world: World, gita: Client, name: str, changes: dict[str, str], said: str
) -> None:
    page = check(gita, href(name, world.ani), FORMS[name] | changes)

    assert page.status_code == 422
    assert said in text_of(page)


def test_a_new_position_takes_the_chosen_kind(world: World, gita: Client) -> None:
    data = FORMS["employee-transfer"] | {"position": "Arsiparis Ahli Muda", "kind": "FUNGSIONAL"}

    assert check(gita, href("employee-transfer", world.ani), data | {"confirmed": "1"}).status_code == 302
    post = Placement.objects.select_related("position").get(employee=world.ani, started_on=JULY)
    assert (post.position.kind, post.position.level) == ("FUNGSIONAL", "AHLI_MUDA")


def test_who_comes_second_reads_that_the_person_was_changed(world: World, gita: Client) -> None:
    data = FORMS["employee-absence"] | {"confirmed": "1"}
    assert check(gita, href("employee-absence", world.ani), data).status_code == 302
    later = data | {"started_on": "1-1-2025", "ended_on": "2-1-2025"}

    assert check(gita, href("employee-absence", world.ani), later).status_code == 409
    assert Absence.objects.count() == 1


def test_the_record_leads_to_each_act_and_shows_what_was_noted(world: World, gita: Client) -> None:
    for name in ("employee-acting", "employee-absence"):
        data = FORMS[name] | ({"on": "1-11-2026"} if name == "employee-acting" else {})
        version = str(Employee.objects.get(pk=world.ani.pk).version)
        data |= {"version": version, "confirmed": "1", "unit": "Inspektorat"}
        assert gita.post(href(name, world.ani), data).status_code == 302
    page = gita.get(href("employee-detail", world.ani))
    said, html = text_of(page), page.content.decode()

    assert "Plt. Kepala Bidang, Inspektorat sejak 1 November 2026 sampai 31 Desember 2026" in said
    assert "Cuti di luar tanggungan negara (CLTN) sejak 1 Juli 2026, SK 9" in said
    acting = Placement.objects.get(employee=world.ani, kind="PLT")
    for address in (
        *(href(name, world.ani) for name in FORMS),
        href("placement-end", acting),
        href("placement-end", world.placements["ani"]),
        href("absence-end", Absence.objects.get()),
    ):
        assert f'href="{address}"' in html
    assert "Pengadministrasi Perkantoran" in said, "the definitive post stays the position of the record"


def test_the_pages_cost_few_queries(world: World, gita: Client) -> None:
    gita.get("/")
    for name in FORMS:
        assert queries_of(gita, href(name, world.ani)) <= 12
    assert queries_of(gita, href("employee-detail", world.ani)) <= 14
