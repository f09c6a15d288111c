"""The model of raters recovers known truth, and is silent where the network does not tell (3 and 7)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from multirater.analysis.adjusted import adjust
from multirater.analysis.connectivity import islands, linked
from multirater.analysis.crossed import Components, Forms, Inseparable, Reason, components, solve, weighted
from multirater.analysis.intervals import WIDE, drawn_variance, instant_variance
from tests.multirater.worlds import Truth, part_of, simulate


@pytest.fixture(scope="module")
def closed() -> Truth:
    return simulate(2_000, linked=False)


@pytest.fixture(scope="module")
def open_world() -> Truth:
    return simulate(2_000, linked=True)


def raw(forms: Forms) -> np.ndarray:
    counts = np.bincount(forms.ratee, minlength=forms.people)
    return np.bincount(forms.ratee, forms.y, forms.people) / np.maximum(counts, 1)


# --- The recovery table of 3.5 -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("world", "of_raw", "of_adjusted"),
    [("closed", (0.862, 0.256), (0.885, 0.237)), ("open_world", (0.863, 0.256), (0.898, 0.225))],
)
def test_people_are_recovered_as_in_the_table(
    world: str, of_raw: tuple[float, float], of_adjusted: tuple[float, float], request: pytest.FixtureRequest
) -> None:
    truth = request.getfixturevalue(world)
    parts = components(truth.forms)

    assert truth.recovered(raw(truth.forms)) == pytest.approx(of_raw, abs=0.015)
    assert truth.recovered(solve(truth.forms, parts).values(truth.forms)) == pytest.approx(
        of_adjusted, abs=0.015
    )
    found = (parts.unit, parts.person, parts.rater, parts.rest)
    assert found == pytest.approx((0.03, 0.15, 0.16, 0.20), abs=0.03)


def test_raters_own_means_would_do_worse_than_nothing(closed: Truth) -> None:
    forms = closed.forms
    mean = np.bincount(forms.rater, forms.y) / np.maximum(np.bincount(forms.rater), 1)
    centred = replace(forms, y=forms.y - mean[forms.rater])

    assert closed.recovered(raw(centred))[0] == pytest.approx(0.784, abs=0.02)


def test_a_side_that_is_always_kinder_is_no_difference_between_people(open_world: Truth) -> None:
    keep = np.random.default_rng(5).random(open_world.forms.y.size) < 0.7
    forms = part_of(open_world.forms, keep)
    kinder = replace(forms, y=forms.y + 2.0 * (forms.side == 2))

    assert components(kinder).priors == pytest.approx(components(forms).priors, abs=1e-9)


def test_with_three_in_ten_forms_missing_the_gain_is_larger(open_world: Truth) -> None:
    forms = open_world.forms
    keep = (forms.side == 0) | (np.random.default_rng(5).random(forms.y.size) < 0.7)
    some = part_of(forms, keep)

    assert open_world.recovered(raw(some))[0] == pytest.approx(0.821, abs=0.015)
    assert open_world.recovered(solve(some, components(some)).values(some))[0] == pytest.approx(
        0.866, abs=0.015
    )


def test_a_policy_keeps_its_weights_and_loses_the_habits(open_world: Truth) -> None:
    forms = open_world.forms
    effects = solve(forms, components(forms))
    policy = {0: 0.6, 1: 0.2, 2: 0.2}
    habits = replace(effects, rater=np.zeros_like(effects.rater))

    assert open_world.recovered(weighted(forms, habits, policy))[0] == pytest.approx(0.715, abs=0.02)
    assert open_world.recovered(weighted(forms, effects, policy))[0] == pytest.approx(0.816, abs=0.02)


def test_a_missing_side_is_shared_out_among_the_others() -> None:
    forms = Forms(*np.array([[0, 0, 1], [0, 1, 2], [0, 1, 0]]), np.array([4.0, 2.0, 3.0]), np.array([0, 0]))
    still = solve(forms, Components(0, 0, 0, 1))
    flat = replace(still, level=np.zeros(2))

    assert weighted(forms, flat, {0: 0.6, 1: 0.4}).tolist() == pytest.approx([3.2, 3.0])
    assert np.isnan(weighted(forms, flat, {1: 1.0})[1])


# --- Properties of chapter 7 -------------------------------------------------------------------


def test_other_keys_and_another_order_change_nothing(open_world: Truth) -> None:
    forms, random = open_world.forms, np.random.default_rng(2)
    people, raters, units = (random.permutation(n) for n in (forms.people, forms.raters, forms.units))
    order = random.permutation(forms.y.size)
    unit = np.empty_like(forms.unit)
    unit[people] = units[forms.unit]
    other = Forms(
        people[forms.ratee][order], raters[forms.rater][order], forms.side[order], forms.y[order], unit
    )

    parts, moved = components(forms), components(other)

    assert moved.priors == pytest.approx(parts.priors, abs=1e-10)
    assert solve(other, moved).values(other)[people] == pytest.approx(
        solve(forms, parts).values(forms), abs=1e-9
    )
    assert instant_variance(other, moved)[people] == pytest.approx(instant_variance(forms, parts), abs=1e-9)
    assert (islands(other)[people] == islands(forms)).all()


def test_a_point_more_from_one_superior_moves_little_but_that_superior() -> None:
    truth = simulate(2_000, linked=True, size=10)
    forms = truth.forms
    lifted = replace(forms, y=forms.y + (forms.rater == 0))
    before, after = (solve(one, components(one)) for one in (forms, lifted))
    unit = forms.unit == 0
    moved = after.values(lifted) - before.values(forms)

    assert (forms.rater == 0).sum() == unit.sum() == 10
    assert after.rater[0] - before.rater[0] == pytest.approx(0.82, abs=0.05)
    assert (raw(lifted) - raw(forms))[unit].mean() == pytest.approx(0.167, abs=5e-4)
    assert moved[unit].mean() == pytest.approx(0.045, abs=0.01)
    assert abs(moved[~unit].mean()) < 0.001


@pytest.mark.parametrize("variance", [drawn_variance, instant_variance])
def test_twice_the_noise_widens_the_intervals(variance: object) -> None:
    calm, loud = (simulate(120, linked=True, noise=noise, rounded=False).forms for noise in (1, 2))
    wide = [np.sqrt(variance(one, components(one))).mean() for one in (calm, loud)]  # type: ignore[operator]

    assert wide[1] > 1.15 * wide[0]


def test_forms_of_superiors_alone_give_no_adjustment(open_world: Truth) -> None:
    alone = part_of(open_world.forms, open_world.forms.side == 0)

    with pytest.raises(Inseparable) as told:
        components(alone)
    assert told.value.reason == Reason.ONE_RATER
    found = adjust(alone)
    assert (found.value, found.components, found.reason) == (None, None, Reason.ONE_RATER)


def test_raters_of_one_form_each_give_no_adjustment() -> None:
    ratee = np.repeat(np.arange(60), 3)
    random = np.random.default_rng(1)
    y, side = random.normal(3, 1, 180), np.zeros(180, dtype=int)

    assert adjust(Forms(ratee, np.arange(180), side, y, np.arange(60) // 10)).reason == Reason.ONE_FORM


def test_two_islands_are_not_compared() -> None:
    forms = simulate(120, linked=True).forms
    far = Forms(
        np.concatenate([forms.ratee, forms.ratee + forms.people]),
        np.concatenate([forms.rater, forms.rater + forms.raters]),
        np.tile(forms.side, 2),
        np.tile(forms.y, 2),
        np.concatenate([forms.unit, forms.unit + forms.units]),
    )
    found = adjust(far)

    assert (found.islands, found.value, found.low, found.reason) == (2, None, None, Reason.ISLANDS)


def test_every_unit_for_itself_is_not_compared(closed: Truth) -> None:
    found = adjust(closed.forms)

    assert found.reason == Reason.ISLANDS
    assert found.islands == closed.forms.units
    assert not found.linked.any()


@pytest.mark.parametrize(("people", "size"), [(48, 8), (60, 20)], ids=["few people", "few units"])
def test_few_people_or_units_are_not_compared(people: int, size: int) -> None:
    assert adjust(simulate(people, linked=True, size=size).forms).reason == Reason.TOO_FEW


def test_among_few_no_difference_means_too_few() -> None:
    forms = simulate(36, linked=True).forms

    assert adjust(replace(forms, y=np.full(forms.y.size, 4.0))).reason == Reason.TOO_FEW


def test_somebody_on_a_small_island_has_no_value_and_the_others_do() -> None:
    forms = simulate(120, linked=True).forms
    strangers = forms.raters + np.arange(3)
    more = Forms(
        np.concatenate([forms.ratee, np.full(3, forms.people)]),
        np.concatenate([forms.rater, strangers]),
        np.concatenate([forms.side, np.ones(3, dtype=int)]),
        np.concatenate([forms.y, [3.0, 4.0, 5.0]]),
        np.concatenate([forms.unit, [0]]),
    )
    found = adjust(more)

    assert found.value is not None
    assert np.isnan(found.value).nonzero()[0].tolist() == [forms.people]


def test_the_same_answer_everywhere_is_no_difference() -> None:
    forms = simulate(120, linked=True).forms

    assert adjust(replace(forms, y=np.full(forms.y.size, 4.0))).reason == Reason.FLAT


# --- Intervals ---------------------------------------------------------------------------------


def exact_variance(forms: Forms, parts: Components) -> np.ndarray:
    """Return each person's variance by inverting the mixed-model equations, for small rounds."""
    blocks = [
        np.eye(size)[index]
        for index, size in (
            (forms.side, 3),
            (forms.unit[forms.ratee], forms.units),
            (forms.rater, forms.raters),
            (forms.ratee, forms.people),
        )
    ]
    design = np.concatenate(blocks, axis=1)
    prior = np.concatenate(
        [np.zeros(3), *(np.full(n, 1 / p) for n, p in zip(forms.sizes, parts.priors, strict=True))]
    )
    covered = np.linalg.inv(design.T @ design / parts.rest + np.diag(prior))
    wanted = np.zeros((forms.people, design.shape[1]))
    wanted[:, :3] = np.bincount(forms.side, minlength=3) / forms.y.size
    wanted[np.arange(forms.people), 3 + forms.unit] = 1
    wanted[:, -forms.people :] = np.eye(forms.people)
    return np.einsum("ij,jk,ik->i", wanted, covered, wanted)


