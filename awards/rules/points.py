"""Points of each source on a fixed scale of 0 to 100; missing data is no points, never zero.

Every anchor stands in words in awards/rules/anchors.py and in prose in awards/README.md, with its source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from reviews.rules.evaluation import GRADE_LABELS, OrganisationGrade, Predicate, Rating

from .award import GRID, RATING_POINTS, achieved, number
from .eligibility import Facts
from .scheme import Source

SPREAD = Decimal(10)  # points by which people differ on the scale of ratings; decided by the house
GRADE_POINTS = {
    OrganisationGrade.SPECIAL: Decimal(100),
    OrganisationGrade.GOOD: Decimal(80),
    OrganisationGrade.NEEDS_IMPROVEMENT: Decimal(60),
    OrganisationGrade.POOR: Decimal(40),
    OrganisationGrade.VERY_POOR: Decimal(20),
}
PREDICATE_POINTS = {
    Predicate.EXCELLENT: Decimal(100),
    Predicate.GOOD: Decimal(80),
    Predicate.NEEDS_IMPROVEMENT: Decimal(60),
    Predicate.POOR: Decimal(40),
    Predicate.VERY_POOR: Decimal(20),
}
STEP = Decimal(40)  # from the worst to the best rating: as much progress as the scale can show
HALF = Decimal("0.5")  # of the days without explanation: no points
JURY_LEAST = 2  # members whose points make a mean


class Basis(NamedTuple):
    """What the points of one criterion rest on.

    `points` is 0 to 100, None where data is missing; `error` their standard error in points, None where it
    follows from the reliability of the criterion; `raters` how many people judged, None where nobody did;
    `fact` the sentence behind the points.
    """

    points: Decimal | None
    fact: str
    error: Decimal | None = None
    raters: int | None = None


def error_of(basis: Basis, reliability: Decimal) -> Decimal:
    """Return the standard error in points: its own, else SPREAD √(1 - reliability)."""
    return basis.error if basis.error is not None else _unreliable(reliability)


@cache
def _unreliable(reliability: Decimal) -> Decimal:
    return SPREAD * (1 - reliability).sqrt()


def _results(facts: Facts) -> Basis:
    if facts.results is None:
        return Basis(None, "Rating hasil kerja belum ada.")
    return Basis(RATING_POINTS[facts.results], "Rating hasil kerja dari evaluasi.", raters=1)


def _behaviour(facts: Facts) -> Basis:
    if facts.behaviour is None:
        return Basis(None, "Rating perilaku kerja belum ada.")
    return Basis(RATING_POINTS[facts.behaviour], "Rating perilaku kerja dari evaluasi.", raters=1)


def _achievement(facts: Facts) -> Basis:
    points = achieved(facts)
    if points is None:
        return Basis(None, "Realisasi target belum dilaporkan.")
    return Basis(points, f"Rata-rata capaian dari {len(facts.measures)} indikator.")


def _contribution(facts: Facts) -> Basis:
    """Half the share of results that serve the leader's plan, half the unit's grade; a unit: its grade."""
    if facts.grade is None:
        return Basis(None, "Capaian kinerja unit belum ditetapkan.")
    words = f"Capaian unit {GRADE_LABELS[facts.grade]}"
    if facts.is_unit:
        return Basis(GRADE_POINTS[facts.grade], words + ".")
    serving, results = facts.serving
    if not results:
        return Basis(None, "Hasil kerja dalam SKP belum ada.")
    points = (_grid(Decimal(100 * serving) / results) + GRADE_POINTS[facts.grade]) / 2
    return Basis(points, f"{serving} dari {results} hasil kerja mendukung sasaran pimpinan. {words}.")


def _teamwork(facts: Facts) -> Basis:
    if facts.teamwork is None:
        return Basis(None, "Nilai pembanding 360 yang dirilis belum ada.")
    value, labels = facts.teamwork
    points = _grid(Decimal(100 * (value - 1)) / (labels - 1))
    error = _grid(Decimal(50) / (labels - 1))  # half a label: only the label itself was released
    raters = facts.reviewers or 0
    return Basis(points, f"Pandangan rekan setelah disesuaikan, dari {raters} formulir.", error, raters)


def _attendance(facts: Facts) -> Basis:
    days, absent = facts.attendance
    if not days:
        return Basis(None, "Rekap kehadiran belum ada.")
    share = min(Decimal(absent) / days / HALF, Decimal(1))
    return Basis(_grid(100 * (1 - share)), f"{absent} dari {days} hari kerja tanpa keterangan.", Decimal(0))


def _voice(facts: Facts) -> Basis:
    if facts.voice is None:
        return Basis(None, "Suara warga tentang unit belum cukup, paling sedikit 30 dalam satu triwulan.")
    index, voices = facts.voice
    error = _grid(Decimal(25) / Decimal(voices).sqrt())  # a mark differs by about one of its four steps
    return Basis(index, f"Indeks suara warga unit {number(index)} dari {voices} suara.", error, voices)


def _improvement(facts: Facts) -> Basis:
    """50 is the same as the year before; ratings of both years, else both predicates."""
    now, then = _rated(facts.results, facts.behaviour), _rated(*facts.rated_before)
    if now is None or then is None:
        past = facts.past.get(facts.year - 1)
        if facts.predicate is None or past is None:
            return Basis(None, "Nilai tahun lalu belum tercatat.")
        now, then = PREDICATE_POINTS[facts.predicate], PREDICATE_POINTS[past]
    moved = min(max((now - then) / STEP, Decimal(-1)), Decimal(1))
    words = "naik dari" if moved > 0 else "turun dari" if moved < 0 else "sama dengan"
    return Basis(50 + 50 * moved, f"Nilai tahun ini {words} tahun lalu.", raters=1)


def _rated(results: Rating | None, behaviour: Rating | None) -> Decimal | None:
    if results is None or behaviour is None:
        return None
    return (RATING_POINTS[results] + RATING_POINTS[behaviour]) / 2


def jury(points: Sequence[Decimal]) -> Basis:
    """Return the mean of what members gave who did not step aside, with the error from their spread."""
    count = len(points)
    if count < JURY_LEAST:
        return Basis(None, f"Nilai juri belum cukup: {count} dari {JURY_LEAST} anggota.")
    mean = sum(points, Decimal(0)) / count
    variance = sum(((one - mean) ** 2 for one in points), Decimal(0)) / (count - 1)
    error = _grid((variance / count).sqrt())
    return Basis(_grid(mean), f"Rata-rata nilai {count} anggota tim.", error, count)


def _grid(value: Decimal) -> Decimal:
    return value.quantize(GRID)


_POINTS: Mapping[Source, Callable[[Facts], Basis]] = {
    Source.RESULTS: _results,
    Source.BEHAVIOUR: _behaviour,
    Source.ACHIEVEMENT: _achievement,
    Source.CONTRIBUTION: _contribution,
    Source.TEAMWORK: _teamwork,
    Source.ATTENDANCE: _attendance,
    Source.VOICE: _voice,
    Source.IMPROVEMENT: _improvement,
}


def basis_of(facts: Facts, source: Source, criterion: int = 0) -> Basis:
    """Return what the points of a candidate from one source rest on; the jury's by key of the criterion."""
    if source is Source.JURY:
        return jury(facts.jury.get(criterion, ()))
    return _POINTS[source](facts)


def stored(basis: Basis) -> dict[str, str | int | None]:
    """Return a basis as a candidate's row keeps it; every digit survives."""
    return {
        "points": None if basis.points is None else f"{basis.points:f}",
        "error": None if basis.error is None else f"{basis.error:f}",
        "raters": basis.raters,
        "fact": basis.fact,
    }
