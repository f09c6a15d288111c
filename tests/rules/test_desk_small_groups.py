"""Small groups: nobody is found by subtracting what is shown (issue of the analytics; decided here)."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from desk.rules.small_groups import LEAST, merged_cells, safe_cells, shown_units, totals

Tree = dict[int | None, list[int]]


@pytest.mark.parametrize(
    ("own", "children", "shown"),
    [
        ({1: 20}, {None: [1]}, {1}),
        ({1: 4}, {None: [1]}, set()),
        # two large units and nobody above them
        ({2: 10, 3: 10}, {None: [1], 1: [2, 3]}, {1, 2, 3}),
        # the only sibling is small: the large one would give it away
        ({2: 20, 3: 3, 4: 30}, {None: [1], 1: [4, 5], 5: [2, 3]}, {1, 4, 5}),
        # two small siblings protect each other
        ({2: 20, 3: 3, 4: 2}, {None: [1], 1: [2, 3, 4]}, {1, 2}),
        # a head alone above two units: the smaller one goes
        ({1: 1, 2: 10, 3: 20}, {None: [1], 1: [2, 3]}, {1, 3}),
        # at the very top it is the top that goes
        ({1: 1, 2: 1, 3: 10, 4: 20, 5: 9}, {None: [1], 1: [2], 2: [3, 4, 5]}, {2, 3, 4}),
        # what lies below a hidden unit may be shown, as long as the rest is large enough
        ({2: 20, 3: 3, 5: 9, 6: 9, 7: 9}, {None: [1], 1: [2, 3, 4], 4: [5, 6, 7]}, {1, 4, 5, 6, 7}),
        ({}, {None: [1]}, set()),
        ({}, {}, set()),
    ],
)
def test_which_units_are_shown(own: dict[int, int], children: Tree, shown: set[int]) -> None:
    assert shown_units(own, children) == shown


def rests(own: dict[int, int], children: Tree, shown: frozenset[int]) -> list[int]:
    """Return the people of each shown unit outside the shown ones below it."""
    people = totals(own, children)

    def nearest(unit: int) -> int:
        return sum(people[one] if one in shown else nearest(one) for one in children.get(unit, []))

    return [people[unit] - nearest(unit) for unit in shown]


@pytest.mark.parametrize("seed", range(40))
def test_no_rest_is_small_in_any_tree(seed: int) -> None:
    rng = random.Random(seed)
    children: Tree = defaultdict(list)
    children[None] = [0]
    for unit in range(1, 40):
        children[rng.randrange(max(0, unit - 9), unit)].append(unit)
    own = {unit: rng.choice([0, 0, 1, 2, 3, 6, 12, 40]) for unit in range(40)}

    shown = shown_units(own, children)

    assert shown or sum(own.values()) < LEAST
    assert all(rest == 0 or rest >= LEAST for rest in rests(own, children, shown))


@pytest.mark.parametrize(
    ("counts", "cells", "merged"),
    [
        ((0, 0, 5, 18, 12), [0, 0, 5, 18, 12], 0),
        ((0, 1, 5, 18, 12), [0, None, None, 18, 12], 6),  # one alone would follow from the total
        ((0, 1, 2, 18, 12), [0, None, None, 18, None], 15),  # two of three people as well
        ((0, 3, 3, 18, 12), [0, None, None, 18, 12], 6),
        ((0, 0, 0, 3, 30), [0, 0, 0, None, None], 33),
        ((0, 0, 0, 0, 30), [0, 0, 0, 0, 30], 0),
        ((1, 0, 0, 0, 0), [None, 0, 0, 0, 0], 1),
        ((0, 0, 0, 0, 0), [0, 0, 0, 0, 0], 0),
    ],
)
def test_small_cells_are_merged(counts: tuple[int, ...], cells: list[int | None], merged: int) -> None:
    assert merged_cells(counts) == (cells, merged)


def test_a_small_cell_beside_the_shown_units_is_not_left_over() -> None:
    """Eight of nine "Kurang" lie in unit 2: the ninth would be found among the six others."""
    counts = {1: [9, 30], 2: [8, 16]}

    assert safe_cells(counts, {None: [1], 1: [2]}, frozenset({1, 2})) == {
        1: ([9, 30], 0),
        2: ([None, None], 24),
    }


@pytest.mark.parametrize("seed", range(30))
def test_no_small_cell_follows_from_the_shown_ones_in_any_tree(seed: int) -> None:
    rng = random.Random(seed)
    children: Tree = defaultdict(list)
    children[None] = [0]
    for unit in range(1, 25):
        children[rng.randrange(max(0, unit - 6), unit)].append(unit)
    own = {unit: [rng.choice([0, 0, 1, 2, 6, 11]) for _ in range(5)] for unit in range(25)}
    places = [totals({unit: cells[place] for unit, cells in own.items()}, children) for place in range(5)]
    counts = {unit: [found[unit] for found in places] for unit in own}
    shown = shown_units({unit: sum(cells) for unit, cells in own.items()}, children)

    cells = safe_cells(counts, children, shown)

    def below(unit: int) -> list[int]:
        return [found for one in children.get(unit, []) for found in ([one] if one in shown else below(one))]

    for unit in shown:
        mine, merged = cells[unit]
        assert merged + sum(cell or 0 for cell in mine) == sum(counts[unit])
        assert all(cell is None or cell == 0 or cell >= LEAST for cell in mine)
        for place, cell in enumerate(mine):
            parts = [cells[one][0][place] for one in below(unit)]
            if cell is not None and None not in parts:
                rest = cell - sum(part or 0 for part in parts)
                assert rest == 0 or rest >= LEAST
