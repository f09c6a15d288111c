"""Who may be considered for an award, condition by condition, as pure rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from reviews.rules.evaluation import (
    PREDICATE_LABELS,
    UNSHARED,
    EvaluationStatus,
    OrganisationGrade,
    Predicate,
    Rating,
)

from .scheme import RuleKind

# --- What is known of a candidate ----------------------------------------------------------------


class Measure(NamedTuple):
    """What an award needs to know of one indicator of the plan.

    `share` is the achievement between 0 and 1.20 (indicators.rules.achievement), None where the
    target has no number or nothing was reported; `is_counted` says whether the target has one.
    """

    share: Decimal | None = None
    is_counted: bool = True
    is_reported: bool = False
    has_evidence: bool = False


@dataclass(frozen=True)
class Facts:
    """What is known of a candidate on the day of the proposal; ratings only once they are shared.

    `past` are predicates of earlier years by year; `reviewers` the forms of others than the superior in
    released rounds, None without one; `judges` the committee members who may decide about the candidate;
    `won` the last year of this award. `serving` are results that serve the leader's plan, and all of them;
    `teamwork` the released label's number and how many labels there are; `attendance` work days and days
    without explanation; `voice` the unit's index (25 to 100) and how many spoke; `jury` points by criterion.
    """

    months: int = 0
    has_plan: bool = False
    status: EvaluationStatus | None = None
    results: Rating | None = None
    behaviour: Rating | None = None
    predicate: Predicate | None = None
    has_open_objection: bool = False
    measures: Sequence[Measure] = ()
    is_on_committee: bool = False
    year: int = 0
    past: Mapping[int, Predicate] = field(default_factory=dict)
    reviewers: int | None = None
    judges: int = 0
    is_punished: bool = False
    won: int | None = None
    is_unit: bool = False
    serving: tuple[int, int] = (0, 0)
    grade: OrganisationGrade | None = None
    teamwork: tuple[int, int] | None = None
    attendance: tuple[int, int] = (0, 0)
    voice: tuple[Decimal, int] | None = None
    rated_before: tuple[Rating | None, Rating | None] = (None, None)
    jury: Mapping[int, Sequence[Decimal]] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A condition of a scheme: its kind, the least predicate, and months, years or forms."""

    kind: RuleKind
    word: str = ""
    amount: Decimal | None = None

    @property
    def number(self) -> int:
        """The amount as a whole number; one where the scheme names none."""
        return int(self.amount) if self.amount is not None else 1


def months_between(start: date, end: date) -> int:
    """Return the whole months of an interval, both days included: 1 July to 31 December is six."""
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day)
    return max(months, 0)


# --- Eligibility, condition by condition ----------------------------------------------------------


class Criterion(NamedTuple):
    """One condition with its answer: met, not met, or None where data is missing, and the fact."""

    key: RuleKind
    label: str
    met: bool | None
    fact: str


BEST_FIRST = list(Predicate)
JUDGES_NEEDED = 1  # at least one member may decide
SETTLED = frozenset({EvaluationStatus.ACKNOWLEDGED, EvaluationStatus.FINAL})
_STATUS_FACTS = {
    EvaluationStatus.DRAFT: "Evaluasi tahunan masih disiapkan pejabat penilai.",
    EvaluationStatus.OFFERED: "Evaluasi tahunan masih disiapkan pejabat penilai.",
    EvaluationStatus.SHARED: "Evaluasi sudah dibagikan dan menunggu tanggapan pegawai.",
    EvaluationStatus.ACKNOWLEDGED: "Pegawai sudah membaca evaluasinya.",
    EvaluationStatus.OBJECTED: "Evaluasi masih dalam proses keberatan.",
    EvaluationStatus.EXPLAINED: "Evaluasi masih dalam proses keberatan.",
    EvaluationStatus.FINAL: "Evaluasi sudah final.",
}
_Answer = tuple[str, bool | None, str]


def criteria(facts: Facts, asked: Iterable[Asked]) -> list[Criterion]:
    """Return every condition of a scheme with its answer and a sentence on the fact, in the given order.

    Source: measurement research 6.3 (which conditions), domain research 2.8 (predicates); how each is
    answered is decided by the house. Missing data answers None, never "not met".
    """
    return [Criterion(one.kind, *_ANSWERS[one.kind](facts, one)) for one in asked]


def is_eligible(answers: Iterable[Criterion]) -> bool:
    """Say whether every condition is met; missing data is not met."""
    return all(answer.met is True for answer in answers)


def _tenure(facts: Facts, asked: Asked) -> _Answer:
    needed = asked.amount or Decimal(1)
    fact = f"{facts.months} bulan dalam jabatan ini, dihitung sampai akhir masa yang dinilai."
    return _months(needed), facts.months >= needed, fact


@cache
def _months(needed: Decimal) -> str:
    words = f"{needed.normalize():f}".replace(".", ",")
    return f"Masa jabatan paling sedikit {words} bulan"


def _evaluated(facts: Facts, asked: Asked) -> _Answer:
    label = "Evaluasi tahunan sudah diterima atau final"
    if facts.status is None:
        return label, None, "Evaluasi tahunan belum ada."
    met = None if facts.status in UNSHARED else facts.status in SETTLED
    return label, met, _STATUS_FACTS[facts.status]


