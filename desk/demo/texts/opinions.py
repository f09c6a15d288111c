"""What people say about one another in a round of 360 feedback; no name, no day, one thing each."""

from __future__ import annotations

KEEP = (
    "Saat loket penuh, ia turun membantu antrean tanpa diminta. Warga pulang lebih cepat.",
    "Selalu mengabari bila pekerjaan mundur, sehingga kami bisa menata ulang jadwal bersama.",
    "Membuat catatan langkah yang rapi. Ketika ia cuti, pekerjaan tetap jalan.",
    "Menjelaskan aturan baru dengan contoh sederhana. Satu tim langsung paham.",
    "Mau mendengar keluhan sampai selesai sebelum menjawab. Rapat jadi lebih tenang.",
    "Datang dengan data, bukan dugaan. Keputusan rapat terakhir jadi mudah diambil.",
    "Mengajak bagian lain sejak awal, sehingga berkas tidak bolak-balik lagi.",
    "Berani mencoba formulir singkat. Waktu isi warga turun dari lima belas menjadi lima menit.",
    "Menyapa semua orang, juga petugas kebersihan. Suasana kantor jadi hangat.",
    "Tidak membicarakan rekan yang tidak hadir. Orang merasa aman bekerja dengannya.",
    "Membimbing pegawai baru sampai bisa sendiri. Dua orang kini sudah lancar memakai aplikasi.",
    "Menindaklanjuti keluhan warga sampai ada kabar akhir, bukan sekadar meneruskan surat.",
    "Membagi tugas dengan jelas sehingga tidak ada yang menunggu.",
    "Menepati tenggat laporan bulanan, dan lampirannya selalu lengkap.",
    "Mengakui kekeliruan angka lebih dulu, lalu memperbaikinya hari itu juga.",
    "Menjaga berkas pribadi warga dengan tertib. Lemari arsip selalu terkunci.",
)
DEVELOP = (
    "Sampaikan perubahan jadwal lebih awal. Terakhir kali tim sudah terlanjur menyiapkan ruangan.",
    "Beri kesempatan rekan menyelesaikan pendapat dulu. Dua usulan baik sempat terlewat.",
    "Bagikan cara kerja kepada yang lain, supaya pekerjaan tidak berhenti ketika ia berhalangan.",
    "Balas pesan pekerjaan lebih cepat. Satu berkas warga sempat menunggu tiga hari.",
    "Tuliskan hasil rapat singkat saja, supaya pembagian tugas tidak ditafsirkan berbeda.",
    "Coba aplikasi baru lebih dulu sebelum memutuskan kembali ke cara lama.",
    "Minta bantuan lebih cepat ketika beban menumpuk. Kami siap berbagi.",
    "Jelaskan alasan di balik tugas. Tim bekerja lebih baik bila tahu tujuannya.",
    "Sesekali ikut melihat pelayanan di loket, supaya kendala terlihat langsung.",
    "Beri umpan balik saat itu juga, bukan menunggu akhir bulan.",
    "Kurangi perbaikan kecil berulang. Sepakati dulu bentuk laporan yang diinginkan.",
    "Libatkan bidang lain saat menyusun jadwal, supaya tidak bertabrakan.",
    "Simpan berkas di folder bersama, karena versi di komputer sendiri sulit ditemukan rekan.",
    "Percayakan lebih banyak tugas kepada anggota tim yang sudah mampu.",
)
SUPERIOR_KEEP = (
    "Ketelitian berkas terasa sampai ke meja saya. Hampir tidak ada yang dikembalikan lagi.",
    "Inisiatif menata ulang alur membuat bidang lain ikut mencontoh.",
)
SUPERIOR_DEVELOP = (
    "Mulailah memimpin satu rapat kecil setiap bulan. Saya dampingi pada rapat pertama.",
    "Ambil satu pelatihan sesuai tugas, lalu bagikan kepada tim.",
)
RUDE = (
    "Bodoh sekali caranya membagi tugas, orang lain tidak pernah diajak bicara."  # somebody looks at it first
)
