"""What is promised, as pure rules: states and moves of a plan, what must be there on submitting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
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


class Perspective(StrEnum):
    """Perspektif, on the JPT form only."""

    RECEIVERS = "PENERIMA_LAYANAN"
    PROCESSES = "PROSES_BISNIS"
    STRENGTHENING = "PENGUATAN_INTERNAL"
    BUDGET = "ANGGARAN"


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
    RETURN = "kembalikan"
    AGREE = "sepakati"


class Actor(StrEnum):
    """Who stands in which relation to a plan."""

    OWNER = "pemilik"
    SUPERIOR = "pejabat penilai"
    OTHER = "orang lain"


# Move -> (states it starts from, state it leads to, who makes it). Source: PermenPANRB 6/2022
# (setting and clarifying expectations between leader and employee); states: domain research 11.3.
PLAN_MOVES: dict[PlanMove, tuple[frozenset[PlanStatus], PlanStatus, Actor]] = {
    PlanMove.CHANGE: (frozenset({PlanStatus.DRAFT, PlanStatus.RETURNED}), PlanStatus.DRAFT, Actor.OWNER),
    PlanMove.SUBMIT: (frozenset({PlanStatus.DRAFT, PlanStatus.RETURNED}), PlanStatus.SUBMITTED, Actor.OWNER),
    PlanMove.WITHDRAW: (frozenset({PlanStatus.SUBMITTED}), PlanStatus.DRAFT, Actor.OWNER),
    PlanMove.RETURN: (frozenset({PlanStatus.SUBMITTED}), PlanStatus.RETURNED, Actor.SUPERIOR),
    PlanMove.AGREE: (frozenset({PlanStatus.SUBMITTED}), PlanStatus.AGREED, Actor.SUPERIOR),
}


def may_move(move: PlanMove, status: PlanStatus, actor: Actor) -> bool:
    """Say whether this actor may make this move from this state."""
    origins, _, by = PLAN_MOVES[move]
    return status in origins and actor == by


def form_of(kind: PositionKind, *, leads_independent_unit: bool = False) -> Form:
    """Return the official form: JPT and heads of independent units use the leaders' one."""
    return Form.LEADER if kind in JPT or leads_independent_unit else Form.STAFF


# --- What must be there when a plan is submitted (domain research 11.4) ---------------------------


@dataclass(frozen=True)
class IndicatorFacts:
    """What the check needs to know of an indicator."""

    text: str
    aspect: str = ""
    target: Decimal | None = None
    unit: str = ""
    perspective: str = ""


@dataclass(frozen=True)
class ResultFacts:
    """What the check needs to know of a result (RHK)."""

    number: int
    kind: ResultKind
    text: str
    supports: bool = False
    reason: str = ""
    indicators: Sequence[IndicatorFacts] = ()


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
    other_spans: Sequence[Span] = field(default_factory=tuple)


@dataclass(frozen=True)
class Finding:
    """One thing the check found: a sentence, where to mend it, and whether it stops the submission."""

    sentence: str
    place: str
    blocks: bool = True


BEHAVIOUR_COUNT = 7  # BerAKHLAK (SE MenPANRB 20/2021)


def check_plan(plan: PlanFacts) -> list[Finding]:
    """Return what is still missing before the plan can be submitted; advice comes with blocks=False.

    Source: domain research 11.4, built on PermenPANRB 6/2022 and the official forms.
    """
    return [*_check_results(plan), *_check_people(plan), *_check_span(plan), *_check_annexes(plan)]


def _check_results(plan: PlanFacts) -> list[Finding]:
    found = []
    if not any(result.kind == ResultKind.MAIN for result in plan.results):
        found.append(Finding("Tambahkan paling sedikit satu hasil kerja utama.", "hasil"))
    for result in plan.results:
        place = f"hasil-{result.number}"
        if not result.text.strip():
            found.append(Finding(f"Tulis rencana hasil kerja nomor {result.number}.", place))
        if not result.indicators:
            found.append(
                Finding(f"Tambahkan paling sedikit satu indikator pada hasil {result.number}.", place)
            )
        for indicator in result.indicators:
            found += _check_indicator(plan, result.number, indicator)
        found += _check_support(plan, result, place)
    return found


