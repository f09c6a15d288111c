"""What a change of dates does to a day: opens, ends, or merely moves."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from organizations.rules import Span


class Turn(StrEnum):
    """How other days of a window change what is possible today."""

    SAME = "tetap"
    OPENS = "terbuka"
    REOPENS = "terbuka lagi"
    ENDS = "berakhir"
    WAITS = "belum terbuka"
    MOVES = "bergeser"


def turn(before: Span, after: Span, on: date) -> Turn:
    """Return what happens on a day to those whose window changes.

    A window that was over and holds the day reopens, one that held it and does not is ended or waits
    for its first day; days that change nothing today only move.
    """
    if before == after:
        return Turn.SAME
    was, now = _place(before, on), _place(after, on)
    if was == now:
        return Turn.MOVES
    if now == 0:
        return Turn.REOPENS if was > 0 else Turn.OPENS
    return Turn.ENDS if now > 0 else Turn.WAITS


def _place(span: Span, on: date) -> int:
    """Return -1 before the window, 0 inside, 1 after it."""
    if on < span.started_on:
        return -1
    return 0 if span.holds(on) else 1
