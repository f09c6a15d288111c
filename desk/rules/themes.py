"""What obstacles are about, by the words of a published list; the texts themselves are shown nowhere here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("obstacle_themes.txt")
OTHER = "Lain"
LEAST = 3  # requests; a theme with fewer is counted with the others


@cache
def themes() -> dict[str, tuple[str, ...]]:
    """Return the themes with their words, in the order of the list."""
    found: dict[str, tuple[str, ...]] = {}
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        name, _, words = line.partition(":")
        if words and not line.startswith("#"):
            found[name.strip()] = tuple(word.strip() for word in words.split(","))
    return found


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile("|".join(_pattern(word) for word in words)) for name, words in themes().items()}


def _pattern(word: str) -> str:
    """Return a word of the list as a pattern: the beginning of a word, or with "=" the whole of it."""
    text = re.escape(word.removeprefix("="))
    return rf"\b{text}\b" if word.startswith("=") else rf"\b{text}"


def themes_of(text: str) -> list[str]:
    """Return the themes whose words stand in a text, in the order of the list; "Lain" where none does."""
    lowered = text.lower()
    return [name for name, pattern in _patterns().items() if pattern.search(lowered)] or [OTHER]


def merged_themes(counts: Mapping[str, int], least: int = LEAST) -> list[tuple[str, int]]:
    """Return the themes with at least `least` requests in the order of the list, the rest as "Lain".

    Where the rest alone would be smaller, the smallest shown theme goes with it. Nothing is shown of
    fewer than `least` altogether. A request that touches two themes counts in both.
    """
    names: Sequence[str] = [*themes(), OTHER]
    kept = {name: counts.get(name, 0) for name in themes() if counts.get(name, 0) >= least}
    rest = sum(count for name, count in counts.items() if name in names and name not in kept)
    while 0 < rest < least and kept:
        smallest = min(kept, key=lambda name: (kept[name], names.index(name)))
        rest += kept.pop(smallest)
    if 0 < rest < least:
        return []
    return [*kept.items(), *([(OTHER, rest)] if rest else [])]
