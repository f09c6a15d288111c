"""Who appraises whom: loops in the unit list, lines of superiors (domain research 2.6.6), spans of days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


def find_loops(parents: Mapping[str, str | None]) -> list[tuple[str, ...]]:
    """Return the rings of a unit list (code -> code of the parent), each once, in ring order."""
    done: set[str] = set()
    loops = []
    for start in parents:
        path: list[str] = []
        code: str | None = start
        while code is not None and code in parents and code not in done:
            if code in path:
                loops.append(tuple(path[path.index(code) :]))
                break
            path.append(code)
            code = parents[code]
        done.update(path)
    return loops


@dataclass(frozen=True)
class Head:
    """The definitive head of a unit on a date."""

    unit: int
    employee: int


@dataclass(frozen=True)
class Line:
    """Pejabat penilai kinerja and his superior; None where the agency has not named one."""

    superior: int | None
    upper: int | None


def resolve_line(
    chain: Sequence[int], heads: Mapping[int, int], employee: int, chosen: int | None = None
) -> Line:
    """Return the superior and the superior's superior of an employee.

    `chain` is the employee's unit and its parents up to the root, `heads` the definitive head of
    each unit on that date. A unit that is vacant or led by a Plt/Plh has no entry, so the search
    climbs; nobody is superior to himself. `chosen` is the superior of an override: the upper superior
    then is the next head above him, and the head of the tree when he is none of them. Source:
    PermenPANRB 6/2022 (direct superior, at lowest pejabat pengawas), the climbing rule as implemented
    by a ministry application.
    """
    above = [heads[unit] for unit in chain if unit in heads and heads[unit] != employee]
    if chosen is not None and chosen != employee:
        over = above[above.index(chosen) :] if chosen in above else above
        return Line(superior=chosen, upper=next((head for head in over if head != chosen), None))
    first = above[0] if above else None
    second = next((head for head in above[1:] if head != first), None)
    return Line(superior=first, upper=second)


@dataclass(frozen=True)
class Span:
    """An interval of days, both ends included; an open end is None."""

    started_on: date
    ended_on: date | None

    def overlaps(self, other: Span) -> bool:
        """Say whether the two intervals share a day."""
        first, second = sorted((self, other), key=lambda span: span.started_on)
        return first.ended_on is None or first.ended_on >= second.started_on

    def holds(self, on: date) -> bool:
        """Say whether the day lies in the interval."""
        return self.started_on <= on and (self.ended_on is None or on <= self.ended_on)
