"""An award in the browser: published, computed, weighed by a committee, decided, told in papers."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from awards.models import AwardCandidate, AwardList
from awards.rules.anchors import ANCHORS
from awards.rules.scheme import Source
from organizations.models import Employee
from organizations.rules import Role
from reviews.rules.evaluation import Rating
from tests.awards.award_office import Office
from tests.awards.schemes import a_scheme

from .walker import Walker

Enter = Callable[..., Walker]
AWARD = "ASN Berprestasi 2026"
LATE = "Skema ini baru ada sejak November."


@pytest.fixture
def enter(open_page: Callable[..., Page], log_in: Callable[[Page, Any], None]) -> Enter:
    """Return `enter(person, width=..., javascript=...)`: a person at a browser of the own."""

    def come(person: Employee, **options: Any) -> Walker:
        page = open_page(**options)
        log_in(page, person)
        return Walker(page)

    return come


@pytest.fixture
def office(site: str) -> Office:
    """Three in the committee and the draft of a scheme for two people; nobody is rated yet."""
    office = Office()
    office.lala, _ = office.person("Lala", role=Role.AWARD_COMMITTEE)
    office.mira, _ = office.person("Mira", role=Role.AWARD_COMMITTEE)
    scheme = a_scheme(office.period, office.gita, name=AWARD, places=2, published=False)
    for row in scheme.criteria.all():
        row.anchors = [{"points": str(one.points), "words": one.words} for one in ANCHORS[Source(row.source)]]
        row.save()
    return office


def the_year_closes(office: Office) -> None:
    """Sari did best, Agus and Wati alike, Joko below; Tini's result is not shared."""
    office.candidate("Sari Lestari", results=Rating.ABOVE, behaviour=Rating.ABOVE)
    for name in ("Agus Salim", "Wati Rahayu"):
        office.candidate(name, results=Rating.ABOVE)
    office.candidate("Joko Susilo", results=Rating.BELOW)
    office.candidate("Tini Marlina", status="DRAF")


def test_from_a_published_scheme_to_the_papers(office: Office, enter: Enter) -> None:
    gita, hadi, lala = enter(office.gita), enter(office.hadi), enter(office.lala, width=360, javascript=False)
    reader = enter(office.budi)
    publish(gita, reader)
    the_year_closes(office)
    compute(gita)
    who_is_not_on_it_reads_why(gita)
    step_aside(lala, "Wati Rahayu")
    recommend(hadi, "Sari Lestari", "Semua target terlampaui.")
    recommend(lala, "Agus Salim", "Mendampingi dua sekolah lain.")
    sit(hadi)
    settle(hadi)
    papers(hadi)
    receive(enter(Employee.objects.get(name="Sari Lestari"), width=360))
    the_city_reads(reader)


def publish(admin: Walker, reader: Walker) -> None:
    """The admin publishes in the middle of the year and says why; every employee reads rules and reason."""
    admin.open("/bkd/penghargaan/skema/")
    admin.follow(AWARD)
    admin.follow("Umumkan")
    admin.write("Mengapa baru diumumkan sekarang?", LATE)
    admin.press("Umumkan skema")
    admin.reads("Isinya tidak berubah lagi.")
    reader.open("/penghargaan/")
    reader.follow(AWARD)
    reader.reads(LATE, "Hasil kerja: 50%", "Predikat paling rendah Baik.")


def compute(admin: Walker) -> None:
    """The admin has the list computed: three stand on it, two of them tied at the border."""
    admin.open("/bkd/penghargaan/baru/")
    admin.tick("Skema penghargaan", f"{AWARD}, tahun 2026")
    admin.press("Hitung usulan")
    admin.reads("Usulan sudah dihitung.", "Sari Lestari", "Agus Salim", "Wati Rahayu", "Seri, ")


def who_is_not_on_it_reads_why(admin: Walker) -> None:
    """Whoever lacks data stands apart from who does not meet a condition, each with the reason."""
    admin.follow("Belum memenuhi syarat")
    admin.reads("Joko Susilo", "Predikat tahunan")
    admin.follow("Belum cukup data")
    admin.reads("Tini Marlina")


