"""The behaviour value with opinions: weights of the policy, again normalised where a side is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.rules import DEFAULT_FIGURES
from multirater.rules import Side
from multirater.rules.result import Level
from reviews.rules.evaluation import Rating
from reviews.rules.numeric import Figures, numbers
from reviews.rules.opinions import Heard, Weights, shares, unheard, weighted_mean, weights_of

D = Decimal
HIGH, MIDDLE, LOW = Level.HIGH, Level.MIDDLE, Level.LOW
PEER, STAFF, PARTNER = Side.PEER, Side.SUBORDINATE, Side.PARTNER


def heard(*groups: tuple[tuple[Side, ...], Level | None]) -> list[Heard]:
    return [Heard(" dan ".join(sides), sides, level) for sides, level in groups]


# Superior 60, peers with partners 20, subordinates 20; levels 110, 100, 80 (the policy's figures). The
# superior saw 100. Rows: what is heard, the percents, the behaviour value by hand.
VALUES = [
    ([], ["100"], "100"),
    ([((PEER,), HIGH), ((STAFF,), LOW)], ["60", "20", "20"], "98"),
    ([((PEER,), HIGH)], ["75", "25"], "102.5"),  # a person without subordinates is not penalised
    ([((STAFF,), LOW)], ["75", "25"], "95"),
    ([((PEER,), HIGH), ((STAFF,), None)], ["75", "25"], "102.5"),  # hidden is no zero
    ([((PEER, STAFF), LOW)], ["60", "40"], "92"),  # merged: the sum of both weights
    ([((PEER,), HIGH), ((PARTNER,), LOW)], ["75", "12.5", "12.5"], "98.75"),  # one weight for both
    ([((PEER, PARTNER), HIGH)], ["75", "25"], "102.5"),
    ([((PEER,), HIGH), ((STAFF, PARTNER), LOW)], ["60", "10", "30"], "95"),
    ([((PEER, STAFF), None)], ["100"], "100"),
]


@pytest.mark.parametrize(("groups", "percents", "value"), VALUES)
def test_weights_are_normalised_again(
    groups: list[tuple[tuple[Side, ...], Level | None]], percents: list[str], value: str
) -> None:
    parts = shares(D(100), heard(*groups), Weights())

    assert [part.percent for part in parts] == [D(each) for each in percents]
    assert weighted_mean(parts) == D(value)


def test_opinions_change_the_weight_of_the_skp() -> None:
    """Pasal 41 ayat (3) and (4): 70 and 30 without, 60 and 40 where peers and subordinates were heard."""
    given = {"achieved": [D(1)], "seen": [Rating.MEETS], "has_idea": False, "figures": Figures()}

    alone = numbers(**given)
    hidden = numbers(**given, heard=heard(((PEER, STAFF), None)))
    with_peers = numbers(**given, heard=heard(((PEER,), HIGH)))

    assert (alone.weight, alone.total) == (70, 100)
    assert (hidden.weight, hidden.total, hidden.shares) == (70, 100, ())
    assert (with_peers.weight, with_peers.behaviour) == (60, D("102.5"))
    assert with_peers.total == D(100) * 60 / 100 + D("102.5") * 40 / 100


def test_opinions_alone_make_no_behaviour_value() -> None:
    found = numbers(achieved=[D(1)], seen=[], has_idea=False, figures=Figures(), heard=heard(((PEER,), HIGH)))
    assert (found.behaviour, found.total) == (None, None)


def test_a_policy_without_any_weight_falls_back_to_the_superior() -> None:
    nothing = Weights(superior=D(0), peers=D(0), subordinates=D(0))
    assert weighted_mean(shares(D(90), heard(((PEER,), HIGH)), nothing)) == 90


def test_perspectives_without_a_word_are_named() -> None:
    assert unheard(heard(((PEER,), HIGH), ((STAFF,), None))) == ["bawahan langsung"]
    assert unheard(heard(((PARTNER, STAFF), LOW))) == []
    assert unheard([]) == ["rekan kerja dan mitra", "bawahan langsung"]


def test_the_policy_of_a_new_year_holds_these_weights() -> None:
    assert weights_of({figure.key: figure.value for figure in DEFAULT_FIGURES}) == Weights()
