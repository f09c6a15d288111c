"""The desk in the browser: who is behind, a report as a job, a file for SIASN, the trail of it all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page
from pypdf import PdfReader

from appraisal import jobs
from appraisal.jobs import Job
from desk.rules.exchange import SKP_FIELDS
from organizations.models import Employee
from reviews.models import Evaluation
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

from .walker import Walker

Enter = Callable[..., Walker]


@pytest.fixture
def enter(open_page: Callable[..., Page], log_in: Callable[[Page, Any], None]) -> Enter:
    """Return `enter(person, width=..., javascript=...)`: a person at a browser of the own."""

    def come(person: Employee, **options: Any) -> Walker:
        page = open_page(**options)
        log_in(page, person)
        return Walker(page)

    return come


@pytest.fixture
def year(world: World) -> World:
    """Ani's agreed plan with a final annual result; everybody else has not begun."""
    plan = agreed_plan(world, "ani")
    final = {"status": "FINAL", "shared_at": NOW, "final_at": NOW, "talked_on": TODAY}
    Evaluation.objects.create(plan=plan, term=world.final, appraiser=world.budi, **RATED, **final)
    Employee.objects.filter(pk=world.ani.pk).update(siasn_id="A1B2C3")
    return world


def test_a_day_at_the_desk(year: World, enter: Enter) -> None:
    gita = enter(year.gita)
    look_who_is_behind(gita, year)
    archive = have_the_forms_of_everybody(gita)
    forms_are_copies_with_a_list(archive)
    hand_the_year_to_siasn(gita, year)
    read_the_trail(gita, enter(year.ani, width=360, javascript=False), year)

    for outsider in (year.ani, year.budi):
        job = Job.objects.order_by("pk").first()
        answered = enter(outsider).page.goto(f"/bkd/pekerjaan/{job.pk}/")  # type: ignore[union-attr]
        assert answered is not None
        assert answered.status == 404, outsider


def look_who_is_behind(desk: Walker, world: World) -> None:
    """From the four numbers to the people behind one of them, and whom they wait for."""
    desk.open("/bkd/")
    desk.reads("Siklus 2026", "SKP belum disepakati")
    desk.follow("SKP belum disepakati")
    desk.follow("Lihat pegawai")
    desk.reads(world.dewi.name)


def have_the_forms_of_everybody(desk: Walker) -> bytes:
    """Ask for all forms, stop the job, continue it without JavaScript's help, and fetch the archive."""
    desk.open("/bkd/laporan/")
    desk.tick("Jenis laporan", "Formulir SKP")
    desk.press("Lihat perkiraan")
    desk.reads("salinan bertanda SALINAN")
    desk.press("Buat laporan")
    desk.reads("Menunggu")
    desk.press("Hentikan")
    desk.reads("Dihentikan")
    assert jobs.run_waiting() == 0
    desk.press("Lanjutkan")
    jobs.run_waiting()
    desk.open(desk.page.url)
    desk.reads("Selesai", "Bisa diunduh sampai")
    return fetched(desk)


def fetched(desk: Walker) -> bytes:
    """Press Unduh and return the file."""
    with desk.page.expect_download() as waiting:
        desk.page.get_by_role("link", name="Unduh", exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def forms_are_copies_with_a_list(content: bytes) -> None:
    """One PDF per person in an archive per unit, marked as copies, and a sheet of what is missing and why."""
    found: dict[str, bytes] = {}
    unpack(content, found)
    papers = [name for name in found if name.endswith(".pdf")]
    lists = [name for name in found if name.endswith(".xlsx")]

    assert len(papers) == 1
    assert "Ani" in papers[0]
    assert "SALINAN" in "".join(page.extract_text() for page in PdfReader(io.BytesIO(found[papers[0]])).pages)
    assert lists
    rows = [row for name in lists for row in load_workbook(io.BytesIO(found[name])).active.values]
    assert sum("Dewi" in str(row) for row in rows) >= 1


def unpack(content: bytes, found: dict[str, bytes]) -> None:
    """Add the files of an archive, and of the archives in it, by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".zip"):
                unpack(archive.read(name), found)
            else:
                found[name] = archive.read(name)


def hand_the_year_to_siasn(desk: Walker, world: World) -> None:
    """The page says what will be missing; the file has the names of SIASN and NIPs as text."""
    desk.open("/bkd/pertukaran/")
    desk.reads("11 dari 11 kode SIASN belum diisi")
    desk.tick("Berkas", "SKP tahunan untuk SIASN (rw-skp22)")
    desk.press("Buat berkas")
    jobs.run_waiting()
    desk.open(desk.page.url)
    rows = list(load_workbook(io.BytesIO(fetched(desk))).active.values)
    assert rows[0] == ("nip", *SKP_FIELDS)
    assert [row[0] for row in rows[1:]] == [world.ani.nip]
    assert dict(zip(rows[0], rows[1], strict=True))["pnsDinilaiOrang"] == "A1B2C3"


def read_the_trail(desk: Walker, ani: Walker, world: World) -> None:
    """The desk finds what was done; Ani reads on her phone who opened her record."""
    desk.open("/bkd/jejak/")
    desk.reads(world.gita.name, "membuat berkas untuk sistem lain")
    desk.open(f"/bkd/pegawai/{world.ani.pk}/")
    ani.open("/data-saya/jejak/")
    ani.reads(world.gita.name)
