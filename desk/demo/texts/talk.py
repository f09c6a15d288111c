"""What superiors write and people answer: suggestions, feedback, reasons, objections; {sapa} is Bu or Pak."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.rules import AnnexKind
from reviews.rules.evaluation import Rating

SUGGESTIONS = (
    "Isinya sudah baik, {sapa}. Tolong tambahkan ukuran mutu pada hasil pertama, bukan hanya jumlahnya.",
    "Terima kasih, {sapa}. Target “{ukuran}” menurut saya masih terlalu rendah dibanding tahun lalu. "
    "Kita bahas lagi?",
    "Tolong satukan hasil kedua dan ketiga karena pekerjaannya sama, lalu pertegas manfaatnya bagi warga.",
    "Sudah selaras dengan rencana saya. Satu hal: tulis siapa penerima manfaatnya pada hasil pertama.",
    "Target waktunya sebaiknya dibicarakan dulu dengan tim, {sapa}, supaya dapat dijalankan bersama.",
    "Saya setuju arahnya. Tolong sesuaikan satuan pada “{ukuran}” supaya mudah dihitung setiap triwulan.",
)

EXPECTATIONS = {
    1: (
        "Menjadi contoh dalam menyambut dan menuntaskan keperluan warga",
        "Menjawab setiap keluhan dengan kepastian waktu",
        "Mendahulukan warga lanjut usia, ibu hamil, dan difabel",
    ),
    2: (
        "Menjadi panutan integritas dan disiplin di {unit}",
        "Melaporkan apa adanya, termasuk yang belum tercapai",
        "Menyimpan bukti kerja sehingga dapat ditelusuri siapa pun",
    ),
    3: (
        "Bersedia mengajarkan keterampilan kepada rekan kerja",
        "Menguasai aplikasi baru dan membagikannya kepada tim",
        "Mengikuti sedikitnya dua kegiatan belajar sesuai bidang tugas",
    ),
    4: (
        "Menjaga suasana kerja yang saling menghargai",
        "Membantu rekan yang sedang berbeban berat",
        "Membangun komunikasi yang lebih terbuka dengan mitra kerja",
    ),
    5: (
        "Menjaga kerahasiaan data warga dan pegawai",
        "Menjaga nama baik {unit} dalam pergaulan dan media sosial",
        "Berani menyampaikan indikasi hal yang merugikan negara",
    ),
    6: (
        "Mengusulkan satu perbaikan cara kerja setiap semester",
        "Tetap tenang dan mencari jalan saat terjadi perubahan mendadak",
        "Memakai cara kerja elektronik untuk pekerjaan rutin",
    ),
    7: (
        "Melibatkan seluruh pihak sesuai peran untuk tujuan bersama",
        "Berbagi data dan hasil kerja dengan unit lain",
        "Menggerakkan kerja sama dengan kelurahan, sekolah, dan Puskesmas",
    ),
}

ANNEXES = {
    AnnexKind.RESOURCES: (
        "Komputer dan koneksi internet yang memadai",
        "Rekan pengganti pada saat cuti atau pelatihan",
        "Kendaraan operasional untuk kegiatan lapangan",
        "Anggaran kegiatan sesuai DPA {opd}",
        "Pelatihan penggunaan aplikasi",
        "Alat tulis, pencetak, dan pemindai dokumen",
    ),
    AnnexKind.ACCOUNTABILITY: (
        "Kemajuan dilaporkan setiap triwulan dengan tautan bukti dukung",
        "Hasil kerja dibicarakan dengan atasan setiap akhir bulan",
        "Catatan harian disimpan di folder bersama {unit}",
        "Data capaian diperiksa silang dengan rekan satu tim",
    ),
    AnnexKind.CONSEQUENCES: (
        "Bila ekspektasi terpenuhi, diusulkan mengikuti pengembangan kompetensi sesuai minat",
        "Bila ekspektasi terlampaui, diusulkan dalam penghargaan pegawai {opd}",
        "Bila ekspektasi belum terpenuhi, dilakukan bimbingan kinerja setiap bulan",
    ),
}

# What is said of a good year, of a year as agreed, and of one that needs help.
FEEDBACK = {
    Rating.ABOVE: (
        "Bukti dukungnya lengkap dan mudah dibaca. Ini dapat menjadi contoh bagi tim.",
        "Saya melihat sendiri hasilnya di lapangan dan warga terbantu. Pertahankan, {sapa}.",
        "Ide perbaikan yang disampaikan pada rapat lalu bagus. Silakan dicoba pada satu bagian dulu.",
        "Bagus, {sapa}. Ketepatan waktunya membaik dibanding triwulan sebelumnya.",
        "Capaiannya melebihi rencana {triwulan}. Tolong bagikan caranya kepada rekan satu tim.",
        "Hasil ini mendukung langsung rencana kerja saya. Terima kasih atas ketekunannya.",
    ),
    Rating.MEETS: (
        "Terima kasih, {sapa}. Kemajuan {triwulan} sudah sesuai rencana; teruskan cara mencatatnya yang "
        "rapi.",
        "Capaiannya baik. Bulan depan tolong libatkan rekan lain supaya pekerjaan ini tidak bertumpu pada "
        "{sapa} sendiri.",
        "Datanya sudah cocok. Berikutnya sertakan satu kalimat tentang manfaatnya bagi penerima layanan.",
        "Beban {triwulan} memang berat karena ada tugas tambahan. Terima kasih sudah menjaga mutunya.",
        "Sudah sesuai kesepakatan. Untuk triwulan berikut, tambahkan tautan bukti pada indikator kedua.",
        "Tolong tuliskan juga hambatannya, {sapa}, supaya saya dapat membantu mencarikan jalan.",
    ),
    Rating.BELOW: (
        "Angkanya masih di bawah rencana. Kita pecah menjadi target mingguan dan lihat lagi dua minggu lagi.",
        "Masih ada dua hal yang belum selesai. Saya bantu bicarakan dengan bidang lain minggu ini.",
        "Terima kasih sudah menyampaikan apa adanya. Mari kita pilih satu hasil yang didahulukan dulu.",
        "{sapa}, saya lihat pekerjaan menumpuk di akhir bulan. Setiap Jumat kita duduk setengah jam bersama.",
        "Cara kerjanya sudah membaik, tetapi capaiannya belum mengejar rencana {triwulan}. Apa yang "
        "perlu saya bantu?",
    ),
}

BEHAVIOUR_FEEDBACK = {
    1: (
        "{sapa} sabar menjelaskan kepada warga yang bingung dengan syaratnya.",
        "Ada dua warga yang menyampaikan terima kasih atas layanan {sapa}.",
    ),
    2: (
        "Catatan dan buktinya selalu dapat ditelusuri. Terima kasih.",
        "Jujur menyampaikan yang belum tercapai, dan itu memudahkan kita mencari jalan.",
    ),
    3: (
        "Berinisiatif belajar hal baru dan membagikannya kepada rekan.",
        "Penjelasan {sapa} pada forum Jumat membantu teman-teman.",
    ),
    4: (
        "Suasana tim terasa lebih ringan karena {sapa} suka membantu.",
        "Tolong dengarkan dulu pendapat rekan sampai selesai sebelum menanggapi.",
    ),
    5: ("Menjaga kerahasiaan data dengan baik.", "Membela nama baik kantor dengan cara yang santun."),
    6: (
        "Cepat menyesuaikan diri ketika jadwal berubah.",
        "Usul {sapa} untuk memakai formulir daring sudah kita jalankan.",
    ),
    7: (
        "Kerja sama dengan unit lain berjalan baik berkat {sapa}.",
        "Tolong lebih sering berbagi perkembangan dengan tim, supaya saling menguatkan.",
    ),
}

RESULT_REASONS = {
    Rating.ABOVE: (
        "Target “{ukuran}” terlampaui: {capaian}. Buktinya lengkap, dan caranya dipakai rekan satu tim.",
        "Hampir semua indikator melewati target, antara lain “{ukuran}” ({capaian}), meskipun ada tugas "
        "tambahan.",
        "Capaian “{ukuran}” {capaian}, dan {sapa} juga menyelesaikan perbaikan alur kerja yang tidak "
        "diminta.",
    ),
    Rating.MEETS: (
        "Target utama tercapai. “{ukuran}”: {capaian}, sesuai yang disepakati pada awal tahun.",
        "Hasil kerja sesuai rencana setiap triwulan; “{ukuran}” {capaian} dengan bukti yang dapat "
        "ditelusuri.",
        "Pekerjaan selesai sesuai target dan jadwal. “{ukuran}” tercatat {capaian}.",
        "Secara umum tercapai: {capaian} untuk “{ukuran}”. Satu indikator selesai agak mundur dengan "
        "alasan yang jelas.",
    ),
    Rating.BELOW: (
        "Target “{ukuran}” belum tercapai: {capaian}. Sudah dibicarakan pada dialog triwulan II dan III.",
        "Dua dari empat hasil belum memenuhi target, termasuk “{ukuran}” ({capaian}). Pendampingan "
        "dilanjutkan.",
    ),
}

BEHAVIOUR_REASONS = {
    Rating.ABOVE: (
        "Rekan dan warga memberi umpan balik yang baik sepanjang tahun; {sapa} rutin membimbing pegawai "
        "baru.",
        "Menjadi tempat bertanya bagi tim, dan tetap tenang saat antrean panjang pada bulan Juli.",
        "Berani menyampaikan masalah lebih awal beserta usul jalan keluarnya.",
    ),
    Rating.MEETS: (
        "Perilaku sehari-hari sesuai tujuh nilai; umpan balik rekan umumnya baik.",
        "Disiplin, ramah, dan dapat diandalkan. Kerja sama dengan bidang lain dapat lebih sering.",
        "Melaksanakan tugas dengan jujur dan menjaga hubungan baik dengan tim.",
        "Bersedia membantu rekan dan menerima masukan dengan terbuka.",
    ),
    Rating.BELOW: (
        "Janji jadwal layanan beberapa kali tidak dipenuhi tanpa kabar. Sudah dibicarakan dua kali dan "
        "dicatat.",
        "Ada tiga umpan balik rekan tentang cara menanggapi. Disepakati konseling kinerja mulai Desember.",
    ),
}

RECOMMENDATIONS = {
    Rating.ABOVE: (
        "Dapat diberi kesempatan memimpin satu kegiatan tahun depan.",
        "Bagikan cara kerja ini pada forum belajar {opd}.",
        "Diusulkan mengikuti pengembangan kompetensi sesuai minat, dan membimbing satu pegawai baru.",
    ),
    Rating.MEETS: (
        "Pertahankan. Tahun depan kita tambah ukuran manfaat bagi penerima layanan.",
        "Diusulkan mengikuti pelatihan sesuai bidang tugas pada semester pertama tahun depan.",
        "Kurangi pekerjaan rutin yang dapat dibagi, supaya ada waktu untuk perbaikan.",
        "",
    ),
    Rating.BELOW: (
        "Bimbingan kinerja setiap bulan dengan catatan singkat yang disepakati berdua.",
        "Beban kerja dibagi ulang; pada triwulan I tahun depan kita tinjau bersama dua hasil utama.",
    ),
}

COMMENTS = (
    "Terima kasih atas penilaian dan masukannya. Saya akan menindaklanjuti sarannya.",
    "Sudah saya baca. Terima kasih atas waktunya.",
    "Terima kasih. Dialognya membantu saya melihat apa yang perlu didahulukan tahun depan.",
    "",
    "",
)


@dataclass(frozen=True)
class Dispute:
    """An objection with the answers that belong to it; `raises` says that the results rating goes up."""

    objection: str
    explanation: str
    decision: str
    raises: bool = False


DISPUTES = {
    "bukti": Dispute(
        "Saya memohon rating hasil kerja ditinjau kembali. Realisasi “{ukuran}” sampai Oktober adalah "
        "{capaian}, "
        "dan buktinya ada pada tautan triwulan III yang mungkin belum terbuka saat dialog.",
        "Terima kasih, {sapa}. Tautan triwulan III sudah saya buka. Angkanya benar, tetapi beberapa "
        "laporan masih "
        "perlu diperbaiki seperti yang kita bicarakan pada dialog. Pertimbangannya saya serahkan kepada "
        "atasan.",
        "Saya sudah mendengar keduanya dan membuka buktinya. Angkanya benar, tetapi mutu laporan belum "
        "sesuai "
        "kesepakatan awal tahun. Rating tetap, dan pendampingan dilanjutkan mulai bulan ini.",
    ),
    "tugas": Dispute(
        "Menurut saya ada satu hal yang belum terhitung: sejak Mei saya juga menggantikan rekan yang cuti "
        "melahirkan, sesuai surat tugas. Mohon hal itu ikut dipertimbangkan pada rating hasil kerja.",
        "Surat tugasnya memang ada dan saya hargai. Saya menilai tugas utama lebih dulu, dan sebagian "
        "indikator "
        "utama belum tercapai. Pertimbangan tugas pengganti saya serahkan kepada atasan.",
        "Setelah memeriksa bukti dan mendengar keduanya, tugas pengganti rekan yang cuti memang nyata "
        "dan hasilnya "
        "baik. Rating hasil kerja diubah menjadi sesuai ekspektasi.",
        raises=True,
    ),
    "perilaku": Dispute(
        "Saya menerima masukan tentang komunikasi. Namun keluhan yang disebut terjadi ketika saya "
        "sedang mengikuti "
        "pelatihan, dan daftar hadirnya ada pada tautan bukti. Mohon rating perilaku ditinjau kembali.",
        "Daftar hadirnya sudah saya periksa dan memang benar untuk satu kejadian. Dua kejadian lain "
        "terjadi pada "
        "hari kerja biasa dan sudah kita catat bersama. Keputusannya saya serahkan kepada atasan.",
        "Satu dari tiga kejadian dikeluarkan dari pertimbangan. Dua lainnya tercatat dan diakui, jadi rating "
        "perilaku tetap. Konseling kinerja dijadwalkan bulan depan.",
    ),
}
