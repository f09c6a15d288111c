"""The conditions of Satyalancana Karya Satya, one by one, with the fact behind each (domain research 9.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from reviews.rules.evaluation import PREDICATE_LABELS, Predicate

from .record import RECORD_LABELS, SERIOUS, RecordKind
from .service import (
    MEDAL_LABELS,
    YEARS,
    Career,
    Medal,
    Policy,
    begins,
    day_words,
    month_words,
    reached,
    received,
    service,
    span_words,
)

BEFORE = {Medal.XX: Medal.X, Medal.XXX: Medal.XX}
GOOD = frozenset({Predicate.GOOD, Predicate.EXCELLENT})


class Condition(StrEnum):
    """Syarat, in the order of the page."""

    CIVIL_SERVANT = "pns"
    SERVICE = "masa_kerja"
    UNBROKEN = "terus_menerus"
    LEAVE = "cltn"
    DISCIPLINE = "disiplin"
    SENTENCE = "pidana"
    PREDICATE = "predikat"
    BEFORE = "sebelumnya"
    STATEMENT = "pernyataan"


@dataclass(frozen=True, slots=True)
class Answer:
    """A condition with its answer: met, not met, or None where the system cannot know; and the fact."""

    key: Condition
    label: str
    met: bool | None
    fact: str


# What people settle with papers; it never stands in the way of a list.
BY_PAPER = frozenset({Condition.BEFORE, Condition.STATEMENT})


class Standing(StrEnum):
    """Where somebody stands towards a medal."""

    READY = "BISA"
    COMING = "MENYUSUL"
    UNSURE = "PERIKSA"
    CLOSED = "BELUM"


STANDING_LABELS = {
    Standing.READY: "Bisa diusulkan",
    Standing.COMING: "Menyusul",
    Standing.UNSURE: "Data perlu dilengkapi",
    Standing.CLOSED: "Ada syarat yang belum terpenuhi",
}


def answers(career: Career, medal: Medal, month: int, policy: Policy) -> list[Answer]:
    """Return each condition of a medal with its answer and the fact behind it.

    Source: domain research 9.2 (BKD Riau, BKPSDM Karimun, Kesbangpol Riau, IPB); predicates of the last
    years are usual practice and not in what was read. All figures come from the policy.
    """
    if career.start is None:
        fact = "Angka ke-9 sampai 14 NIP bukan bulan pengangkatan CPNS. PPPK tidak termasuk."
        return [Answer(Condition.CIVIL_SERVANT, "PNS", False, fact)]
    return [
        Answer(Condition.CIVIL_SERVANT, "PNS", True, f"Menurut NIP, CPNS sejak {month_words(career.start)}."),
        _served(career, medal, month, policy),
        *_broken(career),
        _away(career, policy),
        _punished(career),
        _sentenced(career, policy),
        _appraised(career, policy),
        *_before(career, medal),
        Answer(
            Condition.STATEMENT,
            "Setia, mengabdi, cakap, jujur, dan disiplin",
            None,
            "Sistem tidak mengetahuinya. Kepala instansi menyatakannya dalam berkas.",
        ),
    ]


def standing(found: Iterable[Answer]) -> Standing:
    """Return where somebody stands, from the answers; what papers settle does not count."""
    counted = [answer for answer in found if answer.key not in BY_PAPER]
    unmet = {answer.key for answer in counted if answer.met is False}
    if unmet - {Condition.SERVICE}:
        return Standing.CLOSED
    if unmet:
        return Standing.COMING
    return Standing.UNSURE if any(answer.met is None for answer in counted) else Standing.READY


def _served(career: Career, medal: Medal, month: int, policy: Policy) -> Answer:
    label = f"Masa kerja paling sedikit {YEARS[medal]} tahun"
    months, when = service(career, month, policy), reached(career, medal, policy)
    if months is None:
        return Answer(Condition.SERVICE, label, False, "Masa kerja tidak terhitung selama terputus.")
    if when is None:
        return Answer(Condition.SERVICE, label, False, "Cuti di luar tanggungan negara belum berakhir.")
    fact = f"Masa kerja {span_words(months)}; {YEARS[medal]} tahun genap pada {month_words(when)}."
    return Answer(Condition.SERVICE, label, when <= month, fact)


def _broken(career: Career) -> Iterator[Answer]:
    breaks = [mark for mark in career.marks if mark.kind == RecordKind.SERVICE_BREAK]
    label, start = "Masa kerja terus-menerus", begins(career)
    if not breaks:
        yield Answer(Condition.UNBROKEN, label, True, "Tidak ada catatan masa kerja terputus.")
    elif start is None:
        yield Answer(Condition.UNBROKEN, label, False, "Masa kerja terputus dan belum berlanjut.")
    else:
        fact = f"Pernah terputus; dihitung lagi sejak {month_words(start)}."
        yield Answer(Condition.UNBROKEN, label, True, fact)


def _away(career: Career, policy: Policy) -> Answer:
    leaves = [mark for mark in career.marks if mark.kind == RecordKind.UNPAID_LEAVE]
    label = "Cuti di luar tanggungan negara"
    if not leaves:
        return Answer(Condition.LEAVE, label, True, "Tidak ada catatan cuti di luar tanggungan negara.")
    since = ", ".join(day_words(mark.started_on) for mark in leaves)
    if policy.subtracts_leave:
        return Answer(Condition.LEAVE, label, True, f"Sejak {since}; dikurangkan dari masa kerja.")
    fact = f"Pernah, sejak {since}. Kebijakan instansi: tidak boleh pernah."
    return Answer(Condition.LEAVE, label, False, fact)


def _punished(career: Career) -> Answer:
    label = "Tidak pernah dijatuhi hukuman disiplin sedang atau berat"
    found = [mark for mark in career.marks if mark.kind in SERIOUS]
    if not found:
        fact = "Tidak ada catatan hukuman disiplin sedang atau berat."
        return Answer(Condition.DISCIPLINE, label, True, fact)
    told = "; ".join(f"{RECORD_LABELS[mark.kind]} sejak {day_words(mark.started_on)}" for mark in found)
    return Answer(Condition.DISCIPLINE, label, False, f"{told}.")


def _sentenced(career: Career, policy: Policy) -> Answer:
    label = f"Tidak pernah dipidana dengan ancaman {policy.threat_years} tahun atau lebih"
    found = [mark for mark in career.marks if mark.kind == RecordKind.SENTENCE]
    if not found:
        return Answer(Condition.SENTENCE, label, True, "Tidak ada catatan pidana.")
    heaviest = max(mark.threat_years or 0 for mark in found)
    fact = f"Ada catatan pidana dengan ancaman {heaviest} tahun."
    return Answer(Condition.SENTENCE, label, heaviest < policy.threat_years, fact)


def _appraised(career: Career, policy: Policy) -> Answer:
    label = f"Predikat {policy.good_years} tahun terakhir paling rendah Baik"
    told = ", ".join(
        f"{year} {PREDICATE_LABELS[predicate] if predicate else 'belum ada'}"
        for year, predicate in career.predicates
    )
    known = [predicate for _, predicate in career.predicates if predicate]
    if any(predicate not in GOOD for predicate in known):
        return Answer(Condition.PREDICATE, label, False, f"{told}.")
    met = True if len(known) >= policy.good_years else None
    return Answer(Condition.PREDICATE, label, met, f"{told}." if told else "Tidak diperiksa.")


def _before(career: Career, medal: Medal) -> Iterator[Answer]:
    if medal in BEFORE:
        lower = BEFORE[medal]
        has = lower in received(career)
        label = f"Satyalancana {MEDAL_LABELS[lower]} sudah diterima"
        fact = "Sudah tercatat." if has else "Belum tercatat. Cocokkan dengan piagamnya."
        yield Answer(Condition.BEFORE, label, True if has else None, fact)
