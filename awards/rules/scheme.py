"""The words of award schemes: categories, conditions to take part, sources of points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
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


CONSENT_LABELS = {
    Consent.YES: "Tampilkan nama dan alasannya",
    Consent.NO: "Jangan tampilkan nama saya",
}


class SittingPart(StrEnum):
    """Peran dalam rapat: what somebody is in a sitting of the committee."""

    CHAIR = "KETUA"
    SECRETARY = "SEKRETARIS"
    MEMBER = "ANGGOTA"


SITTING_LABELS = {
    SittingPart.CHAIR: "Ketua rapat",
    SittingPart.SECRETARY: "Sekretaris",
    SittingPart.MEMBER: "Anggota",
}
# --- What is written down of a scheme before it is a row --------------------------------------------


@dataclass(frozen=True)
class Anchor:
    """A point of a scale, 0 to 100, with the words that say when somebody gets it."""

    points: Decimal
    words: str


@dataclass(frozen=True)
class Condition:
    """A condition to take part (syarat): `word` is the least predicate, `amount` months, years or forms."""

    kind: RuleKind
    word: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True)
class Measured:
    """A criterion as it is written: where its points come from, its weight in per cent and its scale."""

    source: Source
    label: str
    weight: Decimal
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True)
class Days:
    """The days of a scheme: the work that is judged, the nominations, the last day of the decision."""

    judged_from: date
    judged_until: date
    nominated_from: date
    nominated_until: date
    decided_until: date


# --- How far the points of a source can be trusted --------------------------------------------------


@dataclass(frozen=True)
class Reliability:
    """The share of the differences between people that is not chance, above 0 up to 1, and its source."""

    value: Decimal
    why: str


# The figure of a criterion until the recommendation knows a better one of the year (a 360 round, the jury).
RELIABILITY = {
    Source.RESULTS: Reliability(Decimal("0.52"), "satu penilai atasan (riset pengukuran 1)"),
    Source.BEHAVIOUR: Reliability(Decimal("0.52"), "satu penilai atasan (riset pengukuran 1)"),
    Source.ACHIEVEMENT: Reliability(
        Decimal("0.90"),
        "dihitung dari realisasi dan bukti; targetnya sendiri dipilih orang (keputusan instansi)",
    ),
    Source.CONTRIBUTION: Reliability(
        Decimal("0.70"), "setengah dihitung, setengah dinilai (keputusan instansi)"
    ),
    Source.TEAMWORK: Reliability(
        Decimal("0.70"), "delapan rekan (riset pengukuran 1), sampai ronde 360 memberi angkanya sendiri"
    ),
    Source.ATTENDANCE: Reliability(Decimal("1.00"), "dihitung dari rekap kehadiran, tidak dinilai orang"),
    Source.VOICE: Reliability(
        Decimal("0.80"), "rata-rata banyak warga tentang satu unit (keputusan instansi)"
    ),
    Source.IMPROVEMENT: Reliability(
        Decimal("0.31"),
        "selisih dua nilai yang masing-masing 0,52 dan saling berkait 0,30: (0,52 - 0,30) / (1 - 0,30)",
    ),
    Source.JURY: Reliability(
        Decimal("0.64"), "tiga juri yang masing-masing 0,37 (Spearman-Brown, riset pengukuran 1)"
    ),
}

# --- What fits a category ---------------------------------------------------------------------------

_OF_PEOPLE = tuple(source for source in Source if source is not Source.IMPROVEMENT)
SOURCES_OF: dict[Category, tuple[Source, ...]] = {
    Category.YEAR: _OF_PEOPLE,
    Category.QUARTER: _OF_PEOPLE,
    Category.UNIT: (Source.CONTRIBUTION, Source.ATTENDANCE, Source.VOICE, Source.JURY),
    Category.TEAM: (Source.JURY,),
    Category.INNOVATION: _OF_PEOPLE,
    Category.SERVICE: _OF_PEOPLE,
    Category.IMPROVEMENT: tuple(Source),
}
_OF_GROUPS = (RuleKind.COMMITTEE, RuleKind.CONFLICT, RuleKind.REST)
RULES_OF: dict[Category, tuple[RuleKind, ...]] = {
    category: _OF_GROUPS if category in {Category.UNIT, Category.TEAM} else tuple(RuleKind)
    for category in Category
}
WITH_AMOUNT = frozenset(
    {RuleKind.PREDICATE, RuleKind.MONTHS, RuleKind.DISCIPLINE, RuleKind.REVIEWERS, RuleKind.REST}
)
LEAST_PREDICATES = ("BAIK", "SANGAT_BAIK")
MOST_JURY = 4  # criteria of the jury in one scheme; nobody reads more with care
LEAST_ANCHORS = 3


class SchemeFault(ValueError):
    """A scheme cannot stand so; the message says why and what to do, in Indonesian."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
