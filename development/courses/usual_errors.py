"""Lesson 2: the usual errors, which happen to everybody."""

from __future__ import annotations

from ..rules.course import Lesson, Question

LESSON = Lesson(
    key="kesalahan",
    title="Kesalahan yang lazim",
    minutes=3,
    paragraphs=(
        "Semua orang mengalami kesalahan ini, juga penilai yang berpengalaman. Mengenal namanya sudah "
        "setengah jalan untuk menghindarinya.",
        "Cara sederhana: nilai satu hal untuk satu waktu, tulis buktinya dulu, baru pilih penilaiannya.",
    ),
    examples=(
        (
            "Halo: satu hal baik menerangi semuanya.",
            "Sari pandai presentasi, lalu laporannya yang belum selesai ikut dinilai baik. Nilai laporan "
            "dari laporannya.",
        ),
        (
            "Murah hati: semua dinilai tinggi supaya suasana enak.",
            "Pegawai yang benar-benar melampaui target jadi tidak terlihat, dan yang butuh bantuan tidak "
            "dibantu.",
        ),
        (
            "Kejadian terakhir: yang diingat hanya bulan terakhir.",
            "Anwar lembur di Desember, tetapi target Maret sampai September belum tercapai. Baca catatan "
            "setahun.",
        ),
        (
            "Disamakan: semua mendapat penilaian yang sama.",
            "Terasa adil, padahal bukti tiap orang berbeda. Adil berarti ukurannya sama, bukan hasilnya.",
        ),
    ),
    questions=(
        Question(
            "Seorang pegawai melakukan kekeliruan besar pekan lalu. Sebelas bulan sebelumnya hasilnya "
            "baik. Kesalahan apa yang mudah terjadi?",
            ("Halo", "Kejadian terakhir", "Disamakan"),
            "b",
            "Kejadian pekan lalu terasa paling besar. Ia tetap dihitung, tetapi bersama sebelas bulan "
            "lainnya.",
        ),
    ),
)
