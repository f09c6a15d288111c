"""The pages and files of completeness, as people use them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from appraisal.models import Event, Job
from desk.models import Exemption
from organizations.models import Employee, Unit
from tests.pages import queries_of, text_of
from tests.world import NOW, World, agreed_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TABLE, PEOPLE = reverse("desk:completeness"), reverse("desk:completeness-people")
FILE, REMIND = reverse("desk:completeness-file"), reverse("desk:completeness-remind")
EXCLUDED = reverse("desk:completeness-excluded")


@pytest.fixture
def planned(world: World) -> World:
    agreed_plan(world)
    agreed_plan(world, "budi", status="DIAJUKAN")
    return world


@pytest.mark.parametrize("group", ["skp", "kemajuan", "penilaian", "apa"])
def test_each_number_leads_to_as_many_people(planned: World, enter: Any, group: str) -> None:
    client = enter(planned.gita)
    page = client.get(TABLE, {"unit": planned.units["kota"].pk, "kelompok": group})
    assert "Dinas Kependudukan dan Pencatatan Sipil" in text_of(page)

    for row in [page.context["total"], *page.context["rows"]]:
        for cell in row.cells:
            query = f"{PEOPLE}?{cell.query}" + (":belum" if cell.is_share else "")
            count = cell.open if cell.is_share else cell.value
            assert client.get(query).context["count"] == count, query
        assert client.get(f"{PEOPLE}?{row.query}").context["count"] == row.people


def test_a_unit_admin_reads_the_own_units_only(planned: World, enter: Any) -> None:
    client = enter(planned.eko)

    assert client.get(PEOPLE).context["count"] == 5
    assert client.get(PEOPLE, {"q": "Dewi"}).context["count"] == 0
    for name in (TABLE, PEOPLE, EXCLUDED, FILE, REMIND):
        assert client.get(name, {"unit": planned.units["lain"].pk}).status_code == 404, name


def test_without_a_year_the_page_says_what_will_be_here(office: World, enter: Any) -> None:
    client = enter(office.gita)

    assert "Belum ada tahun yang dibuka" in text_of(client.get(TABLE))
    assert client.get(PEOPLE).status_code == 404


@pytest.mark.parametrize("address", [TABLE, PEOPLE, EXCLUDED])
def test_pages_cost_the_same_for_more_people(
    planned: World, enter: Any, address: str, django_assert_max_num_queries: Any
) -> None:
    client = enter(planned.gita)
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)
    before = queries_of(client, address)
    for name in ("dewi", "eko", "fajar"):
        agreed_plan(planned, name, status="DIAJUKAN")

    assert queries_of(client, address) == before


def test_nothing_ticked_is_said_and_the_preview_counts(planned: World, enter: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Employee.objects.filter(pk=planned.citra.pk).update(email="citra@arunika.example")
    client, query = enter(planned.gita), {"tahap": "skp:diajukan"}

    assert client.get(REMIND, query).status_code == 422
    page = client.get(REMIND, query | {"lingkup": "semua"})
    assert "1 penerima untuk 1 baris" in text_of(page)
    assert "Tanggapi SKP tim Anda: 1 orang" in text_of(page)
    refused = client.post(REMIND, query | {"lingkup": "semua", "kalimat": "Anda terlambat!"})
    assert refused.status_code == 422
    assert "Tulis tanpa kata “terlambat”" in text_of(refused)
    sent = client.post(REMIND, query | {"lingkup": "semua", "kalimat": "Kami siap membantu."}, follow=True)
    assert "1 pengingat disiapkan" in text_of(sent)
    assert "“Kami siap membantu.”" in text_of(sent)


def test_an_exemption_takes_somebody_out_and_back(planned: World, enter: Any) -> None:
    client, post = enter(planned.gita), planned.placements["dewi"]
    assert "Kecualikan" in text_of(client.get(PEOPLE, {"q": "Dewi"}))
    form = {"reason": "Perbantuan ke provinsi", "started_on": "1-11-2026", "ended_on": "31-12-2026"}
    address = reverse("desk:exemption-new", args=[post.pk])

    page = client.post(address, form, follow=True)
    assert "Dikecualikan BKD sampai 31 Desember 2026: Perbantuan ke provinsi" in text_of(page)
    assert client.get(PEOPLE, {"q": "Dewi"}).context["count"] == 0
    again = client.post(address, form)
    assert (again.status_code, "sudah dikecualikan mulai tanggal itu" in text_of(again)) == (422, True)
    for values in ({"ended_on": "1-10-2026"}, {"ended_on": "1-12-2028"}):
        assert client.post(address, form | values).status_code == 422

    row = Exemption.objects.get()
    revoke = reverse("desk:exemption-revoke", args=[row.pk])
    assert client.post(revoke, {"version": row.version}).status_code == 302
    assert client.post(revoke, {"version": row.version}).status_code == 409, "somebody was quicker"
    assert client.get(PEOPLE, {"q": "Dewi"}).context["count"] == 1
    assert [event.action for event in Event.objects.filter(action__startswith="exemption")] == [
        "exemption.set",
        "exemption.revoked",
    ]


# --- Files --------------------------------------------------------------------------------------------


def sheet(answer: Any, name: str) -> list[tuple[Any, ...]]:
    return list(load_workbook(io.BytesIO(answer.content))[name].iter_rows(values_only=True))


def test_the_table_as_a_workbook_names_every_unit_with_every_stage(planned: World, enter: Any) -> None:
    client = enter(planned.gita)
    Employee.objects.filter(pk=planned.indra.pk).update(kind="NON_ASN")

    answer = client.get(FILE, {"berkas": "tabel", "format": "xlsx", "unit": planned.units["kota"].pk})

    rows = sheet(answer, "Kelengkapan")
    assert rows[0][:6] == (
        "Unit kerja",
        "Diharapkan",
        "SKP belum dibuat",
        "Draf",
        "Diajukan",
        "SKP disepakati",
    )
    assert rows[1] == ("Pemerintah Kota Arunika", 8, 6, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1)
    assert [row[0] for row in rows[2:5]][0] == "BKPSDM"
    assert sheet(answer, "Dikecualikan")[1][:2] == ("198007072006031009", "Indra")
    event = Event.objects.get(action="completeness.exported")
    assert (event.by, event.after["format"]) == (planned.gita, "xlsx")


def test_the_people_as_files_keep_numbers_text_and_start_no_formula(planned: World, enter: Any) -> None:
    Employee.objects.filter(pk=planned.ani.pk).update(name="=HYPERLINK(1)")
    client = enter(planned.indra)

    book = sheet(client.get(FILE, {"berkas": "orang", "format": "xlsx"}), "Pegawai")
    text = client.get(FILE, {"berkas": "orang", "format": "csv", "tahap": "skp:diajukan"}).content.decode()

    assert book[1][:2] == ("199001012015032003", "'=HYPERLINK(1)")
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    assert header[0] == "NIP"
    assert [(row[1], row[4], row[5]) for row in rows] == [("Budi", "SKP diajukan", "menunggu Citra")]


def test_a_long_list_is_made_beside_the_page(
    planned: World, enter: Any, monkeypatch: pytest.MonkeyPatch, work: Any
) -> None:
    monkeypatch.setattr("desk.views.completeness_file.AT_ONCE", 3)
    client, query = enter(planned.eko), {"berkas": "orang", "format": "csv"}

    page = client.get(FILE, query)
    assert "5 pegawai" in text_of(page)
    begun = client.post(FILE, query)
    work()

    download = client.get(reverse("desk:job-download", args=[Job.objects.get().pk]))
    lines = download.getvalue().decode().splitlines()
    assert begun.url == reverse("desk:job-detail", args=[Job.objects.get().pk])
    assert [line.split(";")[1] for line in lines] == ["Nama", "Ani", "Budi", "Citra", "Eko", "Fajar"]


@pytest.mark.once
def test_the_table_on_paper_says_term_scope_and_hour(planned: World, enter: Any) -> None:
    answer = enter(planned.gita).get(FILE, {"format": "pdf", "unit": planned.units["dinas"].pk})

    assert answer.content.startswith(b"%PDF")
    from pypdf import PdfReader

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    for words in ("KELENGKAPAN SKP, TRIWULAN IV 2026", "Bidang Pelayanan", "angka per", "Jumlah"):
        assert words in text


def test_a_long_table_is_not_printed(planned: World, enter: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.views.completeness_file.MOST_PRINTED", 1)

    answer = enter(planned.gita).get(FILE, {"format": "pdf", "unit": planned.units["kota"].pk})

    assert (answer.status_code, "Unduh XLSX" in text_of(answer)) == (422, True)
    assert enter(planned.gita).get(FILE, {"format": "docx"}).status_code == 404


def test_a_closed_unit_is_404_and_not_counted(planned: World, enter: Any) -> None:
    unit = Unit.objects.create(code="U-tutup", name="Unit lama", closed_on=NOW.date())

    assert enter(planned.gita).get(PEOPLE, {"unit": unit.pk}).status_code == 404
