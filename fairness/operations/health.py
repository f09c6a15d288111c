"""The figures of the appraisal's own health for one year; what is returned is stored with the analysis."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from indicators.models import Period

from ..analysis.equal import Size
from ..analysis.health import together
from ..models import RaterAnalysis
from ..queries.health import counted, rated_and_reached
from ..rules.health import Figure, Reading
from ..rules.parts import told_apart

VERSION = "1"


def health_of(period: Period, analysis: RaterAnalysis) -> dict[str, Any]:
    """Return the figures of a year as JSON: by figure counts or a number, and the parts of all differences.

    `analysis` is the run with counts, components and reason filled in, stored or not. Without a habit that
    could be told apart there are no parts: a variance set to zero is no proof that there is none.
    """
    readings = [*counted(period), _linked(analysis), _correlation(period)]
    parts = told_apart(analysis.components, analysis.reason)
    habit = Decimal(parts["rater"]) if parts else None
    readings.append(Reading(Figure.HABIT, people=int(analysis.counts.get("people", 0)), value=habit))
    return {
        "version": VERSION,
        "figures": {one.figure.value: one.to_json() for one in readings},
        "parts": parts,
    }


def _linked(analysis: RaterAnalysis) -> Reading:
    people = int(analysis.counts.get("people", 0))
    return Reading(Figure.LINKED, people * int(analysis.counts.get("linked", 0)) // 100, people)


def _correlation(period: Period) -> Reading:
    pairs = list(rated_and_reached(period))
    found: Size | None = together(pairs)
    if found is None:
        return Reading(Figure.CORRELATION, people=len(pairs))
    value, low, high = (Decimal(f"{one:.2f}") for one in (found.value, found.low, found.high))
    return Reading(Figure.CORRELATION, people=len(pairs), value=value, low=low, high=high)
