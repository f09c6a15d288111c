"""The numeric view of PP 30/2019: weights, bands, the idea, and the conversion of 2021."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.rules import DEFAULT_FIGURES, Direction, achievement
from reviews.rules.evaluation import Rating
from reviews.rules.numeric import (
    Band,
    Figures,
    band,
    converted,
    figures_of,
    numbers,
    share_of_range,
    weighted,
)
from reviews.rules.rounding import half_up

D = Decimal
IDEA, NONE = True, False

# PP 30/2019 Pasal 41 ayat (5); the edges are those of domain research 11.5. The last two bands: [MEM].
BANDS = [
    ("120", IDEA, Band.EXCELLENT),
    ("120", NONE, Band.GOOD),
    ("110", IDEA, Band.EXCELLENT),
    ("110", NONE, Band.GOOD),
    ("109.99", IDEA, Band.GOOD),
    ("109.99", NONE, Band.GOOD),
    ("109.9999999", IDEA, Band.GOOD),  # the unrounded number decides
    ("90", IDEA, Band.GOOD),
    ("90", NONE, Band.GOOD),
    ("89.99", IDEA, Band.ENOUGH),
    ("89.99", NONE, Band.ENOUGH),
    ("70", IDEA, Band.ENOUGH),
    ("70", NONE, Band.ENOUGH),
    ("69.99", IDEA, Band.POOR),
    ("69.99", NONE, Band.POOR),
    ("50", IDEA, Band.POOR),
    ("50", NONE, Band.POOR),
    ("49.99", IDEA, Band.VERY_POOR),
    ("49.99", NONE, Band.VERY_POOR),
    ("0", NONE, Band.VERY_POOR),
]


@pytest.mark.parametrize(("total", "has_idea", "expected"), BANDS)
def test_pasal_41_ayat_5_names_the_number(total: str, has_idea: bool, expected: Band) -> None:
    assert band(D(total), has_idea=has_idea) == expected


@pytest.mark.parametrize(
    ("weight", "with_peers", "expected"),
    [
        ("70", False, "97"),  # Pasal 41 ayat (3): 70 percent SKP, 30 percent behaviour
        ("60", True, "96"),  # ayat (4): 60 and 40, where peers and subordinates were heard
    ],
)
def test_pasal_41_weighs_skp_and_behaviour(weight: str, with_peers: bool, expected: str) -> None:
    assert Figures().weight_of(with_peers=with_peers) == D(weight)
    assert weighted(D(100), D(90), D(weight)) == D(expected)


def test_the_sum_printed_in_permenpanrb_8_2021() -> None:
    """V14: 59.2 from the SKP and 43.6 from behaviour make 102.8."""
    skp, behaviour = D(296) / 3, D(109)
    assert (half_up(skp * 60 / 100, 1), behaviour * 40 / 100) == (D("59.2"), D("43.6"))
    assert half_up(weighted(skp, behaviour, D(60)), 1) == D("102.8")


@pytest.mark.parametrize(
    ("realised", "low", "high", "falls", "percent"),
    [
        ("70", "80", "90", False, "87.5"),
        ("6.5", "7", "8", True, "107.14"),  # printed 107
        ("9", "7", "8", True, "87.5"),
        ("93", "95", "95", False, "97.89"),  # printed 98
        ("85", "85", "85", False, "100"),
        # Printed as 113, which its own formula does not give: 92 of 90 is 102.2.
        ("92", "80", "90", False, "102.22"),
    ],
)
def test_worked_examples_of_permenpanrb_8_2021(
    realised: str, low: str, high: str, falls: bool, percent: str
) -> None:
    share = share_of_range(realised=D(realised), low=D(low), high=D(high), falls=falls)
    assert half_up(share * 100, 2) == half_up(D(percent), 2)


def test_the_helper_of_today_agrees_below_the_range() -> None:
    share = achievement(realised=D(70), target=D(80), until=D(90), direction=Direction.RANGE)
    assert share == share_of_range(realised=D(70), low=D(80), high=D(90), falls=False)


@pytest.mark.parametrize(
    ("percent", "value"),
    [
        ("99", "89"),  # V15
        ("80", "70"),
        ("79", "69"),
        ("60", "50"),
        ("59", "49"),
        ("111", "120"),
        ("0", "0"),
        ("98", "88"),  # V14: 93 of 95, "Cukup"
        ("97.89", "88"),  # whole percent first
        ("99.5", "109"),  # a gap without that
        ("79.4", "69"),
        ("100", "109"),  # V14: 85 of 85, "Baik"
        ("110.4", None),  # 101 to 110: no source
        ("105", None),
        ("110.5", "120"),
    ],
)
def test_the_conversion_of_permenpanrb_8_2021(percent: str, value: str | None) -> None:
    assert converted(D(percent)) == (None if value is None else D(value))


def test_a_maximum_target_that_was_reached_counts_as_best() -> None:
    assert converted(D(100), is_maximum=True) == 120  # V14
    assert converted(D(99), is_maximum=True) == 89


def test_the_policy_of_a_new_year_holds_the_figures_of_pasal_41() -> None:
    assert figures_of({figure.key: figure.value for figure in DEFAULT_FIGURES}) == Figures()


# --- From achievement and choices to the number -----------------------------------------------------------


def test_a_whole_evaluation_unrounded() -> None:
    found = numbers(
        achieved=[D(1), D("0.9"), None, D("1.2")],
        seen=[Rating.ABOVE, Rating.MEETS, Rating.BELOW],
        has_idea=False,
        figures=Figures(),
    )
    assert found.skp == D(310) / 3  # what was not reported is no zero
    assert found.behaviour == D(280) / 3
    assert found.total == (D(310) / 3 * 70 + D(280) / 3 * 30) / 100
    assert (found.weight, found.band, found.lacks_idea) == (70, Band.GOOD, False)


@pytest.mark.parametrize(("has_idea", "expected"), [(True, Band.EXCELLENT), (False, Band.GOOD)])
def test_an_idea_makes_the_difference_from_110_on(has_idea: bool, expected: Band) -> None:
    found = numbers(achieved=[D("1.1")], seen=[Rating.ABOVE], has_idea=has_idea, figures=Figures())
    assert (found.total, found.band, found.lacks_idea) == (D(113), expected, not has_idea)


@pytest.mark.parametrize(
    ("shares", "seen"), [([], [Rating.MEETS]), ([None], [Rating.MEETS]), ([D(1)], []), ([], [])]
)
def test_without_measures_or_choices_there_is_no_number(
    shares: list[Decimal | None], seen: list[Rating]
) -> None:
    found = numbers(achieved=shares, seen=seen, has_idea=True, figures=Figures())
    assert (found.total, found.band, found.lacks_idea) == (None, None, False)


def test_a_higher_cap_of_the_policy_never_passes_120() -> None:
    found = numbers(achieved=[D("1.5")], seen=[Rating.ABOVE], has_idea=True, figures=Figures())
    assert (found.skp, found.total) == (150, 120)
