"""Five cards for somebody who is new."""

from __future__ import annotations

from ..rules.course import Lesson

CARDS = (
    Lesson(
        "skp",
        "Apa itu SKP",
        1,
        (
            "SKP (Sasaran Kinerja Pegawai) adalah kesepakatan Anda dan atasan: hasil apa yang diharapkan "
            "tahun ini, bagaimana mengukurnya, dan perilaku apa yang diharapkan.",
            "Anda menyusun rancangannya di menu SKP, atasan menanggapi, lalu keduanya sepakat. Belum "
            "jelas? Tanyakan kepada atasan; itu bagian dari dialog.",
        ),
    ),
    Lesson(
        "setahun",
        "Apa yang terjadi dalam setahun",
        1,
        (
            "Awal tahun: SKP disepakati. Sepanjang tahun: Anda mencatat kemajuan, bicara dengan atasan, "
            "dan menerima umpan balik. Akhir tahun: penilaian diri, dialog, lalu hasil dibagikan kepada "
            "Anda.",
            "Beranda selalu menunjukkan langkah berikutnya. Anda tidak perlu menghafal tanggalnya.",
        ),
    ),
    Lesson(
        "catatan",
        "Di mana mencatat",
        1,
        (
            "Tulis kemajuan di menu Kemajuan: satu kalimat, tanggal, dan bukti bila ada. Lima menit "
            "sepekan cukup.",
            "Catatan ini milik Anda. Di akhir tahun, catatan membuat pekerjaan Anda terlihat dan mudah "
            "dijelaskan.",
        ),
    ),
    Lesson(
        "umpan-balik",
        "Bagaimana umpan balik bekerja",
        1,
        (
            "Anda boleh meminta umpan balik kepada siapa pun, dan memberikannya kepada rekan. Tulis "
            "tentang pekerjaan, bukan orangnya.",
            "Pada putaran 360, jawaban rekan dan bawahan digabung dan rahasia bagi yang dinilai.",
        ),
    ),
    Lesson(
        "hak",
        "Hak Anda",
        1,
        (
            "Anda berhak membaca hasil dan alasannya, dan mengajukan keberatan bila tidak setuju. "
            "Keberatan diputus oleh orang lain, bukan oleh yang menilai.",
            "Data Anda hanya dibuka oleh yang berhak, dan setiap pembukaan tercatat. Lihat Privasi di "
            "bagian bawah halaman.",
        ),
    ),
)
