"""Spread, sameness and halo: the promised level without a pattern, the power of measurement 2 with one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from fairness.analysis.alone import LARGEST, LEAST_OTHERS, Official, alone, halo, sameness, spread
from fairness.rules.pattern import LEAST_FORMS, LEVEL_PERCENT, PatternKind

SPREAD, SAMENESS, HALO = PatternKind.SPREAD, PatternKind.SAMENESS, PatternKind.HALO


def forms(
    raters: int,
    each: int,
    seed: int,
    *,
    habit: float = 0.275,
    item: float = 0.4,
    mean: float = 2.2,
    sd: float = 0.32,
) -> Official:
    """Return superiors with so many forms on three steps; standard deviations on 1 to 3, as in 3.5 halved."""
    random = np.random.default_rng(seed)
    rater = np.repeat(np.arange(raters), each)
    level = mean + random.normal(0, habit, raters)[rater] + random.normal(0, sd, rater.size)
    items = level[:, None] + random.normal(0, 0.1, 7) + random.normal(0, item, (rater.size, 7))
    return Official(rater, rater, np.clip(np.rint(items), 1, 3).astype(np.uint8), raters)


def marked(worlds: int, raters: int, each: int, **values: Any) -> dict[PatternKind, float]:
    """Return the per cent of superiors that are marked, over so many worlds."""
    count, seen = Counter[PatternKind](), Counter[PatternKind]()
    for seed in range(worlds):
        for one in alone(forms(raters, each, seed, **values)):
            seen[one.kind] += 1
            count[one.kind] += one.is_marked
    assert all(seen[kind] == worlds * raters for kind in LEVEL_PERCENT)
    return {kind: 100 * count[kind] / seen[kind] for kind in LEVEL_PERCENT}


@pytest.mark.parametrize(
    ("raters", "each", "values"),
    [
        (75, 8, {}),
        (75, 8, {"item": 0.3}),
        (50, 12, {}),
        (50, 12, {"mean": 2.0, "sd": 0.15, "item": 0.25}),
        (30, 40, {}),
    ],
    ids=["8 forms", "8 forms, a fifth alike", "12 forms", "four in ten alike", "40 forms"],
)
def test_without_any_pattern_marks_stay_at_the_promised_level(
    raters: int, each: int, values: dict[str, float]
) -> None:
    found = marked(600 // raters, raters, each, habit=0.0, **values)

    assert found[SPREAD] <= LEVEL_PERCENT[SPREAD] + 1.0
    assert found[SAMENESS] <= LEVEL_PERCENT[SAMENESS] + 0.3
    assert found[HALO] <= LEVEL_PERCENT[HALO] + 0.4


@pytest.mark.parametrize(("raters", "each"), [(75, 8), (50, 12)])
def test_superiors_of_different_levels_are_marked_little_more(raters: int, each: int) -> None:
    found = marked(600 // raters, raters, each)

    assert found[SPREAD] <= 6
    assert found[SAMENESS] <= 2.5, "near an end of the scale forms are alike, and that is what is said"
    assert found[HALO] <= 2.5


def measured(raters: int, each: int, seed: int) -> Official:
    """Return forms on a scale without steps, so that the normal theory of the table holds."""
    random = np.random.default_rng(seed)
    rater = np.repeat(np.arange(raters), each)
    items = random.normal(2, 0.3, rater.size)[:, None] + random.normal(0, 0.44, (rater.size, 7))
    return Official(rater, rater, items, raters)  # type: ignore[arg-type]


@pytest.mark.parametrize(("each", "power"), [(8, 0.72), (12, 0.93), (20, 1.0)])
def test_half_the_spread_is_found_as_often_as_in_the_table(each: int, power: float) -> None:
    hits = 0
    for seed in range(10):
        world = measured(60, each, seed)
        y, flawed = world.items.mean(axis=1), world.rater < 4
        y[flawed] = 2 + (y[flawed] - 2) / 2
        found = spread(replace(world, items=np.repeat(y[:, None], 7, axis=1)))  # type: ignore[arg-type]
        hits += sum(one.is_marked for one in found[:4])

    assert hits / 40 == pytest.approx(power, abs=0.17)


def test_half_the_variation_within_forms_is_found() -> None:
    world = measured(60, 5, 1)
    middle = world.items.mean(axis=1, keepdims=True)
    items = np.where(world.rater[:, None] < 4, middle + (world.items - middle) / 2, world.items)
    found = halo(replace(world, items=items))  # type: ignore[arg-type]

    assert [one.is_marked for one in found[:4]] == [True] * 4
    assert found[0].value == pytest.approx(0.25, abs=0.1)
    assert found[0].high < 1


@pytest.mark.parametrize("each", [8, 12])
def test_four_in_five_forms_alike_are_found(each: int) -> None:
    hits = 0
    for seed in range(10):
        world = forms(60, each, seed)
        flat = (world.rater < 4) & (np.random.default_rng(seed).random(world.rater.size) < 0.8)
        items = np.where(flat[:, None], world.items[:, :1], world.items)
        hits += sum(one.is_marked for one in sameness(replace(world, items=items))[:4])

    assert hits / 40 >= 0.9


def test_one_head_who_gives_everybody_the_same() -> None:
    world = forms(20, 9, 2)
    items = np.where(world.rater[:, None] == 7, np.uint8(2), world.items)
    found = {one.kind: one for one in alone(replace(world, items=items)) if one.rater == 7}

    assert {kind for kind, one in found.items() if one.is_marked} == {SPREAD, SAMENESS, HALO}
    assert (found[SAMENESS].value, found[SPREAD].value, found[HALO].value) == (1, 0, 0)
    assert all(one.low <= one.value <= one.high for one in found.values())


def test_where_the_others_hardly_differ_figures_stay_finite() -> None:
    world = forms(40, 9, 2)
    items = np.full_like(world.items, 2)
    items[-1, 0], items[:9, :3] = 3, world.items[:9, :3]
    found = alone(replace(world, items=items))

    assert {one.kind for one in found} == {SPREAD, SAMENESS, HALO}
    assert max(one.high for one in found) <= LARGEST
    assert all(0 <= one.low <= one.value <= one.high for one in found)
    assert not any(one.is_marked for one in found if one.kind != SAMENESS)


def test_too_few_forms_and_too_few_others_tell_nothing() -> None:
    seven, four, alone_here = forms(20, 7, 1), forms(20, 4, 1), forms(3, LEAST_OTHERS // 2 - 1, 1)

    assert {one.kind for one in alone(seven)} == {SAMENESS, HALO}
    assert alone(four) == alone(alone_here) == []
    assert LEAST_FORMS[SPREAD] == 8


def test_a_year_of_equal_forms_marks_nobody() -> None:
    world = forms(20, 9, 2)
    found = alone(replace(world, items=np.full_like(world.items, 2)))

    assert {one.kind for one in found} == {SAMENESS}
    assert not any(one.is_marked for one in found)
    assert alone(Official(*np.zeros((2, 0), dtype=int), np.zeros((0, 7), dtype=np.uint8), 0)) == []
