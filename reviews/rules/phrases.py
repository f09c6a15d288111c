"""Sentences that help to word feedback on the seven behaviours: five levels of what was seen.

The levels follow the behaviourally anchored scale of a ministry's draft guide (domain research 5). It is no
national rule: a level is only a heading over an example, it is never stored, counted or shown of a person.
"""

from __future__ import annotations

from dataclasses import dataclass

LEVELS = (
    "Role model",
    "Proaktif tanpa diminta",
    "Sesuai standar",
    "Reaktif, minim inisiatif",
    "Kontraproduktif",
)

# By number of the core value, in the order of LEVELS; "…" is what only the writer knows.
SENTENCES: dict[int, tuple[str, str, str, str, str]] = {
    1: (
        "Cara Anda melayani pada … menjadi contoh bagi rekan lain: warga didengar sampai selesai dan pulang "
        "dengan jawaban.",
        "Pada …, Anda menyiapkan kebutuhan warga sebelum diminta, sehingga mereka cukup datang satu kali.",
        "Pada …, warga dilayani dengan ramah dan selesai dalam waktu yang dijanjikan.",
        "Pada …, warga dilayani setelah ada keluhan. Lain kali, kabari syarat dan waktunya lebih dulu.",
        "Pada …, warga pulang tanpa jawaban. Mari kita bicarakan hambatannya dan langkah perbaikannya.",
    ),
    2: (
        "Pada …, Anda melaporkan angka apa adanya, juga yang belum tercapai. Keterbukaan itu membuat rekan "
        "lain berani melakukan hal yang sama.",
        "Pada …, Anda menemukan selisih dan membereskannya sebelum diperiksa.",
        "Pada …, pekerjaan selesai tepat waktu dan buktinya lengkap.",
        "Pada …, laporan lengkap setelah diingatkan. Menyicil bukti tiap minggu akan meringankan Anda.",
        "Pada …, laporan berbeda dari buktinya. Saya ingin mendengar penjelasan Anda lebih dulu.",
    ),
    3: (
        "Pada …, Anda membagikan cara kerja Anda sampai rekan satu tim bisa melakukannya sendiri.",
        "Pada …, Anda mempelajari … atas kemauan sendiri dan langsung memakainya dalam pekerjaan.",
        "Pada …, hasil kerja Anda rapi dan memenuhi mutu yang disepakati.",
        "Pada …, hal baru dipelajari setelah diminta. Pilih satu keterampilan untuk triwulan ini; saya bantu "
        "carikan waktunya.",
        "Pada …, kesalahan yang sama terulang setelah dibahas. Mari kita cari pendampingan yang cocok.",
    ),
    4: (
        "Pada …, Anda menengahi perbedaan pendapat dengan tenang sehingga semua merasa didengar.",
        "Pada …, Anda membantu rekan yang kewalahan tanpa menunggu diminta.",
        "Pada …, Anda bekerja dengan sopan dan menghargai pendapat rekan.",
        "Pada …, bantuan baru diberikan setelah diminta. Sapaan singkat di awal hari bisa memudahkan rekan "
        "bercerita.",
        "Pada …, ucapan … membuat rekan enggan berpendapat. Saya ingin mendengar dari sisi Anda dan mencari "
        "cara yang lebih baik.",
    ),
    5: (
        "Pada …, Anda mendahulukan kepentingan warga dan instansi meski tidak mudah, dan rekan lain belajar "
        "dari itu.",
        "Pada …, Anda menjaga kerahasiaan data dan mengingatkan rekan dengan cara yang baik.",
        "Pada …, Anda menjalankan keputusan bersama dan menjaga nama baik instansi.",
        "Pada …, keputusan bersama dijalankan setelah ditegaskan lagi. Sampaikan keberatan Anda sejak awal "
        "supaya bisa dibahas.",
        "Pada …, hal yang rahasia dibicarakan di luar. Mari kita pastikan bersama batasnya.",
    ),
    6: (
        "Pada …, gagasan Anda tentang … dipakai seluruh tim dan pekerjaan menjadi lebih singkat.",
        "Pada …, Anda mencoba cara baru lebih dulu dan menceritakan hasilnya kepada tim.",
        "Pada …, Anda menyesuaikan diri dengan aturan baru dalam waktu yang wajar.",
        "Pada …, cara baru dipakai setelah beberapa kali diingatkan. Ceritakan bagian mana yang menyulitkan.",
        "Pada …, cara lama tetap dipakai meski sudah disepakati berubah. Apa yang bisa saya bantu?",
    ),
    7: (
        "Pada …, Anda mempertemukan … dan … sehingga pekerjaan yang lama tertunda selesai bersama.",
        "Pada …, Anda mengajak unit lain sejak awal dan membagi bahan tanpa diminta.",
        "Pada …, Anda menepati bagian Anda dalam kerja bersama.",
        "Pada …, bahan untuk unit lain dikirim setelah ditagih. Sepakati tanggalnya sejak awal.",
        "Pada …, pekerjaan bersama terhenti karena kabar dari kita tidak sampai. Mari kita atur siapa yang "
        "mengabari dan kapan.",
    ),
}


@dataclass(frozen=True)
class Phrase:
    """One example: its key, the level as a heading, and the sentence."""

    key: str
    level: str
    sentence: str


def phrases_of(value: int) -> list[Phrase]:
    """Return the five examples for a core value (1 to 7), from role model downwards."""
    pairs = zip(LEVELS, SENTENCES[value], strict=True)
    return [Phrase(f"{value}-{n}", level, sentence) for n, (level, sentence) in enumerate(pairs, start=1)]


def sentence_of(key: str) -> str:
    """Return the sentence with a key such as "3-1"; empty for a key that there is not."""
    found = {phrase.key: phrase.sentence for value in SENTENCES for phrase in phrases_of(value)}
    return found.get(key, "")
