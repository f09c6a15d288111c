"""Words by which answers of raters are masked and flagged, beside those of organizations."""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Further names that are words as well; written small they name nobody.
COMMON = _set(
    """
    adil agus ahli akbar aman anggun angin anugerah arif arya asih asli asri ayu bahagia bakti bangun
    banyu baru berkah bersih bidang bijak biru budiman bunga cahya candra cerah cerdas cermat citra dalam
    damar dasar data dian dunia eka elok emas embun fitri fitrah gembira giat gita guntur gunung guru
    halus harum hati hijau hikmah hujan iman insan intan jati jelita jernih kabul karunia karya kasih
    kencana kepala kuat kurnia laksana langit laut layanan lembut lintang luhur lurus mahir makna manis
    mawar mega melati mentari merah merdeka mutiara nada nirmala nirwana paham pandu patuh pelangi perdana
    perkasa perak pintar pratama purnama purna putih rajin rapi rasa rejeki rezeki riang rimba rukun sakti
    samudra samudera santun satu satria sederhana segar sejati sempurna senja sentosa sinar sopan
    sosial suka sukma sukses surga sutera syukur taat tata tekun tenang tepat terang tirta tulus umum unggul
    wahyu wajar waras warna wibawa yakin yudha zaman
    """
)
# Titles of office that follow "Pak" or "Bu" and name a post rather than a person.
OFFICES = _set(
    """
    atasan asisten bapak bidang bpk bupati camat dan dinas direktur dua ibu ini itu kabag kabid kadin kadis
    kasi kasubag kasubbag kepala ketua kota lurah pak bu sekda sekdin sekretaris seksi subbagian wali
    wakil walikota yang pertiwi negara bangsa guru kandung rumah
    """
)
# What follows a name that begins a sentence, and seldom an adjective there ("Indah selalu ...").
AFTER_NAMES = _set(
    """
    adalah akan bisa dapat harus itu jarang juga kadang kerap mampu mau orangnya perlu pernah sebagai
    selalu sendiri sering suka telah terlalu termasuk tidak yang
    """
)
# What stands before a name with a capital letter inside a sentence ("bekerja dengan Bagus").
BEFORE_NAMES = _set(
    """
    antara bagi bahwa bersama buat dari dengan kepada ke oleh pada sama saudari sebut seperti si terhadap
    untuk
    """
)

INSULTS = _set(
    """
    babi bajingan bangsat banci bego bencong bloon bodoh brengsek budek cecunguk dungu edan geblek gembel
    gila goblok idiot iblis jahanam jablay jongos kampret kampungan keparat kunyuk laknat lonte maling
    monyet munafik najis oon pecundang pelacur pelakor pemalas penjilat perek setan sialan sinting
    sundal tolol
    """
)
THREATS = re.compile(
    r"\b(?:(?:mem|di|ku|ter)?bunuh|bacok|(?:di|ku|meng)?habisi|(?:di|ku|meng)?hajar|santet|(?:di|men|ku)?culik"
    r"|pembalasan|balas dendam|awas (?:kau|kamu|anda|saja|ya|kalau|nanti)|mati (?:saja|kau|kamu|lu)"
    r"|tahu akibatnya|tunggu saja|(?:di|ku)bakar)\b",
    re.I,
)
