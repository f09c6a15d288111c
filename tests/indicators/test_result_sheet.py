"""Many results at once from a file: each row judged, shown, added once through the rules of the form."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from appraisal.sheets import UnsafeFile, open_table
from indicators import operations
from indicators.models import Indicator, Result
from indicators.resources import result as resources
from indicators.rules import Form
from organizations.models import Upload
from tests.indicators.plans import drafted, submitted, with_result
from tests.pages import form_of, queries_of, text_of
from tests.sheets import repacked, workbook
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

HEADER = resources.HEADER
RHK = "Terbitnya akta kelahiran tepat waktu"


def address(name, *args):
    return reverse(f"indicators:{name}", args=args)


def row(**changes):
    """Return a clean row; `changes` name columns in small letters with _ for spaces."""
    values = dict.fromkeys(HEADER, "") | {
        "RHK": RHK,
        "INDIKATOR": "Jumlah akta yang terbit",
        "ASPEK": "Kuantitas",
        "TARGET": 1240,
        "SATUAN": "akta",
    }
    values |= {name.replace("_", " ").upper(): value for name, value in changes.items()}
    return [values[name] for name in HEADER]


def kept(world, plan, *rows, name="hasil.xlsx", content=None):
    return resources.upload_results(
        plan=plan, name=name, content=content or workbook([HEADER, *rows]), by=world.ani, at=NOW
    )


def faults(world, *rows):
    upload = kept(world, drafted(world), *rows)
    return [
        (each["line"], fault["column"], fault["cause"])
        for each in upload.rows
        if each["faults"]
        for fault in each["values"]["faults"]
    ]


def applied(world, upload, plan, by=None, **changes):
    stamp = {"version": plan.version, "by": by or world.ani, "at": NOW} | changes
    return operations.apply_results(upload=upload, **stamp)


# --- Judging a row ------------------------------------------------------------------------------------

# what differs from a clean row, the column, the cause
FAULTS = [
    ({"rhk": ""}, "RHK", "hasilnya belum ditulis."),
    ({"rhk": "Contoh: Terbitnya akta"}, "RHK", "ini baris contoh."),
    ({"rhk": "x" * 2001}, "RHK", "panjangnya 2001 huruf."),
    ({"rhk": '=HYPERLINK("http://x")'}, "RHK", "isinya rumus, bukan data."),
    ({"rhk": "@SUM(A1)"}, "RHK", "isinya rumus, bukan data."),
    ({"indikator": "#REF!"}, "INDIKATOR", "isinya galat dari Excel."),
    ({"indikator": "x" * 1001}, "INDIKATOR", "panjangnya 1001 huruf."),
    ({"indikator": ""}, "INDIKATOR", "targetnya ada, indikatornya belum."),
    ({"target": "banyak"}, "TARGET", "belum bisa disimpan sebagai angka."),
    ({"target": -1}, "TARGET", "belum bisa disimpan sebagai angka."),
    ({"target": "1e400"}, "TARGET", "belum bisa disimpan sebagai angka."),
    ({"satuan": "x" * 41}, "SATUAN", "panjangnya 41 huruf."),
    ({"aspek": "Rasa"}, "ASPEK", "pilihan ini belum dikenal."),
    ({"jenis": "Sampingan"}, "JENIS", "pilihan ini belum dikenal."),
    ({"perspektif": "Samping"}, "PERSPEKTIF", "perspektif ini belum dikenal."),
    ({"arah": "Miring"}, "ARAH", "arah ini belum dikenal."),
    ({"target_sampai": 99}, "TARGET SAMPAI", "batas rentangnya belum cocok."),
    ({"rhk_pimpinan": "x" * 2001}, "RHK PIMPINAN", "panjangnya 2001 huruf."),
]


@pytest.mark.once
@pytest.mark.parametrize(("changes", "column", "cause"), FAULTS, ids=[f"{r[1]}: {r[2]}" for r in FAULTS])
def test_a_fault_names_row_column_and_cause(world, changes, column, cause):
    assert faults(world, row(**changes)) == [(2, column, cause)]


@pytest.mark.once
def test_every_fault_says_what_was_written_and_how_to_mend_it(world):
    upload = kept(world, drafted(world), row(target="banyak", aspek="Rasa"))

    first, second = upload.rows[0]["values"]["faults"]

    assert (first["value"], first["repair"]) == (
        "Rasa",
        "Tulis salah satu: Kuantitas, Kualitas, Waktu, Biaya.",
    )
    assert (second["value"], second["repair"]) == (
        "banyak",
        "Tulis angkanya saja, misalnya 95. Satuan ditulis terpisah.",
    )
    assert upload.rows[0]["faults"][0].startswith("Kolom ASPEK berisi “Rasa”: pilihan")


# cells -> how the indicator is stored
READ = [
    ({"target": "1.240"}, {"target": Decimal(1240)}),
    ({"target": "1,5"}, {"target": Decimal("1.5")}),
    ({"target": 83.6, "satuan": "%"}, {"target": Decimal("83.6"), "unit": "%"}),
    ({"target": "95%", "satuan": ""}, {"target": Decimal(95), "unit": "%"}),
    ({"target": "", "satuan": ""}, {"target": None, "unit": ""}),
    ({"arah": "makin RENDAH makin baik"}, {"direction": "TURUN"}),
    ({"target": 2, "target_sampai": 4}, {"direction": "RENTANG", "target_until": Decimal(4)}),
    ({"aspek": " waktu "}, {"aspect": "WAKTU"}),
    ({"aspek": ""}, {"aspect": ""}),
    ({"perspektif": "Anggaran"}, {"perspectives": ""}),
]


@pytest.mark.once
@pytest.mark.parametrize(("cells", "stored"), READ)
def test_cells_become_what_the_form_would_store(world, cells, stored):
    plan = drafted(world)

    applied(world, kept(world, plan, row(**cells)), plan)

    found = Indicator.objects.get(result__plan=plan)
    assert {name: getattr(found, name) for name in stored} == stored


def test_the_form_of_leaders_reads_perspectives_instead_of_aspects(world):
    plan = operations.draft_plan(
        placement=world.placements["citra"], period=world.period, by=world.citra, at=NOW
    )
    upload = resources.upload_results(
        plan=plan,
        name="hasil.xlsx",
        content=workbook([HEADER, row(perspektif="anggaran; Penerima Layanan", rhk_pimpinan="Wali Kota")]),
        by=world.citra,
        at=NOW,
    )

    (result,) = applied(world, upload, plan, by=world.citra)

    indicator = result.indicators.get()
    assert (indicator.aspect, indicator.perspectives) == ("", "PENERIMA_LAYANAN,ANGGARAN")
    assert result.supports_text == ""


# --- Rows become results ------------------------------------------------------------------------------


def test_the_same_words_and_empty_cells_below_are_one_result(world):
    plan = drafted(world)
    rows = [
        row(jenis="Tambahan", rhk_pimpinan="Terlayaninya warga"),
        row(rhk="", indikator="Lama penerbitan", target=3, satuan="hari", arah="turun"),
        row(rhk="Tertatanya arsip", indikator="", target="", satuan="", aspek=""),
        row(rhk=f"  {RHK.upper()} ", indikator="Kepuasan", target=88, satuan="poin"),
    ]

    first, second = applied(world, kept(world, plan, *rows), plan)

    assert (first.text, first.kind, first.supports_text) == (RHK, "TAMBAHAN", "Terlayaninya warga")
    measures = list(first.indicators.order_by("order").values_list("text", flat=True))
    assert measures == ["Jumlah akta yang terbit", "Lama penerbitan", "Kepuasan"]
    assert (second.text, second.kind, second.indicators.count()) == ("Tertatanya arsip", "UTAMA", 0)
    event = Event.objects.get(action="plan.results_uploaded")
    assert event.after == {"upload": Upload.objects.get().pk, "results": [RHK, "Tertatanya arsip"]}


def test_a_result_with_a_faulty_row_is_left_out_whole(world):
    plan = drafted(world)
    rows = [row(), row(rhk="", target="banyak"), row(rhk="Tertatanya arsip")]

    (added,) = applied(world, kept(world, plan, *rows), plan)

    assert added.text == "Tertatanya arsip"


def test_rows_below_an_unreadable_result_belong_to_nobody(world):
    found = faults(world, row(), row(rhk="=A1"), row(rhk=""))

    assert found == [
        (3, "RHK", "isinya rumus, bukan data."),
        (4, "RHK", "hasil di baris atasnya belum terbaca."),
    ]


def test_what_stands_in_the_draft_is_not_added_twice(world):
    plan = drafted(world)
    upload = kept(world, plan, row())
    applied(world, upload, plan)
    plan.refresh_from_db()

    with pytest.raises(Refused, match="Tidak ada hasil baru"):
        applied(world, kept(world, plan, row(rhk=RHK.lower())), plan)
    assert plan.results.count() == 1


def test_the_thirteenth_indicator_of_a_result_is_refused(world):
    rows = [row(indikator=f"Indikator {number}") for number in range(13)]

    assert faults(world, *rows) == [(14, "INDIKATOR", "hasil ini sudah berisi 12 indikator.")]


def test_a_plan_never_grows_past_sixty_results(world, enter):
    plan = drafted(world)
    Result.objects.bulk_create(Result(plan=plan, order=n, text=f"Hasil {n}") for n in range(1, 60))
    upload = kept(world, plan, row(), row(rhk="Tertatanya arsip"))

    with pytest.raises(Refused, match="paling banyak 60"):
        applied(world, upload, plan)
    page = text_of(enter(world.ani).get(address("results-preview", upload.pk)))
    assert "Draf ini memuat 59 hasil dan berkas ini menambah 2." in page
    assert "Tambahkan 2 hasil" not in page
    assert Upload.objects.get().applied_at is None


@pytest.mark.once
def test_more_rows_than_a_plan_can_hold_are_refused_as_a_file(world):
    rows = [row(rhk=f"Hasil {number}") for number in range(721)]

    with pytest.raises(Refused, match="lebih dari 720 baris"):
        kept(world, drafted(world), *rows)


# --- Once, by the owner, on the draft that was seen ----------------------------------------------------


def test_a_file_is_applied_once(world):
    plan = drafted(world)
    upload = kept(world, plan, row())
    applied(world, upload, plan)
    plan.refresh_from_db()

    with pytest.raises(Conflict, match="sudah diterapkan"):
        applied(world, upload, plan)


def test_a_draft_that_changed_meanwhile_is_a_conflict_and_the_file_stays(world):
    plan = drafted(world)
    upload = kept(world, plan, row())
    with_result(world, plan)

    with pytest.raises(Conflict):
        applied(world, upload, plan)
    assert Upload.objects.get().applied_at is None
    assert plan.results.count() == 1


def test_nobody_else_applies_the_file_and_nothing_goes_into_a_submitted_plan(world):
    plan = drafted(world)
    upload = kept(world, plan, row())
    with pytest.raises(Denied, match="yang mengunggahnya"):
        applied(world, upload, plan, by=world.budi)
    other = submitted(world, "fajar")
    foreign = resources.upload_results(
        plan=other, name="x.xlsx", content=workbook([HEADER, row()]), by=world.ani, at=NOW
    )
    with pytest.raises(Denied, match="Hanya pemilik"):
        applied(world, foreign, other)
    done = with_result(world, plan).plan
    done = operations.submit_plan(plan=done, version=done.version, by=world.ani, at=NOW)
    with pytest.raises(Denied, match="sedang ditinjau"):
        applied(world, upload, done)


def test_an_old_preview_is_refused(world):
    plan = drafted(world)

    with pytest.raises(Refused, match="lebih dari dua hari"):
        applied(world, kept(world, plan, row()), plan, at=NOW + timedelta(days=3))


# --- Hostile files ------------------------------------------------------------------------------------


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("hasil.xlsx", b"", "kosong"),
        ("hasil.csv", b"", "kosong"),
        ("hasil.csv", b"RHK;INDIKATOR;TARGET;SATUAN\n", "hanya berisi judul kolom"),
        ("hasil.csv", b"NAMA;NIP\nx;y\n", "kolom RHK, INDIKATOR, TARGET, SATUAN tidak ada"),
        ("hasil.csv", b"RHK;INDIKATOR;TARGET;SATUAN\na\x00b;c;1;d\n", "bukan teks"),
        ("hasil.pdf", b"%PDF-1.7", "xlsx"),
        ("hasil.xlsx", b"PK\x03\x04rusak", "rusak"),
    ],
)
def test_unusable_files_get_a_sentence_beside_the_field(world, enter, name, content, words):
    plan = drafted(world)
    file = SimpleUploadedFile(name, content)

    answer = enter(world.ani).post(address("results-upload", plan.pk), {"file": file})

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not Upload.objects.exists()


def test_a_file_built_to_harm_leaves_a_trace(world):
    content = repacked(workbook([HEADER, row()]), **{"xl/vbaProject.bin": b"makro"})

    with pytest.raises(UnsafeFile):
        kept(world, drafted(world), content=content)

    assert Event.objects.filter(action="staff.file_refused").count() == 1


@pytest.mark.once
def test_a_file_as_excel_in_indonesia_writes_it_is_read(world):
    plan = drafted(world)
    lines = f"RHK;INDIKATOR;TARGET;SATUAN\r\n{RHK};Kepuasan “warga”;88,5;poin\r\n"

    applied(world, kept(world, plan, name="hasil.csv", content=lines.encode("cp1252")), plan)

    found = Indicator.objects.get(result__plan=plan)
    assert (found.text, found.target) == ("Kepuasan “warga”", Decimal("88.5"))


# --- Pages --------------------------------------------------------------------------------------------


def test_the_whole_way_from_the_draft_and_back(world, enter):
    plan = drafted(world)
    client = enter(world.ani)
    assert address("results-upload", plan.pk) in client.get(address("plan-compose", plan.pk)).content.decode()
    content = workbook([HEADER, row(), row(rhk="Tertatanya arsip", target="banyak")])

    answer = client.post(
        address("results-upload", plan.pk), {"file": SimpleUploadedFile("hasil.xlsx", content)}
    )
    preview = client.get(answer.url)
    words = text_of(preview)

    assert "Berkas hasil.xlsx: 1 hasil baru, 1 baris perlu diperbaiki." in words
    assert "1 hasil menunggu perbaikan" in words
    assert "Jumlah akta yang terbit: 1.240 akta" in words
    assert "Belum bisa disimpan sebagai angka" in words
    done = client.post(form_of(preview).action, form_of(preview).fields)
    assert done.url == address("plan-compose", plan.pk) + "#hasil"
    assert "1 hasil ditambahkan ke draf." in text_of(client.get(done.url))
    assert client.get(answer.url).url == address("plan-compose", plan.pk), "a preview ends with its use"


def test_a_conflict_shows_both_lists_and_one_press_adds(world, enter):
    plan = drafted(world)
    upload = kept(world, plan, row())
    with_result(world, plan)
    client = enter(world.ani)

    answer = client.post(address("results-apply", upload.pk), {"version": "1"})

    assert answer.status_code == 409
    assert RHK in text_of(answer)
    assert "Terbitnya akta kelahiran sesuai standar waktu" in text_of(answer)
    assert client.post(form_of(answer).action, form_of(answer).fields).status_code == 302
    assert plan.results.count() == 2


def test_only_the_uploader_sees_the_preview(world, enter):
    upload = kept(world, drafted(world), row())

    for person in (world.budi, world.gita, world.dewi):
        assert enter(person).get(address("results-preview", upload.pk)).status_code == 404
        assert enter(person).post(address("results-apply", upload.pk)).status_code == 404


@pytest.mark.once
@pytest.mark.parametrize(("name", "form"), [("ani", Form.STAFF), ("citra", Form.LEADER)])
def test_the_template_has_the_columns_of_the_form_and_its_rows_are_only_read(world, enter, name, form):
    plan = drafted(world, name)

    file = enter(world.people[name]).get(address("results-template", plan.pk))

    sheet = load_workbook(io.BytesIO(file.content)).active
    titles = [cell.value for cell in sheet[1]]
    assert ("ASPEK" in titles, "PERSPEKTIF" in titles) == (form == Form.STAFF, form == Form.LEADER)
    assert sheet.max_row > 3
    assert list(open_table(file.content, "x.xlsx", resources.COLUMNS, resources.LIMITS))
    upload = kept(world, plan, content=file.content)
    assert {each["values"]["faults"][0]["cause"] for each in upload.rows} == {"ini baris contoh."}


@pytest.mark.once
def test_the_preview_of_a_full_file_stays_light(world, enter):
    plan = drafted(world)
    rows = [
        row(rhk=f"Hasil {result} {'panjang ' * 240}", indikator=f"Indikator {number} {'kata ' * 150}")
        for result in range(60)
        for number in range(12)
    ]
    client = enter(world.ani)
    client.get("/")
    small = kept(world, plan, row())
    before = queries_of(client, address("results-preview", small.pk))
    upload = kept(world, plan, *rows)

    page = client.get(address("results-preview", upload.pk))

    assert "60 hasil baru" in text_of(page)
    assert "30 dari 60" in text_of(page)
    assert queries_of(client, address("results-preview", upload.pk)) == before <= 12
    applied(world, upload, plan)
    assert Indicator.objects.filter(result__plan=plan).count() == 720
    assert len(page.content) < 150_000
