"""Lesson 4: talks that are fair."""

from __future__ import annotations

from ..rules.course import Lesson, Question

LESSON = Lesson(
    key="dialog",
    title="Dialog yang adil",
    minutes=3,
    paragraphs=(
        "Dialog yang adil tidak mengejutkan. Hal penting sudah dibicarakan sepanjang tahun, bukan baru "
        "muncul saat hasil dibagikan.",
        "Mulai dengan mendengar: “Menurut Anda, apa yang berjalan baik? Apa yang menghambat?” Baru "
        "sampaikan penilaian Anda dengan buktinya. Bila pegawai membawa bukti baru, pertimbangkan "
        "sungguh-sungguh.",
        "Tutup dengan satu langkah pegawai dan satu dukungan dari Anda. Ingatkan haknya: pegawai boleh "
        "mengajukan keberatan, dan itu tidak memengaruhi hubungan kerja.",
    ),
    examples=(
        ("“Pokoknya nilainya begini.”", "Menutup pintu. Pegawai tidak tahu alasannya."),
        (
            "“Ini bukti yang saya lihat. Ada yang belum saya lihat?”",
            "Membuka pintu. Keduanya melihat bukti yang sama.",
        ),
    ),
    questions=(
        Question(
            "Saat dialog, pegawai menunjukkan bukti yang belum Anda lihat. Apa yang adil?",
            (
                "Tetap pada penilaian karena sudah ditulis.",
                "Membaca buktinya dan menimbang lagi sebelum hasil dibagikan.",
                "Langsung menaikkan penilaian supaya suasana baik.",
            ),
            "b",
            "Bukti baru ditimbang, tidak diabaikan dan tidak otomatis menaikkan. Hasil baru dibagikan "
            "setelah itu.",
        ),
        Question(
            "Bagaimana dialog sebaiknya dimulai?",
            (
                "Dengan bertanya dan mendengar pegawai.",
                "Dengan membacakan predikat.",
                "Dengan membandingkan dengan rekan.",
            ),
            "a",
            "Siapa yang didengar dulu lebih mudah menerima masukan. Rekan tidak perlu disebut.",
        ),
    ),
)
