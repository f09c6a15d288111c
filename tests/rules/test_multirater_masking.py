"""What is taken out of a rater's words before they are shown, and what somebody looks at first.

The kinds are those of measurement research 4 (names, NIP, phone, e-mail, dates); each row is a sentence as
people write it.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multirater.rules.masking import MASKS, flag_of, mask
from organizations.rules.wording import Names

NAMES = Names.of(
    [
        "Budi Santoso",
        "Ani Rahmawati",
        "Bunga Lestari",
        "Indah Cahaya Putri",
        "Surya Wibowo",
        "Wahyudi",
        "Bagus Agung Prasetyo",
        "I Made Sukarta",
    ]
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # side by side, after an honorific, in the middle, at the beginning, small, shouted
        ("Budi Santoso selalu siap.", "[nama] selalu siap."),
        ("budi santoso selalu siap.", "[nama] selalu siap."),
        ("Saya belajar banyak dari pak budi.", "Saya belajar banyak dari pak [nama]."),
        ("Rapat bersama Rahmawati lancar.", "Rapat bersama [nama] lancar."),
        ("Wibowo perlu lebih sabar.", "[nama] perlu lebih sabar."),
        ("tolong wibowo jangan memotong", "tolong [nama] jangan memotong"),
        ("PAK BUDI TERLALU CEPAT", "PAK [nama] TERLALU CEPAT"),
        ("Bu Ani dan Pak Surya kompak", "Bu [nama] dan Pak [nama] kompak"),
        ("Sdr. Wahyudi cekatan", "Sdr. [nama] cekatan"),
        # names that are words
        ("Bunga selalu menyapa tamu.", "[nama] selalu menyapa tamu."),
        ("Bunga di meja depan segar.", "Bunga di meja depan segar."),
        ("Indah sekali caranya berbicara.", "Indah sekali caranya berbicara."),
        ("Indah sering terlambat membalas.", "[nama] sering terlambat membalas."),
        ("Senang bekerja dengan Bagus.", "Senang bekerja dengan [nama]."),
        ("Kerjanya bagus dan agung cita-citanya.", "Kerjanya bagus dan agung cita-citanya."),
        ("Ruang kerja kurang cahaya matahari.", "Ruang kerja kurang cahaya matahari."),
        ("Bu Cahaya teliti, Pak Surya cepat.", "Bu [nama] teliti, Pak [nama] cepat."),
        ("Panel surya di kantor terawat.", "Panel surya di kantor terawat."),
        # nicknames and names that nobody knows, after an honorific
        ("Pak Yudi ramah", "Pak [nama] ramah"),
        ("bu rahma ramah", "bu [nama] ramah"),
        ("Mas Gepeng dari unit lain tahu", "Mas [nama] dari unit lain tahu"),
        ("Bapak selalu mendengar. Ibu juga.", "Bapak selalu mendengar. Ibu juga."),
        ("Pak Kabid dan Bu Sekretaris hadir", "Pak Kabid dan Bu Sekretaris hadir"),
        ("Terima kasih Pak. Semoga terus begitu.", "Terima kasih Pak. Semoga terus begitu."),
        # numbers
        ("NIP 19660801 198803 1 001 keliru", "NIP [nomor] keliru"),
        ("nip: 196608011988031001", "nip: [nomor]"),
        ("NIP 131 234 567 lama", "NIP [nomor] lama"),
        ("NIK 3276012345678901", "NIK [nomor]"),
        ("wa saya +62 812-3456-7890 ya", "wa saya [nomor] ya"),
        ("hubungi 0812 3456 7890", "hubungi [nomor]"),
        ("kantor (0274) 555123, lantai 2", "kantor [nomor], lantai 2"),
        ("62-812-3456-789", "[nomor]"),
        ("Menyelesaikan 120 berkas dari 150", "Menyelesaikan 120 berkas dari 150"),
        ("Anggaran 150.000.000 terserap 98,5%", "Anggaran 150.000.000 terserap 98,5%"),
        # mail and handles
        ("tulis ke budi.s@contoh.example. Terima kasih", "tulis ke [surel]. Terima kasih"),
        ("budi(at)contoh(dot)example", "[surel]"),
        ("lihat @budi_s", "lihat [nama]"),
        # days and hours
        ("Rapat 3 Maret berjalan baik", "Rapat [tanggal] berjalan baik"),
        ("Pada Senin, 3 Maret 2026 ia marah", "Pada [tanggal] ia marah"),
        ("Tanggal 12/03/2026 dan 2026-03-12", "[tanggal] dan [tanggal]"),
        ("apel tgl 5 terlewat", "apel [tanggal] terlewat"),
        ("rapat 3-5 Agustus di luar kota", "rapat [tanggal] di luar kota"),
        ("datang jam 14.30 tanpa kabar", "datang [tanggal] tanpa kabar"),
        ("pukul 08:15 WIB sudah siap", "[tanggal] sudah siap"),
        ("mulai 09.00 WIB", "mulai [tanggal]"),
        ("Rapat Selasa lalu, juga Maret 2025", "Rapat [tanggal], juga [tanggal]"),
        ("lembur 2 jam 30 menit", "lembur 2 jam 30 menit"),
        ("nilai 4.50 dari 5, butir 1.2", "nilai 4.50 dari 5, butir 1.2"),
        ("Ia mulai lebih awal setiap hari Senin", "Ia mulai lebih awal setiap hari Senin"),
    ],
)
def test_what_tells_who_is_meant_or_when_is_taken_out(text: str, shown: str) -> None:
    assert mask(text, NAMES) == shown


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Dasar goblok", "Kata kasar atau hinaan"),
        ("dasar g0bl0k", "Kata kasar atau hinaan"),
        ("Toloool sekali", "Kata kasar atau hinaan"),
        ("bodohnya minta ampun", "Kata kasar atau hinaan"),
        ("Awas kamu nanti", "Ancaman"),
        ("saya habisi di luar", "Ancaman"),
        ("sdfghjkl qwrtp", "Bukan kalimat"),
        ("lihat http://contoh.example", "Tautan atau iklan"),
        ("daftar slot gacor", "Tautan atau iklan"),
        ("Bank sampah terkelola, babinsa hadir", ""),
        ("[nama] tidak sabar pada [tanggal]", ""),
        ("Perlu lebih tegas memberi arahan", ""),
        ("Semangatnya membakar kami semua", ""),
        ("ok", ""),
    ],
)
def test_what_a_person_should_look_at_first_is_said_in_words(text: str, flag: str) -> None:
    assert flag_of(text) == flag
    assert len(flag) <= 40, "the column of the reason"


@given(st.text(max_size=200))
def test_any_text_is_masked_and_flagged_and_masking_again_changes_nothing(text: str) -> None:
    once = mask(text, NAMES)

    assert mask(once, NAMES) == once
    flag_of(text)


@given(
    st.lists(
        st.sampled_from([*MASKS, "Pak", "budi santoso", "12/03/2026", "0812 3456 7890", ".", "dan"]),
        max_size=8,
    )
)
def test_masks_beside_each_other_stand_still(parts: list[str]) -> None:
    once = mask(" ".join(parts), NAMES)

    assert mask(once, NAMES) == once
    assert "budi" not in once.casefold()
    assert "3456" not in once
