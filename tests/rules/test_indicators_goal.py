"""What can be stored of a key indicator, and when two texts are the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.rules import Direction, range_fault, same_words

BOTH = "Rentang memerlukan dua angka, misalnya 80 sampai 90."
ORDER = "Batas atas rentang tidak kurang dari batas bawahnya."
ONLY = "Batas atas hanya untuk rentang. Pilih “Dalam rentang” atau kosongkan."

# from, until, direction, sentence
BOUNDS = [
    (None, None, Direction.HIGHER, ""),
    ("95", None, Direction.HIGHER, ""),
    ("95", None, Direction.LOWER, ""),
    ("95", None, Direction.STABLE, ""),
    ("95", "99", Direction.HIGHER, ONLY),
    (None, "99", Direction.STABLE, ONLY),
    (None, None, Direction.RANGE, ""),
    ("80", None, Direction.RANGE, BOTH),
    (None, "90", Direction.RANGE, BOTH),
    ("80", "90", Direction.RANGE, ""),
    ("80", "80", Direction.RANGE, ""),
    ("80", "79.999", Direction.RANGE, ORDER),
]


@pytest.mark.parametrize(("target", "until", "direction", "sentence"), BOUNDS)
def test_bounds(target, until, direction, sentence):
    numbers = {
        name: None if text is None else Decimal(text) for name, text in (("target", target), ("until", until))
    }

    assert range_fault(**numbers, direction=direction) == sentence


@pytest.mark.parametrize(
    ("target", "until", "sentence"),
    [("80", None, ""), (None, None, ""), (None, "90", BOTH), ("80", "79", ORDER), ("80", "90", "")],
)
def test_bounds_of_a_draft_may_lack_the_upper_one(target, until, sentence):
    numbers = {
        name: None if text is None else Decimal(text) for name, text in (("target", target), ("until", until))
    }

    assert range_fault(**numbers, direction=Direction.RANGE, open_end=True) == sentence


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Meningkatnya mutu", "meningkatnya  MUTU ", True),
        ("Meningkatnya mutu", "Meningkatnya mutu\n", True),
        ("Meningkatnya mutu", "Meningkatnya mutu layanan", False),
    ],
)
def test_case_and_spaces_do_not_count(one, other, same):
    assert (same_words(one) == same_words(other)) is same
