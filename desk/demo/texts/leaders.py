"""Work plans of those who lead: Sekda, heads of agencies, secretaries, divisions, districts, villages."""

TEXT = """
= sekda
layanan | Meningkatnya kualitas pelayanan publik Pemerintah Kota Arunika
  - KUALITAS/PENERIMA_LAYANAN | Indeks kepuasan masyarakat atas pelayanan perangkat daerah | 84..88 nilai
  - KUANTITAS/PENERIMA_LAYANAN | Perangkat daerah dengan predikat pelayanan publik paling sedikit baik | 16..22 perangkat daerah
  ~ Survei kepuasan dijalankan serentak dan hasilnya dibahas dalam rapat koordinasi dengan semua perangkat daerah.
  ~ Tiga perangkat daerah yang nilainya turun sudah didampingi Bagian Organisasi.
mutu | Terwujudnya koordinasi kebijakan yang selaras antarperangkat daerah
  - KUANTITAS/PROSES_BISNIS | Keputusan rapat koordinasi yang ditindaklanjuti tepat waktu | 90..96 persen
  - WAKTU/PROSES_BISNIS | Waktu penyelesaian telaahan kebijakan lintas perangkat daerah | 10..14 hari kerja turun
  ~ Rapat koordinasi bulanan kini memakai daftar tindak lanjut bersama yang dapat dilihat semua kepala perangkat daerah.
  ~ Dua telaahan lintas dinas selesai lebih cepat karena konsepnya dibahas sejak awal bersama bagian hukum.
sdm | Meningkatnya profesionalitas aparatur Pemerintah Kota Arunika
  - KUALITAS/PENGUATAN_INTERNAL | Indeks profesionalitas ASN Kota Arunika | 78..84 nilai
  - KUANTITAS/PENGUATAN_INTERNAL | Pegawai dengan SKP yang disepakati sampai akhir Januari | 97..99 persen
  ~ Penyusunan SKP dipantau mingguan; unit yang belum lengkap dibantu langsung oleh BKPSDM.
  ~ Dialog kinerja triwulanan berjalan di semua perangkat daerah.
tertib | Terjaganya akuntabilitas kinerja dan keuangan daerah
  - KUALITAS/ANGGARAN | Nilai evaluasi akuntabilitas kinerja (SAKIP) kota | 76..82 nilai
  - KUALITAS/ANGGARAN | Rekomendasi pemeriksaan yang tuntas ditindaklanjuti | 88..95 persen
  ~ Tindak lanjut temuan dibahas dua minggu sekali dengan Inspektorat dan BPKAD.
  ~ Sisa rekomendasi yang belum tuntas menunggu dokumen pihak ketiga dan sudah ada jadwalnya.

= kepala_opd
layanan | Meningkatnya mutu layanan {urusan} bagi warga Kota Arunika
  - KUALITAS/PENERIMA_LAYANAN | {ukuran} | 84..95 persen
  - KUALITAS/PENERIMA_LAYANAN | Indeks kepuasan masyarakat {unit} | 83..90 nilai
  ~ Capaian naik setelah jadwal layanan di lapangan ditambah dan keluhan dijawab pada hari yang sama.
  ~ Survei kepuasan menunjukkan warga paling terbantu oleh kepastian waktu layanan.
  ~ Wilayah yang capaiannya masih rendah sudah dikunjungi dan disepakati langkahnya.
mutu | Terlaksananya program prioritas {urusan} sesuai perjanjian kinerja
  - KUANTITAS/PROSES_BISNIS | Program prioritas yang mencapai target triwulan | 5..9 program
  - KUALITAS/PROSES_BISNIS | Kesesuaian pelaksanaan kegiatan dengan standar teknis {urusan} | 88..96 persen
  ~ Rapat kendali program diadakan setiap Senin dengan papan kemajuan yang sama untuk semua bidang.
  ~ Satu kegiatan digeser ke triwulan berikutnya karena menunggu hasil pengadaan.
tertib | Terjaganya tata kelola keuangan dan kinerja {unit}
  - BIAYA/ANGGARAN | Penyerapan anggaran sesuai rencana kas | 92..97 persen
  - KUALITAS/ANGGARAN | Nilai SAKIP {unit} | 74..83 nilai
  ~ Realisasi belanja sesuai rencana kas; pengadaan dimulai lebih awal daripada tahun lalu.
  ~ Dokumen kinerja diperbarui bersama sekretariat dan diperiksa silang antarbidang.
sdm | Meningkatnya kompetensi dan kinerja pegawai {unit}
  - KUANTITAS/PENGUATAN_INTERNAL | Pegawai yang memenuhi 20 jam pelajaran pengembangan kompetensi | 85..95 persen
  - KUALITAS/PENGUATAN_INTERNAL | Pegawai yang menerima umpan balik tertulis setiap triwulan | 90..100 persen
  ~ Setiap bidang memilih dua tema belajar dan membagikannya dalam forum Jumat.
  ~ Umpan balik triwulanan dibicarakan tatap muka, bukan hanya ditulis.

= sekretaris
tertib | Terlaksananya pengelolaan keuangan dan aset {opd} yang tertib
  - KUALITAS | Laporan keuangan yang lolos reviu tanpa perbaikan pokok | 90..98 persen
  - KUANTITAS | Laporan realisasi anggaran yang tersusun | 12 laporan
  - WAKTU | Penyampaian laporan bulanan setelah bulan berakhir | 5..7 hari kerja turun
  ~ Laporan bulanan sudah direkonsiliasi dengan BPKAD dan selisihnya nihil.
  ~ Penatausahaan aset dirapikan bersama pengurus barang; daftar ruangan sudah ditempel.
sdm | Meningkatnya kualitas pelayanan kepegawaian di {opd}
  - KUANTITAS | Usul kepegawaian yang selesai sesuai jadwal | 60..140 usul
  - KUALITAS | Data kepegawaian yang mutakhir pada sistem informasi ASN | 95..99 persen
  ~ Usul kenaikan pangkat dan gaji berkala diproses sesuai kalender bersama.
  ~ Pemutakhiran data dilakukan dengan jemput berkas ke bidang dan unit pelaksana.
layanan | Tersedianya dukungan layanan perkantoran yang andal bagi {opd}
  - KUALITAS | Kepuasan pegawai terhadap layanan sekretariat | 82..90 persen
  - WAKTU | Waktu penyelesaian disposisi surat masuk | 1..2 hari kerja turun
  ~ Disposisi kini seluruhnya elektronik sehingga surat tidak lagi menunggu di meja.
  ~ Hasil survei internal dibahas dan tiga perbaikan ruang layanan sudah selesai.
mutu | Tersusunnya dokumen perencanaan dan laporan kinerja {opd} yang berkualitas
  - KUANTITAS | Dokumen perencanaan dan laporan kinerja yang ditetapkan | 5..7 dokumen
  - KUALITAS | Catatan evaluasi dokumen tahun lalu yang ditindaklanjuti | 90..100 persen
  ~ Rancangan dokumen dibahas bersama semua bidang sebelum disampaikan ke Bapperida.
  ~ Catatan evaluasi tahun lalu sudah dijawab satu per satu.

= kabid
mutu | Terlaksananya program {bidang} sesuai standar dan rencana
  - KUANTITAS | Kegiatan {bidang} yang selesai sesuai kerangka acuan | 6..14 kegiatan
  - KUALITAS | Sasaran kegiatan yang menyatakan kegiatan bermanfaat | 84..93 persen
  ~ Kerangka acuan disusun bersama unit pelaksana sehingga jadwal lapangan lebih realistis.
  ~ Kegiatan triwulan ini selesai; umpan balik peserta dirangkum dalam satu halaman.
layanan | Meningkatnya ketepatan waktu pelayanan pada {unit}
  - WAKTU | Rata-rata waktu penyelesaian permohonan | 3..5 hari kerja turun
  - KUALITAS | Pengaduan yang selesai dijawab tuntas | 92..99 persen
  ~ Alur layanan dipangkas dari enam menjadi empat langkah dan sudah ditempel di loket.
  ~ Pengaduan dibahas setiap Rabu; jawaban ditulis dengan bahasa yang mudah dipahami warga.
data | Tersedianya data {bidang} yang mutakhir dan dapat dipakai bersama
  - KUANTITAS | Set data yang diperbarui pada portal Satu Data Arunika | 8..16 set data
  - KUALITAS | Set data yang memenuhi standar metadata | 88..98 persen
  ~ Metadata diperiksa bersama wali data sebelum dibuka untuk umum.
  ~ Dua set data ditambah kolom kelurahan supaya dapat dipetakan.
sdm | Meningkatnya kinerja tim pada {unit}
  - KUANTITAS | Dialog kinerja dengan anggota tim | 24..48 dialog
  - KUALITAS | Anggota tim yang targetnya tercapai | 88..96 persen
  ~ Dialog dilakukan tatap muka dengan catatan singkat yang disepakati berdua.
  ~ Beban kerja dibagi ulang agar tidak menumpuk pada dua orang saja.

= camat
layanan | Meningkatnya kepuasan warga atas pelayanan {unit}
  - KUALITAS | Indeks kepuasan masyarakat kecamatan | 83..90 nilai
  - WAKTU | Waktu penyelesaian surat keterangan dan legalisasi | 1..2 hari kerja turun
  - KUANTITAS | Kelurahan dengan loket layanan sesuai standar | 6..11 kelurahan
  ~ Loket bersama kecamatan dan kelurahan mengurangi warga yang harus datang dua kali.
  ~ Standar layanan ditempel di setiap loket dan dibacakan saat apel Senin.
warga | Meningkatnya partisipasi warga dalam pembangunan wilayah {unit}
  - KUANTITAS | Usulan musrenbang yang diverifikasi di lapangan | 40..90 usulan
  - KUALITAS | Usulan prioritas yang masuk rencana kerja perangkat daerah | 55..75 persen
  ~ Verifikasi lapangan dilakukan bersama lurah, LPMK, dan perangkat daerah teknis.
  ~ Usulan yang belum masuk dijelaskan alasannya kepada RW pengusul.
tertib | Terselenggaranya pembinaan kelurahan yang tertib dan merata
  - KUANTITAS | Kunjungan pembinaan ke kelurahan | 24..44 kunjungan
  - KUALITAS | Kelurahan yang laporan bulanannya lengkap | 90..100 persen
  ~ Setiap kunjungan membahas satu pokok saja supaya tindak lanjutnya jelas.
  ~ Laporan bulanan kini satu lembar dan dikirim sebelum tanggal lima.
mutu | Terjaganya ketenteraman dan ketertiban di wilayah {unit}
  - KUANTITAS | Patroli dan pertemuan pencegahan bersama tiga pilar | 24..48 kegiatan
  - KUALITAS | Gangguan ketertiban yang selesai melalui musyawarah | 80..94 persen
  ~ Pertemuan tiga pilar dilakukan bergilir di kelurahan.
  ~ Dua persoalan lahan parkir selesai lewat musyawarah warga.

= lurah
layanan | Meningkatnya kualitas pelayanan administrasi bagi warga {unit}
  - KUANTITAS | Surat keterangan warga yang diterbitkan sesuai standar | 1200..2600 surat
  - WAKTU | Waktu penyelesaian surat keterangan | 1 hari kerja turun
  - KUALITAS | Warga yang menyatakan puas pada survei layanan | 86..95 persen
  ~ Warga lanjut usia dilayani di rumah setiap Kamis bersama ketua RT.
  ~ Antrean pagi berkurang setelah permohonan dapat dikirim lewat pesan kelurahan.
warga | Meningkatnya peran RT, RW, dan PKK dalam pembangunan {unit}
  - KUANTITAS | Pertemuan warga yang menghasilkan kesepakatan tertulis | 12..24 pertemuan
  - KUALITAS | Kesepakatan warga yang terlaksana | 75..90 persen
  ~ Kerja bakti saluran air berjalan di {rw} RW dengan jadwal yang dibuat warga sendiri.
  ~ Kader PKK mendata keluarga yang perlu didampingi dan hasilnya dibahas bersama Puskesmas.
mutu | Terlaksananya perbaikan lingkungan kelurahan sesuai prioritas warga
  - KUANTITAS | Paket perbaikan lingkungan yang selesai | 4..9 paket
  - BIAYA | Dana kelurahan yang terpakai sesuai rencana | 93..99 persen
  ~ Perbaikan jalan lingkungan selesai dan diperiksa bersama ketua RW.
  ~ Papan anggaran dipasang di setiap lokasi supaya warga dapat ikut mengawasi.
data | Tersedianya data warga {unit} yang mutakhir
  - KUANTITAS | RW yang datanya dimutakhirkan setiap triwulan | 5..12 RW
  - KUALITAS | Kesesuaian data kelurahan dengan data kependudukan | 94..99 persen
  ~ Pemutakhiran dilakukan dari rumah ke rumah oleh kader dan diperiksa petugas loket.
  ~ Data keluarga rentan sudah cocok dengan data Dinas Sosial.
+warga | Terlaksananya pendampingan pencegahan stunting bersama Puskesmas
  - KUANTITAS | Keluarga berisiko yang didampingi kader | 20..60 keluarga
  - KUALITAS | Balita dampingan yang berat badannya naik | 75..90 persen
  ~ Kader mengunjungi keluarga dampingan dua kali sebulan bersama bidan wilayah.
  ~ Dapur gizi berjalan setiap Sabtu dari iuran warga dan dana kelurahan.

= kasi
layanan | Terselenggaranya pelayanan {bidang} yang cepat bagi warga {unit}
  - KUANTITAS | Permohonan warga yang selesai diproses | 300..900 permohonan
  - WAKTU | Waktu pemeriksaan berkas permohonan | 1..2 hari kerja turun
  ~ Daftar periksa berkas dibagikan di depan sehingga warga jarang pulang melengkapi.
  ~ Permohonan yang perlu tinjauan lapangan dikumpulkan per wilayah agar sekali jalan.
warga | Terlaksananya pembinaan lembaga kemasyarakatan di {unit}
  - KUANTITAS | Lembaga kemasyarakatan yang dibina | 8..18 lembaga
  - KUALITAS | Lembaga dengan administrasi lengkap | 80..95 persen
  ~ Pembukuan karang taruna dan LPMK sudah memakai format yang sama.
  ~ Pertemuan dibuat malam hari supaya pengurus yang bekerja dapat hadir.
tertib | Tersusunnya laporan {bidang} yang lengkap dan tepat waktu
  - KUANTITAS | Laporan bulanan yang tersusun | 12 laporan
  - WAKTU | Penyampaian laporan setelah bulan berakhir | 3..5 hari kerja turun
  ~ Laporan disusun dari catatan harian sehingga angkanya dapat ditelusuri.
  ~ Format laporan diringkas menjadi dua halaman atas kesepakatan dengan kecamatan.
data | Termutakhirkannya data {bidang} pada sistem informasi kelurahan
  - KUANTITAS | Data yang dimutakhirkan | 400..1100 data
  - KUALITAS | Data yang lolos pemeriksaan silang | 93..99 persen
  ~ Pemeriksaan silang dilakukan berdua setiap akhir bulan.
  ~ Data ganda dari tahun sebelumnya sudah dibersihkan.

= kasubbag
sdm | Terlaksananya pelayanan kepegawaian {opd} yang tepat dan ramah
  - KUANTITAS | Berkas kepegawaian yang selesai diproses | 120..260 berkas
  - WAKTU | Waktu pemeriksaan berkas usul kepegawaian | 2..3 hari kerja turun
  - KUALITAS | Berkas yang diterima BKPSDM tanpa perbaikan | 92..98 persen
  ~ Berkas diperiksa dengan daftar yang sama dengan BKPSDM sehingga jarang kembali.
  ~ Pegawai yang akan pensiun dihubungi setahun sebelumnya dan didampingi melengkapi berkas.
tertib | Terkelolanya surat, arsip, dan barang milik daerah {opd} dengan tertib
  - KUANTITAS | Surat masuk dan keluar yang dicatat dan disampaikan | 2400..5200 surat
  - KUALITAS | Barang yang kondisinya sesuai catatan saat pemeriksaan | 95..99 persen
  ~ Pencatatan surat seluruhnya elektronik; arsip kertas dipindahkan sesuai jadwal retensi.
  ~ Pemeriksaan barang dilakukan bersama pengurus barang di setiap ruangan.
layanan | Tersedianya sarana kerja dan ruang layanan yang nyaman
  - WAKTU | Waktu penanganan permintaan perbaikan sarana | 2..3 hari kerja turun
  - KUALITAS | Pegawai yang puas atas sarana kerja | 80..92 persen
  ~ Permintaan perbaikan dicatat pada satu papan sehingga semua orang tahu urutannya.
  ~ Kursi tunggu dan pojok laktasi sudah ditambah di ruang layanan.
data | Termutakhirkannya data pegawai {opd} pada sistem informasi ASN
  - KUANTITAS | Profil pegawai yang diperiksa dan dimutakhirkan | 80..320 profil
  - KUALITAS | Profil pegawai yang lengkap | 95..100 persen
  ~ Pemutakhiran dilakukan per bidang dengan jadwal yang diumumkan lebih dulu.
  ~ Riwayat pendidikan dan pelatihan sudah lengkap untuk semua pejabat fungsional.
"""  # noqa: E501
