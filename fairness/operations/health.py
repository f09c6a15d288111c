"""The figures of the appraisal's own health for one year; what is returned is stored with the analysis."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from indicators.models import Period

from ..analysis.equal import Size
from ..analysis.health import together
from ..models import RaterAnalysis
from ..queries.health import counted, rated_and_reached
from ..rules.comparison import NoComparison
from ..rules.health import Figure, Reading

VERSION = "1"
PARTS = ("unit", "person", "rater", "rest")


def health_of(period: Period, analysis: RaterAnalysis) -> dict[str, Any]:
    """Return the figures of a year as JSON: by figure counts or a number, and the parts of all differences.

    `analysis` is the run with counts, components and reason filled in, stored or not. Without a habit that
    could be told apart there are no parts: a variance set to zero is no proof that there is none.
    """
    readings = [*counted(period), _linked(analysis), _correlation(period)]
    parts = parts_of(analysis.components) if _is_told_apart(analysis) else {}
    habit = Decimal(parts["rater"]) if parts else None
    readings.append(Reading(Figure.HABIT, people=int(analysis.counts.get("people", 0)), value=habit))
    return {
        "version": VERSION,
        "figures": {one.figure.value: one.to_json() for one in readings},
        "parts": parts,
    }


def _is_told_apart(analysis: RaterAnalysis) -> bool:
    """Say whether the habit of raters was told apart: within islands it was, a part set to zero was not."""
    set_to_zero = analysis.components.get("at_zero", ())
    return analysis.reason in ("", NoComparison.ISLAND.value) and "rater" not in set_to_zero


def parts_of(components: dict[str, Any]) -> dict[str, int]:
    """Return the per cent of all differences that lie in unit, person, rater and the rest; they make 100."""
    numbers = [Decimal(str(components.get(name, 0))) for name in PARTS]
    total = sum(numbers, Decimal(0))
    if not total:
        return {}
    exact = [100 * number / total for number in numbers]
    whole = [int(share) for share in exact]
    by_rest = sorted(range(len(PARTS)), key=lambda place: (whole[place] - exact[place], place))
    for place in by_rest[: 100 - sum(whole)]:
        whole[place] += 1
    return dict(zip(PARTS, whole, strict=True))


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
