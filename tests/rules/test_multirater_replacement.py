"""Who follows when a rater steps aside: near, unburdened, allowed (measurement 4: the next in the draw)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from multirater.rules import Side, Why
from multirater.rules.pools import Person, Place, pool_numbers, pools_of
from multirater.rules.replacement import Seat, next_in_line
from multirater.rules.shifts import Form, Table

PLACES = {1: Place(1, "Kota", None), 2: Place(2, "Dinas", 1), 3: Place(3, "Badan", 1)}
PLACES |= {4: Place(4, "Seksi A", 2), 5: Place(5, "Seksi B", 2), 6: Place(6, "Bidang C", 3)}
# 10..13 in section A under 1, 20..22 in section B under 2, 30..31 in another office under 3
PEOPLE = {
    key: Person(key, f"Orang {key}", unit, superior, False)
    for unit, superior, keys in ((4, 1, range(10, 14)), (5, 2, range(20, 23)), (6, 3, range(30, 32)))
    for key in keys
}
PEER = Seat(ratee=10, side=Side.PEER, is_cross=False, taken=frozenset({11}))


def found(seat: Seat, load: dict[int, int] | None = None, people: dict[int, Person] = PEOPLE) -> int | None:
    pools = pool_numbers(pools_of(people.values(), PLACES, 1))
    return next_in_line(seat, people, PLACES, pools, load or {}, cap=3, seed="benih")


@pytest.mark.parametrize(
    ("seat", "load", "allowed"),
    [
        pytest.param(PEER, {}, {12, 13}, id="own pool first"),
        pytest.param(PEER, {12: 1}, {13}, id="the fewest forms"),
        pytest.param(PEER, {12: 3, 13: 3}, {20, 21, 22}, id="then the office"),
        pytest.param(replace(PEER, is_cross=True), {}, {20, 21, 22}, id="across units first for such a seat"),
        pytest.param(replace(PEER, apart=frozenset({12})), {}, {13}, id="never somebody related"),
        pytest.param(replace(PEER, back=frozenset({13})), {}, {12}, id="never somebody reviewed in turn"),
        pytest.param(replace(PEER, taken=frozenset(range(11, 30))), {}, {30, 31}, id="then the agency"),
        pytest.param(replace(PEER, taken=frozenset(PEOPLE)), {}, {None}, id="nobody left"),
        pytest.param(replace(PEER, side=Side.PARTNER), {}, {30, 31}, id="a partner from another office"),
        pytest.param(replace(PEER, side=Side.SUBORDINATE), {}, {None}, id="no other subordinate"),
    ],
)
def test_the_next_in_line(seat: Seat, load: dict[int, int], allowed: set[int | None]) -> None:
    assert found(seat, load) in allowed


def test_newcomers_are_not_next() -> None:
    people = PEOPLE | {12: replace(PEOPLE[12], is_known=False)}

    assert found(PEER, people=people) == 13


def test_a_subordinate_follows_a_subordinate() -> None:
    people = PEOPLE | {1: Person(1, "Kasi A", 4, 9, True)}
    seat = Seat(ratee=1, side=Side.SUBORDINATE, is_cross=False, taken=frozenset({10, 11, 12}))

    assert found(seat, people=people) == 13


def test_a_table_holds_the_cap_but_not_for_superiors() -> None:
    table = Table({}, cap=1)

    assert table.add(Form(1, 2, Side.PEER, Why.SAME_SUPERIOR))
    assert not table.add(Form(1, 3, Side.PEER, Why.SAME_SUPERIOR))
    assert table.add(Form(1, 4, Side.SUPERIOR, Why.SUPERIOR))
    assert table.add(Form(1, 1, Side.SELF, Why.SELF))
    table.drop(Form(1, 2, Side.PEER, Why.SAME_SUPERIOR))
    assert table.add(Form(1, 3, Side.PEER, Why.SAME_SUPERIOR))
