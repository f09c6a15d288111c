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
_PASAL41 = ("PP 30/2019 Pasal 41", date(2019, 4, 26))
_PERBKN = ("PerBKN 3/2023", date(2023, 7, 1))
_APPS = ("PerBKN 3/2023, lewat aplikasi instansi lain", date(2023, 7, 1))
_MANADO = ("Laman BKN Manado: kenaikan pangkat reguler", date(2024, 1, 1))
_ELSEWHERE = ("Aplikasi instansi lain", date(2024, 1, 1))
_PRIORITY = ("PP 30/2019 (teksnya belum dibaca)", date(2019, 4, 26))
_UNREAD = ("PP 30/2019 Pasal 41 (teksnya belum dibaca)", date(2019, 4, 26))
_P56 = ("PP 30/2019 Pasal 56–58 (teksnya belum dibaca)", date(2019, 4, 26))
_DECIDED = ("Ditetapkan instansi", date(2026, 1, 1))
_KARIMUN = ("Persyaratan Satyalancana, BKPSDM Karimun", date(2026, 1, 1))  # day of reading, not of the page
_USUAL = ("Kebiasaan pengusulan (belum ditemukan dalam peraturan)", date(2026, 1, 1))
_CONFIDENCE = {
    _APPS: Confidence.CODE,
    _ELSEWHERE: Confidence.CODE,
    _PRIORITY: Confidence.MEMORY,
    _UNREAD: Confidence.MEMORY,
    _USUAL: Confidence.MEMORY,
    _P56: Confidence.MEMORY,
    _DECIDED: Confidence.AGENCY,
}  # of every other source: read in the regulation