def _check_indicator(plan: PlanFacts, number: int, indicator: IndicatorFacts) -> list[Finding]:
    found = []
    place = f"hasil-{number}"
    where = f"indikator “{indicator.text[:60]}” pada hasil {number}"
    if plan.approach == Approach.QUANTITATIVE:
        if indicator.target is None or not indicator.unit.strip():
            found.append(
                Finding(f"Tulis target dengan angka dan satuan untuk {where}, misalnya 12 laporan.", place)
            )
        if plan.form == Form.STAFF and not indicator.aspect:
            found.append(
                Finding(f"Pilih aspek untuk {where}: kuantitas, kualitas, waktu, atau biaya.", place)
            )
    if plan.form == Form.LEADER and not indicator.perspective:
        found.append(Finding(f"Pilih perspektif untuk {where}.", place))
    return found


def _check_support(plan: PlanFacts, result: ResultFacts, place: str) -> list[Finding]:
    linked = result.supports or bool(result.reason.strip())
    if plan.form == Form.LEADER and result.supports:
        return [
            Finding(
                f"Kosongkan RHK pimpinan pada hasil {result.number}: formulir JPT tidak memuatnya.", place
            )
        ]
    if plan.form == Form.STAFF and not linked:
        return [
            Finding(
                f"Pilih RHK pimpinan yang didukung hasil {result.number}, atau tulis alasannya bila belum ada.",
                place,
            )
        ]
    return []


def _check_people(plan: PlanFacts) -> list[Finding]:
    if plan.superior is None:
        return [Finding("Atasan Anda belum ditetapkan. Laporkan lewat “Atasan saya keliru”.", "atasan")]
    if plan.superior == plan.owner:
        return [
            Finding("Anda tercatat sebagai atasan sendiri. Laporkan lewat “Atasan saya keliru”.", "atasan")
        ]
    if not plan.superior_active:
        return [Finding("Atasan Anda tercatat tidak aktif. Laporkan lewat “Atasan saya keliru”.", "atasan")]
    return []


def _check_span(plan: PlanFacts) -> list[Finding]:
    span = plan.span
    if span.ended_on is None or span.ended_on < span.started_on:
        return [Finding("Isi tanggal mulai dan tanggal selesai SKP dengan urutan yang benar.", "masa")]
    if span.started_on.year != span.ended_on.year:
        return [Finding("Masa SKP berada dalam satu tahun kalender.", "masa")]
    if any(span.overlaps(other) for other in plan.other_spans):
        return [Finding("Masa SKP ini bertumpuk dengan SKP Anda yang lain pada jabatan yang sama.", "masa")]
    return []


def _check_annexes(plan: PlanFacts) -> list[Finding]:
    found = []
    if plan.behaviours < BEHAVIOUR_COUNT:
        found.append(
            Finding("Tujuh perilaku BerAKHLAK belum lengkap. Buka kembali bagian perilaku.", "perilaku")
        )
    names = {
        AnnexKind.RESOURCES: "dukungan sumber daya",
        AnnexKind.ACCOUNTABILITY: "skema pertanggungjawaban",
        AnnexKind.CONSEQUENCES: "konsekuensi",
    }
    found += [
        Finding(f"Lampiran {name} masih kosong. Boleh diajukan dulu.", "lampiran", blocks=False)
        for kind, name in names.items()
        if kind not in plan.annexes
    ]
    return found


# --- Policy: figures of the regulations as data (house decision 6) ----------------------------------


@dataclass(frozen=True)
class Figure:
    """One figure of a regulation with its source; MEM sources ask the agency to confirm."""

    key: str
    value: Decimal
    label: str
    source: str
    sourced_on: date
    confirmed: bool


def _figure(key: str, value: str, label: str, source: str, on: date, *, confirmed: bool = True) -> Figure:
    return Figure(key, Decimal(value), label, source, on, confirmed)


_SE3 = "SE MenPANRB 3/2023"
_SE3_ON = date(2023, 1, 31)
_PP30 = "PP 30/2019"
_PP30_ON = date(2019, 4, 26)
_DECIDED = "Ditetapkan instansi"
_DECIDED_ON = date(2026, 1, 1)

