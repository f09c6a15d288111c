"""Six fictional years of work to practise rating with, each with a reference and its reasoning."""

from __future__ import annotations

from reviews.rules.evaluation import Rating

from ..rules.course import Case

CASES = (
    Case(
        key="loket",
        title="Kasus 1: petugas loket",
        story="Rina melayani pendaftaran penduduk. Ia ramah dan disukai warga.",
        results_evidence=(
            "Target: 95% berkas selesai dalam dua hari. Tercapai 95,4% dari 2.310 berkas.",
            "Target: paling banyak 20 keluhan setahun. Tercatat 18.",
        ),
        behaviour_evidence=(
            "Menyiapkan kursi dan air minum bagi warga lanjut usia atas gagasannya sendiri; kini dipakai "
            "semua loket.",
            "Mengajari dua rekan baru setiap Jumat sore selama tiga bulan.",
        ),
        results=Rating.MEETS,
        results_why="Kedua target tercapai tipis. Keramahannya dihitung pada perilaku, bukan pada hasil "
        "(awas halo).",
        behaviour=Rating.ABOVE,
        behaviour_why="Ia berbuat lebih dari yang diminta, menular ke loket lain, dan ada kejadiannya.",
    ),
    Case(
        key="arsip",
        title="Kasus 2: arsiparis",
        story="Yusuf menata arsip. Ia pendiam dan jarang ikut acara kantor.",
        results_evidence=(
            "Target: 12.000 berkas tertata. Tercapai 15.600, diperiksa lembaga kearsipan daerah.",
            "Waktu mencari berkas turun dari 40 menjadi 6 menit; targetnya 15 menit.",
        ),
        behaviour_evidence=(
            "Menjawab permintaan berkas dari semua bidang pada hari yang sama.",
            "Mengikuti aturan peminjaman; tidak ada berkas hilang.",
        ),
        results=Rating.ABOVE,
        results_why="Kedua target jelas terlampaui, dan diperiksa pihak luar.",
        behaviour=Rating.MEETS,
        behaviour_why="Perilakunya sesuai yang diharapkan. Pendiam bukan kekurangan, dan acara kantor "
        "bukan ukuran.",
    ),
    Case(
        key="laporan",
        title="Kasus 3: penyusun laporan",
        story="Bagus menyusun laporan keuangan. Desember ini ia lembur sepekan penuh.",
        results_evidence=(
            "Target: 12 laporan tepat waktu. Tepat waktu 7; lima laporan mundur 9 sampai 20 hari.",
            "Hambatan tidak dilaporkan, dan tawaran bantuan pada April tidak dipakai.",
        ),
        behaviour_evidence=(
            "Terbuka mengakui keterlambatan dan minta maaf kepada bidang lain.",
            "Hadir dan bekerja sama di semua rapat penyelarasan.",
        ),
        results=Rating.BELOW,
        results_why="Lima dari 12 tidak tepat waktu. Lembur di Desember terasa besar, tetapi yang dinilai "
        "setahun.",
        behaviour=Rating.MEETS,
        behaviour_why="Terbuka dan bekerja sama sesuai harapan. Hasil yang rendah tidak menurunkan perilaku.",
    ),
    Case(
        key="penyuluh",
        title="Kasus 4: penyuluh",
        story="Made membina kelompok tani. Musim ini banjir merendam dua desa selama sebulan.",
        results_evidence=(
            "Target: 24 pertemuan. Terlaksana 21; tiga batal karena banjir, dilaporkan dan disepakati "
            "diganti pendampingan posko.",
            "Pendampingan posko terlaksana 6 kali, ada daftar hadir.",
        ),
        behaviour_evidence=(
            "Datang ke posko sesuai jadwal dan menyampaikan informasi yang benar.",
            "Mencatat keluhan petani dan meneruskannya pada hari yang sama.",
        ),
        results=Rating.MEETS,
        results_why="Yang tidak terlaksana di luar kendalinya, dilaporkan, dan diganti seperti yang "
        "disepakati.",
        behaviour=Rating.MEETS,
        behaviour_why="Semua sesuai yang diharapkan dari penyuluh; belum ada bukti yang melampaui.",
    ),
    Case(
        key="analis",
        title="Kasus 5: analis",
        story="Tika menyusun kajian. Kajiannya dipuji pimpinan daerah.",
        results_evidence=(
            "Target: empat kajian dipakai menyusun kebijakan. Enam dipakai, dua di antaranya menjadi "
            "peraturan.",
            "Semua kajian selesai sebelum tanggal yang disepakati.",
        ),
        behaviour_evidence=(
            "Tiga kali membentak rekan di rapat; tercatat di notula Februari, Mei, dan September.",
            "Data milik rekan dipakai tanpa menyebut namanya, juga setelah diingatkan dua kali.",
        ),
        results=Rating.ABOVE,
        results_why="Hasilnya melampaui target dalam jumlah dan manfaat.",
        behaviour=Rating.BELOW,
        behaviour_why="Ada pola dengan tanggalnya, dan tidak berubah setelah diingatkan. Hasil yang hebat "
        "tidak menutupinya.",
    ),
    Case(
        key="pengemudi",
        title="Kasus 6: pengemudi",
        story="Slamet mengemudikan kendaraan dinas. Tahun lalu ia dinilai di bawah ekspektasi.",
        results_evidence=(
            "Target: semua perjalanan dinas terlayani. Terlayani 214 dari 214.",
            "Target: servis berkala tepat waktu. Empat dari empat.",
        ),
        behaviour_evidence=(
            "Datang tepat waktu; tidak ada keluhan penumpang.",
            "Melaporkan kerusakan rem pada hari ditemukan.",
        ),
        results=Rating.MEETS,
        results_why="Semua target tercapai. Penilaian tahun lalu tidak ikut dihitung.",
        behaviour=Rating.MEETS,
        behaviour_why="Dapat diandalkan dan jujur, sesuai yang diharapkan. Menyamakan dengan tahun lalu "
        "tidak adil.",
    ),
)
