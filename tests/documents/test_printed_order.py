"""What a reader of each official form meets, in the order of the paper: the text of the PDF itself.

The sequences are those of the domain research, chapter 6; each begins where the one before ended.
"""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from reviews.documents import print_document
from tests.documents import samples

pytestmark = pytest.mark.once

WHO = (
    "NO|PEGAWAI YANG DINILAI|NO|PEJABAT PENILAI KINERJA"
    "|1|NAMA|Ani Lestari, S.Kep.|1|NAMA|dr. Budi Santoso|2|NIP|19900412|2|NIP|19740120"
    "|3|PANGKAT/GOL. RUANG|3|PANGKAT/GOL. RUANG|4|JABATAN|4|JABATAN|5|UNIT KERJA|5|{last}"
)
SPAN = "Pemerintah Kota Arunika|PERIODE PENILAIAN: 1 Januari 2026 s.d 31 Desember 2026"
STAFF = "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"
LEADER = "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI"
SIGNED = "Pegawai yang Dinilai|Ani Lestari|NIP|Arunika, 15 Januari 2026|Pejabat Penilai Kinerja|dr. Budi|NIP"
VALUE = (
    "PERILAKU KERJA|1|Berorientasi Pelayanan|panduan 1.1|panduan 1.3|Ekspektasi Khusus Pimpinan:|harapan-1"
)
ANNEX = (
    "LAMPIRAN SASARAN KINERJA PEGAWAI|PENDEKATAN HASIL KERJA {approach}|{whom}|"
    + SPAN
    + "|DUKUNGAN SUMBER DAYA"
    "|1|Tensimeter digital|SKEMA PERTANGGUNGJAWABAN|1|Laporan bulanan|KONSEKUENSI|1|-"
)
LAST = "|7|Kolaboratif|panduan 7.3|Ekspektasi Khusus Pimpinan:|harapan-7"
SENTENCE = "Ukuran keberhasilan / Indikator Kinerja Individu dan Target:|ukur-1-0|: 10 laporan"
UNDER = "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI"


def form(approach: str, whom: str, table: str, last: str = "UNIT KERJA") -> str:
    """Return the sequence of a whole SKP with its annex."""
    parts = ("SASARAN KINERJA PEGAWAI", f"PENDEKATAN HASIL KERJA {approach}", whom, SPAN, WHO, "HASIL KERJA")
    whole = "|".join((*parts, table, VALUE + LAST, SIGNED, ANNEX, SIGNED))
    return whole.format(last=last, approach=approach, whom=whom)


FORMS: dict[str, tuple[dict[str, Any], str]] = {
    "quantitative, JPT (6.2)": (
        {"form": "JPT"},
        form(
            "KUANTITATIF",
            LEADER,
            "NO|RENCANA HASIL KERJA|INDIKATOR KINERJA INDIVIDU|TARGET|PERSPEKTIF|(1)|(2)|(3)|(4)|(5)"
            "|A. UTAMA|1|hasil-1|ukur-1-0|10 laporan|Proses Bisnis|ukur-1-1|B. TAMBAHAN|4|hasil-4",
            last="INSTANSI|Pemerintah Kota Arunika",
        ),
    ),
    "quantitative, JA/JF (6.3)": (
        {},
        form(
            "KUANTITATIF",
            STAFF,
            f"NO|{UNDER}|RENCANA HASIL KERJA|ASPEK|INDIKATOR KINERJA INDIVIDU|TARGET"
            "|(1)|(2)|(3)|(4)|(5)|(6)|A. UTAMA|1|dukung-1|hasil-1|Kuantitas|ukur-1-0|10 laporan"
            "|Kualitas|ukur-1-1|11 laporan|Waktu|ukur-1-2|2|dukung-2|hasil-2|B. TAMBAHAN|4|dukung-4|hasil-4",
        ),
    ),
    "qualitative, JPT (6.4)": (
        {"form": "JPT", "approach": "KUALITATIF"},
        form(
            "KUALITATIF",
            LEADER,
            f"NO|RENCANA HASIL KERJA|(1)|(2)|A. UTAMA|1|hasil-1|{SENTENCE}|2|hasil-2|B. TAMBAHAN|4|hasil-4",
            last="INSTANSI|Pemerintah Kota Arunika",
        ),
    ),
    "qualitative, JA/JF, a column for the leader (6.4 a)": (
        {"approach": "KUALITATIF", "layout": "KOLOM"},
        form(
            "KUALITATIF",
            STAFF,
            f"NO|{UNDER}|RENCANA HASIL KERJA|(1)|(2)|(3)|A. UTAMA|1|dukung-1|hasil-1|{SENTENCE}"
            "|2|dukung-2|hasil-2|B. TAMBAHAN|4|dukung-4|hasil-4",
        ),
    ),
    "qualitative, JA/JF, one wide cell (6.4 b)": (
        {"approach": "KUALITATIF"},
        form(
            "KUALITATIF",
            STAFF,
            f"NO|RENCANA HASIL KERJA|(1)|(2)|A. UTAMA|1|hasil-1|RHK pimpinan yang diintervensi: dukung-1"
            f"|{SENTENCE}|2|hasil-2|B. TAMBAHAN|4|hasil-4",
        ),
    ),
}


def printed(sheet: Any) -> str:
    """Return the text of a PDF in one line, as a program that copies it reads it."""
    made = print_document(samples.stamped(sheet)).pdf
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())


def assert_in_order(text: str, sequence: str) -> None:
    position = 0
    for words in sequence.split("|"):
        found = text.find(words, position)
        assert found >= 0, f"{words!r} does not follow {text[max(position - 80, 0) : position]!r}"
        position = found + len(words)


@pytest.mark.parametrize("name", FORMS)
def test_the_paper_reads_in_the_official_order(name: str) -> None:
    changes, sequence = FORMS[name]

    assert_in_order(printed(samples.plan(**changes)), sequence)


def test_the_manual_reads_in_the_official_order() -> None:
    one = (
        "INDIKATOR 1.{n}|Rencana Hasil Kerja|hasil-1|UKURAN KEBERHASILAN/INDIKATOR KINERJA DAN TARGET"
        "|ukur-{n}: 12 laporan|TUJUAN|isi-{n}-1|DESKRIPSI|Definisi|isi-{n}-2|Formula|isi-{n}-3"
        "|SATUAN PENGUKURAN (Opsional bagi pendekatan hasil kerja kualitatif)|isi-{n}-4"
        "|KUALITAS DAN TINGKAT KENDALI|isi-{n}-5|SUMBER DATA|isi-{n}-6|PERIODE PELAPORAN|isi-{n}-7"
    )
    head = ("MANUAL INDIKATOR KINERJA", "PENDEKATAN HASIL KERJA KUANTITATIF", STAFF, SPAN, WHO)
    sequence = "|".join((*head, one.replace("{n}", "1"), one.replace("{n}", "2"), SIGNED))

    assert_in_order(printed(samples.manuals()), sequence.format(last="UNIT KERJA"))


def test_what_a_form_does_not_have_is_not_on_it() -> None:
    leader = printed(samples.plan(form="JPT"))
    qualitative = printed(samples.plan(approach="KUALITATIF"))

    assert "ASPEK" not in leader
    assert "DIINTERVENSI" not in leader
    assert "dukung-" not in leader
    assert "INDIKATOR KINERJA INDIVIDU" not in qualitative
    assert UNDER not in qualitative


def test_the_annex_has_no_identity_table() -> None:
    text = printed(samples.plan())

    assert "PEGAWAI YANG DINILAI" not in text[text.index("LAMPIRAN SASARAN KINERJA PEGAWAI") :]
