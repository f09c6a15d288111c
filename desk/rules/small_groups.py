"""Which counts of people may be shown so that nobody is found by subtraction (analytics, chosen here).

Units lie inside each other, so everything that can be found by adding and subtracting shown units is the
rest of a shown unit outside the shown ones below it. Each such rest must be empty or large enough.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LEAST = 5  # people of a cell, and of a group of any kind


def totals(own: Mapping[int, int], children: Mapping[int | None, Sequence[int]]) -> dict[int, int]:
    """Return the people of each unit with all below it, from those directly in each."""
    order, stack = [], list(children.get(None, ()))
    while stack:
        unit = stack.pop()
        order.append(unit)
        stack += children.get(unit, ())
    found: dict[int, int] = {}
    for unit in reversed(order):  # the lower ones come last in the order
        found[unit] = own.get(unit, 0) + sum(found[child] for child in children.get(unit, ()))
    return found


def shown_units(
    own: Mapping[int, int], children: Mapping[int | None, Sequence[int]], least: int = LEAST
) -> frozenset[int]:
    """Return the units whose counts may be shown: `least` people or more, and no smaller rest beside them.

    Where the rest of a unit would be smaller (its only small sibling, its few people of its own), the
    smallest shown unit below it is hidden as well, and what lies below that one may still be shown. At
    the very top it is the other way round: a top with a few people above one large unit is hidden.
    """
    people = totals(own, children)
    shown: set[int] = set()
    tops = [unit for unit in children.get(None, ()) if people[unit] >= least]
    open_ = [_first_shown(top, children, people, least) for top in tops]
    while open_:
        unit = open_.pop()
        shown.add(unit)
        open_ += _below(unit, own, children, people, least)
    return frozenset(shown)


def _first_shown(
    top: int, children: Mapping[int | None, Sequence[int]], people: Mapping[int, int], least: int
) -> int:
    """Return the highest unit from a top down that does not give away a few people above a large unit."""
    large = [child for child in children.get(top, ()) if people[child] >= least]
    if len(large) == 1 and 0 < people[top] - people[large[0]] < least:
        return _first_shown(large[0], children, people, least)
    return top


def _below(
    unit: int,
    own: Mapping[int, int],
    children: Mapping[int | None, Sequence[int]],
    people: Mapping[int, int],
    least: int,
) -> list[int]:
    """Return the nearest units below that are shown."""
    shown: list[int] = []
    rest = 0

    def take_apart(one: int) -> None:
        nonlocal rest
        rest += own.get(one, 0)
        for child in children.get(one, ()):
            if people[child] >= least:
                shown.append(child)
            else:
                rest += people[child]

    take_apart(unit)
    while 0 < rest < least and shown:
        smallest = min(shown, key=lambda one: (people[one], one))
        shown.remove(smallest)
        take_apart(smallest)
    return shown


# --- Cells of a row ------------------------------------------------------------------------------


def merged_cells(counts: Sequence[int], least: int = LEAST) -> tuple[list[int | None], int]:
    """Return the cells of a row that are shown (None for merged ones), and what the merged ones come to.

    Cells of 1 to 4 people are merged, with the smallest other ones until at least two cells and five
    people are together, so that none of them follows from the total. Nothing and zero stay as they are.
    """
    return _cut(counts, _merged(counts, frozenset(), least))


def safe_cells(
    counts: Mapping[int, Sequence[int]],
    children: Mapping[int | None, Sequence[int]],
    shown: frozenset[int],
    least: int = LEAST,
) -> dict[int, tuple[list[int | None], int]]:
    """Return the cells of every shown unit as `merged_cells` does, so that subtraction finds no small one.

    `counts` are the cells of each unit with all below it. Where a cell of a unit less the same cell of all
    shown units right below it would be 1 to 4 people, the smallest of those is merged as well, and so on.
    """
    hidden = {unit: _merged(counts[unit], frozenset(), least) for unit in shown}
    nearest = {unit: _nearest(unit, children, shown) for unit in shown}
    again = True
    while again:  # what is merged only grows
        again = False
        for unit in sorted(shown):
            for place, count in enumerate(counts[unit]):
                below = nearest[unit]
                if place in hidden[unit] or any(place in hidden[one] for one in below):
                    continue
                if 0 < count - sum(counts[one][place] for one in below) < least:
                    one = min((counts[one][place], one) for one in below if counts[one][place])[1]
                    hidden[one] = _merged(counts[one], hidden[one] | {place}, least)
                    again = True
    return {unit: _cut(counts[unit], hidden[unit]) for unit in shown}


def _nearest(unit: int, children: Mapping[int | None, Sequence[int]], shown: frozenset[int]) -> list[int]:
    """Return the nearest units below a unit that are shown."""
    found, stack = [], list(children.get(unit, ()))
    while stack:
        one = stack.pop()
        if one in shown:
            found.append(one)
        else:
            stack += children.get(one, ())
    return found


def _merged(counts: Sequence[int], wished: frozenset[int], least: int) -> frozenset[int]:
    """Return the places that are merged: the small ones, the wished ones, and who must keep them company."""
    hidden = wished | {place for place, count in enumerate(counts) if 0 < count < least}
    others = sorted((count, place) for place, count in enumerate(counts) if count and place not in hidden)
    while hidden and others and (len(hidden) < 2 or sum(counts[place] for place in hidden) < least):
        hidden |= {others.pop(0)[1]}
    return hidden


def _cut(counts: Sequence[int], hidden: frozenset[int]) -> tuple[list[int | None], int]:
    cells = [None if place in hidden else count for place, count in enumerate(counts)]
    return cells, sum(counts[place] for place in hidden)
