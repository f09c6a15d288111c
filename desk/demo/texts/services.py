"""Work plans of technical services: civil registry, public order, roads, audit, social work, environment."""

TEXT = """
= administrator_dukcapil
layanan | Terlaksananya pelayanan dokumen kependudukan yang tepat dan cepat
  - KUANTITAS | Dokumen kependudukan yang diterbitkan | 2400..6200 dokumen
  - WAKTU | Penyelesaian KTP elektronik sejak berkas lengkap | 1 hari kerja turun
  - KUALITAS | Dokumen yang terbit tanpa kesalahan data | 98..99 persen
  ~ Perekaman di sekolah menengah menambah kepemilikan KTP pemula.
  ~ Kesalahan penulisan nama turun setelah warga memeriksa layar sebelum cetak.
data | Terjaganya kebersihan data kependudukan Kota Arunika
  - KUANTITAS | Data ganda dan anomali yang diselesaikan | 400..1200 data
  - KUALITAS | Data yang lolos konsolidasi nasional | 97..99 persen
  ~ Data anomali diperiksa bersama kelurahan supaya warga tidak perlu datang.
  ~ Konsolidasi mingguan berjalan tanpa antrean.
warga | Terjangkaunya warga rentan oleh layanan jemput bola
  - KUANTITAS | Warga rentan yang dilayani di tempat | 120..340 orang
  - KUALITAS | Warga yang menerima dokumen pada hari yang sama | 84..95 persen
  ~ Layanan dibuka di panti, lapas, dan rumah warga difabel.
  ~ Jadwal jemput bola diumumkan lewat RT seminggu sebelumnya.
tertib | Tersimpannya berkas pendaftaran penduduk secara aman
  - KUANTITAS | Berkas yang diarsipkan secara elektronik | 3000..7000 berkas
  - KUALITAS | Berkas yang dapat ditemukan kembali | 97..100 persen
  ~ Akses berkas dicatat sehingga data pribadi warga terjaga.
  ~ Berkas lama dipindai menurut tahun.

= pol_pp
mutu | Terjaganya ketertiban umum dengan cara yang manusiawi
  - KUANTITAS | Patroli dan penjagaan yang terlaksana | 140..260 kegiatan
  - KUALITAS | Pelanggaran yang selesai dengan pembinaan | 82..94 persen
  ~ Pedagang diajak pindah dengan pemberitahuan tertulis tiga hari sebelumnya.
  ~ Patroli malam disesuaikan dengan peta pengaduan warga.
layanan | Tertanganinya pengaduan ketertiban dari warga
  - KUANTITAS | Pengaduan yang ditangani | 80..220 pengaduan
  - WAKTU | Waktu kedatangan di lokasi | 25..30 menit turun
  ~ Pengadu dihubungi kembali setelah penanganan.
  ~ Pengaduan kebisingan paling banyak selesai melalui teguran lisan.
warga | Meningkatnya pemahaman warga tentang peraturan daerah
  - KUANTITAS | Penyuluhan peraturan daerah | 12..28 kegiatan
  - KUALITAS | Peserta yang memahami isi penyuluhan | 80..92 persen
  ~ Penyuluhan dilakukan di pasar pada pagi hari sebelum kios ramai.
  ~ Isi peraturan diringkas dalam gambar.
tertib | Tersusunnya laporan kejadian dan operasi yang lengkap
  - KUANTITAS | Laporan kejadian | 100..240 laporan
  - WAKTU | Penyelesaian laporan setelah kejadian | 1 hari kerja turun
  ~ Laporan disertai foto dan titik lokasi.
  ~ Laporan operasi dibaca bersama untuk perbaikan cara kerja.

= teknik_jalan
mutu | Terpeliharanya jalan kota dalam kondisi mantap
  - KUANTITAS | Panjang jalan yang diperiksa dan dipelihara | 18..46 kilometer
  - KUALITAS | Hasil uji mutu pekerjaan | 90..98 persen
  - BIAYA | Biaya pekerjaan terhadap perkiraan | 94..99 persen turun
  ~ Pekerjaan malam dipilih di ruas padat supaya lalu lintas tidak terganggu.
  ~ Hasil uji inti aspal memenuhi spesifikasi di semua titik.
layanan | Tertanganinya laporan jalan berlubang dari warga
  - KUANTITAS | Titik kerusakan yang ditangani | 120..360 titik
  - WAKTU | Penanganan sejak laporan diterima | 2..3 hari kerja turun
  ~ Foto sebelum dan sesudah dikirim kepada pelapor.
  ~ Titik di depan sekolah didahulukan.
data | Tersedianya data kondisi jalan dan drainase yang mutakhir
  - KUANTITAS | Ruas yang disurvei | 40..110 ruas
  - KUALITAS | Kelengkapan data ruas | 94..99 persen
  ~ Survei memakai kamera kendaraan sehingga tiga ruas selesai dalam sehari.
  ~ Data genangan disandingkan dengan peta kontur.
tertib | Terkendalinya pelaksanaan kontrak pekerjaan
  - KUANTITAS | Kontrak yang dikendalikan | 4..9 kontrak
  - WAKTU | Pemeriksaan permohonan pembayaran | 3..5 hari kerja turun
  ~ Rapat lapangan mingguan menghasilkan catatan yang ditandatangani bersama.
  ~ Satu kontrak diperpanjang karena cuaca, dengan alasan yang terdokumentasi.

= auditor
mutu | Terlaksananya pengawasan intern yang memberi nilai tambah
  - KUANTITAS | Laporan hasil pengawasan | 8..14 laporan
  - WAKTU | Penyelesaian laporan setelah pekerjaan lapangan | 10..14 hari kerja turun
  - KUALITAS | Rekomendasi yang disetujui pimpinan perangkat daerah | 88..97 persen
  ~ Temuan dibahas dengan unit sebelum ditulis sehingga rekomendasinya dapat dijalankan.
  ~ Audit kinerja layanan menemukan langkah yang dapat dihapus.
tertib | Meningkatnya penyelesaian tindak lanjut hasil pengawasan
  - KUANTITAS | Rekomendasi yang dituntaskan | 60..140 rekomendasi
  - KUALITAS | Persentase tindak lanjut tuntas | 84..94 persen
  ~ Klinik tindak lanjut dibuka dua kali sebulan.
  ~ Rekomendasi lama yang tidak relevan diusulkan untuk ditutup dengan alasan.
layanan | Terdampinginya perangkat daerah dalam pengelolaan risiko
  - KUANTITAS | Daftar risiko yang didampingi | 6..14 daftar
  - KUALITAS | Pengendalian yang berjalan sesuai rencana | 80..92 persen
  ~ Risiko dibahas dengan contoh kejadian, bukan istilah.
  ~ Dua perangkat daerah menambah pengendalian pada pengadaan.
sdm | Terpeliharanya integritas dan kompetensi pengawasan
  - KUANTITAS | Pelatihan dan telaah sejawat | 4..8 kegiatan
  - KUALITAS | Hasil telaah sejawat | 84..94 nilai
  ~ Kertas kerja ditelaah silang antartim.
  ~ Pelatihan data analitik dipakai untuk memeriksa belanja berulang.

= pekerja_sosial
layanan | Terdampinginya warga rentan sampai mandiri
  - KUANTITAS | Keluarga dan perorangan yang didampingi | 36..90 klien
  - KUALITAS | Klien yang kondisinya membaik | 70..86 persen
  ~ Seorang lansia sebatang kara kini tinggal bersama keluarga angkat di RW yang sama.
  ~ Anak jalanan yang didampingi kembali bersekolah.
data | Termutakhirkannya data kesejahteraan sosial
  - KUANTITAS | Keluarga yang diverifikasi di lapangan | 300..900 keluarga
  - KUALITAS | Ketepatan sasaran bantuan | 93..98 persen
  ~ Verifikasi dilakukan bersama musyawarah kelurahan.
  ~ Keluarga yang sudah mampu dikeluarkan dari daftar secara terbuka.
warga | Menguatnya peran warga dalam perlindungan sosial
  - KUANTITAS | Relawan yang dibina | 24..60 relawan
  - KUALITAS | Laporan relawan yang ditindaklanjuti | 86..96 persen
  ~ Relawan melapor lewat formulir singkat di telepon.
  ~ Pertemuan relawan membahas kasus nyata.
tertib | Tersalurkannya bantuan sosial dengan tepat dan tercatat
  - KUANTITAS | Penerima bantuan yang terlayani | 400..1200 penerima
  - WAKTU | Penyaluran sejak surat keputusan | 5..7 hari kerja turun
  ~ Bantuan disalurkan di kelurahan supaya warga tidak mengeluarkan ongkos.
  ~ Tanda terima difoto dan disimpan bersama daftar.

= pengendali_lingkungan
mutu | Terjaganya kualitas air dan udara Kota Arunika
  - KUANTITAS | Titik pemantauan yang diuji | 24..60 titik
  - KUALITAS | Hasil uji yang memenuhi baku mutu | 76..90 persen
  ~ Titik sungai di hilir pasar diuji dua kali karena hasilnya berubah-ubah.
  ~ Hasil uji dipasang di papan dekat lokasi.
layanan | Tertanganinya sampah dan pengaduan lingkungan
  - KUANTITAS | Pengaduan yang diselesaikan | 60..160 pengaduan
  - WAKTU | Penanganan pengaduan | 2..3 hari kerja turun
  ~ Jadwal angkut sampah diubah mengikuti jam pasar.
  ~ Pengaduan asap pembakaran selesai dengan penyuluhan kepada warga.
warga | Meningkatnya pengelolaan sampah oleh warga
  - KUANTITAS | Bank sampah yang dibina | 10..26 bank sampah
  - KUALITAS | Rumah tangga yang memilah sampah | 40..62 persen
  ~ Bank sampah sekolah menyetor tiga kuintal plastik.
  ~ Komposter dibagikan kepada RW yang siap merawatnya.
tertib | Terawasinya ketaatan pelaku usaha pada izin lingkungan
  - KUANTITAS | Usaha yang diperiksa | 18..44 usaha
  - KUALITAS | Saran pengawasan yang dijalankan | 78..92 persen
  ~ Bengkel dan binatu didampingi membuat bak pengendap sederhana.
  ~ Hasil pengawasan disampaikan langsung kepada pemilik usaha.
"""
