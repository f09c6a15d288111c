"""What is said of the organisation: declared relations together, the last quarter (measurement 2)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from fairness.analysis.recency import recency
from fairness.analysis.relations import relations, residuals
from fairness.rules.pattern import LEAST_PAIRS, LEAST_RATEES, ForOrganisation
from multirater.analysis.crossed import Forms, components, solve
from tests.multirater.worlds import simulate


@pytest.fixture(scope="module")
def forms() -> Forms:
    truth = simulate(360, linked=True, seed=3)
    return replace(truth.forms, y=(truth.forms.y + 1) / 2)


def standardised(forms: Forms) -> np.ndarray:
    parts = components(forms)
    return residuals(forms, parts, solve(forms, parts))


def pairs_of(forms: Forms, rows: np.ndarray) -> np.ndarray:
    return np.stack([forms.rater[rows], forms.ratee[rows]], axis=1)


def test_residuals_of_honest_forms_are_standardised(forms: Forms) -> None:
    assert standardised(forms).std() == pytest.approx(1.02, abs=0.03)
    assert standardised(forms).mean() == pytest.approx(0, abs=0.01)


def test_relations_without_favour_are_marked_at_the_level(forms: Forms) -> None:
    z, random = standardised(forms), np.random.default_rng(1)
    rows = [random.choice(forms.y.size, 25, replace=False) for _ in range(400)]
    found = [relations(forms, z, pairs_of(forms, row)) for row in rows]

    assert np.mean([one is not None and one.is_marked for one in found]) == pytest.approx(0.05, abs=0.02)


@pytest.mark.parametrize(("size", "favour"), [(25, 0.25), (7, 0.5)])
def test_favoured_relations_are_found_as_often_as_in_the_table(
    forms: Forms, size: int, favour: float
) -> None:
    random, hits = np.random.default_rng(2), 0
    for _ in range(30):
        rows = random.choice(forms.y.size, size, replace=False)
        y = forms.y.copy()
        y[rows] += favour / 2  # of a scale from 1 to 5
        kind = replace(forms, y=y)
        found = relations(kind, standardised(kind), pairs_of(forms, rows))
        hits += found is not None and found.is_marked

    assert hits / 30 == pytest.approx(0.80, abs=0.15)


def test_fewer_than_seven_pairs_are_not_told(forms: Forms) -> None:
    z = standardised(forms)
    pairs = pairs_of(forms, np.arange(LEAST_PAIRS))
    found = relations(forms, z, pairs)

    assert found is not None
    assert (found.kind, found.size) == (ForOrganisation.RELATIONS, LEAST_PAIRS)
    assert found.low < found.value < found.high
    assert relations(forms, z, pairs[1:]) is None
    assert relations(forms, z, np.concatenate([pairs[1:], pairs[1:2] + 100_000])) is None, "nobody rated so"
    assert relations(forms, z, np.zeros((0, 2), dtype=int)) is None


# --- Recency -----------------------------------------------------------------------------------


def quarters(
    people: int, share: float, seed: int, noise: float = 7.9
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return ratings and realisation in per cent: the mean of three quarters, and the fourth."""
    random = np.random.default_rng(seed)
    quarter = random.normal(0, 6, people)[:, None] + random.normal(90, 8, (people, 4))
    early, late = quarter[:, :3].mean(axis=1), quarter[:, 3]
    seen = (1 - share) * early + share * late + random.normal(0, noise, people)
    return 2 + (seen - 90) / 20, early, late


def found_in(people: int, share: float, worlds: int) -> float:
    found = [recency(*quarters(people, share, seed)) for seed in range(worlds)]
    return float(np.mean([one is not None and one.is_marked for one in found]))


@pytest.mark.parametrize(("people", "power"), [(200, 0.68), (500, 0.97)])
def test_a_last_quarter_of_two_fifths_is_found_as_often_as_in_the_table(people: int, power: float) -> None:
    assert found_in(people, 0.40, 200) == pytest.approx(power, abs=0.07)


def test_a_fair_quarter_is_marked_at_the_level() -> None:
    assert found_in(300, 0.25, 400) == pytest.approx(0.05, abs=0.02)


def test_nine_in_ten_intervals_hold_the_share() -> None:
    found = [recency(*quarters(300, 0.40, seed)) for seed in range(200)]

    assert np.mean([one is not None and one.low < 0.40 < one.high for one in found]) == pytest.approx(
        0.9, abs=0.04
    )


def test_recency_needs_people_and_ratings_that_follow_the_realisation() -> None:
    rating, early, late = quarters(LEAST_RATEES, 0.25, 1)
    hole = early.copy()
    hole[0] = np.nan
    found = recency(rating, early, late)

    assert found is not None
    assert (found.kind, found.size) == (ForOrganisation.RECENCY, LEAST_RATEES)
    assert recency(rating, hole, late) is None
    assert recency(np.random.default_rng(9).normal(2, 1, LEAST_RATEES), early, late) is None
    assert recency(rating, early, early) is None
    assert recency(-rating, early, late) is None
