"""Pages about people, roles, reports and the agency: what is read, what a press does, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from appraisal.models import Event
from organizations.models import (
    Agency,
    DataReport,
    Employee,
    Placement,
    RoleGrant,
    SuperiorOverride,
    Supervision,
    Unit,
)
from tests.pages import form_of, forms_of, text_of
from tests.world import NOW, TODAY, World

Login = Callable[[str], Client]


@pytest.fixture
def as_person(office: World, clock: Any) -> Login:
    def log_in(name: str) -> Client:
        client = Client()
        client.force_login(office.people[name], backend="organizations.backends.NipBackend")
        return client

    return log_in


def page_of(world: World, name: str) -> str:
    return reverse("organizations:employee-detail", args=[world.people[name].pk])


# --- Navigation -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("ani", "Beranda, SKP saya, Kemajuan, Umpan balik, Hasil"),
        ("budi", "Beranda, SKP saya, Kemajuan, Umpan balik, Hasil, Tim saya"),
        ("gita", "Beranda, SKP saya, Kemajuan, Umpan balik, Hasil, BKD"),
        ("hadi", "Beranda, SKP saya, Kemajuan, Umpan balik, Hasil, Tim saya, BKD"),
    ],
)
def test_each_person_is_offered_the_own_pages(
    office: World, as_person: Login, name: str, labels: str
) -> None:
    page = as_person(name).get("/data-saya/")

    assert ", ".join(entry.label for entry in page.context["frame"].nav) == labels


def test_the_page_one_stands_on_is_marked_once(office: World, as_person: Login) -> None:
    nav = as_person("gita").get("/bkd/pegawai/").context["frame"].nav

    assert [entry.label for entry in nav if entry.is_current] == ["BKD"]


# --- The own record ---------------------------------------------------------------------------------


def test_the_own_record_names_unit_position_and_both_superiors(office: World, as_person: Login) -> None:
    text = text_of(as_person("ani").get("/data-saya/"))

    for fact in (
        "Ani",
        "19900101 201503 2 003",
        "Pengadministrasi Perkantoran",
        "Bidang Pelayanan",
        "Budi",
        "Citra",
    ):
        assert fact in text


def test_atasan_saya_keliru_is_one_press(office: World, as_person: Login) -> None:
    client = as_person("ani")
    form = next(
        form for form in forms_of(client.get("/data-saya/")) if form.fields.get("subject") == "ATASAN"
    )
    assert form.visible == [], "nothing has to be typed"

    answer = client.post(form.action, form.fields)

    assert answer["Location"] == "/data-saya/"
    assert "Laporan Anda sampai ke admin." in text_of(client.get("/data-saya/"))
    report = DataReport.objects.get()
    assert (report.employee, report.subject, report.reported_at) == (office.ani, "ATASAN", NOW)


def test_a_report_without_a_subject_keeps_what_was_typed(office: World, as_person: Login) -> None:
    page = as_person("ani").post("/data-saya/keliru/", {"subject": "", "message": "Golongan saya III/d."})

    assert page.status_code == 422
    assert "Pilih data yang keliru." in text_of(page)
    assert any(form.fields.get("message") == "Golongan saya III/d." for form in forms_of(page))


def test_the_answer_reaches_the_person(office: World, as_person: Login) -> None:
    client = as_person("eko")
    DataReport.objects.create(employee=office.ani, subject="ATASAN", reported_at=NOW)
    assert "Ani" in text_of(client.get("/bkd/laporan-data/"))
    href = reverse("organizations:report-answer", args=[DataReport.objects.get().pk])

    answer = client.post(href, form_of(client.get(href)).fields | {"answer": "Sudah ditetapkan Citra."})

    assert answer["Location"] == "/bkd/laporan-data/"
    assert "Jawaban untuk Ani tersimpan." in text_of(client.get("/bkd/laporan-data/"))
    assert "Sudah ditetapkan Citra." in text_of(as_person("ani").get("/data-saya/"))
    assert client.get(href).status_code == 404, "an answered report is closed"


def test_an_answer_needs_words(office: World, as_person: Login) -> None:
    row = DataReport.objects.create(employee=office.ani, subject="ATASAN", reported_at=NOW)

    page = as_person("gita").post(
        reverse("organizations:report-answer", args=[row.pk]), {"answer": " ", "version": "1"}
    )

    assert page.status_code == 422
    assert "Tulis jawabannya" in text_of(page)


# --- The staff list -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "people"), [("eko", 5), ("gita", 9), ("indra", 9)])
def test_the_staff_list_shows_the_own_units(office: World, as_person: Login, name: str, people: int) -> None:
    page = as_person(name).get("/bkd/pegawai/")

    assert len(page.context["rows"]) == people


@pytest.mark.parametrize(
    ("text", "names"),
    [("ani", ["Ani"]), ("19900101 2015", ["Ani"]), ("tidak ada", []), ("dewi", []), ("", None)],
)
def test_search_stays_inside_the_own_units(
    office: World, as_person: Login, text: str, names: list[str] | None
) -> None:
    page = as_person("eko").get("/bkd/pegawai/", {"q": text})

    found = [row["person"].name for row in page.context["rows"]]
    assert found == (names if names is not None else ["Ani", "Budi", "Citra", "Eko", "Fajar"])


def test_every_person_is_on_exactly_one_page_of_a_long_list(office: World, as_person: Login) -> None:
    for number in range(120):
        Employee.objects.create(
            nip=f"19940101202003{number:04d}", name=("Siti", "Sri", "É’Ahmad")[number % 3], kind="PNS"
        )
    client, href, seen = as_person("gita"), "/bkd/pegawai/?q=", []
    for _ in range(10):
        page = client.get(href)
        seen += [row["person"].pk for row in page.context["rows"]]
        if not page.context["page"].next_href:
            break
        href = "/bkd/pegawai/" + page.context["page"].next_href

    assert len(seen) == len(set(seen)) == 129


def test_the_list_as_a_fragment_holds_only_the_rows(office: World, as_person: Login) -> None:
    client = as_person("gita")

    part = client.get("/bkd/pegawai/?q=ani", headers={"hx-request": "true"})

    assert "<html" not in part.content.decode()
    assert "Ani" in text_of(part)
    assert part["Vary"].startswith("HX-Request") or "HX-Request" in part["Vary"]


# --- Superiors and roles ------------------------------------------------------------------------------


def test_an_admin_sets_a_superior_for_a_range(office: World, as_person: Login) -> None:
    client = as_person("eko")
    form = next(f for f in forms_of(client.get(page_of(office, "ani"))) if f.action.endswith("/atasan/"))
    typed = {
        "superior": office.fajar.printed_nip,
        "started_on": "1-12-2026",
        "ended_on": "31-12-2026",
        "reason": "Surat perintah 5/2026",
    }

    answer = client.post(form.action, form.fields | typed)

    assert answer["Location"] == page_of(office, "ani")
    text = text_of(client.get(answer["Location"]))
    assert "Atasan sudah ditetapkan." in text
    assert "Surat perintah 5/2026" in text
    line = Supervision.objects.on(date(2026, 12, 15)).get(placement=office.placements["ani"])
    assert (line.superior, line.is_override) == (office.fajar, True)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"superior": ""}, "Tulis NIP atasan yang ditetapkan."),
        ({"superior": "199001012015032999"}, "Tidak ada pegawai aktif dengan NIP ini."),
        ({"superior": "199001012015032003"}, "Pilih orang lain"),
        ({"started_on": "31-2-2026"}, "Tanggal 31-2-2026 tidak ada di kalender."),
        ({"ended_on": "1-1-2026"}, "Tanggal selesai tidak boleh sebelum tanggal mulai."),
        ({"reason": ""}, "Tulis alasannya, misalnya nomor surat perintah."),
        ({"superior": "x" * 31}, "paling panjang 30 huruf"),
    ],
)
def test_a_superior_is_refused_with_a_sentence_and_the_rest_stays(
    office: World, as_person: Login, changes: dict[str, str], sentence: str
) -> None:
    typed = {
        "superior": office.dewi.nip,
        "started_on": "1-12-2026",
        "ended_on": "",
        "reason": "Surat perintah 5/2026",
    } | changes
    href = reverse("organizations:superior-override", args=[office.ani.pk])

    page = as_person("gita").post(href, typed)

    assert page.status_code == 422
    assert sentence in text_of(page)
    form = next(form for form in forms_of(page) if form.action == href)
    assert {name: form.fields[name] for name in typed} == typed
    assert not SuperiorOverride.objects.exists()


def test_a_role_is_given_and_ended(office: World, as_person: Login) -> None:
    client = as_person("gita")
    form = next(f for f in forms_of(client.get(page_of(office, "ani"))) if f.action.endswith("/peran/"))
    assert (
        client.post(
            form.action, form.fields | {"role": "ADMIN_UNIT", "unit": "Kelurahan Sukajaya"}
        ).status_code
        == 302
    )
    grant = RoleGrant.objects.get(employee=office.ani)
    assert (grant.role, grant.unit) == ("ADMIN_UNIT", office.units["lain"])
    assert as_person("ani").get("/bkd/pegawai/").status_code == 200

    end = next(f for f in forms_of(client.get(page_of(office, "ani"))) if f.action.endswith("/akhiri/"))
    assert client.post(end.action, end.fields)["Location"] == page_of(office, "ani")

    grant.refresh_from_db()
    assert grant.ended_on == TODAY


def test_an_empty_unit_is_the_whole_agency_and_a_code_is_a_unit(office: World, as_person: Login) -> None:
    client, href = as_person("gita"), reverse("organizations:role-grant", args=[office.ani.pk])
    client.post(href, {"role": "AUDITOR", "unit": ""})
    client.post(href, {"role": "ADMIN_UNIT", "unit": "u-bidang"})

    assert {(row.role, row.unit.code) for row in RoleGrant.objects.filter(employee=office.ani)} == {
        ("AUDITOR", "U-kota"),
        ("ADMIN_UNIT", "U-bidang"),
    }


def test_a_name_that_two_units_share_is_asked_about_and_not_guessed(office: World, as_person: Login) -> None:
    for number in (1, 2):
        Unit.objects.create(code=f"U-umum-{number}", name="Subbagian Umum", parent=office.units["dinas"])
    href = reverse("organizations:role-grant", args=[office.ani.pk])

    page = as_person("gita").post(href, {"role": "ADMIN_UNIT", "unit": "subbagian umum"})

    assert page.status_code == 422
    assert "Ada 2 unit dengan nama ini" in text_of(page)
    assert not RoleGrant.objects.filter(employee=office.ani).exists()
    assert as_person("gita").post(href, {"role": "ADMIN_UNIT", "unit": "U-umum-2"}).status_code == 302
    assert RoleGrant.objects.get(employee=office.ani).unit.code == "U-umum-2"


@pytest.mark.parametrize("typed", [{"role": "RAJA"}, {"role": "AUDITOR", "unit": "Tidak Ada"}, {"role": ""}])
def test_an_unknown_role_or_unit_is_refused(office: World, as_person: Login, typed: dict[str, str]) -> None:
    page = as_person("gita").post(reverse("organizations:role-grant", args=[office.ani.pk]), typed)

    assert page.status_code == 422
    assert not RoleGrant.objects.filter(employee=office.ani).exists()


def test_a_unit_admin_sees_no_forms_that_are_not_the_own(office: World, as_person: Login) -> None:
    actions = [form.action for form in forms_of(as_person("eko").get(page_of(office, "ani")))]
    assert [action.rsplit("/", 2)[1] for action in actions] == ["atasan"]
    assert forms_of(as_person("eko").get(page_of(office, "eko"))) == []
    assert forms_of(as_person("indra").get(page_of(office, "ani"))) == []


def test_a_first_password_is_shown_once_and_works(office: World, as_person: Login) -> None:
    page = as_person("gita").post(reverse("organizations:first-password", args=[office.ani.pk]))

    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    password = page.context["password"]
    assert password in page.content.decode()
    answer = Client().post("/masuk/", {"nip": office.ani.nip, "password": password})
    assert answer["Location"] == "/ganti-sandi/"
    assert password not in as_person("gita").get(page_of(office, "ani")).content.decode()


# --- The agency and the regional head ---------------------------------------------------------------


def test_the_agency_is_changed_and_named_on_every_page(office: World, as_person: Login) -> None:
    client = as_person("gita")
    form = form_of(client.get("/bkd/instansi/"))
    assert form.fields["name"] == "Pemerintah Kota Arunika"

    answer = client.post(
        "/bkd/instansi/",
        form.fields | {"name": "Pemerintah Kota Baru", "paper": "F4", "qualitative_layout": "KOLOM"},
    )

    assert answer["Location"] == "/bkd/instansi/"
    agency = Agency.objects.get()
    assert (agency.name, agency.paper, agency.city) == ("Pemerintah Kota Baru", "F4", "Arunika")
    assert agency.qualitative_layout == "KOLOM"
    assert "Pemerintah Kota Baru" in text_of(Client().get("/masuk/"))
    assert Event.objects.filter(action="agency.changed").exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Tulis nama instansi"),
        ({"city": ""}, "Tulis kota yang dicetak"),
        ({"paper": "A5"}, "Pilih salah satu dari daftar."),
        ({"typeface": "Comic Sans"}, "Pilih salah satu dari daftar."),
        ({"name": "x" * 151}, "paling panjang 150 huruf"),
    ],
)
def test_the_agency_is_refused_with_a_sentence(
    office: World, as_person: Login, typed: dict[str, str], sentence: str
) -> None:
    client = as_person("gita")

    page = client.post("/bkd/instansi/", form_of(client.get("/bkd/instansi/")).fields | typed)

    assert page.status_code == 422
    assert sentence in text_of(page)
    assert Agency.objects.get().name == "Pemerintah Kota Arunika"


def test_the_regional_head_is_added_heads_the_root_and_logs_in_with_a_code(
    office: World, as_person: Login
) -> None:
    client = as_person("gita")
    href = reverse("organizations:official-new")
    typed = {"name": "Joko", "title": "Wali Kota", "code": "walikota"}

    answer = client.post(href, form_of(client.get(href)).fields | typed)

    official = Employee.objects.get(nip="WALIKOTA")
    assert answer["Location"] == reverse("organizations:employee-detail", args=[official.pk])
    line = Supervision.objects.on(TODAY).get(placement=office.placements["citra"])
    assert line.superior == official
    assert Supervision.objects.on(TODAY).get(placement=office.placements["budi"]).upper == official
    password = client.post(reverse("organizations:first-password", args=[official.pk])).context["password"]
    answer = Client().post("/masuk/", {"nip": "Wali Kota".replace(" ", ""), "password": password})
    assert answer.status_code == 302


@pytest.mark.parametrize("code", ["199001012015032003", "12", "A", "WALI-KOTA", "x" * 21, ""])
def test_a_code_that_looks_like_a_number_is_refused(office: World, as_person: Login, code: str) -> None:
    page = as_person("gita").post(
        reverse("organizations:official-new"), {"name": "Joko", "title": "Wali Kota", "code": code}
    )

    assert page.status_code == 422
    assert Employee.objects.count() == 9
    assert Placement.objects.count() == 9


def test_a_second_regional_head_is_refused_and_leaves_no_person_behind(
    office: World, as_person: Login
) -> None:
    client, href = as_person("gita"), reverse("organizations:official-new")
    client.post(href, {"name": "Joko", "title": "Wali Kota", "code": "WALIKOTA"})

    page = client.post(href, {"name": "Siti", "title": "Wali Kota", "code": "WALIDUA"})

    assert page.status_code == 422
    assert not Employee.objects.filter(nip="WALIDUA").exists()
    cache.clear()
