"""The import in the browser: upload, preview, confirm, the rows to repair; and the command."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisal.errors import Denied
from appraisal.models import Event
from organizations import resources
from organizations.models import Employee, Placement, RoleGrant, StaffImport, Unit
from organizations.rules import Role
from tests.sheets import person, repacked, sample, sheet_xml, staff_file, text_file, unit, unit_file, workbook
from tests.world import NOW, World

UNITS = unit_file(unit("N1", "DINAS BARU", "U-kota", "II.b", "KEPALA DINAS"))
NEW = "199303032019032001"
NEVER = re.compile(r"ditolak|gagal|wajib diisi|tidak valid|terburuk|harap|berhasil", re.IGNORECASE)


@pytest.fixture
def gita(world: World, enter: Any, clock: Any) -> Client:
    return enter(world.gita)


def upload(client: Client, **files: bytes | tuple[str, bytes]) -> HttpResponse:
    named = {key: file if isinstance(file, tuple) else (f"{key}.xlsx", file) for key, file in files.items()}
    data = {key: SimpleUploadedFile(name, content) for key, (name, content) in named.items()}
    return client.post(reverse("organizations:import-start"), data)


def preview(client: Client, **files: Any) -> StaffImport:
    response = upload(client, **files)
    assert response.status_code == 302, response.content.decode()
    return StaffImport.objects.latest("pk")


def page(client: Client, run: StaffImport) -> str:
    response = client.get(reverse("organizations:import-preview", args=[run.pk]))
    assert response.status_code == 200
    return response.content.decode()


def confirm(client: Client, run: StaffImport, **values: Any) -> HttpResponse:
    data = {"version": run.version, "digest": run.digest} | values
    return client.post(reverse("organizations:import-confirm", args=[run.pk]), data, follow=True)


def newcomer(**values: Any) -> dict[str, Any]:
    return person(NIP_BARU=NEW, NAMA="SARI", UNOR_ID="N1", TANGGAL_LAHIR="03-03-1993", **values)


# --- The way through ---------------------------------------------------------------------------------


def test_upload_is_shown_and_writes_nothing(gita: Client) -> None:
    run = preview(
        gita, units=UNITS, staff=staff_file(newcomer(), person(NAMA=None, NIP_BARU="199404042019032002"))
    )

    shown = page(gita, run)
    assert "Langkah 2 dari 3" in shown
    assert "Terapkan 2 perubahan" in shown
    for part in ("Perlu diperbaiki", "Kolom dan isinya", "Baris ini tanpa nama.", "Isi nama pegawai."):
        assert part in shown
    assert not Employee.objects.filter(nip=NEW).exists()
    assert not Unit.objects.filter(code="N1").exists()
    assert not NEVER.search(shown)


def test_confirming_writes_once_and_says_so_and_a_second_press_gives_the_same(gita: Client) -> None:
    run = preview(gita, units=UNITS, staff=staff_file(newcomer()))

    first = confirm(gita, run)
    second = confirm(gita, run)

    assert "Data unit dan pegawai sudah tersimpan." in first.content.decode()
    assert "Hasil impor" in second.content.decode()
    assert Placement.objects.get(employee__nip=NEW).unit.name == "Dinas Baru"
    assert Event.objects.filter(action="staff.imported").count() == 1
    run.refresh_from_db()
    assert run.confirmed_by.name == "Gita"
    assert run.units_content is None
    assert run.staff_content is None


def test_same_file_again_has_nothing_to_apply(gita: Client) -> None:
    confirm(gita, preview(gita, units=UNITS, staff=staff_file(newcomer())))

    shown = page(gita, preview(gita, units=UNITS, staff=staff_file(newcomer())))

    assert "Tidak ada yang perlu diterapkan" in shown
    assert "Terapkan" not in shown.replace("diterapkan", "")


def test_changes_are_shown_as_before_and_after(gita: Client) -> None:
    confirm(gita, preview(gita, units=UNITS, staff=staff_file(newcomer())))

    moved = {"UNOR ID": "U-dinas", "GOL AKHIR NAMA": "III/d", "TANGGAL LAHIR": "04-03-1993"}
    changed = newcomer() | moved
    shown = page(gita, preview(gita, staff=staff_file(changed)))

    assert "Golongan: III/c → <strong>III/d</strong>" in shown
    assert "Unit: Dinas Baru → <strong>Dinas Kependudukan dan Pencatatan Sipil</strong>" in shown
    assert "Tanggal lahir: 3 Maret 1993 → <strong>4 Maret 1993</strong>" in shown


def test_csv_is_taken_as_well(gita: Client) -> None:
    row = newcomer() | {"UNOR ID": "U-dinas"}
    text = text_file([tuple(row), tuple(value or "" for value in row.values())], ";")

    run = preview(gita, staff=("pegawai.csv", text.encode("cp1252")))

    assert run.counts["staff"]["new"] == 1


def test_markup_is_shown_as_text(gita: Client) -> None:
    row = newcomer() | {"NAMA": "<script>alert(1)</script>"}
    run = preview(gita, units=UNITS, staff=staff_file(row))

    before = page(gita, run)
    confirm(gita, run)
    listed = gita.get(reverse("organizations:employee-list"), {"q": NEW}).content.decode()

    for shown in (before, listed):
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_finished_import_is_listed_on_the_first_page(gita: Client) -> None:
    run = preview(gita, units=UNITS, staff=staff_file(newcomer()))
    confirm(gita, run)

    shown = gita.get(reverse("organizations:import-start")).content.decode()

    assert reverse("organizations:import-preview", args=[run.pk]) in shown
    assert "22 November 2026 pukul 10.42" in shown


def test_real_files_go_through(gita: Client) -> None:
    run = preview(
        gita,
        units=("unor.xlsx", sample("arunika-kotor", "unor.xlsx")),
        staff=("pegawai.xlsx", sample("arunika-kotor", "pegawai.xlsx")),
    )
    shown = page(gita, run)
    confirm(gita, run)

    assert run.counts["staff"] == {"new": 391, "changed": 0, "unchanged": 0, "refused": 9}
    assert len(shown.encode()) < 60_000
    assert "20 dari 391 pegawai baru" in shown
    assert Employee.objects.count() == 391 + 9


# --- What is refused ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "Pilih daftar unit, daftar pegawai, atau keduanya."),
        ({"staff": ("a.xlsx", b"NIP,NAMA\n1,2\n")}, "isinya teks CSV"),
        ({"staff": ("a.xls", b"<table><tr><td>NIP")}, "halaman web"),
        ({"staff": workbook([("NIP BARU", "NAMA")])}, "kolom JENIS PEGAWAI NAMA, KEDUDUKAN HUKUM NAMA"),
        ({"units": workbook([("ID", "NAMA UNOR", "DIATASAN ID")])}, "hanya berisi judul kolom"),
        ({"staff": ("a.xlsx", b"")}, "kosong"),
    ],
)
def test_unusable_file_is_answered_beside_its_field(
    gita: Client, files: dict[str, Any], sentence: str
) -> None:
    response = upload(gita, **files)

    shown = response.content.decode()
    assert response.status_code == 422
    assert sentence in shown
    assert "Ada yang perlu diperiksa" in shown
    assert not NEVER.search(shown)
    assert not StaffImport.objects.exists()


def test_more_rows_than_a_page_reads_are_left_to_a_worker(gita: Client) -> None:
    row = newcomer()
    text = text_file([tuple(row), *[tuple(value or "" for value in row.values())] * 5001])

    run = preview(gita, staff=("a.csv", text.encode()))

    assert "sedang dibaca" in page(gita, run)
    assert run.job.kind == "staff-read"


def test_unsafe_file_leaves_a_trace(gita: Client) -> None:
    bomb = repacked(UNITS, sheet=sheet_xml(f"<sheetData>{'<row/>' * 500_000}</sheetData>"))

    response = upload(gita, units=("bom.xlsx", bomb))

    event = Event.objects.get(action="staff.file_refused")
    assert response.status_code == 422
    assert event.after == {"file": "bom.xlsx"}
    assert event.by_label.startswith("Gita")


@pytest.mark.parametrize("name", ["ani", "budi", "eko", "hadi", "indra"])
def test_only_bkd_admins_see_the_import(world: World, enter: Any, clock: Any, name: str) -> None:
    run = preview(enter(world.gita), units=UNITS)
    client = enter(getattr(world, name))

    addresses = [
        reverse("organizations:import-start"),
        reverse("organizations:import-preview", args=[run.pk]),
        reverse("organizations:import-refused", args=[run.pk]),
    ]
    assert [client.get(address).status_code for address in addresses] == [403, 403, 403]
    assert upload(client, units=UNITS).status_code == 403
    assert confirm(client, run).status_code == 403
    assert not Unit.objects.filter(code="N1").exists()


def test_preview_belongs_to_who_uploaded_it(world: World, enter: Any, clock: Any) -> None:
    RoleGrant.objects.create(
        employee=world.hadi, role=Role.BKD_ADMIN, unit=world.units["kota"], started_on="2024-01-01"
    )
    run = preview(enter(world.gita), units=UNITS)

    other = enter(world.hadi)
    assert confirm(other, run).status_code == 403
    assert other.get(reverse("organizations:import-preview", args=[run.pk])).status_code == 403
    assert not Unit.objects.filter(code="N1").exists()

    confirm(enter(world.gita), run)
    assert "Hasil impor" in page(enter(world.hadi), run)


def test_operations_keep_a_preview_to_its_owner(world: World, gita: Client) -> None:
    run = preview(gita, units=UNITS)
    RoleGrant.objects.create(
        employee=world.hadi, role=Role.BKD_ADMIN, unit=world.units["kota"], started_on="2024-01-01"
    )

    with pytest.raises(Denied, match="mengunggahnya"):
        resources.confirm(run=run, version=run.version, digest=run.digest, by=world.hadi, at=NOW)


def test_preview_ends_after_two_days(gita: Client) -> None:
    run = preview(gita, units=UNITS)
    StaffImport.objects.filter(pk=run.pk).update(uploaded_at=NOW - timedelta(days=2, seconds=1))

    response = confirm(gita, run)

    assert response.status_code == 422
    assert "lebih dari dua hari" in response.content.decode()
    assert "Unggah lagi" in page(gita, run)
    assert not Unit.objects.filter(code="N1").exists()
    preview(gita, units=UNITS)
    assert not StaffImport.objects.filter(pk=run.pk).exists()


@pytest.mark.parametrize("values", [{"digest": "0" * 64}, {"version": ""}, {"version": "x"}, {"digest": ""}])
def test_confirmation_is_bound_to_the_files_that_were_shown(gita: Client, values: dict[str, Any]) -> None:
    run = preview(gita, units=UNITS)

    assert confirm(gita, run, **values).status_code == 422
    assert not Unit.objects.filter(code="N1").exists()


def test_replaced_content_is_noticed(gita: Client) -> None:
    run = preview(gita, units=UNITS)
    StaffImport.objects.filter(pk=run.pk).update(units_content=unit_file(unit("X", "LAIN")))

    assert confirm(gita, run).status_code == 422
    assert not Unit.objects.filter(code="X").exists()


def test_preview_that_is_no_longer_true_is_shown_afresh_and_nothing_written(
    world: World, gita: Client
) -> None:
    row = newcomer() | {"UNOR ID": "U-dinas"}
    run = preview(gita, staff=staff_file(row, person(NIP_BARU=world.ani.nip, UNOR_ID="U-dinas")))
    Employee.objects.create(nip=NEW, name="Sari", kind="PNS")

    shown = confirm(gita, run).content.decode()

    assert "berubah sejak pratinjau ini" in shown
    assert "Periksa sebelum menerapkan" in shown
    assert Employee.objects.get(pk=world.ani.pk).back_title == ""
    run.refresh_from_db()
    assert run.counts["staff"]["changed"] == 2
    assert "Hasil impor" in confirm(gita, run).content.decode()


def test_file_that_would_lock_out_the_admin_cannot_be_applied(world: World, gita: Client) -> None:
    row = person(NIP_BARU=world.gita.nip, UNOR_ID="U-dinas", KEDUDUKAN_HUKUM_NAMA="Pensiun")
    run = preview(gita, staff=staff_file(row))

    shown = page(gita, run)
    assert "menonaktifkan akun Anda sendiri" in shown
    assert "import-confirm" not in shown
    assert confirm(gita, run).status_code == 422
    assert Employee.objects.get(pk=world.gita.pk).is_active


# --- The rows to repair ----------------------------------------------------------------------------------


def download(client: Client, run: StaffImport, **query: str) -> str:
    response = client.get(reverse("organizations:import-refused", args=[run.pk]), query)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    return response.content.decode("utf-8-sig")


def test_rows_to_repair_can_be_repaired_and_uploaded_again(gita: Client) -> None:
    faulty = newcomer() | {
        "NAMA": '=HYPERLINK("http://x.invalid")',
        "GOL AKHIR NAMA": "III/f",
        "UNOR ID": "U-dinas",
    }
    run = preview(gita, staff=staff_file(faulty))

    text = download(gita, run)
    row = next(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert row["BARIS"] == "2"
    assert row["KOLOM"] == "NAMA | GOL AKHIR NAMA"
    assert row["NIP BARU"] == "19930303 201903 2 001"
    assert row["NAMA"].startswith("'=HYPERLINK")
    assert "Isi golongan I/a sampai IV/e." in row["PERBAIKAN"]

    repaired = text.replace("III/f", "III/c").replace(row["NAMA"].replace('"', '""'), "SARI")
    again = preview(gita, staff=("perbaikan.csv", repaired.encode()))
    assert again.counts["staff"] == {"new": 1, "changed": 0, "unchanged": 0, "refused": 0}


def test_units_to_repair_have_a_file_of_their_own(gita: Client) -> None:
    run = preview(gita, units=unit_file(unit("A", "SATU", "B"), unit("B", "DUA", "A")))

    rows = list(csv.DictReader(io.StringIO(download(gita, run, berkas="unit")), delimiter=";"))

    assert [row["ID"] for row in rows] == ["A", "B"]
    assert download(gita, run).count("\n") == 1


def test_rows_to_repair_stay_after_the_rest_is_applied(gita: Client) -> None:
    run = preview(
        gita, units=UNITS, staff=staff_file(newcomer(), person(NAMA=None, NIP_BARU="199404042019032002"))
    )
    confirm(gita, run)

    assert "199404" in download(gita, run).replace(" ", "")
    assert "1 baris belum tersimpan" in page(gita, run)


# --- What it costs ---------------------------------------------------------------------------------------


def test_preview_page_is_small_and_asks_little_whatever_the_file(gita: Client) -> None:
    def cost(count: int) -> tuple[int, int]:
        people = [
            person(
                NIP_BARU=f"199303032019032{number:03d}",
                NAMA=None if number % 2 else "SARI",
                UNOR_ID="U-dinas",
            )
            for number in range(1, count + 1)
        ]
        run = preview(gita, staff=staff_file(*people))
        with CaptureQueriesContext(connection) as queries:
            shown = page(gita, run)
        return len(queries), len(shown.encode())

    cost(1)  # the agency's name is read once

    few, many = cost(20), cost(600)

    assert few[0] == many[0] <= 12
    assert many[1] < 60_000


# --- The command -----------------------------------------------------------------------------------------


def run_command(folder: Path, *arguments: str) -> str:
    out = io.StringIO()
    call_command("import_staff", *arguments, stdout=out)
    return out.getvalue()


def report(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "laporan.csv").read_text(encoding="utf-8"))))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    units = unit_file(unit("A", "KOTA"), unit("B", "SATU", "C"), unit("C", "DUA", "B"))
    (tmp_path / "unor.xlsx").write_bytes(units)
    people = staff_file(person(UNOR_ID="A"), person(NIP_BARU="198505052010031002", NAMA=None, UNOR_ID="A"))
    (tmp_path / "pegawai.xlsx").write_bytes(people)
    return tmp_path


@pytest.mark.django_db
def test_command_only_shows_without_commit(folder: Path) -> None:
    told = run_command(folder, f"{folder}/unor.xlsx", f"{folder}/pegawai.xlsx")

    assert "unit: 1 baru, 0 berubah, 0 tetap, 2 belum bisa diimpor" in told
    assert "pegawai: 1 baru, 0 berubah, 0 tetap, 1 belum bisa diimpor" in told
    assert "belum ada yang disimpan" in told
    assert not Unit.objects.exists()


@pytest.mark.django_db
def test_command_commits_and_reports_one_line_per_row(folder: Path) -> None:
    files = (f"{folder}/unor.xlsx", f"{folder}/pegawai.xlsx")
    run_command(folder, *files, "--commit", "--report", f"{folder}/laporan.csv")

    lines = report(folder)
    assert list(lines[0]) == ["row", "nip", "outcome", "message"]
    assert [(line["row"], line["nip"], line["outcome"]) for line in lines] == [
        ("3", "", "refused"),
        ("4", "", "refused"),
        ("2", "199001012015032003", "new"),
        ("3", "198505052010031002", "refused"),
    ]
    assert "Berkas unit baris 3" in lines[0]["message"]
    assert "Kolom NAMA kosong" in lines[3]["message"]
    assert Employee.objects.count() == 1

    run_command(folder, *files, "--commit", "--report", f"{folder}/laporan.csv")
    assert report(folder)[2]["outcome"] == "unchanged"


@pytest.mark.django_db
def test_command_takes_one_file_alone(folder: Path) -> None:
    told = run_command(folder, f"{folder}/unor.xlsx", "-", "--commit")

    assert "pegawai" not in told
    assert Unit.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("units", "staff", "sentence"),
    [
        ("hilang.xlsx", "-", "tidak bisa dibuka"),
        ("-", "unor.xlsx", "kolom NIP BARU"),
    ],
)
def test_command_says_what_is_wrong_with_a_file(folder: Path, units: str, staff: str, sentence: str) -> None:
    def path(name: str) -> str:
        return name if name == "-" else f"{folder}/{name}"

    with pytest.raises(CommandError, match=sentence):
        run_command(folder, path(units), path(staff), "--commit")


@pytest.mark.django_db
def test_report_that_cannot_be_written_is_said_before_anything_is_stored(folder: Path) -> None:
    with pytest.raises(CommandError, match="tidak bisa ditulis"):
        run_command(folder, f"{folder}/unor.xlsx", "-", "--commit", "--report", f"{folder}/tiada/laporan.csv")

    assert not Unit.objects.exists()