def step_aside(member: Walker, name: str) -> None:
    """A member who is close to somebody steps aside, and cannot decide there."""
    member.open(f"/bkd/penghargaan/calon/{key_of(name)}/")
    member.follow("Mengundurkan diri dari calon ini")
    member.write("Mengapa Anda mengundurkan diri", "Kami bersaudara.")
    member.press("Mengundurkan diri")
    member.reads("Kami bersaudara.")
    assert not member.page.get_by_role("button", name="Simpan keputusan").count()


def recommend(member: Walker, name: str, reason: str) -> None:
    """A member reads why somebody stands on the list, and recommends with a reason."""
    member.open(f"/bkd/penghargaan/calon/{key_of(name)}/")
    member.reads("Terpenuhi", "Median", "uji ketahanan")
    member.tick("Keputusan tim", "Direkomendasikan")
    member.write("Alasan", reason)
    member.press("Simpan keputusan")
    member.reads("Rekomendasi tim:", name)


def sit(member: Walker) -> None:
    """The sitting is written down: two of three were present."""
    member.open(f"/bkd/penghargaan/{AwardList.objects.get().pk}/rapat/")
    member.write("Hari rapat", "22-11-2026")
    member.write("Tempat", "Ruang rapat BKD")
    member.write("Jalannya rapat", "Tim membahas calon satu per satu.")
    member.choose("Hadi", "Ketua rapat")
    member.choose("Lala", "Anggota")
    member.press("Simpan rapat")
    member.reads("Ruang rapat BKD")


def settle(member: Walker) -> None:
    """The recommendation is settled with a word on how the committee chose between the tied."""
    member.open(f"/bkd/penghargaan/{AwardList.objects.get().pk}/tetapkan/")
    member.reads("Sari Lestari", "Agus Salim")
    member.write("Cara memilih di antara yang seri", "Agus lebih lama mendampingi sekolah lain.")
    member.press("Tetapkan rekomendasi")
    member.reads("Rekomendasi sudah ditetapkan.")


def papers(member: Walker) -> None:
    """The letter names both and nobody else; the minutes tell who was there and stepped aside, never why."""
    letter, _ = member.download("Unduh surat rekomendasi")
    said = words_of(letter)
    assert "Sari Lestari" in said
    assert "Agus Salim" in said
    assert "Wati Rahayu" not in said
    member.follow("Rapat tim")
    minutes, _ = member.download("Unduh berita acara")
    said = words_of(minutes)
    aside = "Lala tidak menilai dan tidak memutuskan tentang Wati Rahayu"
    for words in ("Ruang rapat BKD", "Hadi", aside, "Agus lebih lama", LATE):
        assert words in said
    assert "Kami bersaudara" not in said


def receive(winner: Walker) -> None:
    """The winner lets the name stand in public, and takes the certificate along."""
    winner.open("/penghargaan-saya/")
    winner.follow(AWARD)
    winner.tick("Nama Anda di daftar penerima", "Tampilkan nama dan alasannya")
    winner.press("Simpan pilihan")
    certificate, _ = winner.download("Unduh piagam")
    assert "Sari Lestari" in words_of(certificate)


def the_city_reads(reader: Walker) -> None:
    """Everybody reads who agreed to stand there, whoever did not is counted; the list itself stays closed."""
    reader.open("/penerima-penghargaan/")
    reader.reads("Sari Lestari", "1 penerima tidak menampilkan nama.")
    assert "Agus Salim" not in reader.page.locator("main").inner_text()
    answer = reader.page.goto(f"/bkd/penghargaan/{AwardList.objects.get().pk}/")
    assert answer is not None
    assert answer.status == 403


def key_of(name: str) -> int:
    """Return the key of somebody on the list."""
    return AwardCandidate.objects.get(employee__name=name).pk


def words_of(pdf: bytes) -> str:
    """Return the text of a PDF on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
