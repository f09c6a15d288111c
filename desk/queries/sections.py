"""The tasks of the desk under a few headings, as far as the person may do them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from appraisal.templatetags.ui import angka
from awards.access.award import may_see
from development.access.career import may_count_boxes
from development.access.training import may_offer, may_read_counts
from fairness.access.equal import may_see_groups
from fairness.access.pattern import may_see_patterns
from multirater.access.desk import may_run
from multirater.access.raw_access import may_see_accesses
from organizations.access import desk_scope, may_administer, may_keep_attendance, may_see_roles
from organizations.models import Employee
from reviews.access.correction import may_see_corrections
from reviews.access.note import may_import_notes
from reviews.access.voice import may_keep_voices

from ..access.trail import may_read_trail


@dataclass(frozen=True)
class DeskTask:
    """A page that somebody at the desk goes on with."""

    title: str
    hint: str
    href: str
    status: str = ""


@dataclass(frozen=True)
class Section:
    """Tasks that belong together; `key` is the anchor on the page."""

    key: str
    title: str
    tasks: list[DeskTask]


def sections(user: Employee, on: date, *, reports: int, objections: int) -> list[Section]:
    """Return the tasks of a person's roles in six groups; a group without tasks is left out (no queries).

    `reports` and `objections` are how many wait. To add a page, add a line to its group: the name of the
    address, the title (a verb first), a hint, and the groups of people who may open it.
    """
    may = {
        "desk": bool(desk_scope(user, on)),
        "admin": bool(may_administer(user, on)),
        "attendance": bool(may_keep_attendance(user, on)),
        "voices": bool(may_keep_voices(user, on)),
        "notes": bool(may_import_notes(user, on)),
        "accesses": bool(may_see_accesses(user, on)),
        "corrections": bool(may_see_corrections(user, on)),
        "awards": bool(may_see(user, on)),
        "groups": bool(may_see_groups(user, on)),
        "boxes": bool(may_count_boxes(user, on)),
        "trainings": bool(may_offer(user, on)),
        "helped": bool(may_read_counts(user, on)),
        "patterns": bool(may_see_patterns(user, on)),
        "roles": bool(may_see_roles(user, on)),
        "rounds": bool(may_run(user, on)),
        "trail": bool(may_read_trail(user, on)),
    }
    waiting = {
        "organizations:report-list": f"{angka(reports)} terbuka" if reports else "",
        "reviews:objection-list": f"{angka(objections)} belum diputus" if objections else "",
    }
    groups = [
        Section(key, title, list(_tasks(rows, may, waiting)))
        for key, title, rows in (
            ("data", "Pegawai dan data", PEOPLE),
            ("rencana", "Perencanaan", PLANS),
            ("evaluasi", "Evaluasi", EVALUATION),
            ("umpan-balik", "Umpan balik 360 dan suara warga", FEEDBACK),
            ("laporan", "Laporan dan pertukaran data", REPORTS),
            ("sistem", "Tahun dan sistem", SYSTEM),
        )
    ]
    return [group for group in groups if group.tasks]


Row = tuple[str, str, str, str]  # address, title, hint, who may open it


def _tasks(rows: Iterable[Row], may: dict[str, bool], waiting: dict[str, str]) -> Iterable[DeskTask]:
    for name, title, hint, who in rows:
        if may[who]:
            yield DeskTask(title, hint, reverse(name), waiting.get(name, ""))


PEOPLE: list[Row] = [
    ("organizations:employee-list", "Cari pegawai", "Atasan, peran, dan kata sandi pertama.", "desk"),
    (
        "organizations:report-list",
        "Jawab laporan data keliru",
        "Nama, jabatan, atau atasan yang keliru.",
        "desk",
    ),
    (
        "organizations:duplicate-list",
        "Periksa data ganda",
        "Dua data yang tampak sebagai satu orang.",
        "admin",
    ),
    (
        "awards:record-list",
        "Catat hukuman disiplin dan tanda kehormatan",
        "Catatan kepegawaian yang menentukan syarat penghargaan.",
        "admin",
    ),
    ("organizations:role-list", "Atur peran", "Siapa memegang peran apa, sampai kapan.", "roles"),
    (
        "organizations:import-start",
        "Impor unit dan pegawai",
        "Berkas SIASN apa adanya, XLSX atau CSV.",
        "admin",
    ),
    (
        "organizations:moves-start",
        "Catat mutasi massal",
        "Satu berkas untuk seluruh pelantikan.",
        "admin",
    ),
    (
        "organizations:attendance-list",
        "Lihat dan impor kehadiran",
        "Rekap bulanan dari sistem presensi, dan koreksinya.",
        "attendance",
    ),
]
PLANS: list[Row] = [
    (
        "indicators:agreement-list",
        "Isi perjanjian kinerja",
        "Sasaran, IKU, dan target tiap unit; satu per satu atau dari berkas.",
        "desk",
    ),
    (
        "indicators:library",
        "Buka kamus indikator",
        "Contoh ukuran per bidang layanan; usulkan, putuskan, impor.",
        "desk",
    ),
    (
        "reviews:office-import",
        "Impor catatan kemajuan",
        "Satu berkas untuk semua pegawai unit, dengan kolom NIP.",
        "notes",
    ),
]
EVALUATION: list[Row] = [
    (
        "reviews:coverage-list",
        "Lihat evaluasi per masa",
        "Siapa dinilai dan sejauh mana, dan siapa yang tidak dievaluasi.",
        "desk",
    ),
    (
        "reviews:achievement-list",
        "Tetapkan capaian organisasi",
        "Istimewa sampai Sangat Kurang, per unit dan masa, dengan bukti IKU.",
        "desk",
    ),
    (
        "reviews:distribution",
        "Lihat sebaran predikat",
        "Per unit, dibandingkan dengan panduan; bahan pertimbangan, bukan kuota.",
        "desk",
    ),
    ("reviews:objection-list", "Ikuti keberatan", "Siapa yang ditunggu dan sampai kapan.", "desk"),
    (
        "reviews:correction-list",
        "Koreksi hasil final",
        "Koreksi administratif oleh dua orang; usulannya dimulai dari halaman hasil.",
        "corrections",
    ),
    (
        "reviews:credit-desk",
        "Tetapkan angka kredit",
        "Jabatan fungsional: hasil final menjadi angka kredit.",
        "desk",
    ),
    (
        "awards:medal-list",
        "Usulkan Satyalancana",
        "Calon 10, 20, dan 30 tahun, berkas, dan surat usulan.",
        "admin",
    ),
    ("awards:award-list", "Penghargaan", "Mesin mengusulkan, orang memutuskan.", "awards"),
    (
        "development:potential-start",
        "Impor nilai potensial",
        "Hasil asesmen untuk sembilan kotak; satu berkas.",
        "admin",
    ),
    (
        "development:course-progress",
        "Lihat siapa sudah belajar menilai",
        "Per unit, dan atasan yang belum; tanpa jawaban.",
        "admin",
    ),
    ("development:box-list", "Lihat sembilan kotak", "Berapa orang di tiap kotak, tanpa nama.", "boxes"),
    (
        "awards:scheme-list",
        "Skema penghargaan",
        "Syarat, kriteria, bobot; diumumkan sebelum masa yang dinilai.",
        "awards",
    ),
    ("fairness:pattern-list", "Pola penilaian", "Bahan bicara tentang cara menilai.", "patterns"),
    ("development:training-list", "Pelatihan", "Tawarkan, lihat peserta, catat kehadiran.", "trainings"),
    ("development:helped", "Dukungan yang membantu", "Jumlah tanpa nama.", "helped"),
    (
        "fairness:health",
        "Periksa kesehatan penilaian",
        "Apa yang bisa dipercaya tahun ini, apa yang berubah; laporan untuk pimpinan.",
        "groups",
    ),
    (
        "fairness:equal",
        "Lihat perlakuan setara",
        "Apakah kelompok pegawai dinilai dengan ukuran yang sama; tanpa nama.",
        "groups",
    ),
]
FEEDBACK: list[Row] = [
    (
        "multirater:round-list",
        "Putaran 360",
        "Umpan balik dari atasan, rekan, dan bawahan: siapkan, buka, ikuti, rilis.",
        "desk",
    ),
    (
        "fairness:design-list",
        "Rancang keterbandingan",
        "Sebelum putaran dibuka: berapa rekan lintas unit yang perlu, dan biayanya.",
        "rounds",
    ),
    (
        "reviews:point-list",
        "Baca suara warga",
        "Titik layanan, poster, jawaban, dan ringkasan per triwulan.",
        "voices",
    ),
    (
        "multirater:raw-access-list",
        "Lihat akses formulir 360",
        "Siapa meminta formulir bernama, mengapa, dan berapa kali dibuka.",
        "accesses",
    ),
]
REPORTS: list[Row] = [
    (
        "desk:exchange",
        "Tukar data dengan sistem lain",
        "Berkas SIASN, tunjangan, angka kredit; riwayat predikat; token API.",
        "admin",
    ),
    (
        "desk:analytics",
        "Buka analitik",
        "Capaian, predikat, realisasi, hambatan, dialog, kehadiran, suara warga; grafik dan tabelnya.",
        "desk",
    ),
    ("desk:completeness", "Lihat kelengkapan", "Per unit, dari perencanaan sampai hasil.", "desk"),
    ("reviews:reminder-list", "Lihat pengingat", "Berapa orang diingatkan, per hari dan per unit.", "desk"),
    ("desk:report-files", "Unduh laporan", "Rekapitulasi XLSX dan CSV.", "desk"),
    ("reviews:document-list", "Cari dokumen resmi", "Nomor, status, dan pencabutan.", "desk"),
]
SYSTEM: list[Row] = [
    ("desk:job-list", "Ikuti pekerjaan", "Impor dan ekspor besar: sejauh mana, hentikan, unduh.", "admin"),
    ("desk:period-list", "Atur tahun dan kebijakan", "Tanggal, angka, dan sumbernya.", "admin"),
    (
        "organizations:holiday-list",
        "Atur hari libur",
        "Hari libur dan cuti bersama; dasar hitungan hari kerja.",
        "admin",
    ),
    (
        "desk:survey-list",
        "Buka survei pengguna",
        "Sesudah satu tahun penilaian; hasilnya dibaca semua.",
        "admin",
    ),
    ("desk:suggestion-desk", "Jawab saran", "Saran pengguna, dan yang berubah karenanya.", "admin"),
    ("desk:trail", "Baca jejak audit", "Siapa melihat dan mengubah apa, dan keutuhannya.", "trail"),
    ("desk:system", "Periksa keadaan sistem", "Basis data, ruang disk, cadangan, pekerja latar.", "admin"),
    ("organizations:agency", "Atur instansi dan kop dokumen", "Nama, kop, kota, kertas.", "admin"),
]
