"""Scales of charts: round ends, ticks, how many labels a phone has room for, names in two lines."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

Value = Decimal | int

ROUND_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
ROOM = 280  # pixels across a phone for the labels below a chart
LETTER = 8  # pixels of a letter at the size of the labels
SPACE = 8  # pixels between two labels
WIDE = 28  # letters of a name beside its value, at 360 pixels
LINES = 2  # of a name


def permille(value: int) -> str:
    """Return thousandths of the width as SVG writes them: 125 is "12.5%"."""
    whole, rest = divmod(value, 10)
    return f"{whole}.{rest}%" if rest else f"{whole}%"


def nice_top(most: Value) -> Value:
    """Return the end of a scale from nothing to at least `most`: four round steps, never less than 4.

    Steps are 1, 2, 2.5, 5 and 10 times a power of ten, in whole numbers: 0 -> 4, 5 -> 8, 97 -> 100.
    """
    need = max(Decimal(most), Decimal(4)) / 4
    power = Decimal(1)
    while power * 10 < need:
        power *= 10
    step = next(one * power for one in ROUND_STEPS if one * power >= need and one * power == int(one * power))
    return int((step * 4).to_integral_value(ROUND_CEILING))


def ticks(top: Value) -> list[Value]:
    """Return the values at which a scale from nothing to `top` has a line: four steps, one for nothing."""
    if top <= 0:
        return [0]
    return (
        [Decimal(top) * part / 4 for part in range(5)] if top % 4 else [int(top) * p // 4 for p in range(5)]
    )


def label_step(labels: Sequence[str]) -> int:
    """Return which labels stand below a chart: every first, second, third … so that they do not touch."""
    if not labels:
        return 1
    wide = max(len(label) for label in labels) * LETTER + SPACE
    return max(1, -(-wide * len(labels) // ROOM))


def wrapped(name: str, width: int = WIDE) -> list[str]:
    """Return a name in at most two lines, cut between words; what does not fit ends in "…"."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = lines[:LINES]
    if len(lines) > LINES:
        kept[-1] = f"{kept[-1][: width - 1].rstrip()}…"
    return [line if len(line) <= width else f"{line[: width - 1].rstrip()}…" for line in kept]
