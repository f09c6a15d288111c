"""How far an indicator got: the vectors of measurement research 6.1, and what must always hold."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import CAP, Direction, achievement

UP, DOWN, WITHIN, STEADY = Direction.HIGHER, Direction.LOWER, Direction.RANGE, Direction.STABLE

# realised, target, direction, share
VECTORS = [
    ("0", "100", UP, "0"),
    ("50", "100", UP, "0.5"),
    ("100", "100", UP, "1"),
    ("110", "100", UP, "1.1"),
    ("120", "100", UP, "1.20"),
    ("500", "100", UP, "1.20"),
    ("1.5", "3", UP, "0.5"),
    ("3", "3", DOWN, "1"),
    ("2", "4", DOWN, "1.20"),
    ("3.6", "3", DOWN, "0.8"),
    ("6", "3", DOWN, "0"),
    ("9", "3", DOWN, "0"),
    ("0", "3", DOWN, "1.20"),
    ("0", "0", DOWN, "1"),
    ("1", "0", DOWN, None),
    ("0", "0", UP, None),
    ("5", "0", UP, None),
    ("100", "100", STEADY, "1"),
    ("90", "100", STEADY, "0.9"),
    ("110", "100", STEADY, "0.9"),
    ("250", "100", STEADY, "0"),
    ("0", "0", STEADY, "1"),
    ("1", "0", STEADY, None),
    (None, "100", UP, None),
    (None, "100", WITHIN, None),
    (None, "0", DOWN, None),
]


@pytest.mark.parametrize(("realised", "target", "direction", "share"), VECTORS)
def test_vector(realised, target, direction, share):
    amount = None if realised is None else Decimal(realised)

    found = achievement(realised=amount, target=Decimal(target), direction=direction)

    assert found == (None if share is None else Decimal(share))


# realised, from, until, share
RANGES = [
    ("80", "80", "90", "1"),
    ("90", "80", "90", "1"),
    ("40", "80", "90", "0.5"),
    ("99", "80", "90", "0.9"),
    ("200", "80", "90", "0"),
    ("0", "0", "0", "1"),
    ("1", "0", "0", None),
    ("80", "80", None, "1"),
    ("88", "80", None, "0.9"),
]


@pytest.mark.parametrize(("realised", "target", "until", "share"), RANGES)
def test_a_range_is_reached_anywhere_inside_it(realised, target, until, share):
    upper = None if until is None else Decimal(until)

    found = achievement(realised=Decimal(realised), target=Decimal(target), until=upper, direction=WITHIN)

    assert found == (None if share is None else Decimal(share))


# realised, target, tolerance, share
STABLE = [
    ("55", "50", "5", "1"),
    ("45", "50", "5", "1"),
    ("44", "50", "5", "0.98"),
    ("60", "50", "5", "0.9"),
    ("200", "50", "5", "0"),
]


@pytest.mark.parametrize(("realised", "target", "tolerance", "share"), STABLE)
def test_what_shall_stay_may_move_within_the_tolerance(realised, target, tolerance, share):
    found = achievement(
        realised=Decimal(realised), target=Decimal(target), direction=STEADY, tolerance=Decimal(tolerance)
    )

    assert found == Decimal(share)


def test_the_policy_of_the_year_sets_the_cap():
    found = achievement(realised=Decimal(500), target=Decimal(100), direction=UP, cap=Decimal("1.10"))

    assert found == Decimal("1.10")


AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=3, allow_nan=False)
TARGETS = st.decimals(min_value="0.001", max_value=10**12, places=3, allow_nan=False)


@given(realised=AMOUNTS, target=TARGETS, direction=st.sampled_from(Direction))
def test_the_share_lies_between_nothing_and_the_cap(realised, target, direction):
    assert 0 <= achievement(realised=realised, target=target, direction=direction) <= CAP


@given(realised=AMOUNTS, ends=st.lists(TARGETS, min_size=2, max_size=2))
def test_a_range_is_reached_inside_it_and_nowhere_else(realised, ends):
    low, high = sorted(ends)

    share = achievement(realised=realised, target=low, until=high, direction=WITHIN)

    assert (share == 1) is (low <= realised <= high)
    assert share <= 1


@given(first=AMOUNTS, second=AMOUNTS, target=TARGETS)
def test_a_better_realisation_never_lowers_the_share(first, second, target):
    low, high = sorted((first, second))

    rising = [achievement(realised=amount, target=target, direction=UP) for amount in (low, high)]
    falling = [achievement(realised=amount, target=target, direction=DOWN) for amount in (low, high)]

    assert rising[0] <= rising[1]
    assert falling[0] >= falling[1]
