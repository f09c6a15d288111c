"""The words of award schemes: categories, conditions to take part, sources of points."""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    """Kategori penghargaan: who can win it, and what for."""

    YEAR = "TAHUNAN"
    QUARTER = "TRIWULAN"
    UNIT = "UNIT"
    TEAM = "TIM"
    INNOVATION = "INOVASI"
    SERVICE = "PELAYANAN"
    IMPROVEMENT = "KEMAJUAN"


CATEGORY_LABELS = {
    Category.YEAR: "Pegawai berprestasi setahun",
    Category.QUARTER: "Pegawai berprestasi triwulan",
    Category.UNIT: "Unit berprestasi",
    Category.TEAM: "Tim berprestasi",
    Category.INNOVATION: "Inovasi",
    Category.SERVICE: "Pelayanan kepada warga",
    Category.IMPROVEMENT: "Kemajuan dari tahun lalu",
}
BY_NOMINATION = frozenset({Category.TEAM, Category.INNOVATION, Category.SERVICE})  # only who was nominated


class RuleKind(StrEnum):
    """Syarat: what a candidate has to meet, whatever the points say."""

    PREDICATE = "PREDIKAT"  # word: the least predicate; amount: in how many years in a row
    MONTHS = "MASA_JABATAN"  # amount: whole months in the post
    DISCIPLINE = "DISIPLIN"  # amount: years without a discipline punishment
    SETTLED = "EVALUASI"  # the result is received or final
    REPORTED = "REALISASI"  # every countable target has a realisation
    EVIDENCE = "BUKTI"  # every indicator has evidence
    REVIEWERS = "PENILAI"  # amount: forms of others than the superior
    OBJECTION = "KEBERATAN"  # no objection under way
    COMMITTEE = "TIM"  # not of the committee itself
    CONFLICT = "KEPENTINGAN"  # enough members who may decide about this candidate
    REST = "JEDA"  # amount: years since this award was won


RULE_LABELS = {
    RuleKind.PREDICATE: "Predikat",
    RuleKind.MONTHS: "Masa jabatan",
    RuleKind.DISCIPLINE: "Disiplin",
    RuleKind.SETTLED: "Evaluasi sudah diterima atau final",
    RuleKind.REPORTED: "Realisasi lengkap",
    RuleKind.EVIDENCE: "Bukti dukung lengkap",
    RuleKind.REVIEWERS: "Jumlah penilai selain atasan",
    RuleKind.OBJECTION: "Tidak ada keberatan yang berjalan",
    RuleKind.COMMITTEE: "Bukan anggota tim penghargaan",
    RuleKind.CONFLICT: "Ada anggota tim tanpa benturan kepentingan",
    RuleKind.REST: "Jeda setelah menang",
}


class Source(StrEnum):
    """Sumber nilai: where the points of a criterion come from, on a scale of 0 to 100 with fixed anchors."""

    RESULTS = "HASIL"
    BEHAVIOUR = "PERILAKU"
    ACHIEVEMENT = "CAPAIAN"
    CONTRIBUTION = "KONTRIBUSI"  # what of the plan serves the leader's plan, and how the unit did
    TEAMWORK = "KERJA_SAMA"  # the adjusted view of a 360 round
    ATTENDANCE = "KEHADIRAN"
    VOICE = "SUARA_WARGA"  # the index of the unit
    IMPROVEMENT = "KEMAJUAN"  # compared with the year before
    JURY = "JURI"  # points of the committee by the anchors of the criterion


SOURCE_LABELS = {
    Source.RESULTS: "Hasil kerja",
    Source.BEHAVIOUR: "Perilaku kerja",
    Source.ACHIEVEMENT: "Capaian target",
    Source.CONTRIBUTION: "Kontribusi pada tujuan organisasi",
    Source.TEAMWORK: "Kerja sama menurut rekan (360)",
    Source.ATTENDANCE: "Kehadiran",
    Source.VOICE: "Suara warga tentang unit",
    Source.IMPROVEMENT: "Kemajuan dari tahun lalu",
    Source.JURY: "Penilaian juri",
}


class Consent(StrEnum):
    """Persetujuan tampil: what a winner says about standing on the public list."""

    YES = "SETUJU"
    NO = "TIDAK"


class SittingPart(StrEnum):
    """Peran dalam rapat: what somebody is in a sitting of the committee."""

    CHAIR = "KETUA"
    SECRETARY = "SEKRETARIS"
    MEMBER = "ANGGOTA"
