"""The library as a spreadsheet: what is exported, and what an import would and does change."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import operations, resources
from indicators.models import LibraryEntry
from indicators.resources import HEADER
from organizations.models import RoleGrant, Upload
from organizations.rules import Role
from tests.indicators.test_library import accepted, edition, proposed, shipped
from tests.pages import form_of, queries_of, text_of
from tests.sheets import workbook
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NEW = {
    "KODE": "",
    "BIDANG LAYANAN": "Layanan Publik",
    "JENIS JABATAN": "Pelaksana",
    "INDIKATOR": "Jumlah warga yang pulang sebelum dilayani",
    "ASPEK": "Kualitas",
    "SATUAN": "orang",
    "ARAH": "Makin rendah makin baik",
    "FORMULA": "Hitungan nomor antrean yang tidak hadir",
    "SUMBER DATA": "Mesin antrean",
    "CONTOH HASIL DAN TARGET": "",
}


def address(name, *args):
    return reverse(f"indicators:{name}", args=args)


def table(content):
    """Return the rows of a workbook as dicts."""
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    return [
        dict(zip(rows[0], ["" if cell is None else cell for cell in row], strict=True)) for row in rows[1:]
    ]


def as_row(code):
    """Return a stored entry as a row of a file."""
    (cells,) = resources.library_rows([shipped(code)])
    return dict(zip(HEADER, cells, strict=True))


def file_of(*rows):
    return workbook([list(HEADER), *([row[name] for name in HEADER] for row in rows)])


def uploaded(world, *rows, content=None):
    content = content or file_of(*rows)
    return resources.upload_library(name="kamus.xlsx", content=content, by=world.gita, at=NOW)


def seen(upload):
    return resources.library_preview(upload, NOW)


def applied(world, upload, by="gita", digest=None):
    digest = digest or seen(upload)["digest"]
    stamp = {"version": upload.version, "by": world.people[by], "at": NOW}
    return operations.apply_library(upload=upload, digest=digest, **stamp)


# --- Export -------------------------------------------------------------------------------------------


@pytest.mark.once
def test_everybody_downloads_the_library_in_words(world, enter):
    response = enter(world.ani).get(address("library-file"))

    assert response["Content-Disposition"] == 'attachment; filename="kamus-indikator.xlsx"'
    rows = table(response.content)
    assert len(rows) == 225
    assert tuple(rows[0]) == tuple(HEADER)
    assert [row["KODE"] for row in rows] == sorted(row["KODE"] for row in rows)
    queue = next(row for row in rows if row["KODE"] == "LYN-001")
    assert (queue["ASPEK"], queue["ARAH"]) == ("Waktu", "Makin rendah makin baik")
    assert queue["JENIS JABATAN"] == "Pelaksana"


@pytest.mark.once
def test_the_download_keeps_the_filter(world, enter):
    asked = {"q": "tunggu", "bidang": "Layanan Publik"}

    rows = table(enter(world.ani).get(address("library-file"), asked).content)

    assert {row["BIDANG LAYANAN"] for row in rows} == {"Layanan Publik"}
    assert "LYN-001" in {row["KODE"] for row in rows}
    assert len(rows) < 13


def test_proposals_and_older_editions_are_not_exported(world, enter):
    proposed(world)
    accepted(world, edition(world))

    rows = table(enter(world.gita).get(address("library-file")).content)

    assert [row["SATUAN"] for row in rows if row["KODE"] == "KES-001"] == ["per seratus"]
    assert "LYN-101" not in {row["KODE"] for row in rows}


@pytest.mark.once
def test_what_looks_like_a_formula_is_text(world, enter):
    LibraryEntry.objects.filter(code="KES-001").update(formula="=CMD()")

    rows = table(enter(world.ani).get(address("library-file"), {"bidang": "Kesehatan"}).content)

    assert rows[0]["FORMULA"] == "'=CMD()"


# --- Preview --------------------------------------------------------------------------------------------


def test_the_whole_library_comes_back_as_it_went(world, enter):
    content = enter(world.gita).get(address("library-file")).content

    upload = uploaded(world, content=content)

    assert seen(upload)["counts"] == {"new": 0, "changed": 0, "unchanged": 225, "faulty": 0}


def test_a_file_shows_what_is_new_changed_the_same_and_to_be_repaired(world):
    upload = uploaded(
        world,
        NEW,
        as_row("KES-001") | {"SATUAN": "per seratus"},
        as_row("KES-002"),
        NEW | {"INDIKATOR": "Melaksanakan rapat"},
    )

    page = seen(upload)
    assert page["counts"] == {"new": 1, "changed": 1, "unchanged": 1, "faulty": 1}
    assert page["changed"][0].changes == [{"label": "Satuan", "before": "persen", "after": "per seratus"}]
    assert page["faulty"][0].line == 5
    assert "menyebut kegiatan" in page["faulty"][0].faults[0]


@pytest.mark.once
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"INDIKATOR": ""}, "Kolom INDIKATOR kosong"),
        ({"FORMULA": " "}, "Kolom FORMULA kosong"),
        ({"INDIKATOR": "x" * 501}, "panjangnya 501 huruf"),
        ({"BIDANG LAYANAN": "Antariksa"}, "Salin nama bidangnya"),
        ({"ASPEK": "Bagus"}, "Kuantitas, Kualitas, Waktu, Biaya"),
        ({"ARAH": "atas"}, "Makin tinggi makin baik"),
        ({"JENIS JABATAN": "Wali Kota"}, "Semua jabatan, JPT Utama"),
        ({"KODE": "KES-500"}, "Kode KES-500 tidak sesuai bidangnya"),
        ({"KODE": "apa saja"}, "Kode APA SAJA tidak sesuai bidangnya"),
        ({"KODE": "KES-001"}, "Kode KES-001 milik bidang Kesehatan"),
        ({"KODE": "LYN-400", "INDIKATOR": "rata-rata waktu tunggu warga di loket"}, "dengan kode LYN-001"),
        ({"KODE": "LYN-002", "INDIKATOR": "Rata-rata waktu tunggu warga di loket"}, "dengan kode LYN-001"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(world, changes, said):
    page = seen(uploaded(world, NEW | changes))

    assert page["counts"]["faulty"] == 1
    assert said in " ".join(page["faulty"][0].faults)


@pytest.mark.once
def test_words_of_choices_are_read_in_any_case_and_as_stored(world):
    row = NEW | {
        "ASPEK": "KUALITAS",
        "ARAH": "turun",
        "JENIS JABATAN": "",
        "BIDANG LAYANAN": "layanan  publik",
    }

    (line,) = seen(uploaded(world, row))["new"]

    facts = line.facts
    assert (facts.aspect, facts.direction, facts.position_kind) == ("KUALITAS", "TURUN", "")
    assert facts.field == "Layanan Publik"


@pytest.mark.once
def test_the_same_row_twice_is_named(world):
    page = seen(
        uploaded(
            world, NEW, NEW | {"INDIKATOR": NEW["INDIKATOR"].upper()}, as_row("KES-001"), as_row("KES-001")
        )
    )

    assert page["counts"] == {"new": 1, "changed": 0, "unchanged": 1, "faulty": 2}
    assert [line.faults for line in page["faulty"]] == [
        ["Baris ini sama dengan baris 2. Hapus salah satunya."],
        ["Baris ini sama dengan baris 4. Hapus salah satunya."],
    ]


def test_a_code_that_waits_is_decided_first(world):
    entry = proposed(world)

    page = seen(uploaded(world, NEW | {"KODE": entry.code, "INDIKATOR": "Jumlah loket"}))

    assert "masih berupa usulan" in page["faulty"][0].faults[0]


@pytest.mark.once
def test_a_file_without_the_columns_or_with_too_many_rows_is_refused(world):
    with pytest.raises(Refused, match="kolom FORMULA tidak ada"):
        uploaded(world, content=workbook([[name for name in HEADER if name != "FORMULA"], ["x"]]))
    with pytest.raises(Refused, match=r"lebih dari 1\.000 baris"):
        uploaded(world, *[NEW] * 1001)
    with pytest.raises(Refused, match="hanya berisi judul kolom"):
        uploaded(world)


# --- Applying ---------------------------------------------------------------------------------------------


def test_applying_writes_what_the_preview_showed_and_the_same_file_again_changes_nothing(world):
    rows = (
        NEW,
        NEW | {"INDIKATOR": "Jumlah loket"},
        as_row("KES-001") | {"SATUAN": "per seratus"},
        as_row("KES-002"),
    )
    count = LibraryEntry.objects.count()

    upload = applied(world, uploaded(world, *rows))

    assert upload.outcome == {"new": 2, "changed": 1, "unchanged": 1, "faulty": 0}
    assert LibraryEntry.objects.count() == count + 3
    fresh = shipped("LYN-101")
    assert (fresh.text, fresh.edition, fresh.proposed_by, fresh.decided_by) == (
        NEW["INDIKATOR"],
        1,
        world.gita,
        world.gita,
    )
    assert shipped("LYN-102").text == "Jumlah loket"
    assert (shipped("KES-001").edition, shipped("KES-001").measure) == (2, "per seratus")
    assert LibraryEntry.objects.get(code="KES-001", edition=1).status == "DIGANTI"
    assert Event.objects.filter(action="library.imported").count() == 3
    assert Event.objects.get(action="library.file_applied").after == upload.outcome

    again = uploaded(world, *rows)
    assert seen(again)["counts"] == {"new": 0, "changed": 0, "unchanged": 4, "faulty": 0}
    applied(world, again)
    assert LibraryEntry.objects.count() == count + 3


def test_a_new_row_may_bring_its_code_from_elsewhere_and_others_go_round_it(world):
    applied(world, uploaded(world, NEW | {"INDIKATOR": "Jumlah loket"}, NEW | {"KODE": "lyn-101"}))

    assert shipped("LYN-101").text == NEW["INDIKATOR"]
    assert shipped("LYN-102").text == "Jumlah loket"


def test_an_edition_that_waits_keeps_its_number(world):
    waiting = edition(world)

    applied(world, uploaded(world, as_row("KES-001") | {"SATUAN": "bagian"}))

    assert (shipped("KES-001").edition, waiting.edition) == (3, 2)


def test_a_file_is_applied_once(world):
    upload = uploaded(world, NEW)
    stale, digest = Upload.objects.get(pk=upload.pk), seen(upload)["digest"]
    applied(world, upload)

    with pytest.raises(Conflict, match="sudah diterapkan"):
        applied(world, stale, digest=digest)


def test_a_library_that_changed_since_the_preview_is_shown_again(world):
    upload = uploaded(world, as_row("KES-001") | {"SATUAN": "bagian"})
    digest = seen(upload)["digest"]
    accepted(world, edition(world))

    with pytest.raises(Conflict, match="Kamus berubah"):
        applied(world, upload, digest=digest)

    upload.refresh_from_db()
    assert upload.applied_at is None
    assert applied(world, upload).outcome["changed"] == 1


@pytest.mark.parametrize("name", ["eko", "ani", "hadi"])
def test_only_the_bkd_applies(world, name):
    with pytest.raises(Denied):
        applied(world, uploaded(world, NEW), by=name)


def test_who_is_no_admin_any_more_applies_nothing(world):
    upload = uploaded(world, NEW)
    RoleGrant.objects.filter(employee=world.gita).update(ended_on=date(2026, 11, 1))

    with pytest.raises(Denied, match="admin BKD"):
        applied(world, upload)


def test_another_bkd_admin_uploads_for_himself(world):
    RoleGrant.objects.create(
        employee=world.hadi, role=Role.BKD_ADMIN, unit=world.units["kota"], started_on=NOW.date()
    )
    with pytest.raises(Denied, match="mengunggahnya"):
        applied(world, uploaded(world, NEW), by="hadi")


def test_a_preview_lasts_two_days(world):
    upload = uploaded(world, NEW)
    Upload.objects.update(uploaded_at=NOW - timedelta(days=3))

    with pytest.raises(Refused, match="dua hari"):
        applied(world, upload)
    assert not LibraryEntry.objects.filter(code="LYN-101").exists()


# --- Pages --------------------------------------------------------------------------------------------------


def test_the_bkd_imports_in_the_browser(world, enter):
    client = enter(world.gita)
    assert "Unduh contoh" in text_of(client.get(address("library-import")))
    file = SimpleUploadedFile(
        "kamus.xlsx", file_of(NEW, as_row("KES-001") | {"SATUAN": "bagian"}, NEW | {"ASPEK": "?"})
    )

    page = client.get(client.post(address("library-import"), {"file": file}).url)
    text = text_of(page)
    for words in ("Terapkan 2 perubahan", "1 baris perlu diperbaiki", "Menjadi edisi baru", NEW["INDIKATOR"]):
        assert words in text
    form = form_of(page)
    done = client.post(form.action, form.fields)
    assert done.status_code == 302

    assert shipped("LYN-101")
    after = text_of(client.get(done.url))
    assert "Hasil impor" in after
    assert "Terapkan" not in after


def test_a_stale_preview_leads_back_to_a_fresh_one(world, enter):
    client, upload = enter(world.gita), uploaded(world, as_row("KES-001") | {"SATUAN": "bagian"})
    form = form_of(client.get(address("library-preview", upload.pk)))
    accepted(world, edition(world))

    response = client.post(form.action, form.fields)

    assert response.status_code == 409
    assert "Kamus berubah sejak pratinjau ini" in text_of(response)
    assert address("library-preview", upload.pk) in response.content.decode()


@pytest.mark.once
def test_the_example_file_changes_nothing_when_it_comes_back(world, enter):
    content = enter(world.gita).get(address("library-template")).content

    assert len(table(content)) == 3
    assert seen(uploaded(world, content=content))["effect"] == 0


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("kamus.xlsx", b"", "kosong"),
        ("kamus.pdf", b"%PDF-1.7", "PDF"),
        ("kamus.xlsx", b"PK\x03\x04x", "rusak"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_the_form(world, enter, name, content, said):
    response = enter(world.gita).post(address("library-import"), {"file": SimpleUploadedFile(name, content)})

    assert response.status_code == 422
    assert said in text_of(response)


@pytest.mark.once
def test_no_file_is_asked_for(world, enter):
    response = enter(world.gita).post(address("library-import"))

    assert response.status_code == 422
    assert "Pilih berkasnya dulu." in text_of(response)


@pytest.mark.once
def test_a_preview_costs_the_same_whatever_the_file_holds(world, enter):
    client = enter(world.gita)
    small = uploaded(world, NEW)
    large = uploaded(world, *(NEW | {"INDIKATOR": f"Jumlah loket nomor {number}"} for number in range(300)))
    client.get(address("library-preview", small.pk))

    costs = [queries_of(client, address("library-preview", upload.pk)) for upload in (small, large)]

    assert costs[0] == costs[1] <= 9
    assert len(client.get(address("library-preview", large.pk)).content) < 60_000
