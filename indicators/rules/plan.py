"""A plan (SKP): its vocabulary with labels, its parts as plain data, its states and moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from organizations.rules import JPT, PositionKind, Span


class PlanStatus(StrEnum):
    """Where a plan (SKP) stands."""

    DRAFT = "DRAF"
    SUBMITTED = "DIAJUKAN"
    RETURNED = "DIKEMBALIKAN"
    AGREED = "DISEPAKATI"
    CLOSED = "DITUTUP"
    CANCELLED = "DIBATALKAN"


class Approach(StrEnum):
    """Pendekatan hasil kerja (PermenPANRB 6/2022)."""

    QUANTITATIVE = "KUANTITATIF"
    QUALITATIVE = "KUALITATIF"


class Form(StrEnum):
    """Which official form the position uses."""

    LEADER = "JPT"
    STAFF = "JA_JF"


class ResultKind(StrEnum):
    """Jenis hasil kerja."""

    MAIN = "UTAMA"
    ADDITIONAL = "TAMBAHAN"


class Aspect(StrEnum):
    """Aspek indikator."""

    QUANTITY = "KUANTITAS"
    QUALITY = "KUALITAS"
    TIME = "WAKTU"
    COST = "BIAYA"


class Direction(StrEnum):
    """Which way is better, for the achievement helper."""

    HIGHER = "NAIK"
    LOWER = "TURUN"
    RANGE = "RENTANG"
    STABLE = "STABIL"


class AnnexKind(StrEnum):
    """Lampiran SKP: the three lists."""

    RESOURCES = "SUMBER_DAYA"
    ACCOUNTABILITY = "SKEMA_PERTANGGUNGJAWABAN"
    CONSEQUENCES = "KONSEKUENSI"


class TermKind(StrEnum):
    """Jenis periode evaluasi."""

    MONTHLY = "BULANAN"
    QUARTERLY = "TRIWULANAN"
    HALF_YEARLY = "SEMESTERAN"
    FINAL = "FINAL"


class PlanMove(StrEnum):
    """What can be done to a plan."""

    CHANGE = "ubah"
    SUBMIT = "ajukan"
    WITHDRAW = "tarik"
    EXPECT = "isi ekspektasi"
    RETURN = "kembalikan"
    AGREE = "sepakati"
    START = "mulai perubahan"
    ASK = "minta perubahan"
    MERGE = "sepakati perubahan"
    CANCEL = "batalkan perubahan"


class AssignmentStatus(StrEnum):
    """Where a result that a leader hands down to a person stands."""

    PROPOSED = "DIUSULKAN"
    TAKEN = "DIPAKAI"
    DECLINED = "DILEPAS"
    WITHDRAWN = "DITARIK"


class EntryStatus(StrEnum):
    """Where an entry of the indicator library stands."""

    PROPOSED = "USULAN"
    ACCEPTED = "DITERIMA"
    SENT_BACK = "DIKEMBALIKAN"
    REPLACED = "DIGANTI"


class Control(StrEnum):
    """Kualitas dan tingkat kendali, on the indicator manual."""

    OUTCOME = "OUTCOME"
    INTERMEDIATE = "OUTCOME_ANTARA"
    OUTPUT = "OUTPUT_KENDALI_RENDAH"


class Actor(StrEnum):
    """Who stands in which relation to a plan."""

    OWNER = "pemilik"
    SUPERIOR = "pejabat penilai"
    UPPER = "atasan pejabat penilai"
    DESK = "admin atau auditor"
    OTHER = "orang lain"


# --- Words that people read -----------------------------------------------------------------------

STATUS_LABELS = {
    PlanStatus.DRAFT: "Draf",
    PlanStatus.SUBMITTED: "Menunggu tanggapan atasan",
    PlanStatus.RETURNED: "Dikembalikan dengan saran",
    PlanStatus.AGREED: "Disepakati",
    PlanStatus.CLOSED: "Ditutup",
    PlanStatus.CANCELLED: "Perubahan dibatalkan",
}
APPROACH_LABELS = {Approach.QUANTITATIVE: "Kuantitatif", Approach.QUALITATIVE: "Kualitatif"}
KIND_LABELS = {ResultKind.MAIN: "Utama", ResultKind.ADDITIONAL: "Tambahan"}
ASPECT_LABELS = {
    Aspect.QUANTITY: "Kuantitas",
    Aspect.QUALITY: "Kualitas",
    Aspect.TIME: "Waktu",
    Aspect.COST: "Biaya",
}
DIRECTION_LABELS = {
    Direction.HIGHER: "Makin tinggi makin baik",
    Direction.LOWER: "Makin rendah makin baik",
    Direction.RANGE: "Dalam rentang",
    Direction.STABLE: "Tetap pada target",
}
ANNEX_LABELS = {
    AnnexKind.RESOURCES: "Dukungan sumber daya",
    AnnexKind.ACCOUNTABILITY: "Skema pertanggungjawaban",
    AnnexKind.CONSEQUENCES: "Konsekuensi",
}


# --- States and moves -------------------------------------------------------------------------------

_OPEN = frozenset({PlanStatus.DRAFT, PlanStatus.RETURNED})
_WAITING = frozenset({PlanStatus.SUBMITTED})
_IN_FORCE = frozenset({PlanStatus.AGREED})
SETTLED = (PlanStatus.AGREED, PlanStatus.CLOSED)  # agreed on, in a year that is open or closed
UNDER_WAY = _OPEN | _WAITING  # not agreed on yet

# Move -> (states it starts from, state it leads to, who makes it). Source: PermenPANRB 6/2022
# (setting and clarifying expectations between leader and employee); states: domain research 11.3.
PLAN_MOVES: dict[PlanMove, tuple[frozenset[PlanStatus], PlanStatus, Actor]] = {
    PlanMove.CHANGE: (_OPEN, PlanStatus.DRAFT, Actor.OWNER),
    PlanMove.SUBMIT: (_OPEN, PlanStatus.SUBMITTED, Actor.OWNER),
    PlanMove.WITHDRAW: (_WAITING, PlanStatus.DRAFT, Actor.OWNER),
    PlanMove.EXPECT: (_WAITING, PlanStatus.SUBMITTED, Actor.SUPERIOR),
    PlanMove.RETURN: (_WAITING, PlanStatus.RETURNED, Actor.SUPERIOR),
    PlanMove.AGREE: (_WAITING, PlanStatus.AGREED, Actor.SUPERIOR),
    PlanMove.START: (_IN_FORCE, PlanStatus.AGREED, Actor.OWNER),
    PlanMove.ASK: (_IN_FORCE, PlanStatus.AGREED, Actor.SUPERIOR),
    PlanMove.MERGE: (_WAITING, PlanStatus.CLOSED, Actor.SUPERIOR),
    PlanMove.CANCEL: (_OPEN, PlanStatus.CANCELLED, Actor.OWNER),
}

# A change of an agreed plan goes the same way as a plan; only beginning and end have moves of their own.
MOVES_OF_PLANS = frozenset({PlanMove.AGREE, PlanMove.START, PlanMove.ASK})
MOVES_OF_CHANGES = frozenset({PlanMove.MERGE, PlanMove.CANCEL})


def may_move(move: PlanMove, status: PlanStatus, actor: Actor) -> bool:
    """Say whether this actor may make this move from this state."""
    origins, _, by = PLAN_MOVES[move]
    return status in origins and actor == by


def fits(move: PlanMove, *, is_change: bool) -> bool:
    """Say whether a move exists for a change of an agreed plan, or for a plan proper."""
    return move not in (MOVES_OF_PLANS if is_change else MOVES_OF_CHANGES)


def agreement(*, is_change: bool) -> PlanMove:
    """Return the move by which the superior agrees."""
    return PlanMove.MERGE if is_change else PlanMove.AGREE


def leads_to(move: PlanMove) -> PlanStatus:
    """Return the state that a move ends in."""
    return PLAN_MOVES[move][1]


def may_read(status: PlanStatus, actor: Actor) -> bool:
    """Say whether this actor reads the content of a plan in this state.

    The regulation is silent; decided here: a draft belongs to its author, others see that it exists;
    so does a change that its author gave up.
    """
    if actor == Actor.OTHER:
        return False
    return actor == Actor.OWNER or status not in {PlanStatus.DRAFT, PlanStatus.CANCELLED}


def form_of(kind: PositionKind, *, leads_independent_unit: bool = False) -> Form:
    """Return the official form: JPT and heads of independent units use the leaders' one."""
    return Form.LEADER if kind in JPT or leads_independent_unit else Form.STAFF


