"""Reads about the manuals of a plan's indicators."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Indicator, Plan, Result
from ..rules import MANUAL_LABELS, manual_words
from .payload import manual_of, ordered_indicators, ordered_results, promised


@dataclass(frozen=True)
class ManualRow:
    """An indicator with its target in words, and whether its manual is written."""

    indicator: Indicator
    target: str
    is_written: bool


@dataclass(frozen=True)
class ManualGroup:
    """A result with its indicators."""

    number: int
    result: Result
    rows: list[ManualRow]


def manual_groups(plan: Plan) -> list[ManualGroup]:
    """Return the indicators of a loaded plan by result, each with the state of its manual."""
    return [
        ManualGroup(number, result, [_row(each) for each in ordered_indicators(result)])
        for number, result in enumerate(ordered_results(plan), start=1)
    ]


def _row(row: Indicator) -> ManualRow:
    return ManualRow(row, promised(row.target, row.target_until, row.unit), bool(manual_of(row)))


def manual_lines(row: Indicator) -> list[tuple[str, str]]:
    """Return the written parts of a manual with their labels; nothing while it is not written."""
    manual = manual_of(row)
    return [(label, manual_words(name, manual[name])) for name, label in MANUAL_LABELS.items() if manual]


def first_manual(row: Indicator) -> dict[str, str]:
    """Return what the form of a manual starts with: what is stored, else what the library knows.

    An indicator that was taken from the library brings its formula, source and unit of measure; any
    other one its own unit.
    """
    stored = manual_of(row)
    if stored:
        return stored
    if row.entry is None:
        return {"measure": row.unit}
    return {"formula": row.entry.formula, "source": row.entry.source, "measure": row.entry.measure}