# What a new period starts with; the agency edits them before it opens.
DEFAULT_FIGURES: tuple[Figure, ...] = (
    _figure(
        "keberatan_hari",
        "14",
        "Batas keberatan sejak hasil diterima (hari kalender)",
        f"{_PP30} Pasal 59",
        _PP30_ON,
    ),
    _figure(
        "penjelasan_hari",
        "7",
        "Waktu penjelasan pejabat penilai (hari)",
        _DECIDED,
        _DECIDED_ON,
        confirmed=False,
    ),
    _figure(
        "keputusan_hari",
        "14",
        "Waktu keputusan atasan pejabat penilai (hari)",
        _DECIDED,
        _DECIDED_ON,
        confirmed=False,
    ),
    _figure(
        "pola_istimewa_sangat_baik_maks",
        "70",
        "Organisasi Istimewa: Sangat Baik paling banyak (%)",
        _SE3,
        _SE3_ON,
    ),
    _figure("pola_baik_baik_maks", "70", "Organisasi Baik: Baik paling banyak (%)", _SE3, _SE3_ON),
    _figure(
        "pola_butuh_perbaikan_min",
        "60",
        "Organisasi Butuh Perbaikan: Butuh Perbaikan paling sedikit (%)",
        _SE3,
        _SE3_ON,
    ),
    _figure("pola_kurang_min", "60", "Organisasi Kurang: Kurang paling sedikit (%)", _SE3, _SE3_ON),
    _figure(
        "pola_kurang_butuh_perbaikan_min",
        "10",
        "Organisasi Kurang: Butuh Perbaikan paling sedikit (%)",
        _SE3,
        _SE3_ON,
    ),
    _figure(
        "pola_sangat_kurang_min",
        "60",
        "Organisasi Sangat Kurang: Sangat Kurang paling sedikit (%)",
        _SE3,
        _SE3_ON,
    ),
    _figure(
        "pola_sangat_kurang_lain_min",
        "10",
        "Organisasi Sangat Kurang: Kurang atau Butuh Perbaikan paling sedikit (%)",
        _SE3,
        _SE3_ON,
    ),
    _figure(
        "pola_sangat_baik_maks",
        "10",
        "Organisasi Butuh Perbaikan atau Kurang: Sangat Baik paling banyak (%)",
        _SE3,
        _SE3_ON,
    ),
    _figure(
        "pola_unit_kecil",
        "10",
        "Unit dengan pegawai kurang dari ini tidak memakai pola",
        _DECIDED,
        _DECIDED_ON,
        confirmed=False,
    ),
    _figure(
        "penghargaan_masa_jabatan",
        "6",
        "Masa jabatan paling sedikit untuk penghargaan (bulan)",
        _DECIDED,
        _DECIDED_ON,
        confirmed=False,
    ),
    _figure("penghargaan_bobot_hasil", "50", "Bobot hasil kerja (%)", _DECIDED, _DECIDED_ON, confirmed=False),
    _figure(
        "penghargaan_bobot_perilaku", "30", "Bobot perilaku kerja (%)", _DECIDED, _DECIDED_ON, confirmed=False
    ),
    _figure(
        "penghargaan_bobot_capaian", "20", "Bobot capaian target (%)", _DECIDED, _DECIDED_ON, confirmed=False
    ),
)


# --- Achievement of an indicator, as help and never as the rating (measurement research 6.1) ---------

CAP = Decimal("1.20")


def achievement(*, realised: Decimal | None, target: Decimal, direction: Direction) -> Decimal | None:
    """Return the realisation as a share of the target, between 0 and 1.20; None while unreported.

    Higher is better: R/T. Lower is better: 1 + (1 - R/T), the regulation's special condition. A
    target of zero has an answer only where lower is better and zero was reached. PermenPANRB 6/2022
    abolished formulas, so this helps the reader and sets nothing.
    """
    if realised is None:
        return None
    if target == 0:
        reached = direction == Direction.LOWER and realised == 0
        return Decimal(1) if reached else None
    share = realised / target
    if direction == Direction.LOWER:
        share = 2 - share
    return min(max(share, Decimal(0)), CAP)
