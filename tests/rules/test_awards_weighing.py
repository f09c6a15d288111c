"""Weights from pairs and closeness to the ideal reproduce published cases (measurement research 8)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from awards.rules.pairwise import weigh
from awards.rules.topsis import closeness

ONE = Decimal(1)


def decimals(*words: str) -> list[list[Decimal]]:
    return [
        [Decimal(a) / Decimal(b or 1) for a, _, b in (w.partition("/") for w in row.split())] for row in words
    ]


def test_v10_weights_of_three_criteria() -> None:
    found = weigh(decimals("1 3 5", "1/3 1 3", "1/5 1/3 1"))

    assert [f"{weight:.4f}" for weight in found.weights] == ["0.6370", "0.2583", "0.1047"]
    printed = (f"{found.largest:.4f}", f"{found.index:.4f}", f"{found.ratio:.4f}")
    assert printed == ("3.0385", "0.0193", "0.0332")
    assert found.is_consistent


def test_comparisons_in_a_circle_are_not_consistent() -> None:
    assert not weigh(decimals("1 3 1/3", "1/3 1 3", "3 1/3 1")).is_consistent


@pytest.mark.parametrize("size", [1, 2])
def test_one_or_two_criteria_are_always_consistent(size: int) -> None:
    found = weigh(decimals(*["1 4", "1/4 1"][:size]) if size == 2 else [[ONE]])

    assert (found.ratio, sum(found.weights)) == (0, 1)


def test_ten_criteria_are_the_most() -> None:
    assert weigh([[ONE] * 10] * 10).weights == (Decimal("0.1"),) * 10
    with pytest.raises(ValueError, match="one to ten"):
        weigh([[ONE] * 11] * 11)


@pytest.mark.parametrize(
    "rows",
    [(), ("1 2",), ("1 2", "1/2"), ("1 2", "2 1")],
    ids=["empty", "no square", "ragged", "no reciprocal"],
)
def test_what_are_no_comparisons(rows: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="square|reciprocal"):
        weigh(decimals(*rows))


def test_v8_closeness_of_four_candidates() -> None:
    rows, weights = decimals("5 8 4", "7 6 8", "8 8 6", "7 4 6"), decimals("0.3 0.4 0.3")[0]
    found = closeness(rows, weights)

    assert [f"{one:.4f}" for one in found] == ["0.5037", "0.6581", "0.7482", "0.3340"]
    assert [1 + sum(other > one for other in found) for one in found] == [3, 2, 1, 4]


def test_less_is_better_turns_the_order_of_a_single_criterion() -> None:
    assert closeness(decimals("1", "2"), [ONE]) == [0, 1]
    assert closeness(decimals("1", "2"), [ONE], [True]) == [1, 0]


@pytest.mark.parametrize("rows", [[[ONE]], [[ONE], [ONE]], [[Decimal(0)], [Decimal(0)]]])
def test_alike_candidates_are_all_ideal(rows: list[list[Decimal]]) -> None:
    assert set(closeness(rows, [ONE])) == {1}


def test_a_row_that_is_too_short_is_told() -> None:
    with pytest.raises(ValueError, match="one value per criterion"):
        closeness(decimals("1 2"), [ONE])
