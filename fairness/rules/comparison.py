"""The comparison value (nilai pembanding): beside the official rating, in words of its scale, or why not.

Measurement research 0.1, 3.7 and 4.1; the official rating is the superior's and stays (PermenPANRB 6/2022).
"""

from __future__ import annotations

from enum import StrEnum


class NoComparison(StrEnum):
    """Why somebody has no comparison value: the network does not tell, and nothing is made up (3.7)."""

    ONE_RATER = "SATU_PENILAI"
    ISLAND = "PULAU"
    TOO_FEW = "TERLALU_SEDIKIT"  # people, units or forms of the year
    FEW_FORMS = "FORMULIR_SEDIKIT"  # about this person
    HIDDEN_GROUP = "KELOMPOK_KECIL"  # a side that stays hidden took no part
    NO_DIFFERENCE = "TANPA_PERBEDAAN"
    UNREADABLE = "TIDAK_TERBACA"


NO_COMPARISON_WORDS = {
    NoComparison.ONE_RATER: "Nilai ini hanya berasal dari satu penilai; perbedaan standar penilai dan "
    "kinerja tidak dapat dipisahkan.",
    NoComparison.ISLAND: "Antar unit belum dapat dibandingkan, karena tidak ada penilai lintas unit.",
    NoComparison.TOO_FEW: "Tahun ini pegawai, unit, atau formulirnya belum cukup untuk membandingkan.",
    NoComparison.FEW_FORMS: "Formulir tentang Anda belum cukup, jadi tidak ada pembanding.",
    NoComparison.HIDDEN_GROUP: "Ada kelompok penilai yang terlalu kecil untuk ditampilkan, jadi tidak ada "
    "pembanding.",
    NoComparison.NO_DIFFERENCE: "Formulir tahun ini hampir sama semua, jadi tidak ada yang dapat "
    "dibandingkan.",
    NoComparison.UNREADABLE: "Formulir 360 tahun ini tidak dapat dibaca lagi, jadi tidak ada pembanding.",
}
