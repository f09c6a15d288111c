"""The official forms: labels, columns and order of the domain page (6), on paper and in full."""

from __future__ import annotations

import html as entities
import io
import re
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from reviews.documents import print_document, printing
from reviews.documents.payload import Sheet
from tests.documents import samples

pytestmark = pytest.mark.once

STAFF = [
    "NO",
    "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI",
    "RENCANA HASIL KERJA",
    "ASPEK",
    "INDIKATOR KINERJA INDIVIDU",
    "TARGET",
]
LEADER = ["NO", "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU", "TARGET", "PERSPEKTIF"]
EVALUATED = ["REALISASI BERDASARKAN BUKTI DUKUNG", "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"]
WIDE = ["NO", "RENCANA HASIL KERJA"]
COLUMN = ["NO", "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", "RENCANA HASIL KERJA"]
HOSTILE = (
    '<img src="http://127.0.0.1:9/x"><script>alert(1)</script>{{ 7*7 }}{% now "Y" %}@import url(x);</td>&amp;'
)


def source(sheet: Sheet) -> str:
    """Return the HTML of a sheet without its PDF."""
    payload = samples.stamped(sheet)
    template, _ = printing.TEMPLATES[printing.DocumentKind(payload["kind"])]
    from django.template.loader import render_to_string

    return render_to_string(template, printing.context(payload))


