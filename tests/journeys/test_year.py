"""One whole year in a browser, from an empty database and a staff file to a verified PDF and an award list.

The same walk is taken with JavaScript and without. Only the first admin comes from the command line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from appraisal import jobs
from indicators.models import Period
from organizations.models import Employee, Placement, Supervision
from organizations.rules import PositionKind
from tests.awards.schemes import a_scheme
from tests.world import PASSWORD, TODAY

from .staff_files import staff_files
from .walker import Walker

AWARD = "ASN Berprestasi 2026"
CHAIN = [PositionKind.EXECUTIVE, PositionKind.ADMINISTRATOR, PositionKind.JPT_PRATAMA]
EVIDENCE = "https://drive.example.go.id/bukti"


@dataclass
class Cast:
    """Who takes part: a clerk, her head, the head of the department, and the secretary above."""

    clerk: Employee
    head: Employee
    chief: Employee
    secretary: Employee
    committee: Employee
    passwords: dict[str, str] = field(default_factory=dict)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_year_from_the_staff_file_to_the_verified_document(
    site: str, tmp_path: Path, open_page: Callable[..., Page], javascript: bool
) -> None:
    units, staff = staff_files(tmp_path)
    admin_nip, password = first_admin(units, staff, tmp_path)

    def arrive() -> Walker:
        return Walker(open_page(javascript=javascript))

    admin = arrive()
    admin.log_in_first(admin_nip, password, PASSWORD)
    import_staff(admin, units, staff)
    open_year(admin)
    cast = choose_cast(admin_nip)
    for person in (cast.clerk, cast.head, cast.chief, cast.secretary, cast.committee):
        cast.passwords[person.nip] = give_password(admin, person)
    give_role(admin, cast.committee)

    def enter(person: Employee) -> Walker:
        walker = arrive()
        walker.log_in_first(person.nip, cast.passwords[person.nip], f"{PASSWORD} {person.nip}")
        return walker

    clerk, head, chief, secretary = (
        enter(person) for person in (cast.clerk, cast.head, cast.chief, cast.secretary)
    )
    plan_as_leader(chief, cast)
    agree(secretary, cast.chief)
    plan_as_head(head, cast)
    agree(chief, cast.head)
    plan_as_clerk(clerk, cast)
    return_with_suggestion(head, cast.clerk)
    submit_again(clerk, cast)
    agree(head, cast.clerk)

    report(clerk, {"Jumlah berkas": "1.240", "Waktu penyelesaian": "2,5", "Jumlah arsip": "500"})
    report(head, {"Jumlah layanan": "12"})
    give_feedback(head, cast.clerk)
    rate_and_share(head, cast.clerk, "Di atas ekspektasi", "Sangat Baik")
    rate_and_share(chief, cast.head, "Sesuai ekspektasi", "Baik")
    acknowledge(clerk)
    acknowledge(head)

    code, file = download_documents(clerk)
    verify(arrive(), code, file, cast)

    propose_award(admin, admin_nip)
    decide_award(enter(cast.committee), cast.committee, cast.clerk)


# --- Before the browser ---------------------------------------------------------------------------


def first_admin(units: Path, staff: Path, folder: Path) -> tuple[str, str]:
    """Import one person with the units above, as the first admin; return NIP and password."""
    unit_rows, people = _rows(units), _rows(staff)
    admin = next(row for row in people if row["JENIS JABATAN NAMA"] != "Jabatan Struktural")
    above = {row["ID"]: row for row in unit_rows}
    line, unit = [], above.get(admin["UNOR ID"])
    while unit is not None:
        line.append(unit)
        unit = above.get(unit["DIATASAN ID"])
    first_units, first_staff = folder / "pertama-unor.csv", folder / "pertama-pegawai.csv"
    _write(first_units, line[::-1])
    _write(first_staff, [admin])
    call_command("import_staff", str(first_units), str(first_staff), "--commit", stdout=io.StringIO())
    said = io.StringIO()
    call_command("start_agency", nip=admin["NIP BARU"], city="Arunika", stdout=said)
    password = re.search(r"Sandi sekali pakai: (\S+)", said.getvalue())
    assert password is not None
    return admin["NIP BARU"], password[1]


@cache
def _rows(file: Path) -> list[dict[str, str]]:
    book = load_workbook(file, read_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    names = [str(name) for name in next(rows)]
    found = [
        dict(zip(names, ["" if cell is None else str(cell) for cell in row], strict=True)) for row in rows
    ]
    book.close()
    return found


def _write(file: Path, rows: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)


# --- The BKD prepares -----------------------------------------------------------------------------


def import_staff(admin: Walker, units: Path, staff: Path) -> None:
    """Upload both files, read the counts, apply."""
    people, tree = len(_rows(staff)), len(_rows(units))
    admin.follow("BKD")
    admin.follow("Impor unit dan pegawai")
    admin.page.get_by_label("Daftar unit").set_input_files(units)
    admin.page.get_by_label("Daftar pegawai").set_input_files(staff)
    admin.press("Periksa berkas")
    let_a_worker_go_on(admin, "Berkas sedang dibaca")
    admin.reads("Periksa sebelum menerapkan", f"{_written(people - 1)} baru", "1 tetap", "0 perlu diperbaiki")
    known = Employee.objects.count()

    button = re.compile("Terapkan .* perubahan")
    with admin.page.expect_navigation():
        admin.page.get_by_role("button", name=button).click()
    let_a_worker_go_on(admin, "sedang diterapkan")

    admin.reads("Hasil impor")
    assert known == 1
    assert Employee.objects.count() == people
    assert tree > 20


def let_a_worker_go_on(person: Walker, sentence: str) -> None:
    """Read that the work goes on behind the page, do it as a worker would, and look again."""
    person.reads(sentence)
    jobs.run_waiting()
    person.open(person.page.url)


def _written(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def open_year(admin: Walker) -> None:
    """Prepare 2026, let the annual evaluation begin in November, and open."""
    admin.follow("BKD")
    admin.follow("Atur tahun dan kebijakan")
    admin.follow("Siapkan periode")
    admin.write("Tahun", "2026")
    admin.press("Siapkan periode")
    admin.follow("Ubah tanggal")
    admin.write("Mulai", "01-11-2026", admin.group("Penilaian tahunan"))
    admin.press("Simpan tanggal")
    admin.reads("Tanggal tersimpan.")
    admin.follow("Buka periode")
    admin.press("Buka periode 2026")
    admin.reads("Periode 2026 dibuka.")


def choose_cast(admin_nip: str) -> Cast:
    """Find a clerk, her head, the head of the department and the one above in the imported city."""
    lines = {
        line.placement_id: line
        for line in Supervision.objects.on(TODAY).select_related(
            "superior", "placement__position", "placement__employee"
        )
    }
    posts = {line.placement.employee_id: line for line in lines.values()}
    for line in sorted(lines.values(), key=lambda each: each.placement.employee.nip):
        head = posts.get(line.superior_id)
        chief = posts.get(head.superior_id) if head else None
        chain = [each for each in (line, head, chief) if each is not None and each.superior is not None]
        kinds = [each.placement.position.kind for each in chain]
        seasoned = all(each.placement.started_on.year < TODAY.year for each in chain)
        if kinds == CHAIN and seasoned and line.placement.employee.nip != admin_nip:
            return Cast(
                clerk=line.placement.employee,
                head=chain[1].placement.employee,
                chief=chain[2].placement.employee,
                secretary=chain[2].superior,  # type: ignore[arg-type]
                committee=_somebody_else(chain, admin_nip),
            )
    raise AssertionError("no clerk with a head of division and a head of department above")


def _somebody_else(chain: list[Any], admin_nip: str) -> Employee:
    taken = [each.placement.employee_id for each in chain] + [each.superior_id for each in chain]
    others = Placement.objects.on(TODAY).exclude(employee__in=taken).exclude(employee__nip=admin_nip)
    unit = chain[0].placement.unit_id
    return others.exclude(unit=unit).select_related("employee").latest("pk").employee


def give_password(admin: Walker, person: Employee) -> str:
    """Find a person and hand out a first password."""
    find(admin, person)
    admin.press("Buat sandi pertama")
    return admin.page.locator("main code").inner_text()


def give_role(admin: Walker, person: Employee) -> None:
    """Put a person on the award committee of the whole agency."""
    find(admin, person)
    admin.page.get_by_label("Peran", exact=True).select_option(label="Tim penghargaan")
    admin.press("Beri peran")
    admin.reads("Peran sudah diberikan.")


def find(admin: Walker, person: Employee) -> None:
    """Open the record of a person through the search."""
    admin.follow("BKD")
    admin.follow("Cari pegawai")
    admin.write("Nama atau NIP", person.nip)
    admin.press("Cari")
    expect(admin.page.locator("#rows tbody tr")).to_have_count(1)
    admin.follow(person.full_name)


# --- What is promised -------------------------------------------------------------------------------


def begin_plan(walker: Walker) -> None:
    """Begin the plan of the year from the home page."""
    walker.open("/")
    walker.follow("Susun SKP 2026")
    walker.press("Susun SKP 2026")
    walker.reads("1. Data dan atasan")


def write_indicator(walker: Walker, number: int, text: str, target: str, unit: str, **lists: str) -> None:
    """Fill one row of the indicators."""
    row = walker.group(f"Indikator {number}")
    walker.write("Indikator kinerja individu", text, row)
    walker.write("Target", target, row)
    walker.write("Satuan", unit, row)
    for label, words in lists.items():
        walker.choose(label, words, row)


def submit(walker: Walker, superior: Employee) -> None:
    """Check the plan and hand it to the superior."""
    walker.follow("Periksa dan ajukan")
    walker.press("Ajukan ke atasan")
    walker.reads(f"SKP diajukan ke {superior.full_name}")


def plan_as_leader(chief: Walker, cast: Cast) -> None:
    """The head of the department plans with perspectives."""
    begin_plan(chief)
    chief.follow("Tambah hasil kerja")
    chief.write("Rencana hasil kerja", "Meningkatnya mutu layanan dinas bagi warga")
    write_indicator(chief, 1, "Indeks kepuasan masyarakat", "86", "nilai")
    for side in ("Penerima Layanan", "Anggaran"):
        chief.group("Indikator 1").get_by_label(side).check()
    chief.press("Simpan hasil kerja")
    submit(chief, cast.secretary)


def plan_as_head(head: Walker, cast: Cast) -> None:
    """The head of the division serves the result of the department."""
    begin_plan(head)
    head.follow("Tambah hasil kerja")
    head.write("Rencana hasil kerja", "Terlayaninya warga tepat waktu di bidang ini")
    head.choose("RHK pimpinan yang didukung", "Meningkatnya mutu layanan dinas bagi warga")
    write_indicator(head, 1, "Jumlah layanan yang dievaluasi", "12", "layanan", Aspek="Kuantitas")
    head.press("Simpan hasil kerja")
    submit(head, cast.chief)


def plan_as_clerk(clerk: Walker, cast: Cast) -> None:
    """The clerk writes two results, three indicators, an expectation and an annex."""
    begin_plan(clerk)
    clerk.follow("Periksa data dan atasan")
    clerk.reads(cast.head.full_name)
    clerk.press("Simpan")
    clerk.follow("Tambah hasil kerja")
    clerk.write("Rencana hasil kerja", "Terselesaikannya berkas permohonan warga")
    clerk.choose("RHK pimpinan yang didukung", "Terlayaninya warga tepat waktu di bidang ini")
    write_indicator(clerk, 1, "Jumlah berkas yang selesai", "1.200", "berkas", Aspek="Kuantitas")
    write_indicator(clerk, 2, "Waktu penyelesaian satu berkas", "3", "hari", Aspek="Waktu")
    clerk.choose("Lebih baik bila", "Makin rendah", clerk.group("Indikator 2"))
    clerk.page.get_by_role("button", name="Tambah baris indikator").click()
    expect(clerk.group("Indikator 3")).to_be_visible()
    clerk.press("Simpan, lalu tambah hasil lain")
    clerk.write("Rencana hasil kerja", "Tertatanya arsip layanan")
    clerk.write("Atau tulis RHK pimpinan", "Tersedianya arsip yang mudah ditemukan")
    write_indicator(clerk, 1, "Jumlah arsip yang ditata", "480", "berkas", Aspek="Kuantitas")
    clerk.press("Simpan hasil kerja")
    clerk.follow("Usulkan ekspektasi perilaku")
    clerk.write("Ekspektasi khusus: Akuntabel", "Menyimpan bukti kerja pada hari yang sama")
    clerk.press("Simpan ekspektasi")
    clerk.follow("Tulis dukungan yang Anda perlukan")
    clerk.write("Dukungan sumber daya", "Pemindai dokumen")
    clerk.press("Simpan lampiran")
    submit(clerk, cast.head)


def return_with_suggestion(head: Walker, clerk: Employee) -> None:
    """The head gives the plan back once."""
    head.open("/")
    head.follow("Tanggapi SKP tim Anda")
    head.follow(clerk.full_name)
    head.page.locator("summary", has_text="Saran untuk hasil 2").click()
    head.write("Saran untuk hasil 2", "Kapan arsip selesai ditata?")
    head.press("Kirim saran")
    head.reads("Saran terkirim")


def submit_again(clerk: Walker, cast: Cast) -> None:
    """The clerk reads the suggestion, mends and submits again."""
    clerk.open("/")
    clerk.follow("Lanjutkan SKP 2026")
    clerk.reads("Kapan arsip selesai ditata?")
    clerk.follow("2. Tertatanya arsip layanan")
    clerk.write("Rencana hasil kerja", "Tertatanya arsip layanan sebelum November")
    clerk.press("Simpan hasil kerja")
    submit(clerk, cast.head)


def agree(superior: Walker, person: Employee) -> None:
    """The superior agrees from the list of what waits."""
    superior.open("/")
    superior.follow("Tanggapi SKP tim Anda")
    superior.follow(person.full_name)
    superior.press("Sepakati SKP")
    superior.reads(f"SKP {person.full_name} disepakati")


# --- What was achieved, and how it is judged ------------------------------------------------------------


def report(walker: Walker, amounts: dict[str, str]) -> None:
    """Report the running quarter of every indicator, with evidence."""
    walker.open("/")
    walker.follow("Catat kemajuan")
    for indicator, amount in amounts.items():
        walker.follow(f"Isi realisasi {indicator}")
        walker.write("Realisasi", amount)
        walker.write("Apa yang dicapai?", f"Tercatat {amount} sampai 20 November, bukti di folder bersama.")
        walker.write("Tautan bukti dukung", f"{EVIDENCE}/{len(indicator)}")
        walker.press("Simpan catatan")
        walker.reads("Catatan tersimpan pukul 10.42.")


def give_feedback(head: Walker, clerk: Employee) -> None:
    """The head writes feedback on one result."""
    head.open("/tim/")
    head.follow(clerk.full_name)
    head.follow("Beri umpan balik")
    head.write("Hasil 1:", "Berkas selesai sebelum jam istirahat; warga tidak perlu datang dua kali.")
    head.press("Simpan umpan balik")
    head.reads("1 umpan balik tersimpan.")


def rate_and_share(superior: Walker, person: Employee, words: str, predicate: str) -> None:
    """The superior rates both parts, checks the predicate and shares after the talk."""
    superior.open("/")
    superior.follow("Nilai dan bagikan hasil tim")
    superior.follow(person.full_name)
    superior.follow("Nilai")
    superior.tick("Rating hasil kerja", words)
    superior.write("Alasan rating hasil kerja", "Target tercapai dengan bukti di folder bersama.")
    superior.tick("Rating perilaku kerja", words)
    superior.write("Alasan rating perilaku kerja", "Menggantikan rekan di loket saat antrean panjang.")
    superior.press("Simpan dan periksa")
    superior.reads(f"menghasilkan predikat {predicate}")
    superior.write("Tanggal dialog", "22-11-2026")
    superior.press("Bagikan hasil")
    superior.reads(f"Hasil sudah dibagikan kepada {person.full_name}")


def acknowledge(walker: Walker) -> None:
    """The person reads the result and says so."""
    walker.open("/")
    walker.follow("Baca hasil penilaian Anda")
    walker.write("Tanggapan Anda", "Terima kasih atas dialognya.")
    walker.press("Saya sudah membaca")
    walker.reads("Terima kasih, tanggapan Anda tersimpan.", "Sudah dibaca")


# --- Documents ----------------------------------------------------------------------------------------


def download_documents(clerk: Walker) -> tuple[str, bytes]:
    """Download the three documents; return code and bytes of the evaluation."""
    evaluation, address = clerk.download("Unduh Evaluasi Kinerja")
    record, _ = clerk.download("Unduh Dokumen Evaluasi")
    clerk.follow("SKP saya")
    clerk.follow("Buka SKP")
    plan, _ = clerk.download("Unduh SKP (PDF)")
    assert [file[:5] for file in (evaluation, record, plan)] == [b"%PDF-"] * 3
    code = re.search(r"/dokumen/([\w-]{22})/unduh/", address)
    assert code is not None
    return code[1], evaluation


def verify(stranger: Walker, code: str, file: bytes, cast: Cast) -> None:
    """Somebody without a login checks the paper and the file, and sees no score and no name."""
    stranger.open("/v/")
    stranger.write("Kode dokumen", code)
    stranger.press("Periksa")
    stranger.reads("Dokumen ini terdaftar dan berlaku")
    shown = stranger.page.locator("main").inner_text()
    for secret in ("Sangat Baik", "Di atas ekspektasi", cast.clerk.nip, cast.clerk.name):
        assert secret not in shown

    for content, verdict in (
        (file, "Berkas ini sama."),
        (file[:-9] + b"x" + file[-8:], "Berkas ini berbeda."),
    ):
        sent = {"name": "evaluasi.pdf", "mimeType": "application/pdf", "buffer": content}
        stranger.page.get_by_label("Berkas PDF", exact=True).set_input_files(sent)  # type: ignore[arg-type]
        stranger.press("Bandingkan")
        stranger.reads(verdict)


# --- The award ------------------------------------------------------------------------------------------


def propose_award(admin: Walker, nip: str) -> None:
    """The BKD admin has the list of a published scheme computed."""
    a_scheme(Period.objects.get(), Employee.objects.get(nip=nip), name=AWARD)
    admin.follow("BKD")
    admin.follow("Penghargaan")
    admin.follow("Hitung usulan")
    admin.tick("Skema penghargaan", f"{AWARD}, tahun {TODAY.year}")
    admin.press("Hitung usulan")
    let_a_worker_go_on(admin, "Kemajuan")  # so many people are the work of a worker
    admin.reads("Selesai")
    admin.follow("Buka halaman tempat pekerjaan ini dimulai")
    admin.reads(AWARD)


def decide_award(committee: Walker, chair: Employee, clerk: Employee) -> None:
    """The committee decides with a reason, sits, settles the list and takes the letter along."""
    committee.open("/")
    committee.follow("Putuskan usulan penghargaan")
    committee.follow(AWARD)
    committee.follow(clerk.full_name)
    committee.tick("Keputusan tim", "Direkomendasikan")
    committee.write("Alasan", "Semua target terlampaui dan setiap bukti dapat dibuka.")
    committee.press("Simpan keputusan")
    committee.reads("Rekomendasi tim: 1 dari 1 tempat")
    committee.follow("Rapat tim")
    committee.write("Tempat", "Ruang rapat BKD")
    committee.choose(chair.full_name, "Ketua rapat")
    committee.press("Simpan rapat")
    committee.reads("Rapat tercatat.")
    committee.follow(AWARD)
    committee.follow("Tetapkan rekomendasi")
    committee.press("Tetapkan rekomendasi")
    committee.reads("Rekomendasi sudah ditetapkan.")
    letter, _ = committee.download("Unduh surat rekomendasi")
    assert letter.startswith(b"%PDF-")
