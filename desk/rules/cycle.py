"""The phases of a year on a day: which runs, and which unit is behind its pace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from organizations.rules import Span

FEWEST = 5  # people; a share of two people would say something about persons
UNITS_AT_MOST = 10


class Standing(StrEnum):
    """How a phase lies to a day, in words."""

    LATER = "Nanti"
    RUNNING = "Berjalan"
    OVER = "Selesai"


@dataclass(frozen=True)
class Phase:
    """A phase of the year; `key` tells it from the others."""

    key: str
    label: str
    span: Span

    def standing(self, on: date) -> Standing:
        """Return how the phase lies to a day."""
        if on < self.span.started_on:
            return Standing.LATER
        return Standing.RUNNING if self.span.holds(on) else Standing.OVER


def focus(phases: Sequence[Phase], on: date) -> Phase | None:
    """Return the phase by which units are looked at: the running one that ends first, else the last over."""
    running = [phase for phase in phases if phase.standing(on) == Standing.RUNNING]
    if running:
        return min(running, key=lambda phase: (phase.span.ended_on or date.max, phase.key))
    over = [phase for phase in phases if phase.standing(on) == Standing.OVER]
    return max(over, key=lambda phase: (phase.span.ended_on or date.max, phase.key), default=None)


def needs_help(people: int, missing: int, span: Span, on: date) -> bool:
    """Say whether fewer people of a unit are done than an even pace through its window would make.

    Only whole people are expected; after the last day all are. Decided here:
    a unit that is behind can be helped while there is time, and one that keeps pace is left in peace.
    """
    if people < FEWEST or not missing or on < span.started_on or span.ended_on is None:
        return False
    length = (span.ended_on - span.started_on).days + 1
    left = max(0, (span.ended_on - on).days)
    return people - missing < people * (length - left) // length
