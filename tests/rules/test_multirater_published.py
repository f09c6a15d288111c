"""The statistics of raters reproduce published data to the printed digits (measurement 8)."""

from __future__ import annotations

import numpy as np
import pytest

from multirater.analysis import alpha, crossed, icc

SHROUT_FLEISS_1979 = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float
)
KRIPPENDORFF = """
    1 2 3 3 2 1 4 1 2 * * *
    1 2 3 3 2 2 4 1 2 5 * 3
    * 3 3 3 2 3 4 2 2 5 1 *
    1 2 3 3 2 4 4 1 2 5 1 *
"""
PENICILLIN = """
    27 23 26 23 23 21  27 23 26 23 23 21  25 21 25 24 24 20  26 23 25 23 23 20  25 22 26 22 23 20
    24 22 25 23 22 19  24 20 23 21 22 19  26 22 26 24 24 21  24 21 24 22 22 20  24 21 24 23 22 19
    26 23 26 24 24 21  25 22 26 24 24 20  26 24 26 24 25 22  26 23 26 23 23 20  26 23 25 24 24 22
    25 22 25 23 23 20  25 21 24 23 23 20  25 22 24 23 23 19  24 21 23 21 21 19  26 23 26 24 24 21
    25 21 24 22 22 18  25 22 25 22 22 20  24 21 24 22 24 19  24 21 24 22 21 18
"""


def numbers(text: str) -> np.ndarray:
    return np.array([np.nan if word == "*" else float(word) for word in text.split()])


def test_v1_correlations_of_six_targets_and_four_judges() -> None:
    found = icc.of_table(SHROUT_FLEISS_1979)

    squares = (found.between, found.within, found.judges, found.rest)
    assert squares == pytest.approx((11.2417, 6.2639, 32.4861, 1.0194), abs=5e-5)
    assert found.single == pytest.approx((0.1657, 0.2898, 0.7148), abs=5e-5)
    assert found.mean == pytest.approx((0.4428, 0.6201, 0.9093), abs=5e-5)
    f = (found.between / found.within, found.between / found.rest)
    assert f == pytest.approx((1.7947, 11.0272), abs=1e-4)


def test_v1_by_the_formula_for_changing_raters() -> None:
    person = np.repeat(np.arange(6), 4)
    found = icc.one_way(person, SHROUT_FLEISS_1979.ravel())

    assert found is not None
    assert (found.people, found.forms, found.n0) == (6, 24, 4)
    assert (found.single.value, found.mean.value) == pytest.approx((0.1657, 0.4428), abs=5e-5)


@pytest.mark.parametrize(
    ("metric", "printed"),
    [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403)],
)
def test_v3_alpha_with_missing_cells(metric: alpha.Metric, printed: float) -> None:
    counts, values = alpha.counts_of(numbers(KRIPPENDORFF).reshape(4, 12))

    assert alpha.alpha(counts, values, metric) == pytest.approx(printed, abs=5e-7)


def penicillin() -> crossed.Forms:
    """Return the plates as people and the samples as raters, in one unit."""
    plate, sample = np.indices((24, 6))
    one_unit, one_side = np.zeros(24, dtype=int), np.zeros(144, dtype=int)
    return crossed.Forms(plate.ravel(), sample.ravel(), one_side, numbers(PENICILLIN), one_unit)


def test_v5_components_of_penicillin_by_moments() -> None:
    parts = crossed.components(penicillin())

    found = np.sqrt([parts.person, parts.rater, parts.rest])
    assert found == pytest.approx((0.84670, 1.93156, 0.54992), abs=5e-6)
    assert (parts.unit, parts.at_zero) == (0, ())


def test_v5_predictions_of_penicillin_by_alternating_ridge() -> None:
    forms = penicillin()
    found = crossed.solve(forms, crossed.components(forms), close=1e-9)

    assert found.level == pytest.approx([22.9722], abs=5e-5)
    samples = [2.18706, -1.01048, 1.93790, -0.09689, -0.01384, -3.00374]
    assert found.rater == pytest.approx(samples, abs=5e-6)
    assert found.person[[0, 2, 5]] == pytest.approx([0.80455, 0.18167, -0.44120], abs=5e-6)
