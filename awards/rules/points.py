"""Points of each source on a fixed scale of 0 to 100; missing data is no points, never zero.

Every anchor stands in prose in awards/README.md, with its source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .award import RATING_POINTS, achieved
from .eligibility import Facts
from .scheme import Source


@dataclass(frozen=True)
class Basis:
    """What the points of one criterion rest on.

    `points` is 0 to 100, None where data is missing; `error` their standard error in points, None where it
    follows from the reliability of the criterion and the spread of the candidates; `raters` how many people
    judged, None where nobody did; `fact` the sentence behind the points.
    """

    points: Decimal | None
    fact: str
    error: Decimal | None = None
    raters: int | None = None


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


_POINTS: Mapping[Source, Callable[[Facts], Basis]] = {
    Source.RESULTS: _results,
    Source.BEHAVIOUR: _behaviour,
    Source.ACHIEVEMENT: _achievement,
}


def basis_of(facts: Facts, source: Source) -> Basis:
    """Return what the points of a candidate from one source rest on."""
    if source not in _POINTS:
        return Basis(None, "Data sumber ini belum tersedia.")
    return _POINTS[source](facts)
