"""Charts as shapes: four kinds for the whole house, drawn by the server, readable on a phone and in print.

Across, everything is a share of the width ("12.5%"); down, it is pixels. So the lines of a chart stretch
with the page while its words keep their size: nothing is scaled and no script is needed (ADR 0029).
Whole numbers and decimals only; the same numbers give the same shapes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .chart_scale import label_step, nice_top, permille, ticks, wrapped
from .chart_words import number

Value = Decimal | int

LINE = 20  # pixels of a line of words
BAR = 18  # pixels of a bar
GAP = 12  # pixels between two rows
PLOT = 168  # pixels of the plot of a line chart
TOP = 24  # room above it, for the value at the highest point
LEFT = 130  # thousandths of the width that the values at the left take
WHOLE = 1000  # the width in thousandths


@dataclass(frozen=True)
class Mark:
    """One shape: a "rect", a "line", a "dot" or a "word" with its place, its look and what it says."""

    kind: str
    x: str
    y: str
    look: str = ""
    width: str = ""  # of a rect; of a line where it ends across
    height: str = ""  # of a rect; of a line where it ends down
    text: str = ""
    anchor: str = "start"


@dataclass(frozen=True)
class Drawing:
    """The shapes of a chart, how high it is in pixels, and which look means what."""

    marks: tuple[Mark, ...]
    height: str
    legend: tuple[tuple[str, str], ...] = ()
    sample: str = "rect"  # what the legend shows: a "rect", a "line" or a "dot"


@dataclass(frozen=True)
class Row:
    """One row of bars or dots: its name, its values (None for none), and what stands at the right."""

    label: str
    values: tuple[Value | None, ...]
    text: str = ""


def _word(x: int, y: int, text: str, anchor: str = "start", look: str = "") -> Mark:
    return Mark("word", permille(x), str(y), look, text=text, anchor=anchor)


def _rect(x: int, y: int, width: int, look: str) -> Mark:
    return Mark("rect", permille(x), str(y), look, permille(width), str(BAR))


def _line(x: int, y: int, x2: int, y2: int, look: str) -> Mark:
    return Mark("line", permille(x), str(y), look, permille(x2), str(y2))


def _dot(x: int, y: int, look: str) -> Mark:
    return Mark("dot", permille(x), str(y), look)


def _part(value: Value, total: Value, whole: int = WHOLE) -> int:
    """Return a value as thousandths of the total, between nothing and the whole."""
    if not total:
        return 0
    share = (Decimal(value) * whole / Decimal(total)).quantize(Decimal(1), ROUND_HALF_UP)
    return min(max(int(share), 0), whole)


def _head(row: Row, y: int) -> tuple[list[Mark], int]:
    """Return the words above a bar and the y where the bar begins."""
    lines = wrapped(row.label)
    marks = [_word(0, y + 15 + LINE * number, text) for number, text in enumerate(lines)]
    if row.text:
        marks.append(_word(WHOLE, y + 15, row.text, "end", "strong"))
    return marks, y + LINE * len(lines) + 2


# --- Bars --------------------------------------------------------------------------------------


def bars(rows: Sequence[Row], looks: Sequence[str] = ("k1",), top: Value | None = None) -> Drawing:
    """Return one bar a row from the first value, from nothing to `top` (else to the largest value).

    A second value, as a rule that of last year, is an upright stroke. `looks` may name one look per row.
    """
    known = [value for row in rows for value in row.values if value is not None]
    most = top if top is not None else max(known, default=0)
    marks, y = [], 0
    for number_, row in enumerate(rows):
        words, y = _head(row, y)
        marks += words
        if row.values[0] is not None:
            marks.append(_rect(0, y, _part(row.values[0], most), looks[number_ % len(looks)]))
        for before in row.values[1:2]:
            if before is not None:
                place = _part(before, most)
                marks.append(_line(place, y - 3, place, y + BAR + 3, "before"))
        y += BAR + GAP
    return Drawing(tuple(marks), str(max(y, LINE)))


def stacked(rows: Sequence[Row], parts: Sequence[tuple[str, str]]) -> Drawing:
    """Return one bar a row, cut into its values as shares of their sum; `parts` are (look, label).

    The pieces fill the bar to the last thousandth; a row without values stays an empty frame.
    """
    marks, y = [], 0
    for row in rows:
        words, y = _head(row, y)
        marks += words
        total = sum(value or 0 for value in row.values)
        if not total:
            marks.append(_rect(0, y, WHOLE, "none"))
        passed: Value = 0
        for (look, _), value in zip(parts, row.values, strict=True):
            start, passed = _part(passed, total), passed + (value or 0)
            if value:
                marks.append(_rect(start, y, _part(passed, total) - start, look))
        y += BAR + GAP
    return Drawing(tuple(marks), str(max(y, LINE)), tuple(parts))


# --- Dots --------------------------------------------------------------------------------------


def dots(rows: Sequence[Row], low: Value, high: Value, labels: Sequence[str], unit: str = "%") -> Drawing:
    """Return a scale a row from `low` to `high`: a full dot for the first value, an open one for a second.

    `labels` say what the two dots are; a value outside the scale lies at its end.
    """
    marks, y, inner = [], 0, WHOLE - 40  # the outermost dots stay whole
    for row in rows:
        words, y = _head(row, y)
        middle = y + BAR // 2
        marks += [*words, _line(20, middle, 20 + inner, middle, "axis")]
        for look, value in reversed(list(zip(("k1", "open"), row.values, strict=False))):
            if value is not None:
                marks.append(_dot(20 + _part(value - low, high - low, inner), middle, look))
        y += BAR + GAP
    marks += [
        _word(0, y + 12, f"{number(low)}{unit}", look="small"),
        _word(WHOLE, y + 12, f"{number(high)}{unit}", "end", "small"),
    ]
    both = any(len(row.values) > 1 and row.values[1] is not None for row in rows)
    legend = zip(("k1", "open"), labels[: 2 if both else 1], strict=False)
    return Drawing(tuple(marks), str(y + LINE), tuple(legend), "dot")


# --- Lines -------------------------------------------------------------------------------------

NEAR_X, NEAR_Y = 120, 17  # thousandths across and pixels down in which two values would touch
LINES = ("k1", "k2", "k3", "k4")


@dataclass(frozen=True)
class Series:
    """One line of a chart: its name and a value for each label (None where there is none)."""

    label: str
    values: tuple[Value | None, ...]
    look: str = ""


def line(
    labels: Sequence[str], series: Sequence[Series], *, top: Value | None = None, unit: str = ""
) -> Drawing:
    """Return the series over the labels; what is unknown leaves a gap, and a lone point stays a dot.

    The scale begins at nothing and ends at `top`, else at a round number. Only as many labels stand
    below as a phone has room for.
    """
    known = [value for one in series for value in one.values if value is not None]
    most = top if top is not None else nice_top(max(known, default=0))
    marks: list[Mark] = []
    for tick in ticks(most):
        y = _down(tick, most)
        marks += [_line(LEFT, y, WHOLE, y, "grid"), _word(0, y + 5, f"{number(tick)}{unit}", look="small")]
    step = label_step(labels)
    for place, label in enumerate(labels):
        if place % step == 0:
            marks.append(_word(_across(place, len(labels)), TOP + PLOT + 22, label, "middle", "small"))
    legend = []
    for one, usual in zip(series, LINES, strict=False):
        look = one.look or usual
        legend.append((look, one.label))
        marks += _curve(one, look, most)
    marks += _last_values(labels, series, most, unit)
    told = tuple(legend) if len(legend) > 1 else ()
    return Drawing(tuple(marks), str(TOP + PLOT + 32), told, "line")


def _across(place: int, count: int) -> int:
    return LEFT + (WHOLE - LEFT) * (2 * place + 1) // (2 * count)


def _down(value: Value, most: Value) -> int:
    return TOP + PLOT - _part(value, most, PLOT)


def _curve(one: Series, look: str, most: Value) -> list[Mark]:
    count = len(one.values)
    points = [
        None if value is None else (_across(place, count), _down(value, most))
        for place, value in enumerate(one.values)
    ]
    marks = [
        _line(*start, *end, look)
        for start, end in zip(points, points[1:], strict=False)
        if start is not None and end is not None
    ]
    return marks + [_dot(*point, look) for point in points if point is not None]


def _last_values(labels: Sequence[str], series: Sequence[Series], most: Value, unit: str) -> list[Mark]:
    """Return the last value of each line beside its point; where two would touch, below it or nowhere."""
    marks: list[Mark] = []
    taken: list[tuple[int, int]] = []
    for one in series:
        known = [(place, value) for place, value in enumerate(one.values) if value is not None]
        if not known or one.look == "open":
            continue
        place, value = known[-1]
        x, point = _across(place, len(labels)), _down(value, most)
        for y in (point - 9, point + 21):
            is_free = all(abs(x - at) > NEAR_X or abs(y - height) >= NEAR_Y for at, height in taken)
            if is_free and y <= TOP + PLOT:
                taken.append((x, y))
                marks.append(_word(x, y, f"{number(value)}{unit}", "middle", "strong"))
                break
    return marks
