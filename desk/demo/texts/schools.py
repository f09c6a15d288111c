"""Work plans of schools: head teachers and teachers."""

TEXT = """
= kepala_sekolah
mutu | Meningkatnya mutu pembelajaran di {unit}
  - KUALITAS | Siswa yang mencapai kompetensi minimum literasi pada asesmen sekolah | 78..92 persen
  - KUALITAS | Siswa yang mencapai kompetensi minimum numerasi pada asesmen sekolah | 74..90 persen
  - KUANTITAS | Kunjungan kelas dengan umpan balik tertulis | 24..48 kunjungan
  ~ Kunjungan kelas diikuti obrolan lima belas menit dengan guru tentang satu hal yang dapat dicoba.
  ~ Hasil asesmen dibahas per kelas; kelompok baca tambahan dibuka untuk siswa yang memerlukan.
sdm | Meningkatnya kompetensi guru dan tenaga kependidikan {unit}
  - KUANTITAS | Pertemuan komunitas belajar guru | 16..24 pertemuan
  - KUALITAS | Guru yang menerapkan hasil belajar di kelas | 80..95 persen
  ~ Komunitas belajar bertemu setiap Kamis; guru bergiliran membawa contoh dari kelasnya.
  ~ Dua guru berbagi praktik baik di gugus sekolah.
tertib | Terkelolanya dana BOS dan sarana {unit} secara terbuka
  - KUALITAS | Belanja yang sesuai rencana kegiatan dan anggaran sekolah | 94..100 persen
  - WAKTU | Penyampaian laporan dana BOS setelah triwulan berakhir | 7..10 hari kerja turun
  ~ Ringkasan penggunaan dana dipasang di papan pengumuman dan dibacakan pada rapat komite.
  ~ Perbaikan dua ruang kelas selesai pada masa libur.
warga | Meningkatnya keterlibatan orang tua dan warga sekitar sekolah
  - KUANTITAS | Pertemuan dengan orang tua dan komite | 6..10 pertemuan
  - KUALITAS | Orang tua yang hadir pada pembagian hasil belajar | 82..95 persen
  ~ Pertemuan dibuat sore hari sehingga orang tua yang bekerja dapat hadir.
  ~ Komite membantu membuat jalur aman berjalan kaki ke sekolah.
layanan | Terwujudnya lingkungan belajar yang aman dan nyaman
  - KUALITAS | Siswa yang menyatakan merasa aman di sekolah | 90..98 persen
  - KUANTITAS | Kegiatan pencegahan perundungan | 6..12 kegiatan
  ~ Kotak cerita siswa dibaca setiap Jumat oleh guru bimbingan dan wali kelas.
  ~ Satu persoalan perundungan selesai dengan pendampingan keluarga kedua siswa.

= guru_sd
mutu | Meningkatnya kemampuan membaca dan bernalar siswa {kelas} {unit}
  - KUANTITAS | Siswa {kelas} yang mencapai ketuntasan literasi | 22..30 siswa
  - KUALITAS | Siswa yang nilainya naik dari asesmen awal | 80..94 persen
  - WAKTU | Hasil asesmen disampaikan kepada siswa dan orang tua | 5..7 hari kerja turun
  ~ Sudut baca dipakai setiap pagi; enam siswa yang masih mengeja dibantu dalam kelompok kecil.
  ~ Siswa menulis jurnal baca dan menceritakannya kepada teman sebangku.
  ~ Dua siswa yang tertinggal sudah dapat membaca paragraf pendek dengan lancar.
mutu | Meningkatnya kemampuan berhitung siswa {kelas} melalui pembelajaran kontekstual
  - KUANTITAS | Perangkat ajar numerasi yang disusun dan dipakai | 10..16 perangkat
  - KUALITAS | Siswa yang tuntas pada asesmen numerasi | 76..90 persen
  ~ Pasar mini di kelas membantu siswa memahami pecahan dan uang.
  ~ Perangkat ajar dibagikan kepada guru paralel dan diperbaiki bersama.
warga | Terjalinnya kerja sama dengan orang tua siswa {kelas}
  - KUANTITAS | Pertemuan atau kunjungan rumah dengan orang tua | 12..30 kegiatan
  - KUALITAS | Orang tua yang menyatakan terbantu memahami perkembangan anak | 85..96 persen
  ~ Kunjungan rumah didahulukan bagi siswa yang sering tidak masuk.
  ~ Catatan perkembangan dikirim setiap dua minggu dengan bahasa yang sederhana.
sdm | Meningkatnya kompetensi mengajar melalui komunitas belajar
  - KUANTITAS | Kegiatan komunitas belajar yang diikuti dengan laporan refleksi | 8..14 kegiatan
  - KUALITAS | Hasil observasi kelas dari kepala sekolah | 82..92 nilai
  ~ Refleksi setelah observasi: pertanyaan terbuka membuat siswa lebih berani bicara.
  ~ Praktik membaca berpasangan dicoba dan dibagikan di komunitas belajar.
+layanan | Terbimbingnya siswa dalam kegiatan {ekskul}
  - KUANTITAS | Pertemuan kegiatan {ekskul} yang terlaksana | 24..34 pertemuan
  - KUALITAS | Siswa peserta yang hadir rutin | 80..94 persen
  ~ Kegiatan {ekskul} tampil pada peringatan hari besar di sekolah.
  ~ Jadwal dipindah ke Sabtu pagi sehingga kehadiran naik.

= guru_smp
mutu | Meningkatnya hasil belajar {mapel} siswa {kelas} {unit}
  - KUANTITAS | Siswa yang tuntas pada capaian pembelajaran {mapel} | 96..160 siswa
  - KUALITAS | Rata-rata nilai asesmen {mapel} | 76..86 nilai
  ~ Asesmen awal dipakai untuk membagi kelompok; siswa yang cepat membantu temannya.
  ~ Soal latihan dibuat bertingkat supaya semua siswa punya tantangan yang pas.
  ~ Hasil asesmen tengah semester naik terutama pada soal bernalar.
mutu | Tersusunnya perangkat ajar {mapel} yang berpusat pada siswa
  - KUANTITAS | Modul ajar yang disusun dan diuji di kelas | 6..12 modul
  - WAKTU | Modul ajar siap sebelum pembelajaran dimulai | 3..5 hari kerja turun
  ~ Modul diuji dua kelas dulu, lalu diperbaiki dari catatan siswa.
  ~ Modul proyek lingkungan dipakai bersama guru mata pelajaran lain.
layanan | Terbimbingnya siswa wali {kelas} dalam belajar dan pergaulan
  - KUANTITAS | Percakapan pembimbingan yang dicatat | 40..72 percakapan
  - KUALITAS | Kehadiran siswa kelas perwalian | 94..98 persen
  ~ Siswa yang sering tidak masuk dihubungi pada hari yang sama.
  ~ Bersama guru BK, dua siswa didampingi sampai kembali masuk rutin.
sdm | Meningkatnya kompetensi profesional melalui MGMP dan penelitian kelas
  - KUANTITAS | Kegiatan MGMP yang diikuti | 8..12 kegiatan
  - KUALITAS | Laporan penelitian tindakan kelas yang dinilai layak | 80..90 nilai
  ~ Penelitian kelas membahas cara siswa bertanya; datanya sedang diolah.
  ~ Hasil MGMP dicoba pada minggu yang sama.
+warga | Terlaksananya proyek penguatan profil pelajar bersama warga sekitar
  - KUANTITAS | Proyek yang dipamerkan | 2..3 proyek
  - KUALITAS | Siswa yang menilai proyek bermanfaat | 85..95 persen
  ~ Proyek bank sampah dikunjungi ketua RW dan diteruskan warga.
  ~ Siswa mewawancarai pedagang pasar untuk proyek kewirausahaan.
"""
