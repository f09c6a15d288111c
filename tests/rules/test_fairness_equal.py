"""Equal treatment: ratio, exact test, one person, means; published cases and measured false alarms.

Source of every row: measurement research 5.5 and 8 (V12, V13), US guidance Q&A on adverse impact.
"""

from __future__ import annotations

import random
from fractions import Fraction
from math import comb, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from development.rules.small_counts import protected
from fairness.analysis.equal import Sums, alike, hedges, is_worth_a_look, ratio_interval
from fairness.rules import equal
from fairness.rules.equal import (
    LEAST,
    LEVEL,
    Tally,
    Verdict,
    alike_ratio,
    fisher,
    impact_ratio,
    judged,
    moved,
    pairs_of,
    span,
    stands_out,
    under_four_fifths,
)

# --- Published cases --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reached", "ratio", "is_under"),
    [(45, Fraction(3, 4), True), (48, Fraction(4, 5), False), (51, Fraction(17, 20), False)],
)
def test_four_fifths_of_the_guidance(reached: int, ratio: Fraction, is_under: bool) -> None:
    """V12: 60, 45, 48 and 51 per cent; .80 itself is not below .80, which binary floats may get wrong."""
    low, high = Tally(100, reached), Tally(100, 60)
    assert impact_ratio(low, high) == ratio
    assert under_four_fifths(low, high) is is_under


def test_exact_p_of_a_published_table() -> None:
    """V13: 48 of 80 against 12 of 40."""
    low, high = Tally(40, 12), Tally(80, 48)
    assert impact_ratio(low, high) == Fraction(1, 2)
    assert round(float(fisher(low, high)), 5) == 0.00341
    assert fisher(high, low) == fisher(low, high)
    odds = Fraction(high.reached * (low.people - low.reached), low.reached * (high.people - high.reached))
    assert odds == Fraction(7, 2)
    assert stands_out(low, high)


def plain_fisher(one: Tally, other: Tally) -> Fraction:
    """Return the exact p from binomials written out, the slow way."""
    reached = one.reached + other.reached
    ways = {
        number: comb(one.people, number) * comb(other.people, reached - number)
        for number in range(max(0, reached - other.people), min(one.people, reached) + 1)
    }
    likely = [way for way in ways.values() if way <= ways[one.reached]]
    return Fraction(sum(likely), comb(one.people + other.people, reached))


tallies = st.integers(1, 40).flatmap(lambda n: st.builds(Tally, st.just(n), st.integers(0, n)))


@settings(max_examples=40)
@given(tallies, tallies)
def test_exact_p_is_that_of_written_out_binomials(one: Tally, other: Tally) -> None:
    assert fisher(one, other) == plain_fisher(one, other)
    assert 0 < fisher(one, other) <= 1


# --- All three, and one person ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "pairs", "is_marked"),
    [
        (Tally(40, 12), Tally(80, 48), 1, True),
        (Tally(40, 12), Tally(80, 48), 15, False),  # p .0034 shared among the pairs of six groups
        (Tally(40, 24), Tally(80, 56), 1, False),  # .857: not below four fifths
        (Tally(40, 4), Tally(40, 6), 1, False),  # .667, and nothing but chance
        (Tally(30, 3), Tally(30, 10), 1, False),  # .30, p .057
        (Tally(30, 2), Tally(30, 10), 1, False),  # p .021, but one person moved makes it .104
        (Tally(2000, 1580), Tally(2000, 1990), 1, True),  # .794
        (Tally(30, 0), Tally(30, 0), 1, False),
        (Tally(30, 0), Tally(30, 30), 1, True),
    ],
)
def test_marked_only_by_all_three(low: Tally, high: Tally, pairs: int, is_marked: bool) -> None:
    assert stands_out(low, high, pairs) is is_marked


def test_one_person_is_moved_from_the_higher_to_the_lower() -> None:
    """Guidance Q&A: three men of twenty and one woman of ten is a matter of a single person."""
    low, high = moved(Tally(10, 1), Tally(20, 3))
    assert (low, high) == (Tally(10, 2), Tally(20, 2))
    assert under_four_fifths(Tally(10, 1), Tally(20, 3))
    assert not under_four_fifths(low, high)


# --- What is said of groups -------------------------------------------------------------------------


def test_groups_stand_beside_the_highest_that_is_large_enough() -> None:
    found = judged(
        {"a": Tally(100, 60), "b": Tally(100, 45), "c": Tally(100, 20), "d": Tally(29, 29), "e": Tally(12, 0)}
    )
    verdicts = {key: one.verdict for key, one in found.items()}
    assert verdicts == {
        "a": Verdict.REFERENCE,
        "b": Verdict.NOTHING,  # .75, p .047: not for three pairs together
        "c": Verdict.LOOK,
        "d": Verdict.TOO_FEW,  # under 30 is never judged, nor compared with
        "e": Verdict.TOO_FEW,
    }
    assert found["c"].ratio == Fraction(1, 3)
    assert found["a"].ratio is None
    assert found["d"].p is None


