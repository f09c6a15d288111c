"""A round of 360 feedback in a dinas of 120: from the desk to the paper, with what goes wrong on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page
from pypdf import PdfReader

from multirater.models import Invitation, Opinion, Reviewee, Round
from multirater.rules import SEALED
from organizations.models import Employee
from tests.multirater.rows import Office, answer, build_office_of_rounds
from tests.world import NOW, World

from .walker import Walker

SECTIONS = ("umum", "data", "layanan", "rehab", "jaminan", "binaan", "tagana", "bansos")
STAFF = 14  # below a head each: with the head of the dinas 121 people
NAME = "Umpan balik 360 tahun 2026"
KIND = "Menjemput berkas ke rumah lansia; warga sangat terbantu."
RUDE = "Orangnya bodoh dan goblok."
IN_DECEMBER = NOW + timedelta(days=10)
Enter = Callable[..., Walker]


@pytest.fixture
def office(world: World) -> Office:
    """A dinas of 121 people."""
    return build_office_of_rounds(world, SECTIONS, STAFF)


@pytest.fixture
def enter(open_page: Callable[..., Page], log_in: Callable[[Page, Any], None]) -> Enter:
    """Return `enter(person, width=..., javascript=...)`: a person at a browser of the own."""

    def come(person: Employee, **options: Any) -> Walker:
        page = open_page(**options)
        log_in(page, person)
        return Walker(page)

    return come


def test_a_round_of_a_dinas_from_the_desk_to_the_paper(
    office: Office, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    gita = enter(office.world.gita)
    prepare_and_open(gita)
    row = Round.objects.get()
    assert row.reviewees.count() == 121

    rater, shy = office.staff["umum"][2], office.staff["umum"][4]
    fill_in_two_and_go_on(enter(rater, width=360), row)
    step_aside(enter(shy, width=360, javascript=False), shy, row)

    person = office.staff["umum"][0]
    tardy = everybody_else_answers(row, person)
    monkeypatch.setattr(timezone, "now", lambda: IN_DECEMBER)
    gita = enter(office.world.gita)  # the session of November is over
    close(gita, row)
    answer_late(enter(tardy.rater, width=360), tardy)
    moderate_and_release(gita, row)

    reviewee = row.reviewees.get(employee=person)
    read_and_go_on(enter(person, width=360), reviewee, raters_of(reviewee))
    superior = enter(office.heads["umum"])
    superior.open("/tim/putaran-360/")
    superior.follow(person.name)
    superior.reads("Teruskan", KIND)
    for outsider in (rater, office.heads["data"], office.world.gita):
        answered = enter(outsider).page.goto(href("result-detail", reviewee))
        assert answered is not None
        assert answered.status == 404, outsider

    monkeypatch.setattr(timezone, "now", lambda: IN_DECEMBER + timedelta(days=15))
    gita = enter(office.world.gita)
    gita.open(href("round-release", row))
    gita.reads("Tidak ada kelompok dengan cukup jawaban susulan")


def href(name: str, row: Any) -> str:
    """Return the address of a page about a row."""
    return reverse(f"multirater:{name}", args=[row.pk])


# --- The steps --------------------------------------------------------------------------------


def prepare_and_open(desk: Walker) -> None:
    """Prepare a round over the dinas with the defaults, look at the draw, and open it."""
    desk.open("/bkd/")
    desk.open("/bkd/360/")
    desk.follow("Siapkan putaran")
    desk.write("Nama putaran", NAME)
    desk.tick("Untuk apa putaran ini?", "Pengembangan dan bahan evaluasi kinerja")
    desk.write("Pengisian mulai", "20-11-2026")
    desk.write("Pengisian sampai", "30-11-2026")
    desk.write("Jawaban susulan sampai", "15-12-2026")
    desk.press("Simpan dan pilih peserta")
    desk.write("Unit", "Dinas Sosial")
    desk.press("Tambah unit")
    desk.reads("121 pegawai per hari ini")
    desk.follow("Lanjut")
    desk.follow("Buka putaran")
    desk.reads("121 pegawai dinilai", "tidak ada dua rekan yang saling menilai")
    desk.press("Buka putaran")
    desk.reads("Sedang diisi")


def fill_in_two_and_go_on(rater: Walker, row: Round) -> None:
    """Fill in a form on a phone, be stopped by what is missing, mend, send, and go on to the next."""
    rater.open("/")
    rater.follow("Beri umpan balik 360")
    rater.page.locator("main .task-list a").first.click()
    rater.reads("Mengapa Anda", "bahan evaluasi kinerja", "Sampai kapan")
    fill_in(rater)
    before = Invitation.objects.filter(round=row, status="TERKIRIM").count()
    rater.follow("Lanjut ke")
    fill_in(rater)
    assert Invitation.objects.filter(round=row, status="TERKIRIM").count() == before + 1


def fill_in(rater: Walker) -> None:
    """From the start page to the thanks; one behaviour is forgotten at first."""
    rater.follow("Mulai")
    groups = rater.page.locator(".frequencies fieldset")
    for number in range(1, groups.count()):
        groups.nth(number).get_by_label("Sering", exact=True).check()
    rater.page.locator("textarea").first.fill(KIND)
    rater.press("Periksa jawaban")
    rater.reads(KIND)  # nothing typed is lost
    groups.first.get_by_label("Belum sempat melihat").check()
    rater.press("Periksa jawaban")
    rater.reads("Periksa sebelum mengirim", KIND)
    rater.press("Kirim umpan balik")
    rater.reads("Terima kasih")


def step_aside(rater: Walker, person: Employee, row: Round) -> None:
    """Say that one does not know the work well enough; somebody else is asked."""
    invitation = Invitation.objects.filter(rater=person, side="REKAN", round=row).earliest("pk")
    rater.open(href("invitation-start", invitation))
    rater.page.get_by_text("Saya belum cukup mengenal pekerjaannya").click()
    rater.press("Ya, saya belum cukup mengenal")
    replacement = Invitation.objects.get(replaces=invitation)
    assert (replacement.status, replacement.ratee_id) == ("MENUNGGU", invitation.ratee_id)
    assert replacement.rater_id != person.pk


def everybody_else_answers(row: Round, person: Employee) -> Invitation:
    """Answer for everybody but one peer of this person, who comes late; return that invitation."""
    asked = Invitation.objects.filter(round=row, status="MENUNGGU")
    tardy = asked.filter(ratee=person, side="REKAN").earliest("pk")
    for each in asked.exclude(pk=tardy.pk).select_related("reviewee"):
        scores: dict[int, int | None] = {number: 3 + (each.pk + number) % 3 for number in range(1, 8)}
        words = {9: KIND} if each.ratee_id == person.pk else {}
        answer(each, scores, words)
    said = Opinion.objects.filter(reviewee__employee=person, side="REKAN").earliest("pk")
    Opinion.objects.filter(pk=said.pk).update(words={"9": KIND, "10": RUDE})
    return tardy


def close(desk: Walker, row: Round) -> None:
    """End the answering."""
    desk.open(href("round-detail", row))
    desk.follow("Tutup pengisian")
    desk.reads("belum terjawab", "tidak bisa dibuka lagi")
    desk.press("Tutup pengisian")
    desk.reads("Ditutup, belum dirilis")


def answer_late(rater: Walker, invitation: Invitation) -> None:
    """Answer after the closing, knowing what becomes of it."""
    rater.open(href("invitation-start", invitation))
    rater.reads("Putaran sudah ditutup.", "bila sedikitnya 3 jawaban susulan")
    fill_in(rater)


def moderate_and_release(desk: Walker, row: Round) -> None:
    """Look at the one flagged comment, withhold it, and release."""
    desk.open(href("round-release", row))
    desk.reads("1 komentar masih perlu dilihat")
    desk.follow("Lihat komentar")
    desk.follow("Mulai dari yang pertama")
    desk.reads(RUDE)
    desk.page.get_by_label("Tahan").check()
    desk.write("Alasan", "Menghina orangnya, tidak menyebut pekerjaannya.")
    desk.press("Simpan")
    desk.open(href("round-release", row))
    desk.reads("121 pegawai mendapat hasil")
    desk.press("Rilis hasil")
    desk.reads("Dirilis")


def read_and_go_on(owner: Walker, reviewee: Reviewee, raters: set[str]) -> None:
    """Read the result from home, take it as a paper without any rater's name, and begin a plan from it."""
    owner.open("/hasil/putaran-360/")
    owner.follow(NAME)
    owner.reads("Teruskan", KIND, "Rekan kerja", "Siapa yang membaca ini")
    text = owner.page.locator("main").inner_text()
    assert RUDE not in text
    assert not raters & set(text.split("\n"))
    with owner.page.expect_download() as waiting:
        owner.page.get_by_role("link", name="Unduh PDF").click()
    paper = PdfReader(BytesIO(waiting.value.path().read_bytes()))
    printed = " ".join(page.extract_text() for page in paper.pages)
    assert "Menjemput berkas" in printed
    assert not [name for name in raters if name in printed]
    owner.page.get_by_role("link", name="Jadikan rencana pengembangan").click()
    owner.reads("Rencana pengembangan")


def raters_of(reviewee: Reviewee) -> set[str]:
    """Return the names of those who answered in secret."""
    asked = reviewee.invitations.filter(side__in=SEALED, status="TERKIRIM").select_related("rater")
    return {invitation.rater.name for invitation in asked}
