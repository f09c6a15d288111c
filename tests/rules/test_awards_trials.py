"""Trials, ties and weights in truth, against the published table and figures of measurement research 6."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.analysis import trials
from awards.rules import ties
from awards.rules.award import Weighed, score
from awards.rules.ties import Band, Standing
from awards.rules.topsis import closeness
from tests.awards.known_truth import calibration, field_of, world_of

# Measurement research 6.3: stated share, lower and upper end of what was true, k = 10.
TABLE = [(0.02, 0.2, 0.07, 0.08), (0.2, 0.4, 0.24, 0.28), (0.4, 0.6, 0.43, 0.57), (0.6, 0.8, 0.75, 0.84)]
STRONG = (0.8, 1.01, 0.88, 0.94)


def test_stated_shares_are_true_as_often_as_published() -> None:
    told = calibration(people=200, worlds=60, seed=6)

    for low, high, least, most in [*TABLE, STRONG]:
        of, true = told.between(low, high)
        noise = 3 * (0.25 / of) ** 0.5  # three standard errors of a share among as many
        assert least - noise <= true / of <= most + noise, (low, high, of, true / of)
    assert told.listed_right == pytest.approx(0.68, abs=0.06)


def test_same_seed_gives_the_same_list_and_another_seed_almost() -> None:
    field = field_of(world_of(300, np.random.default_rng(1)))

    first, again, other = (trials.run(field, top=10, trials=500, seed=seed) for seed in (5, 5, 6))

    assert np.array_equal(first.share, again.share)
    assert np.abs(first.share - other.share).max() < 0.12
    assert first.share.sum() == pytest.approx(10)


def test_blocks_of_trials_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    field = field_of(world_of(50, np.random.default_rng(2)))
    whole = trials.run(field, top=5, trials=40, seed=1)

    monkeypatch.setattr(trials, "CELLS", 100)

    assert np.allclose(trials.run(field, top=5, trials=40, seed=1).share, whole.share)


def test_weights_in_truth_of_the_published_example() -> None:
    """Nominal 50/20/20/10 gave 66/18/15/1 because attendance hardly varies (6.2)."""
    rng = np.random.default_rng(3)
    points = 75 + np.array([8.1, 10.6, 9.7, 5.0]) * rng.standard_normal((20_000, 4))

    found = trials.effective_weights(points, np.array([0.5, 0.2, 0.2, 0.1]))

    assert found.sum() == pytest.approx(1)
    assert np.abs(found * 100 - [66, 18, 15, 1]).max() < 3


def test_nobody_and_everybody_alike() -> None:
    nobody = trials.Field(np.zeros((0, 2)), np.zeros((0, 2)), np.array([0.5, 0.5]), np.ones(2))
    assert trials.run(nobody, top=3, trials=10, seed=1).share.size == 0
    alike = trials.Field(np.full((3, 2), 80.0), np.zeros((3, 2)), np.array([0.5, 0.5]), np.ones(2))
    assert trials.run(alike, top=5, trials=10, seed=1).share.tolist() == [1, 1, 1]
    assert trials.effective_weights(alike.points, alike.weights).tolist() == [0.5, 0.5]


# --- Ties ------------------------------------------------------------------------------------------


def test_a_tie_is_a_difference_inside_its_interval() -> None:
    points = np.array([[90.0], [85.0], [70.0]])
    field = trials.Field(points, np.full((3, 1), 4.0), np.array([1.0]), np.ones(1))

    assert trials.tied_with(field, 0, np.array([1, 2])).tolist() == [True, False]  # 1.6449 √32 = 9.3
    exact = trials.Field(points, np.zeros((3, 1)), np.array([1.0]), np.ones(1))
    assert trials.tied_with(exact, 0, np.array([0, 1])).tolist() == [True, False]


@pytest.mark.parametrize(
    ("share", "band"),
    [
        ("0.800", Band.STRONG),
        ("0.799", Band.FAIR),
        ("0.500", Band.FAIR),
        ("0.499", Band.CLOSE),
        ("0.200", Band.CLOSE),
        ("0.199", Band.OUTSIDE),
        (None, Band.OUTSIDE),
    ],
)
def test_bands(share: str | None, band: Band) -> None:
    assert ties.band_of(Decimal(share) if share else None) == band


def test_evidence_then_last_winner_then_lot() -> None:
    tied = [Standing("1", 3, False), Standing("2", 9, True), Standing("3", 9, False), Standing("4", 3, False)]

    for seed in range(20):
        order = [one.key for one in ties.in_order(tied, seed)]
        assert order[:2] == ["3", "2"]
        assert order == [one.key for one in ties.in_order(tied[::-1], seed)]
    assert {ties.in_order(tied, seed)[2].key for seed in range(20)} == {"1", "4"}


# --- Rank reversal -----------------------------------------------------------------------------------

CRITERIA = [Weighed(key, key, Decimal(weight)) for key, weight in (("a", 50), ("b", 30), ("c", 20))]
person = st.fixed_dictionaries({one.key: st.decimals(0, 100, places=2) for one in CRITERIA})


@given(st.lists(person, min_size=2, max_size=12), st.data())
def test_no_subset_that_leaves_turns_two_around(crowd: list[dict[str, Decimal]], data: st.DataObject) -> None:
    stay = data.draw(st.sets(st.integers(0, len(crowd) - 1), min_size=1))
    before = sorted(range(len(crowd)), key=lambda at: (-score(crowd[at], CRITERIA), at))

    rest = sorted(stay)
    after = sorted(rest, key=lambda at: (-score(crowd[at], CRITERIA), at))

    assert [at for at in before if at in stay] == after


@given(st.lists(person, min_size=3, max_size=12), st.data())
def test_ties_of_the_first_never_depend_on_who_leaves(
    crowd: list[dict[str, Decimal]], data: st.DataObject
) -> None:
    points = np.array([[float(one[key]) for key in "abc"] for one in crowd])
    weights = np.array([0.5, 0.3, 0.2])
    field = trials.Field(points, np.full(points.shape, 7.0), weights, np.full(3, 0.5))
    first = int(np.argmax(points @ weights))
    stay = data.draw(st.sets(st.integers(0, len(crowd) - 1), min_size=1)) | {first}
    rest = np.array(sorted(stay))

    whole = trials.tied_with(field, first, rest)
    part = trials.Field(points[rest], np.full((len(rest), 3), 7.0), weights, np.full(3, 0.5))

    assert trials.tied_with(part, rest.tolist().index(first), np.arange(len(rest))).tolist() == whole.tolist()


def _exact(rows: Iterable[Iterable[float]]) -> list[list[Decimal]]:
    return [[Decimal(f"{value:.6f}") for value in row] for row in rows]


def test_min_max_and_topsis_turn_people_around_where_the_anchored_sum_does_not() -> None:
    """The last leaves, any of the top five moves: min-max .36, TOPSIS .21, anchored 0 (6.4, N = 10)."""
    rng, turned = np.random.default_rng(4), {"anchored": 0, "min-max": 0, "TOPSIS": 0}
    weights = np.array([0.4, 0.3, 0.2, 0.1])
    methods = {
        "anchored": lambda x: x @ weights,
        "min-max": lambda x: (x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0)) @ weights,
        "TOPSIS": lambda x: np.array(closeness(_exact(x), _exact([weights])[0])),
    }
    for _ in range(150):
        points = rng.normal(75, 8, (10, 4))
        for name, method in methods.items():
            order = np.argsort(-method(points))
            rest = np.argsort(-method(points[order[:9]]))  # places of the nine who stay
            turned[name] += rest[:5].tolist() != [0, 1, 2, 3, 4]

    assert turned["anchored"] == 0
    assert min(turned["min-max"], turned["TOPSIS"]) > 15
    assert turned["min-max"] / 150 > 0.2
