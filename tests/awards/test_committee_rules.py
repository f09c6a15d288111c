"""Quorum, points of several members, and what a candidate can grow in: rows name their source."""

from __future__ import annotations

from decimal import Decimal

import pytest

from awards.rules.committee import Spread, has_quorum, needed, spread, to_grow


@pytest.mark.parametrize(
    ("members", "present", "aside", "expected", "least"),
    [  # source: decided by the house; more than half of those who did not step aside
        ({1, 2, 3}, {1, 2}, set(), True, 2),
        ({1, 2, 3}, {1}, set(), False, 2),
        ({1, 2, 3, 4}, {1, 2}, set(), False, 3),
        ({1, 2, 3, 4}, {1, 2}, {4}, True, 2),
        ({1, 2, 3}, {1, 3}, {3}, False, 2),
        ({1, 2}, {1, 9}, set(), False, 2),
        ({1}, {1}, set(), True, 1),
        ({1}, {1}, {1}, False, 1),
        (set(), set(), set(), False, 1),
    ],
)
def test_quorum(members: set[int], present: set[int], aside: set[int], expected: bool, least: int) -> None:
    assert has_quorum(members, present, aside) is expected
    assert needed(members, aside) == least


@pytest.mark.parametrize(
    ("points", "expected"),
    [  # source: decided by the house; one member's points are that member's own
        ([], None),
        (["80"], None),
        (["80", "85"], Spread(2, Decimal("82.50"), Decimal(80), Decimal(85))),
        (["80", "80", "85"], Spread(3, Decimal("81.67"), Decimal(80), Decimal(85))),
    ],
)
def test_points_of_several_members(points: list[str], expected: Spread | None) -> None:
    assert spread([Decimal(one) for one in points]) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [  # source: decided by the house; weight times what is left to 100, own values only
        ([], []),
        ([("50", "100", "hasil")], []),
        ([("50", "90", "hasil"), ("30", "60", "perilaku"), ("20", "80", "capaian")], ["perilaku", "hasil"]),
        ([("50", "80", "hasil"), ("50", "80", "perilaku")], ["hasil", "perilaku"]),
        ([("1", "99.5", "hasil")], ["hasil"]),
    ],
)
def test_what_a_candidate_can_grow_in(parts: list[tuple[str, str, str]], expected: list[str]) -> None:
    rows = [{"weight": weight, "value": value, "label": label} for weight, value, label in parts]

    assert to_grow(rows) == expected
