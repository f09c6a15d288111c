"""The agencies (perangkat daerah) of the demo city: what they do, how it is measured, their divisions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AgencyKind:
    """An agency with its field, its headline indicator, the people it needs, and its divisions."""

    code: str
    name: str
    head_title: str
    field: str
    measure: str
    family: str
    divisions: tuple[str, ...]


# code | name | head | field | measure | family of its technical people | divisions
_CORE = """
DUKCAPIL | Dinas Kependudukan dan Pencatatan Sipil | Kepala Dinas | administrasi kependudukan | Kepemilikan dokumen kependudukan | administrator_dukcapil | Pelayanan Pendaftaran Penduduk; Pelayanan Pencatatan Sipil; Pengelolaan Informasi Administrasi Kependudukan
DISDIK | Dinas Pendidikan | Kepala Dinas | pendidikan dasar | Siswa sekolah dasar dengan kompetensi minimum literasi | penelaah | Pembinaan Sekolah Dasar; Pembinaan Sekolah Menengah Pertama; Pembinaan Guru dan Tenaga Kependidikan
DINKES | Dinas Kesehatan | Kepala Dinas | kesehatan dasar | Capaian standar pelayanan minimal kesehatan | penelaah | Kesehatan Masyarakat; Pelayanan Kesehatan; Pencegahan dan Pengendalian Penyakit
PUPR | Dinas Pekerjaan Umum | Kepala Dinas | jalan dan drainase | Panjang jalan kota dalam kondisi mantap | teknik_jalan | Bina Marga; Sumber Daya Air; Cipta Karya
BKPSDM | Badan Kepegawaian dan Pengembangan Sumber Daya Manusia | Kepala Badan | kepegawaian daerah | Layanan kepegawaian yang selesai sesuai standar | analis_sdm | Penilaian Kinerja dan Penghargaan; Mutasi dan Promosi; Pengembangan Kompetensi Aparatur
ITKO | Inspektorat Daerah | Inspektur | pengawasan intern | Rekomendasi pengawasan yang tuntas | auditor | Pengawasan Bidang Pemerintahan; Pengawasan Bidang Keuangan
SATPOLPP | Satuan Polisi Pamong Praja | Kepala Satuan | ketertiban umum | Pengaduan ketertiban yang tuntas | pol_pp | Ketertiban Umum dan Ketenteraman; Penegakan Peraturan Daerah
"""  # noqa: E501
_GROWTH = """
DINSOS | Dinas Sosial | Kepala Dinas | perlindungan sosial | Warga rentan yang terlayani sesuai standar | pekerja_sosial | Rehabilitasi Sosial; Perlindungan dan Jaminan Sosial; Pemberdayaan Sosial
DLH | Dinas Lingkungan Hidup | Kepala Dinas | lingkungan hidup | Sampah kota yang terkelola | pengendali_lingkungan | Pengelolaan Sampah; Pengendalian Pencemaran; Tata Lingkungan
DISKOMINFO | Dinas Komunikasi dan Informatika | Kepala Dinas | pemerintahan digital | Layanan elektronik yang memenuhi standar | pranata_komputer | Aplikasi Informatika; Statistik dan Persandian; Komunikasi Publik
BAPPERIDA | Badan Perencanaan Pembangunan, Riset, dan Inovasi Daerah | Kepala Badan | perencanaan pembangunan | Program daerah yang selaras dengan RPJMD | perencana | Perencanaan Makro; Pembangunan Manusia; Riset dan Inovasi
BPKAD | Badan Pengelolaan Keuangan dan Aset Daerah | Kepala Badan | keuangan dan aset daerah | Dokumen keuangan yang selesai tepat waktu | penelaah | Anggaran; Perbendaharaan; Akuntansi; Aset Daerah
DPMPTSP | Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu | Kepala Dinas | perizinan | Izin yang terbit sesuai waktu standar | penelaah | Pelayanan Perizinan; Penanaman Modal; Pengaduan dan Data
DISHUB | Dinas Perhubungan | Kepala Dinas | perhubungan | Ruas jalan dengan perlengkapan lengkap | penelaah | Lalu Lintas; Angkutan; Prasarana Perhubungan
DISDAG | Dinas Perdagangan | Kepala Dinas | perdagangan dan pasar | Pasar rakyat yang memenuhi standar | penelaah | Pengelolaan Pasar; Kemetrologian; Pengembangan Perdagangan
DISPUSIP | Dinas Perpustakaan dan Kearsipan | Kepala Dinas | perpustakaan dan kearsipan | Perangkat daerah dengan nilai kearsipan baik | arsiparis | Layanan Perpustakaan; Pengelolaan Arsip; Pembinaan Kearsipan
DISKOP | Dinas Koperasi dan Usaha Mikro | Kepala Dinas | koperasi dan usaha mikro | Usaha mikro binaan yang naik kelas | penelaah | Koperasi; Usaha Mikro
DISTAN | Dinas Ketahanan Pangan dan Pertanian | Kepala Dinas | pangan dan pertanian | Ketersediaan pangan utama | penelaah | Ketahanan Pangan; Pertanian Perkotaan; Kesehatan Hewan
DISPERKIM | Dinas Perumahan dan Permukiman | Kepala Dinas | perumahan | Rumah layak huni | teknik_jalan | Perumahan; Permukiman; Pertanahan
DP3AKB | Dinas Pemberdayaan Perempuan, Perlindungan Anak, dan Keluarga Berencana | Kepala Dinas | perlindungan perempuan dan anak | Kasus yang ditangani sampai tuntas | pekerja_sosial | Perlindungan Perempuan dan Anak; Keluarga Berencana; Ketahanan Keluarga
BPBD | Badan Penanggulangan Bencana Daerah | Kepala Pelaksana | penanggulangan bencana | Kelurahan tangguh bencana yang aktif | penelaah | Pencegahan dan Kesiapsiagaan; Kedaruratan; Rehabilitasi
"""  # noqa: E501
# Parts of the Sekretariat Daerah.
BUREAUS = (
    "Organisasi",
    "Hukum",
    "Pemerintahan",
    "Kesejahteraan Rakyat",
    "Perekonomian",
    "Pengadaan Barang dan Jasa",
    "Umum",
    "Protokol dan Komunikasi Pimpinan",
)


def _read(text: str) -> tuple[AgencyKind, ...]:
    agencies = []
    for line in text.strip().splitlines():
        code, name, head, field, measure, family, divisions = (part.strip() for part in line.split("|"))
        parts = tuple(part.strip() for part in divisions.split(";"))
        agencies.append(AgencyKind(code, name, head, field, measure, family, parts))
    return tuple(agencies)


CORE = _read(_CORE)
GROWTH = _read(_GROWTH)
