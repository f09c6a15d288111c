"""Rows of a file become results: one row per indicator, the same words are the same result."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .goal import same_words
from .plan import IndicatorDraft, ResultKind


@dataclass
class Promise:
    """A result as a file holds it, with the rows that it comes from."""

    text: str
    kind: str = ResultKind.MAIN.value
    supports_text: str = ""
    indicators: list[IndicatorDraft] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    is_faulty: bool = False  # some row of it has to be repaired first
    is_present: bool = False  # stands in the plan already

    @property
    def is_new(self) -> bool:
        """Whether it would be added."""
        return not self.is_faulty and not self.is_present


def promises_of(rows: Sequence[Mapping[str, Any]], present: Collection[str]) -> list[Promise]:
    """Return the results of judged rows in their order; a result is added whole or not at all.

    `present` are the words of the results that stand in the plan, so that the same file twice adds nothing.
    """
    there = {same_words(text) for text in present}
    found: dict[str, Promise] = {}
    for row in rows:
        values = row["values"]
        key = same_words(values.get("text", ""))
        if not key:
            continue
        promise = found.setdefault(key, Promise(values["text"], is_present=key in there))
        promise.lines.append(row["line"])
        if row["faults"]:
            promise.is_faulty = True
            continue
        promise.kind = values["kind"] or promise.kind
        promise.supports_text = values["supports_text"] or promise.supports_text
        if values["indicator"]:
            promise.indicators.append(_draft(values))
    return list(found.values())


def _draft(values: Mapping[str, Any]) -> IndicatorDraft:
    target, until = (Decimal(values[name]) if values[name] else None for name in ("target", "until"))
    return IndicatorDraft(
        text=values["indicator"],
        aspect=values["aspect"],
        target=target,
        unit=values["unit"],
        direction=values["direction"],
        target_until=until,
        perspectives=values["perspectives"],
    )
