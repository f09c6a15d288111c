"""Sentences that go to many people: what presses is told, with what to write instead."""

from __future__ import annotations

import pytest

from desk.rules.tone import tone_faults

FINE = [
    "",
    "Kami siap membantu bila ada yang menghambat, hubungi BKPSDM lantai 2.",
    "Masa pengajuan berakhir 15 Januari. Draf Anda tersimpan.",
    "Panduan ada di bkpsdm.arunika.go.id.",
]
# text, the beginning of what is told; source: pages research 2.4
PRESSING = [
    ("Anda terlambat mengisi SKP", "Tulis tanpa kata “terlambat”"),
    ("Ada sanksi bagi yang belum", "Tulis tanpa kata “sanksi”"),
    ("Harap mengisi", "Tulis tanpa kata “harap”"),
    ("Isi hari ini!", "Tulis tanpa tanda seru"),
    ("MOHON DIPERHATIKAN ya", "Tulis tanpa huruf besar semua"),
    ("Hubungi 0812 3456 7890", "Tulis tanpa NIP dan nomor panjang"),
    ("Lihat https://contoh.com", "Tulis tanpa tautan ke luar"),
]


@pytest.mark.parametrize("text", FINE)
def test_an_inviting_sentence_passes(text: str) -> None:
    assert tone_faults(text) == []


@pytest.mark.parametrize(("text", "told"), PRESSING)
def test_a_pressing_sentence_is_told_what_to_write(text: str, told: str) -> None:
    assert any(fault.startswith(told) for fault in tone_faults(text))