_ROWS: tuple[tuple[str, str, str, tuple[str, date]], ...] = (
    ("tanggapan_skp_hari", "7", "Waktu atasan menanggapi SKP yang diajukan (hari kalender)", _DECIDED),
    (
        "permintaan_skp_jeda_hari",
        "3",
        "Jeda permintaan SKP kepada atasan yang sama (hari kalender)",
        _DECIDED,
    ),
    ("pembinaan_bulan", "6", "Masa perbaikan kinerja dengan pendampingan (bulan)", _P56),
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
    ("pola_penilai_hari", "7", "Penilai membaca pola penilaiannya lebih dulu daripada BKD (hari)", _DECIDED),
    ("bukti_ukuran_mb", "5", "Ukuran satu berkas bukti dukung paling besar (MB)", _DECIDED),
    ("bukti_kuota_mb", "200", "Jatah berkas bukti dukung satu pegawai (MB)", _DECIDED),
    ("kehadiran_dalam_evaluasi", "1", "Kehadiran tampil di samping evaluasi (1 ya, 0 tidak)", _DECIDED),
    ("umpan_balik_permintaan_maks", "5", "Permintaan umpan balik yang terbuka per pegawai", _DECIDED),
    ("suara_per_jaringan_maks", "20", "Suara masyarakat per jaringan dan titik layanan sehari", _DECIDED),
    ("capaian_maks", "120", "Capaian target yang ditampilkan paling tinggi (%)", _DECIDED),
    ("keberatan_hari_kerja", "0", "Hari keberatan, penjelasan dan keputusan: 0 kalender, 1 kerja", _DECIDED),
    ("kalibrasi_kelompok_min", "20", "Pegawai paling sedikit dalam satu kelompok kalibrasi", _DECIDED),
    ("ak_persen_sangat_baik", "150", "Angka kredit: Sangat Baik (% koefisien)", _PERBKN),
    ("ak_persen_baik", "100", "Angka kredit: Baik (% koefisien)", _PERBKN),
    ("ak_persen_butuh_perbaikan", "75", "Angka kredit: Butuh Perbaikan (% koefisien)", _PERBKN),
    ("ak_persen_kurang", "50", "Angka kredit: Kurang (% koefisien)", _PERBKN),
    ("ak_persen_sangat_kurang", "25", "Angka kredit: Sangat Kurang (% koefisien)", _PERBKN),
    ("ak_koefisien_ahli_pertama", "12.5", "Koefisien setahun Ahli Pertama", _PERBKN),
    ("ak_koefisien_ahli_muda", "25", "Koefisien setahun Ahli Muda", _PERBKN),
    ("ak_koefisien_ahli_madya", "37.5", "Koefisien setahun Ahli Madya", _PERBKN),
    ("ak_koefisien_ahli_utama", "50", "Koefisien setahun Ahli Utama", _APPS),
    ("ak_koefisien_pemula", "3.75", "Koefisien setahun Pemula", _PERBKN),
    ("ak_koefisien_terampil", "5", "Koefisien setahun Terampil", _PERBKN),
    ("ak_koefisien_mahir", "12.5", "Koefisien setahun Mahir", _PERBKN),
    ("ak_koefisien_penyelia", "25", "Koefisien setahun Penyelia", _PERBKN),
    ("ak_pangkat_ahli_pertama", "50", "Angka kredit untuk pangkat berikutnya, Ahli Pertama", _PERBKN),
    ("ak_pangkat_ahli_muda", "100", "Angka kredit untuk pangkat berikutnya, Ahli Muda", _PERBKN),
    ("ak_pangkat_ahli_madya", "150", "Angka kredit untuk pangkat berikutnya, Ahli Madya", _PERBKN),
    ("ak_pangkat_ahli_utama", "200", "Angka kredit untuk pangkat berikutnya, Ahli Utama", _PERBKN),
    ("ak_pangkat_pemula", "15", "Angka kredit untuk pangkat berikutnya, Pemula", _PERBKN),
    ("ak_pangkat_terampil", "20", "Angka kredit untuk pangkat berikutnya, Terampil", _PERBKN),
    ("ak_pangkat_mahir", "50", "Angka kredit untuk pangkat berikutnya, Mahir", _PERBKN),
    ("ak_pangkat_penyelia", "100", "Angka kredit untuk pangkat berikutnya, Penyelia", _PERBKN),
    ("ak_jenjang_ahli_pertama", "100", "Angka kredit untuk jenjang berikutnya, Ahli Pertama", _PERBKN),
    ("ak_jenjang_ahli_muda", "200", "Angka kredit untuk jenjang berikutnya, Ahli Muda", _PERBKN),
    ("ak_jenjang_ahli_madya", "450", "Angka kredit untuk jenjang berikutnya, Ahli Madya", _PERBKN),
    ("ak_jenjang_pemula", "15", "Angka kredit untuk jenjang berikutnya, Pemula", _PERBKN),
    ("ak_jenjang_terampil", "60", "Angka kredit untuk jenjang berikutnya, Terampil", _PERBKN),
    ("ak_jenjang_mahir", "100", "Angka kredit untuk jenjang berikutnya, Mahir", _PERBKN),
    ("nilai_angka", "0", "Tampilan nilai angka PP 30/2019 di samping predikat (1 ya, 0 tidak)", _DECIDED),
    ("nilai_angka_bobot_skp", "70", "Nilai angka: bobot SKP tanpa pendapat rekan dan bawahan (%)", _PASAL41),
    ("nilai_angka_bobot_skp_rekan", "60", "Nilai angka: bobot SKP dengan pendapat rekan (%)", _PASAL41),
    ("nilai_angka_sangat_baik_min", "110", "Nilai angka: Sangat Baik mulai dari", _PASAL41),
    ("nilai_angka_baik_min", "90", "Nilai angka: Baik mulai dari", _PASAL41),
    ("nilai_angka_cukup_min", "70", "Nilai angka: Cukup mulai dari", _PASAL41),
    ("nilai_angka_kurang_min", "50", "Nilai angka: Kurang mulai dari", _UNREAD),
    ("nilai_angka_di_atas", "120", "Nilai angka perilaku: di atas ekspektasi", _DECIDED),
    ("nilai_angka_sesuai", "100", "Nilai angka perilaku: sesuai ekspektasi", _DECIDED),
    ("nilai_angka_di_bawah", "60", "Nilai angka perilaku: di bawah ekspektasi", _DECIDED),
    ("bobot_360_atasan", "60", "Nilai angka perilaku: bobot pandangan atasan (%)", _DECIDED),
    ("bobot_360_rekan", "20", "Nilai angka perilaku: bobot pendapat rekan kerja dan mitra (%)", _DECIDED),
    ("bobot_360_bawahan", "20", "Nilai angka perilaku: bobot pendapat bawahan langsung (%)", _DECIDED),
    ("nilai_angka_360_tinggi", "110", "Nilai angka: pendapat yang cenderung tinggi", _DECIDED),
    ("nilai_angka_360_sedang", "100", "Nilai angka: pendapat yang di tengah", _DECIDED),
    ("nilai_angka_360_rendah", "80", "Nilai angka: pendapat yang cenderung rendah", _DECIDED),
    ("penghargaan_masa_jabatan", "6", "Masa jabatan paling sedikit untuk penghargaan (bulan)", _DECIDED),
    ("penghargaan_bobot_hasil", "50", "Bobot hasil kerja (%)", _DECIDED),
    ("penghargaan_bobot_perilaku", "30", "Bobot perilaku kerja (%)", _DECIDED),
    ("penghargaan_bobot_capaian", "20", "Bobot capaian target (%)", _DECIDED),
    ("satya_cltn", "0", "Cuti di luar tanggungan negara: 0 tidak boleh pernah, 1 dikurangkan", _KARIMUN),
    ("satya_ancaman_pidana", "5", "Pidana dengan ancaman mulai berapa tahun menutup usulan", _KARIMUN),
    ("satya_predikat_tahun", "2", "Predikat paling rendah Baik dalam berapa tahun terakhir", _USUAL),
    ("karier_pangkat_tahun", "4", "Kenaikan pangkat reguler: lama dalam golongan terakhir (tahun)", _MANADO),
    ("karier_predikat_tahun", "2", "Kenaikan pangkat: tahun terakhir yang paling rendah Baik", _MANADO),
    ("karier_promosi_jf_tahun", "2", "Promosi ke dan dari JF: tahun terakhir Sangat Baik", _ELSEWHERE),
    ("karier_suksesi_tahun", "2", "Prioritas rencana suksesi: tahun terakhir Sangat Baik", _PRIORITY),
    ("karier_pensiun_tahun", "2", "Berkas pensiun: tahun terakhir yang dilampirkan", _ELSEWHERE),
    ("karier_pengabdian_tahun", "30", "Kenaikan pangkat pengabdian: masa kerja (tahun)", _ELSEWHERE),
    (
        "karier_pengabdian_singkat_tahun",
        "20",
        "Pengabdian bila pangkat tertinggi belum tercapai: masa kerja (tahun)",
        _ELSEWHERE,
    ),
    ("kotak_tinggi_min", "80", "Sembilan kotak: potensial tinggi mulai dari", _ELSEWHERE),
    ("kotak_menengah_min", "60", "Sembilan kotak: potensial menengah mulai dari", _ELSEWHERE),
    ("kotak_dua_tahun", "0", "Sembilan kotak: kinerja dari rata-rata dua tahun (1 ya, 0 tidak)", _DECIDED),
    ("kotak_yakin_min", "60", "Sembilan kotak: kotak disebut bila peluangnya paling sedikit (%)", _DECIDED),
    ("potensial_berlaku_tahun", "3", "Asesmen potensial berlaku (tahun)", _ELSEWHERE),
    ("potensial_reliabilitas", "75", "Reliabilitas asesmen potensial bila tidak disebut (%)", _DECIDED),
    ("potensial_simpangan", "10", "Simpangan baku nilai potensial pegawai (poin)", _DECIDED),
)

# What a new period starts with; the agency edits them before it opens.
DEFAULT_FIGURES: tuple[Figure, ...] = tuple(
    Figure(
        key,
        Decimal(value),
        label,
        *source,
        confirmed=source not in _CONFIDENCE,
        confidence=_CONFIDENCE.get(source, Confidence.SOURCE),
    )
    for key, value, label, source in _ROWS
)
