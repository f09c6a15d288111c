"""The dashboard of the appraisal's own health, of what the analyses of two years stored (two queries)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..access.pattern import latest_analyses
from ..models import RaterAnalysis
from ..rules.health import Figure, Lessons, Reading, change, lessons
from ..rules.health_words import LABELS, PARTS, SHARES, change_words, value_words


@dataclass(frozen=True)
class HealthRow:
    """One figure: this year, last year, and how it moved."""

    label: str
    hint: str
    now: str
    before: str
    change: str
    is_marked: bool


@dataclass(frozen=True)
class HealthPage:
    """All figures of a year under their headings, and what follows from them."""

    analysis: RaterAnalysis
    year: int
    parts: list[tuple[str, list[HealthRow]]]
    shares: list[dict[str, Any]]
    lessons: Lessons

    @property
    def marked(self) -> list[HealthRow]:
        """The figures that moved more than chance explains."""
        return [row for _, rows in self.parts for row in rows if row.is_marked]


def health_years() -> list[int]:
    """Return the years with figures, the latest first."""
    rows = latest_analyses().exclude(health={}).order_by("-period__year")
    return list(rows.values_list("period__year", flat=True))


def health_page(year: int) -> HealthPage | None:
    """Return the figures of a year beside those of the year before, None where there are none."""
    rows = latest_analyses().exclude(health={}).filter(period__year__in=(year, year - 1))
    found = {row.period.year: row for row in rows.select_related("period").order_by("pk")}
    if year not in found:
        return None
    now, before = _readings(found[year]), _readings(found.get(year - 1))
    parts = [(title, [_row(figure, now, before) for figure in figures]) for title, figures in PARTS]
    stored = found[year].health.get("parts", {})
    shares = [
        {"label": label, "value": stored[name], "text": f"{stored[name]}%"}
        for name, label in SHARES.items()
        if stored
    ]
    return HealthPage(found[year], year, parts, shares, lessons(now))


def _readings(row: RaterAnalysis | None) -> dict[Figure, Reading]:
    stored: dict[str, Any] = row.health["figures"] if row else {}
    return {Figure(key): Reading.from_json(Figure(key), data) for key, data in stored.items()}


def _row(figure: Figure, now: dict[Figure, Reading], before: dict[Figure, Reading]) -> HealthRow:
    one, earlier = now.get(figure) or Reading(figure), before.get(figure)
    moved = change(one, earlier)
    words = value_words(earlier) if earlier else "–"
    is_marked = moved is not None and moved.is_marked
    return HealthRow(*LABELS[figure], value_words(one), words, change_words(one, moved), is_marked)
