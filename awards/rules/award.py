"""The award list, as pure rules: the anchored score, its parts in words, and ties.

The machine proposes and people decide: nothing here picks a person. The method is decided by the
house (measurement research 6.2 and 6.3): a weighted sum on a scale that means the same every year.
No value depends on another candidate, so that a person who leaves never changes the order of the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from reviews.rules.evaluation import Rating
from reviews.rules.rounding import half_up

from .eligibility import Facts


class Group(StrEnum):
    """Where a candidate stands in the proposal; the value is the word in the address."""

    PROPOSED = "usulan"
    NOT_YET = "belum-memenuhi-syarat"
    NO_DATA = "belum-cukup-data"


GROUP_LABELS = {
    Group.PROPOSED: "Diusulkan untuk dipertimbangkan",
    Group.NOT_YET: "Belum memenuhi syarat",
    Group.NO_DATA: "Belum cukup data",
}


class Choice(StrEnum):
    """What the committee decides about a candidate."""

    RECOMMENDED = "DIREKOMENDASIKAN"
    NOT_THIS_YEAR = "TIDAK_TAHUN_INI"


CHOICE_LABELS = {
    Choice.RECOMMENDED: "Direkomendasikan",
    Choice.NOT_THIS_YEAR: "Belum untuk tahun ini",
}

# --- The score on fixed anchors -------------------------------------------------------------------


@dataclass(frozen=True)
class Weighed:
    """A criterion as the score knows it: its key, its label and its weight in per cent."""

    key: str
    label: str
    weight: Decimal


Points = Mapping[str, Decimal]  # by key of the criterion, 0 to 100

# Fixed anchors of the three-point ratings (measurement research 6.2).
RATING_POINTS = {Rating.BELOW: Decimal(60), Rating.MEETS: Decimal(80), Rating.ABOVE: Decimal(100)}
NO_SHARE = Decimal(0)
FULL_SHARE = Decimal("1.20")  # the cap of an achievement stands for 100 points
GRID = Decimal("0.000001")  # where a mean of quotients becomes a decimal, once


def achieved(facts: Facts) -> Decimal | None:
    """Return the points of the achievement, or None while nothing was reported.

    The mean over the counted indicators, 0 to 1.20, mapped to 0 to 100. A plan without a countable target
    (the qualitative form) takes the points of the results, so that nobody gains or loses by the form.
    """
    if not facts.has_plan or not facts.measures:
        return None
    shares = [measure.share for measure in facts.measures if measure.share is not None]
    if shares:
        return _mapped(shares)
    if any(measure.is_counted and not measure.is_reported for measure in facts.measures):
        return None
    return RATING_POINTS[facts.results] if facts.results is not None else None


def _mapped(shares: Sequence[Decimal]) -> Decimal:
    capped = [share if NO_SHARE <= share <= FULL_SHARE else _capped(share) for share in shares]
    mean = sum(capped, NO_SHARE) * 100 / (FULL_SHARE * len(capped))
    return mean.quantize(GRID, rounding=ROUND_HALF_UP)


def _capped(share: Decimal) -> Decimal:
    return min(max(share, NO_SHARE), FULL_SHARE)


def score(points: Points, criteria: Sequence[Weighed]) -> Decimal:
    """Return the weighted sum between 0 and 100, exact and unrounded; the weights sum to 100."""
    return sum((one.weight * points[one.key] for one in criteria), Decimal(0)) / 100


def median(values: Iterable[Decimal]) -> Decimal:
    """Return the middle value, or the mean of the two middle ones; raise ValueError without values."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no values")
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def medians(people: Sequence[Points], criteria: Sequence[Weighed]) -> dict[str, Decimal]:
    """Return the median of each criterion over the eligible; empty without any."""
    if not people:
        return {}
    return {one.key: median(points[one.key] for points in people) for one in criteria}


@dataclass(frozen=True)
class Contribution(Weighed):
    """What one criterion adds to or takes from the score, compared with the median of the eligible."""

    value: Decimal
    median: Decimal
    amount: Decimal