def test_one_large_group_alone_says_nothing() -> None:
    assert {one.verdict for one in judged({"a": Tally(900, 1), "b": Tally(29, 9)}).values()} == {
        Verdict.TOO_FEW
    }
    assert judged({}) == {}


def test_nobody_reached_it_anywhere_is_no_difference() -> None:
    found = judged({"a": Tally(40, 0), "b": Tally(50, 0)})
    assert found["a"].verdict is Verdict.NOTHING
    assert found["a"].ratio is None


groups = st.dictionaries(st.integers(0, 5), tallies.map(lambda one: Tally(one.people * 7, one.reached * 7)))


@settings(max_examples=40)
@given(groups, st.permutations(range(6)))
def test_other_names_change_nothing_but_names(found: dict[int, Tally], names: list[int]) -> None:
    renamed = dict(sorted((names[key], tally) for key, tally in found.items()))
    before, after = judged(found), judged(renamed)
    same = {key: (one.verdict, one.ratio) for key, one in before.items()}
    assert sorted(same.values(), key=str) == sorted(
        ((one.verdict, one.ratio) for one in after.values()), key=str
    )
    if len(set(found.values())) == len(found):  # two groups alike may change places
        assert same == {key: (after[names[key]].verdict, after[names[key]].ratio) for key in found}


@pytest.mark.parametrize(
    ("counts", "years"),
    [
        ([[400, 300], [500, 320], [600, 330]], 1),  # enough at once
        ([[400, 25], [410, 31], [420, 40]], 2),  # the second year brings a group to 30
        ([[400, 5], [410, 6], [420, 7]], 1),  # more years would bring nothing
        ([[20, 20], [28, 31], [33, 36]], 3),
        ([], 1),
    ],
)
def test_years_are_taken_together_only_where_that_helps(counts: list[list[int]], years: int) -> None:
    assert span(counts) == years


@settings(max_examples=40)
@given(st.dictionaries(st.integers(0, 5), st.integers(1, 60), max_size=6))
def test_hidden_groups_do_not_follow_from_the_shown_ones(people: dict[int, int]) -> None:
    shown = protected(people, LEAST)
    hidden = [people[key] for key, count in shown.items() if count is None]
    assert all(count is None or count >= LEAST for count in shown.values())
    assert not hidden or len(hidden) == len(people) or (len(hidden) > 1 and sum(hidden) >= LEAST)


# --- People of like realisation ---------------------------------------------------------------------


def test_a_difference_that_realisation_explains_is_gone_among_the_like() -> None:
    """Simpson's paradox, made here: alike within both bands, overall 17 against 33 per cent."""
    bands = [(Tally(80, 8), Tally(20, 2)), (Tally(20, 9), Tally(40, 18))]
    low, high = Tally(100, 17), Tally(60, 20)
    assert under_four_fifths(low, high)
    assert alike_ratio(bands) == 1
    size = alike(bands)
    assert size is not None
    assert size.low < 1 < size.high
    assert alike_ratio([]) is None
    assert alike([(Tally(0, 0), Tally(0, 0))]) is None
    assert alike([(Tally(30, 0), Tally(30, 9))]) is None  # a ratio of 0 has no interval of this kind


def test_one_band_gives_the_plain_ratio() -> None:
    low, high = Tally(40, 12), Tally(80, 48)
    assert alike_ratio([(low, high), (Tally(0, 0), Tally(9, 9))]) == impact_ratio(low, high)
    size, (start, end) = alike([(low, high)]), ratio_interval(low, high)
    assert size is not None
    assert size.low == pytest.approx(start, abs=0.02)
    assert size.high == pytest.approx(end, abs=0.03)


# --- Means ------------------------------------------------------------------------------------------


def sums(values: list[int]) -> Sums:
    return Sums(len(values), sum(values), sum(value**2 for value in values))


def test_standardised_difference_with_its_correction() -> None:
    """Hedges g = J (m1 - m2) / s: means 3 and 2, both variances 1 with 21 people each, J = 1 - 3/159."""
    low, high = sums([1] * 10 + [2] + [3] * 10), sums([2] * 10 + [3] + [4] * 10)
    size = hedges(low, high)
    assert size is not None
    assert size.value == pytest.approx(-(1 - 3 / (4 * 40 - 1)))
    error = (1 - 3 / 159) * sqrt(42 / 441 + 1 / 84)
    assert size.high - size.value == pytest.approx(1.959964 * error)
    assert is_worth_a_look(size)
    wider = hedges(low, high, pairs_of(4))
    assert wider is not None
    assert wider.low < size.low


def test_a_difference_of_nothing_has_no_size() -> None:
    assert hedges(sums([4, 4]), sums([4, 4, 4])) is None
    assert hedges(Sums(1, 3, 9), Sums(1, 4, 16)) is None