# --- Parts of a plan as plain data -------------------------------------------------------------------

INDICATORS_AT_MOST = 12  # of one result; decided here, a form with more rows is two results
RESULTS_AT_MOST = 60  # of one plan; decided here, keeps the page and the PDF readable


@dataclass(frozen=True)
class IndicatorDraft:
    """An indicator as a person wrote it, before and while it is a row."""

    text: str
    aspect: str = ""
    target: Decimal | None = None
    unit: str = ""
    direction: str = Direction.HIGHER
    target_until: Decimal | None = None  # the upper end of a range
    perspectives: str = ""  # codes as join_perspectives stores them
    pk: int | None = None  # the row that this draft changes; None for a new one
    entry: int | None = None  # of the library, when it was taken from there


@dataclass(frozen=True)
class ResultFacts:
    """What the check needs to know of a result (RHK)."""

    number: int
    kind: ResultKind
    text: str
    supports: bool = False
    reason: str = ""
    indicators: Sequence[IndicatorDraft] = ()
    could_link: bool = False  # serves a result of the leader in words only, or none yet


@dataclass(frozen=True)
class PlanFacts:
    """What the check needs to know of a plan."""

    approach: Approach
    form: Form
    span: Span
    results: Sequence[ResultFacts]
    behaviours: int
    annexes: frozenset[AnnexKind]
    owner: int
    superior: int | None
    superior_active: bool = True
    other_spans: Sequence[Span] = ()
    without_manual: int = 0  # indicators whose manual is not written
