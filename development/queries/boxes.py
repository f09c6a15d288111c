"""Nine boxes: where one person stands as a cloud, and how many people stand in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from organizations.models import Employee
from reviews.rules.evaluation import PREDICATE_LABELS

from ..analysis.bands import bands, error_of
from ..models import PotentialScore
from ..rules import nine_box as rules
from ..rules.career import Facts
from ..rules.nine_box import NUMBERS, Performance, Potential, Verdict
from ..rules.small_counts import FEWEST, protected
from .figures import figures_on
from .potential import valid_scores
from .results import CHUNK, latest_of_all

Figures = Mapping[str, Decimal]
HUNDRED = Decimal(100)
PLACES = Decimal("0.000001")  # of a share


@dataclass(frozen=True)
class Boxes:
    """What is known of somebody's place in the nine boxes; without potential only the row."""

    performance: Performance | None
    basis: str
    score: PotentialScore | None
    last: PotentialScore | None  # the latest assessment, also when it holds no longer
    error: Decimal | None
    verdict: Verdict | None
    sure: Decimal

    @property
    def row_label(self) -> str:
        """The row in words."""
        return "" if self.performance is None else rules.PERFORMANCE_LABELS[self.performance]

    @property
    def recommendations(self) -> list[tuple[int, str, tuple[str, ...]]]:
        """Number, category and recommendations of the box, or of those of the border."""
        named = self.verdict.named if self.verdict else ()
        return [(number, rules.category(number), rules.RECOMMENDATIONS[number]) for number in named]

    @property
    def chances(self) -> str:
        """The shares in words, the largest first: "58% kotak 5, 42% kotak 8"."""
        whole = rules.percents(self.verdict.shares) if self.verdict else {}
        shown = sorted((number for number in whole if whole[number]), key=lambda one: (-whole[one], one))
        return ", ".join(f"{whole[number]}% kotak {number}" for number in shown)

    @property
    def cells(self) -> list[dict[str, Any]]:
        """The table: rows from above expectation down, with the share of each box as text."""
        whole = rules.percents(self.verdict.shares) if self.verdict else {}
        named = self.verdict.named if self.verdict else ()
        return _table(
            lambda number: {"label": f"{whole[number]}%", "is_own": number in named} if whole else {}
        )


def boxes_of(person: Employee, facts: Facts, figures: Figures, on: date) -> Boxes:
    """Return the place of a person as a cloud: the predicate gives the row, the potential the shares.

    One query.
    """
    two = bool(figures["kotak_dua_tahun"])
    latest = facts.latest(2 if two else 1)
    performance = rules.performance_of(latest, two_years=two)
    basis = "; ".join(
        f"{year} {PREDICATE_LABELS[predicate]}"
        for year, predicate in zip(facts.last(2), latest, strict=False)
    )
    done = PotentialScore.objects.filter(employee=person, assessed_on__lte=on)
    last = done.order_by("-assessed_on", "-pk").first()
    score = last if last is not None and last.valid_until >= on else None
    sure = figures["kotak_yakin_min"] / HUNDRED
    error = exactness(score.error, score.reliability, figures) if score else None
    found = None
    if score is not None and error is not None and performance is not None:
        found = placed(performance, score.score, error, figures)
    return Boxes(performance, basis, score, last, error, found, sure)


def exactness(error: Decimal | None, reliability: Decimal | None, figures: Figures) -> Decimal:
    """Return the standard error of a score in points: as given, else from the reliability and the spread."""
    if error is not None:
        return error
    known = reliability if reliability is not None else figures["potensial_reliabilitas"] / HUNDRED
    found = error_of(float(known), float(figures["potensial_simpangan"]))
    return Decimal(found).quantize(Decimal("0.01"))


def placed(performance: Performance, score: Decimal, error: Decimal, figures: Figures) -> Verdict:
    """Return the verdict on a row and a score with its standard error (measurement research 5.4)."""
    cuts = float(figures["kotak_menengah_min"]), float(figures["kotak_tinggi_min"])
    shares = [Decimal(share).quantize(PLACES) for share in bands(float(score), float(error), cuts)]
    return rules.verdict(rules.cloud(performance, shares), sure=figures["kotak_yakin_min"] / HUNDRED)


@dataclass(frozen=True)
class BoxCounts:
    """How many people stand where; None for a number that is too small to be shown."""

    cells: list[dict[str, Any]]
    others: list[tuple[str, int | None]]  # at a border, without potential, without predicate
    total: int
    year: int
    is_hidden: bool


BORDER, NO_POTENTIAL, NO_PREDICATE = "Di perbatasan dua kotak", "Tanpa asesmen potensial", "Tanpa predikat"


def box_counts(on: date) -> BoxCounts:
    """Return how many active people stand in each box, small counts hidden (six queries at any size)."""
    figures = figures_on(on)
    two = bool(figures["kotak_dua_tahun"])
    known = latest_of_all(on)
    scores = {
        person: (score, error, reliability)
        for person, score, error, reliability in valid_scores(on)
        .order_by("pk")
        .values_list("employee", "score", "error", "reliability")
        .iterator(CHUNK)
    }
    counts: Counter[int | str] = Counter()
    everybody = Employee.objects.active().order_by("pk").values_list("pk", flat=True)
    for person in everybody.iterator(CHUNK):
        latest = Facts(known.get(person, {}), on).latest(2 if two else 1)
        performance = rules.performance_of(latest, two_years=two)
        counts[_place(performance, scores.get(person), figures)] += 1
    keys: tuple[int | str, ...] = (*NUMBERS.values(), BORDER, NO_POTENTIAL, NO_PREDICATE)
    shown = protected({key: counts[key] for key in keys})
    others = [(name, shown[name]) for name in (BORDER, NO_POTENTIAL, NO_PREDICATE)]
    cells = _table(lambda number: _counted(shown[number]))
    total = counts.total()
    return BoxCounts(cells, others, total if total >= FEWEST else 0, on.year, None in shown.values())


def _place(performance: Performance | None, score: Any, figures: Figures) -> int | str:
    if performance is None:
        return NO_PREDICATE
    if score is None:
        return NO_POTENTIAL
    value, error, reliability = score
    box = placed(performance, value, exactness(error, reliability, figures), figures).box
    return BORDER if box is None else box


def _counted(count: int | None) -> dict[str, Any]:
    return {"label": "tertutup"} if count is None else {"label": "orang", "count": count}


def _table(cell: Any) -> list[dict[str, Any]]:
    """Return the rows of the table, above expectation first; `cell` tells what stands in a box."""
    return [
        {
            "label": rules.PERFORMANCE_LABELS[row].removesuffix(" Ekspektasi"),
            "cells": [{"number": NUMBERS[row, column]} | cell(NUMBERS[row, column]) for column in Potential],
        }
        for row in reversed(Performance)
    ]
