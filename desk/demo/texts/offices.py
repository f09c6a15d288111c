"""Work plans of offices: analysts, planners, computer people, archivists, clerks, operators."""

TEXT = """
= pranata_komputer
layanan | Terjaganya keandalan aplikasi dan jaringan {opd}
  - KUALITAS | Ketersediaan layanan aplikasi | 98..99 persen
  - WAKTU | Waktu pemulihan gangguan | 3..4 jam turun
  - KUANTITAS | Permintaan bantuan yang selesai ditangani | 160..420 permintaan
  ~ Gangguan jaringan bulan ini pulih dalam dua jam; penyebabnya dicatat supaya tidak berulang.
  ~ Cadangan data diuji dengan pemulihan sungguhan, bukan hanya dicatat.
inovasi | Terbangunnya fitur aplikasi yang memudahkan layanan {opd}
  - KUANTITAS | Fitur yang selesai dan dipakai | 4..8 fitur
  - KUALITAS | Pengguna yang menyatakan pekerjaannya lebih mudah | 82..94 persen
  ~ Formulir daring diuji bersama petugas loket sebelum dibuka untuk warga.
  ~ Dua fitur dipakai semua bidang; satu lagi masih diuji.
data | Terintegrasinya data {opd} dengan portal Satu Data Arunika
  - KUANTITAS | Set data yang terhubung otomatis | 5..10 set data
  - KUALITAS | Kesalahan pertukaran data | 1..2 persen turun
  ~ Pertukaran data dijadwalkan malam hari dan dipantau setiap pagi.
  ~ Kolom yang sering kosong dibahas dengan pemilik data.
sdm | Meningkatnya kecakapan digital pegawai {opd}
  - KUANTITAS | Sesi pelatihan singkat | 6..12 sesi
  - KUALITAS | Peserta yang dapat mempraktikkan mandiri | 80..92 persen
  ~ Pelatihan dibuat tiga puluh menit di ruang kerja masing-masing.
  ~ Peserta paling terbantu oleh panduan bergambar satu halaman.

= arsiparis
tertib | Tertatanya arsip dinamis {opd} sesuai kaidah kearsipan
  - KUANTITAS | Berkas yang ditata dan dideskripsikan | 600..1500 berkas
  - KUALITAS | Nilai audit kearsipan internal | 80..90 nilai
  ~ Arsip tahun lalu selesai ditata dan daftar arsipnya dapat dicari.
  ~ Berkas yang tercampur antarbidang dipilah bersama pengelola surat.
layanan | Meningkatnya kecepatan layanan temu kembali arsip
  - WAKTU | Waktu penemuan arsip yang diminta | 10..15 menit turun
  - KUANTITAS | Permintaan arsip yang dilayani | 120..280 permintaan
  ~ Rata-rata waktu penemuan turun setelah kode boks diseragamkan.
  ~ Permintaan dari bidang hukum dilayani pada hari yang sama.
data | Teralihmediakannya arsip vital {opd}
  - KUANTITAS | Lembar arsip yang dialihmediakan | 4000..9000 lembar
  - KUALITAS | Hasil pindai yang lolos pemeriksaan mutu | 95..99 persen
  ~ Hasil pindai diperiksa satu dari setiap dua puluh lembar.
  ~ Arsip sertifikat aset didahulukan atas permintaan pengurus barang.
tertib | Terlaksananya penyusutan arsip sesuai jadwal retensi
  - KUANTITAS | Usulan pemindahan dan pemusnahan yang disusun | 3..6 usulan
  - WAKTU | Penyusunan berita acara setelah penilaian | 7..10 hari kerja turun
  ~ Penilaian arsip inaktif dilakukan bersama Dinas Perpustakaan dan Kearsipan.
  ~ Ruang simpan lega kembali setelah dua ratus boks dipindahkan.

= analis_kebijakan
mutu | Tersusunnya rekomendasi kebijakan {urusan} yang dapat dijalankan
  - KUANTITAS | Naskah rekomendasi yang disampaikan kepada pimpinan | 4..8 naskah
  - KUALITAS | Rekomendasi yang dipakai dalam keputusan | 60..80 persen
  - WAKTU | Penyelesaian telaahan sejak ditugaskan | 8..12 hari kerja turun
  ~ Telaahan menampilkan tiga pilihan beserta akibat anggarannya.
  ~ Naskah dibahas dengan pelaksana lapangan sebelum dikirim.
data | Tersedianya bukti dan data pendukung kebijakan
  - KUANTITAS | Kajian singkat berbasis data | 6..10 kajian
  - KUALITAS | Penilaian sejawat atas mutu kajian | 80..92 nilai
  ~ Data lapangan dikumpulkan bersama mahasiswa magang dari kampus setempat.
  ~ Sumber data dicantumkan dan dapat ditelusuri pembaca.
warga | Terselenggaranya konsultasi publik yang bermakna
  - KUANTITAS | Forum konsultasi | 3..6 forum
  - KUALITAS | Masukan peserta yang dijawab tertulis | 90..100 persen
  ~ Forum diadakan di balai warga, bukan di hotel, dan dihadiri kelompok difabel.
  ~ Semua masukan dijawab dalam satu tabel yang dikirim kembali kepada peserta.
layanan | Terpantaunya pelaksanaan kebijakan yang telah ditetapkan
  - KUANTITAS | Laporan pemantauan | 4 laporan
  - KUALITAS | Rekomendasi perbaikan yang disepakati unit pelaksana | 70..86 persen
  ~ Pemantauan menemukan dua aturan yang saling bertabrakan; usul perbaikannya sudah disepakati.
  ~ Laporan ditulis dua halaman dengan satu grafik.

= analis_sdm
sdm | Terlaksananya layanan mutasi dan kepangkatan yang tepat
  - KUANTITAS | Usul kenaikan pangkat dan mutasi yang selesai | 240..620 usul
  - WAKTU | Pemeriksaan usul sejak berkas lengkap | 3..5 hari kerja turun
  - KUALITAS | Usul yang disetujui tanpa perbaikan | 93..98 persen
  ~ Daftar kekurangan berkas dikirim sekaligus supaya perangkat daerah tidak bolak-balik.
  ~ Usul periode ini selesai tiga hari sebelum batas waktu nasional.
data | Termutakhirkannya data aparatur Kota Arunika
  - KUANTITAS | Profil aparatur yang diverifikasi | 1200..2600 profil
  - KUALITAS | Kesesuaian data atasan dengan struktur organisasi | 96..99 persen
  ~ Laporan atasan keliru dijawab dalam dua hari kerja.
  ~ Data jabatan hasil pelantikan dimasukkan pada hari yang sama.
layanan | Terdampinginya perangkat daerah dalam pengelolaan kinerja
  - KUANTITAS | Klinik SKP yang diselenggarakan | 18..36 klinik
  - KUALITAS | Peserta yang menyatakan lebih mudah menyusun SKP | 85..95 persen
  ~ Klinik diadakan di kantor perangkat daerah dengan contoh dari pekerjaan mereka sendiri.
  ~ Pertanyaan yang sering muncul dirangkum dalam satu lembar.
mutu | Tersusunnya rencana pengembangan kompetensi aparatur
  - KUANTITAS | Rencana pengembangan kompetensi perangkat daerah | 8..16 rencana
  - KUALITAS | Rencana yang sesuai hasil penilaian kinerja | 84..94 persen
  ~ Rencana disusun dari catatan evaluasi kinerja, bukan dari daftar pelatihan tahun lalu.
  ~ Pelatihan bersama antarperangkat daerah menghemat biaya.

= perencana
mutu | Tersusunnya dokumen perencanaan {opd} yang selaras dan terukur
  - KUANTITAS | Dokumen perencanaan yang ditetapkan | 3..6 dokumen
  - KUALITAS | Keselarasan indikator dengan RPJMD | 92..99 persen
  ~ Indikator yang tidak dapat diukur dihapus atas kesepakatan bidang.
  ~ Rancangan rencana kerja dibahas dua putaran dengan pelaksana.
data | Tersedianya data capaian program untuk pengambilan keputusan
  - KUANTITAS | Laporan capaian program | 12 laporan
  - WAKTU | Penyampaian laporan setelah bulan berakhir | 5..7 hari kerja turun
  ~ Capaian ditampilkan dengan warna dan satu kalimat penjelasan.
  ~ Data capaian ditarik langsung dari unit sehingga tidak disalin ulang.
tertib | Terkendalinya pelaksanaan anggaran program
  - BIAYA | Penyerapan anggaran terhadap rencana kas | 92..98 persen
  - KUANTITAS | Rapat pengendalian program | 12 rapat
  ~ Sisa anggaran dua kegiatan diusulkan dialihkan pada perubahan anggaran.
  ~ Rapat pengendalian dibatasi satu jam dengan daftar keputusan.
warga | Terakomodasinya usulan warga dalam perencanaan
  - KUANTITAS | Usulan warga yang ditelaah | 60..180 usulan
  - KUALITAS | Usulan yang mendapat jawaban tertulis | 92..100 persen
  ~ Jawaban atas usulan ditulis dengan alasan yang dapat dimengerti warga.
  ~ Usulan serupa dari beberapa RW digabung dalam satu kegiatan.

= penelaah
mutu | Tersusunnya telaahan teknis {bidang} yang akurat
  - KUANTITAS | Telaahan teknis yang diselesaikan | 12..26 telaahan
  - KUALITAS | Telaahan yang dipakai tanpa perbaikan pokok | 84..95 persen
  ~ Telaahan memuat dasar aturan dan contoh penerapan di kota lain.
  ~ Dua telaahan diminta cepat dan selesai dalam tiga hari.
layanan | Terlayaninya konsultasi teknis perangkat daerah dan warga
  - KUANTITAS | Konsultasi yang dilayani | 80..200 konsultasi
  - WAKTU | Jawaban konsultasi tertulis | 2..3 hari kerja turun
  ~ Pertanyaan yang berulang dijadikan lembar tanya jawab.
  ~ Konsultasi lewat pesan dijawab pada jam kerja yang diumumkan.
data | Tersedianya bahan dan data {bidang} yang siap pakai
  - KUANTITAS | Bahan rapat dan paparan yang disusun | 24..60 bahan
  - KUALITAS | Bahan yang diterima pimpinan tanpa koreksi angka | 92..99 persen
  ~ Angka selalu disertai tanggal dan sumbernya.
  ~ Bahan rapat dikirim sehari sebelumnya supaya sempat dibaca.
tertib | Terdokumentasikannya kegiatan {bidang} dengan lengkap
  - KUANTITAS | Dokumen kegiatan yang tersimpan lengkap | 30..80 dokumen
  - WAKTU | Penyelesaian notula setelah rapat | 1..2 hari kerja turun
  ~ Notula dikirim pada hari yang sama dengan daftar siapa mengerjakan apa.
  ~ Dokumen tersimpan di folder bersama dengan nama berkas yang seragam.

= pengadministrasi
tertib | Tercatatnya surat dan dokumen {unit} secara tertib
  - KUANTITAS | Surat masuk dan keluar yang diagendakan | 900..2200 surat
  - WAKTU | Penyampaian surat kepada yang dituju | 1 hari kerja turun
  - KUALITAS | Surat yang dapat ditemukan kembali saat diminta | 96..100 persen
  ~ Agenda surat sudah elektronik; surat mendesak disampaikan dalam hitungan jam.
  ~ Surat lama tahun sebelumnya selesai dimasukkan ke daftar.
layanan | Terlayaninya kebutuhan administrasi pegawai dan tamu {unit}
  - KUANTITAS | Permintaan administrasi yang dilayani | 280..700 permintaan
  - KUALITAS | Kepuasan pegawai atas layanan administrasi | 84..95 persen
  ~ Tamu disambut di meja depan dan diarahkan langsung ke ruang yang tepat.
  ~ Permintaan surat tugas selesai pada hari yang sama.
tertib | Tersusunnya laporan kehadiran dan administrasi bulanan
  - KUANTITAS | Rekap kehadiran dan laporan administrasi | 12 laporan
  - WAKTU | Penyampaian rekap setelah bulan berakhir | 2..3 hari kerja turun
  ~ Rekap sudah dicocokkan dengan data mesin dan surat izin.
  ~ Perbedaan data dua pegawai selesai diluruskan.
data | Terkelolanya berkas dan data {unit} secara rapi
  - KUANTITAS | Berkas yang ditata dan diberi kode | 300..800 berkas
  - KUALITAS | Kelengkapan isi berkas | 92..99 persen
  ~ Berkas pegawai ditata menurut abjad dan daftar isinya ditempel.
  ~ Berkas kegiatan dipindai dan disimpan di folder bersama.
+layanan | Terlaksananya persiapan rapat dan kegiatan {unit}
  - KUANTITAS | Rapat dan kegiatan yang disiapkan | 20..48 kegiatan
  - KUALITAS | Kegiatan yang berjalan sesuai susunan acara | 92..99 persen
  ~ Ruang rapat siap setengah jam sebelum acara.
  ~ Konsumsi dipesan dari usaha kecil di sekitar kantor.

= pelayanan_kelurahan
layanan | Terlayaninya permohonan surat warga {unit} dengan cepat dan ramah
  - KUANTITAS | Permohonan surat warga yang selesai | 600..1500 permohonan
  - WAKTU | Waktu penyelesaian satu permohonan | 15..20 menit turun
  - KUALITAS | Warga yang memberi nilai puas | 88..97 persen
  ~ Warga yang belum membawa syarat lengkap diberi catatan tertulis apa yang kurang.
  ~ Setiap Kamis ada layanan sore sampai pukul 18.00 untuk warga yang bekerja.
  ~ Seorang warga lansia dilayani di rumah karena sulit berjalan.
data | Termutakhirkannya buku induk penduduk {unit}
  - KUANTITAS | Peristiwa kependudukan yang dicatat | 240..700 peristiwa
  - KUALITAS | Kesesuaian catatan dengan data Disdukcapil | 95..99 persen
  ~ Catatan pindah datang dicocokkan dengan ketua RT setiap akhir bulan.
  ~ Data keluarga yang pecah KK diperbaiki bersama Disdukcapil.
warga | Terbantunya pengurus RT dan RW dalam administrasi
  - KUANTITAS | Pendampingan administrasi RT dan RW | 24..60 pendampingan
  - KUALITAS | RT yang laporannya lengkap | 80..95 persen
  ~ Contoh surat pengantar dibagikan sehingga tidak lagi berbeda-beda.
  ~ Ketua RT yang baru didampingi mengisi laporan pertamanya.
tertib | Tersusunnya laporan pelayanan {unit} setiap bulan
  - KUANTITAS | Laporan pelayanan | 12 laporan
  - WAKTU | Penyampaian laporan setelah bulan berakhir | 2..3 hari kerja turun
  ~ Laporan memuat jumlah layanan, waktu, dan tiga keluhan utama.
  ~ Angka layanan dicocokkan dengan nomor agenda surat.

= pengelola_operasional
layanan | Terjaganya kelancaran operasional {unit}
  - KUANTITAS | Kegiatan operasional yang dilayani | 140..340 kegiatan
  - KUALITAS | Kegiatan yang berjalan tanpa gangguan sarana | 92..99 persen
  ~ Sarana diperiksa setiap pagi sehingga gangguan diketahui lebih awal.
  ~ Pergantian jadwal dibicarakan sehari sebelumnya.
aset | Terpeliharanya sarana dan kendaraan {unit}
  - KUANTITAS | Pemeliharaan berkala yang terlaksana | 12..30 kali
  - BIAYA | Biaya pemeliharaan terhadap pagu | 90..98 persen turun
  ~ Penggantian suku cadang dicatat dalam kartu perawatan.
  ~ Pendingin ruangan dibersihkan sendiri sehingga biaya turun.
tertib | Tercatatnya penggunaan sarana dan bahan dengan jelas
  - KUANTITAS | Catatan penggunaan yang lengkap | 12 laporan
  - WAKTU | Penyampaian catatan setelah bulan berakhir | 2..3 hari kerja turun
  ~ Buku pemakaian kendaraan diisi setiap perjalanan.
  ~ Persediaan bahan dihitung berdua dengan pengurus barang.
layanan | Terciptanya ruang kerja dan layanan yang bersih serta aman
  - KUALITAS | Hasil pemeriksaan kebersihan mingguan | 86..96 nilai
  - KUANTITAS | Pemeriksaan kebersihan dan keamanan | 48..52 pemeriksaan
  ~ Jalur kursi roda dijaga tetap kosong.
  ~ Lampu halaman yang padam diganti pada hari yang sama.

= penata_operasional
layanan | Terkoordinasinya layanan operasional {unit} dengan baik
  - KUANTITAS | Rencana kerja mingguan yang dijalankan | 44..50 rencana
  - KUALITAS | Layanan yang selesai sesuai jadwal | 90..98 persen
  ~ Rencana mingguan ditempel di ruang petugas dan dibahas setiap Senin pagi.
  ~ Jadwal dibuat bergantian supaya beban kerja merata.
tertib | Tersusunnya dokumen pertanggungjawaban kegiatan
  - KUANTITAS | Dokumen pertanggungjawaban yang lengkap | 18..40 dokumen
  - WAKTU | Penyelesaian setelah kegiatan berakhir | 4..5 hari kerja turun
  ~ Kelengkapan diperiksa sebelum kegiatan dimulai sehingga akhir bulan lebih ringan.
  ~ Tidak ada dokumen yang dikembalikan bendahara pada triwulan ini.
data | Tersedianya data operasional yang mutakhir
  - KUANTITAS | Pembaruan data bulanan | 12 pembaruan
  - KUALITAS | Data yang cocok dengan hasil pemeriksaan lapangan | 93..99 persen
  ~ Data lapangan difoto dan diberi tanggal.
  ~ Perbedaan data gudang ditelusuri dan sudah jelas sebabnya.
sdm | Terbimbingnya petugas operasional dalam pekerjaan sehari-hari
  - KUANTITAS | Pengarahan kerja dan keselamatan | 12..24 pengarahan
  - KUALITAS | Petugas yang bekerja sesuai prosedur | 90..98 persen
  ~ Pengarahan singkat tentang keselamatan diberikan sebelum pekerjaan di ketinggian.
  ~ Petugas baru didampingi selama dua minggu.
"""
