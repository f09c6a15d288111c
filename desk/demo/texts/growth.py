"""What people plan to grow in during the demo year, and the trainings on offer."""

from __future__ import annotations

from datetime import date

from ..clock import YEAR

# what both want to reach; what is grown in; (kind, what is done, support); two reviews; what changed
PLANS = (
    (
        "Laporan bulanan selesai tepat waktu tanpa perbaikan berulang.",
        "Menyusun laporan bulanan",
        (
            ("BIMBINGAN", "Menyusun dua laporan bersama, lalu satu sendiri", "Dua jam setiap Jumat pertama"),
            ("PELATIHAN", "Kelas daring menyusun laporan kinerja", "Waktu belajar setengah hari"),
        ),
        ("Laporan April kami susun bersama, hanya satu kali perbaikan.", "Laporan Juni selesai sendiri."),
        "Tiga laporan terakhir selesai sebelum tanggal 5 tanpa perbaikan.",
    ),
    (
        "Warga dilayani dengan penjelasan yang jelas sejak kedatangan pertama.",
        "Menjelaskan persyaratan kepada warga",
        (
            ("MENTOR", "Duduk di loket yang sama dengan rekan yang mahir setiap Selasa", ""),
            (
                "BIMBINGAN",
                "Membahas tiga berkas yang kembali setiap bulan",
                "Setengah jam setiap akhir bulan",
            ),
            (
                "PENUGASAN",
                "Menulis daftar syarat dalam bahasa sehari-hari",
                "Dibaca bersama sebelum ditempel",
            ),
        ),
        ("Berkas yang kembali turun, masih bingung pada pindah datang.", "Daftar syarat sudah ditempel."),
        "Berkas yang dikembalikan turun dari 20 menjadi 6 sebulan.",
    ),
    (
        "Hadir dan bekerja dengan tenang setelah masa yang berat.",
        "Mengatur jam kerja dan beban",
        (
            ("KONSELING", "Bicara tiap dua pekan tentang apa yang menghambat", "Jam masuk digeser satu jam"),
            ("PELATIHAN", "Lokakarya mengatur waktu dan prioritas", "Biaya dari unit"),
        ),
        ("Jam yang digeser menolong, pekan kedua masih berat.", "Sudah kembali ke jam biasa."),
        "Dua triwulan terakhir hadir penuh, dan dua tugas lama selesai.",
    ),
)

# what, next step, support, 1 where it was done, what changed
GOALS = (
    ("Menjelaskan aturan baru dengan bahasa sehari-hari", "Menulis satu contoh per pekan", "", 0, ""),
    ("Memakai tabel untuk rekap bulanan", "Mencoba rekap Oktober sendiri", "Satu jam bersama rekan", 0, ""),
    (
        "Menulis surat balasan yang pendek",
        "Meminta rekan membaca tiga surat",
        "",
        1,
        "Surat rata-rata tinggal setengah halaman, dan pertanyaan ulang berkurang.",
    ),
)

# title, about, provider, form, place, first and last day, last day to register, hours, places, why cancelled
TRAININGS = (
    (
        "Menyusun laporan kinerja",
        "Untuk siapa pun yang menulis laporan bulanan: dari catatan menjadi dua halaman yang terbaca.",
        "BPSDM Provinsi", "DARING", "Tautan dikirim sehari sebelumnya",
        date(YEAR, 6, 9), date(YEAR, 6, 10), date(YEAR, 6, 2), 12, 40, "",
    ),
    (
        "Melayani warga lanjut usia dan penyandang disabilitas",
        "Untuk petugas loket dan puskesmas: cara menyapa, menuntun, dan menjelaskan dengan sabar.",
        "BKPSDM Kota Arunika", "TATAP_MUKA", "Aula Balai Kota lantai 2",
        date(YEAR, 9, 15), date(YEAR, 9, 15), date(YEAR, 9, 8), 6, 30, "",
    ),
    (
        "Arsip digital untuk pemula",
        "Untuk pengelola surat dan arsip: memindai, memberi nama, dan menemukan lagi.",
        "Dinas Perpustakaan dan Kearsipan", "CAMPURAN", "Ruang rapat arsip dan daring",
        date(YEAR, 12, 8), date(YEAR, 12, 10), date(YEAR, 12, 4), 16, 6, "",
    ),
    (
        "Memberi umpan balik yang membantu",
        "Untuk atasan dan ketua tim: mendengar, menyebut kejadian, dan menyepakati langkah berikutnya.",
        "BKPSDM Kota Arunika", "DARING", "",
        date(YEAR + 1, 1, 14), date(YEAR + 1, 1, 14), date(YEAR + 1, 1, 11), 4, None, "",
    ),
    (
        "Dasar pengolahan data dengan lembar kerja",
        "Untuk penyusun rekap: tabel, rumus sederhana, dan grafik yang jujur.",
        "BPSDM Provinsi", "TATAP_MUKA", "Laboratorium komputer SMPN 1",
        date(YEAR + 1, 2, 3), date(YEAR + 1, 2, 5), date(YEAR + 1, 1, 23), 24, 20, "",
    ),
    (
        "Pengadaan langsung untuk pejabat baru",
        "Untuk pejabat pelaksana teknis kegiatan yang baru ditunjuk.",
        "Bagian Pengadaan", "TATAP_MUKA", "Ruang rapat Setda",
        date(YEAR, 12, 15), date(YEAR, 12, 16), date(YEAR, 12, 8), 12, 25,
        "Pengajar bertugas di luar kota; dijadwalkan lagi Maret.",
    ),
)  # fmt: skip
