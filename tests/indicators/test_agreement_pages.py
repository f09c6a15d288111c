"""The pages of the perjanjian kinerja in the hands of people: list, sheet, import, taking into a plan."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from appraisal.models import Event
from indicators import operations
from indicators.models import Goal, KeyIndicator, Period, Result
from organizations.models import Unit, Upload
from tests.indicators.goals import DAYS, INDEX, goal, taken
from tests.indicators.plans import drafted
from tests.pages import form_of, forms_of, queries_of, text_of
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db

LIST, IMPORT = "/perjanjian-kinerja/", "/perjanjian-kinerja/impor/"
HEAD = "KODE UNIT;SASARAN;INDIKATOR;TARGET;SATUAN;ARAH\n"


@pytest.fixture(autouse=True)
def _now(clock: Any) -> None:
    """Stop the clock of the views."""


def unit_page(world: World, unit: str = "dinas") -> str:
    return f"{LIST}2026/{world.units[unit].pk}/"


def sheet(*rows: dict[str, str], text: str = "Meningkatnya mutu", **more: str) -> dict[str, str]:
    """Return what the sheet of a goal sends."""
    data = {
        "text": text,
        "version": "0",
        "indikator-INITIAL_FORMS": "0",
        "indikator-TOTAL_FORMS": str(len(rows)),
    }
    for number, row in enumerate(rows):
        data |= {f"indikator-{number}-{name}": value for name, value in row.items()}
    return data | more


ROW = {"text": "Indeks kepuasan masyarakat", "target": "85,5", "measure": "nilai", "direction": "NAIK"}


# --- The list -----------------------------------------------------------------------------------------


def test_everybody_finds_the_own_units_and_what_each_promises(world, enter):
    goal(world)

    page = enter(world.ani).get(LIST)

    text = text_of(page)
    assert "Perjanjian kinerja 2026" in text
    assert "Bidang Pelayanan Pendaftaran Penduduk · Dinas Kependudukan dan Pencatatan Sipil" in text
    assert "Kelurahan Sukajaya Pemerintah Kota Arunika belum ada –" in text
    assert "Dinas Kependudukan dan Pencatatan Sipil Pemerintah Kota Arunika 1 2" in text
    assert "Impor dari berkas" not in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=sukajaya", ["Kelurahan Sukajaya"]),
        ("q=U-LAIN", ["Kelurahan Sukajaya"]),
        ("isi=ada", ["Dinas Kependudukan dan Pencatatan Sipil"]),
        ("isi=belum&q=inspektorat", ["Inspektorat"]),
        ("q=zzz", []),
    ],
)
def test_the_list_is_searched_and_filtered(world, enter, query, found):
    goal(world)

    page = enter(world.hadi).get(f"{LIST}?{query}")

    assert [row.unit.name for row in page.context["listed"].rows] == found


def test_long_lists_are_paged_by_fifty_and_keep_the_search(world, enter):
    Unit.objects.bulk_create(
        Unit(code=f"SD-{n}", name=f"SD Negeri {n:03d}", parent=world.units["kota"]) for n in range(120)
    )
    client, href, seen = enter(world.ani), "?q=sd+negeri", []

    while href:
        listed = client.get(LIST + href).context["listed"]
        seen.append(len(listed.rows))
        href = listed.page.next_href
        assert not href or "q=sd+negeri" in href

    assert seen == [50, 50, 20]


def test_the_list_costs_the_same_for_few_and_for_many_units(world, enter):
    goal(world)
    client = enter(world.ani)
    client.get(LIST)  # the first page after a login notes in the session that somebody was there
    few = queries_of(client, LIST)
    Unit.objects.bulk_create(
        Unit(code=f"SD-{n}", name=f"SD Negeri {n}", parent=world.units["kota"]) for n in range(60)
    )
    for unit in Unit.objects.filter(code__startswith="SD")[:30]:
        row = Goal.objects.create(period=world.period, unit=unit, order=1, text="Sasaran")
        KeyIndicator.objects.create(goal=row, order=1, text="IKU")

    assert queries_of(client, LIST) == few


def test_years_can_be_chosen_and_without_a_year_the_page_says_so(world, enter):
    operations.create_period(year=2027, by=world.gita, at=NOW)
    client = enter(world.ani)
    assert "Perjanjian kinerja 2027" in text_of(client.get(f"{LIST}?tahun=2027"))
    assert "Perjanjian kinerja 2026" in text_of(client.get(f"{LIST}?tahun=1990"))


def test_without_any_year_the_list_says_who_prepares_one(office, enter):
    assert "BKD belum menyiapkan tahun penilaian." in text_of(enter(office.ani).get(LIST))


def test_a_closed_unit_is_listed_for_what_it_promised(world, enter):
    goal(world, unit="lain")
    Unit.objects.filter(code__in=["U-lain", "U-inspektorat"]).update(closed_on=TODAY)

    listed = enter(world.ani).get(f"{LIST}?q=a").context["listed"]

    assert {row.unit.code for row in listed.rows} & {"U-lain", "U-inspektorat"} == {"U-lain"}


def test_htmx_gets_the_rows_only(world, enter):
    page = enter(world.ani).get(f"{LIST}?q=zzz", headers={"HX-Request": "true"})

    assert b"<html" not in page.content
    assert b"Belum ada unit yang cocok" in page.content


@pytest.mark.parametrize(("name", "href"), [("ani", "/skp/"), ("gita", "/bkd/")])
def test_people_find_the_way(world, enter, name, href):
    assert f'href="{LIST}"' in enter(world.people[name]).get(href).content.decode()


# --- The sheet of a goal ------------------------------------------------------------------------------


def test_a_goal_is_written_and_another_may_follow(world, enter):
    client, href = enter(world.citra), unit_page(world) + "sasaran/"
    assert form_of(client.get(href)).fields["version"] == "0"

    first = client.post(href, sheet(ROW))
    second = client.post(href, sheet(ROW, text="Terjaganya akuntabilitas", lagi="1"))

    assert first["Location"] == unit_page(world)
    assert second["Location"] == href
    assert [str(row) for row in Goal.objects.order_by("order")] == [
        "Meningkatnya mutu",
        "Terjaganya akuntabilitas",
    ]
    assert "Sasaran tersimpan." in text_of(client.get(unit_page(world)))


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(world, enter):
    wide = ROW | {"text": "Tingkat keterisian", "target": "80", "target_until": "60", "direction": "RENTANG"}

    page = enter(world.citra).post(unit_page(world) + "sasaran/", sheet(ROW, wide, text=""))

    text = text_of(page)
    assert page.status_code == 422
    assert "Tulis sasarannya, misalnya" in text
    assert "Batas atas rentang tidak kurang dari batas bawahnya." in text
    assert form_of(page).fields["indikator-1-target_until"] == "60"
    assert not Goal.objects.exists()


def test_a_refusal_of_the_operation_stands_at_its_field(world, enter):
    goal(world)

    page = enter(world.citra).post(
        unit_page(world) + "sasaran/", sheet(ROW, text="MENINGKATNYA mutu layanan")
    )

    assert page.status_code == 422
    assert "Sasaran ini sudah ada pada perjanjian kinerja unit." in text_of(page)


def test_one_more_row_keeps_what_was_typed(world, enter):
    client, href = enter(world.citra), unit_page(world) + "sasaran/"
    data = sheet(ROW | {"target": "delapan"}, text="Belum selesai", tambah="1")

    whole = client.post(href, data)
    part = client.post(href, data, headers={"HX-Request": "true"})

    for page in (whole, part):
        assert page.status_code == 200
        assert 'value="delapan"' in page.content.decode()
        assert 'name="indikator-1-text"' in page.content.decode()
    assert b"<html" not in part.content


def test_changing_keeps_the_keys_of_rows_and_drops_ticked_ones(world, enter):
    row = goal(world)
    index = row.key_indicators.get(text=INDEX.text)
    client, href = enter(world.eko), f"{LIST}sasaran/{row.pk}/"
    fields = form_of(client.get(href)).fields
    assert fields["indikator-0-target"] == "85"

    client.post(href, fields | {"indikator-0-target": "90", "indikator-1-DELETE": "on"})

    assert list(row.key_indicators.values_list("pk", "target")) == [(index.pk, 90)]


def test_the_second_of_two_reads_both_texts(world, enter):
    row = goal(world)
    client, href = enter(world.citra), f"{LIST}sasaran/{row.pk}/"
    fields = form_of(client.get(href)).fields
    goal(world, "Meningkatnya mutu layanan warga", goal=row, version=1, keys=[DAYS])

    page = client.post(href, fields | {"text": "Meningkatnya mutu loket"})

    text = text_of(page)
    assert page.status_code == 409
    assert "Meningkatnya mutu layanan warga" in text
    assert "Rata-rata waktu penyelesaian: 3 hari" in text
    assert "Meningkatnya mutu loket" in text
    assert Goal.objects.get().version == 2


def test_a_removal_says_what_stays(world, enter):
    row = goal(world)
    taken(world, row)
    client, href = enter(world.citra), f"{LIST}sasaran/{row.pk}/hapus/"
    assert "1 hasil kerja di SKP sudah mengambilnya." in text_of(client.get(href))

    client.post(href, form_of(client.get(href)).fields)

    assert (Goal.objects.count(), Result.objects.count()) == (0, 1)


def test_goals_move_by_their_buttons(world, enter):
    goal(world, "Satu")
    second = goal(world, "Dua")
    client = enter(world.citra)
    form = form_of(client.get(unit_page(world)), f"{LIST}sasaran/{second.pk}/pindah/")

    answer = client.post(form.action, form.fields | {"arah": "naik"})

    assert answer["Location"] == f"{unit_page(world)}#sasaran-{second.pk}"
    assert list(Goal.objects.order_by("order").values_list("text", flat=True)) == ["Dua", "Satu"]


def test_after_the_close_pages_are_read_only(world, enter):
    row = goal(world)
    Period.objects.update(closed_at=NOW, closed_by=world.gita)
    client = enter(world.citra)

    assert forms_of(client.get(unit_page(world))) == []
    assert client.get(f"{LIST}sasaran/{row.pk}/").status_code == 403
    assert client.post(f"{LIST}sasaran/{row.pk}/", sheet(ROW, version="1")).status_code == 409


# --- Import -------------------------------------------------------------------------------------------


def send(client: Client, text: str, query: str = "", **more: str) -> Any:
    file = SimpleUploadedFile("perjanjian.csv", text.encode())
    return client.post(IMPORT + query, {"file": file, "year": "2026"} | more, follow=True)


def test_a_file_is_shown_applied_once_and_the_same_again_changes_nothing(world, enter):
    client = enter(world.gita)
    text = (
        HEAD
        + "U-dinas;Meningkatnya mutu;Indeks kepuasan;85;nilai;\n;;Waktu tunggu;3;hari;turun\nU-x;A;B;1;c;\n"
    )

    page = send(client, text)

    said = text_of(page)
    assert "2 baru 0 berubah 0 tetap 1 perlu diperbaiki" in said
    assert "1 baris perlu diperbaiki dan tidak ikut diterapkan. Baris lain diterapkan sekaligus." in said
    assert "B 4 KODE UNIT U-x Unit ini tidak ada." in said
    assert not Goal.objects.exists()

    form = form_of(page)
    done = client.post(form.action, form.fields, follow=True)
    assert "Hasil impor perjanjian kinerja" in text_of(done)
    assert "1 baris belum tersimpan." in text_of(done)
    assert KeyIndicator.objects.count() == 2

    again = send(client, text.rsplit("\n", 2)[0] + "\n")
    assert "0 baru 0 berubah 2 tetap 0 perlu diperbaiki" in text_of(again)
    assert "isi berkas sama dengan yang tersimpan" in text_of(again)
    assert forms_of(again) == []


def test_a_preview_that_is_no_longer_true_is_shown_fresh(world, enter):
    client = enter(world.gita)
    page = send(client, HEAD + "U-dinas;Meningkatnya mutu layanan;Indeks kepuasan masyarakat;90;nilai;\n")
    form = form_of(page)
    goal(world)

    fresh = client.post(form.action, form.fields, follow=True)

    assert "Perjanjian kinerja berubah sejak pratinjau ini." in text_of(fresh)
    assert "Target: 85 nilai → 90 nilai" in text_of(fresh)
    assert Upload.objects.get().applied_at is None


def test_a_goal_that_would_grow_too_long_stops_the_file(world, enter):
    rows = "".join(f"U-dinas;Meningkatnya mutu;IKU {n};1;nilai;\n" for n in range(13))

    page = send(enter(world.gita), HEAD + rows)

    assert "akan memuat 13 indikator" in text_of(page)
    assert forms_of(page) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("SASARAN;INDIKATOR\nA;B\n", "kolom TARGET, SATUAN tidak ada"),
        (HEAD, "hanya berisi judul kolom"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_at_its_field(world, enter, text, sentence):
    page = send(enter(world.gita), text)

    assert page.status_code == 422
    assert sentence in text_of(page)


def test_from_a_units_page_rows_need_no_unit(world, enter):
    client = enter(world.citra)
    href = f"{IMPORT}?unit={world.units['dinas'].pk}&tahun=2026"
    assert "Baris tanpa kode unit masuk ke Dinas Kependudukan" in text_of(client.get(href))

    send(client, "SASARAN;INDIKATOR;TARGET;SATUAN\nMutu;Indeks;85;nilai\n", href.removeprefix(IMPORT))

    assert Upload.objects.get().rows[0]["values"]["unit"] == world.units["dinas"].pk
    foreign = client.get(f"{IMPORT}?unit={world.units['lain'].pk}")
    assert "Baris tanpa kode unit" not in text_of(foreign)


def test_a_closed_year_takes_no_file(world, enter):
    Period.objects.update(closed_at=NOW, closed_by=world.gita)

    page = send(enter(world.gita), HEAD + "U-dinas;A;B;1;c;\n")

    assert page.status_code == 422
    assert "Pilih salah satu tahun dari daftar." in text_of(page)


def sheet_of(response: Any) -> list[tuple[Any, ...]]:
    assert response.status_code == 200
    return list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))


def test_template_and_rows_to_repair_are_workbooks(world, enter):
    client = enter(world.gita)
    send(client, HEAD + "U-dinas;A;B;WTP;c;\n")

    template = sheet_of(client.get(f"{IMPORT}contoh.xlsx"))
    faulty = sheet_of(client.get(f"{IMPORT}{Upload.objects.get().pk}/perbaiki.xlsx"))

    assert template[0][:4] == ("KODE UNIT", "NAMA UNIT", "SASARAN", "INDIKATOR")
    assert faulty[1][4] == "WTP"
    assert faulty[0][-3:] == ("BARIS", "PENYEBAB", "PERBAIKAN")


# --- Into the plan ------------------------------------------------------------------------------------


def test_the_head_takes_one_goal_then_all_that_are_left(world, enter):
    for text in ("Satu", "Dua", "Tiga"):
        goal(world, text)
    plan = drafted(world, "citra")
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.citra, backend="organizations.backends.NipBackend")
    href = f"/skp/{plan.pk}/susun/"
    forms = [form for form in forms_of(client.get(href)) if form.action == f"/skp/{plan.pk}/perjanjian/"]
    assert len(forms) == 4, "one for all, and one each"

    dua = str(Goal.objects.get(text="Dua").pk)
    one = client.post(forms[2].action, forms[2].fields | {"goal": dua}, follow=True)
    assert "1 sasaran menjadi hasil kerja di draf Anda." in text_of(one)
    assert "1 sasaran sudah Anda ambil, 2 belum." in text_of(one)

    rest = form_of(one, f"/skp/{plan.pk}/perjanjian/")
    keys = [str(row.pk) for row in Goal.objects.exclude(text="Dua")]
    all_of_them = client.post(rest.action, rest.fields | {"goal": keys}, follow=True)

    assert "2 sasaran menjadi hasil kerja di draf Anda." in text_of(all_of_them)
    assert "3 sasaran sudah Anda ambil." in text_of(all_of_them)
    assert list(plan.results.order_by("order").values_list("text", flat=True)) == ["Dua", "Satu", "Tiga"]


def test_nobody_else_sees_goals_to_take(world, enter):
    goal(world, unit="bidang")
    plan = drafted(world)

    assert "Perjanjian kinerja Bidang" not in text_of(enter(world.ani).get(f"/skp/{plan.pk}/susun/"))


def test_a_head_without_goals_is_led_to_writing_them(world, enter):
    plan = drafted(world, "citra")

    page = enter(world.citra).get(f"/skp/{plan.pk}/susun/")

    assert "Unit Anda belum menulis sasaran untuk 2026." in text_of(page)
    assert unit_page(world) + "sasaran/" in page.content.decode()


def test_what_differs_after_the_taking_is_said_softly(world, enter):
    row = goal(world)
    plan = taken(world, row)
    client, href = enter(world.citra), f"/skp/{plan.pk}/susun/"
    assert "sekarang berbeda" not in text_of(client.get(href))
    index, days = row.key_indicators.order_by("order")
    changed = [
        (f"indikator-0-{name}", value) for name, value in {**ROW, "pk": str(index.pk), "target": "90"}.items()
    ]
    new = [(f"indikator-1-{name}", value) for name, value in {**ROW, "text": "Waktu tunggu"}.items()]
    data = sheet({}, {}, text="Meningkatnya mutu loket", version="1") | dict(changed) | dict(new)
    assert client.post(f"{LIST}sasaran/{row.pk}/", data).status_code == 302

    text = text_of(client.get(href))

    assert "Perjanjian kinerja dan hasil 1 sekarang berbeda. Sesuaikan bila perlu." in text
    assert "Sasarannya berbunyi “Meningkatnya mutu loket”." in text
    assert "“Indeks kepuasan masyarakat”: perjanjian kinerja 90 nilai, SKP Anda 85 nilai." in text
    assert "IKU “Waktu tunggu” belum ada pada hasil ini." in text
    assert plan.results.get().text == "Meningkatnya mutu layanan"
    assert not KeyIndicator.objects.filter(pk=days.pk).exists()


def test_without_a_choice_the_page_asks_for_one(world, enter):
    plan = drafted(world, "citra")

    page = enter(world.citra).post(f"/skp/{plan.pk}/perjanjian/", {"version": "1", "goal": "x"})

    assert page.status_code == 422
    assert "Pilih sasaran yang ingin Anda ambil." in text_of(page)
    assert not Event.objects.filter(action="plan.goals_taken").exists()
