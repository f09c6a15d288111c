"""What a moderator may do to a text: show it, withhold it, or put out words of it, never write one."""

from __future__ import annotations

import re
from enum import StrEnum

PUT_OUT = "[...]"
REPORTED = "Dilaporkan yang dinilai"
HOLE = re.compile(r"\[(?:\.\.\.|…)\][.,;:!?]*")


class Verdict(StrEnum):
    """What became of a text that somebody looked at."""

    SHOW = "TAMPILKAN"
    MASK = "SAMARKAN"
    WITHHOLD = "TAHAN"


VERDICT_LABELS = {
    Verdict.SHOW: "Tampilkan apa adanya",
    Verdict.MASK: "Samarkan sebagian kata, lalu tampilkan",
    Verdict.WITHHOLD: "Tahan, tidak ditampilkan",
}


def is_only_masked(before: str, after: str) -> bool:
    """Say whether a text is another one with words put out as "[...]", in order, and nothing new in it.

    A hole stands for one word or more. Something must be put out, and something must remain.
    """
    old, new = before.split(), after.split()
    parts: list[list[str]] = [[]]
    for word in new:
        if HOLE.fullmatch(word):
            parts.append([])
        else:
            parts[-1].append(word)
    if len(parts) == 1 or not any(parts) or old == new:
        return False
    first, *middle, last = parts
    if old[: len(first)] != first:
        return False
    at, end = len(first), len(old) - len(last)
    if old[end:] != last or at >= end:
        return False
    for part in middle:
        found = _place(old[:end], part, at + 1)
        if found is None:
            return False
        at = found + len(part)
    return at < end


def _place(words: list[str], part: list[str], start: int) -> int | None:
    """Return where a part stands in the words, not before a place."""
    for at in range(start, len(words) - len(part) + 1):
        if words[at : at + len(part)] == part:
            return at
    return None