def test_drawn_and_instant_variances_match_the_exact_inverse() -> None:
    forms, parts = simulate(60, linked=True).forms, Components(0.04, 0.20, 0.20, 0.24)
    some = part_of(forms, np.random.default_rng(5).random(forms.y.size) < 0.7)
    exact = exact_variance(some, parts)

    assert drawn_variance(some, parts, draws=150).mean() == pytest.approx(exact.mean(), rel=0.08)
    instant = instant_variance(some, parts)
    assert np.corrcoef(instant, exact)[0, 1] > 0.95
    assert (instant / exact).mean() == pytest.approx(0.92, abs=0.015)  # too small by the levels of sides


def test_nine_in_ten_intervals_hold_the_truth() -> None:
    truth = simulate(600, linked=True, rounded=False)
    parts = components(truth.forms)
    found = solve(truth.forms, parts).values(truth.forms)
    missed = np.abs((found - found.mean()) - (truth.person - truth.person.mean()))

    wide = WIDE * np.sqrt(drawn_variance(truth.forms, parts, draws=60))
    assert (missed < wide).mean() == pytest.approx(0.90, abs=0.04)


def test_the_same_data_and_seed_give_the_same_interval() -> None:
    forms = simulate(60, linked=True).forms
    one, other = adjust(forms), adjust(forms)

    assert one.low is not None
    assert other.low is not None
    assert (one.low == other.low).all()