def plain(text: str) -> str:
    """Return what a reader sees of some HTML, in one line."""
    return " ".join(entities.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def columns(html: str) -> list[str]:
    """Return the heads of the result table, after its band HASIL KERJA."""
    head = html[html.index(">HASIL KERJA<") :]
    found = re.findall(r'<th scope="col">(.*?)</th>', head[: head.index("</thead>")])
    numbers = re.findall(r"<th>\((\d)\)</th>", head[: head.index("</thead>")])
    assert numbers == [str(n) for n in range(1, len(found) + 1)]
    return found


def pages(sheet: Sheet) -> list[str]:
    """Return the text of each page of the PDF of a sheet."""
    made = print_document(samples.stamped(sheet)).pdf
    return [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]


def squeezed(text: str) -> str:
    """Return the text without blanks, because lines break anywhere in a narrow column."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (samples.plan(), STAFF),
        (samples.plan(form="JPT"), LEADER),
        (samples.plan(approach="KUALITATIF"), WIDE),
        (samples.plan(approach="KUALITATIF", form="JPT"), WIDE),
        (samples.evaluation(), STAFF + EVALUATED),
        (samples.evaluation(form="JPT"), LEADER + EVALUATED),
        (samples.evaluation(approach="KUALITATIF"), WIDE + EVALUATED),
        (samples.feedback(), STAFF + EVALUATED),
        (samples.feedback(form="JPT"), LEADER + EVALUATED),
        (samples.feedback(approach="KUALITATIF"), WIDE + EVALUATED),
        (samples.feedback(approach="KUALITATIF", layout="KOLOM"), COLUMN + EVALUATED),
    ],
)
def test_columns_stand_in_the_official_order(sheet: Sheet, expected: list[str]) -> None:
    assert columns(source(sheet)) == expected


@pytest.mark.parametrize(
    ("sheet", "parts"),
    [
        (
            samples.plan(),
            "SASARAN KINERJA PEGAWAI|PENDEKATAN HASIL KERJA KUANTITATIF"
            "|BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"
            "|PERIODE PENILAIAN: 1 Januari 2026 s.d 31 Desember 2026"
            "|PEGAWAI YANG DINILAI|PEJABAT PENILAI KINERJA|NAMA|NIP|PANGKAT/GOL. RUANG|JABATAN|UNIT KERJA"
            "|HASIL KERJA|A. UTAMA|B. TAMBAHAN|PERILAKU KERJA|Berorientasi Pelayanan|panduan 1.1"
            "|Ekspektasi Khusus Pimpinan:|Kolaboratif|Pegawai yang Dinilai|Pejabat Penilai Kinerja"
            "|LAMPIRAN SASARAN KINERJA PEGAWAI|DUKUNGAN SUMBER DAYA|SKEMA PERTANGGUNGJAWABAN|KONSEKUENSI"
            "|Dokumen ini dibuat oleh sistem. Keaslian dapat diperiksa pada"
            " https://kinerja.example.go.id/v/abcDEF0123456789abcDEF",
        ),
        (
            samples.plan(form="JPT", approach="KUALITATIF"),
            "PENDEKATAN HASIL KERJA KUALITATIF|BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI"
            "|INSTANSI|Ukuran keberhasilan / Indikator Kinerja Individu dan Target:",
        ),
        (
            samples.evaluation(),
            "EVALUASI KINERJA PEGAWAI|PERIODE: TRIWULAN|PEGAWAI YANG DINILAI|CAPAIAN KINERJA ORGANISASI*"
            "|ISTIMEWA / BAIK / BUTUH PERBAIKAN / KURANG / SANGAT KURANG|POLA DISTRIBUSI"
            "|KURVA DISTRIBUSI PREDIKAT KINERJA PEGAWAI DENGAN CAPAIAN KINERJA ORGANISASI BAIK"
            "|Frekuensi Pegawai|Sangat Kurang|Kurang/Misconduct|Butuh Perbaikan|Baik|Sangat Baik"
            "|HASIL KERJA|RATING HASIL KERJA*|DIATAS EKSPEKTASI / SESUAI EKSPEKTASI / DIBAWAH EKSPEKTASI"
            "|PERILAKU KERJA|RATING PERILAKU KERJA*"
            "|PREDIKAT KINERJA PEGAWAI*|SANGAT BAIK / BAIK / BUTUH PERBAIKAN / KURANG / SANGAT KURANG",
        ),
        (
            samples.feedback(),
            "UMPAN BALIK BERKELANJUTAN|PENDEKATAN HASIL KERJA KUANTITATIF"
            "|BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL|PERIODE: TRIWULAN II TAHUN 2026"
            "|PERIODE PENILAIAN: 1 April 2026 s.d 30 Juni 2026|PEGAWAI YANG DINILAI|HASIL KERJA|A. UTAMA"
            "|capai-1-0|umpan-1|B. TAMBAHAN|PERILAKU KERJA"
            "|UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG|sikap-1|Pegawai yang Dinilai"
            "|Pejabat Penilai Kinerja",
        ),
        (
            samples.record(),
            "DOKUMEN EVALUASI KINERJA PEGAWAI|1 PEGAWAI YANG DINILAI|2 PEJABAT PENILAI KINERJA"
            "|3 ATASAN PEJABAT PENILAI KINERJA|4 EVALUASI KINERJA|CAPAIAN KINERJA ORGANISASI"
            "|PREDIKAT KINERJA PEGAWAI|5 CATATAN/REKOMENDASI catatan-rekomendasi|6 KEBERATAN keberatan-saya"
            "|7 PENJELASAN PEJABAT PENILAI ATAS KEBERATAN penjelasan-atasan"
            "|8 KEPUTUSAN ATASAN PEJABAT PENILAI KINERJA keputusan-akhir|9.|Atasan Pejabat Penilai Kinerja"
            "|10.|Pegawai yang Dinilai|11.|Pejabat Penilai Kinerja",
        ),
    ],
)
def test_blocks_stand_in_the_official_order(sheet: Sheet, parts: str) -> None:
    text, position = plain(source(sheet)), 0
    for part in parts.split("|"):
        assert part in text[position:], part
        position = text.index(part, position) + len(part)


def test_title_of_a_dense_form_is_as_small_as_the_forms_print_it() -> None:
    pdf = print_document(samples.stamped(samples.record())).pdf
    sizes: list[float] = []

    def visit(text: str, _cm: Any, matrix: Any, _font: Any, size: float) -> None:
        if "DOKUMEN EVALUASI" in text:
            sizes.append(abs(matrix[3]) * size)

    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    assert sizes == [pytest.approx(11 * 4 / 3, abs=0.1)]  # 11 pt in the pixels of the printer


def test_what_does_not_apply_is_struck_out() -> None:
    html = source(samples.evaluation())

    assert re.search(r"<s>DIATAS EKSPEKTASI</s> / <b>SESUAI EKSPEKTASI</b> / <s>DIBAWAH EKSPEKTASI</s>", html)
    assert "<s>I</s>/<b>II</b>/<s>III</s>/<s>IV</s>-<s>AKHIR</s>*" in html


def test_nothing_is_struck_out_while_the_organisation_has_no_grade() -> None:
    html = source(samples.evaluation(grade=""))

    assert "ISTIMEWA / BAIK / BUTUH PERBAIKAN" in html
    assert "Capaian kinerja organisasi belum ditetapkan." in html


def test_pppk_have_their_own_number_and_a_golongan_only() -> None:
    text = plain(source(samples.plan(owner=samples.PPPK)))

    assert "2 NI PPPK 19900412 201503 2 004 2 NIP" in text
    assert "3 GOLONGAN IX 3 PANGKAT/GOL. RUANG" in text


def test_merged_cells_reach_over_the_aspects_of_a_result() -> None:
    html = source(samples.evaluation(main=samples.outcomes(1, measures=4)))

    assert len(re.findall(r'rowspan="4"', html)) == 4  # number, supported result, result, feedback


def test_no_document_claims_a_certified_signature() -> None:
    for sheet in (samples.plan(), samples.evaluation(), samples.record()):
        assert not re.search("BSrE|sertifikat elektronik|ditandatangani secara elektronik", source(sheet))


@pytest.mark.parametrize(("paper", "size"), [("A4", (842, 595)), ("F4", (935, 609))])
def test_paper_numbers_and_names_on_every_page(paper: str, size: tuple[int, int]) -> None:
    sheet = samples.plan(letterhead=replace(samples.HEAD, paper=paper), main=samples.outcomes(12))
    reader = PdfReader(io.BytesIO(print_document(samples.stamped(sheet)).pdf))

    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size
        assert f"Halaman {number} dari {len(reader.pages)}" in text
        assert "Ani Lestari, S.Kep. · NIP 19900412 201503 2 004" in text


def test_head_of_the_table_is_repeated_and_no_result_is_cut() -> None:
    found = pages(samples.plan(main=samples.outcomes(24), additional=()))

    with_rows = [text for text in found if "ukur-" in text]
    assert len(with_rows) > 3
    assert all("INDIKATOR KINERJA INDIVIDU" in text for text in with_rows)
    for number in range(1, 25):
        on = [text for text in found if f"hasil-{number} " in text or f"ukur-{number}-2" in text]
        assert len(on) == 1, f"result {number} stands on one page"


@pytest.mark.parametrize("words", [3, 120])
@pytest.mark.parametrize("approach", ["KUANTITATIF", "KUALITATIF"])
def test_no_text_is_lost_however_long(words: int, approach: str) -> None:
    filler = " ".join(f"kata{n}" for n in range(words)) + " tamat"
    sheet = samples.evaluation(
        main=samples.outcomes(1, filler=filler), behaviours=samples.behaviours(filler), approach=approach
    )

    text = squeezed("".join(pages(sheet)))

    marks = re.findall(r"(?:hasil|ukur|capai|umpan|harapan|sikap)-\d(?:-\d)?", source(sheet))
    assert [mark for mark in marks if mark not in text] == []
    assert text.count("tamat") >= plain(source(sheet)).count("tamat")


@pytest.mark.parametrize("letters", [480, 540])
def test_wide_letters_without_a_blank_stay_on_the_page(letters: int) -> None:
    sheet = samples.evaluation(main=samples.outcomes(1, filler="W" * letters, measures=1), behaviours=())

    assert squeezed("".join(pages(sheet))).count("W") >= 5 * letters


def hostile(value: Any) -> Any:
    """Return frozen data with every text of a person replaced by a hostile one."""
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, tuple):
        return tuple(hostile(item) for item in value)
    if hasattr(value, "__dataclass_fields__"):
        names = set(value.__dataclass_fields__) - {"emblem"}
        return replace(value, **{name: hostile(getattr(value, name)) for name in names})
    return value


@pytest.mark.parametrize("sheet", [samples.plan(), samples.evaluation(), samples.record()])
def test_hostile_text_in_every_field_is_printed_as_text(sheet: Any) -> None:
    fixed = {"kind", "approach", "form", "term", "grade", "predicate", "results_rating", "behaviour_rating"}
    names = set(sheet.__dataclass_fields__) - fixed
    bad = replace(sheet, **{name: hostile(getattr(sheet, name)) for name in names})

    text = squeezed("".join(pages(bad)))

    assert squeezed('<img src="http://127.0.0.1:9/x"><script>alert(1)</script>{{ 7*7 }}') in text
    assert "<img" not in source(bad)
    assert "<script" not in source(bad)


def test_qr_code_is_square_and_grows_with_the_address() -> None:
    short, long = printing.qr_code("https://a.id/v/x/"), printing.qr_code("https://a.id/v/" + "x" * 90)

    assert short["size"] < long["size"]
    assert re.fullmatch(r"(M\d+ \d+\.5h\d+)+", short["path"])


@pytest.mark.parametrize("crashes", [False, True])
def test_the_feedback_form_is_tagged_and_survives_a_crash_of_the_tags(
    monkeypatch: pytest.MonkeyPatch, crashes: bool
) -> None:
    write = printing.pdf._write

    def careful(html: str, identifier: str, variant: str | None, **kwargs: Any) -> bytes:
        if crashes and variant is not None:
            raise ValueError("Table wrapper without a table")
        return write(html, identifier, variant, **kwargs)

    monkeypatch.setattr(printing.pdf, "_write", careful)
    short = samples.feedback(main=samples.outcomes(1, measures=1), behaviours=())

    reader = PdfReader(io.BytesIO(print_document(samples.stamped(short)).pdf))

    root: Any = reader.trailer["/Root"]
    assert ("/MarkInfo" in root) is not crashes
    assert "umpan-1" in reader.pages[0].extract_text()
    if not crashes:
        assert (root["/Lang"], reader.metadata.title) == ("id", "Umpan Balik Berkelanjutan · SKP-2026-0001")  # type: ignore[union-attr]
