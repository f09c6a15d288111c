"""What a person reads of a round: frozen words, kept as JSON and never made anew from answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any


class Level(StrEnum):
    """Where answers lie when too few spoke for a word of the scale."""

    HIGH = "TINGGI"
    MIDDLE = "SEDANG"
    LOW = "RENDAH"


LEVEL_LABELS = {Level.HIGH: "Tampak kuat", Level.MIDDLE: "Cukup tampak", Level.LOW: "Bisa dikembangkan"}


class Quadrant(StrEnum):
    """The own view beside that of others (measurement research 4)."""

    OPEN = "TERBUKA"
    BLIND = "TITIK_BUTA"
    HIDDEN = "POTENSI_TERSEMBUNYI"
    GROWTH = "AREA_PENGEMBANGAN"


QUADRANT_LABELS = {
    Quadrant.OPEN: "Terbuka",
    Quadrant.BLIND: "Titik buta",
    Quadrant.HIDDEN: "Potensi tersembunyi",
    Quadrant.GROWTH: "Area pengembangan",
}


@dataclass(frozen=True)
class ItemWords:
    """What is said of one item: a level, or a word with the range, both in `words`; "" where nothing is.

    `n` is None where too few answered; how many did is then not told. `low` and `high` are labels of the
    scale, "" with a level. `quadrant` is "" without an own answer and where the gap lies within the noise.
    """

    number: int
    text: str
    n: int | None = None
    level: Level | None = None
    words: str = ""
    low: str = ""
    high: str = ""
    quadrant: Quadrant | None = None

    @property
    def is_shown(self) -> bool:
        """Say whether anything is said of the item."""
        return bool(self.words)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ItemWords:
        """Return the item that `to_json` of the result wrote down."""
        level, quadrant = data.get("level"), data.get("quadrant")
        return cls(
            **{
                **data,
                "level": Level(level) if level else None,
                "quadrant": Quadrant(quadrant) if quadrant else None,
            }
        )


@dataclass(frozen=True)
class Group:
    """One side, or sides that were put together; a hidden one tells neither forms nor invitations."""

    sides: tuple[str, ...]
    label: str
    invited: int | None
    is_shown: bool
    sentence: str
    items: tuple[ItemWords, ...] = ()
    composite: Level | None = None
    n: int | None = None  # forms

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Group:
        """Return the group that `to_json` of the result wrote down."""
        return cls(
            **{
                **data,
                "sides": tuple(data["sides"]),
                "items": tuple(ItemWords.from_json(item) for item in data["items"]),
                "composite": Level(data["composite"]) if data["composite"] else None,
            }
        )


@dataclass(frozen=True)
class ResultWords:
    """All that a person reads of a round beside the comments.

    `own` are the own answers, `superior` the superior's as they are; `adjusted` is a label of the scale after
    rater effects, "" where it might tell; `missing` are labels of sides that do not speak about this person;
    `late` are groups of answers after the closing, each a statement of its own beside the first ones.
    """

    groups: tuple[Group, ...]
    own: tuple[ItemWords, ...] = ()
    superior: Group | None = None
    adjusted: str = ""
    missing: tuple[str, ...] = ()
    late: tuple[Group, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the payload of a result, ready for a JSON column."""
        payload: dict[str, Any] = _plain(asdict(self))
        return payload

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ResultWords:
        """Return what `to_json` wrote down."""
        return cls(
            groups=tuple(Group.from_json(group) for group in data["groups"]),
            own=tuple(ItemWords.from_json(item) for item in data["own"]),
            superior=Group.from_json(data["superior"]) if data["superior"] else None,
            adjusted=data["adjusted"],
            missing=tuple(data["missing"]),
            late=tuple(Group.from_json(group) for group in data["late"]),
        )


def value_of(item: ItemWords, labels: Sequence[str]) -> Fraction | None:
    """Return where on the scale of 1 to the number of labels a published item stands; None if it is hidden.

    A level stands in the middle of its third. Made of the published words alone, it tells no more than they.
    """
    if not item.words:
        return None
    if item.level is None:
        return Fraction(list(labels).index(item.words) + 1)
    middle, third = Fraction(len(labels) + 1, 2), Fraction(len(labels) - 1, 3)
    return {Level.HIGH: middle + third, Level.MIDDLE: middle, Level.LOW: middle - third}[item.level]


def _plain(value: Any) -> Any:
    """Return the value with lists for tuples and plain texts for words of an enumeration."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, StrEnum) else value
