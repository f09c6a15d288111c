"""The ready-made scale of each source: when somebody gets how many points, in words for everybody.

The points are those that the recommendation computes (measurement research 6.1 and 6.2): the same every year,
and for nobody dependent on who else takes part. The jury writes its own anchors; STARTING_JURY starts them.
"""

from __future__ import annotations

from decimal import Decimal

from .scheme import Anchor, Source


def _scale(*rows: tuple[int, str]) -> tuple[Anchor, ...]:
    return tuple(Anchor(Decimal(points), words) for points, words in rows)


ANCHORS: dict[Source, tuple[Anchor, ...]] = {
    Source.RESULTS: _scale(
        (60, "Hasil kerja di bawah ekspektasi"),
        (80, "Hasil kerja sesuai ekspektasi"),
        (100, "Hasil kerja di atas ekspektasi"),
    ),
    Source.BEHAVIOUR: _scale(
        (60, "Perilaku kerja di bawah ekspektasi"),
        (80, "Perilaku kerja sesuai ekspektasi"),
        (100, "Perilaku kerja di atas ekspektasi"),
    ),
    Source.ACHIEVEMENT: _scale(
        (0, "Belum ada target yang tercapai"),
        (50, "Rata-rata capaian 60% dari target"),
        (83, "Rata-rata capaian 100% dari target"),
        (100, "Rata-rata capaian 120% dari target atau lebih"),
    ),
    Source.CONTRIBUTION: _scale(
        (0, "Belum ada hasil kerja yang mendukung sasaran pimpinan"),
        (50, "Sebagian hasil kerja mendukung sasaran pimpinan, capaian unit sebagian"),
        (100, "Semua hasil kerja mendukung sasaran pimpinan dan capaian unit penuh"),
    ),
    Source.TEAMWORK: _scale(
        (0, "Menurut rekan hampir tidak pernah terlihat"),
        (50, "Menurut rekan kadang terlihat"),
        (100, "Menurut rekan selalu terlihat"),
    ),
    Source.ATTENDANCE: _scale(
        (0, "Separuh hari kerja tanpa keterangan, atau lebih"),
        (50, "Tiga dari empat hari kerja hadir"),
        (100, "Hadir setiap hari kerja; cuti dan dinas dihitung hadir"),
    ),
    Source.VOICE: _scale(
        (0, "Indeks suara warga unit 0"),
        (50, "Indeks suara warga unit 50"),
        (100, "Indeks suara warga unit 100"),
    ),
    Source.IMPROVEMENT: _scale(
        (0, "Jauh di bawah tahun lalu"),
        (50, "Sama dengan tahun lalu"),
        (100, "Jauh di atas tahun lalu"),
    ),
}

JURY_POINTS = tuple(
    Decimal(points) for points in (0, 25, 50, 75, 100)
)  # the points that a form asks words for

STARTING_JURY: dict[str, tuple[Anchor, ...]] = {
    "Manfaat bagi warga": _scale(
        (0, "Manfaatnya belum bisa ditunjukkan"),
        (50, "Manfaatnya terlihat di satu unit, dengan angka sebelum dan sesudah"),
        (100, "Manfaatnya besar, terukur, dan dirasakan warga di luar unit"),
    ),
    "Kebaruan": _scale(
        (0, "Cara yang sudah lama dipakai di sini"),
        (50, "Baru di instansi ini, pernah dipakai di tempat lain"),
        (100, "Baru sama sekali dan lahir dari masalah di lapangan"),
    ),
    "Bisa diteruskan dan ditiru": _scale(
        (0, "Berhenti ketika orangnya pindah"),
        (50, "Berjalan di satu unit dengan petunjuk tertulis"),
        (100, "Sudah dipakai unit lain dan punya anggaran atau aturan"),
    ),
    "Kerja sama dalam tim": _scale(
        (0, "Pekerjaan bertumpu pada satu orang"),
        (50, "Tugas terbagi dan setiap anggota punya hasil"),
        (100, "Anggota saling menutup kekurangan, juga lintas unit"),
    ),
    "Hasil tim": _scale(
        (0, "Hasil yang dijanjikan belum ada"),
        (50, "Hasil yang dijanjikan tercapai"),
        (100, "Hasil jauh melebihi yang dijanjikan, dengan bukti"),
    ),
    "Sikap melayani": _scale(
        (0, "Bukti pelayanan belum bisa ditunjukkan"),
        (50, "Melayani dengan ramah dan tepat waktu, menurut beberapa warga"),
        (100, "Menolong melebihi tugasnya berulang kali, menurut banyak warga"),
    ),
    "Teladan bagi rekan": _scale(
        (0, "Contoh yang bisa ditiru belum bisa ditunjukkan"),
        (50, "Satu kebiasaan baiknya dipakai rekan seunit"),
        (100, "Beberapa kebiasaan baiknya dipakai unit lain"),
    ),
    "Perubahan cara kerja unit": _scale(
        (0, "Cara kerja sama seperti sebelumnya"),
        (50, "Satu proses menjadi lebih cepat atau lebih murah, dengan angka"),
        (100, "Beberapa proses berubah dan hasilnya bertahan sepanjang tahun"),
    ),
}
