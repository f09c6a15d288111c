"""How often the same superior can be asked for a plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from indicators.rules import DEFAULT_FIGURES, ask_again_on
from indicators.rules.asking import PAUSE, PAUSE_DEFAULT


@pytest.mark.parametrize(
    ("asked_on", "pause", "again_on"),
    [
        (None, Decimal(3), None),
        (date(2026, 1, 30), Decimal(3), date(2026, 2, 2)),
        (date(2026, 1, 30), Decimal("0.000"), date(2026, 1, 30)),
        (date(2026, 1, 30), None, date(2026, 2, 2)),
    ],
)
def test_a_superior_is_asked_again_after_the_pause(asked_on, pause, again_on):
    assert ask_again_on(asked_on, pause) == again_on


def test_the_figure_of_a_new_year_is_the_one_that_older_years_fall_back_to():
    (figure,) = [figure for figure in DEFAULT_FIGURES if figure.key == PAUSE]

    assert figure.value == PAUSE_DEFAULT
