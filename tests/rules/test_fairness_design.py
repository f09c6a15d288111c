"""Comparability before a round opens: which ways are tried, which is advised, what a network ties."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from fairness.analysis.design import network
from fairness.rules.design import LIMIT, Variant, advice, cost_words, variants, verdict
from multirater.analysis.crossed import Components
from multirater.rules.draw import Wish

PARTS = Components(0.0075, 0.0375, 0.04, 0.05)  # measurement research 3.1 on the scale 1 to 3


@pytest.mark.parametrize("peers", range(1, 16))
@pytest.mark.parametrize("cross", range(4))
def test_the_setting_of_a_way_is_rounded_by_the_draw_to_its_peers(peers: int, cross: int) -> None:
    if cross <= peers:
        assert Wish(peers=peers, cross_percent=Variant(peers, cross).percent).cross == cross


@pytest.mark.parametrize(
    ("peers", "cap", "found"),
    [
        (5, 8, [(5, 0), (5, 1), (5, 2), (5, 3), (6, 1)]),
        (2, 8, [(2, 0), (2, 1), (2, 2), (3, 1)]),
        (5, 6, [(5, 0), (5, 1), (5, 2), (5, 3)]),  # nobody has room for another form
        (0, 8, [(0, 0)]),
    ],
)
def test_ways_from_none_to_three_and_one_on_top(peers: int, cap: int, found: list[tuple[int, int]]) -> None:
    assert [(way.peers, way.cross) for way in variants(peers, cap)] == found


def row(comparable: int, peers: int, cross: int) -> dict[str, Any]:
    percent = Variant(peers, cross).percent
    return {"comparable": comparable, "peers": peers, "cross": cross, "percent": percent, "forms": 100}


@pytest.mark.parametrize(
    ("rows", "found", "says"),
    [
        ([row(95, 5, 0), row(100, 5, 1)], 0, "tanpa rekan dari unit lain"),
        ([row(40, 5, 0), row(89, 5, 1), row(90, 5, 2), row(99, 6, 1)], 2, "Paling hemat: 2 dari 5"),
        (
            [row(40, 5, 0), row(50, 5, 1), row(95, 6, 1)],
            2,
            "Paling hemat: 1 dari 6 rekan dari unit lain (16%)",
        ),
        ([row(0, 5, 0), row(70, 5, 3)], None, "belum dapat dibandingkan"),
    ],
)
def test_the_advice_takes_few_peers_and_then_few_strangers(
    rows: list[dict[str, Any]], found: int | None, says: str
) -> None:
    assert advice(rows) == found
    assert says in verdict(rows, asked=0)


def test_a_setting_that_is_enough_is_told_so() -> None:
    rows = [row(40, 5, 0), row(95, 5, 1)]
    assert verdict(rows, asked=2).startswith("Pengaturan putaran ini cukup: 1 dari 5")


@pytest.mark.parametrize(
    ("forms", "least", "says"),
    [
        (1000, 1000, "tanpa formulir tambahan"),
        (1010, 1000, "tanpa formulir tambahan"),  # one per cent is the chance of a draw
        (1286, 1000, "286 formulir lebih banyak, sekitar 24 jam kerja seluruhnya"),
        (24000, 10000, "14.000 formulir lebih banyak, sekitar 1.167 jam kerja seluruhnya"),
    ],
)
def test_cost_is_told_in_forms_and_hours(forms: int, least: int, says: str) -> None:
    assert cost_words(forms, least) == says


# --- Networks ------------------------------------------------------------------------------------


def drawn(forms: list[tuple[int, int]], unit: list[int]) -> Any:
    ratee, rater = (np.array(column) for column in zip(*forms, strict=True))
    return network(ratee, rater, np.array(unit), PARTS)


def test_raters_of_the_own_unit_leave_islands_that_cannot_be_compared() -> None:
    forms = [(person, 10 * (person // 3)) for person in range(6)]
    found = drawn(forms, [0, 0, 0, 1, 1, 1])

    assert (found.islands, found.largest, found.comparable) == (2, 0.5, 0.0)
    assert found.offset == math.inf


@pytest.mark.parametrize(("m", "error"), [(3, 0.206), (6, 0.146), (12, 0.103)])  # research 3.7, halved
def test_the_error_of_a_unit_falls_with_the_root_of_the_forms_that_tie_it(m: int, error: float) -> None:
    # 2 m raters with one form here and one there tie each unit with half a form each
    forms = [(unit, rater) for rater in range(2 * m) for unit in (0, 1)]
    found = drawn(forms, [0, 1])

    assert found.islands == 1
    assert found.offset == pytest.approx(error, abs=0.001)
    assert found.comparable == (1.0 if error < LIMIT else 0.0)


def test_connected_is_not_enough() -> None:
    inside = [(person, 10 + person // 5) for person in range(10)]
    found = drawn([*inside, (0, 99), (9, 99)], [0] * 5 + [1] * 5)

    assert (found.islands, found.comparable) == (1, 0.0)
    assert found.offset == pytest.approx(math.sqrt(0.1275 / 0.5))
