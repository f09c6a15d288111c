"""Equal treatment in words: names of stages, grounds and groups, and what is said of a difference.

Never an accusation: a difference has innocent explanations, and the words say what to do together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from .equal import Measure, Verdict
from .grounds import Ground
from .numbers import comma

STAGES = {
    "PERTAMA": ("Penilaian pertama", "Yang diberikan atasan, sebelum kalibrasi, keberatan, dan koreksi."),
    "AKHIR": ("Hasil akhir", "Yang berlaku sesudah kalibrasi, keberatan, dan koreksi."),
    "PENGHARGAAN": ("Penghargaan", "Yang direkomendasikan di antara pegawai yang memenuhi syarat."),
}
GROUNDS = {
    Ground.SEX: "Jenis kelamin",
    Ground.AGE: "Kelompok umur",
    Ground.UNIT: "Jenis unit",
    Ground.CONTRACT: "Jenis pegawai",
}
GROUPS = {
    "F": "Perempuan",
    "M": "Laki-laki",
    "UNDER_35": "Di bawah 35 tahun",
    "35_TO_49": "35 sampai 49 tahun",
    "50_UP": "50 tahun ke atas",
    "SEKOLAH": "Sekolah",
    "KESEHATAN": "Puskesmas dan rumah sakit",
    "KEWILAYAHAN": "Kecamatan dan kelurahan",
    "KANTOR": "Kantor lain",
    "PNS": "PNS dan CPNS",
    "PPPK": "PPPK",
    "PPPK_PARUH_WAKTU": "PPPK paruh waktu",
}
MEASURES = {
    Measure.EXCELLENT: "Sangat Baik",
    Measure.GOOD: "Baik ke atas",
    Measure.MEAN: "Rata-rata rating",
    Measure.RECOMMENDED: "Direkomendasikan",
}
VERDICTS = {
    Verdict.TOO_FEW: "belum cukup data",
    Verdict.NOTHING: "tidak terlihat perbedaan yang perlu ditelusuri",
    Verdict.LOOK: "perlu ditelusuri bersama",
    Verdict.REFERENCE: "pembanding",
}
EXPLANATIONS = {
    Ground.SEX: "Jabatan dan unitnya bisa berbeda. Cuti panjang membuat bukti setahun lebih sedikit.",
    Ground.AGE: "Jabatan dan pengalamannya bisa berbeda. Pegawai baru mungkin dinilai atas sebagian tahun.",
    Ground.UNIT: "Capaian organisasi dan sifat layanannya bisa berbeda; panduan sebaran mengikuti capaian.",
    Ground.CONTRACT: "Jabatan, tugas, dan masa kerjanya bisa berbeda.",
}
STEPS = (
    "Baca alasan tertulis beberapa hasil dari kedua kelompok, bersama dua penilai.",
    "Periksa apakah realisasi dan jabatannya memang serupa.",
    "Bahas dalam rapat kalibrasi berikutnya; hasil yang sudah ada tidak diubah karena tanda ini.",
)
TO = "\u2013\u2060"  # a dash that keeps both ends on one line
# Chance of seeing 30% against 20%, by the people of each group (measurement research 5.5).
POWER = ((50, 15), (100, 32), (200, 59), (300, 79), (500, 95))


def power_sentence(people: int) -> str:
    """Return how far a comparison can be trusted that saw nothing, by the people of its smallest group."""
    found = [chance for least, chance in POWER if people >= least]
    if people >= POWER[-1][0]:
        return ""
    chance = f"{found[-1]} dari 100 kali" if found else f"kurang dari {POWER[0][1]} dari 100 kali"
    return (
        f"Kelompok terkecil yang dibandingkan berisi {people} orang. Pada jumlah itu, perbedaan 30% dan 20% "
        f"baru tertangkap {chance}. Instansi kecil belum dapat membuktikan keadilan dalam satu tahun."
    )


def value_words(kind: Measure, value: str) -> str:
    """Return a share in per cent, or a mean of ratings from 1 to 3."""
    return comma(value) if kind is Measure.MEAN else f"{comma(value)}%"


def range_words(size: Sequence[str]) -> str:
    """Return a size with its interval: "0,83 (0,70–0,98)"."""
    value, low, high = map(comma, size)
    return f"{value} ({low}{TO}{high})"


def size_words(kind: Measure, size: Sequence[str]) -> str:
    """Return the size of a difference to the reference with its name."""
    if kind is Measure.MEAN:
        value, *ends = (comma(number.removeprefix("-")) for number in size)
        holds_nought = not size[2].startswith("-")
        width = "rentangnya memuat nol" if holds_nought else f"{ends[1]}{TO}{ends[0]}"
        return f"lebih rendah {value} simpangan baku ({width})"
    return f"rasio {range_words(size)}"


def difference(kind: Measure, group: Mapping[str, Any], top: Mapping[str, Any]) -> str:
    """Return what was seen of a marked group beside the reference, and among people of like realisation."""
    one, other = (f"{GROUPS[row['group']]} {value_words(kind, row['value'])}" for row in (group, top))
    said = f"{one}, {other}; {size_words(kind, group['size'])}."
    like = group.get("like")
    if like is None:
        return said
    way = "mengecil" if 5 * Decimal(like[0]) >= 4 else "tetap terlihat"
    return f"{said} Di antara pegawai dengan realisasi serupa perbedaan itu {way}: rasio {range_words(like)}."


def calm(measures: Sequence[tuple[str, Verdict]], *, others: bool = False) -> list[str]:
    """Return what is said of measures without a marked difference, alike ones in one sentence.

    `others` says that there are marked ones beside them, so that each sentence names its measures.
    """
    found: dict[Verdict, list[str]] = {}
    for label, verdict in measures:
        found.setdefault(verdict, []).append(label)
    said = {verdict: VERDICTS[verdict] for verdict in found}
    if len(found) == 1 and not others:
        return [f"{words[0].upper()}{words[1:]}." for words in said.values()]
    return [f"{' dan '.join(found[verdict])}: {words}." for verdict, words in said.items()]
