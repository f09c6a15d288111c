"""Attendance in the browser: a month's file, a month of the own units, the own year, corrections."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organizations.models import Attendance, AttendanceReport, Upload
from tests.organizations.test_attendance import HEADER, OCTOBER, apply, row
from tests.pages import form_of, queries_of, text_of
from tests.sheets import workbook
from tests.world import NOW, World

START = "/bkd/kehadiran/impor/"


@pytest.fixture
def as_(enter: Any, clock: Any) -> Any:
    return enter


def send(client: Client, *rows: list[Any], month: str = "2026-10") -> Any:
    file = SimpleUploadedFile("presensi.xlsx", workbook([HEADER, *rows]))
    return client.post(START, {"file": file, "month": month}, follow=True)


def test_the_way_of_a_month_from_file_to_own_page(world: World, as_: Any) -> None:
    apply(world.gita, row(world.budi))
    gita = as_(world.gita)
    page = send(
        gita, row(world.ani), row(world.budi, 22, 22, 0, 0, 0, 0), row(world.dewi, 22, 23, 0, 0, 0, 0)
    )
    said = text_of(page)
    for part in (
        "Periksa kehadiran Oktober 2026",
        "1 bulan baru 1 perubahan 0 sudah sama 1 perlu diperbaiki",
        "Hadir, cuti, dinas luar, dan tanpa keterangan berjumlah 23 hari, hari kerjanya 22.",
        "Hadir 22 dari 22 hari kerja. Sebelumnya: Hadir 19 dari 22 hari kerja, dinas luar 2 hari",
    ):
        assert part in said, part

    done = gita.post(form_of(page).action, form_of(page).fields, follow=True)
    assert "Kehadiran Oktober 2026 sudah tersimpan." in text_of(done)
    assert "Periksa" not in text_of(done).split("Langkah 3")[1]

    own = text_of(as_(world.ani).get("/kehadiran/"))
    assert (
        "Jumlah 1 bulan. Hadir 19 dari 22 hari kerja, dinas luar 2 hari, cuti 1 hari. Terlambat 35 menit."
        in own
    )
    assert "Dinas luar dan cuti bukan ketidakhadiran." in own
    assert "presensi.xlsx, 22 November 2026" in own
    assert "September 2026 Belum ada data." in own


def test_the_rows_to_repair_come_as_a_file(world: World, as_: Any) -> None:
    gita = as_(world.gita)
    send(gita, row(world.ani), row("123"), row(world.dewi, 22, 23, 0, 0, 0, 0))
    upload = Upload.objects.get()

    answer = gita.get(reverse("organizations:attendance-faulty", args=[upload.pk]))

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [(one["BARIS"], one["NIP"], one["HADIR"]) for one in rows] == [
        ("3", "123", "19"),
        ("4", world.dewi.printed_nip, "23"),
    ]


@pytest.mark.parametrize(
    ("month", "said"), [("", "Pilih bulannya."), ("2026-12", "Pilih bulan dari daftar."), ("x", "daftar")]
)
def test_a_month_must_be_chosen(world: World, as_: Any, month: str, said: str) -> None:
    page = send(as_(world.gita), row(world.ani), month=month)

    assert page.status_code == 422
    assert said in text_of(page)


def test_a_file_without_a_column_is_refused_as_a_whole(world: World, as_: Any) -> None:
    file = SimpleUploadedFile("a.csv", b"NIP;HADIR\n1;2\n")
    page = as_(world.gita).post(START, {"file": file, "month": "2026-10"})

    assert page.status_code == 422
    assert "kolom HARI KERJA, CUTI, DINAS LUAR" in text_of(page)
    assert not Upload.objects.exists()


def test_a_unit_admin_reads_the_own_units_and_the_bkd_everybody(world: World, as_: Any) -> None:
    apply(world.gita, row(world.ani), row(world.dewi))
    href = "/bkd/kehadiran/?bulan=2026-10"

    everybody, own = text_of(as_(world.gita).get(href)), text_of(as_(world.eko).get(href))

    assert "Ani" in everybody
    assert "Dewi" in everybody
    assert "Ani" in own
    assert "Dewi" not in own
    narrowed = as_(world.gita).get(href + f"&unit={world.units['lain'].pk}")
    assert "Dewi" in text_of(narrowed)
    assert world.ani.printed_nip not in text_of(narrowed)
    assert world.dewi.printed_nip not in text_of(as_(world.eko).get(href + f"&unit={world.units['lain'].pk}"))
    assert world.dewi.printed_nip not in text_of(as_(world.gita).get(href + "&q=Ani"))
    assert world.ani.printed_nip not in text_of(as_(world.gita).get("/bkd/kehadiran/?bulan=2026-09"))
    for wild in ("bulan=2026-13", "unit=x", "sesudah=a|b", "q=%25"):
        assert as_(world.gita).get(f"/bkd/kehadiran/?{wild}").status_code == 200


def test_a_correction_from_asking_to_answer(world: World, as_: Any) -> None:
    apply(world.gita, row(world.ani))
    month = Attendance.objects.get()
    href = reverse("organizations:attendance-report", args=[month.pk])
    asked = as_(world.ani).post(href, {"message": "Tanggal 12 dinas luar."}, follow=True)
    assert "Menunggu jawaban admin." in text_of(asked)
    assert "Kirim koreksi" not in text_of(asked)

    eko = as_(world.eko)
    assert "Tanggal 12 dinas luar." in text_of(eko.get("/bkd/kehadiran/koreksi/"))
    page = eko.get(reverse("organizations:attendance-answer", args=[AttendanceReport.objects.get().pk]))
    fields = form_of(page).fields
    assert fields["present_days"] == "19"
    wrong = eko.post(page.request["PATH_INFO"], fields | {"answer": "Ya.", "travel_days": "9"})
    assert wrong.status_code == 422
    assert "berjumlah 29 hari" in text_of(wrong)
    sent = fields | {"answer": "Surat tugas ada.", "present_days": "18", "travel_days": "3"}
    assert eko.post(page.request["PATH_INFO"], sent | {"_once": "x"}).status_code == 302

    told = text_of(as_(world.ani).get(href))
    assert "Surat tugas ada." in told
    assert "Dinas luar 3 hari" in told
    assert "Lihat jawaban" in text_of(as_(world.ani).get("/kehadiran/"))


def test_a_file_that_would_cover_a_correction_says_so_first(world: World, as_: Any) -> None:
    apply(world.gita, row(world.ani), row(world.budi))
    Attendance.objects.filter(employee=world.ani).update(
        upload=None, present_days=22, leave_days=0, travel_days=0
    )
    page = send(as_(world.gita), row(world.budi, 22, 22, 0, 0, 0, 0), row(world.ani))
    said = text_of(page)

    assert "1 perubahan menimpa bulan yang sudah dikoreksi atas permintaan pegawai." in said
    assert said.index("Dikoreksi admin: Hadir 22 dari 22") < said.index("Sebelumnya: Hadir 19 dari 22")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xlsx", b"%PDF-1.7"), ("a.csv", b"<html><script>1</script>"), ("a.exe", b"MZ"), ("../a.csv", b"")],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(
    world: World, as_: Any, name: str, content: bytes
) -> None:
    page = as_(world.gita).post(START, {"file": SimpleUploadedFile(name, content), "month": "2026-10"})

    assert page.status_code == 422
    assert "Berkas" in text_of(page)
    assert not Upload.objects.exists()


def test_the_pages_cost_the_same_for_one_and_for_many(world: World, as_: Any) -> None:
    hrefs = ("/bkd/kehadiran/?bulan=2026-10", "/bkd/kehadiran/koreksi/", "/kehadiran/", START)
    gita = as_(world.gita)
    gita.get("/")
    apply(world.gita, row(world.gita))
    few = [queries_of(gita, href) for href in hrefs]
    for person in world.people.values():
        for number in (8, 9, 10):
            month = date(2026, number, 1)
            found, _ = Attendance.objects.get_or_create(
                employee=person, month=month, defaults={"work_days": 22, "present_days": 22, "set_at": NOW}
            )
            AttendanceReport.objects.create(attendance=found, message="x", reported_at=NOW)

    assert [queries_of(gita, href) for href in hrefs] == few
    assert max(few) <= 12
    assert Attendance.objects.filter(month=OCTOBER).count() == 9
