"""The named people of the demo: who they are, where they work, which roles they hold."""

from __future__ import annotations

from dataclasses import dataclass

from organizations.models import Employee
from organizations.rules import Role, Sex

PASSWORD = "capaian-demo-2026"  # offered on the login page of a demo, and only there


@dataclass(frozen=True)
class DemoPerson:
    """A named person with a fixed NIP; `post` names a part of STAFF and is empty for a head."""

    role: str
    nip: str
    name: str
    sex: Sex
    unit: str
    post: str = ""
    title: str = ""
    rank: str = ""
    front: str = ""
    back: str = ""
    grants: tuple[tuple[Role, str], ...] = ()


WOMAN, MAN = Sex.FEMALE, Sex.MALE
NAMED: tuple[DemoPerson, ...] = (
    DemoPerson(
        "Pegawai kelurahan",
        "199205142019032004",
        "Rina Wulandari",
        WOMAN,
        "KEL-001",
        "pelayanan_kelurahan",
        "Pengadministrasi Perkantoran",
        "II/c",
        back="A.Md.",
    ),
    DemoPerson("Lurah", "197811252003121004", "Bambang Hermawan", MAN, "KEL-001", rank="III/d", back="S.IP."),
    DemoPerson(
        "Camat", "198002142000121001", "Ahmad Fauzan Lubis", MAN, "KEC-01", rank="IV/a", back="S.STP., M.Si."
    ),
    DemoPerson(
        "Guru SD",
        "198911032022211005",
        "Yohanes Tri Prasetyo",
        MAN,
        "SD-001",
        "guru_sd",
        "Guru Ahli Pertama",
        "IX",
        back="S.Pd.",
    ),
    DemoPerson(
        "Perawat Puskesmas",
        "199002172015032002",
        "Ni Made Ayu Lestari",
        WOMAN,
        "PKM-001",
        "perawat",
        "Perawat Ahli Pertama",
        "III/b",
        front="Ns.",
        back="S.Kep.",
    ),
    DemoPerson(
        "Kepala subbagian dengan dua belas anggota tim",
        "198108092006042011",
        "Dewi Anggraini Siregar",
        WOMAN,
        "DUKCAPIL-UMUM",
        rank="III/d",
        back="S.Sos., M.A.P.",
    ),
    DemoPerson(
        "Kepala dinas",
        "196909181994031006",
        "Sutrisno Wibowo",
        MAN,
        "DUKCAPIL",
        rank="IV/c",
        front="Drs.",
        back="M.Si.",
    ),
    DemoPerson(
        "Admin BKD",
        "198706232011012008",
        "Indah Permata Sari",
        WOMAN,
        "BKPSDM-B1",
        "analis_sdm",
        "Analis Sumber Daya Manusia Aparatur Ahli Muda",
        "III/d",
        back="S.Kom.",
        grants=((Role.BKD_ADMIN, "KOTA"),),
    ),
    DemoPerson(
        "Admin unit Dinas Kesehatan",
        "198504112010011007",
        "Agus Setiawan",
        MAN,
        "DINKES-SET",
        "analis_sdm",
        "Analis Sumber Daya Manusia Aparatur Ahli Pertama",
        "III/b",
        back="S.Psi.",
        grants=((Role.UNIT_ADMIN, "DINKES"),),
    ),
    DemoPerson(
        "Tim penghargaan",
        "197610302002122003",
        "Maria Yustina Kambey",
        WOMAN,
        "BKPSDM-B1",
        rank="IV/a",
        back="S.E., M.M.",
        grants=((Role.AWARD_COMMITTEE, "KOTA"), (Role.DATA_PROTECTION, "KOTA")),
    ),
    DemoPerson(
        "Auditor",
        "198309152008011009",
        "Hendra Gunawan",
        MAN,
        "ITKO",
        "auditor",
        "Auditor Ahli Muda",
        "III/c",
        back="S.E., Ak.",
        grants=((Role.AUDITOR, "KOTA"),),
    ),
    DemoPerson("Wali Kota", "WALIKOTA", "Surya Mahendra", MAN, "KOTA"),
)
ADMIN = next(person for person in NAMED if person.role == "Admin BKD")
NIPS = frozenset(person.nip for person in NAMED)


def demo_people() -> list[dict[str, str]]:
    """Return role, NIP and full name of the named people who exist, in the order of the list; one query."""
    rows = Employee.objects.filter(nip__in=NIPS, is_demo=True)
    people = {row.nip: row for row in rows}
    return [
        {"role": one.role, "nip": one.nip, "name": people[one.nip].full_name}
        for one in NAMED
        if one.nip in people
    ]
