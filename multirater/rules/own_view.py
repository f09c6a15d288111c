"""The own view beside that of others, in four words that tell nothing beyond what is printed beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from .result import Group, Quadrant, value_of

SINGLE = Fraction(84, 100)  # variance of one answer of the typical distribution, 5 labels (measurement 4.1)
ITEM_ERROR = Fraction(36, 100)  # of an own answer: 0.60 squared (measurement research 3.5)
CERTAIN = Fraction(165, 100)


def quadrant(
    own: int | None, others: Fraction, n: int, labels: int, median: Fraction | None
) -> Quadrant | None:
    """Return one of the four words, or None within the noise: |own - others| <= 1.65 sqrt(V/n + error).

    `others` is the value of the published words, `median` that of all published words of the round, and the
    noise is the same for everybody, so that the word tells nothing that is not printed beside it.
    """
    if own is None or median is None:
        return None
    noise = (SINGLE / n + ITEM_ERROR) * Fraction(labels - 1, 4) ** 2
    if (own - others) ** 2 <= CERTAIN**2 * noise:
        return None
    is_high = own >= median, others >= median
    return {
        (True, True): Quadrant.OPEN,
        (True, False): Quadrant.BLIND,
        (False, True): Quadrant.HIDDEN,
        (False, False): Quadrant.GROWTH,
    }[is_high]


def beside_own(
    group: Group, own: Mapping[int, int | None], labels: Sequence[str], median: Fraction | None
) -> Group:
    """Return a published group with the word on the own view at each item."""
    items = []
    for item in group.items:
        value = value_of(item, labels)
        view = None
        if value is not None and item.n:
            view = quadrant(own.get(item.number), value, item.n, len(labels), median)
        items.append(replace(item, quadrant=view))
    return replace(group, items=tuple(items))


def median_of(groups: Iterable[Group], labels: Sequence[str]) -> Fraction | None:
    """Return the median of all that is published of items in a round; None while nothing is."""
    counts: Counter[Fraction] = Counter()
    for group in groups:
        counts.update(value for item in group.items if (value := value_of(item, labels)) is not None)
    total, seen, ordered = sum(counts.values()), 0, sorted(counts)
    for at, value in enumerate(ordered):
        seen += counts[value]
        if 2 * seen > total:
            return value
        if 2 * seen == total:
            return (value + ordered[at + 1]) / 2
    return None
