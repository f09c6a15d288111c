"""Who is asked when somebody steps aside: the next in the draw, by the rules of the draw (pengganti)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from .pools import Person, Place, level_of, office_of
from .round import Side


@dataclass(frozen=True)
class Seat:
    """A place that became free beside a reviewed person."""

    ratee: int
    side: Side
    is_cross: bool  # who left it came from another unit
    taken: frozenset[int]  # who was ever asked, proposed or struck for this person
    back: frozenset[int] = frozenset()  # about whom the person is asked as peer or partner
    apart: frozenset[int] = field(default_factory=frozenset)


def next_in_line(
    seat: Seat,
    people: Mapping[int, Person],
    places: Mapping[int, Place],
    pool_of: Mapping[int, int],
    load: Mapping[int, int],
    *,
    cap: int,
    seed: str,
) -> int | None:
    """Return who is asked next, None when nobody is left.

    Among those nearest in the draw the one with the fewest forms, chance deciding between equals. `pool_of`
    names the pool of a person, `load` the forms that people write as peer, partner and subordinate.
    """
    order = sorted(people)
    Random(f"{seed}/ganti/{seat.ratee}/{len(seat.taken)}").shuffle(order)
    found = [
        (nearness, load.get(key, 0), at, key)
        for at, key in enumerate(order)
        if _may_sit(people[key], seat) and load.get(key, 0) < cap
        if (nearness := _nearness(people[key], seat, people, places, pool_of)) is not None
    ]
    return min(found)[-1] if found else None


def _may_sit(one: Person, seat: Seat) -> bool:
    if one.id == seat.ratee or not one.is_known or one.id in seat.taken or one.id in seat.apart:
        return False
    return seat.side == Side.SUBORDINATE or one.id not in seat.back


def _nearness(
    one: Person,
    seat: Seat,
    people: Mapping[int, Person],
    places: Mapping[int, Place],
    pool_of: Mapping[int, int],
) -> int | None:
    """Return how well a person suits the seat, 0 best; None for somebody who does not suit it."""
    ratee = people[seat.ratee]
    if seat.side == Side.SUBORDINATE:
        return 0 if one.superior == ratee.id else None
    same_office = office_of(one.unit, places) == office_of(ratee.unit, places)
    if seat.side == Side.PARTNER:
        return None if same_office or one.is_head != ratee.is_head else 0
    if level_of(one, places) != level_of(ratee, places):
        return None
    if pool_of.get(one.id, -1) == pool_of.get(ratee.id):
        return 1 if seat.is_cross else 0
    return (0 if seat.is_cross else 1) if same_office else 2
