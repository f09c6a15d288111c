"""The words of a round: purpose and states, the sides that speak, what may become of an invitation."""

from __future__ import annotations

from enum import StrEnum

SHOWN_FROM = 3  # forms of a side before anything of it is shown (measurement research 4.1, rule 1)
SPREAD_FROM = 5  # forms before a range or, on a scale of three, a single item is shown


class Purpose(StrEnum):
    """What the answers serve; said before the first question, fixed once the round is open."""

    DEVELOPMENT = "PENGEMBANGAN"
    EVALUATION = "EVALUASI"


PURPOSE_LABELS = {
    Purpose.DEVELOPMENT: "Pengembangan",
    Purpose.EVALUATION: "Pengembangan dan bahan evaluasi kinerja",
}


class RoundStatus(StrEnum):
    """Where a round stands."""

    DRAFT = "RANCANGAN"
    NOMINATION = "PENGUSULAN"
    OPEN = "DIBUKA"
    CLOSED = "DITUTUP"
    RELEASED = "DIRILIS"
    CANCELLED = "DIBATALKAN"


STATUS_LABELS = {
    RoundStatus.DRAFT: "Disiapkan",
    RoundStatus.NOMINATION: "Pengusulan penilai",
    RoundStatus.OPEN: "Sedang diisi",
    RoundStatus.CLOSED: "Ditutup, belum dirilis",
    RoundStatus.RELEASED: "Dirilis",
    RoundStatus.CANCELLED: "Dibatalkan",
}
RUNNING = {RoundStatus.NOMINATION, RoundStatus.OPEN, RoundStatus.CLOSED}


class Choosing(StrEnum):
    """How peers and subordinates are chosen."""

    RANDOM = "ACAK"
    NOMINATION = "USULAN"


CHOOSING_LABELS = {
    Choosing.RANDOM: "Diundi sistem, seimbang dan tidak saling menilai",
    Choosing.NOMINATION: "Diusulkan pegawai, disetujui atasan, lalu diundi",
}


class Side(StrEnum):
    """From which side somebody speaks (perspektif)."""

    SUPERIOR = "ATASAN"
    PEER = "REKAN"
    SUBORDINATE = "BAWAHAN"
    PARTNER = "MITRA"
    SELF = "DIRI"


SIDE_LABELS = {
    Side.SUPERIOR: "Atasan",
    Side.PEER: "Rekan kerja",
    Side.SUBORDINATE: "Bawahan langsung",
    Side.PARTNER: "Mitra dari unit lain",
    Side.SELF: "Diri sendiri",
}
SEALED = (Side.PEER, Side.SUBORDINATE, Side.PARTNER)  # whose identity is kept from the reviewed person


class InvitationStatus(StrEnum):
    """What became of an invitation."""

    PROPOSED = "DIUSULKAN"
    STRUCK = "DICORET"
    WAITING = "MENUNGGU"
    ANSWERED = "TERKIRIM"
    DECLINED = "BELUM_MENGENAL"
    WITHDRAWN = "DITARIK"


class Why(StrEnum):
    """Why somebody was asked; told to the rater, never with another name."""

    SUPERIOR = "ATASAN"
    SAME_SUPERIOR = "ATASAN_SAMA"
    POOLED = "UNIT_DIGABUNG"
    CONTACT = "KONTAK_KERJA"
    SUBORDINATE = "BAWAHAN"
    SELF = "DIRI"
    OWN_PROPOSAL = "USULAN_PEGAWAI"
    ADDED = "TAMBAHAN_ATASAN"
    REPLACEMENT = "PENGGANTI"


class RelationKind(StrEnum):
    """A relation outside the work; people so related do not review each other."""

    FAMILY = "KELUARGA"
    HOUSEHOLD = "SERUMAH"
    BUSINESS = "USAHA"
    OTHER = "LAIN"


RELATION_LABELS = {
    RelationKind.FAMILY: "Keluarga sampai derajat ketiga",
    RelationKind.HOUSEHOLD: "Tinggal serumah",
    RelationKind.BUSINESS: "Usaha bersama",
    RelationKind.OTHER: "Hubungan lain yang bisa memengaruhi",
}
