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


# --- Where a figure is none, and how sure one is ------------------------------------------------


def test_a_table_with_holes_is_no_full_table() -> None:
    with pytest.raises(ValueError, match="full table"):
        icc.of_table(numbers(KRIPPENDORFF).reshape(4, 12))


@pytest.mark.parametrize(
    ("person", "y"),
    [([], []), ([0, 1, 2], [3, 4, 5]), ([0, 0, 1], [3, 4, 5]), ([0, 0, 1, 1], [4, 4, 4, 4])],
    ids=["nobody", "one form each", "one person with two", "nothing differs"],
)
def test_changing_raters_who_tell_nothing(person: list[int], y: list[float]) -> None:
    assert icc.one_way(np.array(person, dtype=int), np.array(y, dtype=float)) is None


def test_unequal_numbers_of_forms_count_by_n0() -> None:
    found = icc.one_way(np.array([0, 0, 1, 1, 1, 1]), np.array([1.0, 3.0, 4.0, 5.0, 5.0, 6.0]))

    assert found is not None
    assert found.n0 == pytest.approx(6 - 20 / 6)  # (N - sum of n squared / N) / (g - 1)
    assert found.single.value == pytest.approx((12 - 1) / (12 + (6 - 20 / 6 - 1) * 1))  # MSB 12, MSW 1


def test_raters_who_always_agree_agree_fully() -> None:
    found = icc.one_way(np.repeat(np.arange(5), 3), np.repeat([1.0, 2.0, 3.0, 4.0, 5.0], 3))

    assert found is not None
    assert (found.single.value, found.single.low) == pytest.approx((1, 1))


def test_people_with_one_form_do_not_count() -> None:
    more = icc.one_way(np.append(np.repeat(np.arange(6), 4), [6, 7]), np.append(SHROUT_FLEISS_1979, [1, 9]))

    assert more is not None
    assert (more.people, more.forms) == (6, 24)
    assert more.single.value == pytest.approx(0.1657, abs=5e-5)


def test_nine_in_ten_intervals_of_agreement_hold_the_truth() -> None:
    random, held = np.random.default_rng(11), 0
    person = np.repeat(np.arange(60), 4)
    for _ in range(200):
        y = random.normal(0, 0.6, 60)[person] + random.normal(0, 0.8, 240)  # ICC(1) = .36
        found = icc.one_way(person, y)
        held += found is not None and found.single.low < 0.36 < found.single.high

    assert held == pytest.approx(180, abs=8)


def test_alpha_of_agreement_of_chance_and_of_no_difference() -> None:
    scale = np.array([1.0, 2.0, 3.0])

    assert alpha.alpha(np.diag([3, 2, 4]), scale) == pytest.approx(1)
    assert alpha.alpha(np.array([[1, 1, 0], [1, 0, 1], [0, 1, 1]]), scale, "nominal") < 0
    assert np.isnan(alpha.alpha(np.array([[0, 4, 0], [0, 3, 0]]), scale))
    assert alpha.mean_alpha([np.array([[0, 4, 0], [0, 3, 0]])], scale) is None


def test_the_mean_alpha_is_that_of_its_items_with_an_interval_around_it() -> None:
    random = np.random.default_rng(4)
    level = random.integers(0, 4, 80)
    items = []
    for _ in range(3):
        table = np.clip(level + random.integers(0, 2, (4, 80)), 0, 4).astype(float)
        items.append((table[:, :, None] == np.arange(5)).sum(axis=0))
    each = [alpha.alpha(item, np.arange(1.0, 6.0)) for item in items]
    found = alpha.mean_alpha(items, np.arange(1.0, 6.0))

    assert found is not None
    assert found.value == pytest.approx(np.mean(each))
    assert found.low < found.value < found.high
