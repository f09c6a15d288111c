"""Lesson 1: objective evidence."""

from __future__ import annotations

from ..rules.course import Lesson, Question

LESSON = Lesson(
    key="bukti",
    title="Bukti objektif",
    minutes=2,
    paragraphs=(
        (
            "Bukti adalah sesuatu yang bisa dilihat orang lain: angka, dokumen, catatan kemajuan, "
            "kejadian dengan tanggalnya. Kesan adalah perasaan kita tentang seseorang. Kesan boleh ada, "
            "tetapi yang dinilai buktinya."
        ),
        "Bandingkan bukti dengan ekspektasi di SKP, bukan dengan pegawai lain. Pertanyaannya selalu sama: "
        "apa yang disepakati, apa yang terjadi, dan apa buktinya?",
        "Bila buktinya tipis, jangan menebak. Tanyakan kepada pegawai, atau lihat catatannya sepanjang "
        "tahun.",
    ),
    examples=(
        ("“Orangnya rajin.”", "Kesan. Orang lain tidak bisa memeriksanya."),
        (
            "“Dari Januari sampai Juni, 118 dari 120 berkas selesai dalam dua hari.”",
            "Bukti. Ada angka, masa, dan ukuran.",
        ),
    ),
    questions=(
        Question(
            "Mana yang paling kuat sebagai bukti hasil kerja?",
            (
                "Rekan-rekannya menyukainya.",
                "Rekap bulanan: 96 dari 100 izin terbit tepat waktu.",
                "Ia selalu datang paling pagi.",
            ),
            "b",
            "Rekap bulanan bisa diperiksa dan langsung menjawab target di SKP. Disukai dan datang pagi "
            "baik, tetapi belum menunjukkan hasil.",
        ),
        Question(
            "Anda tidak menemukan bukti untuk satu hasil kerja. Apa langkah pertama?",
            (
                "Menanyakan buktinya kepada pegawai dan melihat catatannya.",
                "Memilih sesuai ekspektasi supaya aman.",
                "Memilih di bawah ekspektasi.",
            ),
            "a",
            "Bukti bisa ada tetapi belum tercatat. Bertanya lebih adil daripada menebak, ke arah mana pun.",
        ),
    ),
)
