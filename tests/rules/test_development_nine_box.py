"""Nine boxes: numbers and advice as researched, clouds as drawn, published shares reproduced."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from math import exp, inf, pi, sqrt
from random import Random

import pytest

from development.analysis.bands import bands, error_of
from development.rules.nine_box import (
    NUMBERS,
    PLACES,
    RECOMMENDATIONS,
    Performance,
    Potential,
    category,
    cloud,
    percents,
    performance_of,
    verdict,
)
from development.rules.small_counts import FEWEST, protected
from reviews.rules.evaluation import Predicate

SURE = Decimal("0.6")
SB, B, BP, K, SK = Predicate

# Domain research 9.4 (PermenPANRB 3/2020 as six applications agree): rows from above down, columns from low.
TABLE = ((4, 7, 9), (2, 5, 8), (1, 3, 6))
# The other numbering, of the Ministry of Finance (domain research 9.4): this one must not be ours.
FINANCE = ((5, 8, 9), (4, 6, 7), (1, 2, 3))


def test_the_numbers_are_those_of_the_ministry_of_administrative_reform() -> None:
    ours = tuple(tuple(NUMBERS[row, column] for column in Potential) for row in reversed(Performance))

    assert ours == TABLE
    assert ours != FINANCE
    assert set(PLACES) == set(RECOMMENDATIONS) == set(range(1, 10))


@pytest.mark.parametrize(
    ("number", "words", "advice"),  # domain research 9.4, second table
    [
        (9, "di atas ekspektasi dan potensial tinggi", "Kelompok Rencana Suksesi Instansi/Nasional"),
        (8, "sesuai ekspektasi dan potensial tinggi", "Rotasi/perluasan jabatan"),
        (7, "di atas ekspektasi dan potensial menengah", "Tugas belajar"),
        (6, "di bawah ekspektasi dan potensial tinggi", "Konseling kinerja"),
        (5, "sesuai ekspektasi dan potensial menengah", "Bimbingan kinerja"),
        (4, "di atas ekspektasi dan potensial rendah", "Rotasi"),
        (3, "di bawah ekspektasi dan potensial menengah", "Penempatan yang sesuai"),
        (2, "sesuai ekspektasi dan potensial rendah", "Pengembangan kompetensi"),
        (1, "di bawah ekspektasi dan potensial rendah", "ketentuan peraturan perundangan"),
    ],
)
def test_each_box_has_its_category_and_advice(number: int, words: str, advice: str) -> None:
    assert category(number) == f"Kinerja {words}"
    assert any(advice in line for line in RECOMMENDATIONS[number])


@pytest.mark.parametrize(
    ("predicates", "one", "two"),  # domain research 9.4 [REC]; half upwards decided here
    [
        ([SB], 2, None),
        ([B], 1, None),
        ([BP], 0, None),
        ([K], 0, None),
        ([SK], 0, None),
        ([], None, None),
        ([SB, SB], 2, 2),
        ([SB, B], 2, 2),
        ([B, SB], 1, 2),
        ([SB, BP], 2, 1),
        ([B, K], 1, 1),
        ([BP, SK], 0, 0),
    ],
)
def test_predicates_decide_the_row(predicates: list[Predicate], one: int | None, two: int | None) -> None:
    assert performance_of(predicates, two_years=False) == one
    assert performance_of(predicates, two_years=True) == two


@pytest.mark.parametrize(
    ("value", "place"),  # 80 and 60 inclusive (domain research 9.4)
    [(0, 0), (59.99, 0), (60, 1), (79.99, 1), (80, 2), (100, 2)],
)
def test_without_an_error_the_borders_are_inclusive(value: float, place: int) -> None:
    assert bands(value, 0, (60, 80))[place] == 1


def test_the_closed_form_is_what_draws_approach() -> None:
    source = Random(5)
    draws = [source.gauss(78, 5) for _ in range(20_000)]
    drawn = [
        sum(low <= draw < high for draw in draws) / len(draws) for low, high in pairwise((-inf, 60, 80, inf))
    ]

    assert bands(78, 5, (60, 80)) == pytest.approx(drawn, abs=0.01)  # three standard errors of the draws
    assert sum(bands(78, 5, (60, 80))) == pytest.approx(1)


def test_reliability_gives_the_standard_error() -> None:
    assert error_of(0.75, 10) == pytest.approx(5)  # classical test theory: 10 x root of 0.25
    assert error_of(1, 10) == 0


@pytest.mark.parametrize(
    ("reliability", "right", "top"),  # measurement research 5.4 [run]: three equal bands, both axes
    [(0.50, 0.35, 0.44), (0.60, 0.40, 0.50), (0.75, 0.50, 0.60), (0.90, 0.66, 0.74)],
)
def test_published_shares_of_right_boxes_are_reproduced(reliability: float, right: float, top: float) -> None:
    """Integrate over the true value: shown is root(r) x true + root(1 - r) x error, thirds on both axes."""
    third = 0.4307272992954576  # of the standard normal
    cuts = (-third, third)
    step = 0.002
    agree, top_agree = 0.0, 0.0
    for index in range(-2500, 2500):
        true = (index + 0.5) * step
        weight = exp(-true * true / 2) / sqrt(2 * pi) * step
        shares = bands(sqrt(reliability) * true, sqrt(1 - reliability), cuts)
        place = sum(true >= cut for cut in cuts)
        agree += weight * shares[place]
        top_agree += weight * shares[2] * (place == 2)

    assert agree**2 == pytest.approx(right, abs=0.011)
    assert (top_agree * 3) ** 2 == pytest.approx(top, abs=0.011)


def shares_of(*percent: str) -> list[Decimal]:
    return [Decimal(part) / 100 for part in percent]


@pytest.mark.parametrize(
    ("row", "columns", "box", "between", "sentence"),
    [
        (1, ("0", "60", "40"), 5, (), "Kotak 5: kinerja sesuai ekspektasi dan potensial menengah."),
        (1, ("0", "59", "41"), None, (5, 8), "Di perbatasan antara kotak 5 dan 8."),
        (2, ("2", "3", "95"), 9, (), "Kotak 9: kinerja di atas ekspektasi dan potensial tinggi."),
        (0, ("45", "45", "10"), None, (1, 3), "Di perbatasan antara kotak 1 dan 3."),
        (0, ("41", "39", "20"), None, (1, 3, 6), "Di perbatasan antara kotak 1, 3 dan 6."),
        (0, ("41", "40", "19"), None, (1, 3), "Di perbatasan antara kotak 1 dan 3."),
        (0, ("40", "35", "25"), None, (1, 3, 6), "Di perbatasan antara kotak 1, 3 dan 6."),
    ],
)
def test_a_box_is_named_only_when_it_is_sure(
    row: int, columns: tuple[str, ...], box: int | None, between: tuple[int, ...], sentence: str
) -> None:
    found = verdict(cloud(Performance(row), shares_of(*columns)), sure=SURE)

    assert (found.box, found.between, found.sentence) == (box, between, sentence)
    assert found.named == ((box,) if box else between)


def test_whole_per_cent_add_up() -> None:
    thirds = {1: Decimal("0.333333"), 2: Decimal("0.333333"), 3: Decimal("0.333334")}

    assert percents(thirds) == {1: 33, 2: 33, 3: 34}
    assert percents({1: Decimal("0.335"), 2: Decimal("0.665")}) == {1: 34, 2: 66}


@pytest.mark.parametrize(
    ("counts", "shown"),  # decided here: below five hidden, and nothing found by subtraction
    [
        ({"a": 9, "b": 12}, {"a": 9, "b": 12}),
        ({"a": 9, "b": 0}, {"a": None, "b": None}),
        ({"a": 9, "b": 4, "c": 30}, {"a": None, "b": None, "c": 30}),
        ({"a": 9, "b": 4, "c": 3}, {"a": 9, "b": None, "c": None}),
        ({"a": 9, "b": 1, "c": 2}, {"a": None, "b": None, "c": None}),
        ({"a": 5, "b": 5}, {"a": 5, "b": 5}),
        ({"a": 1, "b": 2}, {"a": None, "b": None}),
    ],
)
def test_small_counts_are_hidden_with_what_would_tell_them(
    counts: dict[str, int], shown: dict[str, int | None]
) -> None:
    assert protected(counts) == shown


def test_no_hidden_count_is_alone_or_tells_less_than_five_people() -> None:
    source = Random(7)
    for _ in range(300):
        counts = {key: source.choice((0, 1, 3, 4, 5, 6, 20, 90)) for key in range(source.randrange(2, 10))}
        hidden = [counts[key] for key, count in protected(counts).items() if count is None]
        assert not hidden or (len(hidden) > 1 and (sum(hidden) >= FEWEST or len(hidden) == len(counts)))
