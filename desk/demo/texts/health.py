"""Work plans of health centres: heads, doctors, nurses, midwives, sanitarians, pharmacists."""

TEXT = """
= kepala_puskesmas
layanan | Meningkatnya mutu pelayanan kesehatan di {unit}
  - KUALITAS | Indeks kepuasan pasien | 84..92 nilai
  - WAKTU | Waktu tunggu pelayanan umum | 30..45 menit turun
  - KUALITAS | Capaian standar pelayanan minimal bidang kesehatan | 88..97 persen
  ~ Loket pendaftaran dibuka pukul 07.15 dan antrean lansia dipisah.
  ~ Hasil survei pasien dibahas dalam lokakarya mini bulanan.
mutu | Terlaksananya program kesehatan masyarakat prioritas di wilayah {unit}
  - KUANTITAS | Posyandu aktif dengan layanan lengkap | 14..32 posyandu
  - KUALITAS | Bayi yang mendapat imunisasi dasar lengkap | 92..98 persen
  ~ Posyandu yang kekurangan kader dibantu kelurahan dan PKK.
  ~ Penyisiran imunisasi dilakukan dari data kohort, bukan hanya menunggu kunjungan.
tertib | Terkelolanya keuangan BLUD dan sarana {unit} secara tertib
  - BIAYA | Belanja BLUD yang sesuai rencana bisnis dan anggaran | 93..98 persen
  - KUALITAS | Alat kesehatan yang terkalibrasi | 92..100 persen
  ~ Kalibrasi alat selesai lebih awal; dua alat diganti.
  ~ Laporan keuangan bulanan dibahas bersama bendahara dan penanggung jawab program.
sdm | Meningkatnya kompetensi tenaga kesehatan {unit}
  - KUANTITAS | Tenaga kesehatan yang mengikuti pelatihan sesuai peta kompetensi | 12..26 orang
  - KUALITAS | Kepatuhan kebersihan tangan petugas | 88..97 persen
  ~ Pelatihan bantuan hidup dasar diikuti perawat dan petugas loket.
  ~ Audit kebersihan tangan dilakukan silang antarruang.
data | Terlaporkannya data kesehatan yang lengkap dan tepat waktu
  - KUANTITAS | Laporan program yang dikirim | 48..72 laporan
  - WAKTU | Pengiriman laporan setelah bulan berakhir | 4..5 hari kerja turun
  ~ Rekam medis elektronik dipakai di semua poli sehingga laporan tidak lagi disalin tangan.
  ~ Data diperiksa silang antara poli dan apotek.

= dokter
layanan | Terlaksananya pelayanan medis yang aman bagi pasien {unit}
  - KUANTITAS | Pasien rawat jalan yang diperiksa sesuai standar | 3200..5600 pasien
  - KUALITAS | Rekam medis yang terisi lengkap dalam 24 jam | 95..99 persen
  - KUALITAS | Rujukan nonspesialistik | 1..2 persen turun
  ~ Pemeriksaan pasien tekanan darah tinggi dijadwalkan tetap sehingga obat tidak terputus.
  ~ Rujukan turun setelah konsultasi jarak jauh dengan dokter spesialis berjalan.
mutu | Terkendalinya penyakit tidak menular pada pasien binaan
  - KUANTITAS | Pasien hipertensi dan diabetes yang dipantau setiap bulan | 140..320 pasien
  - KUALITAS | Pasien hipertensi yang tekanan darahnya terkendali | 55..70 persen
  ~ Kelas sehat setiap Rabu dihadiri pasien bersama keluarganya.
  ~ Pasien yang dua bulan tidak kontrol dihubungi kader.
sdm | Terlaksananya pembelajaran klinis bagi tenaga kesehatan
  - KUANTITAS | Pertemuan pembahasan kasus | 10..14 pertemuan
  - KUALITAS | Peserta yang menilai pembahasan kasus bermanfaat | 86..96 persen
  ~ Kasus sulit dibahas tanpa menyebut nama pasien dan menghasilkan perbaikan alur.
  ~ Perawat mengusulkan perubahan lembar triase dan sudah dipakai.
mutu | Meningkatnya mutu tata laksana gawat darurat tingkat pertama
  - KUANTITAS | Simulasi kegawatdaruratan | 4..6 simulasi
  - WAKTU | Waktu tanggap pasien gawat darurat | 4..5 menit turun
  ~ Simulasi dilakukan tanpa pemberitahuan supaya kesiapan terlihat apa adanya.
  ~ Tas gawat darurat diperiksa setiap pergantian jaga.

= perawat
layanan | Terlaksananya asuhan keperawatan yang aman dan penuh perhatian di {unit}
  - KUANTITAS | Pasien yang mendapat asuhan keperawatan | 1600..3200 pasien
  - KUALITAS | Dokumentasi asuhan keperawatan yang lengkap | 94..99 persen
  - WAKTU | Waktu tanggap triase | 4..5 menit turun
  ~ Pasien lansia ditimbang dan diukur tekanan darahnya sambil menunggu sehingga pemeriksaan lebih singkat.
  ~ Catatan asuhan diisi di samping pasien, tidak lagi menunggu akhir jaga.
  ~ Dua keluhan pasien tentang antrean dijawab langsung dan alurnya diperbaiki.
mutu | Meningkatnya kemandirian keluarga binaan dalam perawatan kesehatan
  - KUANTITAS | Kunjungan rumah keluarga binaan | 48..96 kunjungan
  - KUALITAS | Keluarga binaan yang naik tingkat kemandirian | 65..82 persen
  ~ Keluarga pasien stroke sudah dapat mengubah posisi dan melatih gerak sendiri.
  ~ Kunjungan dilakukan bersama kader supaya pendampingan berlanjut.
mutu | Terlaksananya pencegahan dan pengendalian infeksi di ruang pelayanan
  - KUANTITAS | Audit pencegahan infeksi | 12 audit
  - KUALITAS | Kepatuhan petugas pada langkah kebersihan tangan | 90..98 persen
  ~ Audit menemukan botol cairan kosong di dua ruang; kini ada petugas pengisi harian.
  ~ Poster langkah cuci tangan diganti dengan gambar yang dibuat kader.
data | Terlaporkannya data surveilans dan skrining dengan lengkap
  - KUANTITAS | Laporan skrining yang dikirim | 12 laporan
  - WAKTU | Pengiriman laporan setelah bulan berakhir | 3..5 hari kerja turun
  ~ Data skrining usia produktif dicocokkan dengan daftar RT.
  ~ Laporan dikirim sebelum tanggal lima setiap bulan.
+sdm | Terbimbingnya mahasiswa praktik dan perawat baru
  - KUANTITAS | Orang yang dibimbing | 4..10 orang
  - KUALITAS | Peserta bimbingan yang tuntas kompetensi dasar | 88..100 persen
  ~ Perawat baru didampingi dua minggu sampai percaya diri di ruang tindakan.
  ~ Mahasiswa praktik membantu penyuluhan di posyandu.

= bidan
layanan | Terlaksananya pelayanan kebidanan yang aman bagi ibu dan bayi di wilayah {unit}
  - KUANTITAS | Ibu hamil yang mendapat pemeriksaan enam kali | 60..140 ibu
  - KUALITAS | Persalinan yang ditolong tenaga kesehatan di fasilitas | 97..100 persen
  ~ Ibu hamil berisiko dipantau lewat kunjungan dan pesan singkat setiap minggu.
  ~ Rujukan terencana dua ibu berjalan lancar berkat ambulans siaga kelurahan.
mutu | Menurunnya risiko stunting melalui pendampingan gizi ibu dan balita
  - KUANTITAS | Balita yang dipantau pertumbuhannya setiap bulan | 180..360 balita
  - KUALITAS | Balita dengan berat badan naik | 78..90 persen
  ~ Kelas ibu hamil membahas menu dari bahan yang ada di pasar kelurahan.
  ~ Balita yang berat badannya tetap dua bulan dirujuk ke ahli gizi.
warga | Meningkatnya keterampilan kader posyandu
  - KUANTITAS | Kader yang dilatih mengukur dengan benar | 20..48 kader
  - KUALITAS | Posyandu yang pencatatannya lengkap | 86..97 persen
  ~ Kader berlatih mengukur panjang badan dengan boneka dan saling memeriksa.
  ~ Pencatatan pindah ke satu buku sehingga tidak ditulis dua kali.
data | Tersusunnya laporan kesehatan ibu dan anak yang lengkap
  - KUANTITAS | Laporan bulanan yang tersusun | 12 laporan
  - WAKTU | Pengiriman laporan setelah bulan berakhir | 3..5 hari kerja turun
  ~ Kohort ibu dan bayi diperiksa setiap akhir pekan.
  ~ Data dicocokkan dengan catatan praktik mandiri di wilayah.

= sanitarian
mutu | Meningkatnya kualitas sanitasi dan air minum di wilayah {unit}
  - KUANTITAS | Sarana air minum yang diperiksa | 60..140 sarana
  - KUALITAS | Sarana air minum yang memenuhi syarat | 84..95 persen
  ~ Depot air yang hasilnya kurang baik didampingi dan diperiksa ulang.
  ~ Warga diajak melihat sendiri hasil uji air rumahnya.
warga | Meningkatnya perilaku hidup bersih warga
  - KUANTITAS | Penyuluhan dan pemicuan yang terlaksana | 12..24 kegiatan
  - KUALITAS | Rumah tangga dengan jamban sehat | 90..98 persen
  ~ Arisan jamban berjalan di tiga RW.
  ~ Anak sekolah menjadi pengingat cuci tangan di rumah.
layanan | Terlaksananya pemeriksaan tempat pengelolaan pangan
  - KUANTITAS | Tempat pengelolaan pangan yang diperiksa | 24..60 tempat
  - KUALITAS | Saran perbaikan yang dijalankan pengelola | 74..90 persen
  ~ Kantin sekolah memperbaiki tempat cuci piring setelah diperiksa.
  ~ Pemeriksaan dibuat bersama pengelola supaya menjadi kesempatan belajar.
tertib | Terkelolanya limbah medis {unit} sesuai ketentuan
  - KUANTITAS | Serah terima limbah medis yang tercatat | 24..48 kali
  - KUALITAS | Kesesuaian pemilahan limbah | 94..99 persen
  ~ Pemilahan diperiksa setiap pergantian jaga.
  ~ Tempat penyimpanan sementara diberi pagar dan tanda yang jelas.

= apoteker
layanan | Terlaksananya pelayanan kefarmasian yang aman di {unit}
  - KUANTITAS | Lembar resep yang dilayani dan dikaji | 9000..18000 lembar
  - WAKTU | Waktu tunggu obat racikan | 25..30 menit turun
  ~ Resep elektronik mengurangi tulisan yang sulit dibaca.
  ~ Pasien dengan lima obat atau lebih dibuatkan kartu minum obat.
tertib | Terkelolanya persediaan obat dan bahan medis dengan tertib
  - KUALITAS | Kesesuaian stok fisik dan catatan | 97..100 persen
  - KUALITAS | Nilai obat kedaluwarsa terhadap persediaan | 1..2 persen turun
  ~ Obat yang mendekati masa akhir dipindahkan ke puskesmas yang membutuhkan.
  ~ Pencocokan stok dilakukan berdua setiap akhir bulan.
mutu | Meningkatnya pemahaman pasien tentang penggunaan obat
  - KUANTITAS | Konseling dan penyuluhan obat | 120..300 kegiatan
  - KUALITAS | Pasien yang dapat menjelaskan kembali cara minum obat | 86..96 persen
  ~ Pasien diminta mengulang petunjuk dengan kata-katanya sendiri.
  ~ Penyuluhan antibiotik diberikan di dua posyandu lansia.
data | Tersusunnya laporan penggunaan obat yang tepat waktu
  - KUANTITAS | Laporan pemakaian obat | 12 laporan
  - WAKTU | Pengiriman laporan setelah bulan berakhir | 4..5 hari kerja turun
  ~ Laporan sudah cocok dengan data poli dan gudang farmasi kota.
  ~ Format laporan disederhanakan bersama gudang farmasi.
"""
