"""Tails of distributions against printed tables, for scipy does not live here."""

from __future__ import annotations

import numpy as np
import pytest

from fairness.analysis.tails import at_least, chi_square, chi_square_at, normal, scores, skewed, stand_out
from multirater.analysis.intervals import WIDE


@pytest.mark.parametrize(
    ("x", "df", "below"),
    [  # the usual printed table of chi-square
        (3.841, 1, 0.95),
        (1.239, 7, 0.01),
        (2.167, 7, 0.05),
        (14.067, 7, 0.95),
        (14.953, 30, 0.01),
        (18.493, 30, 0.05),
        (124.342, 100, 0.95),
        (0, 5, 0),
        (10_000, 5, 1),
    ],
)
def test_chi_square_is_that_of_the_table(x: float, df: float, below: float) -> None:
    assert chi_square(x, df) == pytest.approx(below, abs=1e-4)


@pytest.mark.parametrize(("df", "error"), [(3, 0.08), (6, 0.01), (30, 0.001)])
def test_quantiles_err_as_little_as_they_say(df: float, error: float) -> None:
    for z, below in ((-WIDE, 0.05), (WIDE, 0.95)):
        found = chi_square_at(z, df)
        low, high = (chi_square(found * (1 + sign * error), df) for sign in (-1, 1))
        assert low <= below <= high


def test_the_tail_of_drawing_is_that_of_fisher() -> None:
    assert at_least(48, 80, 60, 120) == pytest.approx(
        0.001705, abs=5e-7
    )  # one side of V13: 48 of 80, 12 of 40
    assert at_least(3, 4, 4, 8) == pytest.approx(17 / 70)  # the lady tasting tea
    assert at_least(0, 5, 2, 30) == pytest.approx(1)
    assert at_least(4, 5, 3, 30) == 0
    assert at_least(4, 8, 10_500, 100_000) == pytest.approx(0.0061, abs=2e-4)  # binomial among many


@pytest.mark.parametrize("skew", [-2.0, -0.5, 0.0, 0.5, 3.0])
def test_a_skewed_share_grows_with_z(skew: float) -> None:
    found = [skewed(z, skew) for z in np.arange(-9, 0, 0.25)]

    assert found == sorted(found)
    assert skewed(40.0, skew) == 1
    assert skewed(-1.0, skew) == pytest.approx(normal(-1.0))


def test_normal_scores_come_back_and_end_somewhere() -> None:
    assert [normal(z) for z in scores(np.array([0.05, 0.5, 0.99]))] == pytest.approx([0.05, 0.5, 0.99])
    assert np.isfinite(scores(np.array([0.0, 1.0]))).all()


def test_who_stands_out_among_equals_and_among_different_ones() -> None:
    random = np.random.default_rng(3)
    n = np.full(400, 12.0)
    equal, different = random.normal(0, 1, 400), random.normal(0, 2, 400)
    equal[0] = different[0] = -9.0
    marked = [
        stand_out(np.array([normal(z) for z in one]), np.array([normal(z) for z in one]), n, 0.05)
        for one in (equal, different)
    ]

    assert [bool(one[0]) for one in marked] == [True, True]
    assert [float(one.mean()) for one in marked] == pytest.approx([0.05, 0.05], abs=0.02)
    assert (different < -1.645).mean() > 0.15, "what the plain level would have marked"
    assert stand_out(np.array([0.001]), np.array([0.001]), np.array([8.0]), 0.01).tolist() == [True]
