"""Which offered ratings lie near a border, and the question a calibration meeting asks about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .evaluation import RATING_LABELS, Rating


@dataclass(frozen=True)
class BorderFacts:
    """What is known about one rating: item ratings, reached percent of measured targets, proof by quarter.

    `shares` are whole percent of the targets that have a number and a report; `quarters` how many quarters
    of the term hold a note or a report, `expected` over how many quarters the term and the plan run.
    """

    results: Rating
    behaviour: Rating
    result_items: Sequence[Rating] = ()
    behaviour_items: Sequence[Rating] = ()
    shares: Sequence[int] = ()
    quarters: int = 0
    expected: int = 1


def border_questions(facts: BorderFacts) -> list[str]:
    """Return the questions that put a case before the meeting; none when the words are well carried.

    Decided here, no regulation says it: fewer than two thirds of the item ratings carry the overall word;
    results "di atas" while most measured targets are below 100 %, or "di bawah" while most are reached;
    proof from one quarter only, or from none, in a term of several.
    """
    asked = [
        _carried("hasil kerja", facts.result_items, facts.results),
        _carried("perilaku", facts.behaviour_items, facts.behaviour),
        _measured(facts.results, facts.shares),
        _proof(facts.quarters, facts.expected),
    ]
    return [question for question in asked if question]


def _carried(what: str, items: Sequence[Rating], overall: Rating) -> str:
    """Ask what carries the overall word where fewer than two thirds of the parts say the same."""
    same = sum(1 for item in items if item == overall)
    if not items or 3 * same >= 2 * len(items):
        return ""
    word = RATING_LABELS[overall].lower()
    return f"{same} dari {len(items)} {what} dinilai {word}. Apa yang membuat keseluruhannya {word}?"


def _measured(results: Rating, shares: Sequence[int]) -> str:
    """Ask about a word that most measured targets speak against."""
    reached = sum(1 for share in shares if share >= 100)
    below = len(shares) - reached
    if results == Rating.ABOVE and 2 * below > len(shares):
        return f"{below} dari {len(shares)} target terukur belum tercapai. Apa yang melampaui ekspektasi?"
    if results == Rating.BELOW and 2 * reached > len(shares):
        return f"{reached} dari {len(shares)} target terukur tercapai. Apa yang di bawah ekspektasi?"
    return ""


def _proof(quarters: int, expected: int) -> str:
    """Ask about the rest of a term of several quarters when the proof comes from one or none."""
    if expected < 2 or quarters > 1:
        return ""
    if quarters == 1:
        return "Catatan dan bukti berasal dari satu masa saja. Bagaimana dengan masa lain?"
    return "Belum ada catatan atau bukti. Atas dasar apa penilaian ini?"
