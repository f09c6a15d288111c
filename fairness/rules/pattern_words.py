"""Patterns of rating as sentences: what was found, how sure it is, why it may be innocent, what one can do.

Measurement research 2 (wording) and 3.7 (what cannot be known); pages research 2.4. Directions are words,
never a sign alone; a pattern that is not marked is never called one.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .pattern import (
    LEAST_FORMS,
    LEAST_ITEMS,
    LEAST_PAIRS,
    LEAST_PEOPLE,
    LEAST_RATEES,
    LEVEL_PERCENT,
    ForOrganisation,
    PatternKind,
)

HIGH, LOW = "TINGGI", "RENDAH"
TENTH, ONE = Decimal("0.1"), Decimal(1)


@dataclass(frozen=True)
class Figure:
    """A figure from so many forms (or people, or pairs) with its 90% interval."""

    size: int
    value: Decimal
    low: Decimal
    high: Decimal
    is_marked: bool


@dataclass(frozen=True)
class Sentence:
    """What a figure says; `cause` and `advice` only where it is marked."""

    heading: str
    text: str
    cause: str = ""
    advice: str = ""

    @property
    def is_marked(self) -> bool:
        """Whether something is to be talked about."""
        return bool(self.advice)


# Kinds as the list of the BKD names and filters them: key, label, kind, direction.
LISTED: tuple[tuple[str, str, PatternKind, str], ...] = (
    ("tinggi", "Kecenderungan lebih tinggi", PatternKind.LENIENCY, HIGH),
    ("rendah", "Kecenderungan lebih rendah", PatternKind.LENIENCY, LOW),
    ("seragam", "Kecenderungan seragam", PatternKind.SAMENESS, ""),
    ("rentang", "Rentang sempit", PatternKind.SPREAD, ""),
    ("halo", "Perilaku bergerak bersama (halo)", PatternKind.HALO, ""),
)
HEADINGS = {
    PatternKind.LENIENCY: "Dibandingkan dengan penilai lain",
    PatternKind.SPREAD: "Rentang nilai",
    PatternKind.SAMENESS: "Semua perilaku dinilai sama",
    PatternKind.HALO: "Perilaku bergerak bersama (halo)",
}
CAUSES = {
    PatternKind.LENIENCY: "Bisa berarti standar yang berbeda, atau tim yang memang unggul.",
    PatternKind.SPREAD: "Bisa berarti tim yang memang setara, atau skala yang hanya dipakai sebagian. Pola "
    "distribusi predikat juga dapat membuatnya.",
    PatternKind.SAMENESS: "Bisa berarti perilaku yang memang merata, atau belum ada catatan per perilaku "
    "saat menilai.",
    PatternKind.HALO: "Bisa berarti pegawai yang memang kuat atau sedang kesulitan di segala hal, atau kesan "
    "umum yang terbawa ke tiap perilaku.",
}
LOWER_CAUSE = "Bisa berarti standar yang berbeda, atau tahun yang memang sulit bagi tim ini."
ADVICE = {
    PatternKind.LENIENCY: "Kalibrasi bersama, atau tambahkan satu penilai dari unit lain.",
    PatternKind.SPREAD: "Bandingkan dua orang dengan bukti kerjanya. Nilai tidak perlu disebar.",
    PatternKind.SAMENESS: "Lihat lagi tiap perilaku dengan satu contoh kejadian. Ini bukan hukuman.",
    PatternKind.HALO: "Nilai perilaku satu per satu, masing-masing dengan satu contoh kejadian.",
}
REASONS = {
    "SATU_PENILAI": "Nilai ini hanya berasal dari satu penilai; perbedaan standar penilai dan kinerja tidak "
    "dapat dipisahkan.",
    "SATU_FORMULIR": "Setiap penilai hanya menilai satu orang, jadi kebiasaannya tidak dapat dipisahkan.",
    "PULAU": "Antar unit belum dapat dibandingkan, karena tidak cukup penilai lintas unit.",
    "TERLALU_SEDIKIT": "Pegawai, unit, atau formulir tahun ini terlalu sedikit untuk membandingkan penilai.",
    "TANPA_PERBEDAAN": "Formulir tahun ini hampir sama semua, jadi tidak ada yang dapat dibandingkan.",
    "TIDAK_TERBACA": "Formulir 360 tahun ini tidak dapat dibuka lagi, jadi penilai tidak dapat dibandingkan.",
}
NO_COMPANY = (
    f"Belum dapat disimpulkan: diperlukan sedikitnya {LEAST_FORMS[PatternKind.LENIENCY]} pegawai yang juga "
    "dinilai orang lain."
)
NO_OTHERS = (
    f"Belum dapat disimpulkan: diperlukan formulir dengan {LEAST_ITEMS} perilaku dinilai satu per satu, dari "
    "penilai ini dan dari penilai lain."
)
CHANCE = (
    f"Pola bisa juga kebetulan: dari 100 penilai tanpa pola, sekitar {LEVEL_PERCENT[PatternKind.SPREAD]} "
    f"tampak dengan rentang sempit, dan sekitar {LEVEL_PERCENT[PatternKind.SAMENESS]} seragam atau halo."
)


def comma(value: Decimal) -> str:
    """Return a figure with one decimal and without its sign: "0,4"."""
    return str(abs(value).quantize(TENTH, ROUND_HALF_UP)).replace(".", ",")


def percent(value: Decimal) -> str:
    """Return a share between 0 and 1 in whole per cent."""
    return str((100 * value).quantize(ONE, ROUND_HALF_UP))


def beside(value: Decimal, unit: str = "") -> str:
    """Return a difference in words: "0,4 lebih tinggi", "sama"."""
    shown = value.quantize(TENTH, ROUND_HALF_UP)
    if shown == 0:
        return "sama"
    return f"{comma(shown)}{unit} lebih {'tinggi' if shown > 0 else 'rendah'}"


def between(low: Decimal, high: Decimal) -> str:
    """Return the interval of a difference: "0,2–0,6", or with both directions where it crosses none."""
    if low > 0 or high < 0:
        first, last = sorted((abs(low), abs(high)))
        return f"{comma(first)}–{comma(last)}"
    return f"dari {beside(low)} sampai {beside(high)}"


def allowed(reason: str) -> str:
    """Return what is still shown where forms do not separate raters from people; else nothing."""
    if reason not in REASONS:
        return ""
    if reason == "PULAU":
        return (
            "Penilai dibandingkan hanya dengan penilai lain di kelompok unit yang terhubung, tidak "
            "antarkelompok."
        )
    return (
        "Perbandingan dengan penilai lain tidak ditampilkan. Yang tetap tampil: berapa kali tiap nilai "
        "diberikan, dan pola di dalam formulir sendiri bila formulirnya cukup."
    )


def not_enough(forms: int, least: int) -> str:
    """Return that there are too few forms to say anything."""
    return f"Belum dapat disimpulkan ({forms} formulir; diperlukan sedikitnya {least})."


def too_few_people(people: int) -> str:
    """Return that a rater has rated too few people for a profile."""
    return not_enough(people, LEAST_PEOPLE)


def of_rater(kind: PatternKind, figure: Figure, *, own: bool) -> Sentence:
    """Return what one figure says of a rater; `own` when the rater reads it."""
    whose = "Anda" if own else "penilai ini"
    text = _SENTENCES[kind](figure, whose)
    if not figure.is_marked:
        return Sentence(HEADINGS[kind], text)
    is_lower = kind == PatternKind.LENIENCY and figure.value < 0
    return Sentence(HEADINGS[kind], text, LOWER_CAUSE if is_lower else CAUSES[kind], ADVICE[kind])


def silent(kind: PatternKind, forms: int, reason: str) -> Sentence:
    """Return why a kind has no figure: `forms` are those that take part, `reason` a code of the run."""
    compared, least = kind == PatternKind.LENIENCY, LEAST_FORMS[kind]
    if compared and reason in REASONS and reason != "PULAU":
        return Sentence(HEADINGS[kind], REASONS[reason])
    if forms < least:
        return Sentence(HEADINGS[kind], not_enough(forms, least))
    return Sentence(HEADINGS[kind], NO_COMPANY if compared else NO_OTHERS)


def _leniency(figure: Figure, whose: str) -> str:
    told = f"(rentang wajar {between(figure.low, figure.high)}; {figure.size} formulir)"
    if not figure.is_marked:
        return (
            f"Belum terlihat perbedaan yang jelas antara nilai dari {whose} dan nilai penilai lain untuk "
            f"pegawai yang sama {told}."
        )
    return (
        f"Nilai dari {whose} rata-rata {beside(figure.value, ' poin')} daripada nilai penilai lain untuk "
        f"pegawai yang sama {told}."
    )


def _spread(figure: Figure, whose: str) -> str:
    told = f"(rentang wajar {comma(figure.low)}–{comma(figure.high)} kali; {figure.size} formulir)"
    if not figure.is_marked and figure.high < 1:
        return f"Nilai dari {whose} lebih rapat daripada penilai lain, tetapi belum cukup menonjol {told}."
    if not figure.is_marked:
        return f"Nilai dari {whose} beragam seperti pada penilai lain {told}."
    return f"Keragaman nilai dari {whose} {comma(figure.value)} kali yang diperkirakan {told}."


def _sameness(figure: Figure, whose: str) -> str:
    count = (figure.value * figure.size).quantize(ONE, ROUND_HALF_UP)
    told = f"(rentang wajar {percent(figure.low)}–{percent(figure.high)}%)"
    if not figure.is_marked:
        tail = "tidak jelas lebih sering daripada penilai lain"
    else:
        tail = "lebih sering daripada penilai lain"
    return (
        f"{count} dari {figure.size} formulir {whose} memberi nilai sama untuk semua perilaku {told}, {tail}."
    )


def _halo(figure: Figure, whose: str) -> str:
    told = f"(rentang wajar {comma(figure.low)}–{comma(figure.high)} kali; {figure.size} formulir)"
    if not figure.is_marked and figure.high < 1:
        return (
            f"Perbedaan antarperilaku di dalam formulir {whose} lebih kecil daripada penilai lain, tetapi "
            f"belum cukup menonjol {told}."
        )
    if not figure.is_marked:
        return f"Perbedaan antarperilaku di dalam formulir {whose} seperti pada penilai lain {told}."
    return (
        f"Perbedaan antarperilaku di dalam formulir {whose} {comma(figure.value)} kali yang biasa di "
        f"instansi ini {told}."
    )


_SENTENCES = {
    PatternKind.LENIENCY: _leniency,
    PatternKind.SPREAD: _spread,
    PatternKind.SAMENESS: _sameness,
    PatternKind.HALO: _halo,
}


# --- The organisation ----------------------------------------------------------------------------


def of_organisation(kind: ForOrganisation, figure: Figure | None) -> Sentence:
    """Return what is said of the organisation as a whole; without a figure, what it would take."""
    return _recency(figure) if kind == ForOrganisation.RECENCY else _relations(figure)


def _recency(figure: Figure | None) -> Sentence:
    heading = "Triwulan terakhir"
    if figure is None:
        told = (
            f"Belum dapat disimpulkan: diperlukan sedikitnya {LEAST_RATEES} pegawai dengan realisasi angka."
        )
        return Sentence(heading, told)
    text = (
        f"Bobot triwulan terakhir dalam nilai hasil kerja sekitar {percent(figure.value)}% (rentang wajar "
        f"{percent(figure.low)}–{percent(figure.high)}%; {figure.size} pegawai). Bila keempat triwulan sama "
        "berat, bobotnya 25%."
    )
    if not figure.is_marked:
        return Sentence(heading, text)
    cause = "Bisa berarti hasil memang baru selesai di akhir tahun, atau awal tahun sudah kurang teringat."
    return Sentence(
        heading, text, cause, "Catatan tiap triwulan, dan bukti setahun di samping halaman menilai."
    )


def _relations(figure: Figure | None) -> Sentence:
    heading = "Hubungan yang dicatat sendiri"
    if figure is None:
        return Sentence(heading, f"Belum dapat disimpulkan: diperlukan sedikitnya {LEAST_PAIRS} pasangan.")
    told = f"(rentang wajar {between(figure.low, figure.high)}; {figure.size} pasangan sebagai satu kelompok)"
    if not figure.is_marked:
        return Sentence(heading, f"Nilai antara orang yang mencatat hubungan tidak jelas berbeda {told}.")
    text = (
        f"Nilai antara orang yang mencatat hubungan rata-rata {beside(figure.value, ' simpangan baku')} "
        f"daripada perkiraan dari penilai lain {told}."
    )
    cause = "Bisa berarti orang yang dekat lebih mengenal pekerjaannya. Tidak ada pasangan yang disebut."
    return Sentence(
        heading, text, cause, "Penilai kedua bagi pasangan itu menurut aturan, bukan menurut angka."
    )


def invitation(*, to: str, by: str, year: int) -> str:
    """Return neutral words for an invitation to talk; whoever sends it may change them."""
    return (
        f"Yth. {to},\n\nKami ingin mendengar bagaimana Anda menilai tim pada tahun {year}: apa yang Anda "
        "lihat, dan apa yang menyulitkan. Angka di halaman pola penilaian hanya bahan bicara. Ia tidak "
        "mengubah nilai siapa pun, dan sering ada sebab yang wajar.\n\n"
        "Kapan Anda punya waktu sekitar 30 menit?\n\n"
        f"Salam,\n{by}"
    )
