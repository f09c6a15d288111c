"""Notes from files: read, judged, shown, added once; for oneself and for an office."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from appraisal.sheets import write_xlsx
from organizations.models import Employee, Upload
from reviews.models import Note
from reviews.operations.note import write_notes
from reviews.operations.note_sheet import apply_notes
from reviews.queries.note_facts import own_facts
from reviews.resources.note import OFFICE, OWN, faulty_notes, notes_template, upload_notes
from reviews.rules.note import NoteDraft
from tests.pages import text_of
from tests.world import NOW, TODAY, World, agreed_plan

Enter = Callable[[Any], Client]
pytestmark = pytest.mark.usefixtures("clock")
FRIDAY = date(2026, 11, 20)


def row(*cells: Any, on: Any = FRIDAY) -> list[Any]:
    """Return a row: words, number of the result, amount, minutes, link."""
    return [on, *cells, *[None] * (5 - len(cells))]


def upload(person: Employee, *rows: list[Any], office: bool = False) -> Upload:
    content = write_xlsx(OFFICE if office else OWN, rows)
    return upload_notes(name="catatan.xlsx", content=content, is_office=office, by=person, at=NOW)


def apply(kept: Upload, person: Employee) -> Upload:
    return apply_notes(upload=kept, version=kept.version, by=person, at=NOW)


def counts(kept: Upload) -> tuple[int, int, int]:
    return (kept.outcome["new"], kept.outcome["present"], kept.outcome["faulty"])


# --- One's own file ---------------------------------------------------------------------------------


def test_rows_become_notes_with_result_amount_and_time(world: World) -> None:
    indicator = agreed_plan(world).results.get().indicators.get()

    kept = upload(
        world.ani,
        row("Terbit lima akta", "1a", 5, 90, "drive.contoh.go.id/a"),
        row("Terbit enam akta", 1, "6,5", on="19-11-2026"),
        row("Rapat", on=date(2026, 11, 18)),
        [date(2026, 11, 17)],
    )

    assert counts(kept) == (3, 0, 0)
    assert not Note.objects.exists()
    apply(kept, world.ani)
    columns = ("noted_on__day", "text", "indicator", "amount", "minutes", "upload", "written_by")
    assert list(Note.objects.order_by("noted_on").values_list(*columns)) == [
        (18, "Rapat", None, None, None, kept.pk, world.ani.pk),
        (19, "Terbit enam akta", indicator.pk, 6.5, None, kept.pk, world.ani.pk),
        (20, "Terbit lima akta", indicator.pk, 5, 90, kept.pk, world.ani.pk),
    ]
    assert Note.objects.get(minutes=90).evidence_url == "https://drive.contoh.go.id/a"
    assert Event.objects.get(action="notes.imported").after == {"written": 3}


@pytest.mark.once
@pytest.mark.parametrize(
    ("cells", "column", "cause"),
    [
        (row("Rapat", on=None), "TANGGAL", "tanggalnya belum ada."),
        (row("Rapat", on="31-11-2026"), "TANGGAL", "tanggal ini tidak ada di kalender."),
        (row("Rapat", on="23-11-2026"), "TANGGAL", "tanggal ini belum tiba."),
        (row("Rapat", on="31-12-2023"), "TANGGAL", "pada tanggal ini belum ada jabatan yang tercatat."),
        (row(None, "1"), "CATATAN", "catatannya belum ada."),
        (row("Rapat", "7"), "HASIL", "nomor ini tidak ada di SKP tahun itu."),
        (row("Rapat", "1", "lima"), "JUMLAH", "belum bisa disimpan sebagai angka."),
        (row("Rapat", None, 5), "HASIL", "jumlah dihitung untuk satu indikator."),
        (row("Rapat", None, None, 2000), "MENIT", "bukan menit dalam satu hari."),
        (row("Rapat", None, None, None, "http://a.b"), "TAUTAN BUKTI", "bukan tautan yang aman."),
    ],
)
def test_each_fault_is_told_with_row_column_value_cause_and_repair(
    world: World, cells: list[Any], column: str, cause: str
) -> None:
    agreed_plan(world)

    kept = upload(world.ani, row("Baris yang baik"), cells)

    assert counts(kept) == (1, 0, 1)
    (faulty,) = [each for each in kept.rows if each["faults"]]
    (fault,) = faulty["faults"]
    assert (faulty["line"], fault["column"], fault["cause"]) == (3, column, cause)
    assert fault["repair"]
    header, rows = faulty_notes(kept)
    assert list(header) == ["BARIS", "KOLOM", "NILAI", "PENYEBAB", "PERBAIKAN", *OWN]
    assert [each[:2] for each in rows] == [["3", column]]


def test_the_same_file_a_second_time_doubles_nothing(world: World) -> None:
    agreed_plan(world)
    rows = [row("Melayani loket", "1a", 5), row("Melayani loket", "1a", 5), row("Rapat")]
    apply(upload(world.ani, *rows), world.ani)

    again = upload(world.ani, *rows, row("Arsip"), row(" MELAYANI  loket", "1a", 5))

    assert counts(again) == (2, 3, 0)
    apply(again, world.ani)
    assert Note.objects.count() == 5


def test_known_words_with_another_amount_are_asked_about(world: World) -> None:
    agreed_plan(world)
    apply(upload(world.ani, row("Melayani loket", "1a", 5)), world.ani)

    again = upload(world.ani, row("Melayani loket", "1a", 6), row("Melayani loket", "1a", 6))

    assert counts(again) == (1, 0, 1)
    assert again.rows[0]["faults"][0]["cause"].startswith("catatan ini sudah ada pada hari itu")


def test_two_previews_of_one_file_add_it_once(world: World) -> None:
    first, second = upload(world.ani, row("Rapat")), upload(world.ani, row("Rapat"))
    apply(first, world.ani)

    with pytest.raises(Refused, match="berubah sejak pratinjau"):
        apply(second, world.ani)
    with pytest.raises(Conflict):
        apply(Upload.objects.get(pk=first.pk), world.ani)

    assert Note.objects.count() == 1
    assert Upload.objects.get(pk=second.pk).applied_at is None


def test_only_who_uploaded_a_file_applies_it_and_within_two_days(world: World) -> None:
    kept = upload(world.ani, row("Rapat"))

    with pytest.raises(Denied):
        apply(kept, world.budi)
    with pytest.raises(Refused):
        apply_notes(upload=kept, version=1, by=world.ani, at=NOW + timedelta(days=3))
    assert not Note.objects.exists()


@pytest.mark.once
def test_the_workbook_to_fill_in_comes_back_as_it_is(world: World) -> None:
    agreed_plan(world, results=2)
    content = notes_template(own_facts(world.ani), TODAY)
    book = load_workbook(io.BytesIO(content))

    assert book.sheetnames == ["Catatan", "Hasil Anda"]
    assert [line[0] for line in book["Hasil Anda"].iter_rows(min_row=2, values_only=True)] == [
        "1",
        "1a",
        "2",
        "2a",
    ]
    assert book["Catatan"].max_row == 16  # the working days of November so far, below the header
    book["Catatan"]["B3"] = "Rapat"
    filled = io.BytesIO()
    book.save(filled)
    kept = upload_notes(name="c.xlsx", content=filled.getvalue(), is_office=False, by=world.ani, at=NOW)
    assert (counts(kept), kept.rows[0]["values"]["on"]) == ((1, 0, 0), "2026-11-03")


def test_a_file_is_uploaded_looked_at_and_added_in_the_browser(world: World, enter: Enter) -> None:
    client = enter(world.ani)
    csv = b"TANGGAL;CATATAN;HASIL\n20-11-2026;Rapat;\n20-11-2026;Loket;9\n"
    answer = client.post("/kemajuan/impor/", {"file": SimpleUploadedFile("c.csv", csv)})
    preview = client.get(answer["Location"])

    assert "1 catatan baru 0 sudah ada, dilewati 1 perlu diperbaiki" in text_of(preview)
    assert "Nomor ini tidak ada di SKP tahun itu." in text_of(preview)
    mended = client.get(f"{answer['Location']}perbaikan.csv").content.decode()
    assert "3;HASIL;9;" in mended
    done = client.post(f"{answer['Location']}terapkan/", {"version": "1"})
    assert (done.status_code, done["Location"]) == (302, "/kemajuan/")
    assert "1 catatan ditambahkan." in text_of(client.get("/kemajuan/"))
    empty = client.post("/kemajuan/impor/", {"file": SimpleUploadedFile("c.csv", b"A;B\n1;2\n")})
    assert empty.status_code == 422
    assert "kolom TANGGAL, CATATAN tidak ada" in text_of(empty)


# --- The file of an office --------------------------------------------------------------------------


def test_a_unit_admin_brings_in_notes_for_the_people_of_the_own_units_only(world: World) -> None:
    agreed_plan(world)
    agreed_plan(world, "dewi")
    people = [world.ani, world.budi, world.dewi]

    kept = upload(
        world.eko,
        *([person.nip, *row("Melayani loket", "1a" if person != world.budi else None)] for person in people),
        ["199001012015032999", *row("Rapat")],
        [world.dewi.nip, *row("Rapat", "99")],
        office=True,
    )

    assert counts(kept) == (2, 0, 3)
    assert {each["name"] for each in kept.rows} == {"Ani", "Budi", ""}
    refused = [each["faults"][0] for each in kept.rows if each["faults"]]
    assert {(each["column"], each["cause"]) for each in refused} == {
        ("NIP", "pegawai ini tidak ada di unit yang Anda kelola.")
    }
    apply(kept, world.eko)
    written = Note.objects.order_by("pk").values_list("placement__employee", "written_by")
    assert list(written) == [(world.ani.pk, world.eko.pk), (world.budi.pk, world.eko.pk)]
    received = Event.objects.filter(action="notes.received").order_by("target_id")
    assert [event.target_id for event in received] == sorted([world.ani.pk, world.budi.pk])


def test_the_file_of_an_office_is_for_admins_of_units(world: World) -> None:
    with pytest.raises(Denied):
        upload(world.budi, [world.ani.nip, *row("Rapat")], office=True)
    kept = upload(world.eko, [world.ani.nip, *row("Rapat")], office=True)
    world.eko.role_grants.update(ended_on=TODAY - timedelta(days=1))
    with pytest.raises(Denied):
        apply(kept, Employee.objects.get(pk=world.eko.pk))
    assert not Note.objects.exists()


def test_notes_of_others_name_their_writer(world: World, enter: Enter) -> None:
    apply(upload(world.eko, [world.ani.nip, *row("Rapat")], office=True), world.eko)

    assert "ditulis Eko" in text_of(enter(world.ani).get("/kemajuan/"))


@pytest.mark.once
def test_rows_cost_no_queries_of_their_own(world: World) -> None:
    agreed_plan(world)
    write_notes(drafts=[NoteDraft("Rapat", FRIDAY)], by=world.ani, at=NOW)
    upload(world.eko, [world.ani.nip, *row("Arsip")], office=True)
    costs = []
    for number in (1, 120):
        rows = [[world.ani.nip, *row(f"Loket {each}", "1a", 1)] for each in range(number)]
        with CaptureQueriesContext(connection) as queries:
            kept = upload(world.eko, *rows, office=True)
        with CaptureQueriesContext(connection) as more:
            apply(kept, world.eko)
        Note.objects.filter(upload=kept).delete()
        costs.append((len(queries), len(more)))

    (read, written), (read_many, written_many) = costs
    assert read == read_many
    assert written_many - written <= 1, "SQLite takes 71 rows in one statement"


# --- Out again, for e-Kinerja ------------------------------------------------------------------


@pytest.mark.once
@pytest.mark.django_db
def test_a_month_of_own_notes_has_the_columns_of_the_daily_form(scene: Any, enter: Any) -> None:
    """Domain research 7.1, "Tambah Progress Harian"; hours are not ours to say."""
    href = reverse("reviews:note-daily")
    own = enter(scene.world.ani).get(href + "?bulan=2026-11")
    rows = list(load_workbook(io.BytesIO(own.content)).active.values)

    assert rows[0] == (
        *("Rencana Aksi", "Tanggal Kegiatan", "Jam Mulai", "Jam Selesai", "Kegiatan Harian"),
        *("Sumber Data", "Realisasi", "Satuan", "Bukti Dukung"),
    )
    told = [row for row in rows if row[4] == "Catatan harian milik ani"]
    assert [(row[1], row[5], row[6]) for row in told] == [("20-11-2026", "ekinerja", 4)]
    assert not any("milik dewi" in str(row[4]) for row in rows)
    empty = enter(scene.world.ani).get(href + "?bulan=2026-01")
    assert len(list(load_workbook(io.BytesIO(empty.content)).active.values)) == 1
