"""The same behaviour over rounds: only published words are compared, and only like with like."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from .result import ItemWords, Level


class Trend(StrEnum):
    """Where the words of a behaviour went since an earlier round."""

    UP = "NAIK"
    SAME = "TETAP"
    DOWN = "TURUN"


TREND_LABELS = {Trend.UP: "Naik", Trend.SAME: "Tetap", Trend.DOWN: "Turun"}
_RANKS = {Level.LOW: 0, Level.MIDDLE: 1, Level.HIGH: 2}


def trend(before: ItemWords, now: ItemWords, scale: Sequence[str]) -> Trend | None:
    """Return where the words went, None where one of both is not shown or they are of different kinds.

    Both rounds have the same scale, the lowest label first. A level says less than a word, so the two are
    not compared; nothing is computed that is not printed in both results.
    """
    old, new = _place(before, scale), _place(now, scale)
    if old is None or new is None or old[0] != new[0]:
        return None
    if old[1] == new[1]:
        return Trend.SAME
    return Trend.UP if new[1] > old[1] else Trend.DOWN


def _place(item: ItemWords, scale: Sequence[str]) -> tuple[str, int] | None:
    """Return the kind of statement and where it stands among those of its kind."""
    if item.level is not None:
        return "level", _RANKS[item.level]
    return ("word", list(scale).index(item.words)) if item.words in scale else None
