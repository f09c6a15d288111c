"""The figures of the appraisal's own health in words: what each is, its value, and how it moved."""

from __future__ import annotations

from .health import Change, Figure, Reading
from .numbers import comma, thousands

PARTS = (
    ("Kelengkapan", (Figure.COMPLETE, Figure.ON_TIME, Figure.PEERS)),
    ("Cara menilai", (Figure.FLAT, Figure.CORRELATION, Figure.GUIDE)),
    ("Kesepakatan dan keterbandingan", (Figure.AGREEMENT, Figure.LINKED, Figure.HABIT)),
    (
        "Kalibrasi, keberatan, dan akses",
        (Figure.CALIBRATED, Figure.RAISED, Figure.OBJECTED, Figure.ACCEPTED, Figure.DAYS, Figure.LOOKS),
    ),
)
LABELS = {
    Figure.COMPLETE: ("Punya hasil tahunan", "Pegawai dengan SKP disepakati yang hasilnya sudah dibagikan."),
    Figure.ON_TIME: ("Dibagikan tepat waktu", "Sampai hari terakhir masa evaluasi tahunan."),
    Figure.PEERS: ("Tiga rekan atau lebih", "Pegawai pada putaran 360 yang dirilis."),
    Figure.FLAT: ("Semua perilaku sama", "Formulir resmi dengan satu rating untuk semua perilaku."),
    Figure.CORRELATION: (
        "Rating dan realisasi",
        "Korelasi rating hasil kerja dengan capaian; 1 penuh.",
    ),
    Figure.GUIDE: (
        "Sesuai panduan sebaran",
        "Unit dengan capaian organisasi; pertimbangan, bukan kuota.",
    ),
    Figure.AGREEMENT: ("Kesepakatan rekan", "Rata-rata formulir rekan tentang orang yang sama; 1 penuh."),
    Figure.LINKED: ("Punya penilai lintas unit", "Penilainya juga menilai di unit lain."),
    Figure.HABIT: ("Berasal dari kebiasaan penilai", "Bagian dari seluruh perbedaan nilai."),
    Figure.CALIBRATED: ("Diubah dalam kalibrasi", "Dari kasus yang dibahas rapat."),
    Figure.RAISED: ("Naik dalam kalibrasi", "Dari kasus yang diubah; selebihnya turun atau bertukar."),
    Figure.OBJECTED: ("Diajukan keberatan", "Dari hasil yang dibagikan."),
    Figure.ACCEPTED: ("Diubah karena keberatan", "Dari keberatan yang sudah diputus."),
    Figure.DAYS: ("Lama memutus keberatan", "Nilai tengah, dari pengajuan sampai putusan."),
    Figure.LOOKS: ("Data orang lain dibuka", "Satu kali per pembaca, data, dan hari; menurut jejak audit."),
}
SHARES = {"person": "Orang yang dinilai", "unit": "Unit", "rater": "Kebiasaan penilai", "rest": "Sisanya"}
NOT_ENOUGH = "belum cukup data"


def value_words(one: Reading | None) -> str:
    """Return the value of a figure as people read it."""
    if one is None or not one.is_known:
        return NOT_ENOUGH
    if one.percent is not None:
        return f"{one.percent}% ({thousands(one.count or 0)} dari {thousands(one.people)})"
    if one.figure is Figure.HABIT:
        return f"{one.value}%"
    if one.figure is Figure.DAYS:
        return f"{one.value} hari"
    if one.figure is Figure.LOOKS:
        return f"{thousands(int(one.value or 0))} kali"
    if one.low is None or one.high is None:
        return comma(one.value)
    return f"{comma(one.value)} ({comma(one.low)}\u2013\u2060{comma(one.high)})"


def change_words(one: Reading, change: Change | None) -> str:
    """Return how a figure moved since the last year: no word of good or bad, only whether to look at it."""
    if change is None:
        return ""
    if not change.by:
        return "tetap"
    way = "naik" if change.by > 0 else "turun"
    size = abs(change.by)
    unit = {Figure.DAYS: " hari", Figure.LOOKS: " kali"}.get(one.figure, "")
    if one.count is not None or one.figure is Figure.HABIT:
        unit = " poin"
    return f"{way} {thousands(int(size)) if size == int(size) else comma(size)}{unit}"
