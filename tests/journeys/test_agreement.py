"""The perjanjian kinerja of a dinas: by file from the BKD into the SKP of its head, and progress back up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from indicators.models import Plan, Result
from tests.world import NOW, World

from .walker import Walker

FILE = """KODE UNIT;SASARAN;INDIKATOR;TARGET;TARGET SAMPAI;SATUAN;ARAH
U-dinas;Meningkatnya kepemilikan dokumen kependudukan;Penduduk yang memiliki KTP elektronik;99,5;;persen;NAIK
;;Waktu penyelesaian akta kelahiran;3;;hari;TURUN
;Terjaganya kenyamanan layanan;Tingkat keterisian loket;60;80;persen;RENTANG
;Meningkatnya akuntabilitas;Opini pemeriksaan;WTP;;;
"""
MENDED = FILE.replace(";WTP;;;", ";;;WTP;")


def upload(walker: Walker, text: str) -> None:
    file = {"name": "perjanjian.csv", "mimeType": "text/csv", "buffer": text.encode()}
    walker.page.get_by_label("Berkas").set_input_files(file)  # type: ignore[arg-type]
    walker.press("Periksa berkas")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_file_of_the_dinas_becomes_the_plan_of_its_head(
    world: World, open_page: Callable[..., Page], log_in: Callable[[Page, Any], None], javascript: bool
) -> None:
    gita, citra = (Walker(open_page(javascript=javascript)) for _ in range(2))
    log_in(gita.page, world.gita)
    log_in(citra.page, world.citra)

    gita.open("/bkd/")
    gita.follow("Isi perjanjian kinerja")
    gita.follow("Impor dari berkas")
    upload(gita, FILE)
    gita.reads(
        "1 baris perlu diperbaiki dan tidak ikut diterapkan.", "Predikat seperti WTP ditulis pada SATUAN."
    )
    gita.follow("Unggah berkas lain")
    upload(gita, MENDED)
    gita.press("Terapkan 4 perubahan")
    gita.reads("Hasil impor perjanjian kinerja")
    gita.follow("Impor berkas lain")
    upload(gita, MENDED)
    gita.reads("Tidak ada yang perlu diterapkan: isi berkas sama dengan yang tersimpan.")

    citra.open("/")
    citra.follow("Susun SKP 2026")
    citra.press("Susun SKP 2026")
    citra.press("Ambil semua (3 sasaran)")
    citra.reads("3 sasaran menjadi hasil kerja di draf Anda.", "3. Meningkatnya akuntabilitas")
    assert Result.objects.filter(plan__placement__employee=world.citra, goal__isnull=False).count() == 3

    Plan.objects.update(status="DISEPAKATI", agreed_at=NOW, agreed_by=world.hadi)
    citra.open("/kemajuan/triwulan/")
    citra.follow("Isi realisasi")
    citra.write("Realisasi", "83,2")
    citra.write("Apa yang dicapai?", "Perekaman di sekolah menambah kepemilikan.")
    citra.press("Simpan catatan")
    citra.open("/skp/")
    citra.follow("Perjanjian kinerja")
    citra.follow("Dinas Kependudukan dan Pencatatan Sipil")
    citra.reads("1 dari 4 IKU sudah dilaporkan", "83,6% dari target", "belum dilaporkan")
