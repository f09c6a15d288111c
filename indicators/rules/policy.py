"""Figures of the regulations as data: what a new period starts with (house decision 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Confidence(StrEnum):
    """How sure a figure is, as the domain research tags its facts."""

    SOURCE = "SRC"
    CODE = "CODE"
    MEMORY = "MEM"
    AGENCY = "INSTANSI"


CONFIDENCE_LABELS = {
    Confidence.SOURCE: "Dibaca dari peraturannya",
    Confidence.CODE: "Dipakai banyak instansi, teks aturannya belum dibaca",
    Confidence.MEMORY: "Belum dicocokkan dengan sumber mana pun",
    Confidence.AGENCY: "Ditetapkan instansi",
}


@dataclass(frozen=True)
class Figure:
    """One figure with its source; those the agency decides ask to be confirmed."""

    key: str
    value: Decimal
    label: str
    source: str
    sourced_on: date
    confirmed: bool
    confidence: str = Confidence.AGENCY


_SE3 = ("SE MenPANRB 3/2023", date(2023, 1, 31))
_PP30 = ("PP 30/2019 Pasal 59", date(2019, 4, 26))
_DECIDED = ("Ditetapkan instansi", date(2026, 1, 1))

_ROWS: tuple[tuple[str, str, str, tuple[str, date]], ...] = (
    ("tanggapan_skp_hari", "7", "Waktu atasan menanggapi SKP yang diajukan (hari kalender)", _DECIDED),
    (
        "permintaan_skp_jeda_hari",
        "3",
        "Jeda permintaan SKP kepada atasan yang sama (hari kalender)",
        _DECIDED,
    ),
    ("keberatan_hari", "14", "Batas keberatan sejak hasil diterima (hari kalender)", _PP30),
    ("penjelasan_hari", "7", "Waktu penjelasan pejabat penilai (hari)", _DECIDED),
    ("keputusan_hari", "14", "Waktu keputusan atasan pejabat penilai (hari)", _DECIDED),
    ("pola_istimewa_sangat_baik_maks", "70", "Organisasi Istimewa: Sangat Baik paling banyak (%)", _SE3),
    ("pola_baik_baik_maks", "70", "Organisasi Baik: Baik paling banyak (%)", _SE3),
    (
        "pola_butuh_perbaikan_min",
        "60",
        "Organisasi Butuh Perbaikan: Butuh Perbaikan paling sedikit (%)",
        _SE3,
    ),
    ("pola_kurang_min", "60", "Organisasi Kurang: Kurang paling sedikit (%)", _SE3),
    (
        "pola_kurang_butuh_perbaikan_min",
        "10",
        "Organisasi Kurang: Butuh Perbaikan paling sedikit (%)",
        _SE3,
    ),
    ("pola_sangat_kurang_min", "60", "Organisasi Sangat Kurang: Sangat Kurang paling sedikit (%)", _SE3),
    (
        "pola_sangat_kurang_lain_min",
        "10",
        "Organisasi Sangat Kurang: Kurang atau Butuh Perbaikan paling sedikit (%)",
        _SE3,
    ),
    (
        "pola_sangat_baik_maks",
        "10",
        "Organisasi Butuh Perbaikan atau Kurang: Sangat Baik paling banyak (%)",
        _SE3,
    ),
    ("pola_unit_kecil", "10", "Unit dengan pegawai kurang dari ini tidak memakai pola", _DECIDED),
    ("bukti_ukuran_mb", "5", "Ukuran satu berkas bukti dukung paling besar (MB)", _DECIDED),
    ("bukti_kuota_mb", "200", "Jatah berkas bukti dukung satu pegawai (MB)", _DECIDED),
    ("kehadiran_dalam_evaluasi", "1", "Kehadiran tampil di samping evaluasi (1 ya, 0 tidak)", _DECIDED),
    ("umpan_balik_permintaan_maks", "5", "Permintaan umpan balik yang terbuka per pegawai", _DECIDED),
    ("suara_per_jaringan_maks", "20", "Suara masyarakat per jaringan dan titik layanan sehari", _DECIDED),
    ("capaian_maks", "120", "Capaian target yang ditampilkan paling tinggi (%)", _DECIDED),
    ("penghargaan_masa_jabatan", "6", "Masa jabatan paling sedikit untuk penghargaan (bulan)", _DECIDED),
    ("penghargaan_bobot_hasil", "50", "Bobot hasil kerja (%)", _DECIDED),
    ("penghargaan_bobot_perilaku", "30", "Bobot perilaku kerja (%)", _DECIDED),
    ("penghargaan_bobot_capaian", "20", "Bobot capaian target (%)", _DECIDED),
)

# What a new period starts with; the agency edits them before it opens.
DEFAULT_FIGURES: tuple[Figure, ...] = tuple(
    Figure(
        key,
        Decimal(value),
        label,
        *source,
        confirmed=source is not _DECIDED,
        confidence=Confidence.AGENCY if source is _DECIDED else Confidence.SOURCE,
    )
    for key, value, label, source in _ROWS
)
