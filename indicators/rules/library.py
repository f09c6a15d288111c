"""The indicator library (kamus indikator): its fields, codes, words, and what an entry must say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from organizations.rules import PositionKind

from .advice import ACTIVITY_WORDS
from .plan import Aspect, Direction

# Service fields of a city government and the first letters of their codes. Decided here; the list
# follows how a city divides its work, and "Layanan Publik" holds what citizens feel everywhere.
FIELD_CODES = {
    "Administrasi Kependudukan": "DUK",
    "Arsip dan Perpustakaan": "ARS",
    "Hukum": "HKM",
    "Kecamatan dan Kelurahan": "KWL",
    "Kepegawaian": "KPG",
    "Kesehatan": "KES",
    "Ketertiban Umum": "TTB",
    "Keuangan": "KEU",
    "Komunikasi dan Informatika": "KMF",
    "Layanan Publik": "LYN",
    "Lingkungan Hidup": "LHD",
    "Pariwisata dan Kebudayaan": "PAR",
    "Pekerjaan Umum": "PUP",
    "Pemadam Kebakaran dan Bencana": "BCN",
    "Pendapatan Daerah": "PDP",
    "Pendidikan": "PND",
    "Pengawasan": "WAS",
    "Perdagangan dan UMKM": "DAG",
    "Perencanaan dan Evaluasi": "PRC",
    "Perhubungan": "HUB",
    "Perizinan dan Investasi": "IZN",
    "Pertanian dan Pangan": "PGN",
    "Perumahan": "PRM",
    "Sosial": "SOS",
    "Tenaga Kerja": "NKR",
    "Umum": "UMM",
}
POSITION_LABELS = {
    "": "Semua jabatan",
    PositionKind.JPT_UTAMA: "JPT Utama",
    PositionKind.JPT_MADYA: "JPT Madya",
    PositionKind.JPT_PRATAMA: "JPT Pratama",
    PositionKind.ADMINISTRATOR: "Administrator",
    PositionKind.SUPERVISOR: "Pengawas",
    PositionKind.FUNCTIONAL: "Fungsional",
    PositionKind.EXECUTIVE: "Pelaksana",
}
# How much each column takes, and what to write when it is empty.
LIMITS = {"text": 500, "measure": 40, "formula": 500, "source": 300, "example": 500}
MISSING = {
    "text": "Tulis indikatornya, misalnya “Rata-rata waktu tunggu warga di loket”.",
    "measure": "Tulis satuannya, misalnya menit atau persen.",
    "formula": "Tulis cara menghitungnya, supaya dua orang menghitung angka yang sama.",
    "source": "Tulis dari mana angkanya diambil, misalnya mesin antrean.",
}
FIRST_OWN = 101  # codes up to 100 belong to the set that comes with the program, so that both can grow
CODE = re.compile(r"([A-Z]{3})-([0-9]{3,4})")


@dataclass(frozen=True)
class EntryFacts:
    """An entry of the library as somebody wrote it."""

    text: str
    field: str
    aspect: str
    measure: str
    direction: str
    formula: str
    source: str
    example: str = ""
    position_kind: str = ""


def check_entry(entry: EntryFacts) -> list[tuple[str, str]]:
    """Return what an entry still lacks, as (column, sentence); nothing for one that others can use.

    The regulation knows no library. Decided here: who reads an entry can count it without asking.
    """
    found = [(name, sentence) for name, sentence in MISSING.items() if not getattr(entry, name).strip()]
    found += [
        (name, f"Tulisan ini paling panjang {limit} huruf.")
        for name, limit in LIMITS.items()
        if len(getattr(entry, name)) > limit
    ]
    known = {
        "field": FIELD_CODES,
        "position_kind": POSITION_LABELS,
        "aspect": {aspect.value for aspect in Aspect},
        "direction": {direction.value for direction in Direction},
    }
    found += [
        (name, "Pilih salah satu dari daftar.")
        for name, values in known.items()
        if getattr(entry, name) not in values
    ]
    first = next(iter(_words(entry.text)), "")
    if first in ACTIVITY_WORDS:
        sentence = f"“{first.capitalize()} …” menyebut kegiatan. Tulis ukurannya, misalnya “Persentase …”."
        found.append(("text", sentence))
    return found


# --- Codes ------------------------------------------------------------------------------------


def next_code(field: str, taken: Iterable[str]) -> str:
    """Return the next code of the agency's own entries in a field: "KES-101" after the shipped ones."""
    return next(next_codes(field, taken))


def next_codes(field: str, taken: Iterable[str]) -> Iterator[str]:
    """Yield the free codes of a field one after the other, without end."""
    letters = FIELD_CODES[field]
    numbers = [int(found[2]) for code in taken if (found := CODE.fullmatch(code)) and found[1] == letters]
    return (f"{letters}-{number:03d}" for number in count(max([FIRST_OWN - 1, *numbers]) + 1))


def is_code_of(code: str, field: str) -> bool:
    """Say whether a code is well formed and belongs to the field."""
    found = CODE.fullmatch(code)
    return found is not None and found[1] == FIELD_CODES.get(field)


# --- Words ------------------------------------------------------------------------------------

WORDS_AT_MOST = 8
ENDINGS = ("nya", "kan", "an")
# How people also write or say it.
SPELLINGS = {
    "aktifitas": "aktivitas",
    "antri": "antre",
    "antrian": "antre",
    "frekwensi": "frekuensi",
    "ijin": "izin",
    "komplain": "adu",
    "kwalitas": "kualitas",
    "prosentase": "persentase",
    "resiko": "risiko",
    "siswa": "murid",
}


def stems(text: str) -> list[str]:
    """Return what to look for when somebody searches: each word without its ending, at most eight.

    Words of one letter are left out. "antrian" finds "antrean", "layanan" finds "pelayanan".
    """
    found = [_stem(SPELLINGS.get(word, word)) for word in _words(text) if len(word) > 1]
    return list(dict.fromkeys(found))[:WORDS_AT_MOST]


def _words(text: str) -> Sequence[str]:
    return re.findall(r"\w+", text.lower())


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word
