"""The numeric view of PP 30/2019: beside the predicate, for agencies that still report numbers.

PermenPANRB 6/2022 rates in words and abolished formulas; nothing here sets or changes a rating.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .evaluation import Rating
from .opinions import Heard, Share, Weights, shares, weighted_mean, weights_of
from .rounding import half_up

HIGHEST = Decimal(120)  # Pasal 41 ayat (5) knows no number above
HUNDRED = Decimal(100)


class Band(StrEnum):
    """What a number is called in Pasal 41 ayat (5); other words than those of the predicate."""

    EXCELLENT = "Sangat Baik"
    GOOD = "Baik"
    ENOUGH = "Cukup"
    POOR = "Kurang"
    VERY_POOR = "Sangat Kurang"


@dataclass(frozen=True)
class Figures:
    """The figures of a year's policy that the numbers follow."""

    weight: Decimal = Decimal(70)  # of the SKP, in percent (Pasal 41 ayat (3)); the rest is behaviour
    weight_with_peers: Decimal = Decimal(60)  # where opinions of peers and subordinates count (ayat (4))
    borders: tuple[Decimal, Decimal, Decimal, Decimal] = (
        Decimal(110),
        Decimal(90),
        Decimal(70),
        Decimal(50),
    )
    above: Decimal = Decimal(120)
    meets: Decimal = Decimal(100)
    below: Decimal = Decimal(60)
    opinions: Weights = Weights()

    def weight_of(self, *, with_peers: bool) -> Decimal:
        """Return the weight of the SKP in percent."""
        return self.weight_with_peers if with_peers else self.weight

    def anchor(self, rating: Rating) -> Decimal:
        """Return the number that a choice on one behaviour stands for (decided by the agency)."""
        return {Rating.ABOVE: self.above, Rating.MEETS: self.meets, Rating.BELOW: self.below}[rating]


def figures_of(policy: Mapping[str, Decimal]) -> Figures:
    """Return the figures among those of a year's policy."""
    borders = ("sangat_baik", "baik", "cukup", "kurang")
    first, second, third, fourth = (policy[f"nilai_angka_{name}_min"] for name in borders)
    return Figures(
        weight=policy["nilai_angka_bobot_skp"],
        weight_with_peers=policy["nilai_angka_bobot_skp_rekan"],
        borders=(first, second, third, fourth),
        above=policy["nilai_angka_di_atas"],
        meets=policy["nilai_angka_sesuai"],
        below=policy["nilai_angka_di_bawah"],
        opinions=weights_of(policy),
    )


@dataclass(frozen=True)
class Numbers:
    """The numbers of one evaluation, unrounded; `total` and `band` only where both parts are known."""

    skp: Decimal | None
    behaviour: Decimal | None
    weight: Decimal  # of the SKP, in percent
    total: Decimal | None
    band: Band | None
    lacks_idea: bool = False  # called Baik only because no useful new idea is noted
    shares: tuple[Share, ...] = ()  # of the behaviour value; nothing where the superior alone was heard


def numbers(
    *,
    achieved: Iterable[Decimal | None],
    seen: Iterable[Rating],
    has_idea: bool,
    figures: Figures,
    heard: Sequence[Heard] = (),
) -> Numbers:
    """Return the numeric view: SKP value, behaviour value, their weighted sum and its band.

    `achieved` are the indicators' achievements (1 is the whole target, already capped by the policy), None
    where nothing was reported: that is no zero and does not count. `seen` are the superior's choices per
    behaviour; `heard` what a released result says of peers and subordinates, which changes the weights.
    """
    skp = mean(share * HUNDRED for share in achieved if share is not None)
    view = mean(figures.anchor(rating) for rating in seen)
    parts: tuple[Share, ...] = ()
    if view is not None and any(group.level is not None for group in heard):
        parts = tuple(shares(view, heard, figures.opinions))
    behaviour = weighted_mean(parts) if parts else view
    weight = figures.weight_of(with_peers=len(parts) > 1)
    if skp is None or behaviour is None:
        return Numbers(skp, behaviour, weight, None, None, shares=parts)
    total = weighted(skp, behaviour, weight)
    found = band(total, has_idea=has_idea, borders=figures.borders)
    more = band(total, has_idea=True, borders=figures.borders) != found
    return Numbers(skp, behaviour, weight, total, found, more, parts)


def mean(values: Iterable[Decimal]) -> Decimal | None:
    """Return the plain mean, None of nothing."""
    found = list(values)
    return sum(found, Decimal(0)) / len(found) if found else None


def weighted(skp: Decimal, behaviour: Decimal, weight: Decimal) -> Decimal:
    """Return SKP and behaviour by their weights in percent (PP 30/2019 Pasal 41 ayat (2) to (4)).

    Never above 120, because the bands end there.
    """
    return min((skp * weight + behaviour * (HUNDRED - weight)) / HUNDRED, HIGHEST)


def band(
    total: Decimal, *, has_idea: bool, borders: tuple[Decimal, Decimal, Decimal, Decimal] = Figures.borders
) -> Band:
    """Return what an unrounded number is called (PP 30/2019 Pasal 41 ayat (5)).

    110 to 120 is Sangat Baik only with a new idea or way that benefits the organisation, else Baik; that is
    why Baik reaches 120.
    """
    excellent, good, enough, poor = borders
    if total >= excellent and has_idea:
        return Band.EXCELLENT
    if total >= good:
        return Band.GOOD
    if total >= enough:
        return Band.ENOUGH
    return Band.POOR if total >= poor else Band.VERY_POOR


def share_of_range(*, realised: Decimal, low: Decimal, high: Decimal, falls: bool) -> Decimal:
    """Return the achievement of a target with a range as PermenPANRB 8/2021 counts it (1 is reached).

    Below the range the lower bound counts, above it the upper one; `falls` where fewer is better
    ("kondisi khusus"). The helper of today's pages is `indicators.rules.achievement`.
    """
    if low <= realised <= high:
        return Decimal(1)
    share = realised / (high if realised > high else low)
    return 2 - share if falls else share


def converted(percent: Decimal, *, is_maximum: bool = False) -> Decimal | None:
    """Return the value of an achievement in percent after PermenPANRB 8/2021, replaced by 6/2022.

    The percentage becomes whole first, or 99.5 and 79.4 fell into a gap. A maximum target that was reached
    counts as best. What 101 to 110 percent become was not found in a source: None.
    """
    whole = half_up(percent, 0)
    if whole > 110 or (is_maximum and whole >= 100):
        return HIGHEST
    if whole > 100:
        return None
    if whole == 100:
        return Decimal(109)
    if whole >= 80:
        return 70 + Decimal(89 - 70) / (99 - 80) * (whole - 80)
    if whole >= 60:
        return 50 + Decimal(69 - 50) / (79 - 60) * (whole - 60)
    return max(whole, Decimal(0)) * 49 / 59
