"""The three papers on credit points: what stands on them, in which order, and when there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest

from appraisal.errors import Refused
from reviews.access.document import CreditOf
from reviews.documents.credit import (
    COPIES,
    ConversionSheet,
    DecisionSheet,
    TotalSheet,
    conversion_sheet,
    decision_sheet,
    total_sheet,
)
from reviews.operations import credit as operations
from tests.documents import samples
from tests.documents.test_printed_order import assert_in_order, printed
from tests.reviews.credits import final_result
from tests.reviews.test_credit_operations import brought, converted
from tests.world import NOW, World

IDENTITY = (
    ("Nama", "Ani Lestari, S.Kep."),
    ("NIP", "19900412 201503 2 004"),
    ("Nomor Seri Karpeg", "N 123456"),
    ("Tempat/Tanggal Lahir", "Arunika, 12 April 1990"),
    ("Jenis Kelamin", "Perempuan"),
    ("Pangkat/Golongan Ruang/TMT", "Penata Muda, III/a / 1 April 2024"),
    ("Jabatan/TMT", "Perawat Ahli Pertama / 1 Januari 2024"),
    ("Unit Kerja", "Puskesmas Melati"),
    ("Instansi", "Pemerintah Kota Arunika"),
)
SIGNED = samples.Signature(
    "Pejabat Penilai Kinerja", samples.BUDI.name, samples.BUDI.number, place="Arunika", on="15 Januari 2026"
)


def shared(kind: str, title: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "title": title,
        "year": 2026,
        "span": "Januari s.d. Februari 2026",
        "letterhead": samples.HEAD,
        "owner": samples.ANI,
        "identity": IDENTITY,
        "office": "Kepala Puskesmas Melati",
        "signatures": (SIGNED,),
        "copies": COPIES,
    }


CONVERSION = ConversionSheet(  # on F4, as such letters are wont to be (domain research 6.10)
    **shared("KONVERSI", "Konversi") | {"letterhead": replace(samples.HEAD, paper="F4")},
    predicate="Baik",
    percent="2/12 × 100%",
    coefficient="12,5",
    points="2,08",
)
TOTAL = TotalSheet(
    **shared("AKUMULASI", "Akumulasi"),
    level="Ahli Pertama",
    rows=(
        ("2022", "s.d. Desember", "-", "-", "-", "31,20"),
        ("2025", "Januari s.d. Desember", "Sangat Baik", "150%", "12,5", "18,75"),
        ("2026", "Januari s.d. Februari", "Baik", "2/12 × 100%", "12,5", "2,08"),
    ),
    total="52,03",
)
DECISION = DecisionSheet(
    **shared("PAK", "Penetapan"),
    level="Ahli Pertama",
    rows=(
        ("Angka kredit dasar", "-", "-", "-", "-"),
        ("Angka kredit JF lama", "31,20", "-", "31,20", "PAK 800/1"),
        ("Angka kredit penyesuaian/penyetaraan", "-", "-", "-", "-"),
        ("Angka kredit konversi", "18,75", "2,08", "20,83", "-"),
        ("Angka kredit peningkatan pendidikan", "-", "-", "-", "-"),
    ),
    total=("49,95", "2,08", "52,03"),
    minimum=("50,00", "100,00"),
    left=("Kelebihan 2,03", "Kekurangan 47,97"),
    conclusion=(
        "Dapat dipertimbangkan untuk kenaikan pangkat.",
        "Belum dapat dipertimbangkan untuk kenaikan jenjang.",
    ),
)
HEAD = (
    "NOMOR : SKP-2026-0001|Instansi: Pemerintah Kota Arunika|Periode: Januari s.d. Februari 2026"
    "|PEJABAT FUNGSIONAL YANG DINILAI|1|Nama|2|NIP|3|Nomor Seri Karpeg|4|Tempat/Tanggal Lahir|5|Jenis Kelamin"
    "|6|Pangkat/Golongan Ruang/TMT|7|Jabatan/TMT|8|Unit Kerja|9|Instansi"
)
FOOT = (
    "Arunika, 15 Januari 2026|Pejabat Penilai Kinerja|Kepala Puskesmas Melati|dr. Budi Santoso|NIP"
    "|Tembusan|Pejabat Fungsional|Dokumen ini dibuat oleh sistem|Halaman 1 dari 1"
)
# Domain research 4.5: headings in the order of the columns, the row of their numbers, the rows.
PAPERS = {
    "KONVERSI PREDIKAT KINERJA KE ANGKA KREDIT": (
        CONVERSION,
        "HASIL PENILAIAN KINERJA|KOEFISIEN PER TAHUN|ANGKA KREDIT YANG DIDAPAT (Kolom 2 × kolom 3)"
        "|PREDIKAT|PROSENTASE|(1)|(2)|(3)|(4)|Baik|2/12 × 100%|12,5|2,08",
    ),
    "AKUMULASI ANGKA KREDIT": (
        TOTAL,
        "TAHUN|PERIODIK (BULAN)|PREDIKAT|PROSENTASE|KOEFISIEN PER TAHUN|ANGKA KREDIT YANG DIDAPAT"
        "|(1)|(2)|(3)|(4)|(5)|(6)|2022|s.d. Desember|-|-|-|31,20|2025|Sangat Baik|150%|12,5|18,75"
        "|2026|Januari s.d. Februari|Baik|2/12 × 100%|12,5|2,08|JUMLAH ANGKA KREDIT YANG DIPEROLEH|52,03",
    ),
    "PENETAPAN ANGKA KREDIT": (
        DECISION,
        "LAMA|BARU|JUMLAH|KETERANGAN|(1)|(6)|1|Angka kredit dasar|2|Angka kredit JF lama|31,20|PAK 800/1"
        "|3|penyesuaian/penyetaraan|4|Angka kredit konversi|18,75|2,08|20,83|5|peningkatan pendidikan"
        "|JUMLAH ANGKA KREDIT KUMULATIF|49,95|2,08|52,03|PANGKAT|JENJANG JABATAN|minimal|50,00|100,00"
        "|Kelebihan 2,03|Kekurangan 47,97|DAPAT DIPERTIMBANGKAN UNTUK KENAIKAN PANGKAT"
        "|BELUM DAPAT DIPERTIMBANGKAN UNTUK KENAIKAN JENJANG",
    ),
}


@pytest.mark.parametrize("title", PAPERS)
def test_the_paper_reads_in_the_official_order(title: str) -> None:
    sheet, table = PAPERS[title]
    assert_in_order(printed(sheet), f"{title}|{HEAD}|{table}|{FOOT}")


def test_the_paper_of_one_result(world: World) -> None:
    world.fajar.birth_place, world.fajar.birth_on = "Arunika", date(1991, 2, 2)
    world.fajar.save()
    sheet = conversion_sheet(converted(world))

    assert (sheet.predicate, sheet.percent, sheet.coefficient, sheet.points) == (
        "Baik",
        "6/12 × 100%",
        "12,5",
        "6,25",
    )
    assert (sheet.span, sheet.office) == ("Juli s.d. Desember 2026", "Kepala Bidang")
    assert sheet.identity[2:7] == (
        ("Nomor Seri Karpeg", "-"),
        ("Tempat/Tanggal Lahir", "Arunika, 2 Februari 1991"),
        ("Jenis Kelamin", "Laki-laki"),
        ("Pangkat/Golongan Ruang/TMT", "Penata Muda, III/a / -"),
        ("Jabatan/TMT", "Arsiparis Mahir / 1 Juli 2026"),
    )
    assert sheet.signatures == (
        samples.Signature(
            "Pejabat Penilai Kinerja", "Budi", "19750505 200003 1 002", place="Arunika", on="22 November 2026"
        ),
    )


@pytest.mark.usefixtures("clock")
def test_the_papers_of_a_person(world: World) -> None:
    brought(world)
    converted(world)
    target = CreditOf(world.fajar, 2026)

    total = total_sheet(target)
    assert total.rows == (
        ("2025", "s.d. Desember", "-", "-", "-", "40,50"),
        ("2026", "Juli s.d. Desember", "Baik", "6/12 × 100%", "12,5", "6,25"),
    )
    assert (total.total, total.span, total.level) == ("46,75", "2025 s.d. Desember 2026", "Mahir")
    decision = decision_sheet(target)
    assert decision.rows[1] == ("Angka kredit JF lama", "40,50", "-", "40,50", "PAK 800/1")
    assert decision.rows[3] == ("Angka kredit konversi", "-", "6,25", "6,25", "-")
    assert (decision.total, decision.minimum) == (("40,50", "6,25", "46,75"), ("50,00", "100,00"))
    assert decision.left == ("Kekurangan 3,25", "Kekurangan 53,25")
    assert decision.conclusion[0] == "Belum dapat dipertimbangkan untuk kenaikan pangkat."


@pytest.mark.usefixtures("clock")
def test_the_papers_of_an_earlier_year_leave_out_what_came_later(world: World) -> None:
    brought(world)
    converted(world)
    assert total_sheet(CreditOf(world.fajar, 2025)).total == "40,50"


@pytest.mark.usefixtures("clock")
def test_there_is_no_paper_without_points(world: World) -> None:
    final_result(world)
    for build in (total_sheet, decision_sheet):
        with pytest.raises(Refused, match="Belum ada angka kredit sampai akhir 2026"):
            build(CreditOf(world.fajar, 2026))
    with pytest.raises(Refused, match="dibuat dari hasil evaluasi"):
        conversion_sheet(brought(world))


def test_a_cancelled_entry_has_no_paper(world: World) -> None:
    entry = converted(world)
    operations.cancel(entry=entry, reason="Keliru.", by=world.budi, at=NOW)
    with pytest.raises(Refused, match="sudah dibatalkan"):
        conversion_sheet(entry)


@pytest.mark.usefixtures("clock")
def test_the_last_level_asks_for_nothing_more(world: World) -> None:
    entry = converted(world)
    world.fajar.rank = "IV/e"
    world.fajar.save()
    position = entry.evaluation.plan.placement.position
    type(position).objects.filter(pk=position.pk).update(level="AHLI_UTAMA")
    type(entry).objects.filter(pk=entry.pk).update(level="AHLI_UTAMA", points=D(50))
    sheet = decision_sheet(CreditOf(world.fajar, 2026))
    assert (sheet.minimum, sheet.left, sheet.conclusion) == (("-", "-"), ("-", "-"), ())
