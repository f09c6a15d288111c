"""Pairs of wordings to learn from: the activity that people write first, and the result it can become."""

from __future__ import annotations

from dataclasses import dataclass

from organizations.rules import JPT, PositionKind

EXAMPLES_SHOWN = 4


@dataclass(frozen=True)
class Example:
    """An activity, the result behind it, and an indicator with its target."""

    activity: str
    result: str
    measure: str
    words: frozenset[str] = frozenset()  # of a position or unit for which the pair fits best
    kinds: frozenset[str] = frozenset()  # of the position


_LEADERS = frozenset(JPT)
_HEADS = frozenset({PositionKind.ADMINISTRATOR, PositionKind.SUPERVISOR})

# Written by us for the positions of a city government; no text is taken from a real plan.
EXAMPLES = (
    Example(
        "Melaksanakan pelayanan akta kelahiran",
        "Terbitnya akta kelahiran paling lama tiga hari kerja sejak berkas lengkap",
        "Rata-rata lama penerbitan akta: 3 hari kerja, makin rendah makin baik",
        frozenset({"kependudukan", "penduduk", "pencatatan", "kelurahan", "kecamatan", "lurah", "camat"}),
    ),
    Example(
        "Melakukan pemeriksaan kesehatan ibu hamil",
        "Meningkatnya ibu hamil yang diperiksa paling sedikit enam kali",
        "Ibu hamil dengan enam kali pemeriksaan: 90%",
        frozenset({"kesehatan", "puskesmas", "bidan", "perawat", "dokter", "rumah", "gizi", "apoteker"}),
    ),
    Example(
        "Mengajar kelas lima",
        "Meningkatnya murid kelas lima yang membaca sesuai jenjangnya",
        "Murid yang mencapai kecakapan membaca: 85%",
        frozenset({"guru", "sekolah", "sd", "smp", "pendidikan", "pengawas", "paud"}),
    ),
    Example(
        "Menyiapkan bahan laporan keuangan",
        "Tersajinya laporan keuangan tanpa koreksi dari pemeriksa",
        "Koreksi pemeriksa pada laporan keuangan: paling banyak 2 temuan, makin rendah makin baik",
        frozenset({"keuangan", "anggaran", "pendapatan", "pajak", "bendahara", "aset", "akuntansi"}),
    ),
    Example(
        "Mengikuti rapat tindak lanjut pengaduan",
        "Terjawabnya pengaduan warga paling lama lima hari kerja",
        "Pengaduan yang dijawab tepat waktu: 95%",
        frozenset({"komunikasi", "informatika", "pengaduan", "humas", "perizinan", "penanaman"}),
    ),
    Example(
        "Melakukan perawatan saluran air",
        "Berkurangnya titik genangan di jalan utama",
        "Titik genangan lebih dari dua jam: 6 titik, makin rendah makin baik",
        frozenset({"pekerjaan", "jalan", "lingkungan", "kebersihan", "perumahan", "air", "teknik"}),
    ),
    Example(
        "Menjalankan penataan arsip",
        "Ditemukannya kembali arsip yang diminta paling lama sepuluh menit",
        "Permintaan arsip yang terlayani dalam 10 menit: 90%",
        frozenset({"arsip", "arsiparis", "perpustakaan", "administrasi", "pengadministrasi", "umum"}),
        frozenset({PositionKind.EXECUTIVE}),
    ),
    Example(
        "Membantu pengelolaan kepegawaian",
        "Selesainya kenaikan pangkat pegawai tepat pada masanya",
        "Usul kenaikan pangkat yang terbit tepat waktu: 98%",
        frozenset({"kepegawaian", "sdm", "bkpsdm", "bkd", "aparatur"}),
    ),
    Example(
        "Melakukan koordinasi bidang",
        "Tercapainya target layanan oleh semua seksi di bidang ini",
        "Seksi yang mencapai target layanannya: 4 seksi",
        kinds=_HEADS,
    ),
    Example(
        "Melakukan monitoring dan evaluasi",
        "Terlaksananya tindak lanjut atas temuan evaluasi layanan",
        "Temuan yang selesai ditindaklanjuti: 90%",
        kinds=_HEADS | {PositionKind.FUNCTIONAL},
    ),
    Example(
        "Melaksanakan program prioritas daerah",
        "Meningkatnya kepuasan warga atas layanan dinas",
        "Indeks kepuasan masyarakat: 88 poin",
        kinds=_LEADERS,
    ),
    Example(
        "Melaksanakan reformasi birokrasi",
        "Berkurangnya waktu tunggu warga di semua loket dinas",
        "Rata-rata waktu tunggu: 15 menit, makin rendah makin baik",
        kinds=_LEADERS,
    ),
    Example(
        "Menyusun laporan bulanan",
        "Dipakainya data bulanan untuk keputusan pimpinan tepat waktu",
        "Laporan yang diterima pimpinan paling lambat tanggal 5: 12 laporan",
        kinds=frozenset({PositionKind.EXECUTIVE, PositionKind.FUNCTIONAL}),
    ),
)


def examples_for(kind: str, *texts: str) -> list[Example]:
    """Return the pairs that fit a position best, by the words of its title and unit, then by its kind."""
    words = {word.strip("().,").casefold() for text in texts for word in text.split()}

    def fit(example: Example) -> int:
        return 2 * bool(example.words & words) + (kind in example.kinds)

    return sorted(EXAMPLES, key=fit, reverse=True)[:EXAMPLES_SHOWN]
