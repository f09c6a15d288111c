"""How much fits on a page: what is taller is cut into parts, and each part stays in one piece.

A row of the official forms is never split, unless it is longer than a page (domain research 6.10). Then
it goes on in a part of its own on the next page, with its number and the word "lanjutan", so that a
reader of any page knows which result is meant. Lines are counted with the widths of the printed letters,
because the pages themselves are laid out later.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ROW = 0.5  # lines that the padding and the border of a row take

# Widths of Arial's letters in em, in classes; everything else is as wide as a digit.
_CLASSES = {
    "ijl'|": 0.23,
    "ftI.,:;/!()[]{} -r": 0.3,
    "cksvxyzJ": 0.5,
    "FTZ": 0.61,
    "ABEKPSVXY&": 0.67,
    "CDGHNOQRUw": 0.75,
    "mM": 0.84,
    "W%@": 1.0,
}
_WIDTHS = {letter: width for letters, width in _CLASSES.items() for letter in letters}
_LATIN = 0x250  # letters of other scripts are taken as wide as their line is high

_WORD = re.compile(r"\S*\s+|\S+")  # a word with the blanks behind it

Cells = Mapping[str, tuple[str, float]]  # name -> text, and the width of its column in em


@dataclass(frozen=True)
class Part:
    """One row of a form, or what of it stands on one page: side by side, and below each other."""

    continued: bool
    cells: dict[str, str]
    rows: list[dict[str, Any]]


def parts(cells: Cells, rows: Sequence[Cells], *, page: float) -> list[Part]:
    """Return the parts of a row: `cells` run beside the `rows`, which stand below each other.

    `page` is how many lines stand on a page.

    A row that fits a page comes back as one part. In the others every text goes on where it stopped;
    a cell that has said everything already is empty.
    """
    beside = {name: cut(text, width, page - ROW) for name, (text, width) in cells.items()}
    below = list(_pages((piece for row in rows for piece in _pieces(row, page)), page))
    count = max([1, len(below), *(len(pieces) for pieces in beside.values())])
    return [
        Part(
            continued=number > 0,
            cells={name: pieces[number] if number < len(pieces) else "" for name, pieces in beside.items()},
            rows=below[number] if number < len(below) else [],
        )
        for number in range(count)
    ]


def _pieces(row: Cells, page: float) -> Iterator[tuple[float, dict[str, Any]]]:
    """Yield a row with its height, or its pieces when it is taller than a page."""
    texts = {name: cut(text, width, page - ROW) for name, (text, width) in row.items()}
    for number in range(max(len(pieces) for pieces in texts.values())):
        piece = {name: pieces[number] if number < len(pieces) else "" for name, pieces in texts.items()}
        tall = max(height(text, row[name][1]) for name, text in piece.items())
        yield tall + ROW, {**piece, "continued": number > 0}


def _pages(pieces: Iterator[tuple[float, dict[str, Any]]], page: float) -> Iterator[list[dict[str, Any]]]:
    """Yield the pieces page by page, in their order."""
    filled = 0.0
    rows: list[dict[str, Any]] = []
    for tall, piece in pieces:
        if rows and filled + tall > page:
            yield rows
            filled, rows = 0.0, []
        filled += tall
        rows.append(piece)
    if rows:
        yield rows


def height(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of this many em; an empty one takes one."""
    if _is_short(text, width):
        return 1
    return sum(1 for _ in _lines(text, width)) or 1


def cut(text: str, width: float, lines: float) -> list[str]:
    """Return a text in pieces of at most so many lines; where one stops and goes on stand dots."""
    if _is_short(text, width):
        return [text]
    found = list(_lines(text, width))
    most = max(int(lines), 1)
    if len(found) <= most:
        return [text]
    pieces = ["".join(found[start : start + most]).strip() for start in range(0, len(found), most)]
    last = len(pieces) - 1
    return [
        f"{'… ' if number else ''}{piece}{' …' if number < last else ''}"
        for number, piece in enumerate(pieces)
    ]


def _is_short(text: str, width: float) -> bool:
    """Say whether a text is one line for sure, because no letter is wider than an em."""
    return len(text) <= width and len(text.splitlines()) <= 1


def _lines(text: str, width: float) -> Iterator[str]:
    """Yield the lines that a text is set in, each with the blank or break that ends it."""
    for paragraph in text.splitlines(keepends=True):
        line, filled = "", 0.0
        for word in _words(paragraph, width):
            wide = _wide(word.rstrip())
            if line and filled + wide > width:
                yield line
                line, filled = "", 0.0
            line += word
            filled += _wide(word)
        yield line


def _words(paragraph: str, width: float) -> Iterator[str]:
    """Yield the words with the blanks behind them; one that is wider than the column comes in pieces."""
    for found in _WORD.finditer(paragraph):
        whole = found[0]
        if _wide(whole) + 1 <= width:
            yield whole
            continue
        word, wide = "", 0.0
        for letter in whole:
            word, wide = word + letter, wide + _wide(letter)
            if wide + 1 > width:
                yield word
                word, wide = "", 0.0
        if word:
            yield word


@functools.lru_cache(maxsize=20_000)  # forms say the same words again and again
def _wide(text: str) -> float:
    return sum(_WIDTHS.get(letter, 0.56 if ord(letter) < _LATIN else 1.0) for letter in text)
