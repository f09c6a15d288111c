"""People, units and the groups among whom peers are drawn (kelompok undian)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

STAFF = 0  # the level of people who head no unit; heads have the depth of their unit, from one


@dataclass(frozen=True)
class Person:
    """Somebody at work on the day of the draw, in the definitive post."""

    id: int
    name: str
    unit: int
    superior: int | None
    is_head: bool
    is_reviewed: bool = True
    is_known: bool = True  # has worked in the unit for as long as the round asks


@dataclass(frozen=True)
class Place:
    """A unit in the tree."""

    id: int
    name: str
    parent: int | None
    holds_offices: bool = False  # as the regional secretariat does, besides the root


@dataclass
class Pool:
    """People among whom peers are drawn: those under one superior, or small sibling groups together."""

    level: int
    parts: list[tuple[int, list[int]]]  # the unit that gives the name, and the members

    @property
    def members(self) -> list[int]:
        """Everybody in the pool, by key."""
        return sorted(one for _, people in self.parts for one in people)


def pools_of(people: Iterable[Person], places: Mapping[int, Place], inside: int) -> list[Pool]:
    """Return the pools in which peers are drawn; groups too small for `inside` peers join a sibling group.

    Groups are siblings when their units have the same parent inside one office; offices are never joined.
    """
    groups: dict[tuple[int, ...], list[Person]] = defaultdict(list)
    for one in people:
        level = level_of(one, places)
        above = places[one.unit].parent or 0
        groups[(one.superior or 0, level, 0 if one.superior else above)].append(one)
    shelves: dict[tuple[int, int], list[Pool]] = defaultdict(list)
    for key, members in sorted(groups.items()):
        home = _home(members, places)
        parent = places[home].parent
        is_inside = parent is not None and not _is_above_offices(places[parent])
        shelf = (key[1], parent) if is_inside and parent is not None else (key[1], -home)
        shelves[shelf].append(Pool(key[1], [(home, [one.id for one in members])]))
    return [pool for _, shelf in sorted(shelves.items()) for pool in _joined(shelf, 2 * inside + 1)]


def pool_numbers(pools: Iterable[Pool]) -> dict[int, int]:
    """Return the number of the pool of each person."""
    return {one: number for number, pool in enumerate(pools) for one in pool.members}


def _home(members: Sequence[Person], places: Mapping[int, Place]) -> int:
    """Return the unit that names a group: where most of the members work, for heads the unit above."""
    units = Counter(one.unit for one in members)
    unit = min(units, key=lambda key: (-units[key], key))
    return (places[unit].parent or unit) if members[0].is_head else unit


def _joined(shelf: list[Pool], enough: int) -> list[Pool]:
    """Join the smallest with the next smallest until each has enough members or one is left."""
    pools = sorted(shelf, key=lambda pool: (len(pool.members), pool.parts[0][0]))
    while len(pools) > 1 and len(pools[0].members) < enough:
        first, second, *rest = pools
        joined = Pool(first.level, [*first.parts, *second.parts])
        pools = sorted([joined, *rest], key=lambda pool: (len(pool.members), pool.parts[0][0]))
    return pools


def level_of(person: Person, places: Mapping[int, Place]) -> int:
    """Return 0 for people who head no unit, else the depth of the unit, the root being 1."""
    return depth_of(person.unit, places) if person.is_head else STAFF


def depth_of(unit: int, places: Mapping[int, Place]) -> int:
    """Return how many steps a unit stands below nothing; the root stands at 1."""
    depth, at = 1, places[unit].parent
    while at is not None:
        depth, at = depth + 1, places[at].parent
    return depth


def office_of(unit: int, places: Mapping[int, Place]) -> int:
    """Return the office (dinas, badan, kecamatan) of a unit: the one right below what only holds offices.

    That is the root, and a unit whose children are offices; people of such a unit are an office themselves.
    """
    at = unit
    while (parent := places[at].parent) is not None:
        if _is_above_offices(places[at]) or _is_above_offices(places[parent]):
            break
        at = parent
    return at


def _is_above_offices(place: Place) -> bool:
    return place.parent is None or place.holds_offices
