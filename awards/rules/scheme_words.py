"""Conditions of a scheme in plain words, as everybody reads them."""

from __future__ import annotations

from decimal import Decimal

from reviews.rules.evaluation import PREDICATE_LABELS, Predicate

from .award import number
from .scheme import Category, Condition, RuleKind

_SENTENCES = {
    RuleKind.MONTHS: "Masa jabatan paling sedikit {n} bulan dalam masa yang dinilai.",
    RuleKind.DISCIPLINE: "Tanpa hukuman disiplin selama {n} tahun terakhir.",
    RuleKind.SETTLED: "Evaluasi sudah diterima pegawai atau final.",
    RuleKind.REPORTED: "Setiap target angka punya realisasi.",
    RuleKind.EVIDENCE: "Setiap indikator punya bukti dukung.",
    RuleKind.REVIEWERS: "Dinilai paling sedikit {n} orang selain atasan.",
    RuleKind.OBJECTION: "Tidak ada keberatan yang masih berjalan.",
    RuleKind.COMMITTEE: "Bukan anggota tim penghargaan.",
    RuleKind.CONFLICT: "Ada anggota tim yang boleh memutuskan tanpa benturan kepentingan.",
    RuleKind.REST: "Belum menerima penghargaan ini selama {n} tahun terakhir.",
}


def sentence_of(condition: Condition) -> str:
    """Return a condition as a sentence: "Masa jabatan paling sedikit 6 bulan …"."""
    amount = number(condition.amount) if condition.amount is not None else ""
    if condition.kind is RuleKind.PREDICATE:
        label = PREDICATE_LABELS[Predicate(condition.word)]
        years = "" if amount == "1" else f" selama {amount} tahun berturut-turut"
        return f"Predikat paling rendah {label}{years}."
    return _SENTENCES[condition.kind].format(n=amount)


# What a form asks of the desk; those with a number say what the number means.
PLAIN_RULES = {
    RuleKind.PREDICATE: "Selama berapa tahun berturut-turut",
    RuleKind.MONTHS: "Masa jabatan paling sedikit (bulan)",
    RuleKind.DISCIPLINE: "Tanpa hukuman disiplin selama (tahun)",
    RuleKind.SETTLED: "Evaluasi sudah diterima pegawai atau final",
    RuleKind.REPORTED: "Setiap target angka punya realisasi",
    RuleKind.EVIDENCE: "Setiap indikator punya bukti dukung",
    RuleKind.REVIEWERS: "Penilai selain atasan paling sedikit (orang)",
    RuleKind.OBJECTION: "Tidak ada keberatan yang masih berjalan",
    RuleKind.COMMITTEE: "Bukan anggota tim penghargaan",
    RuleKind.CONFLICT: "Ada anggota tim yang boleh memutuskan tanpa benturan kepentingan",
    RuleKind.REST: "Jeda sejak terakhir menerima penghargaan ini (tahun)",
}
WHO_CAN = {
    Category.YEAR: "Semua pegawai aktif dengan jabatan definitif. Tidak perlu dicalonkan, tetapi boleh.",
    Category.QUARTER: "Semua pegawai aktif dengan jabatan definitif. Tidak perlu dicalonkan, tetapi boleh.",
    Category.UNIT: "Semua unit kerja. Tidak perlu dicalonkan, tetapi boleh.",
    Category.TEAM: "Tim berisi 2 sampai 15 pegawai yang dicalonkan, juga dari beberapa unit.",
    Category.INNOVATION: "Pegawai yang dicalonkan. Anda boleh mencalonkan diri sendiri.",
    Category.SERVICE: "Pegawai yang dicalonkan oleh rekannya.",
    Category.IMPROVEMENT: "Semua pegawai aktif yang punya hasil tahun lalu. Tidak perlu dicalonkan.",
}
CATEGORY_HINTS = {
    Category.YEAR: "Hasil kerja dan perilaku sepanjang tahun.",
    Category.QUARTER: "Hasil satu triwulan, supaya apresiasi tidak menunggu akhir tahun.",
    Category.UNIT: "Unit kerja, bukan orang.",
    Category.TEAM: "Tim yang dicalonkan, dinilai juri.",
    Category.INNOVATION: "Gagasan yang sudah berjalan; boleh mencalonkan diri sendiri.",
    Category.SERVICE: "Pegawai yang membuat warga merasa dilayani.",
    Category.IMPROVEMENT: "Pegawai yang paling jauh melangkah dari tahun lalu.",
}
HOW_DECIDED = (
    "Yang belum memenuhi syarat diberi tahu syarat mana, bukan diberi nilai rendah.",
    "Data yang belum ada tidak dihitung nol. Orangnya tercatat sebagai “belum cukup data”.",
    "Nilai tiap kriteria dikalikan bobotnya lalu dijumlahkan. Patokannya sama untuk semua orang, jadi nilai "
    "Anda tidak bergantung pada siapa lagi yang ikut.",
    "Setiap usulan diuji ratusan kali dengan ketidakpastiannya. Yang selisihnya terlalu kecil disebut seri. "
    "Di dalam seri, yang buktinya lebih banyak tampil lebih dulu, lalu yang tahun lalu belum menerima, lalu "
    "undian yang bisa diulang. Nama dan NIP tidak ikut menentukan.",
    "Mesin mengusulkan, tim penghargaan memutuskan dengan alasan tertulis. Anggota tim tidak memutuskan "
    "tentang dirinya, atasannya, atau bawahannya.",
)


def weight_words(weight: Decimal) -> str:
    """Return a weight as people write it: "12,5%"."""
    return f"{number(weight)}%"
