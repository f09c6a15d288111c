"""Whether a sentence to many people invites or presses: words to leave out, and what to write instead.

Source: pages research 2.4 (words), principle 13 (opportunity, not threat).
"""

from __future__ import annotations

import re

from organizations.rules.wording import LINK, NUMBER, OFFICIAL, is_rude, words_of

SHOUTED = re.compile(r"\b[A-Z]{4,} [A-Z]{4,}\b")  # two words; the short name of an office is one
LONGEST = 240  # letters of one sentence
PRESSING = {
    "terlambat": "Sebut tanggalnya, misalnya “sampai 10 Desember”.",
    "telat": "Sebut tanggalnya, misalnya “sampai 10 Desember”.",
    "sanksi": "Sebut ketentuannya dengan rujukan di bantuan, bukan di pengingat.",
    "hukuman": "Sebut ketentuannya dengan rujukan di bantuan, bukan di pengingat.",
    "dipotong": "Sebut ketentuannya dengan rujukan di bantuan, bukan di pengingat.",
    "potongan": "Sebut ketentuannya dengan rujukan di bantuan, bukan di pengingat.",
    "lalai": "Tulis apa yang bisa dilanjutkan.",
    "malas": "Tulis apa yang bisa dilanjutkan.",
    "gagal": "Tulis apa yang bisa dilanjutkan.",
    "terburuk": "Tulis apa yang bisa dilanjutkan.",
    "peringatan": "Tulis apa yang bisa dilanjutkan.",
    "wajib": "Tulis untuk apa hal ini diperlukan.",
    "harus": "Tulis untuk apa hal ini diperlukan.",
    "harap": "Tulis langsung apa yang bisa dilakukan.",
    "segera": "Sebut tanggalnya, misalnya “sampai 10 Desember”.",
}


def tone_faults(text: str) -> list[str]:
    """Return what would press or expose somebody, each with what to write instead; none is fine."""
    words = words_of(text)
    found = [f"Tulis tanpa kata “{word}”. {instead}" for word, instead in PRESSING.items() if word in words]
    if is_rude(text):
        found.append("Tulis dengan kata-kata yang sopan.")
    if "!" in text:
        found.append("Tulis tanpa tanda seru.")
    if SHOUTED.search(text):
        found.append("Tulis tanpa huruf besar semua.")
    if NUMBER.search(text):
        found.append("Tulis tanpa NIP dan nomor panjang lain.")
    if LINK.search(OFFICIAL.sub("", text)):
        found.append("Tulis tanpa tautan ke luar; alamat Capaian sudah ada di suratnya.")
    return found