# --- The network -------------------------------------------------------------------------------


def plain_islands(forms: Forms) -> list[set[int]]:
    """Return the islands by walking from person to person."""
    of_rater: dict[int, set[int]] = {}
    for person, rater in zip(forms.ratee.tolist(), forms.rater.tolist(), strict=True):
        of_rater.setdefault(rater, set()).add(person)
    left, found = set(range(forms.people)), []
    while left:
        island = {left.pop()}
        while grown := {one for group in of_rater.values() if group & island for one in group} - island:
            island |= grown
        found.append(island)
        left -= island
    return sorted(found, key=lambda island: (-len(island), min(island)))


@pytest.mark.parametrize("seed", range(6))
def test_islands_are_those_of_a_plain_walk(seed: int) -> None:
    random = np.random.default_rng(seed)
    ratee, rater = random.integers(0, 40, 45), random.integers(0, 40, 45)
    forms = Forms(ratee, rater, np.zeros(45, dtype=int), np.ones(45), random.integers(0, 5, 40))
    plain = plain_islands(forms)

    found = islands(forms)
    assert sorted(map(len, plain), reverse=True) == sorted(np.bincount(found).tolist(), reverse=True)
    assert {frozenset(np.flatnonzero(found == n).tolist()) for n in range(found.max() + 1)} == set(
        map(frozenset, plain)
    )


def test_a_long_chain_is_one_island() -> None:
    ratee = np.repeat(np.arange(500), 2)[1:-1]
    forms = Forms(
        ratee, np.repeat(np.arange(499), 2), np.zeros(998, dtype=int), np.ones(998), np.zeros(500, dtype=int)
    )

    assert islands(forms).max() == 0


def test_who_has_a_rater_that_knows_another_unit_is_linked() -> None:
    unit = np.array([0, 0, 1, 2])
    forms = Forms(np.array([0, 1, 2, 3]), np.array([0, 0, 0, 1]), np.zeros(4, dtype=int), np.ones(4), unit)

    assert linked(forms).tolist() == [True, True, True, False]
