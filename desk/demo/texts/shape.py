"""The shape of the demo's work plans, and the reader of their plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from indicators.rules import Aspect, Direction, Perspective

AMOUNT = re.compile(r"(?P<low>\d+)(?:\.\.(?P<high>\d+))? (?P<unit>.+?)(?P<lower> turun)?$")


@dataclass(frozen=True)
class Measure:
    """One indicator with the range its target is drawn from."""

    text: str
    aspect: Aspect | None
    perspective: Perspective | None
    low: int
    high: int
    unit: str
    direction: Direction

    @property
    def is_level(self) -> bool:
        """Whether the amount is a level (percent, days, a score) and does not add up over the year."""
        return self.direction == Direction.LOWER or self.unit in {"persen", "nilai"}


@dataclass(frozen=True)
class Promise:
    """One result (RHK) with its indicators and the notes that a person writes about it."""

    theme: str
    text: str
    is_additional: bool
    measures: tuple[Measure, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Family:
    """What people of one kind of position promise."""

    name: str
    promises: tuple[Promise, ...]


def families(text: str) -> Iterator[Family]:
    """Read families: `= name`, `theme | result` (a leading + for an additional one), `- ` and `~ ` lines.

    An indicator line reads `- ASPEK | text | 10..20 laporan`; leaders write ASPEK/PERSPEKTIF. The word
    "turun" at the end says that less is better.
    """
    for block in re.split(r"^= ", text, flags=re.MULTILINE)[1:]:
        name, _, body = block.partition("\n")
        heads = [part for part in re.split(r"\n(?=[+a-z])", body.strip()) if part.strip()]
        yield Family(name.strip(), tuple(_promise(part) for part in heads))


def _promise(part: str) -> Promise:
    head, *rest = [line.strip() for line in part.splitlines() if line.strip()]
    theme, text = (piece.strip() for piece in head.split("|"))
    return Promise(
        theme=theme.lstrip("+"),
        text=text,
        is_additional=theme.startswith("+"),
        measures=tuple(_measure(line[2:]) for line in rest if line.startswith("- ")),
        notes=tuple(line[2:] for line in rest if line.startswith("~ ")),
    )


@cache
def _measure(line: str) -> Measure:
    kinds, text, amount = (piece.strip() for piece in line.split("|"))
    aspect, _, perspective = kinds.partition("/")
    found = AMOUNT.match(amount)
    if found is None:
        raise ValueError(f"No target in: {line}")
    low = int(found["low"])
    return Measure(
        text=text,
        aspect=Aspect(aspect),
        perspective=Perspective(perspective) if perspective else None,
        low=low,
        high=int(found["high"] or low),
        unit=found["unit"],
        direction=Direction.LOWER if found["lower"] else Direction.HIGHER,
    )
