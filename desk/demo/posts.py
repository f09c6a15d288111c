"""Posts that people hold in the demo city: titles, kinds, ranks that fit, degrees that fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from organizations.rules import FunctionalLevel, PositionKind

# Jenjang -> (first and last PNS rank, PPPK rank; none where PPPK is not appointed)
LEVELS: dict[FunctionalLevel, tuple[str, str, str]] = {
    FunctionalLevel.FIRST_EXPERT: ("III/a", "III/b", "IX"),
    FunctionalLevel.YOUNG_EXPERT: ("III/c", "III/d", "XI"),
    FunctionalLevel.MIDDLE_EXPERT: ("IV/a", "IV/c", ""),
    FunctionalLevel.SKILLED: ("II/c", "II/d", "VII"),
    FunctionalLevel.PROFICIENT: ("III/a", "III/b", ""),
    FunctionalLevel.SENIOR: ("III/c", "III/d", ""),
}
EXPERT = (FunctionalLevel.FIRST_EXPERT, FunctionalLevel.YOUNG_EXPERT, FunctionalLevel.MIDDLE_EXPERT)
SKILL = (FunctionalLevel.SKILLED, FunctionalLevel.PROFICIENT, FunctionalLevel.SENIOR)
SHARES = (6, 3, 1)  # how many hold the first, the second, the third level


@dataclass(frozen=True)
class Post:
    """A post: title, kind, level, the ranks that fit, and the family of work plans it follows."""

    title: str
    kind: PositionKind
    family: str
    ranks: tuple[str, str]
    contract_rank: str = ""
    level: FunctionalLevel | None = None
    degrees: tuple[str, ...] = ("",)
    front: str = ""
    women: int = 50  # percent
    share: int = 1


def _functional(
    base: str,
    family: str,
    levels: tuple[FunctionalLevel, ...],
    degrees: tuple[str, ...],
    women: int,
    front: str = "",
) -> list[Post]:
    posts = []
    for level, share in zip(levels, SHARES, strict=False):
        first, last, contract = LEVELS[level]
        title = f"{base} {level.value.replace('_', ' ').title()}"
        posts.append(
            Post(
                title,
                PositionKind.FUNCTIONAL,
                family,
                (first, last),
                contract,
                level,
                degrees,
                front,
                women,
                share,
            )
        )
    return posts


def _executive(
    title: str, family: str, ranks: tuple[str, str], contract: str, degrees: tuple[str, ...]
) -> list[Post]:
    return [Post(title, PositionKind.EXECUTIVE, family, ranks, contract, degrees=degrees)]


_BACHELOR = ("S.E.", "S.Sos.", "S.H.", "S.IP.", "S.A.P.", "S.Kom.", "S.T.")
_DIPLOMA = ("", "", "A.Md.", "A.Md.Kom.", "A.Md.Ak.")

# Who works in the units: the key is what a mix of a unit names.
STAFF: dict[str, list[Post]] = {
    "guru_sd": _functional("Guru", "guru_sd", EXPERT, ("S.Pd.", "S.Pd.SD.", "S.Pd.", "S.Pd., M.Pd."), 72),
    "guru_smp": _functional("Guru", "guru_smp", EXPERT, ("S.Pd.", "S.Pd.", "S.Si., Gr.", "S.Pd., M.Pd."), 62),
    "dokter": _functional("Dokter", "dokter", EXPERT, ("", "", "M.Kes."), 58, "dr."),
    "perawat": _functional("Perawat", "perawat", EXPERT[:2], ("S.Kep.",), 70, "Ns.")
    + _functional("Perawat", "perawat", SKILL, ("A.Md.Kep.",), 70),
    "bidan": _functional("Bidan", "bidan", EXPERT[:2], ("S.Tr.Keb.", "S.Keb."), 100)
    + _functional("Bidan", "bidan", SKILL, ("A.Md.Keb.",), 100),
    "sanitarian": _functional(
        "Tenaga Sanitasi Lingkungan", "sanitarian", EXPERT[:2], ("S.Tr.Kes.", "S.KM."), 55
    ),
    "apoteker": _functional("Apoteker", "apoteker", EXPERT[:2], ("S.Farm.",), 70, "apt."),
    "pranata_komputer": _functional(
        "Pranata Komputer", "pranata_komputer", EXPERT[:2], ("S.Kom.", "S.T.", "S.Kom., M.Kom."), 35
    )
    + _functional("Pranata Komputer", "pranata_komputer", SKILL[:2], ("A.Md.Kom.",), 35),
    "arsiparis": _functional("Arsiparis", "arsiparis", EXPERT[:2], ("S.Hum.", "S.IP."), 60)
    + _functional("Arsiparis", "arsiparis", SKILL[:2], ("A.Md.",), 60),
    "analis_kebijakan": _functional(
        "Analis Kebijakan", "analis_kebijakan", EXPERT, ("S.H.", "S.Sos.", "S.IP., M.Si.", "S.E., M.A.P."), 48
    ),
    "analis_sdm": _functional(
        "Analis Sumber Daya Manusia Aparatur",
        "analis_sdm",
        EXPERT,
        ("S.Psi.", "S.Sos.", "S.H.", "S.Kom."),
        55,
    ),
    "perencana": _functional(
        "Perencana", "perencana", EXPERT, ("S.T.", "S.E.", "S.P.W.K.", "S.E., M.Si."), 45
    ),
    "auditor": _functional("Auditor", "auditor", EXPERT, ("S.E.", "S.E., Ak.", "S.Ak."), 48),
    "pol_pp": _functional("Polisi Pamong Praja", "pol_pp", SKILL, ("", "", "S.H."), 18),
    "teknik_jalan": _functional(
        "Teknik Jalan dan Jembatan", "teknik_jalan", EXPERT, ("S.T.", "S.T., M.T."), 22
    ),
    "administrator_dukcapil": _functional(
        "Administrator Database Kependudukan", "administrator_dukcapil", EXPERT[:2], ("S.Kom.", "S.Sos."), 50
    )
    + _executive(
        "Operator Layanan Operasional", "administrator_dukcapil", ("II/a", "II/c"), "V", ("", "", "A.Md.")
    ),
    "pekerja_sosial": _functional("Pekerja Sosial", "pekerja_sosial", EXPERT, ("S.Tr.Sos.", "S.Sos."), 60),
    "pengendali_lingkungan": _functional(
        "Pengendali Dampak Lingkungan", "pengendali_lingkungan", EXPERT[:2], ("S.T.", "S.Si."), 45
    ),
    "penelaah": _executive("Penelaah Teknis Kebijakan", "penelaah", ("III/a", "III/c"), "IX", _BACHELOR),
    "pengadministrasi": _executive(
        "Pengadministrasi Perkantoran", "pengadministrasi", ("II/a", "II/d"), "V", _DIPLOMA
    ),
    "pelayanan_kelurahan": _executive(
        "Pengadministrasi Perkantoran", "pelayanan_kelurahan", ("II/a", "II/d"), "V", _DIPLOMA
    ),
    "pengelola_operasional": _executive(
        "Pengelola Layanan Operasional", "pengelola_operasional", ("II/c", "III/a"), "VII", ("", "A.Md.")
    ),
    "penata_operasional": _executive(
        "Penata Layanan Operasional", "penata_operasional", ("III/a", "III/b"), "IX", _BACHELOR
    ),
    "kasi": [
        Post(f"Kepala Seksi {name}", PositionKind.SUPERVISOR, "kasi", ("III/b", "III/d"), degrees=_BACHELOR)
        for name in ("Pemerintahan", "Pelayanan dan Kesejahteraan", "Pemberdayaan Masyarakat")
    ],
}

_MASTER = ("S.E., M.M.", "S.H., M.H.", "S.Sos., M.Si.", "S.STP., M.A.P.", "S.T., M.T.")
# Who leads a sort of unit; the title comes from the unit.
HEADS: dict[str, Post] = {
    "kota": Post("", PositionKind.POLITICAL, "", ("", "")),
    "setda": Post("", PositionKind.JPT_PRATAMA, "sekda", ("IV/d", "IV/d"), degrees=_MASTER, women=30),
    "opd": Post("", PositionKind.JPT_PRATAMA, "kepala_opd", ("IV/b", "IV/c"), degrees=_MASTER, women=35),
    "sekretariat": Post("", PositionKind.ADMINISTRATOR, "sekretaris", ("IV/a", "IV/b"), degrees=_MASTER),
    "subbag": Post("", PositionKind.SUPERVISOR, "kasubbag", ("III/c", "III/d"), degrees=_BACHELOR),
    "bidang": Post("", PositionKind.ADMINISTRATOR, "kabid", ("III/d", "IV/a"), degrees=_MASTER),
    "kecamatan": Post("", PositionKind.ADMINISTRATOR, "camat", ("IV/a", "IV/b"), degrees=_MASTER, women=25),
    "kelurahan": Post("", PositionKind.SUPERVISOR, "lurah", ("III/c", "III/d"), degrees=_BACHELOR, women=35),
    "sd": Post(
        "",
        PositionKind.FUNCTIONAL,
        "kepala_sekolah",
        ("III/d", "IV/b"),
        degrees=("S.Pd.", "S.Pd., M.Pd."),
        women=62,
    ),
    "smp": Post(
        "",
        PositionKind.FUNCTIONAL,
        "kepala_sekolah",
        ("IV/a", "IV/b"),
        degrees=("S.Pd., M.Pd.", "M.Pd."),
        women=50,
    ),
    "puskesmas": Post(
        "",
        PositionKind.FUNCTIONAL,
        "kepala_puskesmas",
        ("III/d", "IV/a"),
        degrees=("M.Kes.", ""),
        front="dr.",
    ),
}

# Agencies whose heads come from one profession.
HEADS_OF_AGENCIES: dict[str, Post] = {
    "DINKES": replace(HEADS["opd"], degrees=("M.Kes.", "M.Kes., M.M."), front="dr."),
    "DISDIK": replace(HEADS["opd"], degrees=("S.Pd., M.Pd.", "S.Pd., M.M.")),
    "PUPR": replace(HEADS["opd"], degrees=("S.T., M.T.",)),
    "ITKO": replace(HEADS["opd"], degrees=("S.E., M.Ak.", "S.H., M.H.")),
}

# Sort of unit -> who works there, by share; "*" stands for the technical family of the agency.
MIXES: dict[str, tuple[tuple[str, int], ...]] = {
    "setda": (("analis_kebijakan", 4), ("pengadministrasi", 2), ("pengelola_operasional", 2)),
    "opd": (("*", 3), ("penelaah", 1)),
    "sekretariat": (("perencana", 3), ("penelaah", 3), ("pengadministrasi", 2), ("analis_sdm", 1)),
    "subbag": (
        ("pengadministrasi", 4),
        ("arsiparis", 2),
        ("pranata_komputer", 2),
        ("pengelola_operasional", 2),
        ("penata_operasional", 2),
        ("analis_sdm", 1),
    ),
    "bidang": (("*", 6), ("penelaah", 2), ("analis_kebijakan", 1), ("pengadministrasi", 1)),
    "kecamatan": (
        ("kasi", 2),
        ("penata_operasional", 2),
        ("pengadministrasi", 3),
        ("pengelola_operasional", 1),
    ),
    "kelurahan": (
        ("pelayanan_kelurahan", 4),
        ("kasi", 2),
        ("penata_operasional", 2),
        ("pengelola_operasional", 2),
    ),
    "sd": (("guru_sd", 14), ("pengadministrasi", 1), ("pengelola_operasional", 1)),
    "smp": (("guru_smp", 22), ("pengadministrasi", 2), ("pengelola_operasional", 1)),
    "puskesmas": (
        ("perawat", 9),
        ("bidan", 8),
        ("dokter", 3),
        ("sanitarian", 1),
        ("apoteker", 2),
        ("pengadministrasi", 2),
        ("pengelola_operasional", 1),
    ),
}
