"""Who may be considered for an award, criterion by criterion, as pure rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from reviews.rules.evaluation import PREDICATE_LABELS, UNSHARED, EvaluationStatus, Predicate, Rating

# --- What is known of a person -------------------------------------------------------------------


@dataclass(frozen=True)
class Measure:
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
    """What is known of a candidate on the day of the proposal; ratings only once they are shared."""

    months: int
    has_plan: bool = False
    status: EvaluationStatus | None = None
    results: Rating | None = None
    behaviour: Rating | None = None
    predicate: Predicate | None = None
    has_open_objection: bool = False
    measures: Sequence[Measure] = ()
    is_on_committee: bool = False


def months_between(start: date, end: date) -> int:
    """Return the whole months of an interval, both days included: 1 July to 31 December is six."""
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day)
    return max(months, 0)


# --- Eligibility, criterion by criterion ----------------------------------------------------------


class CriterionKey(StrEnum):
    """What a candidate has to meet; the order is the order on the page."""

    TENURE = "masa_jabatan"
    EVALUATED = "evaluasi"
    PREDICATE = "predikat"
    OBJECTION = "keberatan"
    REPORTED = "realisasi"
    EVIDENCE = "bukti"
    COMMITTEE = "tim"


@dataclass(frozen=True)
class Criterion:
    """One criterion with its answer: met, not met, or None where data is missing, and the fact."""

    key: CriterionKey
    label: str
    met: bool | None
    fact: str


GOOD_ENOUGH = frozenset({Predicate.GOOD, Predicate.EXCELLENT})
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


def criteria(facts: Facts, *, months_required: Decimal) -> list[Criterion]:
    """Return every criterion with its answer and a sentence on the fact.

    Source: decided by the house on measurement research 6.3; the predicate follows domain research
    2.8. The months come from the policy of the period (penghargaan_masa_jabatan).
    """
    return [
        _tenure(facts, months_required),
        _evaluated(facts),
        _predicate(facts),
        _objection(facts),
        _reported(facts),
        _evidence(facts),
        _committee(facts),
    ]


def is_eligible(answers: Iterable[Criterion]) -> bool:
    """Say whether every criterion is met; missing data is not met."""
    return all(answer.met is True for answer in answers)


def _tenure(facts: Facts, required: Decimal) -> Criterion:
    needed = f"{required.normalize():f}".replace(".", ",")
    fact = f"{facts.months} bulan dalam jabatan ini, dihitung sampai akhir periode."
    return Criterion(
        CriterionKey.TENURE, f"Masa jabatan paling sedikit {needed} bulan", facts.months >= required, fact
    )


def _evaluated(facts: Facts) -> Criterion:
    label = "Evaluasi tahunan sudah diterima atau final"
    if facts.status is None:
        return Criterion(CriterionKey.EVALUATED, label, None, "Evaluasi tahunan belum ada.")
    met = None if facts.status in UNSHARED else facts.status in SETTLED
    return Criterion(CriterionKey.EVALUATED, label, met, _STATUS_FACTS[facts.status])


def _predicate(facts: Facts) -> Criterion:
    label = "Predikat tahunan paling rendah Baik"
    if facts.predicate is None:
        return Criterion(CriterionKey.PREDICATE, label, None, "Predikat tahunan belum ada.")
    met = facts.predicate in GOOD_ENOUGH
    fact = (
        f"Predikat {PREDICATE_LABELS[facts.predicate]}." if met else "Predikat tahunan belum mencapai Baik."
    )
    return Criterion(CriterionKey.PREDICATE, label, met, fact)


def _objection(facts: Facts) -> Criterion:
    fact = "Keberatan masih diproses." if facts.has_open_objection else "Tidak ada keberatan yang berjalan."
    return Criterion(
        CriterionKey.OBJECTION, "Tidak ada keberatan yang masih berjalan", not facts.has_open_objection, fact
    )


def _reported(facts: Facts) -> Criterion:
    label = "Setiap target angka punya realisasi"
    counted = [measure for measure in facts.measures if measure.is_counted]
    if not facts.has_plan or not facts.measures:
        return Criterion(CriterionKey.REPORTED, label, None, "SKP yang disepakati belum ada.")
    if not counted:
        return Criterion(CriterionKey.REPORTED, label, True, "SKP ini tidak memakai target angka.")
    done = sum(measure.is_reported for measure in counted)
    met = True if done == len(counted) else False if done else None
    return Criterion(CriterionKey.REPORTED, label, met, f"{done} dari {len(counted)} target punya realisasi.")


def _evidence(facts: Facts) -> Criterion:
    label = "Setiap indikator punya bukti dukung"
    if not facts.has_plan or not facts.measures:
        return Criterion(CriterionKey.EVIDENCE, label, None, "SKP yang disepakati belum ada.")
    done = sum(measure.has_evidence for measure in facts.measures)
    fact = f"{done} dari {len(facts.measures)} indikator punya bukti dukung."
    return Criterion(CriterionKey.EVIDENCE, label, done == len(facts.measures), fact)


def _committee(facts: Facts) -> Criterion:
    fact = "Anggota tim penghargaan." if facts.is_on_committee else "Bukan anggota tim penghargaan."
    return Criterion(CriterionKey.COMMITTEE, "Bukan anggota tim penghargaan", not facts.is_on_committee, fact)


def stored(answer: Criterion) -> dict[str, str | bool | None]:
    """Return a criterion as a candidate's row keeps it."""
    return {"key": answer.key.value, "label": answer.label, "met": answer.met, "fact": answer.fact}
