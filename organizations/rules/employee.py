"""Who is employed and how: kinds of employees, sexes, ranks, legal standing, roles."""

from __future__ import annotations

from enum import StrEnum


class EmploymentKind(StrEnum):
    """Jenis pegawai."""

    PNS = "PNS"
    CPNS = "CPNS"
    PPPK = "PPPK"
    PPPK_PART_TIME = "PPPK_PARUH_WAKTU"
    NON_ASN = "NON_ASN"


class Role(StrEnum):
    """A right that follows from a grant and not from the line of superiors."""

    BKD_ADMIN = "ADMIN_BKD"
    UNIT_ADMIN = "ADMIN_UNIT"
    AWARD_COMMITTEE = "TIM_PENGHARGAAN"
    AUDITOR = "AUDITOR"
    DATA_PROTECTION = "PELINDUNG_DATA"


class AbsenceKind(StrEnum):
    """Why somebody does not work in the post for a time (domain research 2.6.7)."""

    STUDY = "TUGAS_BELAJAR"
    LONG_LEAVE = "CUTI_BESAR"
    SICK_LEAVE = "CUTI_SAKIT"
    UNPAID_LEAVE = "CLTN"
    SUSPENDED = "DIBERHENTIKAN_SEMENTARA"


ABSENCE_LABELS = {
    AbsenceKind.STUDY: "Tugas belajar",
    AbsenceKind.LONG_LEAVE: "Cuti besar",
    AbsenceKind.SICK_LEAVE: "Cuti sakit",
    AbsenceKind.UNPAID_LEAVE: "Cuti di luar tanggungan negara (CLTN)",
    AbsenceKind.SUSPENDED: "Diberhentikan sementara",
}
ABSENCE_EFFECTS = {
    AbsenceKind.STUDY: "SKP tetap disusun dan disepakati lewat dialog. Penilaian memakai kemajuan studi.",
    AbsenceKind.LONG_LEAVE: "SKP tetap berlaku. Penilaian memakai masa yang dijalani.",
    AbsenceKind.SICK_LEAVE: "SKP tetap berlaku. Penilaian memakai masa yang dijalani.",
    AbsenceKind.UNPAID_LEAVE: "SKP tidak diharapkan, jadi tidak masuk daftar yang belum menyusun.",
    AbsenceKind.SUSPENDED: "SKP tidak diharapkan, jadi tidak masuk daftar yang belum menyusun.",
}
# Nobody expects a plan of who is away in these ways (domain research 2.6.7).
WITHOUT_PLAN = frozenset({AbsenceKind.UNPAID_LEAVE, AbsenceKind.SUSPENDED})


class UploadKind(StrEnum):
    """What the rows of an uploaded file are for."""

    GOALS = "PERJANJIAN"
    RESULTS = "HASIL_KERJA"
    LIBRARY = "KAMUS"
    MOVES = "MUTASI"
    NOTES = "CATATAN"
    ATTENDANCE = "KEHADIRAN"
    PAST = "RIWAYAT"
    RECORDS = "CATATAN_PEG"
    POTENTIAL = "POTENSIAL"


class Sex(StrEnum):
    """Jenis kelamin, as the national staff system writes it."""

    MALE = "M"
    FEMALE = "F"


# Why somebody leaves the service: kedudukan hukum that take no part in the appraisal any more.
LEAVING = ("Pensiun", "Meninggal dunia", "Berhenti", "Pindah instansi")

# Golongan/ruang and pangkat of PNS (domain research 8.3; ten independent applications agree).
PNS_RANKS = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}
# Golongan of PPPK: I to XVII, without a pangkat name (domain research 8.4).
PPPK_RANKS = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"),
    *("X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII"),
)

_PPPK = {EmploymentKind.PPPK, EmploymentKind.PPPK_PART_TIME}


def rank_label(code: str) -> str:
    """Return the rank as forms print it: "Penata Muda, III/a", or the bare PPPK golongan."""
    return f"{PNS_RANKS[code]}, {code}" if code in PNS_RANKS else code


def is_rank_of(code: str, kind: EmploymentKind) -> bool:
    """Say whether the rank exists for this kind of employee."""
    return code in PPPK_RANKS if kind in _PPPK else code in PNS_RANKS


def is_active_status(status: str) -> bool:
    """Say whether SIASN's "KEDUDUKAN HUKUM NAMA" lets a person take part in the appraisal.

    Tugas belajar is active: the person still holds the dialogue (BKN-FAQ).
    """
    return status.strip().lower() in {"aktif", "pppk aktif", "cpns aktif", "tugas belajar", ""}
