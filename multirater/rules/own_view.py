"""The own view beside that of others, in four words that tell nothing beyond what is printed beside them."""

from __future__ import annotations

from fractions import Fraction

from .result import Quadrant

SINGLE = Fraction(84, 100)  # variance of one answer of the typical distribution, 5 labels (measurement 4.1)
ITEM_ERROR = Fraction(36, 100)  # of an own answer: 0.60 squared (measurement research 3.5)
CERTAIN = Fraction(165, 100)


def quadrant(
    own: int | None, others: Fraction, n: int, labels: int, median: Fraction | None
) -> Quadrant | None:
    """Return one of the four words, or None within the noise: |own - others| <= 1.65 sqrt(V/n + error).

    `others` is the value of the published statement, `median` that of all statements of the round, and the
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