def _predicate(facts: Facts, asked: Asked) -> _Answer:
    least = Predicate(asked.word) if asked.word else Predicate.GOOD
    words, years = PREDICATE_LABELS[least], asked.number
    label = f"Predikat tahunan paling rendah {words}"
    if facts.predicate is None:
        return _over(label, years), None, "Predikat tahunan belum ada."
    if not _reaches(facts.predicate, least):
        return _over(label, years), False, f"Predikat tahunan belum mencapai {words}."
    if years == 1:
        return label, True, f"Predikat {PREDICATE_LABELS[facts.predicate]}."
    return _over(label, years), *_over_years(facts, least, years)


def _over(label: str, years: int) -> str:
    return label if years == 1 else f"{label}, {years} tahun berturut-turut"


def _over_years(facts: Facts, least: Predicate, years: int) -> tuple[bool | None, str]:
    asked = range(facts.year - years + 1, facts.year)
    low = [year for year in asked if year in facts.past and not _reaches(facts.past[year], least)]
    missing = [str(year) for year in asked if year not in facts.past]
    if low:
        return False, f"Predikat {low[-1]} belum mencapai {PREDICATE_LABELS[least]}."
    if missing:
        return None, f"Predikat {' dan '.join(missing)} belum tercatat."
    return True, f"Predikat {asked.start} sampai {facts.year} paling rendah {PREDICATE_LABELS[least]}."


def _reaches(predicate: Predicate, least: Predicate) -> bool:
    return BEST_FIRST.index(predicate) <= BEST_FIRST.index(least)


def _discipline(facts: Facts, asked: Asked) -> _Answer:
    label = f"Tanpa hukuman disiplin {asked.number} tahun terakhir"
    if facts.is_punished:
        return label, False, "Ada catatan hukuman disiplin pada masa itu."
    return label, True, "Tidak ada hukuman disiplin tercatat pada masa itu."


def _objection(facts: Facts, asked: Asked) -> _Answer:
    fact = "Keberatan masih diproses." if facts.has_open_objection else "Tidak ada keberatan yang berjalan."
    return "Tidak ada keberatan yang masih berjalan", not facts.has_open_objection, fact


def _reported(facts: Facts, asked: Asked) -> _Answer:
    label = "Setiap target angka punya realisasi"
    counted = [measure for measure in facts.measures if measure.is_counted]
    if not facts.has_plan or not facts.measures:
        return label, None, "SKP yang disepakati belum ada."
    if not counted:
        return label, True, "SKP ini tidak memakai target angka."
    done = sum(measure.is_reported for measure in counted)
    met = True if done == len(counted) else False if done else None
    return label, met, f"{done} dari {len(counted)} target punya realisasi."


def _evidence(facts: Facts, asked: Asked) -> _Answer:
    label = "Setiap indikator punya bukti dukung"
    if not facts.has_plan or not facts.measures:
        return label, None, "SKP yang disepakati belum ada."
    done = sum(measure.has_evidence for measure in facts.measures)
    return (
        label,
        done == len(facts.measures),
        f"{done} dari {len(facts.measures)} indikator punya bukti dukung.",
    )


def _reviewers(facts: Facts, asked: Asked) -> _Answer:
    label = f"Dinilai paling sedikit {asked.number} orang selain atasan"
    if facts.reviewers is None:
        return label, None, "Belum ada putaran 360 untuk evaluasi yang dirilis tentang pegawai ini."
    return label, facts.reviewers >= asked.number, f"{facts.reviewers} formulir selain atasan terbaca."


def _committee(facts: Facts, asked: Asked) -> _Answer:
    fact = "Anggota tim penghargaan." if facts.is_on_committee else "Bukan anggota tim penghargaan."
    return "Bukan anggota tim penghargaan", not facts.is_on_committee, fact


def _conflict(facts: Facts, asked: Asked) -> _Answer:
    needed = max(asked.number, JUDGES_NEEDED)
    enough = facts.judges >= needed
    fact = (
        "Cukup anggota tim yang bisa memutuskan."
        if enough
        else "Belum cukup anggota tim tanpa benturan kepentingan. BKD menambah anggota tim."
    )
    return f"Paling sedikit {needed} anggota tim tanpa benturan kepentingan", enough, fact


def _rest(facts: Facts, asked: Asked) -> _Answer:
    label = f"Belum menerima penghargaan sejenis dalam {asked.number} tahun terakhir"
    if facts.won is None:
        return label, True, "Belum pernah tercatat menerima penghargaan sejenis."
    return (
        label,
        facts.won < facts.year - asked.number,
        f"Terakhir menerima penghargaan sejenis pada {facts.won}.",
    )


_ANSWERS: Mapping[RuleKind, Callable[[Facts, Asked], _Answer]] = {
    RuleKind.PREDICATE: _predicate,
    RuleKind.MONTHS: _tenure,
    RuleKind.DISCIPLINE: _discipline,
    RuleKind.SETTLED: _evaluated,
    RuleKind.REPORTED: _reported,
    RuleKind.EVIDENCE: _evidence,
    RuleKind.REVIEWERS: _reviewers,
    RuleKind.OBJECTION: _objection,
    RuleKind.COMMITTEE: _committee,
    RuleKind.CONFLICT: _conflict,
    RuleKind.REST: _rest,
}


def stored(answer: Criterion) -> dict[str, str | bool | None]:
    """Return a condition as a candidate's row keeps it."""
    return {"key": answer.key.value, "label": answer.label, "met": answer.met, "fact": answer.fact}
