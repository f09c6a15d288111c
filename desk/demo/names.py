"""Invented names of people and places; any likeness comes from how common these names are."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases between commas."""
    return tuple(" ".join(part.split()) for part in text.split(","))


WOMEN = words("""
    Aisyah Anggun Ani Annisa Ayu Citra Dahlia Dewi Dian Dwi Eka Elisabeth Endah Erna Fatimah Febri Fitri
    Hana Handayani Herlina Ida Ika Indah Intan Juliana Kartika Kurnia Laila Laras Lestari Lia Lilis Lina
    Maria Maya Mega Melati Meri Mira Murni Nabila Nadia Nanda Ni Nia Nita Novi Nur Nurul Putri Rahma Rahayu
    Ratna Retno Rika Rina Rini Rosa Rukmini Salsabila Santi Sari Sekar Septi Siti Sri Suci Sulastri Susi
    Tari Tiara Tika Titin Tri Umi Utami Vina Wahyuni Wati Winda Wulan Yanti Yohana Yulia Yuni Yustina Zahra
    Zulfa
""")
MEN = words("""
    Abdul Achmad Aditya Adi Agung Agus Ahmad Alif Andi Anton Ari Arif Asep Bagas Bagus Bambang Bayu Benny
    Budi Cahyo Dadang Damar Daniel Dani Darma Dedi Dimas Djoko Dodi Eko Fadli Fajar Faisal Ferdi Galih Gede
    Gilang Guntur Hadi Hari Hasan Hendra Heru Husni Ibrahim Ikhsan Ilham Imam Indra Irfan Iwan Johan Joko
    Kadek Kurniawan Leo Lukman Made Martin Mulyadi Nanang Nyoman Panji Petrus Pradipta Rahmat Raka Ridwan
    Rizki Robert Rudi Rusdi Samuel Sigit Slamet Stefanus Sugeng Suharto Surya Sutrisno Syamsul Taufik Teguh
    Tono Ujang Wahyu Wawan Wayan Wisnu Yanto Yohanes Yudi Yusuf Zainal
""")
MIDDLES_W = words("""
    Agustina Amalia Anggraini Aprilia Arum Astuti Aulia Ayuningtyas Damayanti Fadhilah Febriani Hapsari
    Indriani Kartikasari Khairunnisa Kusuma Larasati Lestari Maharani Marlina Mawarni Nirmala Novitasari
    Nuraini Oktaviani Permata Prameswari Purnama Rahmawati Ramadhani Safitri Septiana Setyaningrum
    Sulistyowati Susanti Wahyuningsih Widiastuti Wijayanti Wulandari Yulianti
""")
MIDDLES_M = words("""
    Adinata Andika Ardiansyah Arya Aryanto Cahyono Darmawan Dwi Effendi Fauzan Febrianto Firdaus Hadi
    Hartono Hidayat Irawan Iskandar Kurnia Kusuma Maulana Nugroho Nur Permana Prasetya Prasetyo Purnomo
    Rahman Ramadhan Rizal Santoso Satria Setyawan Sulaiman Suryana Syahputra Tri Wibisono Wicaksono Widodo
    Yulianto
""")
LASTS = words("""
    Abidin Aritonang Arifin Basuki Batubara Budiman Chaniago Daulay Fauzi Ginting Gunawan Hakim Halim
    Harahap Hasibuan Hermawan Hutagalung Hutapea Kaharuddin Kambey Karim Kogoya Kurniawan Laoli Lubis
    Lumbantoruan Mahendra Manalu Manurung Marpaung Matondang Mulyono Nababan Nainggolan Nasution Pakpahan
    Pandiangan Pangaribuan Patty Pranata Pratama Purba Rangkuti Rumagit Sagala Saputra Saragih Sembiring
    Setiawan Siahaan Siregar Situmorang Subagyo Suhendra Sukma Suparman Suprapto Surbakti Suryadi Susilo
    Sutanto Syahrial Syarif Tambunan Tanjung Tarigan Tobing Usman Utomo Wahid Walandouw Wardana Wibowo
    Wijaya Wirawan Wonda Yusran Zebua Zulkarnain
""")

DISTRICTS = phrases("""
    Arunika Utara, Arunika Selatan, Arunika Timur, Arunika Barat, Tanjung Sari, Wanasari, Sukamaju,
    Kalibening, Ranupani, Giriwangi, Muara Biru, Candra Asri, Telaga Jernih, Pasir Putih, Bukit Damai,
    Lembah Hijau
""")
VILLAGES_FIRST = phrases("""
    Cempaka, Kenanga, Anggrek, Seroja, Bakung, Dahlia, Wijaya Kusuma, Teratai, Flamboyan, Kemuning, Melati,
    Mawar, Sedap Malam, Bougenvil, Cendana, Mahoni, Meranti, Trembesi, Akasia, Gaharu, Damar, Ketapang,
    Waru, Pinang, Aren
""")
VILLAGES_SECOND = ("", " Indah", " Jaya", " Asri", " Baru", " Lama", " Mulya", " Permai")

SUBJECTS = phrases("""
    Matematika, Bahasa Indonesia, Ilmu Pengetahuan Alam, Ilmu Pengetahuan Sosial, Bahasa Inggris, Pendidikan
    Pancasila, Informatika, Seni Budaya, Pendidikan Jasmani, Pendidikan Agama
""")
CLUBS = phrases("""
    pramuka, tari daerah, menggambar, karawitan, sepak bola mini, klub sains, paduan suara, berkebun
""")
