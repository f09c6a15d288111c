"""A file of moves in the browser: upload, preview page by page, apply, the rows to repair."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from organizations.models import Placement, Unit, Upload
from tests.organizations.move_files import (
    HEADER,
    SINCE,
    City,
    build_city,
    faulty_inauguration,
    file_of,
    inauguration,
    row,
)
from tests.organizations.test_moves import transfer
from tests.pages import form_of, queries_of, text_of
from tests.world import NOW, World


@pytest.fixture
def gita(world: World, enter: Any, clock: Any) -> Client:
    return enter(world.gita)


def href(name: str, *args: Any) -> str:
    return reverse(f"organizations:moves-{name}", args=args)


def send(client: Client, rows: list[list[Any]]) -> Any:
    return client.post(href("start"), {"file": SimpleUploadedFile("pelantikan.xlsx", file_of(rows))})


def uploaded(client: Client, rows: list[list[Any]]) -> Upload:
    assert send(client, rows).status_code == 302
    return Upload.objects.latest("pk")


@pytest.fixture
def city(world: World) -> City:
    return build_city(world)


def test_the_way_of_a_file_from_upload_to_result(world: World, gita: Client) -> None:
    upload = uploaded(gita, [row(world.ani, "LURAH MUDA", "U-lain"), row("123", "Lurah", "U-lain")])
    page = gita.get(href("preview", upload.pk))
    said = text_of(page)

    for part in (
        "Periksa sebelum menerapkan",
        "Belum ada yang diubah",
        "1 siap diterapkan",
        "1 perlu diperbaiki",
        "NIP terdiri dari 18 angka. Di sini ada 3.",
        "Periksa NIP-nya di SIASN.",
        "Budi → Dewi",
        "Jabatan ini baru, dicatat sebagai jabatan pelaksana.",
    ):
        assert part in said, part

    done = gita.post(href("apply", upload.pk), form_of(page).fields, follow=True)
    assert "Mutasi sudah diterapkan." in text_of(done)
    assert "Batalkan semuanya sampai 29 November 2026" in text_of(done)
    assert Placement.objects.get(employee=world.ani, started_on=SINCE).position.title == "Lurah Muda"
    listed = text_of(gita.get(href("start")))
    assert "pelantikan.xlsx" in listed
    assert "Diterapkan" in listed


def test_a_preview_of_354_rows_comes_fifty_a_page_with_faults_first(
    world: World, gita: Client, city: City
) -> None:
    closed = ["T-1", "T-2"]
    for code in closed:
        Unit.objects.create(code=code, name=f"Unit {code}", closed_on=SINCE)
    upload = uploaded(gita, faulty_inauguration(city, closed))

    pages = [gita.get(href("preview", upload.pk) + f"?halaman={number}") for number in range(1, 9)]

    assert "Halaman 1 dari 8" in text_of(pages[0])
    assert "Perlu diperbaiki" in text_of(pages[0])
    assert not any("Sebab Perbaikan" in text_of(page) for page in pages[1:])
    assert [page.content.count(b'scope="row"') for page in pages] == [50] * 7 + [4]
    assert max(len(page.content) for page in pages) < 60_000
    for wild in ("0", "99", "x", "-1", "²"):
        assert gita.get(href("preview", upload.pk) + f"?halaman={wild}").status_code == 200


def test_the_pages_cost_the_same_for_few_and_for_many_rows(world: World, gita: Client, city: City) -> None:
    gita.get("/")
    counts = []
    for size in (80, 354):
        upload = uploaded(gita, inauguration(city, size))
        counts.append(queries_of(gita, href("preview", upload.pk)))

    assert counts[0] == counts[1] <= 12
    assert queries_of(gita, href("start")) <= 12


def test_the_second_press_changes_nothing(world: World, gita: Client) -> None:
    upload = uploaded(gita, [row(world.ani, "Pengadministrasi Perkantoran", "U-lain")])
    for _ in range(2):
        assert gita.post(href("apply", upload.pk), {"version": "1"}).status_code == 302
    assert Placement.objects.filter(employee=world.ani).count() == 2


def test_a_preview_that_is_no_longer_true_is_shown_anew(world: World, gita: Client) -> None:
    upload = uploaded(gita, [row(world.ani, "Pengadministrasi Perkantoran", "U-lain")])
    transfer(world, "budi", unit=world.units["inspektorat"])

    page = gita.post(href("apply", upload.pk), {"version": "1"}, follow=True)

    assert "Data pegawai berubah sejak pratinjau ini" in text_of(page)
    assert "Citra → Dewi" in text_of(page)
    assert not Placement.objects.filter(employee=world.ani, started_on=SINCE).exists()
    assert gita.post(href("apply", upload.pk), form_of(page).fields).status_code == 302
    assert Placement.objects.filter(employee=world.ani, started_on=SINCE).exists()


def test_the_rows_to_repair_and_the_template_have_the_same_columns(world: World, gita: Client) -> None:
    upload = uploaded(gita, [row("123", "Lurah", "U-lain"), row(world.ani, "Lurah", "U-lain")])

    text = gita.get(href("faulty", upload.pk)).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    book = load_workbook(io.BytesIO(gita.get(href("template")).content))

    assert rows[0][5:] == list(HEADER) == [cell.value for cell in book.active[1]]
    assert len(rows) == 2
    assert rows[1][0] == "2"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"%PDF-1.7", "PDF"),
        (b"NAMA;UNIT\nAni;x\n", "kolom NIP"),
        (";".join(HEADER).encode(), "hanya berisi judul kolom"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_at_its_field(gita: Client, content: bytes, said: str) -> None:
    page = gita.post(href("start"), {"file": SimpleUploadedFile("mutasi.csv", content)})

    assert page.status_code == 422
    assert said in text_of(page)
    assert not Upload.objects.exists()


def test_a_preview_is_for_who_uploaded_it(world: World, gita: Client, enter: Any) -> None:
    upload = uploaded(gita, [row(world.ani, "Lurah", "U-lain")])
    Upload.objects.filter(pk=upload.pk).update(uploaded_by=world.hadi)

    assert gita.get(href("preview", upload.pk)).status_code == 403
    Upload.objects.filter(pk=upload.pk).update(applied_at=NOW)
    assert gita.get(href("preview", upload.pk)).status_code == 200
