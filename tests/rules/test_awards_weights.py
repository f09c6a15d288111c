"""Weights from pairs become whole per cents that add up to a hundred (measurement research 8, V10)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from awards.rules.weights import matrix_of, pairs_of, weighed, whole_percents


def test_v10_as_whole_percents() -> None:
    found = weighed(3, {(0, 1): 3, (0, 2): 5, (1, 2): 3})

    assert f"{found.ratio:.4f}" == "0.0332"
    assert whole_percents(found.weights) == [64, 26, 10]


@pytest.mark.parametrize(
    ("shares", "wanted"),
    [
        (["1"], [100]),
        (["0.5", "0.5"], [50, 50]),
        (["0.3333", "0.3333", "0.3334"], [33, 33, 34]),
        (["0.999", "0.001"], [99, 1]),
        (["0.985", "0.005", "0.005", "0.005"], [97, 1, 1, 1]),
    ],
)
def test_percents_add_up_and_nobody_gets_nothing(shares: list[str], wanted: list[int]) -> None:
    assert whole_percents([Decimal(share) for share in shares]) == wanted


def test_a_negative_step_is_the_mirror() -> None:
    assert matrix_of(2, {(0, 1): -3})[1][0] == 3
    assert pairs_of(3) == [(0, 1), (0, 2), (1, 2)]
