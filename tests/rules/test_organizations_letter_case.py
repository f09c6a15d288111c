"""Capitals of staff files become readable case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.rules.letter_case import person_name, position_title, unit_name


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("BAMBANG HANDAYANI", "Bambang Handayani"),
        ("NUR'AINI FIRMANSYAH", "Nur'aini Firmansyah"),
        ("D'COSTA", "D'Costa"),
        ("MA’RUF AMIN", "Ma’ruf Amin"),
        ("AHMAD BIN YUSUF", "Ahmad bin Yusuf"),
        ("SITI BINTI ALI", "Siti binti Ali"),
        ("BIN SUSANTO", "Bin Susanto"),
        ("I GUSTI A.A. NGURAH", "I Gusti A.A. Ngurah"),
        ("SRI-MULYANI", "Sri-Mulyani"),
        ("RR. DEWI", "Rr. Dewi"),
        ("  ANI   WIJAYA ", "Ani Wijaya"),
        ("Ani wijaya", "Ani wijaya"),
        ("<SCRIPT>ALERT(1)</SCRIPT>", "<SCRIPT>ALERT(1)</SCRIPT>"),
        ("IRÈNE", "Irène"),
        ("", ""),
    ],
)
def test_names_of_people(written: str, shown: str) -> None:
    assert person_name(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("SEKRETARIAT DAERAH", "Sekretariat Daerah"),
        ("SD NEGERI 20 ARUNIKA", "SD Negeri 20 Arunika"),
        ("SMA NEGERI 1", "SMA Negeri 1"),
        ("TK PEMBINA IV", "TK Pembina IV"),
        ("UPTD PUSKESMAS CIBINONG II", "UPTD Puskesmas Cibinong II"),
        ("RSUD ARUNIKA", "RSUD Arunika"),
        ("SEKRETARIAT DPRD", "Sekretariat DPRD"),
        (
            "BADAN KEPEGAWAIAN DAN PENGEMBANGAN SDM (BKPSDM)",
            "Badan Kepegawaian dan Pengembangan SDM (BKPSDM)",
        ),
        ("DINAS KOMUNIKASI, INFORMATIKA DI KOTA", "Dinas Komunikasi, Informatika di Kota"),
        ("BADAN (BAPEDA)", "Badan (BAPEDA)"),
        ("Dinas kesehatan", "Dinas kesehatan"),
    ],
)
def test_names_of_units(written: str, shown: str) -> None:
    assert unit_name(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("GURU AHLI PERTAMA", "Guru Ahli Pertama"),
        ("KEPALA SUBBAGIAN UMUM DAN KEPEGAWAIAN", "Kepala Subbagian Umum dan Kepegawaian"),
        ("  PENGADMINISTRASI   PERKANTORAN ", "Pengadministrasi Perkantoran"),
        ("KEPALA UPT", "Kepala UPT"),
    ],
)
def test_titles_of_positions(written: str, shown: str) -> None:
    assert position_title(written) == shown


@given(st.text(alphabet="ABCXYZ '-.()IV1éÉ<", max_size=40))
def test_change_of_case_changes_only_case_and_settles_at_once(text: str) -> None:
    for change in (person_name, unit_name, position_title):
        once = change(text)
        assert once.upper() == " ".join(text.split()).upper()
        assert change(once) == once or once == once.upper()