def contributions(points: Points, middle: Points, criteria: Sequence[Weighed]) -> list[Contribution]:
    """Return w_k (x_k - median_k) for each criterion; exact decimals that add up to S - S_median.

    S_median is defined as the score of the medians, the sum of w_k median_k: a yardstick made of
    the middle of each criterion, not the middle of the scores. Only an additive score can promise this.
    """
    return [
        Contribution(
            key=one.key,
            label=one.label,
            weight=one.weight,
            value=points[one.key],
            median=middle[one.key],
            amount=one.weight * (points[one.key] - middle[one.key]) / 100,
        )
        for one in criteria
    ]


def explain(parts: Sequence[Contribution]) -> str:
    """Return why a person is proposed: the two largest gains and the largest loss, in a sentence.

    Source: measurement research 6.3 ("mengapa orang ini").
    """
    shown = [(part, half_up(part.amount, 1)) for part in parts]
    gains = sorted((item for item in shown if item[1] > 0), key=lambda item: -item[1])[:2]
    losses = sorted((item for item in shown if item[1] < 0), key=lambda item: item[1])[:1]
    sentences = []
    if gains:
        sentences.append("Unggul pada " + " dan ".join(_named(item) for item in gains))
    if losses:
        sentences.append(("di" if gains else "Di") + " bawah median pada " + _named(losses[0]))
    return "; ".join(sentences) + "." if sentences else "Setara dengan median pada semua unsur."


def firmness(share: Decimal, places: int, trials: int, raters: int) -> str:
    """Return in how many trials somebody was in the top, and how many people judged, in sentences."""
    percent = half_up(share * 100, 0)
    words = f"Berada di {places} besar pada {number(percent)}% dari {trials} uji ketahanan."
    return f"{words} Dinilai {raters} orang." if raters else words


def what_changes(parts: Sequence[Contribution]) -> str:
    """Return which criterion can change the score most, and how much: the one with the largest weight."""
    first = max(parts, key=lambda part: (part.weight, abs(part.amount)))
    label = f"{first.label[:1].lower()}{first.label[1:]}"
    amount = number(half_up(first.weight / 10, 1))
    return (
        f"Yang paling bisa mengubah nilai ini adalah {label}: 10 poin di sana mengubah nilai {amount} poin."
    )


def _named(item: tuple[Contribution, Decimal]) -> str:
    part, amount = item
    return f"{part.label[:1].lower()}{part.label[1:]} ({signed(amount)})"


# --- As rows keep it: texts, because JSON has no decimals ---------------------------------------------


def stored(part: Contribution) -> dict[str, str]:
    """Return a contribution as a candidate's row keeps it; every digit survives."""
    return {
        "key": part.key,
        "label": part.label,
        "weight": f"{part.weight:f}",
        "value": f"{part.value:f}",
        "median": f"{part.median:f}",
        "amount": f"{part.amount:f}",
    }


def restored(row: Mapping[str, str]) -> Contribution:
    """Return a contribution from a candidate's row."""
    return Contribution(
        key=row["key"],
        label=row["label"],
        weight=Decimal(row["weight"]),
        value=Decimal(row["value"]),
        median=Decimal(row["median"]),
        amount=Decimal(row["amount"]),
    )


# --- Order, ties, display -------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """A person with a score, as the list shows it."""

    name: str
    score: Decimal


def shown_score(value: Decimal) -> Decimal:
    """Return the score as the list shows and compares it, in hundredths of a point.

    Two people whose scores read the same are tied: three-point ratings carry no finer difference,
    and nobody could check an order that the page does not show.
    """
    return half_up(value, 2)


def arrange(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Return the entries as tie groups, highest score first; within a tie alphabetically.

    The alphabet is only for finding a name: everybody in a group is "seri". Name and NIP never
    decide (measurement research 6.3).
    """
    groups: dict[Decimal, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(shown_score(entry.score), []).append(entry)
    return [sorted(groups[key], key=lambda entry: entry.name) for key in sorted(groups, reverse=True)]


def number(value: Decimal) -> str:
    """Return a number as people write it here: "1,5"."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def signed(value: Decimal) -> str:
    """Return a difference with its sign: "+6,2" or "−0,3"."""
    text = f"{abs(value):f}".replace(".", ",")
    return f"+{text}" if value > 0 else f"−{text}" if value < 0 else text
