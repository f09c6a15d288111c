"""When a difference between two groups is worth looking at together: ratio, exact test, one person moved.

Exact integers throughout (measurement research 5.5; US guidance Q&A on adverse impact for the four fifths and
for the single person). A marked difference is a question, never a finding about anybody.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import comb
from typing import TypeVar

LEAST = 10  # people of a group that is shown
ENOUGH = 30  # people of a group that is judged
LEVEL = Fraction(1, 20)  # of false alarms, for all pairs of one comparison together
YEARS = 3  # that may be taken together
Key = TypeVar("Key", bound=Hashable)


class Verdict(StrEnum):
    """What is said of a group beside the others."""

    TOO_FEW = "BELUM_CUKUP"
    NOTHING = "TIDAK_TERLIHAT"
    LOOK = "TELUSURI"
    REFERENCE = "PEMBANDING"  # the group with the highest share, which the others stand beside


class Measure(StrEnum):
    """What is compared: shares, and the mean of both ratings."""

    EXCELLENT = "SANGAT_BAIK"
    GOOD = "BAIK_KE_ATAS"
    MEAN = "RATA_RATA"
    RECOMMENDED = "DIREKOMENDASIKAN"


@dataclass(frozen=True)
class Tally:
    """People of a group, and how many of them reached what is counted."""

    people: int
    reached: int

    @property
    def share(self) -> Fraction:
        """The share of those who reached it, 0 for nobody."""
        return Fraction(self.reached, self.people) if self.people else Fraction(0)


@dataclass(frozen=True)
class Judgement:
    """What the rules say of one group; ratio and p are None where it is not compared."""

    verdict: Verdict
    ratio: Fraction | None = None  # to the group with the highest share
    p: Fraction | None = None


def impact_ratio(low: Tally, high: Tally) -> Fraction | None:
    """Return the share of one group in that of another, None where nobody there reached it."""
    return low.share / high.share if high.reached else None


def under_four_fifths(low: Tally, high: Tally) -> bool:
    """Say whether one share is below four fifths of the other: 5 a n_b < 4 b n_a, so .80 itself is not."""
    return 5 * low.reached * high.people < 4 * high.reached * low.people


def fisher(one: Tally, other: Tally) -> Fraction:
    """Return the two-sided exact p (0 to 1) of a difference: all tables no more likely than this one.

    The margins are fixed; counts of ways are integers, so that equally likely tables are equal.
    """
    reached, people = one.reached + other.reached, one.people + other.people
    first, last = max(0, reached - other.people), min(one.people, reached)
    ways = comb(one.people, first) * comb(other.people, reached - first)
    found = []
    for number in range(first, last + 1):
        found.append(ways)
        left = reached - number
        ways = ways * (one.people - number) * left // ((number + 1) * (other.people - left + 1))
    limit = found[one.reached - first]
    return Fraction(sum(way for way in found if way <= limit), comb(people, reached))


def moved(low: Tally, high: Tally) -> tuple[Tally, Tally]:
    """Return both groups with one person's success given from the higher to the lower."""
    return Tally(low.people, low.reached + 1), Tally(high.people, high.reached - 1)


def stands_out(low: Tally, high: Tally, pairs: int = 1) -> bool:
    """Say whether a difference is marked: below four fifths, p below the level, and still so one person on.

    The level is shared among the pairs that could have been compared.
    """
    if not under_four_fifths(low, high):
        return False
    one_on = moved(low, high)
    return under_four_fifths(*one_on) and all(fisher(*two) * pairs < LEVEL for two in ((low, high), one_on))


def pairs_of(groups: int) -> int:
    """Return how many pairs some groups make."""
    return groups * (groups - 1) // 2


def judged(groups: Mapping[Key, Tally]) -> dict[Key, Judgement]:
    """Return what is said of each group beside the one with the highest share.

    Groups under 30 people are not judged and nobody is compared with them; with fewer than two others
    nobody is judged at all.
    """
    large = {key: tally for key, tally in groups.items() if tally.people >= ENOUGH}
    found = dict.fromkeys(groups, Judgement(Verdict.TOO_FEW))
    if len(large) < 2:
        return found
    top = max(large, key=lambda key: (large[key].share, large[key].people))
    pairs = pairs_of(len(large))
    for key, tally in large.items():
        if key == top:
            found[key] = Judgement(Verdict.REFERENCE)
            continue
        is_marked = stands_out(tally, large[top], pairs)
        verdict = Verdict.LOOK if is_marked else Verdict.NOTHING
        found[key] = Judgement(verdict, impact_ratio(tally, large[top]), fisher(tally, large[top]))
    return found


def alike_ratio(bands: Sequence[tuple[Tally, Tally]]) -> Fraction | None:
    """Return the ratio of shares among people of like realisation, None where no band has both groups.

    Mantel and Haenszel's weights: each band counts by how much it can tell.
    """
    over = under = Fraction(0)
    for one, other in bands:
        people = one.people + other.people
        if people:
            over += Fraction(one.reached * other.people, people)
            under += Fraction(other.reached * one.people, people)
    return over / under if under else None


def span(counts: Sequence[Sequence[int]]) -> int:
    """Return how many years are taken together, from the people of each group over 1, 2, … years.

    The fewest years that let most groups be judged: one, unless more years bring a group to 30 people.
    """
    judged_groups = [sum(1 for people in groups if people >= ENOUGH) for groups in counts]
    return judged_groups.index(max(judged_groups)) + 1 if judged_groups else 1
