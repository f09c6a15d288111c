"""Minutes and certificates: what they say and keep to themselves, who has them, how they are checked."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from appraisal.errors import Denied
from awards.models import AwardCandidate, AwardScheme, Nomination, NominationMember, Recusal, Sitting
from organizations.models import Employee
from reviews import documents
from reviews.models import Document
from reviews.rules.document import DocumentKind
from tests.awards.award_office import NOW
from tests.awards.committee_rows import Committee

pytestmark = pytest.mark.once
LONG_NAME = "Dr. Raden Ajeng Siti Nurhaliza Kusumawardhani Prawirodirdjo Sastronegoro, S.Pd., M.Pd., M.M."


@pytest.fixture
def team(db: None) -> Committee:
    return Committee()


def issue(kind: DocumentKind, target: Any, by: Employee) -> Document:
    return documents.issue(kind=kind, target=target, by=by, at=NOW, site="http://x")


def pages(document: Document) -> list[str]:
    read = PdfReader(io.BytesIO(bytes(document.file.pdf))).pages  # type: ignore[attr-defined]
    return [" ".join(page.extract_text().split()) for page in read]


def test_minutes_tell_who_sat_what_was_decided_and_how(team: Committee) -> None:
    AwardScheme.objects.update(late_reason="Peraturan baru terbit bulan Maret.")
    Recusal.objects.create(
        candidate=team.of("Dewi"), member=team.hana, reason="Kakak ipar saya.", recused_at=NOW
    )
    team.decide("Dewi", team.hadi, "TIDAK_TAHUN_INI", reason="Menunggu hasil ujian.")
    award_list = team.settled()
    sitting = award_list.sittings.get()

    document = issue(DocumentKind.AWARD_MINUTES, sitting, team.hadi)
    text = " ".join(pages(document))

    assert document.number == "BERITA_ACARA-2026-0001"
    assert (document.about, document.about_id, document.subject) == ("awards.sitting", sitting.pk, None)
    for words in (
        "BERITA ACARA RAPAT TIM PENGHARGAAN ASN BERPRESTASI 2026 Nomor BERITA_ACARA-2026-0001",
        "Minggu, 20 Desember 2026, bertempat di Ruang rapat BKD",
        "3 dari 3 anggota tim hadir.",
        "Hana tidak menilai dan tidak memutuskan tentang Dewi karena benturan kepentingan.",
        "Peraturan baru terbit bulan Maret.",
        "Menunggu hasil ujian.",
        "Direkomendasikan",
        "Cara memilih di antara calon yang nilainya seri: Ani lebih lama melayani warga.",
        "Ketua rapat",
    ):
        assert words in text, words
    assert "Kakak ipar" not in text
    assert issue(DocumentKind.AWARD_MINUTES, sitting, team.office.gita) == document


def test_minutes_of_a_year_without_a_winner(team: Committee) -> None:
    team.office.sit(team.award_list, team.hadi, team.hana)
    team.close(empty_reason="Bukti belum lengkap.")

    text = " ".join(pages(issue(DocumentKind.AWARD_MINUTES, Sitting.objects.get(), team.hadi)))

    assert "Tahun ini belum ada penerima. Bukti belum lengkap." in text
    assert "2 dari 3 anggota tim hadir. Tidak hadir: Hasan" in text


def test_papers_wait_for_settling_and_for_their_makers(team: Committee) -> None:
    team.decide("Ani", team.hadi)
    sitting = team.office.sit(team.award_list, team.hadi, team.hana)
    for kind, target in (
        (DocumentKind.AWARD_MINUTES, sitting),
        (DocumentKind.AWARD_CERTIFICATE, team.of("Ani")),
    ):
        with pytest.raises(Denied, match="setelah rekomendasi ditetapkan"):
            issue(kind, target, team.hadi)
    team.close(tie_reason="Lama melayani.")
    sitting.refresh_from_db()
    with pytest.raises(Denied):
        issue(DocumentKind.AWARD_MINUTES, sitting, team.office.budi)
    with pytest.raises(Denied, match="Piagam dibuat penerimanya"):
        issue(DocumentKind.AWARD_CERTIFICATE, team.of("Ani"), team.of("Dewi").employee)
    with pytest.raises(Denied):
        issue(DocumentKind.AWARD_CERTIFICATE, team.of("Dewi"), team.hadi)


def test_certificate_says_the_public_words_and_can_be_checked(team: Committee, client: Client) -> None:
    team.settled(public_reason="Cara belajarnya dipakai tiga sekolah lain.")
    ani = team.of("Ani")

    document = issue(DocumentKind.AWARD_CERTIFICATE, ani, ani.employee)
    (text,) = pages(document)

    assert (document.subject, document.number) == (ani.employee, "PIAGAM-2026-0001")
    for words in ("PIAGAM PENGHARGAAN", "Ani", "ASN Berprestasi 2026", "dipakai tiga sekolah lain"):
        assert words in text
    assert "Dua belas laporan" not in text  # the internal reason
    shown = client.get(f"/v/{document.code}/").content.decode()
    assert "Dokumen ini terdaftar dan berlaku" in shown
    assert "Piagam Penghargaan" in shown


@pytest.mark.parametrize("size", [1, 12])
def test_certificate_of_a_team_names_its_members_on_one_page(team: Committee, size: int) -> None:
    nomination = Nomination.objects.create(
        scheme=team.award_list.scheme,
        team_name="Tim Percepatan Layanan Perpustakaan Keliling Kecamatan Arunika Utara",
        reason="Menjangkau desa.",
        nominated_by=team.office.budi,
        nominated_at=NOW,
    )
    for number in range(size):
        person, _ = team.office.person(f"{LONG_NAME[:40]} {number}")
        NominationMember.objects.create(nomination=nomination, employee=person)
    row = AwardCandidate.objects.create(
        award_list=team.award_list,
        nomination=nomination,
        is_eligible=True,
        criteria=[],
        score=80,
        decision="DIREKOMENDASIKAN",
        reason="Dampak luas.",
        public_reason="Menjangkau empat puluh desa yang belum punya perpustakaan. " * 5,
        decided_by=team.hadi,
        decided_at=NOW,
    )
    team.office.sit(team.award_list, team.hadi, team.hana)
    team.close(tie_reason="Dampak luas.")
    row = AwardCandidate.objects.select_related("award_list__scheme__period").get(pk=row.pk)

    (text,) = pages(issue(DocumentKind.AWARD_CERTIFICATE, row, team.hadi))

    assert f"{LONG_NAME[:40]} {size - 1}" in text
