"""Lesson 3: a sentence that helps the one who reads it."""

from __future__ import annotations

from ..rules.course import Lesson, Question

LESSON = Lesson(
    key="kalimat",
    title="Menulis kalimat yang berguna",
    minutes=2,
    paragraphs=(
        "Kalimat yang berguna menyebut tiga hal: apa yang terjadi, apa akibatnya, dan apa yang bisa "
        "dilakukan berikutnya. Satu atau dua kalimat sudah cukup.",
        "Tulis tentang pekerjaannya, bukan tentang orangnya. Hindari kata “selalu” dan “tidak pernah”: "
        "satu pengecualian saja membuat kalimatnya tidak dipercaya.",
    ),
    examples=(
        ("“Tingkatkan lagi kinerjanya.”", "Belum berguna: tidak jelas apa dan bagaimana."),
        (
            "“Tiga laporan terlambat seminggu sehingga rapat anggaran mundur. Mulai Januari, kita cek "
            "drafnya setiap tanggal 20.”",
            "Berguna: kejadian, akibat, dan langkah bersama.",
        ),
        ("“Bagus, pertahankan.”", "Ramah, tetapi pegawai tidak tahu apa yang perlu diteruskan."),
        (
            "“Daftar syarat yang Anda tempel di loket membuat berkas yang dikembalikan turun dari 30 "
            "menjadi 8 per bulan. Teruskan, dan bagikan ke loket lain.”",
            "Berguna: pujian yang menyebut perbuatan dan hasilnya.",
        ),
    ),
    questions=(
        Question(
            "Mana kalimat yang paling membantu?",
            (
                "Kurang teliti dan tidak pernah bertanya.",
                "Sudah cukup baik.",
                "Lima dari 40 surat salah alamat pada Agustus. Mari pakai daftar alamat baru dan periksa "
                "silang.",
            ),
            "c",
            "Kalimat ini menyebut kejadian dan langkahnya, jadi pegawai tahu apa yang dilakukan besok pagi.",
        ),
    ),
)