# --- False alarms and power, measured ---------------------------------------------------------------


def worlds(people: int, shares: tuple[float, float], count: int) -> list[tuple[Tally, Tally]]:
    """Return seeded worlds of two groups, the lower share first."""
    rng = random.Random(people * 1000 + int(shares[1] * 100))
    made = []
    for _ in range(count):
        reached = [sum(rng.random() < share for _ in range(people)) for share in shares]
        made.append(tuple(sorted((Tally(people, number) for number in reached), key=lambda one: one.reached)))
    return made  # type: ignore[return-value]


def alarms(made: list[tuple[Tally, Tally]]) -> tuple[float, float, float]:
    """Return the share of worlds marked by the ratio alone, with the exact p, and by all three."""
    ratio = [two for two in made if under_four_fifths(*two)]
    exact = [two for two in ratio if fisher(*two) < LEVEL]
    whole = [two for two in exact if stands_out(*two)]
    return len(ratio) / len(made), len(exact) / len(made), len(whole) / len(made)


# rate, people of each group, alarms by ratio alone, with Fisher (measurement research 5.5, no difference)
@pytest.mark.parametrize(
    ("rate", "people", "alone", "with_fisher"),
    [
        (0.1, 20, 0.78, 0.015),
        (0.1, 50, 0.76, 0.015),
        (0.1, 100, 0.62, 0.02),
        (0.1, 300, 0.38, 0.035),
        (0.1, 1000, 0.10, None),
        (0.2, 50, 0.60, 0.03),
        (0.2, 100, 0.44, 0.04),
        (0.4, 50, 0.37, 0.03),
        (0.4, 100, 0.20, 0.04),
    ],
)
def test_false_alarms_stay_at_the_stated_level(
    rate: float, people: int, alone: float, with_fisher: float | None
) -> None:
    ratio, exact, whole = alarms(worlds(people, (rate, rate), 600))
    assert ratio == pytest.approx(alone, abs=4 * sqrt(alone * (1 - alone) / 600))
    if with_fisher is not None:
        assert exact == pytest.approx(with_fisher, abs=0.03)
    assert whole <= exact <= 0.05 + 4 * sqrt(0.05 * 0.95 / 600)


# chance of seeing .30 against .20 by ratio and Fisher (measurement research 5.5)
@pytest.mark.parametrize(
    ("people", "power"), [(50, 0.15), (100, 0.32), (200, 0.59), (300, 0.79), (500, 0.95)]
)
def test_small_groups_cannot_prove_that_treatment_is_equal(people: int, power: float) -> None:
    assert alarms(worlds(people, (0.2, 0.3), 400))[1] == pytest.approx(power, abs=0.08)


def test_four_groups_without_difference_are_marked_no_more_often_than_two() -> None:
    """The level holds for a comparison of several groups as a whole: pairs share it."""
    rng = random.Random(9)
    marked = 0
    for _ in range(400):
        made = {key: Tally(120, sum(rng.random() < 0.3 for _ in range(120))) for key in range(4)}
        marked += any(one.verdict is Verdict.LOOK for one in judged(made).values())
    assert marked / 400 <= 0.05 + 4 * sqrt(0.05 * 0.95 / 400)


def test_means_without_difference_are_marked_at_most_at_the_level() -> None:
    rng = random.Random(4)
    marked = 0
    for _ in range(600):
        two = [sums([rng.choice([3, 4, 4, 4, 5, 6]) for _ in range(60)]) for _ in range(2)]
        size = hedges(*two)
        marked += size is not None and is_worth_a_look(size)
    assert marked / 600 <= 0.05 + 4 * sqrt(0.05 * 0.95 / 600)


def test_the_whole_agency_is_one_quick_test() -> None:
    """Exact integers at 20,000 people; the binomials have thousands of digits."""
    assert fisher(Tally(12_000, 3_000), Tally(8_000, 2_000)) == 1
    assert equal.fisher(Tally(12_000, 3_000), Tally(8_000, 2_300)) < LEVEL


def test_intervals_of_ratios_hold_the_truth_as_often_as_they_say() -> None:
    """95 of 100 worlds, within noise: shares of 30 and 45 per cent, plain and within three bands."""
    rng = random.Random(5)
    plain = banded = 0
    for _ in range(400):
        bands = [
            tuple(Tally(60, sum(rng.random() < p for _ in range(60))) for p in (0.3, 0.45)) for _ in range(3)
        ]
        size = alike(bands)  # type: ignore[arg-type]
        low, high = ratio_interval(*bands[0])
        plain += low <= 0.3 / 0.45 <= high
        banded += size is not None and size.low <= 0.3 / 0.45 <= size.high
    assert min(plain, banded) / 400 >= 0.95 - 4 * sqrt(0.05 * 0.95 / 400)
    assert max(plain, banded) / 400 < 1
